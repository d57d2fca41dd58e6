"""Whatever numbers stand in sentences and tables, what is said of them is said: nothing falls over.

The recorded sentences with nought, negative, endless and spelled numbers instead of their own,
beside tables of noughts too. Longer:

    NIANBAO_EXAMPLES=10000 python -m pytest tests/checks/test_any_number.py
"""

from __future__ import annotations

import os
import random
from decimal import Decimal
from functools import cache

from compiler.checks.every_check import check
from compiler.report.prior import Prior, prior_of_report
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.report import Paragraph, Report
from tests.prose.measure import read
from tests.support.odd_sentences import sentences, with_odd_numbers

EXAMPLES = int(os.environ.get("NIANBAO_EXAMPLES", "800"))


@cache
def reading() -> Reading:
    return read("city-2024")


@cache
def reports() -> tuple[Report, ...]:
    """As it is, all noughts, and hardly anything."""
    report = reading().report
    assert report is not None

    def with_each(number: Decimal) -> Report:
        known = {f: number for f, v in report.figures.items() if isinstance(v, Decimal)}
        return replace(report, figures={**report.figures, **known})

    return report, with_each(Decimal(0)), with_each(Decimal(1))


def year_before(report: Report) -> Prior:
    form = reading().form
    assert form is not None
    assert report.year is not None
    return prior_of_report(replace(report, year=report.year - 1), form, form)


def test_no_number_ends_the_program() -> None:
    choice = random.Random(20261130)
    found = 0
    for _ in range(EXAMPLES):
        report = choice.choice(reports())
        prior = year_before(choice.choice(reports())) if choice.random() < 0.4 else None
        text = "".join(with_odd_numbers(each, choice) for each in choice.sample(sentences(), 2))
        narrative = dict.fromkeys(report.narrative, ()) | {"overview": (Paragraph("body", text),)}
        found += len(check(reading()._replace(report=replace(report, narrative=narrative)), prior))
    assert found > EXAMPLES  # they were read, and judged
