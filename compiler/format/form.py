"""A declaration at the extents of one report: its rows, figures, identities and totals.

Given a declaration and the lines that a report adds, gives the form that it fills in. All
that is asked of rows and figures is asked of a form; an edition whose tables are fixed has
just one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from compiler.format.declaration import Declaration, KeyFigure, Line, Section, Table
from compiler.format.expression import Cell, Node
from compiler.format.extents import SPARE, lines_by_table, specimen
from compiler.format.figure_type import PERCENT, FigureType, Unit
from compiler.format.grid import Grid, draw
from compiler.format.identity import Identity, adds_up_children
from compiler.format.printing import shown_together
from compiler.format.prose import Prose
from compiler.text.language import Language
from compiler.values.dataclass import dataclass
from compiler.values.figures import FigureId
from compiler.values.report import Lines

if TYPE_CHECKING:
    from compiler.format.lexicon import Vocabulary
    from compiler.format.ready import Ready


@dataclass(frozen=True, eq=False)
class Form:
    """`tables` are the declaration's, each with the rows that this report has.

    Compared by the declaration's digest and by those rows; what is derived from them is
    derived once, and left behind when the form goes to another process.
    """

    declaration: Declaration
    tables: tuple[Table, ...]

    @cached_property
    def _key(self) -> tuple[object, ...]:
        declared = self.declaration.tables
        own = () if self.tables == declared else tuple(table.rows for table in self.tables)
        return self.declaration, own

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Form) and self._key == other._key)

    def __hash__(self) -> int:
        return hash(self._key)

    def __getstate__(self) -> dict[str, object]:
        return {"declaration": self.declaration, "tables": self.tables}

    @property
    def id(self) -> str:
        return self.declaration.id

    @property
    def language(self) -> Language:
        return self.declaration.language

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.declaration.sections

    def section(self, id: str) -> Section:
        return self._sections[id]

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

    @property
    def prose_sections(self) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if s.is_prose)

    @property
    def table_sections(self) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if not s.is_prose)

    def table(self, id: str) -> Table:
        return self._tables[id]

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {t.id: t for t in self.tables}

    def tables_of(self, section: Section) -> tuple[Table, ...]:
        return tuple(self.table(t) for t in section.tables)

    def grid(self, section: Section) -> Grid:
        """A section's tables as they are drawn on one sheet."""
        return self._grids[section.id]

    @cached_property
    def _grids(self) -> dict[str, Grid]:
        return {s.id: draw(shown_together(self.tables_of(s))) for s in self.table_sections}

    @cached_property
    def figures(self) -> tuple[FigureId, ...]:
        """Every figure of the form, in printed order."""
        order = chain.from_iterable(s.tables for s in self.sections)
        return tuple(chain.from_iterable(self.table(t).figures for t in order))

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every identity of the form, in declared order."""
        from compiler.format.instances import instances

        rules = self.declaration.rules
        return tuple(i for rule in rules for i in instances(rule, self._tables))

    @cached_property
    def totals(self) -> Mapping[FigureId, tuple[Identity, ...]]:
        """The computed figures, each with the identities that define it, in declared order."""
        totals: dict[FigureId, tuple[Identity, ...]] = {}
        for identity in self.identities:
            if identity.defined is not None:
                totals[identity.defined] = (*totals.get(identity.defined, ()), identity)
        return totals

    @cached_property
    def nested(self) -> frozenset[str]:
        """The tables in which a line is the sum of those right below it."""
        rules = filter(adds_up_children, self.declaration.rules)
        return frozenset(table for rule in rules for table, _ in rule.each)

    @cached_property
    def key_figures(self) -> tuple[KeyFigure, ...]:
        """The figures that prose can quote, bound; of those of each line, one with its key."""
        bound = chain.from_iterable(map(self._of_lines, self.declaration.key_figures))
        return tuple(map(self._as_its_cell, bound))

    def _as_its_cell(self, figure: KeyFigure) -> KeyFigure:
        """A figure quoted as it stands has the decimals that its cell always prints: 23.40."""
        if figure.decimals is not None or figure.as_printed or not isinstance(figure.value, Cell):
            return figure
        decimals = self.type_of(figure.value.figure).printed_decimals
        return figure._replace(decimals=decimals) if decimals else figure

    def _of_lines(self, figure: KeyFigure) -> Iterator[KeyFigure]:
        from compiler.format.instances import bind_value
        from compiler.format.scope import table_of_lines

        table = table_of_lines(figure.value, self._tables)
        if table is None:
            yield figure._replace(value=bind_value(figure.value, self._tables))
            return
        for line in self._tables[table].lines:
            if line.depth != SPARE:
                value = bind_value(figure.value, self._tables, line.id)
                yield figure._replace(name=f"{figure.name} {line.id}", value=value)

    @cached_property
    def quotable(self) -> Mapping[str, Node]:
        """The bound expressions of the key figures by name."""
        return {figure.name: figure.value for figure in self.key_figures}

    @property
    def prose(self) -> Prose:
        """What is declared of sentences."""
        return self.declaration.prose

    @property
    def vocabulary(self) -> Vocabulary | None:
        """Its words as the build wrote them out; no line that an office added is among them."""
        ready = ready_of(self.declaration)
        return ready.vocabulary if ready and self.tables == self.declaration.tables else None

    def type_of(self, figure: FigureId) -> FigureType:
        """How the figure is typed and printed: what its row and column say, else its table."""
        return self.type_by_figure[figure]

    @cached_property
    def type_by_figure(self) -> Mapping[FigureId, FigureType]:
        """Of every figure of the form."""
        return {f: _type_of(self.table(f.table), *self._lines(f)) for f in self.figures}

    def unit_of(self, figure: FigureId) -> Unit | None:
        return self.type_of(figure).unit

    def allows_not_applicable(self, figure: FigureId) -> bool:
        return self.type_of(figure).not_applicable

    def label_of(self, figure: FigureId) -> str:
        """The figure in the user's own words: row / column, the row by its whole label path."""
        row, column = self._lines(figure)
        return f"{row.path} / {column.name}"

    def line_label(self, identity: Identity) -> str:
        """The line along which an identity runs, in the user's own words."""
        if identity.table is None or identity.axis is None or identity.line is None:
            return ""
        table = self.table(identity.table)
        if identity.axis == "rows":
            return table.row(identity.line).path
        return table.column(identity.line).name

    def _lines(self, figure: FigureId) -> tuple[Line, Line]:
        table = self.table(figure.table)
        return table.row(figure.row), table.column(figure.column)


