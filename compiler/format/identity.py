"""Rules bound to figures: each equation and inequality of an edition, one by one.

Given a rule and the tables of a form, gives its identities. It evaluates nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from compiler.format.declaration import Axis, Rule, Table
from compiler.format.expression import (
    CHILDREN,
    LINE,
    LINES,
    PARENT,
    Binary,
    Cell,
    Comparison,
    Name,
    Node,
    Number,
    Over,
    Span,
    Sum,
    cells,
    leaves,
)
from compiler.format.extents import families, in_place
from compiler.format.linear import Terms, linear
from compiler.text.language import Language
from compiler.values.figures import FigureId


class UnresolvedError(ValueError):
    """A name in a rule that is no line of its table; `name` as written, `known` what is."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


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
        return (*cells(self.holds.left), *cells(self.holds.right))

    @cached_property
    def figures(self) -> tuple[FigureId, ...]:
        """This year's figures of the identity."""
        return tuple(dict.fromkeys(c.figure for c in self.cells if not c.prior))

    @cached_property
    def needs_prior(self) -> bool:
        return any(c.prior for c in self.cells)

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

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(c.figure.table for c in self.cells)


Tables = Mapping[str, Table]


def bind_value(node: Node, tables: Tables, line: str | None = None) -> Node:
    """A key figure's expression with its full paths bound, of one line of an open table where it
    is quoted of each. Raises UnresolvedError.
    """
    of_lines = table_of_lines(node, tables) if line else None

    def resolve(name: Name) -> FigureId:
        if line is not None and name.path[:2] == (of_lines, LINE):
            return _path(Name((name.path[0], line, *name.path[2:]), name.prior), tables)
        return _path(name, tables)

    return _bind(node, resolve, None)


def table_of_lines(node: Node, tables: Tables) -> str | None:
    """The table of each of whose lines a key figure speaks, if it speaks of lines."""
    names = (leaf.path for leaf in leaves(node) if isinstance(leaf, Name))
    of_lines = (path[0] for path in names if len(path) == 3 and path[1] == LINE)
    return next((id for id in of_lines if id in tables and tables[id].open_rows), None)


def instances(rule: Rule, tables: Tables) -> list[Identity]:
    """One rule bound to the lines it runs along; of those that hold words it says nothing.

    Raises UnresolvedError.
    """
    return [i for i in bound_to_lines(rule, tables) if is_of_numbers(i.cells, tables)]


def is_of_numbers(cells: Iterable[Cell], tables: Tables) -> bool:
    figures = (cell.figure for cell in cells)
    return all(tables[figure.table].declared_type(figure).is_number for figure in figures)


def bound_to_lines(rule: Rule, tables: Tables) -> list[Identity]:
    """Whatever these lines hold. Raises UnresolvedError."""
    if not rule.each:
        resolve = lambda name: _path(name, tables)  # noqa: E731
        return [_identity(rule, resolve, None, None, None, None)]
    bound = []
    for table_id, axis in rule.each:
        table = tables[table_id]
        fixed, moving = (
            (table.rows, table.columns) if axis == "rows" else (table.columns, table.fixed_rows)
        )
        known = tuple(line.id for line in moving)
        for lines in _named_lines(rule, table, axis):
            for line in fixed:
                named = lines._replace(column=line.id)
                resolve = _along(table, axis, line.id, known, named)
                identity = _identity(rule, resolve, known, table_id, axis, line.id, named)
                bound.append(identity)
    return bound


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


def _identity(
    rule: Rule,
    resolve: Callable[[Name], FigureId],
    order: tuple[str, ...] | None,
    table: str | None,
    axis: Axis | None,
    line: str | None,
    named: NamedLines = _NONE_NAMED,
) -> Identity:
    holds = Comparison(
        rule.holds.relation,
        _bind(rule.holds.left, resolve, order, named),
        _bind(rule.holds.right, resolve, order, named),
    )
    defined = resolve(_named(rule.defines)) if rule.defines else None
    if rule.result:
        result = resolve(_named(rule.result))
    else:
        both = (*cells(holds.left), *cells(holds.right))
        result = defined or next(c.figure for c in both if not c.prior)
    return Identity(rule, holds, result, defined, table, axis, line, named.parent)


