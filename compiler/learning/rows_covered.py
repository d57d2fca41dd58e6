"""Some rows of a table as a document shows it, and what stands at a row and a column of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from compiler.learning.label_words import is_label
from compiler.learning.outline import Path
from compiler.values.dataclass import dataclass, field
from compiler.values.seen import SeenCell


@dataclass
class Block:
    """Rows of one table among several below one another; each is the cells that cover it."""

    band: str = ""
    unit_line: str = ""
    head: list[Sequence[SeenCell]] = field(default_factory=list)
    body: list[Sequence[SeenCell]] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def at(row: Sequence[SeenCell], column: int) -> str:
    """What stands where a figure would: also words and dates, but no label over several cells."""
    cell = over(row, column)
    if cell is None or (is_label(cell.text) and (cell.width, cell.height) != (1, 1)):
        return ""
    return cell.text


def over(row: Sequence[SeenCell], column: int) -> SeenCell | None:
    before = bisect_right(row, column, key=lambda cell: cell.column) - 1
    cell = row[before] if before >= 0 else None
    return cell if cell is not None and column < cell.column + cell.width else None


def down(head: Sequence[Sequence[SeenCell]], column: int) -> Path:
    """The labels over a column; a blank beside a label, with more below it, continues it."""
    path: dict[SeenCell, None] = {}
    for n, row in enumerate(head):
        cell = over(row, column)
        below = (over(lower, column) for lower in head[n + 1 :])
        if cell is not None and not cell.text and any(c is not None and c.text for c in below):
            before = [c for c in row if c.column < column and c.text]
            cell = before[-1] if before else None
        if cell is not None and cell.text:
            path[cell] = None
    return tuple(cell.text for cell in path)


def at_label(row: Sequence[SeenCell], column: int) -> str:
    cell = over(row, column)
    return cell.text if cell is not None else ""
