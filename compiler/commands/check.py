"""`nianbao check`: everything that is wrong with a report."""

from __future__ import annotations

from pathlib import Path

from compiler.checks.diagnosing.diagnose import diagnose
from compiler.commands.answer import answer, optional_path, refuse
from compiler.commands.arguments import Arguments
from compiler.commands.beside import write_beside
from compiler.pipeline import check_report


def run(asked: Arguments) -> int:
    source, prior = Path(asked.report), optional_path(asked.prior)
    reading, findings = check_report(source, asked.format, prior)
    diagnosis = diagnose(reading, findings)
    inputs = [source, *filter(None, [prior])]
    beside = write_beside(asked, reading, findings, diagnosis, inputs)
    if beside.refused is not None:
        return refuse(
            asked, reading.report, reading.declaration, beside.refused, findings,
            beside=beside.written, diagnosis=diagnosis,
        )  # fmt: skip
    return answer(
        asked, reading.report, reading.declaration, findings, outputs=beside.written,
        unreadable=reading.report is None, diagnosis=diagnosis,
    )  # fmt: skip
