"""The figures of a report that an overview of many compares.

Given an outcome, gives those that the form names for quoting and that stand in one cell.
"""

from __future__ import annotations

from decimal import Decimal

from compiler.format.expression import Cell
from compiler.format.form import Form, form_of
from compiler.report.outcome import Outcome
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple


class Shown(NamedTuple):
    """A figure by the name that staff know it by, with the unit it is counted in."""

    name: str
    figure: FigureId
    unit: str


def shown_figures(form: Form) -> tuple[Shown, ...]:
    """Of the form as it is declared: the lines that one office adds, no other has."""
    declared = form_of(form.declaration)
    cells = ((key.name, key.value) for key in declared.key_figures)
    return tuple(
        Shown(name, cell.figure, unit.label if (unit := declared.unit_of(cell.figure)) else "")
        for name, cell in cells
        if isinstance(cell, Cell) and not cell.prior
    )


def figures_record(outcome: Outcome) -> dict[str, str]:
    """Every number of the report by `table.row.column`, exact."""
    report = outcome.report
    figures = report.figures if report else {}
    return {".".join(f): plain(q) for f, q in figures.items() if isinstance(q, Decimal)}