def _type_of(table: Table, row: Line, column: Line) -> FigureType:
    type_ = table.type_at(row, column)
    unit = row.unit or column.unit or type_.unit
    if unit is None and type_.kind == "amount":
        unit = table.unit  # that of its amounts: it says nothing of how many there are
    printed = row.printed_unit or column.printed_unit or type_.printed_unit
    slash = row.not_applicable or column.not_applicable or type_.not_applicable
    return _with(type_, PERCENT if type_.unit == PERCENT else unit, printed, slash)


@lru_cache(maxsize=512)
def _with(type_: FigureType, unit: Unit | None, printed: bool, slash: bool) -> FigureType:
    return type_._replace(unit=unit, printed_unit=printed, not_applicable=slash)


def ready_of(declaration: Declaration) -> Ready | None:
    """What the build worked out, unless the declaration was changed since."""
    ready = declaration.ready
    return ready if ready and ready.digest == declaration.digest else None


@lru_cache(maxsize=16)
def form_of(declaration: Declaration) -> Form:
    """The form as it is declared, to which no line was added."""
    form = Form(declaration, declaration.tables)
    if known := ready_of(declaration):
        form.__dict__.update(known.form)
    return form


def form_with(declaration: Declaration, lines: Lines) -> Form:
    """The form at the lines of a report."""
    if not any(lines.values()):
        return form_of(declaration)
    return Form(declaration, lines_by_table(declaration.tables, lines))


def specimen_form(declaration: Declaration) -> Form:
    """The form with a line of each depth wherever lines may be added."""
    return form_with(declaration, {table.id: specimen(table) for table in declaration.tables})
