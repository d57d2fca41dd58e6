"""Where a sheet's figures stand, and cells that show what others say.

Given a raw sheet or its layout; reads no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from compiler.ooxml.cells.raw import RawSheet
from compiler.text.labels import folded
from compiler.values.figures import FigureId
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple
from compiler.workbook.layout import SheetLayout

if TYPE_CHECKING:
    from compiler.readers.workbook.line_rows import LineRows

Cell = tuple[int, int]
# A merge larger than any form's is no label; nor has a form so many merged cells in all.
_LARGEST_MERGE, _MOST_MERGED = 2000, 20_000


class Located(NamedTuple):
    """`cells` is empty where an error forbids reading the sheet.

    `labels` are the form's other cells: its labels, and where a program took merges apart,
    what it repeated in the cells they covered. `added` are the lines of tables with open rows.
    """

    cells: Mapping[FigureId, Cell]
    findings: tuple[Finding, ...]
    labels: frozenset[Cell] = frozenset()
    added: Mapping[str, LineRows] = MappingProxyType({})


def merged(sheet: RawSheet, last_row: int, last_column: int) -> Iterator[tuple[Cell, list[Cell]]]:
    """The first cell of each merge and its cells, as far as they lie within these bounds."""
    left = _MOST_MERGED
    for top, first, bottom, last in sheet.merges:
        rows = range(top, min(bottom, last_row) + 1)
        columns = range(first, min(last, last_column) + 1)
        size = len(rows) * len(columns)
        if 0 < size <= min(left, _LARGEST_MERGE):
            left -= size
            yield (top, first), [(row, column) for row in rows for column in columns]


def official_labels(layout: SheetLayout) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, layout.labels.values())))


def repeating(sheet: RawSheet, first: Cell, others: Iterable[Cell]) -> Iterator[Cell]:
    """Those cells that say once more what the first one says."""
    said = sheet.cells.get(first)
    for at in others if said else ():
        other = sheet.cells.get(at)
        if said and other and (said.kind, folded(said.text)) == (other.kind, folded(other.text)):
            yield at
