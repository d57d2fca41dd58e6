"""The live sheets: every check with its state and a link, and the figures prose can quote."""

from __future__ import annotations

from typing import Any

from compiler.format.declaration import KeyFigure
from compiler.format.expression import Node, cells
from compiler.format.identity import Identity, defined_by, line_label
from compiler.format.judgement import State, both_sides, value_of
from compiler.ooxml.cells.address import column_letters
from compiler.report.quotes import Quotable, quotable
from compiler.text.numerals import as_binary
from compiler.workbook.form.cell_styles import lock, print_on_a4
from compiler.workbook.form.filling import Form, lines_of
from compiler.workbook.form.table_sheet import summary_formula, summary_words
from compiler.workbook.formulas import quotable_value, quoted, side, state
from compiler.workbook.layout import CHECKS_TOP, LIST_HEADER, LIST_TOP, STATE_COLUMN

_WIDTHS = (6, 8, 34, 56, 11, 11, 9, 9, 8)


def write_checks(form: Form) -> None:
    words, checks = form.words, form.checks
    sheet = form.book.add_worksheet(words.checks)
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, words.checks, form.styles.heading)
    sheet.write_string(1, 0, words.checks_help, form.styles.count)
    for column, title in enumerate(words.checks_header):
        sheet.write_string(CHECKS_TOP - 2, column, title, form.styles.header)
    for position, identity in enumerate(checks):
        _write_check(form, sheet, CHECKS_TOP - 1 + position, position + 1, identity)
    if checks:
        last = CHECKS_TOP + len(checks) - 1
        letter = column_letters(STATE_COLUMN)
        states = f"{letter}{CHECKS_TOP}:{letter}{last}"
        judged = [form.judgements[i].state for i in checks]
        formula = summary_formula(form, states).replace(words.see_checks, "")
        sheet.write_formula(2, 0, formula, form.styles.summary, summary_words(form, judged))
        _colours(form, sheet, last)
    sheet.freeze_panes(CHECKS_TOP - 1, 0)
    sheet.repeat_rows(CHECKS_TOP - 2)
    print_on_a4(sheet, landscape=True)
    lock(sheet)


def _write_check(form: Form, sheet: Any, row: int, number: int, identity: Identity) -> None:
    declaration, styles = form.declaration, form.styles
    refs = form.references(None)
    section = declaration.section_of[identity.result.table]
    what = line_label(identity, declaration)
    height = max(lines_of(section.short, 7), lines_of(what, 32), lines_of(identity.rule.words, 54))
    sheet.set_row(row, 15 * height + 4)
    sheet.write_number(row, 0, number, styles.state)
    sheet.write_string(row, 1, section.short, styles.cell)
    sheet.write_string(row, 2, what, styles.cell)
    sheet.write_string(row, 3, identity.rule.words, styles.cell)
    left, right = both_sides(identity, form.report.figures, form.prior_figures)
    sides = ((identity.holds.left, left), (identity.holds.right, right))
    for column, (node, value) in enumerate(sides, start=4):
        shown = as_binary(value) if _shows(form, node) else ""
        sheet.write_formula(row, column, side(node, refs), styles.cell, shown)
    e, f = f"E{row + 1}", f"F{row + 1}"
    judged = form.judgements[identity].state
    first = f'=IF(OR(H{row + 1}="{form.words.unfilled}",NOT(ISNUMBER({e})),NOT(ISNUMBER({f}))),"",'
    pending = judged in (State.UNFILLED, State.UNCOMPUTED)
    numbers = all(_shows(form, node) for node, _ in sides)
    gap = as_binary(left - right) if numbers and not pending else ""
    sheet.write_formula(row, 6, f"{first}{e}-{f})", styles.cell, gap)
    not_applicable = [f for f in identity.figures if declaration.allows_not_applicable(f)]
    formula = state(identity, refs, defined_by(declaration), not_applicable, form.words)
    sheet.write_formula(row, 7, formula, styles.state, _mark(form, judged))
    target = form.layout.addresses[identity.result]
    link = f"internal:{quoted(target.sheet)}!{target.cell}"
    sheet.write_url(row, 8, link, styles.link, string=form.words.go_to)


def _shows(form: Form, node: Node) -> bool:
    """Whether an expression over these figures shows a number."""
    parts = list(cells(node))
    return not parts or any(form.is_number(cell) for cell in parts)


def _mark(form: Form, judged: State) -> str:
    if judged is State.HOLDS:
        return form.words.holds
    return form.words.broken if judged in (State.BROKEN, State.SPOILED) else form.words.unfilled


def _colours(form: Form, sheet: Any, last: int) -> None:
    first, column = CHECKS_TOP - 1, STATE_COLUMN - 1
    looks = (
        (form.words.broken, form.styles.bad),
        (form.words.holds, form.styles.good),
        (form.words.unfilled, form.styles.pending),
    )
    for mark, style in looks:
        rule = {"type": "cell", "criteria": "==", "value": f'"{mark}"', "format": style}
        sheet.conditional_format(first, column, last - 1, column, rule)


def write_quotable(form: Form) -> None:
    words = form.words
    sheet = form.book.add_worksheet(words.quotable)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 40)
    sheet.write_string(0, 0, words.quotable, form.styles.heading)
    sheet.write_string(1, 0, words.quotable_help, form.styles.count)
    for column, title in enumerate(words.quotable_header):
        sheet.write_string(LIST_HEADER - 1, column, title, form.styles.header)
    refs = form.references(None)
    values, nodes = Quotable(form.declaration, form.report), quotable(form.declaration)
    for row, figure in enumerate(form.declaration.key_figures, start=LIST_TOP - 1):
        node = nodes[figure.name]
        sheet.write_string(row, 0, figure.name, form.styles.cell)
        if all(cell.figure in form.prior_figures for cell in cells(node) if cell.prior):
            shown = _quotable_value(form, figure, node, values)
            formula = quotable_value(node, refs, figure.decimals, figure.suffix)
            sheet.write_formula(row, 1, formula, form.styles.cell, shown)
        else:
            sheet.write_blank(row, 1, None, form.styles.cell)
        sheet.write_string(row, 2, "{" + figure.name + "}", form.styles.cell)
    sheet.freeze_panes(LIST_TOP - 1, 0)
    print_on_a4(sheet, landscape=False)
    lock(sheet)


def _quotable_value(
    form: Form, figure: KeyFigure, node: Node, values: Quotable
) -> str | int | float:
    """What the formula shows: a plain figure as a number, a rate as it is printed."""
    if figure.decimals is None:
        value = value_of(node, form.report.figures, form.prior_figures)
        return as_binary(value) if _shows(form, node) else ""
    return values.shown(figure.name) or ""
