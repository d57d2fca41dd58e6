"""The workbooks that are given to other programs: the sample, a full one of 2021, an empty one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.judgement import defined_value
from compiler.report.from_data import read_data
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity
from compiler.values.origin import Source
from compiler.values.report import Paragraph, Report
from compiler.workbook.form.make import blank_report, write_form
from tests.support.workbooks import GOOD, SAMPLES


def samples() -> Mapping[str, bytes]:
    """By name; the names stand on the page."""
    current = _form("disclosure-2021")
    blank = blank_report(current, 2024, "某某市司法局")
    return {
        "2019-filled": _sample(),
        "2021-filled": write_form(current, _filled(current, blank)),
        "2021-blank": write_form(current, blank),
    }


def _form(id: str) -> Form:
    declaration = shelf_of().asked(id)
    assert isinstance(declaration, Declaration)
    return form_of(declaration)


def _sample() -> bytes:
    """The good sample as it would be written now."""
    data = (SAMPLES / f"{GOOD}.json").read_bytes()
    reading = read_data(data, Source("", "json", ""), "", shelf_of(), None)
    assert reading.report is not None
    assert reading.form is not None
    return write_form(reading.form, reading.report)


def _filled(form: Form, blank: Report) -> Report:
    """A number of its own in every input, the amounts with a decimal; a paragraph in every section."""
    figures: dict[FigureId, Quantity] = {
        figure: Decimal(number) + (Decimal("0.13") if figure.column == "amount" else 0)
        for number, figure in enumerate(form.figures, start=2)
        if figure not in form.totals
    }
    figures = _added_up(form, figures)
    for column in form.table("requests").columns[:-1]:
        received, carried_in, handled, carried_out = (
            FigureId("requests", row, column.id)
            for row in ("received", "carried_in", "handled", "carried_out")
        )
        # Each new figure is above 0: what was handled is by far the most.
        figures[carried_in] = Decimal(1)
        figures[received] = _number(figures[handled]) + _number(figures[carried_out]) - 1
    narrative = {section.id: (Paragraph("body", "无。"),) for section in form.prose_sections}
    return replace(blank, figures=_added_up(form, figures), narrative=narrative)


def _added_up(form: Form, figures: Mapping[FigureId, Quantity]) -> dict[FigureId, Quantity]:
    found = dict(figures)
    for _ in range(2):  # totals of rows, then those that add up other totals
        for total, identities in form.totals.items():
            value = defined_value(identities[0], found)
            found[total] = Absent.BLANK if value is None else value
    return found


def _number(quantity: Quantity) -> Decimal:
    assert isinstance(quantity, Decimal)
    return quantity
