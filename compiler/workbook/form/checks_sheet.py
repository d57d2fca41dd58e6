"""The live sheets: every check with its state and a link, and the figures prose can quote."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from compiler.format.declaration import KeyFigure
from compiler.format.expression import Cell, Node, Number, cells, leaves, of_words
from compiler.format.judgement import State, may_rest, needed_totals, value_of
from compiler.format.spoken_rule import words_of_rule
from compiler.ooxml.cells.address import column_letters
from compiler.report.quotes import Quotable
from compiler.text.numerals import as_binary
from compiler.values.figures import Said
from compiler.workbook.form.cell_styles import lock, print_on_a4
from compiler.workbook.form.filling import Filling, lines_of
from compiler.workbook.form.table_sheet import summary_formula, summary_words
from compiler.workbook.formulas import quotable_value, quoted, side, state, words_for
from compiler.workbook.layout import CHECKS_TOP, LIST_HEADER, LIST_TOP, STATE_COLUMN
from compiler.workbook.left_blank import left_blank
from compiler.workbook.line_checks import lines_state
from compiler.workbook.live_checks import LiveCheck
from compiler.workbook.number_code import number_code

_WIDTHS = (6, 9, 36, 58, 11, 11, 9, 9, 8)


def write_checks(filling: Filling) -> None:
    words, checks = filling.words, filling.checks
    sheet = filling.book.add_worksheet(words.checks)
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, words.checks, filling.styles.heading)
    sheet.write_string(1, 0, words.checks_help, filling.styles.count)
    for column, title in enumerate(words.checks_header):
        sheet.write_string(CHECKS_TOP - 2, column, title, filling.styles.header)
    for position, (check, judged) in enumerate(filling.states):
        _write_check(filling, sheet, CHECKS_TOP - 1 + position, position + 1, check)
        write = _write_lines_state if check.of_lines else _write_state
        write(filling, sheet, CHECKS_TOP - 1 + position, check, judged)
    if checks:
        last = CHECKS_TOP + len(checks) - 1
        letter = column_letters(STATE_COLUMN)
        states = f"{letter}{CHECKS_TOP}:{letter}{last}"
        known = [each for _, each in filling.states]
        formula = summary_formula(filling, states).replace(words.see_checks, "")
        sheet.write_formula(2, 0, formula, filling.styles.summary, summary_words(filling, known))
        _colours(filling, sheet, last)
    sheet.freeze_panes(CHECKS_TOP - 1, 0)
    sheet.repeat_rows(CHECKS_TOP - 2)
    print_on_a4(sheet, landscape=True)
    lock(sheet)


def _write_check(filling: Filling, sheet: Any, row: int, number: int, check: LiveCheck) -> None:
    """Which it is, and where it leads."""
    styles, what = filling.styles, check.what
    said = words_of_rule(check.rule, filling.form.language)
    section = filling.form.section_of[check.shown_at.table]
    height = max(lines_of(section.short, 7), lines_of(what, 32), lines_of(said, 54))
    sheet.set_row(row, 15 * height + 4)
    sheet.write_number(row, 0, number, styles.state)
    sheet.write_string(row, 1, section.short, styles.cell)
    sheet.write_string(row, 2, what, styles.cell)
    sheet.write_string(row, 3, said, styles.cell)
    target = filling.layout.addresses[check.shown_at]
    link = f"internal:{quoted(target.sheet)}!{target.cell}"
    sheet.write_url(row, 8, link, styles.link, string=filling.words.go_to)


def _write_lines_state(
    filling: Filling, sheet: Any, row: int, check: LiveCheck, judged: State
) -> None:
    """Of all lines together there are no two sides to show."""
    block = filling.layout.blocks[check.shown_at.table]
    formula = lines_state(check, block, filling.references(None), filling.form, filling.words)
    mark = _mark(filling, judged)
    for column in (4, 5, 6):
        sheet.write_blank(row, column, None, filling.styles.shown)
    sheet.write_array_formula(row, 7, row, 7, formula, filling.styles.state, mark)


def _write_state(filling: Filling, sheet: Any, row: int, check: LiveCheck, judged: State) -> None:
    form, styles, (identity,) = filling.form, filling.styles, check.identities
    refs = filling.references(None)
    if of_words(identity.holds):  # there are no numbers to show
        own = words_for(identity, form)
        for column in (4, 5, 6):
            sheet.write_blank(row, column, None, styles.shown)
        formula = state(identity, refs, form.totals, own, filling.words)
        sheet.write_formula(row, 7, formula, styles.state, _mark(filling, judged))
        return
    sides = (identity.holds.left, identity.holds.right)
    values = [_value(filling, node) for node in sides]
    for column, (node, value) in enumerate(zip(sides, values, strict=True), start=4):
        shown = "" if value is None else as_binary(value)
        sheet.write_formula(row, column, side(node, refs), styles.shown, shown)
    e, f = f"E{row + 1}", f"F{row + 1}"
    own = words_for(identity, form)
    empty = left_blank(filling.layout.form, identity.tables, refs)
    resting = may_rest(identity, form)
    slash = f'H{row + 1}="/",' if own.skipped or empty or resting else ""
    first = f'=IF(OR({slash}H{row + 1}="{filling.words.unfilled}",NOT(ISNUMBER({e})),NOT(ISNUMBER({f}))),"",'
    pending = judged in (State.UNFILLED, State.UNCOMPUTED, State.NOT_ASKED)
    left, right = values
    gap = as_binary(left - right) if left is not None and right is not None and not pending else ""
    sheet.write_formula(row, 6, f"{first}{e}-{f})", styles.shown, gap)
    blank = "/" if resting else filling.words.unfilled
    needed = needed_totals(identity, form)
    formula = state(identity, refs, needed, own, filling.words, empty, blank)
    sheet.write_formula(row, 7, formula, styles.state, _mark(filling, judged))


def _value(filling: Filling, node: Node) -> Decimal | None:
    """The number that an expression over these figures shows, if any."""
    alone = all(isinstance(leaf, Number) for leaf in leaves(node))
    if not alone and not any(filling.is_number(cell) for cell in cells(node)):
        return None
    return value_of(node, filling.report.figures, filling.prior_figures)


def _mark(filling: Filling, judged: State) -> str:
    if judged is State.HOLDS:
        return filling.words.holds
    if judged is State.NOT_ASKED:
        return "/"
    return (
        filling.words.broken if judged in (State.BROKEN, State.SPOILED) else filling.words.unfilled
    )


def _colours(filling: Filling, sheet: Any, last: int) -> None:
    first, column = CHECKS_TOP - 1, STATE_COLUMN - 1
    looks = (
        (filling.words.broken, filling.styles.bad),
        (filling.words.holds, filling.styles.good),
        (filling.words.unfilled, filling.styles.pending),
    )
    for mark, style in looks:
        rule = {"type": "cell", "criteria": "==", "value": f'"{mark}"', "format": style}
        sheet.conditional_format(first, column, last - 1, column, rule)


def write_quotable(filling: Filling) -> None:
    words = filling.words
    sheet = filling.book.add_worksheet(words.quotable)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 40)
    sheet.write_string(0, 0, words.quotable, filling.styles.heading)
    sheet.write_string(1, 0, words.quotable_help, filling.styles.count)
    for column, title in enumerate(words.quotable_header):
        sheet.write_string(LIST_HEADER - 1, column, title, filling.styles.header)
    refs = filling.references(None)
    values, nodes = Quotable(filling.form, filling.report), filling.form.quotable
    for row, figure in enumerate(filling.form.key_figures, start=LIST_TOP - 1):
        node = nodes[figure.name]
        sheet.write_string(row, 0, figure.name, filling.styles.cell)
        if all(cell.figure in filling.prior_figures for cell in cells(node) if cell.prior):
            shown = _quotable_value(filling, figure, node, values)
            known = filling.form.type_of(node.figure).words if isinstance(node, Cell) else ()
            formula = quotable_value(
                node, refs, figure, [word for word, _ in known], _code(filling, figure, node)
            )
            sheet.write_formula(row, 1, formula, filling.styles.shown, shown)
        else:
            sheet.write_blank(row, 1, None, filling.styles.shown)
        sheet.write_string(row, 2, "{" + figure.name + "}", filling.styles.cell)
    sheet.freeze_panes(LIST_TOP - 1, 0)
    print_on_a4(sheet, landscape=False)
    lock(sheet)


def _code(filling: Filling, figure: KeyFigure, node: Node) -> str:
    """The number format of the one cell that a figure is printed as."""
    if not figure.as_printed or not isinstance(node, Cell):
        return ""
    return number_code(filling.form.type_of(node.figure), filling.form.language)


def _quotable_value(
    filling: Filling, figure: KeyFigure, node: Node, values: Quotable
) -> str | int | float:
    """What the formula shows: a plain figure as a number, a rate or a change as it is printed."""
    if figure.as_printed:
        return values.shown(figure.name) or ""
    if isinstance(node, Cell) and isinstance(filling.report.figures.get(node.figure), Said):
        return values.shown(figure.name) or ""
    if figure.decimals is None and figure.direction is None:
        value = _value(filling, node)
        return "" if value is None else as_binary(value)
    return values.shown(figure.name) or ""
