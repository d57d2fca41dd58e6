"""The lines for prose on a sheet of tables: where they stand, and what is written on them.

Given a raw sheet and its layout, gives their rows and columns by the names of the columns,
wherever they went; workbooks of before these lines have none. What a paragraph is is said in
`paragraphs`, for these as for the sheets of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from compiler.format.words import FixedWords
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.located import Cell, official_labels, repeating
from compiler.readers.workbook.paragraphs import (
    Columns,
    ProseReading,
    beside_nothing,
    no_choices,
    read_rows,
    stray_findings,
)
from compiler.readers.workbook.shown_text import text_of
from compiler.text.labels import folded
from compiler.values.dataclass import dataclass
from compiler.workbook.layout import SheetLayout

# No header of ours stands below this row, whatever else the sheet holds.
_LAST_HEADER = 2000
# A number alone is no paragraph: it was typed below the table instead of in it.
_FIGURE = re.compile(r"[-+]?[0-9.,，]+%?")


@dataclass(frozen=True)
class Lines:
    """`header` is the row of the columns' names, `caption` where it is said what they are for;
    `rows` are those of the lines that are filled.
    """

    header: int
    caption: Cell
    rows: tuple[int, ...]
    columns: Columns

    @cached_property
    def all_rows(self) -> frozenset[int]:
        return frozenset((self.header, *self.rows))


def find_lines(sheet: RawSheet, layout: SheetLayout, words: FixedWords) -> Lines | None:
    """From the names of their columns down to the end, or to the next row of the tables."""
    for row, named in _named(sheet, words).items():
        place, level, text = map(named.get, (words.place, words.level, words.text))
        if place and level and text:
            above = (at for at in sheet.cells if at[1] == place and at[0] < row)
            caption = max(above, default=(row, place))
            columns = Columns(level, text, place, layout.places)
            return Lines(row, caption, tuple(_rows(sheet, layout, row, text)), columns)
    return None


def _rows(sheet: RawSheet, layout: SheetLayout, header: int, text: int) -> Iterable[int]:
    """Below the header, as long as no label of the form stands before the text."""
    labels = {folded(label) for label in official_labels(layout)}
    below = sorted(at for at in sheet.cells if at[0] > header)
    # The first cells of a row alone: what stands further right may be a text said again.
    ends = (at[0] for at in below if at[1] < text and folded(sheet.cells[at].text) in labels)
    end = next(ends, None)
    return dict.fromkeys(row for row, _ in below if end is None or row < end)


def _named(sheet: RawSheet, words: FixedWords) -> dict[int, dict[str, int]]:
    """By row, the first columns that bear the names of the lines' columns."""
    names = {folded(name): name for name in (words.place, words.level, words.text)}
    longest = 2 * max(map(len, names.values()))
    found: dict[int, dict[str, int]] = {}
    for (row, column), cell in sheet.cells.items():
        short = row <= _LAST_HEADER and cell.kind == "text" and len(cell.text) <= longest
        if short and (name := names.get(folded(cell.text))):
            columns = found.setdefault(row, {})
            columns[name] = min(column, columns.get(name, column))
    return found


def without_lines(sheet: RawSheet, lines: Lines | None) -> RawSheet:
    """What is left to find the tables in: a line's words are no label."""
    if lines is None:
        return sheet
    rows, caption = lines.all_rows, lines.caption
    left = {at: c for at, c in sheet.cells.items() if at[0] not in rows and at != caption}
    return sheet._replace(cells=left)


def read_lines(
    sheet: RawSheet, layout: SheetLayout, lines: Lines, words: FixedWords, *, date1904: bool
) -> ProseReading:
    """The paragraphs with the tables they stand below, and what else stands on these rows."""
    section, columns = layout.section, lines.columns
    figures = {row for row in lines.rows if _is_figure(sheet, row, columns, words)}
    rows = [row for row in lines.rows if row not in figures]
    reading = read_rows(sheet, rows, columns, section, words, date1904=date1904)
    read = {columns.level, columns.text, columns.place}
    own = {*_repeats(sheet, lines), lines.caption}
    stray = [
        at
        for at in sheet.cells
        if at[0] in figures or (at[0] in lines.all_rows and at[1] not in read and at not in own)
    ]
    stray += beside_nothing(sheet, rows, columns, words)
    return reading._replace(findings=(*reading.findings, *stray_findings(sheet, section.id, stray)))


def _is_figure(sheet: RawSheet, row: int, columns: Columns, words: FixedWords) -> bool:
    """Whether a number was typed there, or one that is text beside what is no choice."""
    cell = sheet.cells.get((row, columns.text))
    if cell is None or not _FIGURE.fullmatch(text_of(cell).strip()):
        return False
    return cell.kind == "number" or bool(no_choices(sheet, row, columns, words))


def _repeats(sheet: RawSheet, lines: Lines) -> Iterator[Cell]:
    """What programs that take merges apart put into each of their cells."""
    by_row: dict[int, list[Cell]] = {}
    for at in sheet.cells:
        by_row.setdefault(at[0], []).append(at)
    for row in (lines.header, *lines.rows):
        for column in (lines.columns.level, lines.columns.text, lines.columns.place):
            if column:
                yield from repeating(sheet, (row, column), by_row[row])
