"""Lines for prose below a sheet's tables: where it is printed, its level, and the text.

Given the sheet's layout, writes them unlocked and fills them from the report. They stand apart
from the grid, and no row or column of it changes for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from compiler.format.figure_type import LONGEST_LIST
from compiler.text.widths import display_width
from compiler.values.report import Paragraph
from compiler.workbook.form.filling import Filling, lines_of
from compiler.workbook.layout import LINE_ROWS, SheetLayout

# Half-width characters: a level's name in full, and a text that can be read.
_LEVEL_WIDTH, _TEXT_WIDTH = 13, 70
# A column that the grid does not have.
_OTHER_WIDTH = 8.4
# A column from 0, and the last one that it is merged with.
Span = tuple[int, int]


def write_lines(
    filling: Filling, sheet: Any, layout: SheetLayout, widths: Sequence[float]
) -> tuple[int, int]:
    """`widths` are those of the grid's columns; gives the last row and column, from 0."""
    words, styles, top = filling.words, filling.styles, layout.lines_top - 1
    paragraphs = filling.report.narrative.get(layout.section.id, ())
    place, level, text = spans = _spans(layout, widths)
    sheet.write_string(top, 0, words.beside_tables_help, styles.count)
    for span, name in zip(spans, (words.place, words.level, words.text), strict=True):
        _write(sheet, top + 1, span, name, styles.header)
    rows = range(top + 2, top + 2 + LINE_ROWS + len(paragraphs))
    blank = Paragraph("body", "")
    for position, row in enumerate(rows):
        said = paragraphs[position] if position < len(paragraphs) else blank
        filled = position < len(paragraphs)
        where = next(name for name, after in layout.places.items() if after == said.after)
        _write(sheet, row, place, where if filled else "", styles.line_choice)
        _write(sheet, row, level, words.levels[said.level] if filled else "", styles.line_choice)
        _write(sheet, row, text, said.text, styles.line_text)
        sheet.set_row(row, 15.5 * lines_of(said.text, int(_width(text, widths)) - 3) + 5)
    for span, choices, help in (
        (place, layout.places, words.place_help),
        (level, words.levels.values(), words.level_help),
        (text, (), words.text_help),
    ):
        listed = 0 < len(",".join(choices)) <= LONGEST_LIST
        choice = {"validate": "list", "source": [*choices]} if listed else {"validate": "any"}
        told = {"input_title": words.input_title, "input_message": help, "error_type": "warning"}
        sheet.data_validation(rows[0], span[0], rows[-1], span[0], choice | told)
    return top + 1 + max(len(paragraphs), 1), max(text[1], len(widths) - 1)


def _write(sheet: Any, row: int, span: Span, text: str, style: Any) -> None:
    first, last = span
    if last > first:
        sheet.merge_range(row, first, row, last, "", style)
    if text:
        sheet.write_string(row, first, text, style)
    else:
        sheet.write_blank(row, first, None, style)


def _spans(layout: SheetLayout, widths: Sequence[float]) -> tuple[Span, Span, Span]:
    """As many columns of the grid as each needs, the text to its right edge or beyond."""
    longest = max(map(display_width, layout.places))
    place = _span(0, min(longest + 2, 30), widths)
    level = _span(place[1] + 1, _LEVEL_WIDTH, widths)
    text = _span(level[1] + 1, _TEXT_WIDTH, widths)
    return place, level, (text[0], max(text[1], len(widths) - 1))


def _span(first: int, least: float, widths: Sequence[float]) -> Span:
    return next((first, last) for last in count(first) if _width((first, last), widths) >= least)


def _width(span: Span, widths: Sequence[float]) -> float:
    first, last = span
    own = widths[first : last + 1]
    return sum(own) + (last + 1 - first - len(own)) * _OTHER_WIDTH
