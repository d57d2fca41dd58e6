"""The text of a rule or a figure's value, parsed once into a tree.

    handled == sum(granted .. otherwise except lapsed)
    rate == round(done * 100 / received, 1)
    longest >= max(first .. last)

Given text, gives the tree of `expression` or says what was met and where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

from compiler.format.expression import (
    CHILDREN,
    LINES,
    PRIOR,
    Binary,
    Call,
    Choice,
    Comparison,
    Condition,
    Each,
    Function,
    Joined,
    Name,
    Node,
    Number,
    Quoted,
    Span,
    leaves,
    parts,
)
from compiler.text.language import Text


class ExpressionError(ValueError):
    """The text is no expression; says what was met and at which character (from 1)."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?!\w)|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)"
    r"|'(?P<text>[^'\n]+)'|(?P<mark>\.\.|==|!=|<=|>=|[-+*/(),<>]))"
)
_RELATIONS = ("==", "!=", "<=", ">=", "<", ">")
_SPOKEN = {
    "name": Text("名称", "a name"),
    "number": Text("数", "a number"),
    "end": Text("结尾", "the end"),
}
# Bounds so that no expression is too deep to walk; the longest of a report has some forty signs.
_MOST_TOKENS = 600
_DEEPEST = 40
_MOST_PLACES = 10


def parse_comparison(text: str) -> Comparison:
    """Raises ExpressionError."""
    tokens = _Tokens(text)
    comparison = _comparison(tokens)
    tokens.finish()
    return comparison


def parse_rule(text: str) -> Comparison:
    """A comparison that asks for a figure of this year. Raises ExpressionError."""
    holds = parse_comparison(text)
    if not any(_this_year(leaf) for side in (holds.left, holds.right) for leaf in leaves(side)):
        raise ExpressionError("没有用到今年的数", "it asks for no figure of this year")
    if _by_zero(holds.left) or _by_zero(holds.right):
        raise ExpressionError("不能除以 0", "it divides by 0")
    return holds


def _by_zero(node: Node) -> bool:
    zero = isinstance(node, Binary) and node.operator == "/" and node.right == Number(Decimal(0))
    return zero or any(map(_by_zero, parts(node)))


def _this_year(leaf: Node) -> bool:
    name = leaf.first if isinstance(leaf, Span) else leaf
    return isinstance(name, Name) and not name.prior


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
        self._depth = 0

    def deeper(self, step: int) -> None:
        self._depth += step
        if self._depth > _DEEPEST:
            raise ExpressionError("括号套得太深", "its brackets are nested too deeply")

    def peek(self) -> tuple[str, str]:
        if self._next == len(self._found):
            return "end", ""
        kind, text, _ = self._found[self._next]
        return kind, text

    def take(self, *allowed: str) -> str:
        kind, text = self.peek()
        if text not in allowed or kind == "text":
            spoken = " ".join(allowed)
            raise self.unexpected(Text(spoken, spoken))
        self._next += 1
        return text

    def mark(self) -> tuple[int, int]:
        """Where it stands, to come back to."""
        return self._next, self._depth

    def back_to(self, mark: tuple[int, int]) -> None:
        self._next, self._depth = mark

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


def _comparison(tokens: _Tokens) -> Comparison:
    left = _side(tokens)
    relation = tokens.take(*_RELATIONS)
    return Comparison(relation, left, _side(tokens))  # type: ignore[arg-type]


def _side(tokens: _Tokens) -> Node:
    """An expression, or words in quotes."""
    return Quoted(tokens.take_kind("text")) if tokens.peek()[0] == "text" else _sum(tokens)


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
        return _in_brackets(tokens, _sum)
    if kind == "number":
        return Number(Decimal(tokens.take_kind("number")))
    name = tokens.take_kind("name")
    called = _CALLED.get(name) if tokens.peek()[1] == "(" else None
    return _in_brackets(tokens, called) if called else _name(name)


def _in_brackets(tokens: _Tokens, inside: Callable[[_Tokens], Node]) -> Node:
    tokens.take("(")
    tokens.deeper(1)
    node = inside(tokens)
    tokens.take(")")
    tokens.deeper(-1)
    return node


def _span(tokens: _Tokens) -> Span:
    """first .. last, or the name that stands for several lines; and which of them are left out."""
    first = _name(tokens.take_kind("name"))
    return _span_from(first, tokens)


