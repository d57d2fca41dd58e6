"""Shares of a line that is named without its number, and shares told in words.

Given a paragraph, gives findings: 商业企业提出的申请占全部申请的55%, 两项合计27件，占六成以上.
What may be part and whole is worked out in `shares`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.crossings import candidates
from compiler.checks.prose.differences import lines_named
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.percent import gives, percent_of
from compiler.checks.prose.share_words import may_tell_share, only_share, shares_in
from compiler.checks.prose.shares import (
    list_whole,
    named_wholes,
    only_whole,
    part_before,
    percents,
    several_parts,
    share_word,
    table_wholes,
    told_wholes,
)
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity, Values
from compiler.values.named_tuple import NamedTuple

Fits = Callable[[Decimal, Decimal], bool]
_STRANGE = ("matter", "channel", "others", "aside", "restricts", "narrow", "rest", "last_year")


class _Claim(NamedTuple):
    """A share as it is told: its token, the slots it stands in, and what part of what it allows.

    `alone`: it is a clause of its own, behind its part.
    """

    token: Token
    slots: Slots
    fits: Fits
    decimals: int
    alone: bool = False


class _Operands(NamedTuple):
    """The parts that can be meant, the wholes, the likeliest first, and wholes that only excuse."""

    parts: list[Decimal]
    wholes: list[Decimal]
    excuses: list[Decimal]


def line_share_findings(paragraph: Paragraph) -> Iterator[Finding]:
    seen: list[Spoken] = []
    for spoken in paragraph.spoken:
        seen.append(spoken)
        tokens = spoken.sentence.tokens
        span = tokens[0].start, tokens[-1].end
        if "share" not in spoken.sentence.roles and not may_tell_share(paragraph.skeleton, *span):
            continue
        items = items_of((spoken,))
        for token, slots in percents(spoken):
            number = token.number
            if number is not None and not _has_part(spoken, items, token):
                claim = _Claim(token, slots, partial(_gives, number), number.decimals)
                yield from _judged(paragraph, claim, _of_lines(paragraph, spoken, claim))
        for claim in _in_words(paragraph, spoken):
            yield from _judged(paragraph, claim, _operands(paragraph, spoken, seen, claim))


def _gives(percent: ProseNumber, part: Decimal, whole: Decimal) -> bool:
    return gives(part, whole, percent)


def _has_part(spoken: Spoken, items: Sequence[Item], token: Token) -> bool:
    share = share_word(spoken, token)
    own = [i for i in items if share and i.token.start < share.start]
    return bool(own) and part_before(spoken, items, token) is not None


def _in_words(paragraph: Paragraph, spoken: Spoken) -> Iterator[_Claim]:
    """What is said behind 占, or in a clause of its own, where it is no plain percentage."""
    words = paragraph.skeleton
    for slots in spoken.slots:
        share = next((t for t in reversed(slots.segment.tokens) if t.has("share")), None)
        if slots.difference:
            continue
        told = only_share(words, slots.segment.start, slots.segment.end)
        if told is not None and slots.segment.before in ("，", ","):
            token = Token(words.text[told.start : told.end], told.start, told.end)
            yield _Claim(token, slots, told.allows, 1, alone=True)
            continue
        if share is None:
            continue
        for told in list(shares_in(words, share.end, slots.segment.end, share.text))[:1]:
            token = Token(words.text[told.start : told.end], told.start, told.end)
            yield _Claim(token, slots, told.allows, 1)


def _operands(
    paragraph: Paragraph, spoken: Spoken, seen: Sequence[Spoken], claim: _Claim
) -> _Operands | None:
    """The number before 占, or several that are added up; else a line named before it."""
    items = items_of((spoken,))
    named, strange = named_wholes(paragraph, claim.slots, claim.token)
    if strange:
        return None
    if claim.alone:
        last = next((i for i in reversed(items) if i.token.start < claim.token.start), None)
        near = last is not None and last.slots.segment.clause == claim.slots.segment.clause - 1
        if last is None or not near or last.number.approximate or last.number.kind == "percent":
            return None
        part, parts = last, [last.number.value]
    elif several := several_parts(spoken, items, claim.token):
        parts = [sum((p.value for p in several), Decimal(0))]
        part = several[-1]
    elif (one := part_before(spoken, items, claim.token)) is not None:
        if one.number.approximate:
            return None
        part, parts = one, [one.number.value]
    else:
        return _of_lines(paragraph, spoken, claim)
    parts += _added(spoken, items, part)
    told = told_wholes(items_of(seen), part, sums=not named)
    table = table_wholes(paragraph, part.slots)
    known = [*named, *list_whole(spoken, part), *only_whole(spoken, part)]
    wholes = known or (table if part.slots.says_figure else [])
    return _Operands(parts, wholes, [*told, *(() if named else table)])


def _added(spoken: Spoken, items: Sequence[Item], part: Item) -> list[Decimal]:
    """予以公开的25件加上部分公开的7件，恰为一半: the part may be what both come to."""
    place = items.index(part)
    if not place or part.slots.segment.clause != items[place - 1].slots.segment.clause:
        return []
    between = [
        t
        for t in spoken.sentence.tokens
        if items[place - 1].token.end <= t.start < part.token.start
    ]
    return [items[place - 1].value + part.value] if any(t.has("adds") for t in between) else []


def _of_lines(paragraph: Paragraph, spoken: Spoken, claim: _Claim) -> _Operands | None:
    """商业企业提出的申请占…: the figures that the words before 占 can mean."""
    share = next((t for t in claim.slots.segment.tokens if t.has("share")), None)
    if share is None:
        return None
    before = _lead(spoken, claim.slots, share)
    named, strange = named_wholes(paragraph, claim.slots, claim.token)
    rows, columns = lines_named(before, claim.slots.table)
    if strange or not (rows or columns) or any(map(_is_strange, before)):
        return None
    slots = claim.slots._replace(
        rows=rows, columns=columns, joined=len(rows) > 1 or len(columns) > 1
    )
    reader = paragraph.reader
    found = candidates(slots, reader.form, reader.lexicon)
    parts = [v for c in found if (v := reader.value(c)) is not None]
    items = items_of((spoken,))
    told = [i.number.value for i in items if i.number.value not in parts[:1]]
    earlier = [i.value for i in items if i.token.start < claim.token.start]
    if parts:  # 予以公开12件、部分公开2件，公开比例为60.9%: what both come to
        parts += [sum(earlier[n:], Decimal(0)) for n in range(len(earlier) - 1)]
    wholes = named or table_wholes(paragraph, slots)
    return _Operands(parts, wholes, [*told, *table_wholes(paragraph, slots)] if not named else told)


def _lead(spoken: Spoken, slots: Slots, share: Token) -> tuple[Token, ...]:
    """The words before 占; 予以公开与部分公开两项相加，占…: those of the clause before, where there are none."""
    own = tuple(t for t in slots.segment.tokens if t.start < share.start)
    position = spoken.slots.index(slots)
    last = spoken.slots[position - 1] if position else None
    if own or last is None or slots.segment.before not in ("，", ","):
        return own
    clear = last.segment.amount is None and last.table == slots.table and not last.why
    return last.segment.tokens if clear and last.segment.depth == slots.segment.depth else own


def _is_strange(token: Token) -> bool:
    if token.is_unknown or token.number is not None:
        return True
    return not token.has("plain") and any(token.has(role) for role in _STRANGE)


def _judged(paragraph: Paragraph, claim: _Claim, operands: _Operands | None) -> Iterator[Finding]:
    if operands is None or not operands.parts or claim.slots.why not in ("", "unknown", "strange"):
        return
    parts, wholes, excuses = operands
    if any(claim.fits(a, b) for a in parts for b in (*wholes, *excuses) if b > 0):
        return
    possible = [w for w in wholes if w >= parts[0] > 0]
    if not possible:
        return
    part, whole = parts[0], possible[0]
    expected = plain(percent_of(part, whole, max(claim.decimals, 1)))
    said = paragraph.skeleton.span(claim.token.start, claim.token.end)
    values: Values = {
        "said": said, "expected": expected, "part": plain(part), "whole": plain(whole),
        "reading": paragraph.read_as(None),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_PERCENT, claim.slots.segment.start, claim.token.end, values,
        expected=expected, involved=(plain(part), plain(whole)), severity=Severity.WARNING,
    )  # fmt: skip
