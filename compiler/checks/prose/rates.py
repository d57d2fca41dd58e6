"""Rates told with their two operands: 受理40件，办结39件，办结率97.5%.

Given a sentence, gives findings. Only a rate that follows its part, which follows its whole,
is judged; any two numbers that give it make it right.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.agreement import values_of
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.percent import gives, percent_of
from compiler.checks.prose.slip import level_of_share
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Values


def rate_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each rate whose operands stand right before it and give another one."""
    items = items_of((spoken,))
    for token, rate in _rates(spoken):
        before = [i for i in items if i.token.start < rate.start]
        number = token.number
        if number is None or len(before) < 2 or not _operands(before, rate):
            continue
        whole, part = before[-2].value, before[-1].value
        told = [i.value for i in before]
        sums = {sum(told[a:b], Decimal(0)) for b in range(len(told) + 1) for a in range(b)}
        tables = {v for i in before for v in values_of(i.slots, paragraph.reader)}
        known = sums | tables
        if not whole or any(gives(a, b, number) for a in known for b in known if b):
            continue
        expected = percent_of(part, whole, number.decimals)
        values: Values = {
            "said": plain(number.value) + "%", "expected": plain(expected),
            "part": plain(part), "whole": plain(whole), "reading": paragraph.read_as(None),
        }  # fmt: skip
        yield paragraph.finding(
            kinds.WRONG_PERCENT, before[-1].slots.segment.start, token.end, values,
            expected=plain(expected), actual=plain(number.value),
            involved=(plain(part), plain(number.value)),
            severity=level_of_share(part, whole, number.value),
        )  # fmt: skip


def _rates(spoken: Spoken) -> Iterator[tuple[Token, Token]]:
    """Each percentage with the word for its rate before it, but for one that is all."""
    rate = None
    for token in spoken.sentence.tokens:
        number = token.number
        if token.has("finished"):
            rate = token
        elif number is not None and rate is not None:
            if number.unit == "%" and not number.approximate and number.value < 100:
                yield token, rate
            rate = None


def _operands(before: list[Item], rate: Token) -> bool:
    """Whether the part is told in the words of its rate, right behind its whole."""
    whole, part = before[-2], before[-1]
    words = "".join(t.text for t in part.slots.segment.tokens if t.start < part.token.start)
    same = whole.number.unit == part.number.unit and whole.number.kind == part.number.kind
    named = rate.text.removesuffix("率")[-2:] in words
    plain_whole = not (whole.slots.difference or part.slots.difference)
    return same and named and plain_whole and 0 < part.value <= whole.value
