"""The workbook as stored: sheets of raw cells, and the one way out of reading it.

Values only. Must not know how a package is read, nor what any cell means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from compiler.ooxml.cells.cell_looks import PLAIN, Letters, Look
from compiler.ooxml.cells.rich_text import RichText
from compiler.ooxml.cells.shown import Meaning, meaning_of
from compiler.ooxml.members import Door, visible
from compiler.values.findings import Finding, Kind, Place
from compiler.values.limits import Limit
from compiler.values.named_tuple import NamedTuple

CellKind = Literal["number", "text", "boolean", "error", "date", "empty", "picture"]
SheetState = Literal["visible", "hidden", "veryHidden"]
Range = tuple[int, int, int, int]


class Marked(NamedTuple):
    """Letters of a cell that are crossed out, raised or lowered, and where they begin."""

    letters: Letters
    text: str
    start: int = 0


def marked_in(rich: RichText, usual: Letters) -> tuple[Marked, ...]:
    """What stands crossed out, raised or lowered; `usual` is the look of the whole cell."""
    if not rich.runs:
        whole = usual != "plain" and rich.text.strip()
        return (Marked(usual, rich.text),) if whole else ()
    found: list[Marked] = []
    start = 0
    for text, own in rich.runs:
        letters = usual if own is None else own
        if letters != "plain" and text.strip():
            found.append(Marked(letters, text, start))
        start += len(text)
    return tuple(found)


class Floating(NamedTuple):
    """What lies over the cells: a picture, a text box with its text, a chart, a control."""

    kind: Literal["picture", "text box", "chart", "control"]
    text: str = ""


class RawCell(NamedTuple):
    """One cell: `text` as stored, `formula` without its equals sign, or None.

    "empty" is a formula without a stored result. "date" is a cell that holds an ISO date;
    a day number shown as a date is a "number" whose format is "date". "picture" is a cell
    into which one was placed; its text is what stands in the picture's stead.
    """

    kind: CellKind
    text: str
    formula: str | None = None
    look: Look = PLAIN
    marked: tuple[Marked, ...] = ()

    @property
    def number_format(self) -> Meaning:
        return meaning_of(self.look.code)


class RawSheet(NamedTuple):
    """One sheet: cells by (row, column) from 1; merges as first row, column, last row, column.

    `hidden_rows` are those in which something stands, `hidden_columns` the first and last of
    each run of them; both also where nothing is left of the height or width.
    """

    name: str
    state: SheetState
    cells: Mapping[tuple[int, int], RawCell]
    merges: tuple[Range, ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    floating: tuple[Floating, ...] = ()

    def hides(self, row: int, column: int) -> bool:
        """Whether the row or the column of a cell is hidden."""
        return row in self.hidden_rows or any(a <= column <= b for a, b in self.hidden_columns)


class RawWorkbook(NamedTuple):
    """All worksheets in order, the custom properties, and whether days count from 1904."""

    sheets: tuple[RawSheet, ...]
    properties: Mapping[str, str]
    date1904: bool


class Refused(Exception):  # noqa: N818 - no fault of ours: it carries a finding out of the loops
    """Ends the reading of a workbook with the finding that says why."""

    def __init__(
        self,
        kind: Kind,
        sheet: str = "",
        cell: str | None = None,
        what: str = "",
        limit: Limit | None = None,
    ) -> None:
        super().__init__(kind.name)
        self.kind, self.sheet, self.cell, self.what = kind, sheet, cell, what
        self.limit = limit

    def finding(self, file: str) -> Finding:
        what = visible(self.what)
        door = Door(file, "xlsx")
        place = Place(file=file, sheet=self.sheet or None, cell=self.cell)
        cell = self.cell or ""
        if self.limit is not None:
            found = int(self.what) if self.what else None
            return door.refuse(self.kind, place, **self.limit.told(found, self.sheet))
        return door.refuse(
            self.kind, place=place, sheet=self.sheet, cell=cell, what=what, part=what
        )
