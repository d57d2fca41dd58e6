"""`--marked`: a copy of the user's workbook with the findings marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.catalogue.marking_kinds import NOTHING_TO_MARK
from compiler.commands.arguments import Arguments
from compiler.edges.files import read_bytes, write_atomically
from compiler.output.diagnosed import diagnosis_lines
from compiler.report.reading import Reading
from compiler.values.diagnosis import Diagnosis
from compiler.values.findings import Finding, Place


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
    from compiler.ooxml.package import open_package
    from compiler.output.marked.mark import marked
    from compiler.output.marked.said import Told
    from compiler.output.terminal import verdict_line
    from compiler.workbook.form.fills import form_fills

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
