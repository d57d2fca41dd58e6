"""Rules bound to figures: each equation and inequality of an edition, one by one.

Given a rule and the tables of a form, gives its identities. It evaluates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from compiler.format.declaration import Axis, Rule, Table
from compiler.format.expression import (
    CHILDREN,
    LINE,
    LINES,
    PARENT,
    Binary,
    Call,
    Cell,
    Choice,
    Comparison,
    Condition,
    Each,
    Joined,
    Name,
    Node,
    Number,
    Over,
    Quoted,
    Span,
    Sum,
    Word,
    cells,
    compared,
    divides,
    leaves,
    parts,
    passed_over,
    words,
)
from compiler.format.extents import families, in_place
from compiler.format.linear import Terms, beside, linear
from compiler.format.reach import (
    Tables,
    UnresolvedError,
    no_figure,
    no_such_line,
    not_in_another,
    not_in_order,
    out_of_reach,
)
from compiler.values.dataclass import dataclass, replace
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple


@dataclass(frozen=True)
class Identity:
    """One instance of a rule: `holds` speaks of figures; `result` is where it is shown.

    `table`, `axis` and `line` say along which line it runs (None for a rule of single
    figures). `defined` is the figure that the workbook computes by it. `parent` is the line of
    a table with open rows whose lines below it are added up.
    """

    rule: Rule
    holds: Comparison
    result: FigureId
    defined: FigureId | None
    table: str | None
    axis: Axis | None
    line: str | None
    parent: str | None = None

    def __hash__(self) -> int:
        # Of all that is compared, enough to tell the identities of a form apart.
        return hash((self.rule.id, self.table, self.axis, self.line, self.parent))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return (*cells(self.holds.left), *self.made_of)

    @cached_property
    def made_of(self) -> tuple[Cell, ...]:
        """What its result is made of."""
        return (*cells(self.holds.right),)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The cells of text and dates that it asks for."""
        return (*words(self.holds.left), *words(self.holds.right))

    @cached_property
    def figures(self) -> tuple[FigureId, ...]:
        """This year's figures of the identity."""
        return tuple(dict.fromkeys(c.figure for c in self.cells if not c.prior))

    @cached_property
    def needs_prior(self) -> bool:
        return any(c.prior for c in (*self.cells, *(word.cell for word in self.words)))

    @cached_property
    def difference(self) -> Terms | None:
        """left − right by figure (None: the constant); None where a side is not linear."""
        return linear(Binary("-", self.holds.left, self.holds.right))

    @cached_property
    def addends(self) -> frozenset[Cell]:
        """The parts of a total that only adds: one that does not apply adds nothing to it."""
        terms = linear(self.holds.right) if self.defined else None
        adds = terms and all(cell is not None and k == 1 for cell, k in terms.items())
        return frozenset(cell for cell in terms or () if cell is not None and adds)

    @cached_property
    def beside(self) -> Terms:
        """left − right by those figures that stand outside of all that is not linear."""
        return beside(Binary("-", self.holds.left, self.holds.right))

    @cached_property
    def passed_over(self) -> frozenset[Cell]:
        """Figures that functions take only where they are numbers."""
        return frozenset((*passed_over(self.holds.left), *passed_over(self.holds.right)))

    @cached_property
    def optional(self) -> frozenset[Cell]:
        """Figures that it does without where they do not apply."""
        return self.addends | self.passed_over

    @cached_property
    def rests_on(self) -> tuple[Cell, ...]:
        """What its result is made of and cannot do without."""
        return tuple(cell for cell in self.made_of if cell not in self.optional)

    @cached_property
    def divides(self) -> bool:
        """Whether a side is a quotient, which may not exist and need not be a decimal."""
        return divides(self.holds.left) or divides(self.holds.right)

    @property
    def tables(self) -> frozenset[str]:
        worded = (word.cell for word in self.words)
        return frozenset(c.figure.table for c in (*self.cells, *worded))


_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)


def adds_up_children(rule: Rule) -> bool:
    """Whether the rule makes a line the sum of those right below it, and of nothing else."""
    children = Name((CHILDREN,))
    return rule.defines == PARENT and rule.holds.right == Span(children, children)


class NamedLines(NamedTuple):
    """The lines that names stand for in one instance of a rule, and the column it runs along."""

    ids: Mapping[str, tuple[str, ...]]
    table: str = ""
    column: str = ""

    @property
    def parent(self) -> str | None:
        return next(iter(self.ids.get(PARENT, ())), None)


_NONE_NAMED = NamedLines({})


def bind_value(node: Node, tables: Tables, line: str | None = None) -> Node:
    """A key figure's expression with its full paths bound, of one line of an open table where it
    is quoted of each. Raises UnresolvedError.
    """
    return _bind(node, _of_each(node, tables, line))


