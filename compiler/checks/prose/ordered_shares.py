"""Shares told in the order of their parts: 公开95件、部分公开18件、不予公开53件，占比依次为23.7%、4.5%、13.2%.

Given a paragraph, gives findings: one share of a row is accused where all the others are those
of one whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.distributed import IN_ORDER
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.percent import gives, percent_of
from compiler.checks.prose.shares import table_wholes
from compiler.checks.prose.slip import level_of_share
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Values

_BETWEEN = ("、", "，", ",", "和", "及", "以及")
# Two shares that fit and one that does not tell which is wrong.
_LEAST = 3


def ordered_share_findings(paragraph: Paragraph) -> Iterator[Finding]:
    seen: list[Spoken] = []
    for spoken in paragraph.spoken:
        seen.append(spoken)
        shares = _shares(spoken.sentence.tokens)
        if len(shares) < _LEAST:
            continue
        before = [i for i in items_of((spoken,)) if i.token.start < shares[0].start]
        parts = before[-len(shares) :]
        if len(parts) == len(shares) and len({p.number.unit for p in parts}) == 1:
            yield from _judged(paragraph, parts, shares, _wholes(paragraph, seen, parts))


def _shares(tokens: Sequence[Token]) -> list[Token]:
    """The percentages behind 依次为, to the first other word."""
    place = next((n for n, t in enumerate(tokens) if t.text.startswith(IN_ORDER)), None)
    if place is None or not any(t.has("share") for t in tokens[max(0, place - 2) : place + 2]):
        return []
    found: list[Token] = []
    for token in tokens[place + 1 :]:
        if token.number is not None and token.number.unit == "%":
            found.append(token)
        elif token.text not in _BETWEEN and (found or not token.has("share")):
            break
    return found


def _wholes(paragraph: Paragraph, seen: Sequence[Spoken], parts: Sequence[Item]) -> list[Decimal]:
    total = sum((p.value for p in parts), Decimal(0))
    told = [i.value for i in items_of(seen) if i.number.unit == parts[0].number.unit]
    return [w for w in (total, *told, *table_wholes(paragraph, parts[0].slots)) if w >= total]


def _judged(
    paragraph: Paragraph, parts: Sequence[Item], shares: Sequence[Token], wholes: Sequence[Decimal]
) -> Iterator[Finding]:
    rows = [(whole, _unlike(parts, shares, whole)) for whole in wholes if whole]
    if not rows or any(not wrong for _, wrong in rows):
        return
    whole, wrong = min(rows, key=lambda row: len(row[1]))
    if len(wrong) != 1:
        return
    part, share = wrong[0]
    assert share.number is not None
    expected = plain(percent_of(part.value, whole, share.number.decimals))
    values: Values = {
        "said": plain(share.number.value) + "%", "expected": expected, "part": plain(part.value),
        "whole": plain(whole), "reading": paragraph.read_as(None),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_PERCENT, share.start, share.end, values, expected=expected,
        actual=plain(share.number.value), involved=(plain(part.value), plain(share.number.value)),
        severity=level_of_share(part.value, whole, share.number.value),
    )  # fmt: skip


def _unlike(
    parts: Sequence[Item], shares: Sequence[Token], whole: Decimal
) -> list[tuple[Item, Token]]:
    return [
        (part, share)
        for part, share in zip(parts, shares, strict=True)
        if share.number is not None and not gives(part.value, whole, share.number)
    ]
