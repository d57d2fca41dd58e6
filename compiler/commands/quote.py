"""`nianbao quote`: a copy of a workbook in which numbers of the prose follow the tables."""

from __future__ import annotations

from pathlib import Path

from compiler.commands.answer import NOT_WRITTEN, answer, wrong_ending
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import UNUSABLE
from compiler.edges.files import write_atomically
from compiler.output.quotation_told import lines, told_record, verdict
from compiler.pipeline import quote_workbook
from compiler.report.desk import Desk


def run(asked: Arguments, desk: Desk) -> int:
    source, output = Path(asked.report), Path(asked.output or "")
    manner, language = asked.manner, asked.manner.language
    outcome, quoted = quote_workbook(source, desk, asked.format)
    nothing = told_record(None, language)
    if quoted is None:
        return answer(manner, outcome, unreadable=True, verdict=NOT_WRITTEN, keys=nothing)
    copy, told = quoted
    refused = wrong_ending(output, ".xlsx") or write_atomically(output, copy, [source])
    if refused is not None:
        outcome = outcome._replace(findings=(refused, *outcome.findings))
        answer(manner, outcome, verdict=NOT_WRITTEN, keys=nothing)
        return UNUSABLE
    return answer(
        manner,
        outcome,
        outputs=(str(output),),
        verdict=verdict(told),
        told=tuple(lines(told, language)),
        keys=told_record(told, language),
    )
