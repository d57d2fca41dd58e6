"""Lists that claim to be all without 其他: 线上9场、线下15场; 没有其他渠道的申请; 分为三类.

Given a sentence and its numbers, tells whether parts are all there are, of what they are parts,
and which parts a total with a noun of its own adds up.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.checks.prose.items import Item
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.text.late_patterns import late

_PARTING = ("分", "看", "划分", "分类", "统计", "来看", "归类")
# What is not the one is the other.
_EITHER_OR = (
    ("线上", "线下"), ("男", "女"), ("境内", "境外"), ("国内", "国外"), ("市内", "市外"),
    ("省内", "省外"), ("简易程序", "普通程序"), ("简易程序", "一般程序"), ("简易", "普通"), ("简易", "一般"),
)  # fmt: skip
_KINDS = ("类", "种")
_NO_OTHERS = late(
    "(?:没有|没|无|再无|别无|未有|未收到|未接到|并无)(?:其他|其它)(?:渠道|方式|途径|形式|类型|类别|情形|来源|申请)"
)
_YEARS = {"两年": 2, "二年": 2, "三年": 3}
_OF_YEARS = ("last_year", "this_year", "whole_year")


def parts_by_kind(slots: Slots) -> bool:
    """按提交方式分, 从申请主体看: a clause that says how numbers are parted."""
    tokens = slots.segment.tokens
    begins = slots.segment.amount is None and tokens[0].text[:1] in "按从"
    return begins and tokens[-1].text.endswith(_PARTING)


def may_be_parted(item: Item, parts: Sequence[Item]) -> bool:
    """Whether a number of the sentence before is counted as the parts are."""
    first = parts[0]
    alike = item.number.unit == first.number.unit and item.slots.table == first.slots.table
    return alike and of_columns((first,)) and not item.slots.difference


def of_columns(parts: Sequence[Item]) -> bool:
    """Whether each part is one column of all: 自然人15件，企业18件."""
    return all(p.slots.columns and not p.slots.rows for p in parts)


def all_are_told(spoken: Spoken, before: Sequence[Item], parts: Sequence[Item]) -> bool:
    """Whether the list says itself that there is nothing else."""
    return _either_or(parts) or _kinds_told(before, parts) or _no_others(spoken, parts)


def _either_or(parts: Sequence[Item]) -> bool:
    """线上9场、线下15场: two names of which each excludes the other."""
    if len(parts) != len(_EITHER_OR[0]):
        return False
    one, other = (_name(p) for p in parts)
    return any(
        (one.startswith(a) and other.startswith(b)) or (one.startswith(b) and other.startswith(a))
        for a, b in _EITHER_OR
    )


def _kinds_told(before: Sequence[Item], parts: Sequence[Item]) -> bool:
    """按提交渠道分为三类，网络53件、信函19件、当面4件: as many parts as kinds were said to be."""
    return any(
        i.number.unit in _KINDS
        and i.number.value == len(parts)
        and not i.number.approximate
        and not any(t.has("open_end") or t.has("sums") for t in i.slots.segment.tokens)
        for i in before
    ) and all(not p.number.approximate for p in parts)


def _no_others(spoken: Spoken, parts: Sequence[Item]) -> bool:
    """没有其他渠道的申请: right behind the last part nothing else is said to be."""
    place = next(n for n, s in enumerate(spoken.slots) if s is parts[-1].slots)
    for slots in spoken.slots[place + 1 : place + 2]:
        text = "".join(t.text for t in slots.segment.tokens)
        return slots.segment.amount is None and _NO_OTHERS.match(text) is not None
    return False


def _name(item: Item) -> str:
    """The words before a number, but for those that open the list."""
    tokens = [t for t in item.slots.segment.tokens if t.start < item.token.start]
    return "".join(t.text for t in tokens if not t.has("opens"))


def parts_of_named(
    tokens: Sequence[Token], before: Sequence[Item], total: Item
) -> tuple[Item, ...]:
    """The parts of 共计办理建议提案20件, or of 两年合计373件; none where it may be another thing."""
    if len(before) < 2 or not total.number.unit or total.number.approximate:
        return ()
    return _parts_of_years(tokens, before, total) or _parts_of_noun(tokens, before, total)


def _parts_of_years(
    tokens: Sequence[Token], before: Sequence[Item], total: Item
) -> tuple[Item, ...]:
    """上年新收165件，本年新收198件，两年合计373件: one number of each year."""
    count = _YEARS.get(tokens[0].text, 0) if tokens else 0
    if not count or not all(t.has("sums") or t.has("plain") for t in tokens[1:]) or len(tokens) < 2:
        return ()
    parts = [i for i in before if i.number.unit == total.number.unit and not i.slots.difference]
    if len(parts) != count or any(p.number.approximate or p.slots.unknown for p in parts):
        return ()
    named = all(
        any(t.has(role) for role in _OF_YEARS) or (t.number and t.number.unit == "年")
        for p in parts
        for t in p.slots.segment.tokens[:1]
    )
    rows = {m.ids for p in parts for m in p.slots.rows}
    return tuple(parts) if named and len(rows) <= 1 else ()


def _parts_of_noun(
    tokens: Sequence[Token], before: Sequence[Item], total: Item
) -> tuple[Item, ...]:
    """办理建议8件、提案11件，共计办理建议提案20件: its noun is made of those of its parts."""
    if not tokens or not tokens[0].has("sums") or any(t.has("rest") for t in tokens):
        return ()
    verb = before[0].slots.segment.tokens[0].text
    lead = [
        t for t in tokens[1:] if t.text != verb and not (t.has("plain") and not t.has("matter"))
    ]
    noun = "".join(t.text for t in lead)
    parts: list[Item] = []
    for item in reversed(before):
        name = _name(item)
        if (
            item.number.unit != total.number.unit
            or item.number.approximate
            or item.slots.difference
        ):
            break
        if len(name) < _TAIL or name[-_TAIL:] not in noun:
            break
        parts.append(item)
    names = "".join(map(_name, parts))
    covered = all(c in names or c in _JOINING for c in noun)
    several = len({_name(p)[-_TAIL:] for p in parts}) > 1
    return tuple(reversed(parts)) if len(parts) > 1 and covered and several else ()


_TAIL = 2
_JOINING = "和与及、的"
