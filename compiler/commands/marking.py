"""`--marked`: a copy of the user's workbook with the findings marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.catalogue.marking import NOTHING_TO_MARK
from compiler.command_line.arguments import Arguments
from compiler.files import read_bytes, refusal, write_atomically
from compiler.findings import Finding, Place
from compiler.reading import Reading


def marking_refused(asked: Arguments, reading: Reading, others: Sequence[Path]) -> Finding | None:
    """Why no marked copy can be written; `others` are the inputs and the other outputs."""
    if not asked.marked:
        return None
    if reading.report is not None and reading.report.source.kind != "xlsx":
        place = Place(file=asked.report)
        return Finding(NOTHING_TO_MARK, place, {"file": asked.report})
    return refusal(Path(asked.marked), others)


def write_marked(
    asked: Arguments, reading: Reading, findings: Sequence[Finding]
) -> tuple[str, ...] | Finding:
    """What was written; nothing where no copy is asked for or the input is no workbook at all."""
    if not asked.marked or reading.declaration is None:
        return ()
    from compiler.output.terminal import verdict_line
    from compiler.package import open_package
    from compiler.workbook.mark import marked

    source, language = Path(asked.report), reading.declaration.language
    data = read_bytes(source)
    if isinstance(data, Finding):
        return data
    package = open_package(data, source.name, "xlsx")
    if isinstance(package, Finding):
        return ()
    verdict = verdict_line(
        findings, language, unreadable=reading.report is None, strict=asked.strict
    )
    copy = marked(data, package, findings, language, verdict)
    return write_atomically(Path(asked.marked), copy) or (asked.marked,)
