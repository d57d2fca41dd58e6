"""`nianbao check`: everything that is wrong with a report."""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.checks.quotation import quotation
from compiler.commands.answer import answer, optional_path, refuse
from compiler.commands.arguments import Arguments
from compiler.commands.beside import wanted_beside, write_beside
from compiler.commands.exit_codes import DONE
from compiler.edges.console import terminal_width
from compiler.pipeline import check_report
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.text.language import Language, Text


def run(asked: Arguments, desk: Desk) -> int:
    source, prior = Path(asked.report), optional_path(asked.prior)
    outcome = check_report(source, desk, asked.format, prior)
    beside = write_beside(wanted_beside(asked), outcome, desk, [source, *filter(None, [prior])])
    if beside.refused is not None:
        return refuse(asked.manner, outcome, beside.refused, beside=beside.written)
    code = answer(asked.manner, outcome, outputs=beside.written, unreadable=outcome.report is None)
    if code == DONE and not asked.manner.as_data and not asked.quiet:
        sys.stdout.write(_offer(outcome, source, asked.manner.language))
    return code


_OFFER = Text(
    "文字里有 {0} 个数与表相符，可以写成 {{名称}}，随表变动：",
    "{0} numbers in sentences agree with the tables and can be {{names}} that follow them:",
)


def _offer(outcome: Outcome, source: Path, language: Language) -> str:
    """Two lines where sentences tell figures of a workbook by numbers; else nothing."""
    report, form = outcome.report, outcome.form
    if report is None or form is None or report.origin.source.kind != "xlsx":
        return ""
    count = len(quotation(report, form).replacements)
    if not count:
        return ""
    from compiler.commands.next_step import command_line, offered
    from compiler.output.quotation_told import copy_beside

    said = _OFFER.in_language(language).format(count)
    copy = copy_beside(source, language)
    return offered(said, [command_line("quote", source, "-o", copy)], terminal_width(sys.stdout))
