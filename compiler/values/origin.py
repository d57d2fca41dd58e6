"""Where a report's values came from: its source, and the cells in which they stand.

It is no part of what the report says: the same report read from a workbook and from data
has two origins. Nothing here knows a file format or an edition.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple


class CellRef(NamedTuple):
    """A cell as the user sees it: the sheet's own name and the A1 address."""

    sheet: str
    cell: str


class Source(NamedTuple):
    """Where a report came from; `kind` is "xlsx", "xls" (also of WPS), "ods", "json" or "docx"."""

    path: str
    kind: str
    sha256: str


# Workbooks into which nothing is written.
ONLY_READ = frozenset(("xls", "ods"))
NOWHERE = Source("", "", "")


class Origin(NamedTuple):
    """The source, and where in a workbook the values stand.

    `refs` are the cells of the figures, `agency_refs` those of the cover's entries, `sheets`
    the names of the sheets by what they hold; `live` are the totals that the workbook adds up
    itself. All but the source are empty for a report that came as data.
    """

    source: Source = NOWHERE
    refs: Mapping[FigureId, CellRef] = {}
    agency_refs: Mapping[str, CellRef] = {}
    sheets: Mapping[str, str] = {}
    live: frozenset[FigureId] = frozenset()