def _of_each(node: Node, tables: Tables, line: str | None) -> _Scope:
    of_lines = table_of_lines(node, tables)
    return _Scope(tables, of_each=(of_lines, line) if of_lines and line else None)


def table_of_lines(node: Node, tables: Tables) -> str | None:
    """The table of each of whose lines a key figure speaks, if it speaks of lines."""
    names = (leaf.path for leaf in leaves(node) if isinstance(leaf, Name))
    of_lines = (path[0] for path in names if len(path) == 3 and path[1] == LINE)
    return next((id for id in of_lines if id in tables and tables[id].open_rows), None)


def on_every_line(first: Identity, tables: Tables) -> Identity:
    """The identity of a line as if every table had that line."""
    assert first.table is not None
    assert first.axis is not None
    line = tables[first.table].row(first.line or "")
    lacking = (t for t in tables.values() if not t.has_row(line.id))
    extended = {t.id: replace(t, rows=(*t.rows, line)) for t in lacking}
    known = {**tables, **extended}
    return _identity(first.rule, _Scope(known, known[first.table], first.axis, first.line))


def instances(rule: Rule, tables: Tables) -> list[Identity]:
    """One rule bound to the lines it runs along; of those that hold words it says nothing.

    Raises UnresolvedError.
    """
    return [i for i in bound_to_lines(rule, tables) if fits(i.holds, tables)]


def fits(comparison: Comparison, tables: Tables) -> bool:
    """Whether numbers are compared with numbers, dates with dates and words with the same words:
    words have no order.
    """
    sides = comparison.left, comparison.right
    if not any(isinstance(side, Word | Quoted) for side in sides):
        return all(is_of_numbers(side, tables) for side in sides)
    if not all(isinstance(side, Word | Quoted) for side in sides):
        return False
    if any(isinstance(side, Word) and side.is_date for side in sides):
        return all(_is_day(side) for side in sides)
    return comparison.relation in ("==", "!=")


def _is_day(side: Node) -> bool:
    if isinstance(side, Word):
        return side.is_date
    return isinstance(side, Quoted) and bool(_DAY.fullmatch(side.text))


def is_of_numbers(node: Node, tables: Tables) -> bool:
    """Whether an expression counts with numbers alone; what it chooses by may be words."""
    if isinstance(node, Word | Quoted):
        return False
    if isinstance(node, Choice):
        chosen = is_of_numbers(node.then, tables) and is_of_numbers(node.other, tables)
        return chosen and all(fits(each, tables) for each in compared(node.condition))
    if isinstance(node, Cell | Sum):
        figures = (cell.figure for cell in cells(node))
        return all(tables[figure.table].declared_type(figure).is_number for figure in figures)
    return all(is_of_numbers(part, tables) for part in parts(node))


def bound_to_lines(rule: Rule, tables: Tables) -> list[Identity]:
    """Whatever these lines hold. Raises UnresolvedError."""
    return [_identity(rule, scope) for scope in _scopes(rule, tables)]


def unresolved(rule: Rule, tables: Tables) -> tuple[UnresolvedError, ...]:
    """Every name of a rule that stands for no figure, each once."""
    texts = [text for text in (rule.defines, rule.result) if text]
    parts = [*leaves(rule.holds.left), *leaves(rule.holds.right), *map(_named, texts)]
    faults = [
        fault for scope in _scopes(rule, tables) for fault in _faults(parts, scope)
    ]  # fmt: skip
    # What the names of lines stand for hangs on all names together: one fault hides the others.
    plain = [fault for fault in faults if fault.name not in _OF_LINES]
    return tuple({fault.name: fault for fault in reversed(plain or faults[:1])}.values())[::-1]


def unresolved_in(node: Node, tables: Tables, line: str | None) -> tuple[UnresolvedError, ...]:
    """Every name of a key figure's expression that stands for no figure, each once."""
    faults = [*_faults(leaves(node), _of_each(node, tables, line))]
    return tuple({fault.name: fault for fault in faults}.values())


_OF_LINES = {LINES, PARENT, CHILDREN}


def _faults(parts: Iterable[Node], scope: _Scope) -> Iterator[UnresolvedError]:
    for part in parts:
        try:
            _bind(part, scope)
        except UnresolvedError as fault:
            yield fault


def _scopes(rule: Rule, tables: Tables) -> Iterator[_Scope]:
    """Where each instance of a rule stands."""
    if not rule.each:
        yield _Scope(tables)
    for table_id, axis in rule.each:
        table = tables[table_id]
        along = table.rows if axis == "rows" else table.columns
        for lines in _named_lines(rule, table, axis):
            for line in along:
                if line.id not in rule.without:
                    named = lines._replace(column=line.id)
                    yield _Scope(tables, table, axis, line.id, named)


