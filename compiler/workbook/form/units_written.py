"""The sheets of the units, and how a table follows them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from compiler.text.numerals import as_binary
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from compiler.workbook.form.cell_styles import print_on_a4, print_on_many
from compiler.workbook.form.figure_cells import figure_style
from compiler.workbook.form.filling import Filling, as_kept
from compiler.workbook.formulas import quoted
from compiler.workbook.unit_layout import (
    HEADER_ROW,
    ID_ROW,
    MARK,
    TOTAL_ROW,
    UNITS_TOP,
    UnitSheet,
    id_of,
)

_NAMES, _FIGURES, _LABEL_HEIGHT = 24, 10, 64
# So many figures a page are still legible, the second at their full size.
_ONE_PAGE, _FULL_SIZE = 14, 7


def write_units(filling: Filling) -> None:
    """A sheet a table, a row a unit; nothing where the report is not put together."""
    for unit_sheet in filling.unit_sheets:
        sheet = filling.book.add_worksheet(unit_sheet.name)
        heading = _heading(filling, unit_sheet)
        _write_heads(filling, sheet, unit_sheet, heading)
        _write_totals(filling, sheet, unit_sheet)
        _write_rows(filling, sheet, unit_sheet)
        sheet.freeze_panes(UNITS_TOP - 1, 1)
        # On paper the heading stands above every page: in a cell of the first column, which is
        # repeated, it would be cut off.
        sheet.set_header(f"&L&12{heading.replace('&', '&&')}")
        last = UNITS_TOP - 1 + len(filling.report.units)
        sheet.print_area(HEADER_ROW - 1, 0, last, len(unit_sheet.columns))
        sheet.repeat_rows(HEADER_ROW - 1, TOTAL_ROW - 1)
        if len(unit_sheet.columns) <= _ONE_PAGE:
            print_on_a4(sheet, landscape=True)
        else:
            print_on_many(sheet)
            sheet.set_v_pagebreaks(_page_breaks(_by_row(unit_sheet)))


def follows_units(filling: Filling, figure: FigureId) -> tuple[str, Any] | None:
    """The formula of a figure that is what the units come to, and what it shows; None for one
    that is not, or not any more.
    """
    sums = filling.sums
    if figure not in sums or filling.quantity(figure) != sums[figure]:
        return None
    sheet = next((s for s in filling.unit_sheets if figure in s.columns), None)
    if sheet is None:
        return None
    return f"={quoted(sheet.name)}!{sheet.total_cell(figure)}", _shown(sums[figure])


def _shown(quantity: Quantity) -> Any:
    if isinstance(quantity, Decimal):
        return as_binary(quantity)
    if isinstance(quantity, Said | Unreadable):
        return quantity.text
    return "/" if quantity is Absent.NOT_APPLICABLE else ""


def _heading(filling: Filling, unit_sheet: UnitSheet) -> str:
    table = unit_sheet.table
    section = filling.form.section_of[table.id]
    title = " ".join(dict.fromkeys((section.title, table.name or section.title)))
    return filling.words.units_title.format(table=title)


def _write_heads(filling: Filling, sheet: Any, unit_sheet: UnitSheet, heading: str) -> None:
    words, styles, table = filling.words, filling.styles, unit_sheet.table
    sheet.write_string(0, 0, heading, styles.heading)
    sheet.write_string(1, 0, words.units_help, styles.count)
    sheet.set_row(ID_ROW - 1, None, None, {"hidden": True})
    sheet.write_string(ID_ROW - 1, 0, f"{MARK}{table.id}")
    sheet.set_column(0, 0, _NAMES)
    sheet.set_column(1, len(unit_sheet.columns), _FIGURES)
    sheet.set_row(HEADER_ROW - 1, _LABEL_HEIGHT)
    sheet.set_row(HEADER_ROW, _LABEL_HEIGHT)
    sheet.merge_range(HEADER_ROW - 1, 0, HEADER_ROW, 0, words.unit, styles.header)
    for figure, column in unit_sheet.columns.items():
        sheet.write_string(ID_ROW - 1, column - 1, id_of(figure))
        label = table.column(figure.column).path
        sheet.write_string(HEADER_ROW, column - 1, label, styles.header)
    for row, columns in _by_row(unit_sheet).items():
        first, last = columns[0] - 1, columns[-1] - 1
        label = table.row(row).path
        if first == last:
            sheet.write_string(HEADER_ROW - 1, first, label, styles.header)
        else:
            sheet.merge_range(HEADER_ROW - 1, first, HEADER_ROW - 1, last, label, styles.header)


def _by_row(unit_sheet: UnitSheet) -> dict[str, list[int]]:
    """The columns of each row of the table, which stand side by side."""
    found: dict[str, list[int]] = {}
    for figure, column in unit_sheet.columns.items():
        found.setdefault(figure.row, []).append(column)
    return found


def _page_breaks(rows: Mapping[str, list[int]]) -> list[int]:
    """The columns after which a page ends, so that none parts the figures of a row if it can hold
    them.
    """
    found: list[int] = []
    filled = 0
    for columns in rows.values():
        if filled and filled + len(columns) > _FULL_SIZE:
            found.append(columns[0] - 1)
            filled = 0
        filled += len(columns)
    return found


def _write_totals(filling: Filling, sheet: Any, unit_sheet: UnitSheet) -> None:
    words, units = filling.words, filling.report.units
    sheet.write_string(TOTAL_ROW - 1, 0, words.units_total, filling.styles.label)
    for figure, column in unit_sheet.columns.items():
        style = figure_style(filling, figure, computed=True)
        if figure in filling.sums:
            formula = unit_sheet.total(figure, len(units))
            shown = _shown(filling.sums[figure])
            sheet.write_formula(TOTAL_ROW - 1, column - 1, formula, style, shown)
        else:
            sheet.write_string(TOTAL_ROW - 1, column - 1, words.not_added, filling.styles.computed)


def _write_rows(filling: Filling, sheet: Any, unit_sheet: UnitSheet) -> None:
    styles = {f: figure_style(filling, f, computed=False) for f in unit_sheet.columns}
    row = UNITS_TOP - 1
    for unit in filling.report.units:
        sheet.write_string(row, 0, unit.name, filling.styles.label)
        for figure, quantity in as_kept(unit.figures).items():
            column = unit_sheet.columns.get(figure)
            if column is None:
                continue
            if isinstance(quantity, Decimal):
                sheet.write_number(row, column - 1, as_binary(quantity), styles[figure])
            elif quantity is not Absent.BLANK:
                sheet.write_string(row, column - 1, _shown(quantity), styles[figure])
        for figure, column in unit_sheet.columns.items():
            if unit.figures.get(figure, Absent.BLANK) is Absent.BLANK:
                sheet.write_blank(row, column - 1, None, styles[figure])
        row += 1
    sheet.write_string(row, 0, filling.words.units_end, filling.styles.line_mark)
