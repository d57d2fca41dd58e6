"""The sheets about the report as a whole: how to fill in, the cover, the explanations."""

from __future__ import annotations

from typing import Any

from compiler.ooxml.cells.address import cell_name
from compiler.values.report import AGENCY_KEYS, ARCHIVE_KEYS
from compiler.workbook.form.cell_styles import lock, print_on_a4
from compiler.workbook.form.cover_entries import cover_help, cover_rule
from compiler.workbook.form.filling import Filling, lines_of
from compiler.workbook.layout import ATTACHMENT_ROWS, COVER_TOP, LIST_HEADER, LIST_TOP

_SLIP_ROWS = 60
# No wider than A4 in any font that may stand in for the book's own: a single column is not made
# narrower to fit. The lines are larger than the digits that it is measured by.
_GUIDE_WIDTH, _GUIDE_CHARACTERS = 68, 58
_LABELS, _ENTRIES, _HELPS = 16, 42, 44


def write_guide(filling: Filling) -> None:
    sheet = filling.book.add_worksheet(filling.words.guide)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    sheet.write_string(0, 0, filling.form.declaration.name, filling.styles.heading)
    sheet.write_string(1, 0, filling.form.declaration.authority, filling.styles.help)
    for row, line in enumerate(_guide_lines(filling), start=3):
        sheet.set_row(row, 17 * lines_of(line, _GUIDE_CHARACTERS) + 6)
        sheet.write_string(row, 0, line, filling.styles.guide)
    print_on_a4(sheet, landscape=False)
    lock(sheet)


def _guide_lines(filling: Filling) -> list[str]:
    """What is locked is said with what is not."""
    lines = list(filling.words.guide_lines)
    if any(table.open_rows for table in filling.form.tables):
        lines[1] += filling.words.guide_unlocked
    return lines


def write_cover(filling: Filling) -> None:
    words, report = filling.words, filling.report
    sheet = filling.book.add_worksheet(words.cover)
    sheet.hide_gridlines(2)
    for column, width in enumerate((_LABELS, _ENTRIES, _HELPS)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, filling.form.declaration.name, filling.styles.heading)
    rows = [("year", words.year, "" if report.year is None else str(report.year))]
    rows += [(key, words.agency[key], report.agency.get(key, "")) for key in AGENCY_KEYS]
    count = max(ATTACHMENT_ROWS, len(report.attachments))
    for position in range(count):
        name = report.attachments[position] if position < len(report.attachments) else ""
        rows.append(("attachments", f"{words.attachments} {position + 1}", name))
    at = COVER_TOP - 1
    for key, label, value in rows:
        _cover_row(filling, sheet, at, key, label, value)
        at += 1
    sheet.write_string(at + 1, 0, words.for_archive, filling.styles.count)
    for offset, key in enumerate(ARCHIVE_KEYS, start=at + 2):
        _cover_row(filling, sheet, offset, key, words.archive[key], report.archive.get(key, ""))
    print_on_a4(sheet, landscape=False)
    lock(sheet)


def _cover_row(filling: Filling, sheet: Any, row: int, key: str, label: str, value: str) -> None:
    help = cover_help(filling, key) if key != "attachments" or label.endswith(" 1") else ""
    sheet.set_row(row, max(21, 15 * lines_of(help, _HELPS - 4) + 6))
    sheet.write_string(row, 0, label, filling.styles.cover_label)
    if value:
        sheet.write_string(row, 1, value, filling.styles.cover_input)
    else:
        sheet.write_blank(row, 1, None, filling.styles.cover_input)
    if help:
        sheet.write_string(row, 2, help, filling.styles.cover_help)
    rule = {**cover_rule(filling, key, cell_name(row + 1, 2)), "input_message": help}
    if help or rule["validate"] != "any":
        titles = {
            "input_title": filling.words.input_title,
            "error_title": filling.words.wrong_title,
        }
        sheet.data_validation(row, 1, row, 1, {**rule, **titles, "error_message": help})


def write_slips(filling: Filling) -> None:
    sheet = filling.book.add_worksheet(filling.words.slips)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 3, 16)
    sheet.write_string(0, 0, filling.words.slips, filling.styles.heading)
    sheet.merge_range(1, 0, 1, 3, filling.words.slips_help, filling.styles.help)
    sheet.set_row(1, 34)
    for column, title in enumerate(filling.words.slips_header):
        sheet.write_string(LIST_HEADER - 1, column, title, filling.styles.header)
    slips = filling.report.slips
    for position in range(max(_SLIP_ROWS, len(slips))):
        row = LIST_TOP - 1 + position
        if position < len(slips):
            slip = slips[position]
            for column, text in enumerate((slip.token, slip.reason, slip.by, slip.date)):
                sheet.write_string(row, column, text, filling.styles.text_input)
        else:
            for column in range(4):
                sheet.write_blank(row, column, None, filling.styles.text_input)
    sheet.freeze_panes(LIST_TOP - 1, 0)
    sheet.repeat_rows(LIST_HEADER - 1)
    print_on_a4(sheet, landscape=True)