class _Scope(NamedTuple):
    """What names stand for: full paths; along a line of a table also its figures by one id, and
    those of the line of the same id in another table by that table and an id. `of_each` is the
    line of a table that full paths call `line`.
    """

    tables: Tables
    table: Table | None = None
    axis: Axis = "rows"
    line: str | None = None
    named: NamedLines = _NONE_NAMED
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


def _named_lines(rule: Rule, table: Table, axis: Axis) -> list[NamedLines]:
    """What the names of lines stand for in each instance of a rule along a column.

    None at all where a line has no place: what the lines add up to cannot be told.
    """
    sides = (rule.holds.left, rule.holds.right)
    asked = {name for side in sides for name in _first_names(side)} & {LINES, PARENT, CHILDREN}
    if table.open_rows is None or axis == "rows" or not asked:
        return [_NONE_NAMED]
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


def _identity(rule: Rule, scope: _Scope) -> Identity:
    holds = Comparison(
        rule.holds.relation, _bind(rule.holds.left, scope), _bind(rule.holds.right, scope)
    )
    defined = scope.figure(_named(rule.defines)) if rule.defines else None
    result = scope.figure(_named(rule.result)) if rule.result else defined
    if result is None:
        both = (*cells(holds.left), *cells(holds.right))
        worded = (word.cell for side in (holds.left, holds.right) for word in words(side))
        result = next(c.figure for c in (*both, *worded) if not c.prior)
    table, axis = (scope.table.id, scope.axis) if scope.table else (None, None)
    return Identity(rule, holds, result, defined, table, axis, scope.line, scope.named.parent)


def _named(text: str) -> Name:
    return Name(tuple(text.split(".")))


def _bind(node: Node, scope: _Scope) -> Node:
    if isinstance(node, Name):
        figure = scope.figure(node)
        # A line that the other table lacks counts as nothing there.
        return Number(Decimal(0)) if figure is None else _cell(figure, node.prior, scope)
    if isinstance(node, Span):
        return _bind_span(node, scope)
    if isinstance(node, Binary):
        return Binary(node.operator, _bind(node.left, scope), _bind(node.right, scope))
    if isinstance(node, Call):
        return Call(node.function, tuple(_bound_arguments(node, scope)))
    if isinstance(node, Choice):
        condition = _bound_condition(node.condition, scope)
        return Choice(condition, _bind(node.then, scope), _bind(node.other, scope))
    return node


def _bound_condition(condition: Condition, scope: _Scope) -> Condition:
    if isinstance(condition, Joined):
        inside = tuple(_bound_condition(each, scope) for each in condition.conditions)
        return Joined(condition.by, inside)
    left, right = _bind(condition.left, scope), _bind(condition.right, scope)
    return Comparison(condition.relation, left, right)


def _cell(figure: FigureId, prior: bool, scope: _Scope) -> Cell | Word:
    type_ = scope.tables[figure.table].declared_type(figure)
    cell = Cell(figure, prior)
    if type_.is_number:
        return cell
    scope.refuse_words_elsewhere(figure)
    return Word(cell, is_date=type_.kind == "date")


def _bound_arguments(call: Call, scope: _Scope) -> Iterator[Node]:
    for argument in call.arguments:
        if isinstance(argument, Each) and isinstance(argument.span, Span):
            bound = _bind_span(argument.span, scope)
            yield from [Each(bound)] if bound.over else bound.cells
        else:
            yield _bind(argument, scope)


def _bind_span(span: Span, scope: _Scope) -> Sum:
    named, over = scope.named, None
    if span.first == span.last and (lines := named.ids.get(span.first.path[0])) is not None:
        over = Over(named.table, named.column, named.parent, span.first.prior)
        paths: list[tuple[str, ...]] = [(id,) for id in lines]
    else:
        paths = _paths_between(span, scope)
    out = {name.path for name in span.without}
    for path in sorted(out.difference(paths)):
        raise UnresolvedError(".".join(path), tuple(map(".".join, paths)))
    bound = (scope.figure(Name(path)) for path in paths if path not in out)
    return Sum(tuple(Cell(f, span.first.prior) for f in bound if f is not None), over)


def _paths_between(span: Span, scope: _Scope) -> list[tuple[str, ...]]:
    """Every path from the first to the last, which differ in one id."""
    first, last = span.first.path, span.last.path
    scope.figure(span.first), scope.figure(span.last)
    # Full paths may run down a column as well as along a row.
    at = 1 if len(first) == len(last) == 3 and first[1] != last[1] else len(first) - 1
    known = scope.order(first, at)
    apart = (*first[:at], *first[at + 1 :]) != (*last[:at], *last[at + 1 :])
    ends = [known.index(path[at]) for path in (first, last) if path[at] in known]
    if apart or len(ends) < 2 or ends[0] > ends[1]:
        raise not_in_order(first, last, known)
    return [(*first[:at], id, *first[at + 1 :]) for id in known[ends[0] : ends[1] + 1]]
