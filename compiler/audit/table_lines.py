"""Tables against the type area of GB/T 9704-2012, and against what spoils them in print.

Given a document as it is set, gives deviations, table by table. The standard prescribes no
type for tables; that they fit, show every line and tell their columns on each page is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import ceil

from compiler.audit.deviation import Deviation, listed, millimetres, points
from compiler.catalogue import d_tables as kinds
from compiler.document import gbt9704 as gbt
from compiler.ooxml.words.typeset import (
    PageSection,
    Passage,
    SetCell,
    SetTable,
    Typeset,
    first_words,
)
from compiler.text.language import Text
from compiler.text.numerals import plain

# Programs let a table stand out by its cells' margins, 1.9 mm on each side, so that its words
# stand in line with those around it.
_CELL_MARGIN = 108
# Shorter tables are seldom parted by the end of a page.
_LONG = 10


def table_deviations(document: Typeset) -> Iterator[Deviation]:
    for table in document.tables:
        words = chain.from_iterable(cell.passages for row in table.rows for cell in row.cells)
        label = first_words(words)
        section = document.sections[table.section]
        yield from _width(table, section, label)
        yield from _clipped(table, label)
        yield from _rows(table, label)


def _width(table: SetTable, section: PageSection, label: str) -> Iterator[Deviation]:
    # Margins that are too large are told as such.
    room = section.text_width if section.landscape else max(section.text_width, gbt.TEXT_WIDTH)
    if table.width is None or table.width <= room + 2 * _CELL_MARGIN:
        return
    asked, actual = millimetres(room), millimetres(table.width)
    yield Deviation(
        kinds.TABLE_TOO_WIDE,
        Text(
            f"{plain(actual)} 毫米，版心宽 {plain(asked)} 毫米",
            f"{plain(actual)} mm, the type area {plain(asked)} mm",
        ),
        label,
        expected=asked,
        actual=actual,
    )


def _clipped(table: SetTable, label: str) -> Iterator[Deviation]:
    """A line or a row that is fixed lower than its words are high."""
    for row in table.rows:
        for cell in row.cells:
            line = min(filter(None, map(_fixed_line, cell.passages)), default=None)
            words = first_words(cell.passages) or label
            if line is not None and line < _size(cell.passages) * 10:
                pitch = plain(points(line))
                yield Deviation(
                    kinds.TABLE_CLIPPED,
                    Text(f"行距固定为 {pitch} 磅", f"lines fixed at {pitch} pt"),
                    words,
                )
            elif row.height is not None and row.height < _needed(cell):
                height = plain(points(row.height))
                yield Deviation(
                    kinds.TABLE_CLIPPED,
                    Text(f"行高固定为 {height} 磅", f"rows fixed at {height} pt"),
                    words,
                )


def _fixed_line(passage: Passage) -> int | None:
    line = passage.setting.line
    shown = passage.setting.rule == "exact" and passage.text.strip()
    return line if shown and line is not None and line > 0 else None


def _size(passages: tuple[Passage, ...]) -> int:
    """The largest type of what is shown, in half points; 五号 where nothing says."""
    sizes = (type_.size or gbt.WU_HAO for p in passages for text, type_ in p.pieces if text.strip())
    return max(sizes, default=0)


def _needed(cell: SetCell) -> int:
    """Twips that the words of a cell take at least: as many lines as their width makes."""
    if cell.upright:
        return 0
    needed = 0
    for passage in cell.passages:
        size = _size((passage,)) * 10
        room = (cell.width or 0) - 2 * _CELL_MARGIN
        # Where the width is not said, or is not one, a single line is what is certain.
        lines = ceil(len(passage.text.strip()) * size / 2 / room) if room > size else 1
        needed += lines * (_fixed_line(passage) or size) if size else 0
    return needed


def _rows(table: SetTable, label: str) -> Iterator[Deviation]:
    if len(table.rows) <= _LONG:
        return
    faults = []
    # A band over the whole table is no head of columns.
    if len(table.rows[0].cells) > 1 and not table.rows[0].heads:
        faults.append(Text("标题行没有设为重复", "the header row is not repeated"))
    parting = sum(not row.whole for row in table.rows)
    if parting:
        faults.append(Text(f"{parting} 行可以跨页断开", f"rows that a page may part: {parting}"))
    if faults:
        yield Deviation(kinds.TABLE_ROWS, listed(faults), label)
