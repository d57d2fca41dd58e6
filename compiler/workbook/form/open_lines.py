"""The rows of a sheet where an office adds lines: what may be written, and what turns red.

Given the sheet's layout, says for whole columns from mark to mark what a cell takes, so that a
row that is put in takes the same. The sheet is not locked.
"""

from __future__ import annotations

from typing import Any

from compiler.format.identity import Identity
from compiler.ooxml.cells.address import cell_name
from compiler.values.figures import FigureId
from compiler.workbook.form.figure_cells import amiss, validation
from compiler.workbook.form.filling import Filling
from compiler.workbook.formulas import broken
from compiler.workbook.layout import GRID_TOP, SheetLayout
from compiler.workbook.open_block import OpenBlock


def in_block(filling: Filling, figure: FigureId) -> bool:
    block = filling.layout.blocks.get(figure.table)
    return block is not None and figure.row in block.rows


def has_below(filling: Filling, figure: FigureId) -> bool:
    """Whether there is a row below a line's for others that it may add up."""
    block = filling.layout.blocks.get(figure.table)
    return block is not None and block.rows.get(figure.row, block.last) < block.last - 1


def write_blocks(filling: Filling, sheet: Any, layout: SheetLayout) -> None:
    for table, block in layout.blocks.items():
        _say_what_is_typed(filling, sheet, table, block)
        if block.level:
            _write_levels(filling, sheet, table, block, layout)
        _mark(filling, sheet, table, block)


def _say_what_is_typed(filling: Filling, sheet: Any, table: str, block: OpenBlock) -> None:
    words = filling.words
    first, last = block.first, block.last - 2  # from 0, between the marks
    told = {"validate": "any", "input_title": words.input_title}
    helps = {block.label: words.name_help}
    if block.declared.key:
        helps[block.key] = words.key_help
    for column, help in helps.items():
        sheet.data_validation(first, column - 1, last, column - 1, {**told, "input_message": help})
    *_, spare = block.rows
    for id, column in block.columns.items():
        figure = FigureId(table, spare, id)
        rule = validation(filling, figure, first, column - 1)
        if figure in filling.form.totals:
            rule = {**told, "input_message": words.total_help}
        sheet.data_validation(first, column - 1, last, column - 1, rule)


def _write_levels(
    filling: Filling, sheet: Any, table: str, block: OpenBlock, layout: SheetLayout
) -> None:
    """Beside the grid, where nothing is printed."""
    assert block.level
    assert layout.grid
    words, styles, column = filling.words, filling.styles, block.level - 1
    top = min(cell.row for cell in layout.grid.cells if cell.figure and cell.figure.table == table)
    below = min(GRID_TOP + top, block.first)  # a row of the form, or the mark before the lines
    sheet.set_column(column, column, 9)
    # Beside the heads, not beside the numbers of the columns.
    head = below - 2 - bool(filling.form.table(table).printing.column_numbers)
    sheet.write_string(head, column, block.declared.level, styles.header)
    levels = {line.id: line.level for line in filling.report.lines.get(table, ())}
    for line, row in block.rows.items():
        level = levels.get(line)
        if level is None:
            sheet.write_blank(row - 1, column, None, styles.number)
        else:
            sheet.write_number(row - 1, column, level, styles.number)
    rule = {
        "validate": "integer", "criteria": ">=", "value": 1, "ignore_blank": True,
        "input_title": words.input_title, "input_message": words.nesting_help,
        "error_title": words.wrong_title, "error_message": words.nesting_help,
    }  # fmt: skip
    sheet.data_validation(block.first, column, block.last - 2, column, rule)


def _mark(filling: Filling, sheet: Any, table: str, block: OpenBlock) -> None:
    """A figure is red while it is no number, or while a rule along its line does not hold."""
    form, line = filling.form, next(iter(block.rows))
    rules: dict[str, list[Identity]] = {}
    for identity in form.identities:
        if (identity.table, identity.axis, identity.line) == (table, "rows", line):
            rules.setdefault(identity.result.column, []).append(identity)
    refs = filling.references(block.sheet)
    for id, column in block.columns.items():
        here = cell_name(block.rows[line], column)
        wrong = amiss(form.type_of(FigureId(table, line, id)), here)
        parts = [wrong] * bool(wrong)
        parts += [broken(i, refs, form) for i in rules.get(id, ()) if not i.needs_prior]
        if not parts:
            continue
        rule = {
            "type": "formula", "criteria": f"=OR({','.join(parts)})",
            "format": filling.styles.disagreeing,
        }  # fmt: skip
        sheet.conditional_format(block.first, column - 1, block.last - 2, column - 1, rule)
