"""`nianbao archive`: a report without errors → the package for the records archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from compiler.archive.archival_code import ArchivalCode, archival_code_of, date_findings
from compiler.archive.assemble import package_of
from compiler.archive.check_record import without_folders
from compiler.archive.digests import sha256
from compiler.archive.evidence import Item, Result
from compiler.archive.material import Material, on_one_line
from compiler.archive.pdf import Rendering, rendering_of
from compiler.archive.substitutes import substitutes
from compiler.archive.usable import RENDERING_ITEM
from compiler.catalogue.d_archive import FONTS_SUBSTITUTED, NATURE_FAILED, NO_ARCHIVAL_COPY
from compiler.catalogue.w_entries import WRONG_DATA
from compiler.catalogue.w_inputs import CHANGED_MEANWHILE
from compiler.commands.answer import (
    NOT_WRITTEN,
    Verdict,
    answer,
    exit_code,
    failed,
    joined,
    optional_path,
    refuse,
    unreadable,
    verdict_of,
)
from compiler.commands.arguments import Arguments, Manner
from compiler.commands.exit_codes import DONE, UNPROVEN
from compiler.edges.folders import folder_refusal, write_folder
from compiler.edges.libreoffice import rendered_pdf
from compiler.pipeline import compile_report
from compiler.report.desk import Desk
from compiler.report.order import ordered
from compiler.report.outcome import Outcome
from compiler.text.language import Text
from compiler.values.diagnosis import NOTHING
from compiler.values.findings import Finding, Place

_DONE = Text("归档包已生成。", "The package is made.")
_NO_PACKAGE = Text("归档包没有写出。", "No package was written.")
_ENTRIES = Text(
    "归档包没有写出：归档要写的，有 {0} 项没有写好。",
    "No package was written: of what the archive asks for, {0} {1} missing or wrong.",
)
_RENDERING = Text("正在转换版式文件……\n", "Converting to PDF/A …\n")
# The covers' keys by the options that may stand for them.
_OPTIONS = {
    "fonds": "fonds",
    "retention": "retention",
    "organisation_or_topic": "topic",
    "item_number": "item",
}


def run(asked: Arguments, desk: Desk) -> int:
    at = desk.now()
    if isinstance(at, Finding):
        return unreadable(asked.manner, at, verdict=NOT_WRITTEN)
    source, prior = Path(asked.report), optional_path(asked.prior)
    reference = optional_path(asked.reference)
    output, inputs = Path(asked.output or ""), [source, *filter(None, [prior, reference])]
    outcome = compile_report(
        source, desk, asked.format, prior, reference=reference, strict=asked.strict
    )
    report, form = outcome.report, outcome.form
    if report is None or form is None:
        return answer(asked.manner, outcome, unreadable=True)
    given = {key: getattr(asked, option) or "" for key, option in _OPTIONS.items()}
    archival_code, wrong = archival_code_of(report, form, given, _unread(outcome))
    undated = date_findings(report, form)
    told = outcome._replace(findings=(*outcome.findings, *wrong, *undated), diagnosis=NOTHING)
    own = verdict_of(asked.manner, outcome.findings)
    if not outcome.proven:
        answer(asked.manner, told)
        return UNPROVEN
    if outcome.document is None or archival_code is None or undated:
        what = _held_by(len(wrong) + len(undated))
        told = told._replace(diagnosis=outcome.diagnosis)
        return answer(asked.manner, told, verdicts=failed(what, own))
    refused = folder_refusal(output, inputs)
    if refused is not None:
        return refuse(asked.manner, told, refused)
    render = partial(_rendering, manner=asked.manner)
    material = _material(source, desk, outcome, archival_code, at, render)
    if isinstance(material, Finding):
        return refuse(asked.manner, told, material)
    package = package_of(material)
    told = told._replace(findings=(*told.findings, *_failures(material, package.items)))
    tested = _tested(package.items)
    if exit_code(asked.manner, told.findings) != DONE:
        return answer(asked.manner, told, verdicts=failed(joined(_NO_PACKAGE, tested), own))
    refused = write_folder(output, package.files, inputs)
    if refused is not None:
        return refuse(asked.manner, told, refused)
    verdicts = [Verdict(joined(_DONE, tested), good=True)]
    return answer(asked.manner, told, outputs=[str(output)], verdicts=verdicts)


def _held_by(entries: int) -> Text:
    """Why there is no package, where so many entries for the archive are missing or wrong."""
    if not entries:
        return _NO_PACKAGE
    are = "is" if entries == 1 else "are"
    return Text(_ENTRIES.zh.format(entries), _ENTRIES.en.format(entries, are))


def _unread(outcome: Outcome) -> frozenset[str]:
    """The archive's entries of which the reading said that they are no text."""
    labels = {f.place.label for f in outcome.findings if f.kind is WRONG_DATA}
    return frozenset(k for k in _OPTIONS if labels & {"archive", f"archive.{k}"})


