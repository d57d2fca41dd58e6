"""What a new report takes over from last year's: its body, the lines that it added to tables
with open rows, and what a rule says is carried.
"""

from __future__ import annotations

from decimal import Decimal

from compiler.format.expression import Cell, cells
from compiler.format.form import Form, form_with
from compiler.format.judgement import value_of
from compiler.format.totals import added_up, resting_on
from compiler.report.prior import Prior, record_of
from compiler.text.numerals import year_of
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity
from compiler.values.report import Lines, Report


def continued(report: Report, prior: Prior, form: Form) -> Report:
    """The report after last year's: same body, next year, and what is carried over."""
    agency = {"name": prior.agency, **report.agency} if prior.agency else report.agency
    year = report.year or (year_of(str(prior.year + 1)) if prior.year else None)
    lines = _lines(report, prior)
    form = form_with(form.declaration, lines)
    figures: dict[FigureId, Quantity] = dict.fromkeys(form.figures, Absent.BLANK)
    figures.update(report.figures)
    added = {f: q for f, q in carried(prior, form).items() if figures[f] is Absent.BLANK}
    figures.update(added)
    # A total of what was just filled in is live, not left blank.
    blank = (total for total in form.totals if figures[total] is Absent.BLANK)
    figures.update(added_up(figures, resting_on(added, blank, form), form))
    record = record_of(prior)
    return replace(report, agency=agency, year=year, figures=figures, prior=record, lines=lines)


def _lines(report: Report, prior: Prior) -> Lines:
    """Those of the report, and in a table to which none was added yet last year's."""
    last = {table: tuple(replace(e, ref=None) for e in own) for table, own in prior.lines.items()}
    return {table: own or last.get(table, ()) for table, own in report.lines.items()}


def carried(prior: Prior, form: Form) -> dict[FigureId, Quantity]:
    """Inputs that a rule says are last year's: 上年结转 is last year's 结转下年度."""
    totals = form.totals
    inputs: dict[FigureId, Quantity] = {}
    for identity in form.identities:
        left, right = identity.holds.left, identity.holds.right
        if identity.holds.relation != "==" or not isinstance(left, Cell) or left.prior:
            continue
        sources = list(cells(right))
        known = [prior.figures.get(c.figure) for c in sources]
        if left.figure in totals or not sources or not all(c.prior for c in sources):
            continue
        value = value_of(right, {}, prior.figures)
        if value is not None and all(isinstance(value, Decimal) for value in known):
            inputs[left.figure] = value
    return inputs
