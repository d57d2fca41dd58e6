"""Differences between two figures of the tables: 不予处理的12件，比不予公开的多3件.

Given a sentence, gives findings. What is compared stands before 比, or is the last number
told; what it is compared with stands between 比 and 多. Any two numbers that the words can
mean make the difference right.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.agreement import values_of
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.crossings import candidates
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Meaning
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity, Values
from compiler.values.named_tuple import NamedTuple


class _Compared(NamedTuple):
    """`one` is more or fewer than `other` by a number; `told` are its own numbers, if any."""

    one: Slots
    other: Slots
    told: tuple[Decimal, ...]


def difference_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each difference between two lines that no two numbers they can mean give."""
    for position, slots in enumerate(spoken.slots):
        amount = slots.segment.amount
        number = amount.number if amount else None
        if amount is None or number is None or number.kind != "count" or number.approximate:
            continue
        roles = slots.segment.roles
        if not slots.difference or slots.unknown or ("more" in roles) == ("fewer" in roles):
            continue
        if number.unit == "倍" or any(map(_is_strange, slots.segment.tokens)):
            continue
        compared = _compared(spoken, position)
        if compared is not None:
            yield from _judged(paragraph, spoken, compared, amount, number)


def _compared(spoken: Spoken, position: int) -> _Compared | None:
    slots = spoken.slots[position]
    tokens = slots.segment.tokens
    than = next((n for n, t in enumerate(tokens) if t.has("than")), None)
    if than is None or any(t.has("compared") or t.has("last_year") for t in tokens):
        return None
    change = next((n for n, t in enumerate(tokens) if t.has("more") or t.has("fewer")), len(tokens))
    rows, columns = lines_named(tokens[than:change], slots.table)
    if bool(rows) == bool(columns):
        return None  # of both axes, or of none
    own_rows, own_columns = lines_named(tokens[:than], slots.table)
    told: tuple[Decimal, ...] = ()
    if own_rows or own_columns:
        one = slots._replace(rows=own_rows, columns=own_columns, why="", joined=False)
    else:
        before = _last_told(spoken, position)
        if before is None:
            return None
        one, told = before, _number(before)
    if one.table != slots.table or not (one.rows if rows else one.columns):
        return None
    other = slots._replace(rows=rows, columns=columns, why="", joined=len(rows) > 1 or len(columns) > 1,
        carried_rows=one.rows[-1] if columns and one.rows else slots.carried_rows if columns else None,
        carried_columns=one.columns[-1] if rows and one.columns else None,
    )  # fmt: skip
    return _Compared(one, other, told)


_STRANGE = ("matter", "channel", "others", "part_of_year", "plan", "cumulative", "narrow", "aside")


def _is_strange(token: Token) -> bool:
    return not token.has("plain") and any(token.has(role) for role in _STRANGE)


def lines_named(
    tokens: tuple[Token, ...], table: str
) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...]]:
    found = [m for t in tokens if t.word and (m := t.word.meaning_in(table))]
    return (
        tuple(m for m in found if m.axis == "rows"),
        tuple(m for m in found if m.axis == "columns"),
    )


def _last_told(spoken: Spoken, position: int) -> Slots | None:
    """The last number that names a line, outside deeper brackets; its share is no other one."""
    depth = spoken.slots[position].segment.depth
    for slots in reversed(spoken.slots[:position]):
        if slots.segment.depth > depth or "share" in slots.segment.roles:
            continue
        named = bool(slots.rows or slots.columns)
        known = slots.segment.amount is not None and not slots.why and not slots.unknown
        return slots if named and known else None
    return None


def _number(slots: Slots) -> tuple[Decimal, ...]:
    amount = slots.segment.amount
    return (amount.number.value,) if amount and amount.number else ()


def _judged(
    paragraph: Paragraph, spoken: Spoken, compared: _Compared, amount: Token, number: ProseNumber
) -> Iterator[Finding]:
    reader = paragraph.reader
    ones = [*compared.told, *_values(paragraph, compared.one)]
    others = _values(paragraph, compared.other)
    if not ones or not others:
        return
    sign = 1 if "more" in compared.other.segment.roles else -1
    numbers = [i.number.value for i in items_of((spoken,)) if i.token is not amount]
    if any((a - b) * sign == number.value for a in (*ones, *numbers) for b in (*others, *numbers)):
        return
    now, then = ones[0], others[0]
    agrees = not compared.told or compared.told[0] in values_of(compared.one, reader)
    gap = (now - then) * sign
    values: Values = {
        "said": plain(number.value), "expected": plain(gap), "part": plain(now),
        "whole": plain(then), "sign": number.unit,
        "reading": paragraph.read_as(candidates(compared.other, reader.form, reader.lexicon)[0]),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_GROWTH, compared.other.segment.start, amount.end, values,
        expected=plain(gap), actual=plain(number.value), involved=(plain(now), plain(then)),
        severity=Severity.WARNING if agrees else Severity.ADVICE,
    )  # fmt: skip


def _values(paragraph: Paragraph, slots: Slots) -> list[Decimal]:
    reader = paragraph.reader
    found = candidates(slots, reader.form, reader.lexicon)
    return [v for c in found if (v := reader.value(c)) is not None]
