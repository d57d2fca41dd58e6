"""Why the words of a clause name no figure of the tables: another time, body, way or thing."""

from __future__ import annotations

from itertools import pairwise

from compiler.checks.prose.slots import Slots
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Lexicon


def why_none(
    slots: Slots, of: tuple[str, str], before: tuple[Token, ...], after: tuple[Token, ...],
    strange: Token | None, lexicon: Lexicon,
) -> str:  # fmt: skip
    """Why these words name no figure of the tables; empty if they do. `of`: a time, a body."""
    period, body = of
    if period and not (_is_of_no_time(period, before) and _is_stock(slots, lexicon)):
        return period
    if body:
        return "others"
    if "narrow" in slots.segment.roles:
        return "narrow"
    if "channel" in slots.segment.roles and _by_one_way(slots, before, lexicon):
        return "channel"
    for token in _near(before, slots, lexicon):
        named = token.word is not None and token.word.meaning_in(slots.table)
        if token.has("matter") and not token.has("plain") and slots.stated and not named:
            return "matter"
        if token.has("aside") and not (
            token.word and (token.word.meaning_in(slots.table) or slots.table in token.word.acts)
        ):
            return "aside"
    aside = "aside" in slots.segment.roles and any(t.has("aside") for t in after)
    if aside and not slots.rows and not slots.columns:
        return "aside"
    if strange is not None:
        return "strange"
    return "unknown" if slots.inside else ""


def _near(before: tuple[Token, ...], slots: Slots, lexicon: Lexicon) -> tuple[Token, ...]:
    """The words among which one of another thing would tell what the number counts."""
    if slots.segment.roles.isdisjoint(("matter", "aside")):
        return ()
    return before[_last_line(before, slots, lexicon) : _last_done(before, slots)]


def _by_one_way(slots: Slots, before: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """What came by one way is not all; behind its number a document is only published by it."""
    if any(t.has("channel") for t in before):
        return not _any_way(before)
    return bool(lexicon.how_counted(slots.table).objects) or not slots.table


def _any_way(before: tuple[Token, ...]) -> bool:
    """通过网络、信函等渠道: whatever the way, all are meant."""
    return any(t.has("such_as") and after.text.startswith(_WAYS) for t, after in pairwise(before))


_WAYS = ("渠道", "方式", "途径", "形式", "申请渠道", "各种", "多种")


def _last_done(before: tuple[Token, ...], slots: Slots) -> int:
    """全部办结并送达申请人: what followed after all were settled changes nothing of it."""
    if slots.segment.amount is not None or slots.every is None:
        return len(before)
    done = [n for n, t in enumerate(before) if t.word and t.word.meaning_in(slots.table)]
    return done[-1] + 1 if done else len(before)


def _last_line(before: tuple[Token, ...], slots: Slots, lexicon: Lexicon) -> int:
    """The place of the last word that names a line that is no mere act; what stands before it
    tells how it came about."""
    counted = lexicon.how_counted(slots.table)
    acts = {counted.row, *counted.added, *counted.instead}
    for place in range(len(before) - 1, -1, -1):
        word = before[place].word
        meaning = word.meaning_in(slots.table) if word else None
        if meaning is not None and place and before[place - 1].has("such_as"):
            return place  # 取水许可、方案审批等行政许可: examples of it
        if meaning is not None and not set(meaning.ids) & acts:
            if (
                meaning.axis == "rows"
                and not counted.row
                and place
                and before[place - 1].has("aside")
            ):
                return place - 1  # 减免行政事业性收费: what is done with what is counted
            return place if meaning.alone or meaning.axis == "columns" else 0
    return 0


def _is_of_no_time(period: str, before: tuple[Token, ...]) -> bool:
    """What stands at the year's end is not gathered, nor of a part of the year told before."""
    own = any(t.has("part_of_year") or (t.number and t.number.kind == "time") for t in before)
    return period in ("cumulative", "gathered") or (
        period in ("part_of_year", "beginning") and not own
    )


def _is_stock(slots: Slots, lexicon: Lexicon) -> bool:
    counted = lexicon.counted.get(slots.table)
    if counted is None:
        return False
    return any(id in counted.stock for m in (*slots.rows, *slots.columns) for id in m.ids)
