"""Rules as expressions over ids: parsed once into a small tree.

    handled == sum(granted .. otherwise)
    total == sum(lines)
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
from typing import Literal, NamedTuple

from compiler.text.language import Text
from compiler.values.figures import FigureId

# Sums, differences and products of report figures are exact; anything that would round traps.
EXACT = Context(prec=1000, traps=[Inexact])
# A quotient has no exact decimal; 50 digits are far more than any report prints.
QUOTIENT = Context(prec=50)

# What a rule over the columns of a table with open rows calls the lines that an office added:
# those at the top; and in turn each line that has lines below it, with these.
LINES, PARENT, CHILDREN = "lines", "parent", "children"
# And a figure that can be quoted of each line, its one: table.line.column.
LINE = "line"

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
    """sum(first .. last): every line from first to last in the declared order.

    sum(lines) and sum(children) are of all lines that the name stands for.
    """

    first: Name
    last: Name


@dataclass(frozen=True, slots=True)
class Cell:
    """A name bound to a figure."""

    figure: FigureId
    prior: bool = False


class Over(NamedTuple):
    """The lines of a column that a name stood for: those at the top, or those below `parent`."""

    table: str
    column: str
    parent: str | None
    prior: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A span bound to its figures; `over` says of which lines, if a name stood for them."""

    cells: tuple[Cell, ...]
    over: Over | None = None


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

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?!\w)|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)"
    r"|(?P<mark>\.\.|==|!=|<=|>=|[-+*/()<>]))"
)
_RELATIONS = ("==", "!=", "<=", ">=", "<", ">")
_SPOKEN = {"name": Text("名称", "a name"), "end": Text("结尾", "the end")}
# A bound so that no expression is too deep to walk; the longest of a report has some forty.
_MOST_TOKENS = 600


def parse_comparison(text: str) -> Comparison:
    """Raises ExpressionError."""
    tokens = _Tokens(text)
    left = _sum(tokens)
    relation = tokens.take(*_RELATIONS)
    right = _sum(tokens)
    tokens.finish()
    return Comparison(relation, left, right)  # type: ignore[arg-type]


def parse_rule(text: str) -> Comparison:
    """A comparison that can be judged exactly on any report. Raises ExpressionError.

    It asks for a figure of this year, and divides by no figure: such a quotient may not
    exist, nor be exact.
    """
    holds = parse_comparison(text)
    if not any(_this_year(leaf) for side in (holds.left, holds.right) for leaf in leaves(side)):
        raise ExpressionError("没有用到今年的数", "it asks for no figure of this year")
    if _divides(holds.left) or _divides(holds.right):
        raise ExpressionError(
            "不能除以表中的数或 0，请改写成乘法", "it divides by a figure or by 0; write a product"
        )
    return holds


def _this_year(leaf: Node) -> bool:
    name = leaf.first if isinstance(leaf, Span) else leaf
    return isinstance(name, Name) and not name.prior


def _divides(node: Node) -> bool:
    if not isinstance(node, Binary):
        return False
    fraction = node.operator == "/" and not (
        isinstance(node.right, Number) and node.right.value != 0
    )
    return fraction or _divides(node.left) or _divides(node.right)


def divides(node: Node) -> bool:
    """Whether the value is a quotient, which may have no exact decimal or not exist at all."""
    return isinstance(node, Binary) and (
        node.operator == "/" or divides(node.left) or divides(node.right)
    )


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
                met = text[self._at :].strip()
                at = text.index(met, self._at) + 1
                raise ExpressionError(
                    f"第 {at} 个字符处不认识“{met[:12]}”", f"character {at}: unknown “{met[:12]}”"
                )
            kind = match.lastgroup or ""
            self._found.append((kind, match.group(kind), match.start(kind)))
            self._at = match.end()
        if len(self._found) > _MOST_TOKENS:
            raise ExpressionError("太长", "it is too long")
        self._next = 0

    def peek(self) -> tuple[str, str]:
        if self._next == len(self._found):
            return "end", ""
        kind, text, _ = self._found[self._next]
        return kind, text

    def take(self, *allowed: str) -> str:
        _, text = self.peek()
        if text not in allowed:
            spoken = " ".join(allowed)
            raise self.unexpected(Text(spoken, spoken))
        self._next += 1
        return text

    def take_kind(self, kind: str) -> str:
        actual, text = self.peek()
        if actual != kind:
            raise self.unexpected(_SPOKEN[kind])
        self._next += 1
        return text

    def unexpected(self, wanted: Text) -> ExpressionError:
        if self._next == len(self._found):
            return ExpressionError(
                f"写到结尾还缺{wanted.zh}", f"it ends where {wanted.en} is needed"
            )
        _, met, start = self._found[self._next]
        return ExpressionError(
            f"第 {start + 1} 个字符处是“{met}”，应为{wanted.zh}",
            f"character {start + 1}: “{met}” instead of {wanted.en}",
        )

    def finish(self) -> None:
        if self.peek()[0] != "end":
            raise self.unexpected(_SPOKEN["end"])


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
        last = first
        if first.path not in ((LINES,), (CHILDREN,)):
            tokens.take("..")
            last = _name(tokens.take_kind("name"))
        tokens.take(")")
        if first.prior != last.prior:
            raise ExpressionError(
                "相加的各项要么都是今年的，要么都是上年的", "a sum runs within one year"
            )
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
