"""A table sheet: the printed form's grid with input cells, live totals and live marks."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from compiler.format.figure_type import FigureType
from compiler.format.grid import Grid, GridCell
from compiler.format.judgement import State, defined_value, without_value
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.shown_date import day_number
from compiler.text.numerals import as_binary
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from compiler.workbook.form.cell_styles import lock, print_on_a4
from compiler.workbook.form.figure_cells import amiss, figure_style, told, validation
from compiler.workbook.form.filling import Filling, help_of, lines_of
from compiler.workbook.form.last_year import write_prior
from compiler.workbook.form.open_lines import has_below, in_block, write_blocks
from compiler.workbook.form.prose_lines import write_lines
from compiler.workbook.form.units_written import follows_units
from compiler.workbook.formulas import quoted, subtotal, total, words_for
from compiler.workbook.layout import CHECKS_TOP, GRID_TOP, STATE_COLUMN, SheetLayout

# Characters to a millimetre of the printed page, and those that a cell's margins take.
_MM_WIDE, _MARGINS = 0.66, 3
# Five of Chinese on a line of a label over several rows, clear of its borders.
_OF_GROUPS = 10.0


def write_tables(filling: Filling, layout: SheetLayout) -> None:
    grid, section = layout.grid, layout.section
    assert grid is not None
    sheet = filling.book.add_worksheet(section.sheet)
    sheet.hide_gridlines(2)
    widths = _column_widths(grid)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, section.title, filling.styles.heading)
    sheet.write_string(1, 0, help_of(filling, section), filling.styles.count)
    _summary(filling, sheet, layout)
    for row, height in enumerate(_row_heights(filling, grid, widths)):
        sheet.set_row(GRID_TOP - 1 + row, height)
    for cell in grid.cells:
        _write_cell(filling, sheet, cell)
    _marks(filling, sheet, layout)
    write_blocks(filling, sheet, layout)
    write_prior(filling, sheet, layout)
    frozen = grid.label_columns if grid.columns > 8 and grid.label_columns else 0
    sheet.freeze_panes(GRID_TOP - 1 + grid.header_rows, frozen)
    if grid.header_rows:
        sheet.repeat_rows(GRID_TOP - 1, GRID_TOP + grid.header_rows - 2)
    last_row, last_column = write_lines(filling, sheet, layout, widths)
    if not filling.report.narrative.get(section.id):  # blank lines are not printed
        last_row, last_column = GRID_TOP + grid.rows - 2, grid.columns - 1
    sheet.print_area(0, 0, last_row, last_column)
    print_on_a4(sheet, landscape=True)
    if not layout.blocks:  # where it is locked, no program lets rows be put in
        lock(sheet)


def _column_widths(grid: Grid) -> list[float]:
    """Character widths: labels by their share of the printed page, numbers evenly."""
    labels = {
        column
        for cell in grid.cells
        if cell.kind in ("label", "corner")
        for column in range(cell.column, cell.column + cell.width)
    }
    number = min(18.0, max(9.0, 90 / (grid.columns - len(labels))))
    groups = {c.column for c in grid.cells if c.kind == "label" and c.height > 1 and c.width == 1}
    return [
        max(_OF_GROUPS if column in groups else 6.0, width * _MM_WIDE)
        if column in labels
        else number
        for column, width in enumerate(grid.widths_mm)
    ]


def _row_heights(filling: Filling, grid: Grid, widths: list[float]) -> list[float]:
    lines = [1] * grid.rows
    for cell in grid.cells:
        quantity = filling.quantity(cell.figure) if cell.figure else None
        text = quantity.text if isinstance(quantity, Said) else cell.text
        if cell.height == 1 and text:
            width = max(2, int(sum(widths[cell.column : cell.column + cell.width])) - _MARGINS)
            needed = sum(lines_of(part, width) for part in text.split("\n"))
            lines[cell.row] = max(lines[cell.row], needed)
    return [15.0 * count + 5 for count in lines]


def _write_cell(filling: Filling, sheet: Any, cell: GridCell) -> None:
    row, column = GRID_TOP - 1 + cell.row, cell.column
    last_row, last_column = row + cell.height - 1, column + cell.width - 1
    merged = (last_row, last_column) != (row, column)
    if cell.figure is None:
        style = _label_style(filling, sheet.name, row + 1, cell)
        if merged:
            sheet.merge_range(row, column, last_row, last_column, cell.text, style)
        else:
            sheet.write_string(row, column, cell.text, style)
        return
    computed = cell.figure in filling.form.totals
    style = figure_style(filling, cell.figure, computed=computed)
    if merged:
        sheet.merge_range(row, column, last_row, last_column, "", style)
    _write_figure(filling, sheet, (row, column), cell.figure, style)
    if in_block(filling, cell.figure):
        return
    if computed:
        help = told(filling, cell.figure, filling.words.total_help)
        rule = {"validate": "any", "input_title": filling.words.input_title, "input_message": help}
        sheet.data_validation(row, column, row, column, rule)
    else:
        sheet.data_validation(
            row, column, row, column, validation(filling, cell.figure, row, column)
        )


def _label_style(filling: Filling, sheet: str, row: int, cell: GridCell) -> Any:
    """Labels of the form are its own; those of lines are written by staff."""
    if cell.kind not in ("label", "blank"):
        return filling.styles.unit_line if cell.kind == "unit" else filling.styles.header
    for block in filling.layout.blocks.values():
        if sheet == block.sheet and block.first <= row <= block.last:
            mark = row in (block.first, block.last)
            return filling.styles.line_mark if mark else filling.styles.text_input
    return filling.styles.group if cell.height > 1 else filling.styles.label


def _write_figure(
    filling: Filling, sheet: Any, at: tuple[int, int], figure: FigureId, style: Any
) -> None:
    form, quantity = filling.form, filling.quantity(figure)
    definitions = form.totals.get(figure)
    if definitions:
        value = defined_value(definitions[0], filling.report.figures)
        absent = without_value(definitions[0], filling.report.figures, form)
        if quantity == (absent if value is None else value):
            home = filling.layout.addresses[figure].sheet
            words = words_for(definitions[0], form)
            formula = total(definitions[0], filling.references(home), words)
            shown = "" if absent is Absent.BLANK else words.none
            sheet.write_formula(*at, formula, style, shown if value is None else as_binary(value))
            return
    elif (followed := follows_units(filling, figure)) is not None:
        formula, shown = followed
        sheet.write_formula(*at, formula, style, shown)
        return
    nests = figure.table in form.nested and form.type_of(figure).is_number
    if quantity is Absent.BLANK and nests and has_below(filling, figure):
        refs = filling.references(filling.layout.addresses[figure].sheet)
        sheet.write_formula(*at, subtotal(figure, refs), style, "")
        return
    _write_quantity(sheet, at, quantity, filling.form.type_of(figure), style)


def _write_quantity(
    sheet: Any, at: tuple[int, int], quantity: Quantity, type: FigureType, style: Any
) -> None:
    if isinstance(quantity, Decimal):
        sheet.write_number(*at, float(quantity), style)
    elif isinstance(quantity, Unreadable):
        sheet.write_string(*at, quantity.text, style)
    elif isinstance(quantity, Said):
        day = day_number(quantity.text) if type.kind == "date" and quantity.weight is None else None
        if day is None:
            sheet.write_string(*at, quantity.text, style)
        else:
            sheet.write_number(*at, day, style)
    elif quantity is Absent.NOT_APPLICABLE:
        sheet.write_string(*at, "/", style)
    else:
        sheet.write_blank(*at, None, style)


def _summary(filling: Filling, sheet: Any, layout: SheetLayout) -> None:
    """How this table's checks stand, in words, from the states on the sheet of checks."""
    words = filling.words
    mine = [
        position
        for position, check in enumerate(filling.checks)
        if filling.form.section_of[check.shown_at.table].id == layout.section.id
    ]
    if not mine:
        return
    first, last = (cell_name(CHECKS_TOP + n, STATE_COLUMN) for n in (mine[0], mine[-1]))
    states = f"{quoted(words.checks)}!{first}:{last}"
    formula = summary_formula(filling, states)
    judged = [filling.states[n][1] for n in mine]
    tail = "" if all(map(_settled, judged)) else words.see_checks
    sheet.write_formula(
        2, 0, formula, filling.styles.summary, summary_words(filling, judged) + tail
    )


