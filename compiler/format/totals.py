"""Totals added up again, as the workbook's own formulas do.

Given figures and totals of a form, gives what the totals come to, totals of totals last. A
total that several rules define is added up by the first, whose formula the workbook holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from compiler.format.form import Form
from compiler.format.judgement import Figures, defined_value, without_value
from compiler.values.figures import FigureId, Quantity


def in_order(totals: Iterable[FigureId], form: Form) -> tuple[FigureId, ...]:
    """Totals after the totals that they add up, else as they come."""
    wanted = dict.fromkeys(totals)
    ordered: dict[FigureId, None] = {}

    def visit(total: FigureId) -> None:
        if total in ordered:
            return
        for part in form.totals[total][0].figures:
            if part in wanted and part != total:
                visit(part)
        ordered[total] = None

    for total in wanted:
        visit(total)
    return tuple(ordered)


def resting_on(
    changed: Iterable[FigureId], totals: Iterable[FigureId], form: Form
) -> tuple[FigureId, ...]:
    """Those of the totals that add up a changed figure, at whatever remove, in their order."""
    reached = set(changed)
    resting = []
    for total in in_order(totals, form):
        if total not in reached and not reached.isdisjoint(parts_of(total, form)):
            reached.add(total)
            resting.append(total)
    return tuple(resting)


def added_up(figures: Figures, totals: Sequence[FigureId], form: Form) -> dict[FigureId, Decimal]:
    """What these totals, given in their order, come to; those over blanks alone have no value.

    Such a one counts as nothing in the totals after it, whatever it shows.
    """
    counted: dict[FigureId, Quantity] = dict(figures)
    values: dict[FigureId, Decimal] = {}
    for total in totals:
        identity = form.totals[total][0]
        value = defined_value(identity, counted)
        counted[total] = without_value(identity, counted, form) if value is None else value
        if value is not None:
            values[total] = value
    return values


def parts_of(total: FigureId, form: Form) -> tuple[FigureId, ...]:
    """The figures that a total adds up."""
    return tuple(f for f in form.totals[total][0].figures if f != total)
