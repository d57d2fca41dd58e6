"""Identities and inequalities within a table that do not hold, T201 to T401.

What each rule says stands in the declaration; a finding of these kinds names its rule. Across
tables and years the same words are said.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

_UNEQUAL = Text(
    "{where}：{equation}，应为 {expected}，实为 {actual}，相差 {difference}。",
    "{where}: {equation}; expected {expected}, found {actual}, difference {difference}.",
)
_HINT = Text("{hint}", "{hint}")  # the rule's own where it has one in this language

WRONG_TOTAL = Kind(
    code="T201",
    name="wrong-total",
    severity=Severity.ERROR,
    message=_UNEQUAL,
    hint=_HINT,
    page=Text(
        "合计必须等于各项之和。工作簿里的合计自动相加；手工改过或从别处抄来的合计才会不等。",
        "A total equals the sum of its parts. The workbook adds it up; only one typed over or copied from elsewhere differs.",
    ),
)

UNBALANCED = Kind(
    code="T301",
    name="unbalanced",
    severity=Severity.ERROR,
    message=_UNEQUAL,
    hint=_HINT,
    page=Text(
        "表中印明的勾稽关系：两边必须相等。总计列如果只是因为某一行或某一列不相符而不相符，算作它的后果，不另列一条。",
        "The identity printed on the form: both sides are equal. A total column that fails only because a row or column failed is its consequence, not a second error.",
    ),
)

OUT_OF_BOUNDS = Kind(
    code="T401",
    name="out-of-bounds",
    severity=Severity.ERROR,
    message=Text(
        "{where}：{equation}，不符合“{words}”。",
        "{where}: {equation}, which breaks “{words}”.",
    ),
    hint=_HINT,
    page=Text(
        "两个数的大小有确定的关系，例如减少的数不能超过原有的数。",
        "Two figures stand in a certain order; no more can be taken away than was there.",
    ),
)


def is_bound(kind: Kind) -> bool:
    """Whether it is an inequality that is broken, in a table or across tables or years: the
    expected value is then a bound, and none that must be met.
    """
    return kind.message is OUT_OF_BOUNDS.message
