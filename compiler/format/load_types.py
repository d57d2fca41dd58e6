"""Units and types of figures as a declaration's file says them.

Given the file's tables, gives what a row, a column or a table may name; what does not fit
is noted. A type is like one that needs no declaration, with what it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from compiler.format.entry import Entry
from compiler.format.figure_type import BUILT_IN, KINDS, PERCENT, WEIGHTS, FigureType, Unit
from compiler.text.labels import folded
from compiler.values.figures import Weight

MOST_DECIMALS = 10
Value = TypeVar("Value")
LONGEST_LIST = 255  # all the choices of a cell, as its validation holds them
# What can be said of a number alone.
_OF_NUMBERS = (
    "decimals", "decimals_at_most", "signed", "plus", "thousands", "percent", "unit",
    "printed_unit", "zero",
)  # fmt: skip
# The list of a cell's validation is parted by commas and stands in quotes.
_CHOICE = re.compile(r'[^\s",](?:[^",\x00-\x1f]*[^\s",])?')
_NUMBER = re.compile(r"[+-]?[\d.,]+[%‰]?")
_SAYS_ZERO = re.compile(r"[^1-9/{}\n]*")


class Named(NamedTuple):
    """The units and types of a declaration by their names."""

    units: Mapping[str, Unit]
    types: Mapping[str, FigureType]

    def unit(self, entry: Entry) -> Unit | None:
        return _known(entry, "unit", self.units)

    def type(self, entry: Entry) -> FigureType | None:
        return _known(entry, "type", self.types)


def load_types(top: Entry) -> Named:
    units = {e.name: _unit(e) for e in top.named("unit")}
    types = dict(BUILT_IN)
    for entry in top.named("type"):
        if entry.name in BUILT_IN:
            entry.wrong(
                "",
                entry.name,
                "别的名称：这一种不用声明",
                "another name: this one is known already",
            )
        types[entry.name] = _type(entry, units)
    return Named(units, types)


def _known(entry: Entry, key: str, known: Mapping[str, Value]) -> Value | None:
    name = entry.text(key, "")
    if name and name not in known:
        entry.unknown(key, name, tuple(known))
    return known.get(name)


def _unit(entry: Entry) -> Unit:
    factors = entry.texts_by_key("accepts")
    accepts = []
    for written, factor in factors.items():
        if re.fullmatch(r"\d+(\.\d+)?", factor):
            accepts.append((written, Decimal(factor)))
        else:
            entry.wrong("accepts", factor, '一个数，如 "0.0001"', 'a number such as "0.0001"')
    unit = Unit(entry.text("label"), tuple(accepts), entry.flag("before", default=False))
    entry.finish()
    return unit


def _type(entry: Entry, units: Mapping[str, Unit]) -> FigureType:
    like = BUILT_IN[entry.choice("like", KINDS, "amount") or "amount"]
    strange = () if like.is_number else tuple(key for key in _OF_NUMBERS if entry.has(key))
    for key in strange:
        entry.wrong(
            key, like.kind, "数的 like（文字、日期没有它）", "this only where like is a number"
        )
    fixed, at_most = (entry.integer(k, MOST_DECIMALS) for k in ("decimals", "decimals_at_most"))
    if fixed is not None and at_most is not None:
        entry.wrong("decimals_at_most", at_most, "decimals 或它，只写一个", "decimals or this one")
    decimals = at_most if fixed is None else fixed
    if like.whole and decimals:
        entry.wrong(
            "decimals" if fixed else "decimals_at_most",
            decimals,
            f'0，或者另写 like = "amount"：{like.kind} 没有小数',
            f'0, or like = "amount": a {like.kind} has no decimals',
        )
    percent = entry.flag("percent", default=False)
    unit = _known(entry, "unit", units)
    if percent and unit:
        entry.wrong("unit", unit.label, "percent 或它，只写一个", "percent or this one")
    zero = _zero(entry)
    type_ = like._replace(
        decimals=like.decimals if decimals is None else decimals,
        fixed=fixed is not None,
        signed=entry.flag("signed", default=like.signed),
        plus=entry.flag("plus", default=False),
        thousands=entry.flag("thousands", default=False),
        zero=zero,
        unit=PERCENT if percent else unit,
        printed_unit=entry.flag("printed_unit", default=percent),
        not_applicable=entry.flag("not_applicable", default=False),
        words=_words(entry, like, zero),
        choices=_choices(entry, like),
        optional=entry.flag("optional", default=False),
    )
    entry.finish()
    return type_


def _words(entry: Entry, like: FigureType, zero: str | None) -> tuple[tuple[str, Weight], ...]:
    words = entry.texts_by_key("words")
    for word, weight in words.items():
        if weight not in WEIGHTS:
            entry.wrong("words", weight, "nothing 或 skip", "nothing or skip")
        if not _CHOICE.fullmatch(word) or _NUMBER.fullmatch(word) or word == "/":
            zh = "一行以内、不含半角逗号和引号的词，不是数，也不是 /"
            entry.wrong("words", word, zh, "a word without commas and quotes, no number and not /")
    if like.kind == "date" and "nothing" in words.values():
        entry.wrong("words", "nothing", "skip：日期没有零", "skip: of dates there is no nothing")
    if words and like.kind == "text":
        entry.wrong("words", like.kind, "数或日期的 like", "this only where like is no text")
    others = () if zero is None else (zero,)
    if len({folded(word).casefold() for word in (*words, *others)}) < len(words) + len(others):
        entry.wrong(
            "words",
            ", ".join(words),
            "各不相同、与 zero 也不同的词",
            "words that differ, from zero too",
        )
    return tuple(words.items())  # type: ignore[arg-type]


def _choices(entry: Entry, like: FigureType) -> tuple[str, ...]:
    choices = entry.texts("choices")
    if choices and like.kind != "text":
        entry.wrong("choices", like.kind, 'like = "text"', 'like = "text"')
    if not all(map(_CHOICE.fullmatch, choices)):
        zh, en = "一行以内、不含半角逗号和引号的词", "words on a line, without commas and quotes"
        entry.wrong("choices", ", ".join(choices), zh, en)
    if len(",".join(choices)) > LONGEST_LIST:
        most = LONGEST_LIST
        entry.wrong("choices", len(choices), f"一共不超过 {most} 个字", f"{most} characters in all")
    if len({folded(choice).casefold() for choice in choices}) < len(choices):
        entry.wrong("choices", ", ".join(choices), "各不相同的词", "words that differ")
    return choices


def _zero(entry: Entry) -> str | None:
    """What stands for 0; it must not read as another number, nor as “not applicable”."""
    if not entry.has("zero"):
        return None
    zero = entry.text("zero", "")
    if not _SAYS_ZERO.fullmatch(zero):
        entry.wrong(
            "zero", zero, "表示零的写法，如 0.00 或 –", "what says nothing, such as 0.00 or –"
        )
        return None
    return zero
