"""How the figures of a line are typed, by the words of its label and a filled example.

Given a label and the figures of its line, gives the keys of a declaration; each is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from compiler.learning.label_words import (
    is_change,
    is_label,
    is_money,
    is_unit_of_money,
    number_in,
    unit_beside,
    unit_said,
)
from compiler.learning.outline import Path
from compiler.text.dates import day_meant
from compiler.text.language import Text
from compiler.values.named_tuple import NamedTuple

_COUNTED = re.compile(r"数量|件数|人数|次数|个数|number|count", re.IGNORECASE)
_PERCENT = re.compile(r"[-−－]?[\d.,]+\s*[%％]")
# A type of its own, that the draft declares.
PERCENT_TYPE = "percentage"
_NOT_APPLICABLE = frozenset("/／")
_AS_MONEY = Text("按标签推测为金额", "an amount, by its label")
_AS_CHANGE = Text("按标签推测为增减数", "a change, by its label")
_AS_SEEN = Text("按填好的例子推测", "as the filled example has it")


class Typing(NamedTuple):
    """`unit` is as the form says it; `why` is empty where nothing was guessed."""

    type: str = ""
    unit: str = ""
    printed_unit: bool = False
    not_applicable: bool = False
    why: tuple[Text, ...] = ()


def typing_of(path: Path, unit: str, figures: Iterable[str], *, counted: bool = False) -> Typing:
    """`unit` is that of the whole table; `figures` are the example's along this line; what is
    `counted` with holds numbers.
    """
    texts = [text for text in figures if text]
    label = " ".join(path)
    if not counted and (written := _written(texts)):
        return Typing(written, why=(_AS_SEEN,))
    numbers = [number for text in texts if (number := number_in(text)) is not None]
    own = unit_said(label)
    printed = next(filter(None, map(unit_beside, texts)), "")
    kind, why = _kind(label, own or printed or _of_table(unit, label), numbers)
    marked = any(text in _NOT_APPLICABLE for text in texts)
    return Typing(
        kind,
        (own or printed or _of_table(unit, label)) if kind == "amount" else "",
        printed_unit=bool(printed) and not own,
        not_applicable=marked,
        why=tuple(dict.fromkeys([*why, *([_AS_SEEN] if marked or (printed and not own) else [])])),
    )


def _written(texts: list[str]) -> str:
    """Dates, words or percentages, where the example has nothing else."""
    if not texts:
        return ""
    if all(day_meant(text) for text in texts):
        return "date"
    if all(_PERCENT.fullmatch(text) for text in texts):
        return PERCENT_TYPE
    return "text" if all(map(_is_said, texts)) else ""


def _is_said(text: str) -> bool:
    """Whether it is words and no figure, nor what stands for one."""
    return is_label(text) and any(map(str.isalpha, text)) and text.upper() not in ("N/A", "NA")


def _of_table(unit: str, label: str) -> str:
    return unit if is_unit_of_money(unit) and not _COUNTED.search(label) else ""


def _kind(label: str, unit: str, numbers: list[Decimal]) -> tuple[str, list[Text]]:
    if unit:
        return "amount", [_AS_MONEY]
    if is_change(label):
        return "change", [_AS_CHANGE]
    if any(number != number.to_integral_value() for number in numbers):
        return "amount", [_AS_SEEN]
    if any(number < 0 for number in numbers):
        return "change", [_AS_SEEN]
    if is_money(label):
        return "amount", [_AS_MONEY]
    return "", []


_SIZES = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
_SIZES_ELSEWHERE = {"": 1, "thousand": 10**3, "million": 10**6}
_IDS = {
    "元": "yuan", "千元": "qian_yuan", "万元": "wan_yuan", "百万元": "bai_wan_yuan",
    "亿元": "yi_yuan", "£": "pounds", "$": "dollars", "€": "euros",
}  # fmt: skip


def unit_id(unit: str) -> str:
    sign, _, size = unit.partition(" ")
    return "_".join(filter(None, (_IDS.get(unit) or _IDS.get(sign, "unit"), size.lower())))


def others_of(unit: str) -> Iterator[tuple[str, str]]:
    """What else people write for it, with the factor to it, as text."""
    if unit in _SIZES:
        for other in ("元", "万元", "亿元"):
            if other != unit:
                yield other, f"{Decimal(_SIZES[other]) / _SIZES[unit]:f}"
        return
    sign, _, size = unit.partition(" ")
    for other, number in _SIZES_ELSEWHERE.items():
        if sign in _IDS and size in _SIZES_ELSEWHERE and other != size:
            factor = Decimal(number) / _SIZES_ELSEWHERE[size]
            yield f"{sign} {other}".strip(), f"{factor:f}"
