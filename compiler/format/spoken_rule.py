"""Rules and their parts in words.

Given bound expressions and how a figure is said, gives them as a sentence has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from compiler.format.declaration import Rule
from compiler.format.expression import (
    Binary,
    Call,
    Cell,
    Choice,
    Condition,
    Each,
    Joined,
    Node,
    Number,
    Quoted,
    Sum,
    Word,
    cells,
    leaves,
)
from compiler.text.language import Language
from compiler.text.numerals import plain

# Signs and brackets of arithmetic: full width among Chinese characters only.
_SIGNS: Mapping[Language, Mapping[str, str]] = {
    "zh": {"+": " ＋ ", "-": " － ", "*": " × ", "/": " ÷ ", "(": "（", ")": "）"},
    "en": {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ ", "(": "(", ")": ")"},
}


_COMMAS: Mapping[Language, str] = {"zh": "、", "en": ", "}
_ALLOWED: Mapping[Language, str] = {"zh": "（允许相差 {0}）", "en": " (within {0})"}


def words_of_rule(rule: Rule, language: Language) -> str:
    """A rule as its declaration says it, and how far it may be off."""
    return rule.words + allowance(rule, language)


def allowance(rule: Rule, language: Language) -> str:
    """How far a rule may be off, to stand after it; nothing where it is exact."""
    return _ALLOWED[language].format(plain(rule.within)) if rule.within else ""


_JOINED: Mapping[Language, Mapping[str, str]] = {
    "zh": {"and": " 且 ", "or": " 或 "},
    "en": {"and": " and ", "or": " or "},
}
_RELATIONS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
_FULL_WIDTH = str.maketrans("=<>", "＝＜＞")
_FUNCTIONS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "min": "最小的（{0}）", "max": "最大的（{0}）", "average": "平均（{0}）",
        "count": "填了数的项数（{0}）",
    },
    "en": {
        "min": "the least of ({0})", "max": "the greatest of ({0})", "average": "the average of ({0})",
        "count": "the number filled in of ({0})",
    },
}  # fmt: skip


def related(relation: str, language: Language) -> str:
    """The sign of a relation."""
    sign = _RELATIONS[relation]
    return sign.translate(_FULL_WIDTH) if language == "zh" else sign


def in_words(node: Node, spoken: Callable[[Cell], str], language: Language) -> str:
    """An expression in words, each figure as `spoken` says it."""
    if isinstance(node, Cell):
        return spoken(node)
    if isinstance(node, Sum):
        return _SIGNS[language]["+"].join(spoken(cell) for cell in node.cells)
    if isinstance(node, Each):
        return _COMMAS[language].join(spoken(cell) for cell in cells(node))
    if isinstance(node, Number):
        return format(node.value, "f")
    if isinstance(node, Word):
        return spoken(node.cell)
    if isinstance(node, Quoted):
        return f"“{node.text}”"
    if isinstance(node, Binary):
        return _operation_in_words(node, spoken, language)
    if isinstance(node, Call):
        return _call_in_words(node, spoken, language)
    if isinstance(node, Choice):
        asked = _condition_in_words(node.condition, spoken, language)
        then, other = (in_words(part, spoken, language) for part in (node.then, node.other))
        if language == "zh":
            return f"（{asked} 时取{then}，否则取{other}）"
        return f"({then} if {asked}, else {other})"
    raise TypeError(f"unbound: {next(iter(leaves(node)))}")


def _condition_in_words(
    condition: Condition, spoken: Callable[[Cell], str], language: Language
) -> str:
    if isinstance(condition, Joined):
        inside = []
        for each in condition.conditions:
            told = _condition_in_words(each, spoken, language)
            signs = _SIGNS[language]
            both = condition.by == "and" and isinstance(each, Joined)
            inside.append(f"{signs['(']}{told}{signs[')']}" if both else told)
        return _JOINED[language][condition.by].join(inside)
    left, right = (in_words(side, spoken, language) for side in (condition.left, condition.right))
    return f"{left} {related(condition.relation, language)} {right}"


def _operation_in_words(node: Binary, spoken: Callable[[Cell], str], language: Language) -> str:
    signs = _SIGNS[language]
    left = in_words(node.left, spoken, language)
    right = in_words(node.right, spoken, language)
    if node.operator != "+" and isinstance(node.right, Binary | Sum):
        right = f"{signs['(']}{right}{signs[')']}"
    if node.operator in "*/" and _adds(node.left):
        left = f"{signs['(']}{left}{signs[')']}"
    return f"{left}{signs[node.operator]}{right}"


def _adds(node: Node) -> bool:
    return isinstance(node, Sum) or (isinstance(node, Binary) and node.operator in "+-")


def _call_in_words(node: Call, spoken: Callable[[Cell], str], language: Language) -> str:
    said = [in_words(argument, spoken, language) for argument in node.arguments]
    if node.function == "round":
        value, places = said
        if language == "zh":
            return f"{value}（保留 {places} 位小数）"
        return f"{value} (rounded to {places} decimals)"
    return _FUNCTIONS[language][node.function].format(_COMMAS[language].join(said))
