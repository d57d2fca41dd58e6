"""`nianbao check`: everything that is wrong with a report."""

from __future__ import annotations

from pathlib import Path

from compiler.command_line.arguments import Arguments
from compiler.commands.answer import answer, optional_path
from compiler.pipeline import check_report


def run(asked: Arguments) -> int:
    reading, findings = check_report(Path(asked.report), asked.format, optional_path(asked.prior))
    unreadable = reading.report is None
    return answer(asked, reading.report, reading.declaration, findings, unreadable=unreadable)
