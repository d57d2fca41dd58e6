"""What the names in a rule or a key figure stand for, where it stands.

Given a rule and the tables of a form, gives the scopes of its instances; given a name, its figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.format.declaration import Axis, Rule, Table
from compiler.format.expression import (
    CHILDREN,
    LINE,
    LINES,
    PARENT,
    Name,
    Node,
    Span,
    leaves,
)
from compiler.format.extents import families, in_place
from compiler.format.reach import (
    Tables,
    UnresolvedError,
    no_figure,
    no_such_line,
    not_in_another,
    out_of_reach,
)
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple


class NamedLines(NamedTuple):
    """The lines that names stand for in one instance of a rule, and the column it runs along."""

    ids: Mapping[str, tuple[str, ...]]
    table: str = ""
    column: str = ""

    @property
    def parent(self) -> str | None:
        return next(iter(self.ids.get(PARENT, ())), None)


NONE_NAMED = NamedLines({})


class Scope(NamedTuple):
    """What names stand for: full paths; along a line of a table also its figures by one id, and
    those of the line of the same id in another table by that table and an id. `of_each` is the
    line of a table that full paths call `line`.
    """

    tables: Tables
    table: Table | None = None
    axis: Axis = "rows"
    line: str | None = None
    named: NamedLines = NONE_NAMED
    of_each: tuple[str, str] | None = None

    def figure(self, name: Name) -> FigureId | None:
        """None for a line that an office added here and not to the other table."""
        path = name.path
        if len(path) == 3 or self.table is None:
            return self._by_full_path(path)
        if len(path) == 2 and path[0] in self.tables:
            return self._in_another(self.tables[path[0]], path[1])
        if len(path) == 1 and self._crosses(self.table, path[0]):
            return self._at(self.table, path[0])
        if path == (PARENT,) and self.named.parent is not None:
            return self._at(self.table, self.named.parent)
        known = (*_moving(self.table, self.axis), *self.named.ids)
        raise out_of_reach(path, known, self.table, self.axis, self.tables)

    def refuse_words_elsewhere(self, figure: FigureId) -> None:
        """Of a line that an office adds to another table: the live checks of a workbook find
        numbers by key, but no words. Raises UnresolvedError.
        """
        other = self.tables[figure.table]
        added = other.row(figure.row).depth is not None
        if added and self.table is not None and other.id != self.table.id:
            own = tuple(column.id for column in self.table.columns)
            raise UnresolvedError(f"{other.id}.{figure.column}", own)

    def order(self, path: tuple[str, ...], at: int) -> tuple[str, ...]:
        """The ids that may stand at a place of a path that is known, as the form has them."""
        table = self.tables[path[0]] if len(path) > 1 else self.table
        assert table is not None
        axis: Axis = self.axis if len(path) < 3 else "rows" if at == 2 else "columns"
        return _moving(table, axis)

    def _crosses(self, table: Table, id: str) -> bool:
        if self.axis == "rows":
            return table.has_column(id)
        fixed = table.has_row(id) and table.row(id).depth is None
        return fixed or any(id in ids for ids in self.named.ids.values())

    def _at(self, table: Table, moving: str) -> FigureId:
        line = self.line or ""
        row, column = (line, moving) if self.axis == "rows" else (moving, line)
        return FigureId(table.id, row, column)

    def _in_another(self, other: Table, moving: str) -> FigureId | None:
        known = _moving(other, self.axis)
        if moving not in known:
            raise not_in_another(other, moving, known, self.axis)
        figure = self._at(other, moving)
        if other.has(figure):
            return figure
        assert self.table is not None
        if self.axis == "rows" and other.open_rows and self.table.row(figure.row).depth is not None:
            return None
        raise no_such_line(other, moving, self.line or "", self.axis)

    def _by_full_path(self, path: tuple[str, ...]) -> FigureId:
        if len(path) == 3:
            figure = FigureId(*path)
            if self.of_each and figure[:2] == (self.of_each[0], LINE):
                figure = figure._replace(row=self.of_each[1])
            if figure.table in self.tables and self.tables[figure.table].has(figure):
                return figure
        raise no_figure(path, self.tables)


def _moving(table: Table, axis: Axis) -> tuple[str, ...]:
    """The lines of the form that cross those along which a rule runs."""
    lines = table.columns if axis == "rows" else table.fixed_rows
    return tuple(line.id for line in lines)


def scopes_of(rule: Rule, tables: Tables) -> Iterator[Scope]:
    """Where each instance of a rule stands."""
    if not rule.each:
        yield Scope(tables)
    for table_id, axis in rule.each:
        table = tables[table_id]
        along = table.rows if axis == "rows" else table.columns
        for lines in _named_lines(rule, table, axis):
            for line in along:
                if line.id not in rule.without:
                    named = lines._replace(column=line.id)
                    yield Scope(tables, table, axis, line.id, named)


def of_each_line(node: Node, tables: Tables, line: str | None) -> Scope:
    of_lines = table_of_lines(node, tables)
    return Scope(tables, of_each=(of_lines, line) if of_lines and line else None)


def table_of_lines(node: Node, tables: Tables) -> str | None:
    """The table of each of whose lines a key figure speaks, if it speaks of lines."""
    names = (leaf.path for leaf in leaves(node) if isinstance(leaf, Name))
    of_lines = (path[0] for path in names if len(path) == 3 and path[1] == LINE)
    return next((id for id in of_lines if id in tables and tables[id].open_rows), None)


def _named_lines(rule: Rule, table: Table, axis: Axis) -> list[NamedLines]:
    """What the names of lines stand for in each instance of a rule along a column.

    None at all where a line has no place: what the lines add up to cannot be told.
    """
    sides = (rule.holds.left, rule.holds.right)
    asked = {name for side in sides for name in _first_names(side)} & {LINES, PARENT, CHILDREN}
    if table.open_rows is None or axis == "rows" or not asked:
        return [NONE_NAMED]
    if not in_place(table):
        return []
    below = families(table)
    tops = below.pop("")
    if PARENT not in asked or not table.open_rows.nests:
        return [NamedLines({LINES: tops}, table.id)]
    return [
        NamedLines({PARENT: (parent,), CHILDREN: own}, table.id) for parent, own in below.items()
    ]


def _first_names(node: Node) -> Iterator[str]:
    for leaf in leaves(node):
        name = leaf.first if isinstance(leaf, Span) else leaf
        if isinstance(name, Name):
            yield name.path[0]
