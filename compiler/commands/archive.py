"""`nianbao archive`: a report without errors → the package for the records archive."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from compiler.archive.archival_code import ArchivalCode, archival_code_of
from compiler.archive.assemble import package_files
from compiler.archive.material import Material, sha256
from compiler.archive.pdf import Rendering, rendering_of
from compiler.archive.record import without_folders
from compiler.catalogue.archive import NO_ARCHIVAL_COPY
from compiler.catalogue.output import CHANGED_MEANWHILE
from compiler.checks.diagnose import diagnose
from compiler.command_line.arguments import Arguments
from compiler.command_line.exit_codes import DONE, UNPROVEN
from compiler.commands.answer import answer, exit_code, optional_path, refuse
from compiler.files import read_bytes
from compiler.findings import Finding, Place, Text
from compiler.folders import folder_refusal, write_folder
from compiler.format.order import ordered
from compiler.pipeline import Compilation, compile_report
from compiler.rendering import rendered_pdf

_DONE = Text("归档包已生成。", "The package is made.")
_RENDERING = Text("正在转换版式文件……\n", "Converting to PDF/A …\n")
# The covers' keys by the options that may stand for them.
_OPTIONS = {
    "fonds": "fonds", "retention": "retention", "organisation_or_topic": "topic",
    "item_number": "item",
}  # fmt: skip


def run(asked: Arguments) -> int:
    source, prior = Path(asked.report), optional_path(asked.prior)
    reference = optional_path(asked.reference)
    output, inputs = Path(asked.output or ""), [source, *filter(None, [prior, reference])]
    compiled = compile_report(source, asked.format, prior, reference=reference, strict=asked.strict)
    reading = compiled.reading
    report, declaration = reading.report, reading.declaration
    if report is None or declaration is None:
        return answer(asked, None, declaration, compiled.findings, unreadable=True)
    given = {key: getattr(asked, option) or "" for key, option in _OPTIONS.items()}
    archival_code, wrong = archival_code_of(report, declaration, given)
    findings = (*compiled.findings, *wrong)
    if not compiled.proven:
        answer(asked, report, declaration, findings)
        return UNPROVEN
    if compiled.document is None or archival_code is None:
        diagnosis = diagnose(reading, compiled.findings)
        return answer(asked, report, declaration, findings, diagnosis=diagnosis)
    refused = folder_refusal(output, inputs)
    if refused is not None:
        return refuse(asked, report, declaration, refused, findings)
    material = _material(asked, compiled, archival_code)
    if isinstance(material, Finding):
        return refuse(asked, report, declaration, material, findings)
    refused = write_folder(output, package_files(material), inputs)
    if refused is not None:
        return refuse(asked, report, declaration, refused, findings)
    if isinstance(material.rendering, Text):
        place, values = Place(file=str(source)), {"reason": material.rendering}
        findings = (*findings, Finding(NO_ARCHIVAL_COPY, place, values))
    verdict = _DONE if exit_code(asked, findings) == DONE else None
    return answer(asked, report, declaration, findings, outputs=[str(output)], verdict=verdict)


def _material(
    asked: Arguments, compiled: Compilation, archival_code: ArchivalCode
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
        source_name=path.name,
        rendering=_rendering(asked, document),
        archival_code=archival_code,
        at=_now(),
    )


def _rendering(asked: Arguments, document: bytes) -> Rendering | Text:
    if sys.stderr.isatty() and not asked.quiet:
        sys.stderr.write(_RENDERING.in_language(asked.lang))
    made = rendered_pdf(document)
    return made if isinstance(made, Text) else rendering_of(made)


def _now() -> datetime:
    """The time of the act; SOURCE_DATE_EPOCH, where it is set, so that a package can be made
    again to the byte (https://reproducible-builds.org/specs/source-date-epoch).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now().astimezone()
