"""The workbook as stored: sheets of raw cells, and the one way out of reading it.

Values only. Must not know how a package is read, nor what any cell means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from compiler.ooxml.cells.number_formats import NumberFormat
from compiler.ooxml.members import Door, visible
from compiler.values.findings import Finding, Kind, Place
from compiler.values.limits import Limit

CellKind = Literal["number", "text", "boolean", "error", "date", "empty"]
SheetState = Literal["visible", "hidden", "veryHidden"]
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell: `text` as stored, `formula` without its equals sign, or None.

    "empty" is a formula without a stored result. "date" is a cell that holds an ISO date;
    a day number shown as a date is a "number" whose format is "date".
    """

    kind: CellKind
    text: str
    formula: str | None = None
    number_format: NumberFormat = "general"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: cells by (row, column) from 1; merges as first row, column, last row, column."""

    name: str
    state: SheetState
    cells: Mapping[tuple[int, int], RawCell]
    merges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class RawWorkbook:
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
