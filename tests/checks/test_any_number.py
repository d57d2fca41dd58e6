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
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.report import Report
from tests.prose.measure import as_last_year, read, saying_only
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


def test_no_number_ends_the_program() -> None:
    choice = random.Random(20261130)
    found = 0
    for _ in range(EXAMPLES):
        report = choice.choice(reports())
        before = choice.choice(reports())
        prior = as_last_year(reading(), before) if choice.random() < 0.4 else None
        text = "".join(with_odd_numbers(each, choice) for each in choice.sample(sentences(), 2))
        found += len(check(saying_only(reading(), text, report=report), prior))
    assert found > EXAMPLES  # they were read, and judged
