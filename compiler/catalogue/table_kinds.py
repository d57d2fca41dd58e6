"""Identities and inequalities that do not hold: T within a table, X across tables, Y across years.

What each rule says stands in the declaration; a finding of these kinds names its rule.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

ERROR = Severity.ERROR

_MESSAGE = Text(
    "{where}：{equation}，应为 {expected}，实为 {actual}，相差 {difference}。",
    "{where}: {equation}; expected {expected}, found {actual}, difference {difference}.",
)
_HINT = Text("{hint}", "{hint}")  # the rule's own where it has one in this language

_PAGE_TOTAL = Text(
    "合计必须等于各项之和。工作簿里的合计自动相加；手工改过或从别处抄来的合计才会不等。",
    "A total equals the sum of its parts. The workbook adds it up; only one typed over or copied from elsewhere differs.",
)
_PAGE_BALANCE = Text(
    "表中印明的勾稽关系：两边必须相等。总计列如果只是因为某一行或某一列不相符而不相符，算作它的后果，不另列一条。",
    "The identity printed on the form: both sides are equal. A total column that fails only because a row or column failed is its consequence, not a second error.",
)
_PAGE_BOUND = Text(
    "两个数的大小有确定的关系，例如减少的数不能超过原有的数。",
    "Two figures stand in a certain order; no more can be taken away than was there.",
)


def _kind(code: str, name: str, page: Text, message: Text = _MESSAGE) -> Kind:
    return Kind(code, name, ERROR, message, _HINT, page)


WRONG_TOTAL = _kind("T201", "wrong-total", _PAGE_TOTAL)
UNBALANCED = _kind("T301", "unbalanced", _PAGE_BALANCE)
OUT_OF_BOUNDS = _kind(
    "T401", "out-of-bounds", _PAGE_BOUND,
    Text(
        "{where}：{equation}，不符合“{words}”。",
        "{where}: {equation}, which breaks “{words}”.",
    ),
)  # fmt: skip
ACROSS_TABLES = _kind(
    "X301", "tables-disagree",
    Text("不同表里的数有确定的关系，必须对得上。", "Figures of different tables stand in a certain relation."),
)  # fmt: skip
ACROSS_TABLES_BOUND = _kind("X401", "tables-out-of-bounds", _PAGE_BOUND, OUT_OF_BOUNDS.message)
ACROSS_YEARS = _kind(
    "Y301", "years-disagree",
    Text(
        "今年的数与上年报告的数有确定的关系，例如上年结转等于上年报告的结转下年度。",
        "This year's figures stand in a certain relation to last year's, such as what was carried over.",
    ),
)  # fmt: skip
ACROSS_YEARS_BOUND = _kind("Y401", "years-out-of-bounds", _PAGE_BOUND, OUT_OF_BOUNDS.message)

BOUNDS = (OUT_OF_BOUNDS, ACROSS_TABLES_BOUND, ACROSS_YEARS_BOUND)
KINDS = (
    WRONG_TOTAL, UNBALANCED, OUT_OF_BOUNDS, ACROSS_TABLES, ACROSS_TABLES_BOUND, ACROSS_YEARS,
    ACROSS_YEARS_BOUND,
)  # fmt: skip
