"""Where the figures of units stand in a workbook that was put together: a sheet a table.

A row is a unit, a column a figure; above them stands what they come to. The first cell of a
hidden row names the table, the others their figures, so that a reader knows the sheet whatever
it is called. It writes and reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compiler.format.declaration import Table
from compiler.format.extents import SPARE
from compiler.format.form import Form
from compiler.format.words import words_of
from compiler.ooxml.cells.address import cell_name, column_letters
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.workbook.layout import HIDDEN_SHEET

ID_ROW, HEADER_ROW, TOTAL_ROW, UNITS_TOP = 3, 4, 6, 7
MARK = f"{HIDDEN_SHEET}:"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\\']")
_LONGEST = 31


class UnitSheet(NamedTuple):
    """`columns` are those of the figures, from 1; the first is that of the units' names."""

    table: Table
    name: str
    columns: Mapping[FigureId, int]

    def total_cell(self, figure: FigureId) -> str:
        return cell_name(TOTAL_ROW, self.columns[figure])

    def total(self, figure: FigureId, units: int) -> str:
        """What the units come to: numbers are added; without any, what all of them say. The row
        below the last unit belongs to it, so that a unit can be put in above it.
        """
        column = column_letters(self.columns[figure])
        first, last = f"{column}{UNITS_TOP}", f"{column}{UNITS_TOP + units}"
        all_ = f"{first}:{last}"
        alike = f'AND({first}<>"",SUMPRODUCT(--({all_}={first}))=ROWS({all_})-1)'
        return f'=IF(COUNT({all_})>0,SUM({all_}),IF({alike},{first},""))'


def unit_sheets(form: Form) -> tuple[UnitSheet, ...]:
    """One for each table that has a number, in the order of the report."""
    return tuple(_sheets(form))


def _sheets(form: Form) -> Iterator[UnitSheet]:
    taken: set[str] = set()
    for section in form.table_sections:
        for table in form.tables_of(section):
            spare = {row.id for row in table.rows if row.depth == SPARE}
            figures = [f for f in table.figures if f.row not in spare and form.type_of(f).is_number]
            if figures:
                of = table.name or section.short or section.sheet
                name = _name(f"{words_of(form.language).units} {of}", taken)
                columns = {figure: number for number, figure in enumerate(figures, start=2)}
                yield UnitSheet(table, name, columns)


def _name(wanted: str, taken: set[str]) -> str:
    """A sheet's name: no longer than programs take, and no one else's."""
    plain = _FORBIDDEN.sub(" ", wanted)[: _LONGEST - 3].strip()
    number, name = 1, plain
    while name.casefold() in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name.casefold())
    return name


def id_of(figure: FigureId) -> str:
    return f"{figure.row}/{figure.column}"


def figure_of(table: str, id: str) -> FigureId:
    """A row's id may be what an office wrote; a column's is plain."""
    row, _, column = id.rpartition("/")
    return FigureId(table, row, column)
