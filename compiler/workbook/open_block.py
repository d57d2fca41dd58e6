"""Where an office adds lines on a sheet: rows between two marks, some of them spare.

Given a table with open rows, gives it with the spare rows and the marks that its sheet has;
a block says where they stand. Formulas reach from mark to mark, so that rows put in anywhere
between them are added up.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.format.declaration import Line, OpenRows, Table
from compiler.format.extents import SPARE, opening
from compiler.values.dataclass import replace
from compiler.values.named_tuple import NamedTuple

# As many at least, and more where no line is there yet.
_SPARE_ROWS, _FIRST_ROWS = 10, 20
FIRST_MARK, LAST_MARK = "\0first", "\0last"
MARKS = (FIRST_MARK, LAST_MARK)


class OpenBlock(NamedTuple):
    """Rows and columns from 1: the rows of the two marks, the columns of key, name and level,
    those of the figures by their ids, and the rows of the lines by theirs. Last year's figures stand `prior_shift` columns to the right of this year's.
    """

    sheet: str
    declared: OpenRows
    first: int
    last: int
    key: int
    label: int
    level: int | None
    columns: Mapping[str, int]
    rows: Mapping[str, int]
    prior_shift: int = 0


def with_spare_rows(table: Table) -> Table:
    """The table with rows below its lines that wait to be filled, one at least."""
    declared = table.open_rows
    if declared is None:
        return table
    wanted = max(_SPARE_ROWS, _FIRST_ROWS - len(table.lines))
    room = wanted if declared.at_most is None else max(1, declared.at_most - len(table.lines))
    label = ("", "") if declared.key else ("",)
    spare = [Line(f"\0{n}", label, depth=SPARE) for n in range(1, min(wanted, room) + 1)]
    at = opening(table) + len(table.lines)
    return replace(table, rows=(*table.rows[:at], *spare, *table.rows[at:]))


def with_marks(table: Table, first: str, last: str) -> Table:
    """The table with a row before its lines and one after them that say so."""
    if table.open_rows is None:
        return table
    start = opening(table)
    end = start + len(table.lines)
    marks = Line(FIRST_MARK, (first,)), Line(LAST_MARK, (last,))
    rows = table.rows
    return replace(table, rows=(*rows[:start], marks[0], *rows[start:end], marks[1], *rows[end:]))
