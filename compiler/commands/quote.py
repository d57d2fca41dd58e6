"""`nianbao quote`: a copy of a workbook in which numbers of the prose follow the tables."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from compiler.checks.quotation import Quotation
from compiler.commands.answer import NOT_WRITTEN, exit_code, print_json, rendered, wrong_ending
from compiler.commands.arguments import Arguments, Manner
from compiler.commands.exit_codes import UNUSABLE
from compiler.edges.files import write_atomically
from compiler.output.quotation_told import lines, told_record, verdict
from compiler.output.record import record
from compiler.pipeline import quote_workbook
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.text.language import Text


def run(asked: Arguments, desk: Desk) -> int:
    source, output = Path(asked.report), Path(asked.output or "")
    outcome, quoted = quote_workbook(source, desk, asked.format)
    if quoted is None:
        return _say(asked.manner, outcome, None, unreadable=True)
    copy, told = quoted
    refused = wrong_ending(output, ".xlsx") or write_atomically(output, copy, [source])
    if refused is not None:
        outcome = replace(outcome, findings=(refused, *outcome.findings))
        return _say(asked.manner, outcome, None, said=NOT_WRITTEN, refused=True)
    return _say(asked.manner, outcome, told, said=verdict(told), outputs=(str(output),))


def _say(
    manner: Manner,
    outcome: Outcome,
    told: Quotation | None,
    *,
    said: Text | None = None,
    outputs: Sequence[str] = (),
    unreadable: bool = False,
    refused: bool = False,
) -> int:
    code = UNUSABLE if unreadable or refused else exit_code(manner, outcome.findings)
    if manner.as_data:
        content = record(outcome, manner.language, outputs=outputs, unreadable=unreadable)
        return print_json(content | told_record(told, manner.language), code)
    text = rendered(
        manner,
        outcome,
        sys.stdout,
        outputs=outputs,
        unreadable=unreadable,
        verdict=said.in_language(manner.language) if said else None,
        good=code == 0,
        told=() if told is None or manner.quiet else tuple(lines(told, manner.language)),
    )
    sys.stdout.write(text)
    return code
