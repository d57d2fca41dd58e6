"""The lines for prose on a sheet of tables: where they stand, and what is written on them.

Given a raw sheet and its layout, gives their rows and columns by the names of the columns,
wherever they went; workbooks of before these lines have none. What a paragraph is is said in
`paragraphs`, for these as for the sheets of prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from compiler.format.words import FixedWords
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.located import Cell, official_labels, repeating
from compiler.readers.workbook.paragraphs import (
    Columns,
    ProseReading,
    beside_nothing,
    read_rows,
    stray_findings,
)
from compiler.text.labels import folded
from compiler.values.dataclass import dataclass
from compiler.workbook.layout import SheetLayout

# No header of ours stands below this row, whatever else the sheet holds.
_LAST_HEADER = 2000


@dataclass(frozen=True)
class Lines:
    """`header` is the row of the columns' names, `caption` where it is said what they are for;
    `rows` are those of the lines that are filled.
    """

    header: int
    caption: Cell
    rows: tuple[int, ...]
    columns: Columns

    def holds(self, at: Cell) -> bool:
        return at[0] == self.header or at == self.caption or at[0] in self._rows

    @cached_property
    def _rows(self) -> frozenset[int]:
        return frozenset(self.rows)


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
    return sheet._replace(cells={at: c for at, c in sheet.cells.items() if not lines.holds(at)})


def read_lines(
    sheet: RawSheet, layout: SheetLayout, lines: Lines, words: FixedWords, *, date1904: bool
) -> ProseReading:
    """The paragraphs with the tables they stand below, and what else stands on these rows."""
    section, columns = layout.section, lines.columns
    reading = read_rows(sheet, lines.rows, columns, section, words, date1904=date1904)
    read = {columns.level, columns.text, columns.place}
    own = {*_repeats(sheet, lines), lines.caption}
    stray = [at for at in sheet.cells if lines.holds(at) and at[1] not in read and at not in own]
    stray += beside_nothing(sheet, lines.rows, columns, words)
    return reading._replace(findings=(*reading.findings, *stray_findings(sheet, section.id, stray)))


def _repeats(sheet: RawSheet, lines: Lines) -> Iterator[Cell]:
    """What programs that take merges apart put into each of their cells."""
    by_row: dict[int, list[Cell]] = {}
    for at in sheet.cells:
        by_row.setdefault(at[0], []).append(at)
    for row in (lines.header, *lines.rows):
        for column in (lines.columns.level, lines.columns.text, lines.columns.place):
            if column:
                yield from repeating(sheet, (row, column), by_row[row])
