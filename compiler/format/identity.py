"""Rules bound to figures: each equation and inequality of an edition, one by one.

Given a rule and the tables of a form, gives its identities. It evaluates nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from compiler.format.declaration import Axis, Rule, Table
from compiler.format.expression import (
    Binary,
    Cell,
    Comparison,
    Name,
    Node,
    Number,
    Span,
    Sum,
    cells,
    leaves,
)
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
    figures). `defined` is the figure that the workbook computes by it.
    """

    rule: Rule
    holds: Comparison
    result: FigureId
    defined: FigureId | None
    table: str | None
    axis: Axis | None
    line: str | None

    def __hash__(self) -> int:
        # Of all that is compared, enough to tell the identities of a form apart.
        return hash((self.rule.id, self.table, self.axis, self.line))

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

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(c.figure.table for c in self.cells)


Tables = Mapping[str, Table]


def bind_value(node: Node, tables: Tables) -> Node:
    """A key figure's expression with its full paths bound. Raises UnresolvedError."""
    return _bind(node, lambda name: _path(name, tables), None)


def instances(rule: Rule, tables: Tables) -> list[Identity]:
    """One rule bound to the lines it runs along. Raises UnresolvedError."""
    if not rule.each:
        resolve = lambda name: _path(name, tables)  # noqa: E731
        return [_identity(rule, resolve, None, None, None, None)]
    bound = []
    for table_id, axis in rule.each:
        table = tables[table_id]
        fixed, moving = (
            (table.rows, table.columns) if axis == "rows" else (table.columns, table.rows)
        )
        known = tuple(line.id for line in moving)
        for line in fixed:
            resolve = _along(table, axis, line.id, known)
            bound.append(_identity(rule, resolve, known, table_id, axis, line.id))
    return bound


def _identity(
    rule: Rule,
    resolve: Callable[[Name], FigureId],
    order: tuple[str, ...] | None,
    table: str | None,
    axis: Axis | None,
    line: str | None,
) -> Identity:
    holds = Comparison(
        rule.holds.relation,
        _bind(rule.holds.left, resolve, order),
        _bind(rule.holds.right, resolve, order),
    )
    defined = resolve(_named(rule.defines)) if rule.defines else None
    if rule.result:
        result = resolve(_named(rule.result))
    else:
        both = (*cells(holds.left), *cells(holds.right))
        result = defined or next(c.figure for c in both if not c.prior)
    return Identity(rule, holds, result, defined, table, axis, line)


def _named(text: str) -> Name:
    return Name(tuple(text.split(".")))


def _along(
    table: Table, axis: Axis, line: str, known: tuple[str, ...]
) -> Callable[[Name], FigureId]:
    def resolve(name: Name) -> FigureId:
        if len(name.path) != 1 or name.path[0] not in known:
            raise UnresolvedError(".".join(name.path), known)
        moving = name.path[0]
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


def _bind(node: Node, resolve: Callable[[Name], FigureId], order: tuple[str, ...] | None) -> Node:
    if isinstance(node, Name):
        return Cell(resolve(node), node.prior)
    if isinstance(node, Span):
        return _bind_span(node, resolve, order)
    if isinstance(node, Binary):
        left, right = _bind(node.left, resolve, order), _bind(node.right, resolve, order)
        return Binary(node.operator, left, right)
    return node


def _bind_span(
    span: Span, resolve: Callable[[Name], FigureId], order: tuple[str, ...] | None
) -> Sum:
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
