"""A report format as a value: sections, tables, rows, columns, units, figures and rules.

Given by `load`; everything else in nianbao is derived from it. It knows no workbook
and no document. What it means for one report, with its rows and figures, is a `Form`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from compiler.format.expression import Comparison, Node
from compiler.format.figure_type import BUILT_IN, FigureKind, FigureType, Unit
from compiler.format.printing import (
    PLAIN_SECTION,
    PLAIN_TABLE,
    SectionPrinting,
    TablePrinting,
)
from compiler.format.prose import Need, Prose
from compiler.values.dataclass import dataclass, field
from compiler.values.figures import FigureId
from compiler.values.findings import Severity
from compiler.values.named_tuple import NamedTuple

if TYPE_CHECKING:
    from compiler.format.ready import Ready


class Line(NamedTuple):
    """A row or a column: its id, its label path, and how its figures are typed.

    `short` is what a message calls it within a sentence, where its whole path would be too long.
    `printed_unit`: the form leaves the unit to the cell, so it is printed with the number.
    `not_applicable`: the form lets "/" stand here. `depth` is None for a row of the form; for
    a line that the office added it is its place in the nesting, 1 at the top, 0 unknown.
    """

    id: str
    label: tuple[str, ...]
    type: FigureType | None = None
    unit: Unit | None = None
    printed_unit: bool = False
    not_applicable: bool = False
    help: str = ""
    depth: int | None = None
    short: str = ""

    @property
    def leaf(self) -> str:
        return self.label[-1] if self.label else ""

    @property
    def path(self) -> str:
        """Its whole label: the last part alone may stand under several heads."""
        return " ".join(self.label)

    @property
    def name(self) -> str:
        """What a message calls it within a sentence."""
        return self.short or self.path


class OpenRows(NamedTuple):
    """Where an office adds lines of its own: below the row `after`, or before the first.

    `key` and `label` head the columns of keys and names; without the one of keys, a name is
    its line's key. Lines nest by the lengths of their keys (`key_lengths`: a line stands below
    the line whose key its own begins with), or by the number in a column headed `level` of the
    workbook, or not at all.
    """

    label: tuple[str, ...]
    key: tuple[str, ...] = ()
    after: str | None = None
    key_lengths: tuple[int, ...] = ()
    level: str = ""
    at_least: int = 0
    at_most: int | None = None

    @property
    def nests(self) -> bool:
        return bool(self.key_lengths or self.level)

    def heads(self) -> tuple[Line, ...]:
        """The columns of labels, as they are headed."""
        named = (("key", self.key), ("label", self.label))
        return tuple(Line(id, path) for id, path in named if path)


@dataclass(frozen=True)
class Table:
    """One table of the form, at the rows of one report where it has `open_rows`.

    `single_row` prints every row beside the others in one line. `type` and `unit` are those
    of its figures, where row and column do not say; `unit_line` is printed over it.
    """

    id: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    corner: str = ""
    band: str = ""  # what a message calls the table when its section holds several
    single_row: bool = False
    label_widths: tuple[float, ...] = ()
    type: FigureType | None = None
    unit: Unit | None = None
    unit_line: str = ""
    open_rows: OpenRows | None = None
    printing: TablePrinting = PLAIN_TABLE

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows that the office added."""
        return tuple(row for row in self.rows if row.depth is not None)

    @cached_property
    def fixed_rows(self) -> tuple[Line, ...]:
        """The rows of the form."""
        return tuple(row for row in self.rows if row.depth is None)

    @property
    def name(self) -> str:
        """What stands over it; nothing where its section's heading does."""
        return self.band or self.printing.told

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

    def has(self, figure: FigureId) -> bool:
        return self.has_row(figure.row) and self.has_column(figure.column)

    def has_row(self, id: str) -> bool:
        return id in self._rows

    def has_column(self, id: str) -> bool:
        return id in self._columns

    def kind_of(self, line: Line) -> FigureKind:
        """What the figures along a row or column are, as far as it says."""
        return (line.type or self.type or BUILT_IN["count"]).kind

    def type_at(self, row: Line, column: Line) -> FigureType:
        """A column of words stays one in a row of numbers; else the row says it first."""
        if column.type and not column.type.is_number:
            return column.type
        return row.type or column.type or self.type or BUILT_IN["count"]

    def declared_type(self, figure: FigureId) -> FigureType:
        """Without what row and column say of its unit."""
        return self.type_at(self.row(figure.row), self.column(figure.column))

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


class Section(NamedTuple):
    """One section of the report: prose, or tables. `short` names it in a few characters.

    `heading` and `variants` may leave the year and the body to the report, in braces.
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
    printing: SectionPrinting = PLAIN_SECTION

    @property
    def title(self) -> str:
        """What it is called: its heading, or its sheet where it prints none of its own."""
        return self.sheet if not self.heading or "{" in self.heading else self.heading

    @property
    def is_prose(self) -> bool:
        return not self.tables


Axis = Literal["rows", "columns"]
# Of formats and rules: what a file name or a finding can hold.
FORMAT_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Rule(NamedTuple):
    """An identity or inequality, said once.

    `each` lists (table, axis): the rule holds for each line of that axis, its names being
    the lines of the other one; without it, names are full paths table.row.column.
    `without` are lines along which it does not. `defines` is the figure that the workbook
    computes by this rule; `result` the figure that a finding points at. `within` is how far
    both sides may be apart, for what was rounded. `exceptions` says when practice
    legitimately departs from it.
    """

    id: str
    holds: Comparison
    each: tuple[tuple[str, Axis], ...] = ()
    without: tuple[str, ...] = ()
    within: Decimal = Decimal(0)
    defines: str | None = None
    result: str | None = None
    severity: Severity = Severity.ERROR
    explainable: bool = False
    words: str = ""
    clause: str = ""
    exceptions: str = ""
    hint: str = ""


class Direction(NamedTuple):
    """How a change is told: a word before the number without its sign, or that there is none."""

    rise: str
    fall: str
    same: str


# A quote is found in prose by its braces, and no longer name is looked for in them.
LONGEST_NAME = 60


class KeyFigure(NamedTuple):
    """A figure that prose can quote by name; a rate is printed with so many decimals and a sign,
    a change in the words of its `direction`; `as_printed`: as its one cell prints it.
    """

    name: str
    value: Node
    decimals: int | None = None
    suffix: str = ""
    direction: Direction | None = None
    as_printed: bool = False


class Picture(NamedTuple):
    """Key figures drawn as bars, by their names, under a title."""

    title: str
    figures: tuple[str, ...]


class Guess(NamedTuple):
    """What a draft took for granted at one place of its file, for a person to settle."""

    at: str
    words: str


@dataclass(frozen=True, eq=False)
class Declaration:
    """One edition of one kind of report, as its file says it; compared by digest.

    While `guesses` are open it is a draft: it can be looked at, and no report is made by it.

    `deadlines` are (month-day, part of the body's name) in the order they are tried.

    `digest` is the SHA-256 of what is declared, but for `pictures`; `years` the first and last
    report year it is meant for (None: open). `ready` is what the build worked out of it, and
    is left behind when it goes to another process.
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
    guesses: tuple[Guess, ...] = ()
    pictures: tuple[Picture, ...] = ()
    paper: Literal["A4", "Letter"] = "A4"
    ready: Ready | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "ready": None}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Declaration) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str]:
        # The path is told in findings: two copies of one file are not the same to people.
        return self.digest, self.path
