"""Units and types of figures as a declaration's file says them.

Given the file's tables, gives what a row, a column or a table may name; what does not fit
is noted. A type is like one that needs no declaration, with what it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from compiler.format.entry import Entry
from compiler.format.figure_type import (
    BUILT_IN,
    KINDS,
    LONGEST_LIST,
    PERCENT,
    WEIGHTS,
    FigureType,
    Unit,
)
from compiler.format.keys import Key, Keys
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.values.figures import Weight
from compiler.values.named_tuple import NamedTuple

MOST_DECIMALS = 10

NAME_OF_UNIT = Text("[unit.…] 的名称", "the name of a [unit.…]")
NAME_OF_TYPE = Text(
    "count、change、amount、text、date，或 [type.…] 的名称",
    "count, change, amount, text, date or the name of a [type.…]",
)
UNIT_KEYS = Keys(
    "unit",
    "[unit.名称]",
    "计量单位，行、列、表和类型按名称用它。",
    "A unit, named by rows, columns, tables and types.",
)
_LABEL = UNIT_KEYS.text(
    "label", "印出来的写法，如 万元。", "How it is printed, such as £ thousand."
)
_ACCEPTS = UNIT_KEYS.texts_by_key(
    "accepts",
    "填表人可能写的别的单位，和换算成本单位的倍数。",
    "Other units that staff may write, each with its factor to this one.",
    written=Text('如 { "元" = "0.0001" }', 'such as { "£" = "0.001" }'),
)
_BEFORE = UNIT_KEYS.flag(
    "before", "印在数的前面，如 US$。", "It is printed before the number, as US$ is."
)

TYPE_KEYS = Keys(
    "type",
    "[type.名称]",
    "数、文字、日期怎样填、怎样印，行、列、表按名称用它。",
    "How figures, words or dates are typed and printed, named by rows, columns and tables.",
)
_LIKE = TYPE_KEYS.choice(
    "like",
    "从哪种现成的类型出发：计数、可正可负的增减、可有小数的数量、文字、日期。",
    "The built-in type that it starts from.",
    KINDS,
    "amount",
)
_DECIMALS = TYPE_KEYS.integer(
    "decimals",
    "至多填几位小数，印时总是印足这么多位。",
    "So many decimals may be typed, and always so many are printed.",
    MOST_DECIMALS,
)
_DECIMALS_AT_MOST = TYPE_KEYS.integer(
    "decimals_at_most",
    "至多填几位小数，填几位印几位。与 decimals 只写一个。",
    "So many decimals may be typed, and are printed as typed. Not beside decimals.",
    MOST_DECIMALS,
)
_SIGNED = TYPE_KEYS.flag(
    "signed",
    "可以小于 0。like 是 change 时本来就可以。",
    "It may be less than nothing; what is like change may be so anyway.",
)
_PLUS = TYPE_KEYS.flag(
    "plus", "大于 0 的数印出正号。", "What is more than nothing is printed with its +."
)
_THOUSANDS = TYPE_KEYS.flag("thousands", "印千分位逗号。", "Printed with commas: 1,234.")
_PERCENT = TYPE_KEYS.flag(
    "percent",
    "百分数：填百分号前面的数，印时带 %。与 unit 只写一个。",
    "A percentage: the number before the % is typed, and printed with it. Not beside unit.",
)
_UNIT = TYPE_KEYS.text("unit", "数的单位。", "The unit it is kept in.", "", written=NAME_OF_UNIT)
_PRINTED_UNIT = TYPE_KEYS.flag(
    "printed_unit",
    "单位和数一起印在格里。是百分数时本来就印。",
    "The unit is printed in the cell with the number; that of a percentage is anyway.",
)
_ZERO_KEY = TYPE_KEYS.text(
    "zero",
    "0 印成什么，如 0.00、–，空文字就是空白。不写，像别的数一样印。",
    "What is printed for 0: 0.00, –, or an empty text for a blank. Without it, 0 is printed as other numbers are.",
    "",
)
_NOT_APPLICABLE = TYPE_KEYS.flag(
    "not_applicable",
    "可以填 /，表示不适用；它不是 0。",
    "“/” may stand there for what does not apply; it is not 0.",
)
_WORDS = TYPE_KEYS.texts_by_key(
    "words",
    "可以代替数的词，照样保存、照样印出。nothing：按 0 算；skip：同 /，合计不计它，别的关系不核对。",
    "Words that may stand for the number, kept and printed as they are. nothing: it adds nothing; skip: it is what / is, no part of totals, and no other rule is asked of it.",
    written=Text(
        '如 { "N/A" = "skip", "<1" = "nothing" }', 'such as { "N/A" = "skip", "<1" = "nothing" }'
    ),
)
_CHOICES = TYPE_KEYS.texts(
    "choices",
    '文字只能是其中一个，工作簿里有下拉列表。只用于 like = "text"。',
    "Of a text: one of these must stand there, chosen from a list.",
)
_OPTIONAL = TYPE_KEYS.flag(
    "optional", "可以空着，不提醒。", "It may stay blank; else a blank is warned of."
)
_ADDS = TYPE_KEYS.flag(
    "adds",
    "几家单位的数可以相加成全部的数。百分数不能加，别的数都能；中位数、平均、比率写 adds = false。",
    "The figures of several units add up to that of all. Percentages do not, other numbers do; say adds = false of medians, averages and rates.",
)

_ASKS_ABOVE = TYPE_KEYS.integer(
    "asks_above",
    "比它大的数，问一问是不是写错了单位（如按元填了万元的格）。只是提示。",
    "Of a larger number it is asked whether it is in another unit. This only advises.",
)

Value = TypeVar("Value")
# What can be said of a number alone.
_OF_NUMBERS = (
    "decimals", "decimals_at_most", "signed", "plus", "thousands", "percent", "unit",
    "printed_unit", "zero", "adds", "asks_above",
)  # fmt: skip
# The list of a cell's validation is parted by commas and stands in quotes.
_CHOICE = re.compile(r'[^\s",](?:[^",\x00-\x1f]*[^\s",])?')
_NUMBER = re.compile(r"[+-]?[\d.,]+[%‰]?")
_SAYS_ZERO = re.compile(r"[^1-9/{}\n]*")


class Named(NamedTuple):
    """The units and types of a declaration by their names."""

    units: Mapping[str, Unit]
    types: Mapping[str, FigureType]

    def unit(self, entry: Entry, key: Key[str]) -> Unit | None:
        return _known(entry, key, self.units)

    def type(self, entry: Entry, key: Key[str]) -> FigureType | None:
        return _known(entry, key, self.types)


def load_types(units_: Iterator[Entry], types_: Iterator[Entry]) -> Named:
    units = {e.name: _unit(e) for e in units_}
    types = dict(BUILT_IN)
    for entry in types_:
        if entry.name in BUILT_IN:
            entry.wrong(
                "",
                entry.name,
                "别的名称（这一种不用声明）",
                "another name (this type needs no declaration)",
            )
        types[entry.name] = _type(entry, units)
    return Named(units, types)


def _known(entry: Entry, key: Key[str], known: Mapping[str, Value]) -> Value | None:
    name = entry.get(key)
    if name and name not in known:
        entry.unknown(key.name, name, tuple(known))
    return known.get(name)


def _unit(entry: Entry) -> Unit:
    factors = entry.get(_ACCEPTS)
    accepts = []
    for written, factor in factors.items():
        if re.fullmatch(r"\d+(\.\d+)?", factor):
            accepts.append((written, Decimal(factor)))
        else:
            entry.wrong("accepts", factor, '一个数，如 "0.0001"', 'a number such as "0.0001"')
    unit = Unit(entry.get(_LABEL), tuple(accepts), entry.get(_BEFORE))
    entry.finish()
    return unit


def _type(entry: Entry, units: Mapping[str, Unit]) -> FigureType:
    kind = entry.get(_LIKE)
    assert kind is not None  # it goes without saying
    like = BUILT_IN[kind]
    strange = () if like.is_number else tuple(key for key in _OF_NUMBERS if entry.has(key))
    for key in strange:
        entry.wrong(
            key,
            like.kind,
            "数的 like（文字、日期没有它）",
            "a like that is a number (words and dates have no such key)",
        )
    fixed, at_most = entry.get(_DECIMALS), entry.get(_DECIMALS_AT_MOST)
    if fixed is not None and at_most is not None:
        entry.wrong(
            "decimals_at_most",
            at_most,
            "decimals、decimals_at_most 中的一个",
            "either decimals or decimals_at_most",
        )
    decimals = at_most if fixed is None else fixed
    if like.whole and decimals:
        entry.wrong(
            "decimals" if fixed else "decimals_at_most",
            decimals,
            f'0，或者另写 like = "amount"：{like.kind} 没有小数',
            f'0, or like = "amount": a {like.kind} has no decimals',
        )
    percent = entry.get(_PERCENT)
    unit = _known(entry, _UNIT, units)
    if percent and unit:
        entry.wrong("unit", unit.label, "percent、unit 中的一个", "either percent or unit")
    zero, adds = _zero(entry), entry.get(_ADDS)
    type_ = like._replace(
        decimals=like.decimals if decimals is None else decimals,
        fixed=fixed is not None,
        signed=entry.get(_SIGNED) or (like.signed and not entry.has("signed")),
        plus=entry.get(_PLUS),
        thousands=entry.get(_THOUSANDS),
        zero=zero,
        unit=PERCENT if percent else unit,
        printed_unit=entry.get(_PRINTED_UNIT) or (percent and not entry.has("printed_unit")),
        not_applicable=entry.get(_NOT_APPLICABLE),
        words=_words(entry, like, zero),
        choices=_choices(entry, like),
        optional=entry.get(_OPTIONAL),
        adds=adds if entry.has("adds") else None,
        asks_above=entry.get(_ASKS_ABOVE),
    )
    entry.finish()
    return type_


def _words(entry: Entry, like: FigureType, zero: str | None) -> tuple[tuple[str, Weight], ...]:
    words = entry.get(_WORDS)
    for word, weight in words.items():
        if weight not in WEIGHTS:
            entry.wrong("words", weight, "nothing 或 skip", "nothing or skip")
        if not _CHOICE.fullmatch(word) or _NUMBER.fullmatch(word) or word == "/":
            zh = "一行以内、不含半角逗号和引号的词，不是数，也不是 /"
            entry.wrong("words", word, zh, "a word without commas and quotes, no number and not /")
    if like.kind == "date" and "nothing" in words.values():
        entry.wrong("words", "nothing", "skip（日期没有零）", "skip (there is no date of nothing)")
    if words and like.kind == "text":
        entry.wrong("words", like.kind, "数或日期的 like", "a like that is a number or a date")
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
    choices = entry.get(_CHOICES)
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
    zero = entry.get(_ZERO_KEY)
    if not entry.has("zero"):
        return None
    if not _SAYS_ZERO.fullmatch(zero):
        entry.wrong(
            "zero", zero, "表示零的写法，如 0.00 或 –", "what says nothing, such as 0.00 or –"
        )
        return None
    return zero
