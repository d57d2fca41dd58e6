"""`nianbao quote`: a copy of a workbook in which numbers of the prose follow the tables."""

from __future__ import annotations

from pathlib import Path

from compiler.commands.answer import (
    NOT_WRITTEN,
    Verdict,
    answer,
    refuse,
    verdict_of,
    wrong_ending,
)
from compiler.commands.arguments import Arguments
from compiler.edges.files import output_at, write_atomically
from compiler.output.quotation_told import copy_beside, lines, told_record, verdict
from compiler.pipeline import quote_workbook
from compiler.report.desk import Desk


def run(asked: Arguments, desk: Desk) -> int:
    source, manner, language = Path(asked.report), asked.manner, asked.manner.language
    output = output_at(asked.output or "", copy_beside(source, language))
    outcome, quoted = quote_workbook(source, desk, asked.format)
    nothing = told_record(None, language)
    if quoted is None:
        verdicts = [Verdict(NOT_WRITTEN, good=False)]
        return answer(manner, outcome, unreadable=True, verdicts=verdicts, keys=nothing)
    copy, told = quoted
    refused = wrong_ending(output, ".xlsx") or write_atomically(output, copy, [source])
    if refused is not None:
        return refuse(manner, outcome, refused, only=NOT_WRITTEN, keys=nothing)
    own = verdict_of(manner, outcome.findings)
    return answer(
        manner,
        outcome,
        outputs=(str(output),),
        verdicts=[Verdict(verdict(told), good=True), *([] if own.good else [own])],
        told=tuple(lines(told, language)),
        keys=told_record(told, language),
    )
