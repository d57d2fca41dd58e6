"""What units come to together: figure by figure, exactly, as the sheets of units add up.

Given the figures of units and a form, gives the sums of those that the declaration lets add.
A blank counts as nothing; where no unit has a number, what all of them say in the same words
(/, N/A) is what the sum says, else it is blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.format.expression import EXACT
from compiler.format.form import Form
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.report import UnitFigures


def unit_sums(units: Sequence[UnitFigures], form: Form) -> dict[FigureId, Quantity]:
    """Of every figure that adds; none where there are no units."""
    if not units:
        return {}
    return {f: _sum(_said(f, units)) for f in form.figures if form.type_of(f).adds_up}


def not_summed(form: Form) -> tuple[FigureId, ...]:
    """Figures that mean something else than their sum, and that no rule computes."""
    return tuple(
        figure
        for figure in form.figures
        if not form.type_of(figure).adds_up and figure not in form.totals
    )


def _said(figure: FigureId, units: Sequence[UnitFigures]) -> Iterator[Quantity]:
    return (unit.figures.get(figure, Absent.BLANK) for unit in units)


def _sum(said: Iterator[Quantity]) -> Quantity:
    known = list(said)
    numbers = [each for each in known if isinstance(each, Decimal)]
    if not numbers:
        first = known[0]
        alike = all(each == first for each in known) and not isinstance(first, Unreadable)
        return first if alike else Absent.BLANK
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return total
