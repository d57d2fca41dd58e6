"""Figures that stand apart from the others' own spread, and sums of those that may be summed.

Given the lines of an overview, gives for each shown figure its median, its exact sum and the
units far from the rest. Nothing is said of a figure that few units report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log1p
from statistics import median

from compiler.office.overview import GOOD, Line
from compiler.text.numerals import plain
from compiler.values.named_tuple import NamedTuple

# Of fewer units there is no spread to speak of.
_FEWEST = 8
# Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): beyond 3.5 of the modified score.
_FAR = 3.5
_OF_NORMAL = 1.4826
# A handful more or less is nothing, nor is half as much again where most report the same.
_HANDFUL = 10
_LEAST_SPREAD = 0.5
_MOST = 200


class Outlier(NamedTuple):
    """`line` and `figure` are places in their lists; `score` how far it stands apart."""

    line: int
    figure: int
    value: str
    median: str
    score: float


def outliers(lines: Sequence[Line], figures: int) -> list[Outlier]:
    """The farthest first."""
    found = [each for figure in range(figures) for each in _of_figure(lines, figure)]
    return sorted(found, key=lambda each: (-each.score, each.line, each.figure))[:_MOST]


def _of_figure(lines: Sequence[Line], figure: int) -> Iterator[Outlier]:
    numbers = [
        (index, Decimal(line.figures[figure]))
        for index, line in enumerate(lines)
        if figure < len(line.figures) and line.figures[figure]
    ]
    if len(numbers) < _FEWEST:
        return
    scaled = [_scaled(number) for _, number in numbers]
    middle = median(scaled)
    spread = _OF_NORMAL * median(abs(each - middle) for each in scaled)
    usual = plain(Decimal(median(number for _, number in numbers)))
    for (index, number), each in zip(numbers, scaled, strict=True):
        score = abs(each - middle) / max(spread, _LEAST_SPREAD)
        if score > _FAR:
            yield Outlier(index, figure, plain(number), usual, round(score, 1))


def _scaled(number: Decimal) -> float:
    """Offices differ by their size: what is compared is how many times as much."""
    size = log1p(float(abs(number)) / _HANDFUL)
    return -size if number < 0 else size


def sums(lines: Sequence[Line], figures: int, good: Sequence[str] = GOOD) -> list[str]:
    """The exact sum of each shown figure over the units that are ready."""
    ready = [line.figures for line in lines if line.status in good]
    columns = ((row[at] for row in ready if at < len(row) and row[at]) for at in range(figures))
    return [plain(sum(map(Decimal, column), Decimal(0))) for column in columns]