def _span_from(first: Name, tokens: _Tokens) -> Span:
    if _names_lines(first):
        return Span(first, first)
    tokens.take("..")
    last = _name(tokens.take_kind("name"))
    if first.prior != last.prior:
        raise ExpressionError(
            "相加的各项要么都是今年的，要么都是上年的", "a sum runs within one year"
        )
    return Span(first, last, _left_out(first, tokens))


def _left_out(first: Name, tokens: _Tokens) -> tuple[Name, ...]:
    if tokens.peek()[1] != "except":
        return ()
    tokens.take("except")
    out = [_name(tokens.take_kind("name"))]
    while tokens.peek()[1] == ",":
        tokens.take(",")
        out.append(_name(tokens.take_kind("name")))
    return tuple(Name(name.path, first.prior) for name in out)


def _names_lines(name: Name) -> bool:
    """Whether it stands for all lines that an office added, or all below another."""
    return name.path in ((LINES,), (CHILDREN,))


def _several(tokens: _Tokens) -> tuple[Node, ...]:
    """What a function is given: expressions and spans, with commas between them."""
    given = [_argument(tokens)]
    while tokens.peek()[1] == ",":
        tokens.take(",")
        given.append(_argument(tokens))
    for argument in given:
        span = argument.span if isinstance(argument, Each) else None
        if isinstance(span, Span) and _names_lines(span.first) and len(given) > 1:
            raise ExpressionError(
                f"函数里 {LINES}、{CHILDREN} 要单独写",
                f"in a function {LINES} and {CHILDREN} stand alone",
            )
    return tuple(given)


def _argument(tokens: _Tokens) -> Node:
    node = _sum(tokens)
    if isinstance(node, Name) and (tokens.peek()[1] == ".." or _names_lines(node)):
        return Each(_span_from(node, tokens))
    return node


def _function(function: Function) -> Callable[[_Tokens], Node]:
    return lambda tokens: Call(function, _several(tokens))


def _count(tokens: _Tokens) -> Node:
    """Only figures can be there or not: an expression always has a value."""
    given = _several(tokens)
    if not all(isinstance(argument, Name | Each) for argument in given):
        raise ExpressionError("count 只数表中的数", "count counts figures and no expressions")
    return Call("count", given)


def _round(tokens: _Tokens) -> Node:
    value = _sum(tokens)
    tokens.take(",")
    places = Decimal(tokens.take_kind("number"))
    if places > _MOST_PLACES or places != places.to_integral_value():
        raise ExpressionError(
            f"round 的小数位数应是 0 到 {_MOST_PLACES} 的整数",
            f"round takes a whole number of decimals from 0 to {_MOST_PLACES}",
        )
    return Call("round", (value, Number(places)))


def _condition(tokens: _Tokens) -> Condition:
    """a < b and c == d or e > f: `and` binds closer, brackets may stand around either."""
    return _joined(tokens, "or", lambda tokens: _joined(tokens, "and", _single_condition))


def _joined(
    tokens: _Tokens, by: Literal["and", "or"], each: Callable[[_Tokens], Condition]
) -> Condition:
    found = [each(tokens)]
    while tokens.peek() == ("name", by):
        tokens.take(by)
        found.append(each(tokens))
    return found[0] if len(found) == 1 else Joined(by, tuple(found))


def _single_condition(tokens: _Tokens) -> Condition:
    """A bracket may open a condition or the left side of a comparison: what follows tells."""
    if tokens.peek()[1] != "(":
        return _comparison(tokens)
    start = tokens.mark()
    try:
        return _comparison(tokens)
    except ExpressionError:
        tokens.back_to(start)
    tokens.take("(")
    tokens.deeper(1)
    condition = _condition(tokens)
    tokens.take(")")
    tokens.deeper(-1)
    return condition


def _choice(tokens: _Tokens) -> Node:
    condition = _condition(tokens)
    tokens.take(",")
    then = _sum(tokens)
    tokens.take(",")
    return Choice(condition, then, _sum(tokens))


_CALLED: Mapping[str, Callable[[_Tokens], Node]] = {
    "sum": _span,
    "min": _function("min"),
    "max": _function("max"),
    "average": _function("average"),
    "count": _count,
    "round": _round,
    "if": _choice,
}


def _name(text: str) -> Name:
    path = tuple(text.split("."))
    return Name(path[1:], prior=True) if path[0] == PRIOR and len(path) > 1 else Name(path)
