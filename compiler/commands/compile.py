"""`nianbao compile`: a report without errors → its finished document."""

from __future__ import annotations

from pathlib import Path

from compiler.command_line.arguments import Arguments
from compiler.commands.answer import UNPROVEN, answer, deliver, optional_path
from compiler.files import default_output
from compiler.pipeline import compile_report


def run(asked: Arguments) -> int:
    source = Path(asked.report)
    compiled = compile_report(
        source, asked.format, optional_path(asked.prior), draft=asked.draft, strict=asked.strict
    )
    report, declaration = compiled.reading.report, compiled.reading.declaration
    if not compiled.proven:
        answer(asked, report, declaration, compiled.findings)
        return UNPROVEN
    if compiled.document is None:
        unreadable = report is None
        return answer(asked, report, declaration, compiled.findings, unreadable=unreadable)
    output = Path(asked.output) if asked.output else default_output(source, compiled.title, ".docx")
    return deliver(
        asked,
        output,
        compiled.document,
        report,
        declaration,
        compiled.findings,
        [source, *filter(None, [optional_path(asked.prior)])],
    )
