"""Units and types of figures as a declaration's file says them.

Given the file's tables, gives what a row, a column or a table may name; what does not fit
is noted. A type is like one that needs no declaration, with what it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, TypeVar

from compiler.format.entry import Entry
from compiler.format.figure_type import BUILT_IN, KINDS, PERCENT, FigureType, Unit

MOST_DECIMALS = 10
Value = TypeVar("Value")
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
    type_ = replace(
        like,
        decimals=like.decimals if decimals is None else decimals,
        fixed=fixed is not None,
        signed=entry.flag("signed", default=like.signed),
        plus=entry.flag("plus", default=False),
        thousands=entry.flag("thousands", default=False),
        zero=_zero(entry),
        unit=PERCENT if percent else unit,
        printed_unit=entry.flag("printed_unit", default=percent),
        not_applicable=entry.flag("not_applicable", default=False),
    )
    entry.finish()
    return type_


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
