"""A table sheet: the printed form's grid with input cells, live totals and live marks."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from compiler.format.declaration import Declaration
from compiler.format.grid import Grid, GridCell
from compiler.format.identity import defined_by
from compiler.format.judgement import State, defined_value
from compiler.ooxml.cells.address import cell_name
from compiler.text.numerals import as_binary
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.workbook.form.cell_styles import lock, print_on_a4, with_unit
from compiler.workbook.form.filling import Form, lines_of
from compiler.workbook.form.last_year import write_prior
from compiler.workbook.formulas import quoted, total
from compiler.workbook.layout import CHECKS_TOP, GRID_TOP, STATE_COLUMN, SheetLayout


def write_tables(form: Form, layout: SheetLayout) -> None:
    grid, section = layout.grid, layout.section
    assert grid is not None
    sheet = form.book.add_worksheet(section.sheet)
    sheet.hide_gridlines(2)
    widths = _column_widths(grid)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, section.heading, form.styles.heading)
    sheet.write_string(1, 0, section.help, form.styles.count)
    _summary(form, sheet, layout)
    for row, height in enumerate(_row_heights(grid, widths)):
        sheet.set_row(GRID_TOP - 1 + row, height)
    for cell in grid.cells:
        _write_cell(form, sheet, cell)
    _marks(form, sheet, layout)
    write_prior(form, sheet, layout)
    frozen = grid.label_columns if grid.columns > 8 and grid.label_columns else 0
    sheet.freeze_panes(GRID_TOP - 1 + grid.header_rows, frozen)
    if grid.header_rows:
        sheet.repeat_rows(GRID_TOP - 1, GRID_TOP + grid.header_rows - 2)
    sheet.print_area(0, 0, GRID_TOP + grid.rows - 2, grid.columns - 1)
    print_on_a4(sheet, landscape=True)
    lock(sheet)


def _column_widths(grid: Grid) -> list[float]:
    """Character widths: labels by their share of the printed page, numbers evenly."""
    figures = grid.columns - grid.label_columns
    number = min(18.0, max(9.0, 100 / figures))
    labels = [max(6.0, width * 0.72) for width in grid.widths_mm[: grid.label_columns]]
    return labels + [number] * figures


def _row_heights(grid: Grid, widths: list[float]) -> list[float]:
    lines = [1] * grid.rows
    for cell in grid.cells:
        if cell.height == 1 and cell.text:
            width = sum(widths[cell.column : cell.column + cell.width])
            lines[cell.row] = max(lines[cell.row], lines_of(cell.text, max(2, int(width) - 1)))
    return [15.0 * each + 5 for each in lines]


def _write_cell(form: Form, sheet: Any, cell: GridCell) -> None:
    row, column = GRID_TOP - 1 + cell.row, cell.column
    last_row, last_column = row + cell.height - 1, column + cell.width - 1
    merged = (last_row, last_column) != (row, column)
    if cell.figure is None:
        style = form.styles.label if cell.kind == "label" else form.styles.header
        if merged:
            sheet.merge_range(row, column, last_row, last_column, cell.text, style)
        else:
            sheet.write_string(row, column, cell.text, style)
        return
    computed = cell.figure in defined_by(form.declaration)
    style = form.styles.computed if computed else _input_style(form, cell.figure)
    if merged:
        sheet.merge_range(row, column, last_row, last_column, "", style)
    _write_figure(form, sheet, (row, column), cell.figure, style)
    if computed:
        help = {"validate": "any", "input_title": form.words.input_title}
        sheet.data_validation(
            row, column, row, column, {**help, "input_message": form.words.total_help}
        )
    else:
        sheet.data_validation(row, column, row, column, _validation(form, cell.figure, row, column))


def _input_style(form: Form, figure: FigureId) -> Any:
    unit = form.declaration.unit_of(figure)
    if unit and form.declaration.prints_unit(figure):
        return with_unit(form.book, unit.label, form.declaration.language)
    return (
        form.styles.amount if form.declaration.type_of(figure) == "amount" else form.styles.number
    )


def _write_figure(
    form: Form, sheet: Any, at: tuple[int, int], figure: FigureId, style: Any
) -> None:
    quantity = form.quantity(figure)
    definitions = defined_by(form.declaration).get(figure)
    if definitions:
        value = defined_value(definitions[0], form.report.figures)
        if (value is None and quantity is Absent.BLANK) or value == quantity:
            home = form.layout.addresses[figure].sheet
            formula = total(definitions[0], form.references(home))
            sheet.write_formula(*at, formula, style, "" if value is None else as_binary(value))
            return
    _write_quantity(sheet, at, quantity, style)


def _write_quantity(sheet: Any, at: tuple[int, int], quantity: Quantity, style: Any) -> None:
    if isinstance(quantity, Decimal):
        sheet.write_number(*at, float(quantity), style)
    elif isinstance(quantity, Unreadable):
        sheet.write_string(*at, quantity.text, style)
    elif quantity is Absent.NOT_APPLICABLE:
        sheet.write_string(*at, "/", style)
    else:
        sheet.write_blank(*at, None, style)


def _validation(form: Form, figure: FigureId, row: int, column: int) -> dict[str, Any]:
    """What Excel lets staff type, and what it tells them before and after."""
    help = _help(form, figure)
    kind = form.declaration.type_of(figure)
    common = {
        "input_title": form.words.input_title, "input_message": help,
        "error_title": form.words.wrong_title, "error_message": help, "ignore_blank": True,
    }  # fmt: skip
    here = cell_name(row + 1, column + 1)
    slash = f'{here}="/",' if form.declaration.allows_not_applicable(figure) else ""
    unit = form.declaration.unit_of(figure)
    if kind == "amount" and unit and form.declaration.prints_unit(figure):
        units = "".join(
            f',RIGHT({here},{len(u)})="{u}"' for u in (unit.label, *(u for u, _ in unit.accepts))
        )
        rule = f"=OR({slash}AND(ISNUMBER({here}),N({here})>=0){units})"
    elif kind == "change":
        rule = f"=OR({slash}AND(ISNUMBER({here}),N({here})=INT(N({here}))))"
    else:
        whole = "" if kind == "amount" else f",N({here})=INT(N({here}))"
        rule = f"=OR({slash}AND(ISNUMBER({here}),N({here})>=0{whole}))"
    return {"validate": "custom", "value": rule, **common}


def _help(form: Form, figure: FigureId) -> str:
    declaration, words = form.declaration, form.words
    table = declaration.table(figure.table)
    own = table.row(figure.row).help or table.column(figure.column).help
    kind = declaration.type_of(figure)
    if kind == "amount":
        general = words.amount_help.format(unit=_unit_name(declaration, figure), others="")
    else:
        general = words.count_help if kind == "count" else words.change_help
    if own and kind != "count":
        general = ""
    slash = words.not_applicable_help if declaration.allows_not_applicable(figure) else ""
    return f"{own}{general}{slash}"[:255]


def _unit_name(declaration: Declaration, figure: FigureId) -> str:
    unit = declaration.unit_of(figure)
    return unit.label if unit else ""


def _summary(form: Form, sheet: Any, layout: SheetLayout) -> None:
    """How this table's checks stand, in words, from the states on the sheet of checks."""
    words = form.words
    mine = [
        position for position, identity in enumerate(form.checks)
        if form.declaration.section_of[identity.result.table].id == layout.section.id
    ]  # fmt: skip
    if not mine:
        return
    first, last = (cell_name(CHECKS_TOP + n, STATE_COLUMN) for n in (mine[0], mine[-1]))
    states = f"{quoted(words.checks)}!{first}:{last}"
    formula = summary_formula(form, states)
    judged = [form.judgements[form.checks[n]].state for n in mine]
    tail = "" if all(s is State.HOLDS for s in judged) else words.see_checks
    sheet.write_formula(2, 0, formula, form.styles.summary, summary_words(form, judged) + tail)


