"""A narrative sheet: one paragraph a row with its level beside it, free to edit."""

from __future__ import annotations

from compiler.workbook.form.cell_styles import print_on_a4
from compiler.workbook.form.filling import Filling, help_of, lines_of
from compiler.workbook.layout import PROSE_HEADER, PROSE_ROWS, PROSE_TOP, SheetLayout

_TEXT_WIDTH = 100


def write_prose(filling: Filling, layout: SheetLayout) -> None:
    section, words, styles = layout.section, filling.words, filling.styles
    sheet = filling.book.add_worksheet(section.sheet)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 13)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    sheet.write_string(0, 0, section.title, styles.heading)
    sheet.write_string(1, 0, f"{words.narrative_help}{help_of(filling, section)}", styles.count)
    paragraphs = filling.report.narrative.get(section.id, ())
    last = PROSE_TOP + max(PROSE_ROWS, len(paragraphs)) - 1
    sheet.write_string(2, 0, words.characters, styles.count)
    length = sum(len(p.text) for p in paragraphs)
    sheet.write_array_formula(2, 1, 2, 1, _count_formula(last), styles.count, length)
    sheet.write_string(PROSE_HEADER - 1, 0, words.level, styles.header)
    sheet.write_string(PROSE_HEADER - 1, 1, words.text, styles.header)
    for row in range(PROSE_TOP - 1, last):
        position = row - PROSE_TOP + 1
        if position < len(paragraphs):
            paragraph = paragraphs[position]
            sheet.set_row(row, 15.5 * lines_of(paragraph.text, _TEXT_WIDTH - 4) + 4)
            sheet.write_string(row, 0, words.levels[paragraph.level], styles.prose_level)
            sheet.write_string(row, 1, paragraph.text, styles.prose_text)
        elif position < 30:
            sheet.write_blank(row, 0, None, styles.prose_level)
            sheet.write_blank(row, 1, None, styles.prose_text)
    sheet.data_validation(
        PROSE_HEADER - 1,
        0,
        last - 1,
        0,
        {"validate": "list", "source": list(words.levels.values()), "error_type": "warning"},
    )
    sheet.freeze_panes(PROSE_TOP - 1, 0)
    sheet.repeat_rows(PROSE_HEADER - 1)
    print_on_a4(sheet, landscape=False)


def _count_formula(last: int) -> str:
    """From the header on, which no row can be put above of, so that none escapes the count.

    Written as an array formula: without that, Gnumeric and HyperFormula say #VALUE!.
    """
    header = f"B{PROSE_HEADER}"
    return f"=SUMPRODUCT(LEN({header}:B{last}))-LEN({header})"
