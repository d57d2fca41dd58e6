"""The rules of a declaration file and the figures that prose can quote.

Given their entries, gives them parsed; what their names mean is the business of `validate`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from compiler.format.declaration import LONGEST_NAME, Direction, KeyFigure, Rule
from compiler.format.entry import Entry, Spelling
from compiler.format.expression import Binary, Call, Node, Number, divides, parts
from compiler.format.grammar import ExpressionError, parse_rule, parse_value
from compiler.format.load_types import MOST_DECIMALS
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.findings import Severity

_RULE_ID = Spelling(
    re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*"),
    Text("由英文字母、数字、下划线或短横组成的编号", "an id of letters, digits, _ or -"),
)
# The relations that rounding blurs: others are exact.
_NEARLY = ("==", "<=", ">=")


def load_rule(entry: Entry) -> Rule:
    scopes = []
    for scope in entry.texts("each"):
        table, _, axis = scope.rpartition(".")
        if axis not in ("rows", "columns") or not table:
            entry.wrong("each", scope, "“表.rows”或“表.columns”", "“table.rows” or “table.columns”")
        else:
            scopes.append((table, axis))
    holds = entry.text("holds")
    rule = Rule(
        id=entry.text("id", spelling=_RULE_ID),
        holds=_parsed(entry, "holds", holds, parse_rule, "a == 0"),
        each=tuple(scopes),  # type: ignore[arg-type]
        without=entry.texts("except"),
        within=_within(entry),
        defines=entry.text("defines", "") or None,
        result=entry.text("result", "") or None,
        severity=Severity(
            entry.choice("severity", ("error", "warning", "advice"), "error") or "error"
        ),
        explainable=entry.flag("explainable", default=False),
        words=entry.text("words"),
        clause=entry.text("clause", ""),
        exceptions=entry.text("exceptions", ""),
        hint=entry.text("hint", ""),
    )
    _judgeable(rule, holds, entry)
    entry.finish()
    return rule


def _within(entry: Entry) -> Decimal:
    written = entry.text("within", "")
    if written and not (re.fullmatch(r"\d+(\.\d+)?", written) and Decimal(written)):
        entry.wrong("within", written, '大于 0 的数，如 "0.01"', 'a number above 0 such as "0.01"')
        return Decimal(0)
    return Decimal(written or 0)


def _judgeable(rule: Rule, holds: str, entry: Entry) -> None:
    """Whether every report that is right keeps the rule, whatever had to be rounded in it."""
    relation = rule.holds.relation
    if entry.has("within") and not rule.within:
        return  # what was meant cannot be told
    if rule.within and relation not in _NEARLY:
        entry.wrong(
            "within",
            plain(rule.within),
            f"只用于 {' '.join(_NEARLY)} 的允许差数",
            f"an allowance for {' '.join(_NEARLY)} only",
        )
    unrounded = _is_quotient(rule.holds.left) or _is_quotient(rule.holds.right)
    if unrounded and relation in ("==", "!=") and not rule.within:
        entry.wrong(
            "holds",
            holds,
            "写明 within（允许相差多少）的商，或者 round(商, 位数)",
            "a quotient with within (how far it may be off) beside it, or round(quotient, places)",
        )
    elif rule.defines and _is_quotient(rule.holds.right):
        entry.wrong(
            "holds",
            holds,
            "round(商, 位数)：工作簿要算出确定的数",
            "round(quotient, places), for the workbook to compute a definite number",
        )


def _is_quotient(node: Node) -> bool:
    """Whether it divides by figures, or by how many there are, and does not round."""
    if isinstance(node, Call) and node.function in ("round", "count"):
        return False
    if isinstance(node, Binary) and node.operator == "/" and not isinstance(node.right, Number):
        return True
    average = isinstance(node, Call) and node.function == "average"
    return average or any(map(_is_quotient, parts(node)))


def load_key_figure(entry: Entry) -> KeyFigure:
    value, name = entry.text("value"), entry.text("name")
    if len(name) > LONGEST_NAME or "\n" in name or name != name.strip():
        zh = f"{LONGEST_NAME} 个字以内、两头没有空格、没有换行的名称"
        en = (
            f"a name of at most {LONGEST_NAME} characters, in one line, with no blank at either end"
        )
        entry.wrong("name", name, zh, en)
    figure = KeyFigure(
        name=name,
        value=_parsed(entry, "value", value, parse_value, "0"),
        decimals=entry.integer("decimals", MOST_DECIMALS),
        suffix=entry.text("suffix", ""),
        direction=_direction(entry),
    )
    if figure.decimals is None and divides(figure.value):
        entry.wrong(
            "value",
            value,
            "不含除法的关系式，或者写明 decimals（保留几位小数）",
            "an expression without a division, or decimals (how many to print) beside it",
        )
    entry.finish()
    return figure


def _direction(entry: Entry) -> Direction | None:
    """All three ways that a change can go, or none of them."""
    if not any(map(entry.has, Direction._fields)):
        entry.known(*Direction._fields)
        return None
    return Direction(*(entry.text(key) for key in Direction._fields))


def _parsed(entry: Entry, key: str, text: str, parse: Callable[[str], Any], instead: str) -> Any:
    try:
        return parse(text or instead)
    except ExpressionError as fault:
        entry.bad_expression(key, text, fault.reason)
        return parse(instead)