def _failures(material: Material, items: Sequence[Item]) -> Iterator[Finding]:
    """What the form of tests says has failed; a missing rendering has a kind of its own."""
    place = Place(file=material.report.origin.source.path)
    missing = isinstance(material.rendering, Text)
    if isinstance(material.rendering, Text):
        yield Finding(NO_ARCHIVAL_COPY, place, {"reason": material.rendering})
    else:
        yield from _substituted(material.document, material.rendering, place)
    for number, item in enumerate(items, start=1):
        if item.result is Result.FAILED and not (missing and item.name == RENDERING_ITEM):
            values = {"number": str(number), "item": item.name, "done": item.done}
            yield Finding(NATURE_FAILED, place, values, words=item.name)


def _substituted(document: bytes, rendering: Rendering, place: Place) -> Iterator[Finding]:
    """That the copy which is kept for good is set in other fonts than the document."""
    found = substitutes(document, rendering)
    if found.instead:
        zh, en = (sign.join(found.instead) for sign in ("、", ", "))
        values = {"missing": found.lacking, "instead": Text(zh, en)}
        yield Finding(FONTS_SUBSTITUTED, place, values)


def _tested(items: Sequence[Item]) -> Text:
    passed, failed, untested = ([i for i in items if i.result is result] for result in Result)
    names = "；".join(item.name for item in untested)
    return Text(
        f"四性检测：通过 {len(passed)} 项，未通过 {len(failed)} 项，未检测 {len(untested)} 项（{names}），"
        "要人工或用别的工具检测。",
        f"Tests of the four natures: {len(passed)} passed, {len(failed)} failed, "
        f"{len(untested)} not tested, left to people and other tools: {names}.",
    )


def _material(
    path: Path,
    desk: Desk,
    outcome: Outcome,
    archival_code: ArchivalCode,
    at: datetime,
    render: Callable[[bytes], Rendering | Text],
) -> Material | Finding:
    """What the package is made of; the source is read again, and must be what was checked."""
    report, form, document = outcome.report, outcome.form, outcome.document
    assert report is not None
    assert form is not None
    assert document is not None
    data = desk.read(path)
    if isinstance(data, Finding):
        return data
    if sha256(data) != report.origin.source.sha256:
        return Finding(CHANGED_MEANWHILE, Place(file=str(path)), {"file": str(path)})
    known = ordered(outcome.findings, form)
    return Material(
        report=report,
        form=form,
        findings=tuple(without_folders(finding, str(path)) for finding in known),
        diagnosis=outcome.diagnosis,
        title=outcome.title,
        document=document,
        source=data,
        source_name=on_one_line(path.name),
        rendering=render(document),
        archival_code=archival_code,
        at=at,
    )


def _rendering(document: bytes, manner: Manner) -> Rendering | Text:
    if sys.stderr.isatty() and not manner.quiet:
        sys.stderr.write(_RENDERING.in_language(manner.language))
    made = rendered_pdf(document)
    return made if isinstance(made, Text) else rendering_of(made)
