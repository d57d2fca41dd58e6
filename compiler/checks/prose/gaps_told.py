"""A change told in numbers right before the one in per cent: 增加34件，增长9.8%.

Given a sentence and the clause of the percentage, gives the clause of the number, and tells
whether that shows which two numbers are meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compiler.checks.prose.items import Item
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken


def gap_before(spoken: Spoken, own: Slots, more: bool) -> Slots | None:
    """新收申请量增加34件，增幅为9.8%: the clause before names what has changed."""
    place = spoken.slots.index(own)
    last = spoken.slots[place - 1] if place else None
    if last is None or last.why != "difference" or last.segment.amount is None or last.unknown:
        return None
    way = "more" if more else "fewer"
    if sum(t.has("more") or t.has("fewer") for t in own.segment.tokens) > 1:
        return None  # 增速提高1.6%: by how much it grew faster
    same = way in last.segment.roles and last.segment.clause == own.segment.clause - 1
    return last if same and last.table and last.rows else None


def is_told(before: Sequence[Item], own: Slots, gap: Decimal) -> bool:
    """增加34件，增长1.6%: the gap told right before shows which two numbers are meant."""
    last = before[-1] if before else None
    if last is None or not last.slots.difference:
        return False
    same = last.slots.segment.clause == own.segment.clause - 1
    return same and last.number.kind == "count" and last.value == gap >= _TELLING_GAP


# A smaller gap is often that of something else.
_TELLING_GAP = 5
