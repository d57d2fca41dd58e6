"""`nianbao check`: everything that is wrong with a report."""

from __future__ import annotations

from pathlib import Path

from compiler.commands.answer import answer, optional_path, refuse
from compiler.commands.arguments import Arguments
from compiler.commands.beside import wanted_beside, write_beside
from compiler.pipeline import check_report
from compiler.report.desk import Desk


def run(asked: Arguments, desk: Desk) -> int:
    source, prior = Path(asked.report), optional_path(asked.prior)
    outcome = check_report(source, desk, asked.format, prior)
    beside = write_beside(wanted_beside(asked), outcome, desk, [source, *filter(None, [prior])])
    if beside.refused is not None:
        return refuse(asked.manner, outcome, beside.refused, beside=beside.written)
    return answer(asked.manner, outcome, outputs=beside.written, unreadable=outcome.report is None)
