"""A report format as a value: sections, tables, rows, columns, units, figures and rules.

Given by `load`; everything else in nianbao is derived from it. It knows no workbook
and no document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Literal

from compiler.format.expression import Comparison, Node
from compiler.format.prose import Need, Prose
from compiler.values.figures import FigureId
from compiler.values.findings import Severity

FigureType = Literal["count", "change", "amount"]


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit a figure is kept in, and what other units staff may write, as factors."""

    label: str
    accepts: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its id, its label path, and how its figures are typed.

    `printed_unit`: the form leaves the unit to the cell, so it is printed with the number.
    `not_applicable`: the form lets "/" stand here.
    """

    id: str
    label: tuple[str, ...]
    type: FigureType | None = None
    unit: Unit | None = None
    printed_unit: bool = False
    not_applicable: bool = False
    help: str = ""

    @property
    def leaf(self) -> str:
        return self.label[-1] if self.label else ""


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the form. `single_row` prints every row beside the others in one line."""

    id: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    corner: str = ""
    band: str = ""  # what a message calls the table when its section holds several
    single_row: bool = False
    label_widths: tuple[float, ...] = ()

    def drawn_rows(self) -> tuple[Line, ...]:
        return (Line("", ()),) if self.single_row else self.rows

    def drawn_columns(self) -> tuple[Line, ...]:
        if not self.single_row:
            return self.columns
        return tuple(
            Line(f"{row.id}/{column.id}", (*row.label, *column.label))
            for row in self.rows
            for column in self.columns
        )

    def figure_at(self, drawn_row: str, drawn_column: str) -> FigureId:
        if not self.single_row:
            return FigureId(self.id, drawn_row, drawn_column)
        row, _, column = drawn_column.partition("/")
        return FigureId(self.id, row, column)

    @cached_property
    def figures(self) -> tuple[FigureId, ...]:
        return tuple(FigureId(self.id, r.id, c.id) for r in self.rows for c in self.columns)

    def row(self, id: str) -> Line:
        return self._rows[id]

    def column(self, id: str) -> Line:
        return self._columns[id]

    @cached_property
    def _rows(self) -> dict[str, Line]:
        return {line.id: line for line in self.rows}

    @cached_property
    def _columns(self) -> dict[str, Line]:
        return {line.id: line for line in self.columns}


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report: prose, or tables. `short` names it in a few characters.

    `aspects` it should speak of, `needs` it must; `longest` and `shortest` count characters.
    """

    id: str
    heading: str
    sheet: str
    short: str
    tables: tuple[str, ...] = ()
    required: bool = True
    variants: tuple[str, ...] = ()
    help: str = ""
    aspects: tuple[Need, ...] = ()
    needs: tuple[Need, ...] = ()
    longest: int | None = None
    shortest: int | None = None

    @property
    def title(self) -> str:
        """What it is called: its heading, or its sheet where it prints none."""
        return self.heading or self.sheet

    @property
    def is_prose(self) -> bool:
        return not self.tables


Axis = Literal["rows", "columns"]


@dataclass(frozen=True, slots=True)
class Rule:
    """An identity or inequality, said once.

    `each` lists (table, axis): the rule holds for each line of that axis, its names being
    the lines of the other one; without it, names are full paths table.row.column.
    `defines` is the figure that the workbook computes by this rule; `result` the figure
    that a finding points at. `exceptions` says when practice legitimately departs from it.
    """

    id: str
    holds: Comparison
    each: tuple[tuple[str, Axis], ...] = ()
    defines: str | None = None
    result: str | None = None
    severity: Severity = Severity.ERROR
    explainable: bool = False
    words: str = ""
    clause: str = ""
    exceptions: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that prose can quote by name; a rate is printed with so many decimals and a sign."""

    name: str
    value: Node
    decimals: int | None = None
    suffix: str = ""


@dataclass(frozen=True, eq=False)
class Declaration:
    """One edition of one kind of report; compared and cached by identity.

    `deadlines` are (month-day, part of the body's name) in the order they are tried.

    `digest` is the SHA-256 of the file it was loaded from; `years` the first and last
    report year it is meant for (None: open).
    """

    id: str
    version: str
    language: Literal["zh", "en"]
    name: str
    authority: str
    title: str
    years: tuple[int | None, int | None]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...]
    key_figures: tuple[KeyFigure, ...]
    prose: Prose = field(default_factory=Prose)
    digest: str = ""
    path: str = ""
    deadlines: tuple[tuple[str, str], ...] = ()

    def table(self, id: str) -> Table:
        return self._tables[id]

    def section(self, id: str) -> Section:
        return self._sections[id]

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {t.id: t for t in self.tables}

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {s.id: s for s in self.sections}

    @cached_property
    def section_titles(self) -> dict[str, str]:
        return {s.id: s.title for s in self.sections}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section in which each table stands."""
        return {t: s for s in self.sections for t in s.tables}

    @cached_property
    def figures(self) -> tuple[FigureId, ...]:
        """Every figure of the form, in printed order."""
        order = chain.from_iterable(s.tables for s in self.sections)
        return tuple(chain.from_iterable(self.table(t).figures for t in order))

    @property
    def prose_sections(self) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if s.is_prose)

    @property
    def table_sections(self) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if not s.is_prose)

    def tables_of(self, section: Section) -> tuple[Table, ...]:
        return tuple(self.table(t) for t in section.tables)

    def type_of(self, figure: FigureId) -> FigureType:
        table = self.table(figure.table)
        return table.row(figure.row).type or table.column(figure.column).type or "count"

    def unit_of(self, figure: FigureId) -> Unit | None:
        table = self.table(figure.table)
        return table.row(figure.row).unit or table.column(figure.column).unit

    def prints_unit(self, figure: FigureId) -> bool:
        table = self.table(figure.table)
        return table.row(figure.row).printed_unit or table.column(figure.column).printed_unit

    def allows_not_applicable(self, figure: FigureId) -> bool:
        table = self.table(figure.table)
        lines = (table.row(figure.row), table.column(figure.column))
        return any(line.not_applicable for line in lines)

    def label_of(self, figure: FigureId) -> str:
        """The figure in the user's own words: row / column, by their whole label paths."""
        table = self.table(figure.table)
        row, column = table.row(figure.row), table.column(figure.column)
        return f"{' '.join(row.label)} / {column.leaf}"
