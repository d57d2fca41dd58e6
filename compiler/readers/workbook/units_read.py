"""The sheets of the units of a workbook that was put together: rows → what each unit reports.

Given raw sheets, tells which are those of units; given these and the form, gives the units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.format.form import Form
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.shown_text import text_of
from compiler.readers.workbook.table_figures import quantity_in
from compiler.report.reading import one_line
from compiler.values.figures import Absent, FigureId, Quantity
from compiler.values.report import UnitFigures
from compiler.workbook.unit_layout import MARK, figure_of

# The row of names stands third, or a few below where rows were put in.
_TOP, _ROWS_BELOW = 8, 4
_MARKED = "↑"


def is_of_units(sheet: RawSheet) -> bool:
    return _row_of_names(sheet) is not None


def _row_of_names(sheet: RawSheet) -> int | None:
    for row in range(1, _TOP + 1):
        cell = sheet.cells.get((row, 1))
        if cell is not None and cell.text.startswith(MARK):
            return row
    return None


def read_units(
    sheets: Iterable[RawSheet], form: Form, *, date1904: bool
) -> tuple[UnitFigures, ...]:
    """In the order in which they first occur; a name that stands twice is one unit's."""
    units: dict[str, dict[FigureId, Quantity]] = {}
    for sheet in sheets:
        for name, figures in _rows(sheet, form, date1904=date1904).items():
            units.setdefault(name, {}).update(figures)
    return tuple(
        UnitFigures(name, {f: found[f] for f in form.figures if f in found})
        for name, found in units.items()
    )


def names_in(sheet: RawSheet, *, date1904: bool) -> tuple[str, ...]:
    """Whose figures stand on the sheet; nobody's where it is another sheet."""
    top = _row_of_names(sheet)
    return () if top is None else tuple(_names(sheet, top, date1904=date1904).values())


def _names(sheet: RawSheet, top: int, *, date1904: bool) -> dict[int, str]:
    """By their rows; the row above which more may be put in has none."""
    names = {
        row: one_line(text_of(cell, date1904=date1904))[0]
        for (row, column), cell in sorted(sheet.cells.items())
        if column == 1 and row >= top + _ROWS_BELOW
    }
    return {row: name for row, name in names.items() if name and not name.startswith(_MARKED)}


def _rows(
    sheet: RawSheet, form: Form, *, date1904: bool
) -> Mapping[str, Mapping[FigureId, Quantity]]:
    top = _row_of_names(sheet)
    if top is None:
        return {}
    table = sheet.cells[top, 1].text.removeprefix(MARK)
    columns = {
        column: figure
        for (row, column), cell in sheet.cells.items()
        if row == top and column > 1
        and (figure := figure_of(table, cell.text)) in form.type_by_figure
    }  # fmt: skip
    found: dict[str, dict[FigureId, Quantity]] = {}
    for row, name in _names(sheet, top, date1904=date1904).items():
        own = found.setdefault(name, {})
        for column, figure in columns.items():
            raw = sheet.cells.get((row, column))
            quantity = quantity_in(raw, form, figure, date1904=date1904) if raw else Absent.BLANK
            if quantity is not Absent.BLANK:
                own[figure] = quantity
    return found
