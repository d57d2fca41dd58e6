"""Last year's figures beside this year's inputs, greyed, for whoever fills in the form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from compiler.text.numerals import as_binary
from compiler.values.figures import Absent, Quantity, Said
from compiler.workbook.form.filling import Filling
from compiler.workbook.layout import GRID_TOP, SheetLayout, prior_cells

_WIDTH = 11


def write_prior(filling: Filling, sheet: Any, layout: SheetLayout) -> None:
    """Outside what is printed; nothing where last year's report is not at hand."""
    grid = layout.grid
    cells = {f: at for f, at in prior_cells(layout).items() if f in filling.prior_figures}
    if grid is None or filling.prior is None or not cells:
        return
    top, left = min(cells.values())
    year = "" if filling.prior.year is None else str(filling.prior.year)
    caption = filling.words.last_year.format(year=year)
    if grid.label_columns:
        shift = left - 1 - grid.label_columns
        sheet.write_string(GRID_TOP - 2, left - 1, caption, filling.styles.prior_note)
        sheet.set_column(left - 1, grid.columns + shift - 1, _WIDTH)
        for cell in grid.cells:
            if cell.kind == "header" and cell.column + cell.width > grid.label_columns:
                row, column = GRID_TOP - 1 + cell.row, cell.column + shift
                sheet.write_string(row, column, cell.text, filling.styles.prior)
    else:
        sheet.write_string(top - 2, left - 1, caption, filling.styles.prior_note)
    for figure, (row, column) in cells.items():
        _write(sheet, row - 1, column - 1, filling.prior_figures[figure], filling.styles.prior)


def _write(sheet: Any, row: int, column: int, quantity: Quantity, style: Any) -> None:
    if isinstance(quantity, Decimal):
        sheet.write_number(row, column, as_binary(quantity), style)
    elif isinstance(quantity, Said):
        sheet.write_string(row, column, quantity.text, style)
    elif quantity is Absent.NOT_APPLICABLE:
        sheet.write_string(row, column, "/", style)
