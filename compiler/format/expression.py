"""Rules as expressions over ids: parsed once into a small tree.

    handled == sum(granted .. otherwise)
    previous + change >= 0
    carried_in == prior.carried_out

Given text, gives a tree of `Number`, `Name`, `Span` and `Binary`; `identities` binds
names to figures. Evaluation is exact; the translation to Excel lives with the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from typing import Literal

from compiler.model import FigureId

# Sums, differences and products of report figures are exact; anything that would round traps.
EXACT = Context(prec=120, traps=[Inexact])
# A quotient has no exact decimal; 50 digits are far more than any report prints.
QUOTIENT = Context(prec=50)

Operator = Literal["+", "-", "*", "/"]
Relation = Literal["==", "!=", "<=", ">=", "<", ">"]


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted path of ids; `prior` when it speaks of last year's report."""

    path: tuple[str, ...]
    prior: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """sum(first .. last): every line from first to last in the declared order."""

    first: Name
    last: Name


@dataclass(frozen=True, slots=True)
class Cell:
    """A name bound to a figure."""

    figure: FigureId
    prior: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A span bound to its figures."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    operator: Operator
    left: Node
    right: Node


Node = Number | Name | Span | Cell | Sum | Binary


@dataclass(frozen=True, slots=True)
class Comparison:
    relation: Relation
    left: Node
    right: Node


class ExpressionError(ValueError):
    """The text is no expression; says what was met and at which character (from 1)."""


_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?!\w)|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)"
    r"|(?P<mark>\.\.|==|!=|<=|>=|[-+*/()<>]))"
)
_RELATIONS = ("==", "!=", "<=", ">=", "<", ">")


def parse_comparison(text: str) -> Comparison:
    """Raises ExpressionError."""
    tokens = _Tokens(text)
    left = _sum(tokens)
    relation = tokens.take(*_RELATIONS)
    right = _sum(tokens)
    tokens.finish()
    return Comparison(relation, left, right)  # type: ignore[arg-type]


def parse_value(text: str) -> Node:
    """Raises ExpressionError."""
    tokens = _Tokens(text)
    node = _sum(tokens)
    tokens.finish()
    return node


class _Tokens:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: list[tuple[str, str, int]] = []
        while self._text[self._at :].strip():
            match = _TOKEN.match(text, self._at)
            if match is None:
                raise ExpressionError(f"character {self._at + 1}: {text[self._at :].strip()[:12]}")
            kind = match.lastgroup or ""
            self._found.append((kind, match.group(kind), match.start(kind)))
            self._at = match.end()
        self._next = 0

    def peek(self) -> tuple[str, str]:
        if self._next == len(self._found):
            return "end", ""
        kind, text, _ = self._found[self._next]
        return kind, text

    def take(self, *allowed: str) -> str:
        kind, text = self.peek()
        if text not in allowed or kind == "end":
            raise self.unexpected(" ".join(allowed))
        self._next += 1
        return text

    def take_kind(self, kind: str) -> str:
        found, text = self.peek()
        if found != kind:
            raise self.unexpected(kind)
        self._next += 1
        return text

    def unexpected(self, wanted: str) -> ExpressionError:
        at = (
            self._found[self._next][2] + 1 if self._next < len(self._found) else len(self._text) + 1
        )
        return ExpressionError(f"character {at}: {self.peek()[1] or 'end'} instead of {wanted}")

    def finish(self) -> None:
        if self.peek()[0] != "end":
            raise self.unexpected("end")


def _sum(tokens: _Tokens) -> Node:
    node = _product(tokens)
    while tokens.peek()[1] in ("+", "-"):
        operator = tokens.take("+", "-")
        node = Binary(operator, node, _product(tokens))  # type: ignore[arg-type]
    return node


def _product(tokens: _Tokens) -> Node:
    node = _term(tokens)
    while tokens.peek()[1] in ("*", "/"):
        operator = tokens.take("*", "/")
        node = Binary(operator, node, _term(tokens))  # type: ignore[arg-type]
    return node


def _term(tokens: _Tokens) -> Node:
    kind, text = tokens.peek()
    if text == "(":
        tokens.take("(")
        node = _sum(tokens)
        tokens.take(")")
        return node
    if kind == "number":
        return Number(Decimal(tokens.take_kind("number")))
    name = tokens.take_kind("name")
    if name == "sum" and tokens.peek()[1] == "(":
        tokens.take("(")
        first = _name(tokens.take_kind("name"))
        tokens.take("..")
        last = _name(tokens.take_kind("name"))
        tokens.take(")")
        return Span(first, last)
    return _name(name)


def _name(text: str) -> Name:
    path = tuple(text.split("."))
    return Name(path[1:], prior=True) if path[0] == "prior" and len(path) > 1 else Name(path)


def leaves(node: Node) -> Iterator[Number | Name | Span | Cell | Sum]:
    """The parts of an expression from left to right."""
    if isinstance(node, Binary):
        yield from leaves(node.left)
        yield from leaves(node.right)
    else:
        yield node


def cells(node: Node) -> Iterator[Cell]:
    """The figures of a bound expression from left to right."""
    for leaf in leaves(node):
        if isinstance(leaf, Sum):
            yield from leaf.cells
        elif isinstance(leaf, Cell):
            yield leaf


def evaluate(node: Node, value: Callable[[Cell], Decimal]) -> Decimal:
    """The exact value of a bound expression; a division by zero raises ZeroDivisionError."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Cell):
        return value(node)
    if isinstance(node, Sum):
        total = Decimal(0)
        for cell in node.cells:
            total = EXACT.add(total, value(cell))
        return total
    if isinstance(node, Binary):
        left, right = evaluate(node.left, value), evaluate(node.right, value)
        if node.operator == "+":
            return EXACT.add(left, right)
        if node.operator == "-":
            return EXACT.subtract(left, right)
        if node.operator == "*":
            return EXACT.multiply(left, right)
        if right == 0:
            raise ZeroDivisionError
        return QUOTIENT.divide(left, right)
    raise TypeError(f"unbound: {node}")


def compare(relation: Relation, left: Decimal, right: Decimal) -> bool:
    """Whether the relation holds, exactly."""
    return {
        "==": left == right,
        "!=": left != right,
        "<=": left <= right,
        ">=": left >= right,
        "<": left < right,
        ">": left > right,
    }[relation]


def linear(node: Node) -> dict[Cell | None, Decimal] | None:
    """Coefficients of a bound expression by figure (None: the constant), if it is linear."""
    if isinstance(node, Number):
        return {None: node.value}
    if isinstance(node, Cell):
        return {node: Decimal(1)}
    if isinstance(node, Sum):
        return {cell: Decimal(1) for cell in node.cells}
    if not isinstance(node, Binary) or node.operator == "/":
        return None
    left, right = linear(node.left), linear(node.right)
    if left is None or right is None:
        return None
    if node.operator == "*":
        for scale, form in ((left, right), (right, left)):
            if set(scale) <= {None}:
                return {c: k * scale.get(None, Decimal(0)) for c, k in form.items()}
        return None
    sign = 1 if node.operator == "+" else -1
    for cell, coefficient in right.items():
        left[cell] = left.get(cell, Decimal(0)) + sign * coefficient
    return left
