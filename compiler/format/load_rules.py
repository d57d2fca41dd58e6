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
from compiler.format.expression import Binary, Call, Name, Node, Number, divides, parts
from compiler.format.grammar import ExpressionError, parse_rule, parse_value
from compiler.format.keys import Keys
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

RULE_KEYS = Keys(
    "rule",
    "[[rule]]",
    "数与数之间的一条关系：核对它，工作簿里实时校验它，能由它算出的合计自动算。",
    "A relation between figures: it is checked, the workbook checks it live, and totals are computed by it.",
)
_ID = RULE_KEYS.text(
    "id",
    "编号，不与别的规则相同；问题按它辨认，不要改。",
    "Its id, unlike other rules'; findings are known by it, so it should stay.",
    spelling=_RULE_ID,
)
_EACH = RULE_KEYS.texts(
    "each",
    "对哪些行或列各说一遍：行里的名称是列的编号，列里的名称是行的编号。不写，名称就要写全：表.行.列。",
    "For each row or each column of which tables: within a row, names are its columns, within a column its rows. Without it a name is table.row.column.",
    written=Text('如 ["loans.rows"]', 'such as ["loans.rows"]'),
)
_HOLDS = RULE_KEYS.text(
    "holds",
    "关系式：+ - * / ( )、sum、min、max、average、count、round、if（条件可以用 and、or 连起来）和一个 == != <= >= < >；prior. 是上年的数。",
    "The relation: + - * / ( ), sum, min, max, average, count, round, if (its conditions joined by and, or), and one of == != <= >= < >; prior. is last year's figure.",
)
_EXCEPT = RULE_KEYS.texts(
    "except",
    "each 的行、列中，不成立的那几行或几列。",
    "The lines of `each` along which it does not hold.",
    written=Text("编号的列表", "a list of ids"),
)
_WITHIN = RULE_KEYS.text(
    "within",
    "因各自四舍五入，两边可以相差多少。只用于 ==、<=、>=。",
    "How far both sides may be apart, because figures were rounded. For ==, <= and >= only.",
    "",
    written=Text('大于 0 的数，如 "0.01"', 'a number above 0 such as "0.01"'),
)
_DEFINES = RULE_KEYS.text(
    "defines",
    "工作簿自动算出的数，单独写在 == 左边。",
    "The figure that the workbook computes; it stands alone on the left of ==.",
    "",
    written=Text("holds 里的名称", "a name of holds"),
)
_RESULT = RULE_KEYS.text(
    "result",
    "不符时问题指向的数；不写，指向 defines 的数，或者第一个名称。",
    "The figure that a finding points at; else the one it defines, or its first name.",
    "",
    written=Text("holds 里的名称", "a name of holds"),
)
_SEVERITY = RULE_KEYS.choice(
    "severity",
    "不符时是错误、警告还是提示。出自惯例而不是明文的，至多是警告。",
    "How bad it is to break it; what rests on custom should be a warning at most.",
    ("error", "warning", "advice"),
    "error",
)
_EXPLAINABLE = RULE_KEYS.flag(
    "explainable",
    "错误可以在“情况说明”里写明原因而通过。",
    "An error passes once its reason is written on the sheet of explanations.",
)
_RULE_WORDS = RULE_KEYS.text(
    "words", "关系的文字说法，如：来信 ＋ 来访 ＝ 合计。", "The relation as people read it."
)
_CLAUSE = RULE_KEYS.text("clause", "出处：文件、条款。", "Where it comes from.", "")
_EXCEPTIONS = RULE_KEYS.text(
    "exceptions",
    "什么情形下实践中有理由不符。",
    "When practice departs from it with good reason.",
    "",
)
_HINT = RULE_KEYS.text("hint", "不符时建议怎样核对。", "What to do where it is broken.", "")

