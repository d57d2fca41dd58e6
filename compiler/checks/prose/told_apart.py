"""Numbers told beside an answer and counted with it: what was withdrawn, what lapsed, what was carried in.

Given a sentence, gives those numbers; the answer may leave any of them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.checks.prose.slots import Slots, ids_of
from compiler.checks.prose.thread import Spoken
from compiler.format.lexicon import Lexicon


def told_apart(spoken: Spoken, lexicon: Lexicon) -> Iterator[Decimal]:
    """Numbers of what was withdrawn, lapsed and the like: an answer may leave them out."""
    for slots in spoken.slots:
        amount = slots.segment.amount
        if (
            amount
            and amount.number
            and (
                slots.why == "aside"
                or slots.segment.tokens[0].text == "除"
                or _lapsed(slots, lexicon)
            )
        ):
            yield amount.number.value


def _lapsed(slots: Slots, lexicon: Lexicon) -> bool:
    """8件因申请人逾期不补正而不再处理: told beside the answers and counted among them."""
    counted = lexicon.how_counted(slots.table)
    if not counted.instead or not slots.says_figure:
        return False
    rows = ids_of(slots.rows) - counted.instead
    return bool(rows) and any(
        t.has("none") or t.text.startswith("不") or "不再" in t.text for t in slots.segment.tokens
    )


def carried_in_apart(spoken: Spoken, lexicon: Lexicon) -> Iterator[Decimal]:
    """当年办结N件，另办结上年结转M件: what was carried in is told apart from what was answered."""
    for slots in spoken.slots:
        amount = slots.segment.amount
        if amount and amount.number and len(slots.rows) > 1 and _carries_in(slots, lexicon):
            yield amount.number.value


def _carries_in(slots: Slots, lexicon: Lexicon) -> bool:
    return any(not lexicon.how_counted(m.table).added.isdisjoint(m.ids) for m in slots.rows)
