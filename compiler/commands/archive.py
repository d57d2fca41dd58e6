"""`nianbao archive`: a report without errors → the package for the records archive."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from compiler.archive.archival_code import ArchivalCode, archival_code_of, date_findings
from compiler.archive.assemble import package_of
from compiler.archive.check_record import without_folders
from compiler.archive.digests import sha256
from compiler.archive.evidence import Item, Result
from compiler.archive.material import Material, on_one_line
from compiler.archive.pdf import Rendering, rendering_of
from compiler.archive.usable import RENDERING_ITEM
from compiler.catalogue.archive_kinds import NATURE_FAILED, NO_ARCHIVAL_COPY
from compiler.catalogue.output_kinds import CHANGED_MEANWHILE, WRONG_USAGE
from compiler.catalogue.workbook_kinds import WRONG_DATA
from compiler.checks.diagnosing.diagnose import diagnose
from compiler.commands.answer import NOT_WRITTEN, answer, exit_code, joined, optional_path, refuse
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import DONE, UNPROVEN
from compiler.edges.files import read_bytes
from compiler.edges.folders import folder_refusal, write_folder
from compiler.edges.libreoffice import rendered_pdf
from compiler.pipeline import Compilation, compile_report
from compiler.report.order import ordered
from compiler.text.language import Text
from compiler.values.findings import Finding, Place

_DONE = Text("归档包已生成。", "The package is made.")
_RENDERING = Text("正在转换版式文件……\n", "Converting to PDF/A …\n")
_EPOCH_HELP = Text(
    "请改成 1970 年以来的秒数（0 至 253402300799 的整数），或者去掉这个变量，用现在的时间。",
    "Set it to seconds since 1970 (a whole number from 0 to 253402300799), or unset it.",
)
_LAST_SECOND = 253_402_300_799  # of the year 9999
# The covers' keys by the options that may stand for them.
_OPTIONS = {
    "fonds": "fonds", "retention": "retention", "organisation_or_topic": "topic",
    "item_number": "item",
}  # fmt: skip


def run(asked: Arguments) -> int:
    at = _now()
    if isinstance(at, Finding):
        return answer(asked, None, None, [at], unreadable=True, verdict=NOT_WRITTEN)
    source, prior = Path(asked.report), optional_path(asked.prior)
    reference = optional_path(asked.reference)
    output, inputs = Path(asked.output or ""), [source, *filter(None, [prior, reference])]
    compiled = compile_report(source, asked.format, prior, reference=reference, strict=asked.strict)
    reading = compiled.reading
    report, declaration = reading.report, reading.declaration
    if report is None or declaration is None:
        return answer(asked, None, declaration, compiled.findings, unreadable=True)
    given = {key: getattr(asked, option) or "" for key, option in _OPTIONS.items()}
    archival_code, wrong = archival_code_of(report, declaration, given, _unread(compiled))
    undated = date_findings(report, declaration)
    findings = (*compiled.findings, *wrong, *undated)
    if not compiled.proven:
        answer(asked, report, declaration, findings)
        return UNPROVEN
    if compiled.document is None or archival_code is None or undated:
        diagnosis = diagnose(reading, compiled.findings)
        return answer(asked, report, declaration, findings, diagnosis=diagnosis)
    refused = folder_refusal(output, inputs)
    if refused is not None:
        return refuse(asked, report, declaration, refused, findings)
    material = _material(asked, compiled, archival_code, at)
    if isinstance(material, Finding):
        return refuse(asked, report, declaration, material, findings)
    package = package_of(material)
    findings = (*findings, *_failures(material, package.items))
    tested = _tested(package.items)
    if exit_code(asked, findings) != DONE:
        return answer(asked, report, declaration, findings, besides=joined(tested, NOT_WRITTEN))
    refused = write_folder(output, package.files, inputs)
    if refused is not None:
        return refuse(asked, report, declaration, refused, findings)
    return answer(
        asked, report, declaration, findings,
        outputs=[str(output)], verdict=_DONE, besides=tested,
    )  # fmt: skip


def _unread(compiled: Compilation) -> frozenset[str]:
    """The archive's entries of which the reading said that they are no text."""
    labels = {f.place.label for f in compiled.findings if f.kind is WRONG_DATA}
    return frozenset(k for k in _OPTIONS if labels & {"archive", f"archive.{k}"})


def _failures(material: Material, items: Sequence[Item]) -> Iterator[Finding]:
    """What the form of tests says has failed; a missing rendering has a kind of its own."""
    place = Place(file=material.report.source.path)
    missing = isinstance(material.rendering, Text)
    if isinstance(material.rendering, Text):
        yield Finding(NO_ARCHIVAL_COPY, place, {"reason": material.rendering})
    for number, item in enumerate(items, start=1):
        if item.result is Result.FAILED and not (missing and item.name == RENDERING_ITEM):
            values = {"number": str(number), "item": item.name, "done": item.done}
            yield Finding(NATURE_FAILED, place, values, words=item.name)


def _tested(items: Sequence[Item]) -> Text:
    passed, failed, untested = (sum(i.result is each for i in items) for each in Result)
    return Text(
        f"四性检测：通过 {passed} 项，未通过 {failed} 项，未检测 {untested} 项。",
        f"Tests of the four natures: {passed} passed, {failed} failed, {untested} not tested.",
    )


def _material(
    asked: Arguments, compiled: Compilation, archival_code: ArchivalCode, at: datetime
) -> Material | Finding:
    """What the package is made of; the source is read again, and must be what was checked."""
    reading, path = compiled.reading, Path(asked.report)
    report, declaration, document = reading.report, reading.declaration, compiled.document
    assert report is not None
    assert declaration is not None
    assert document is not None
    data = read_bytes(path)
    if isinstance(data, Finding):
        return data
    if sha256(data) != report.source.sha256:
        return Finding(CHANGED_MEANWHILE, Place(file=str(path)), {"file": str(path)})
    known = ordered(compiled.findings, declaration)
    return Material(
        report=report,
        declaration=declaration,
        findings=tuple(without_folders(finding, str(path)) for finding in known),
        diagnosis=diagnose(reading, compiled.findings),
        title=compiled.title,
        document=document,
        source=data,
        source_name=on_one_line(path.name),
        rendering=_rendering(asked, document),
        archival_code=archival_code,
        at=at,
    )


def _rendering(asked: Arguments, document: bytes) -> Rendering | Text:
    if sys.stderr.isatty() and not asked.quiet:
        sys.stderr.write(_RENDERING.in_language(asked.lang))
    made = rendered_pdf(document)
    return made if isinstance(made, Text) else rendering_of(made)


def _now() -> datetime | Finding:
    """The time of the act; SOURCE_DATE_EPOCH, where it is set, so that a package can be made
    again to the byte (https://reproducible-builds.org/specs/source-date-epoch).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now().astimezone()
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 13 and int(epoch) <= _LAST_SECOND:
        return datetime.fromtimestamp(int(epoch), UTC)
    said = Text(
        f"环境变量 SOURCE_DATE_EPOCH 的值“{epoch[:60]}”不能用。",
        f"The environment variable SOURCE_DATE_EPOCH is “{epoch[:60]}”, which is no time.",
    )
    return Finding(WRONG_USAGE, values={"said": said, "help": _EPOCH_HELP})
