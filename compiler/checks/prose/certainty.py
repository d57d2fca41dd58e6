"""How surely a clause names its figure, which decides how grave a difference is.

Given slots and the figure they mean, gives a severity; it compares no number.
"""

from __future__ import annotations

from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.tokens import Token
from compiler.values.findings import Severity


def certainty(slots: Slots, candidate: Candidate) -> Severity | None:
    """An error only where everything is stated and understood; silence where too little is.

    What is carried or loosely named accuses only in a short clause that ends with its number.
    """
    if not slots.about and not slots.stated:
        return None
    if slots.unknown and not _leads(slots):
        return Severity.ADVICE
    if _of_a_kind(slots):
        return Severity.ADVICE
    if _two_acts(slots):
        return Severity.ADVICE
    full = slots.stated and not slots.loose and not slots.unknown
    if full and not candidate.inherited and slots.about:
        return Severity.ERROR
    if slots.loose and not (slots.rows or slots.columns):
        return Severity.ADVICE
    return Severity.WARNING if _ends(slots) else Severity.ADVICE


def _of_a_kind(slots: Slots) -> bool:
    """信访类诉求不予处理3件: a group of lines right behind another thing is only some of it."""
    tokens, amount = slots.segment.tokens, slots.segment.amount
    before = tokens[: tokens.index(amount)] if amount else tokens
    lines = [n for n, t in enumerate(before) if t.word and t.word.meaning_in(slots.table)]
    if not lines or not lines[-1]:
        return False
    meaning = before[lines[-1]].word.meaning_in(slots.table)  # type: ignore[union-attr]
    leading = before[lines[-1] - 1]
    group = meaning is not None and meaning.axis == "rows" and len(meaning.ids) > 1
    return group and leading.has("matter") and not leading.has("plain")


def _leads(slots: Slots) -> bool:
    """告知不掌握的8件: unknown words only before a telling line, which its number follows at once."""
    tokens, amount = slots.segment.tokens, slots.segment.amount
    spot = tokens.index(amount) if amount else 0
    lead = [t for t in tokens[:spot] if not t.has("plain") or (t.word and t.word.meanings)]
    last = lead[-1] if lead else None
    if last is None or last.word is None or any(t.is_unknown for t in tokens[spot:]):
        return False
    return last.word.lines and any(m.table == slots.table and m.alone for m in last.word.meanings)


def _two_acts(slots: Slots) -> bool:
    """当年收到当年办结的N件: two lines, neither part of the other nor added to it."""
    if slots.joined or any(m.alone for m in slots.rows):
        return False
    return len({frozenset(m.ids) for m in slots.rows}) > 1


def _ends(slots: Slots) -> bool:
    """Whether the number ends its clause, or only its noun or verb follows."""
    tokens = slots.segment.tokens
    amount = slots.segment.amount
    after = tokens[tokens.index(amount) + 1 :] if amount else ()
    return sum(not t.has("plain") and not _is_of(t, slots.table) for t in after) <= 1


def _is_of(token: Token, table: str) -> bool:
    """尚有9件申请未到期限: more words for what the table counts."""
    word = token.word
    return word is not None and (
        table in word.objects or table in word.loose or word.meaning_in(table) is not None
    )