FIGURE_KEYS = Keys(
    "figure",
    "[[figure]]",
    "文字里可以引用的数：写 {名称}，编文档时换成表里的数。",
    "A figure that the text may quote by its {name}.",
)
_NAME = FIGURE_KEYS.text(
    "name",
    "引用时写的名称。",
    "The name by which it is quoted.",
    written=Text(f"{LONGEST_NAME} 个字以内的名称", f"a name of at most {LONGEST_NAME} characters"),
)
_VALUE = FIGURE_KEYS.text(
    "value",
    "关系式，名称写全：表.行.列。表.line.列是增加的每一行，引用时名称后面空一格写它的代码。",
    "An expression; a name is table.row.column. table.line.column is that of each added line, quoted by the name, a blank and the line's key.",
)
_DECIMALS = FIGURE_KEYS.integer(
    "decimals",
    "四舍五入到几位小数；有除法时必须写。",
    "To how many decimals it is rounded; needed where there is a division.",
    MOST_DECIMALS,
)
_SUFFIX = FIGURE_KEYS.text(
    "suffix", "印在数后面的文字，如 %。", "What is printed after the number, such as %.", ""
)
_AS_PRINTED = FIGURE_KEYS.flag(
    "as_printed",
    "照格里的样子印：千分位、币号、正号、百分号、零的写法。value 要是一个名称，不写 decimals、suffix 和 rise。",
    "Printed as its cell prints it: commas, currency, +, % and what stands for 0. `value` is then one name, without decimals, suffix and rise.",
)
_WAYS = (
    FIGURE_KEYS.text(
        "rise",
        "是增减时，增加怎么说，后面接不带正负号的数：增长。和 fall、same 一起写。",
        "Of a change: what is said before the number where it went up. All three or none.",
        together=True,
    ),
    FIGURE_KEYS.text("fall", "减少怎么说：下降。", "The same where it went down.", together=True),
    FIGURE_KEYS.text(
        "same",
        "没有增减怎么说，后面不接数：与上年持平。",
        "What is said, without a number, where nothing changed.",
        together=True,
    ),
)


def load_rule(entry: Entry) -> Rule:
    scopes = []
    for scope in entry.get(_EACH):
        table, _, axis = scope.rpartition(".")
        if axis not in ("rows", "columns") or not table:
            entry.wrong("each", scope, "“表.rows”或“表.columns”", "“table.rows” or “table.columns”")
        else:
            scopes.append((table, axis))
    holds = entry.get(_HOLDS)
    rule = Rule(
        id=entry.get(_ID),
        holds=_parsed(entry, "holds", holds, parse_rule, "a == 0"),
        each=tuple(scopes),  # type: ignore[arg-type]
        without=entry.get(_EXCEPT),
        within=_within(entry),
        defines=entry.get(_DEFINES) or None,
        result=entry.get(_RESULT) or None,
        severity=Severity(entry.get(_SEVERITY) or "error"),
        explainable=entry.get(_EXPLAINABLE),
        words=entry.get(_RULE_WORDS),
        clause=entry.get(_CLAUSE),
        exceptions=entry.get(_EXCEPTIONS),
        hint=entry.get(_HINT),
    )
    _judgeable(rule, holds, entry)
    entry.finish()
    return rule


def _within(entry: Entry) -> Decimal:
    written = entry.get(_WITHIN)
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
    value, name = entry.get(_VALUE), entry.get(_NAME)
    if len(name) > LONGEST_NAME or "\n" in name or name != name.strip():
        zh = f"{LONGEST_NAME} 个字以内、两头没有空格、没有换行的名称"
        en = (
            f"a name of at most {LONGEST_NAME} characters, in one line, with no blank at either end"
        )
        entry.wrong("name", name, zh, en)
    figure = KeyFigure(
        name=name,
        value=_parsed(entry, "value", value, parse_value, "0"),
        decimals=entry.get(_DECIMALS),
        suffix=entry.get(_SUFFIX),
        direction=_direction(entry),
        as_printed=entry.get(_AS_PRINTED),
    )
    otherwise = figure.decimals is not None or figure.suffix or figure.direction
    if figure.as_printed and (otherwise or not isinstance(figure.value, Name)):
        entry.wrong(
            "as_printed",
            "true",
            "只有一个名称的 value，不写 decimals、suffix、rise",
            "a value that is one name, without decimals, suffix and rise",
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
    return Direction(*map(entry.get, _WAYS))


def _parsed(entry: Entry, key: str, text: str, parse: Callable[[str], Any], instead: str) -> Any:
    try:
        return parse(text or instead)
    except ExpressionError as fault:
        entry.bad_expression(key, text, fault.reason)
        return parse(instead)
