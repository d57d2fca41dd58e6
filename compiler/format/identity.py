"""Rules bound to figures: each equation and inequality of an edition, one by one.

Given a declaration, gives its identities in declared order. It evaluates nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from compiler.format.declaration import Axis, Declaration, Rule, Table
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
    linear,
)
from compiler.text.language import Language
from compiler.values.figures import FigureId


class UnresolvedError(ValueError):
    """A name in a rule that is no line of its table; `name` as written, `known` what is."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


@dataclass(frozen=True, eq=False)
class Identity:
    """One instance of a rule: `holds` speaks of figures; `result` is where it is shown.
    Compared and cached by identity, as its declaration is.

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
    def difference(self) -> Mapping[Cell | None, Decimal] | None:
        """left − right by figure (None: the constant); None where a side is not linear."""
        return linear(Binary("-", self.holds.left, self.holds.right))

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(c.figure.table for c in self.cells)


@lru_cache(maxsize=16)
def identities_of(declaration: Declaration) -> tuple[Identity, ...]:
    """Every identity of the edition. Raises UnresolvedError for a rule that names nothing."""
    return tuple(i for rule in declaration.rules for i in instances(rule, declaration))


@lru_cache(maxsize=16)
def defined_by(declaration: Declaration) -> dict[FigureId, tuple[Identity, ...]]:
    """The identities that define each computed figure, in declared order."""
    found: dict[FigureId, tuple[Identity, ...]] = {}
    for identity in identities_of(declaration):
        if identity.defined is not None:
            found[identity.defined] = (*found.get(identity.defined, ()), identity)
    return found


def bind_value(node: Node, declaration: Declaration) -> Node:
    """A key figure's expression with its full paths bound. Raises UnresolvedError."""
    return _bind(node, lambda name: _path(name, declaration), None)


def instances(rule: Rule, declaration: Declaration) -> list[Identity]:
    """One rule bound to the lines it runs along. Raises UnresolvedError."""
    if not rule.each:
        resolve = lambda name: _path(name, declaration)  # noqa: E731
        return [_identity(rule, resolve, None, None, None, None)]
    found = []
    for table_id, axis in rule.each:
        table = declaration.table(table_id)
        fixed, moving = (
            (table.rows, table.columns) if axis == "rows" else (table.columns, table.rows)
        )
        known = tuple(line.id for line in moving)
        for line in fixed:
            resolve = _along(table, axis, line.id, known)
            found.append(_identity(rule, resolve, known, table_id, axis, line.id))
    return found


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


def _path(name: Name, declaration: Declaration) -> FigureId:
    written = ".".join(name.path)
    if len(name.path) == 3:
        figure = FigureId(*name.path)
        if figure in _all_figures(declaration):
            return figure
    raise UnresolvedError(written, tuple(".".join(f) for f in _all_figures(declaration)))


@lru_cache(maxsize=16)
def _all_figures(declaration: Declaration) -> dict[FigureId, None]:
    return dict.fromkeys(f for table in declaration.tables for f in table.figures)


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


def line_label(identity: Identity, declaration: Declaration) -> str:
    """The line along which an identity runs, in the user's own words."""
    if identity.table is None or identity.axis is None or identity.line is None:
        return ""
    table = declaration.table(identity.table)
    if identity.axis == "rows":
        return " ".join(table.row(identity.line).label)
    return table.column(identity.line).leaf