def summary_formula(form: Form, states: str) -> str:
    words = form.words
    return (
        f'=IF(COUNTIF({states},"{words.broken}")>0,"{words.some_broken}"&COUNTIF({states},'
        f'"{words.broken}")&"{words.some_broken_tail}{words.see_checks}",'
        f'IF(COUNTIF({states},"{words.unfilled}")>0,"{words.some_unfilled}{words.see_checks}",'
        f'"{words.all_hold}"))'
    )


def summary_words(form: Form, states: list[State]) -> str:
    words = form.words
    broken = sum(s in (State.BROKEN, State.SPOILED) for s in states)
    if broken:
        return f"{words.some_broken}{broken}{words.some_broken_tail}"
    return words.all_hold if all(s is State.HOLDS for s in states) else words.some_unfilled


def _marks(form: Form, sheet: Any, layout: SheetLayout) -> None:
    """A figure and its border turn red while a check that points at it fails, or while it is no number."""
    states: dict[FigureId, list[str]] = defaultdict(list)
    for position, identity in enumerate(form.checks):
        state = f"{quoted(form.words.checks)}!${_letter(STATE_COLUMN)}${CHECKS_TOP + position}"
        states[identity.result].append(f'{state}="{form.words.broken}"')
    for figure, (row, column) in layout.cells.items():
        here = cell_name(row, column)
        allowed = f'+({here}="/")' if form.declaration.allows_not_applicable(figure) else ""
        parts = [f"COUNTBLANK({here})+COUNT({here}){allowed}=0", *states.get(figure, ())]
        criteria, look = f"=OR({','.join(parts)})", form.styles.disagreeing
        rule = {"type": "formula", "criteria": criteria, "format": look}
        sheet.conditional_format(row - 1, column - 1, row - 1, column - 1, rule)


def _letter(column: int) -> str:
    return cell_name(1, column)[:-1]
