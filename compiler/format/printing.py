"""How tables and sections stand on the page, as a declaration says it.

Plain values: captions and lines round a table, tables side by side, widths, what is said where
there is nothing; headings above a section, its pages. Nothing is drawn here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from compiler.values.dataclass import replace
from compiler.values.named_tuple import NamedTuple

if TYPE_CHECKING:
    from compiler.format.declaration import Table

# {year} with the words that only it needs beside it.
_OF_EACH_REPORT = r"(?:\b(?:in|for|of|at|by)\s+)?\{(?:agency|year)\}(?:年度?)?"


class TablePrinting(NamedTuple):
    """`above` are lines between caption and table, what stands at their left and right; `notes`
    stand below it, and with `small_print` what staff write there is set as notes are.

    `beside`: drawn to the right of that table, `level_with` saying which of its rows stand level
    with which of the other's. Columns are as wide as `widths` says, none below `least_width`
    millimetres. A table that says something `when_empty` may be left blank, and is then drawn
    only where `drawn_empty`. `row_numbers` and `column_numbers` head the numbers that the form
    counts its rows and columns by; without them there are none.
    """

    caption: str = ""
    above: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    small_print: bool = False
    beside: str | None = None
    level_with: tuple[tuple[str, str], ...] = ()
    widths: Literal["even", "content"] = "even"
    least_width: float = 0.0
    when_empty: str = ""
    drawn_empty: bool = True
    row_numbers: str = ""
    column_numbers: str = ""

    @property
    def told(self) -> str:
        """Its caption without what each report fills in: what it is called on the sheet."""
        if "{" not in self.caption:
            return self.caption
        return " ".join(re.sub(_OF_EACH_REPORT, "", self.caption).split()).strip("，,:：- ")

    @property
    def apart(self) -> bool:
        """Whether lines of its own part it from its neighbours."""
        return bool(self.caption or self.above or self.notes or self.when_empty)


class SectionPrinting(NamedTuple):
    """`above` are headings that stand over this section's and perhaps over its neighbours',
    the first a part of the report where `part` says so; `landscape`: its pages lie on their
    side; `when_empty` is said where nothing was written.
    """

    above: tuple[str, ...] = ()
    part: bool = False
    landscape: bool = False
    new_page: bool = False
    when_empty: str = ""

    @property
    def level(self) -> int:
        """Of the section's own heading, from 1."""
        return 1 + len(self.above)


PLAIN_TABLE, PLAIN_SECTION = TablePrinting(), SectionPrinting()


def side_by_side(tables: Iterable[Table]) -> tuple[tuple[Table, ...], ...]:
    """Tables below one another, each with those to its right."""
    groups: list[tuple[Table, ...]] = []
    for table in tables:
        if groups and table.printing.beside == groups[-1][-1].id:
            groups[-1] = (*groups[-1], table)
        else:
            groups.append((table,))
    return tuple(groups)


def drawings(tables: Iterable[Table]) -> tuple[tuple[tuple[Table, ...], ...], ...]:
    """The same, parted where lines of a table's own stand in between."""
    found: list[tuple[tuple[Table, ...], ...]] = []
    for group in side_by_side(tables):
        around = (*(found[-1][-1] if found else ()), *group)
        if found and not any(table.printing.apart for table in around):
            found[-1] = (*found[-1], group)
        else:
            found.append((group,))
    return tuple(found)


def shown_together(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The same where all are drawn on one sheet: captions stand as bands over their tables."""
    shown = tuple(tables)
    if len(drawings(shown)) < 2:
        return shown
    return tuple(replace(t, band=t.band or t.printing.told) for t in shown)