def summary_formula(filling: Filling, states: str) -> str:
    words = filling.words
    return (
        f'=IF(COUNTIF({states},"{words.broken}")>0,"{words.some_broken}"&COUNTIF({states},'
        f'"{words.broken}")&"{words.some_broken_tail}{words.see_checks}",'
        f'IF(COUNTIF({states},"{words.unfilled}")>0,"{words.some_unfilled}{words.see_checks}",'
        f'"{words.all_hold}"))'
    )


def summary_words(filling: Filling, states: list[State]) -> str:
    words = filling.words
    broken = sum(s in (State.BROKEN, State.SPOILED) for s in states)
    if broken:
        return f"{words.some_broken}{broken}{words.some_broken_tail}"
    return words.all_hold if all(map(_settled, states)) else words.some_unfilled


def _settled(state: State) -> bool:
    """Whether nothing is left to do about a check."""
    return state in (State.HOLDS, State.NOT_ASKED)


def _marks(filling: Filling, sheet: Any, layout: SheetLayout) -> None:
    """A figure and its border turn red while a check that points at it fails, or while it is no number."""
    states: dict[FigureId, list[str]] = defaultdict(list)
    for position, check in enumerate(filling.checks):
        if check.of_lines:
            continue
        state = f"{quoted(filling.words.checks)}!${_letter(STATE_COLUMN)}${CHECKS_TOP + position}"
        states[check.shown_at].append(f'{state}="{filling.words.broken}"')
    for figure, (row, column) in layout.cells.items():
        if in_block(filling, figure):
            continue
        here = cell_name(row, column)
        wrong = amiss(filling.form.type_of(figure), here)
        parts = [*([wrong] if wrong else []), *states.get(figure, ())]
        if not parts:
            continue
        criteria, look = f"=OR({','.join(parts)})", filling.styles.disagreeing
        rule = {"type": "formula", "criteria": criteria, "format": look}
        sheet.conditional_format(row - 1, column - 1, row - 1, column - 1, rule)


def _letter(column: int) -> str:
    return cell_name(1, column)[:-1]