def _named(text: str) -> Name:
    return Name(tuple(text.split(".")))


def _along(
    table: Table, axis: Axis, line: str, known: tuple[str, ...], named: NamedLines
) -> Callable[[Name], FigureId]:
    """A name of lines stands for the one it names, as `parent` does, or as a sum asks for it."""
    own = {id for ids in named.ids.values() for id in ids}

    def resolve(name: Name) -> FigureId:
        moving = name.path[0]
        if name.path == (PARENT,) and named.parent is not None:
            moving = named.parent
        elif len(name.path) != 1 or moving not in (*known, *own):
            raise UnresolvedError(".".join(name.path), (*known, *named.ids))
        row, column = (line, moving) if axis == "rows" else (moving, line)
        return FigureId(table.id, row, column)

    return resolve


def _path(name: Name, tables: Tables) -> FigureId:
    written = ".".join(name.path)
    if len(name.path) == 3:
        figure = FigureId(*name.path)
        if figure.table in tables and tables[figure.table].has(figure):
            return figure
    known = (figure for table in tables.values() for figure in table.figures)
    raise UnresolvedError(written, tuple(".".join(figure) for figure in known))


def _bind(
    node: Node,
    resolve: Callable[[Name], FigureId],
    order: tuple[str, ...] | None,
    named: NamedLines = _NONE_NAMED,
) -> Node:
    if isinstance(node, Name):
        return Cell(resolve(node), node.prior)
    if isinstance(node, Span):
        return _bind_span(node, resolve, order, named)
    if isinstance(node, Binary):
        left = _bind(node.left, resolve, order, named)
        right = _bind(node.right, resolve, order, named)
        return Binary(node.operator, left, right)
    return node


def _bind_span(
    span: Span,
    resolve: Callable[[Name], FigureId],
    order: tuple[str, ...] | None,
    named: NamedLines,
) -> Sum:
    if span.first == span.last and (lines := named.ids.get(span.first.path[0])) is not None:
        over = Over(named.table, named.column, named.parent, span.first.prior)
        return Sum(tuple(Cell(resolve(Name((id,))), over.prior) for id in lines), over)
    resolve(span.first), resolve(span.last)
    known = order or ()
    first, last = span.first.path[-1], span.last.path[-1]
    if first not in known or last not in known or known.index(first) > known.index(last):
        raise UnresolvedError(f"{first} .. {last}", known)
    names = known[known.index(first) : known.index(last) + 1]
    return Sum(tuple(Cell(resolve(Name((n,))), span.first.prior) for n in names))


# Signs and brackets of arithmetic: full width among Chinese characters only.
_SIGNS: Mapping[Language, Mapping[str, str]] = {
    "zh": {"+": " ＋ ", "-": " － ", "*": " × ", "/": " ÷ ", "(": "（", ")": "）"},
    "en": {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ ", "(": "(", ")": ")"},
}


def in_words(node: Node, spoken: Callable[[Cell], str], language: Language) -> str:
    """An expression in words, each figure as `spoken` says it."""
    signs = _SIGNS[language]
    if isinstance(node, Cell):
        return spoken(node)
    if isinstance(node, Sum):
        return signs["+"].join(spoken(cell) for cell in node.cells)
    if isinstance(node, Number):
        return format(node.value, "f")
    if isinstance(node, Binary):
        left = in_words(node.left, spoken, language)
        right = in_words(node.right, spoken, language)
        if node.operator != "+" and isinstance(node.right, Binary):
            right = f"{signs['(']}{right}{signs[')']}"
        if node.operator in "*/" and isinstance(node.left, Binary):
            left = f"{signs['(']}{left}{signs[')']}"
        return f"{left}{signs[node.operator]}{right}"
    raise TypeError(f"unbound: {next(iter(leaves(node)))}")
