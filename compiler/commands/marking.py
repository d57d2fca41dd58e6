"""`--marked`: a copy of the user's workbook with the findings marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.catalogue.marking import NOTHING_TO_MARK
from compiler.command_line.arguments import Arguments
from compiler.diagnosis import Diagnosis
from compiler.files import read_bytes, write_atomically
from compiler.findings import Finding, Place
from compiler.output.diagnosis import diagnosis_lines
from compiler.reading import Reading


def nothing_to_mark(asked: Arguments, reading: Reading) -> Finding | None:
    """Why no marked copy can be made of this input."""
    if asked.marked and reading.report is not None and reading.report.source.kind != "xlsx":
        return Finding(NOTHING_TO_MARK, Place(file=asked.report), {"file": asked.report})
    return None


def write_marked(
    asked: Arguments, reading: Reading, findings: Sequence[Finding], diagnosis: Diagnosis
) -> str | Finding | None:
    """The path written, what stood in its way, or None where there is nothing to write.

    That is where no copy is asked for or the input is no workbook of a known form.
    """
    if not asked.marked or reading.declaration is None:
        return None
    from compiler.output.terminal import verdict_line
    from compiler.package import open_package
    from compiler.workbook.form.fills import form_fills
    from compiler.workbook.marking.mark import marked
    from compiler.workbook.marking.said import Told

    source, declaration = Path(asked.report), reading.declaration
    data = read_bytes(source)
    if isinstance(data, Finding):
        return data
    package = open_package(data, source.name, "xlsx")
    if isinstance(package, Finding):
        return None
    language = declaration.language
    verdict = verdict_line(
        findings, language, unreadable=reading.report is None, strict=asked.strict
    )
    told = Told(verdict, tuple(diagnosis_lines(diagnosis, language)), diagnosis.causes)
    fills = form_fills(reading.report, declaration) if reading.report else {}
    copy = marked(data, package, findings, language, told, fills)
    return write_atomically(Path(asked.marked), copy) or asked.marked
