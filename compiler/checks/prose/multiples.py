"""Multiples and averages told with their operands: 收到30件，是上年（12件）的2.5倍; 全年120件，月均10件.

Given a sentence, gives findings. Any two numbers of the sentence, or of the tables beside
them, that give the multiple make it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.agreement import values_of
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.lists import Item, items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.thread import Spoken
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity, Values

_TIMES = "倍"
# By what a year is parted; a day may be a working day.
_AVERAGES = {"月均": (12,), "日均": (365, 366, *range(240, 256))}
_LEAST = 2


def multiple_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    items = items_of((spoken,))
    for place, item in enumerate(items):
        number = item.number
        if number.approximate or number.ordinal:
            continue
        if number.unit == _TIMES and place >= _LEAST:
            yield from _multiple(paragraph, items, place)
        elif (parts := _parts_of_year(item)) and place:
            yield from _average(paragraph, items, place, parts)


def _parts_of_year(item: Item) -> tuple[int, ...]:
    tokens = [t for t in item.slots.segment.tokens if t.start < item.token.start]
    return next((_AVERAGES[t.text] for t in tokens if t.text in _AVERAGES), ())


def _multiple(paragraph: Paragraph, items: Sequence[Item], place: int) -> Iterator[Finding]:
    item, before = items[place], items[place - _LEAST : place]
    now, then = before
    near = then.slots.segment.clause >= item.slots.segment.clause - 2
    alike = now.number.unit == then.number.unit and now.number.kind == then.number.kind
    unclear = now.slots.difference or then.slots.difference or now.number.approximate
    if not (near and alike) or unclear or then.number.approximate:
        return
    more = 1 if "more" in item.slots.segment.roles else 0
    told = _known(paragraph, items[:place])
    if any(_gives(a / b - k, item.number) for a in told for b in told if b for k in {0, more}):
        return
    if then.value:
        expected = _rounded(now.value / then.value - more, item.number)
        yield _finding(paragraph, item, now.value, then.value, expected)


def _average(
    paragraph: Paragraph, items: Sequence[Item], place: int, parts: tuple[int, ...]
) -> Iterator[Finding]:
    item, whole = items[place], items[place - 1]
    same = whole.number.unit == item.number.unit and whole.slots.why in ("", "strange", "matter")
    if not same or whole.number.approximate or whole.slots.segment.depth:
        return
    told = _known(paragraph, items[:place])
    if any(_gives(a / b, item.number) for a in told for b in (*told, *map(Decimal, parts)) if b):
        return
    expected = _rounded(whole.value / parts[0], item.number)
    yield _finding(paragraph, item, whole.value, Decimal(parts[0]), expected)


def _known(paragraph: Paragraph, items: Sequence[Item]) -> set[Decimal]:
    tables = {v for i in items for v in values_of(i.slots, paragraph.reader)}
    return {i.value for i in items} | tables


def _gives(exact: Decimal, number: ProseNumber) -> bool:
    step = Decimal(1).scaleb(-number.decimals)
    return number.value in (
        exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN)
    )  # fmt: skip


def _rounded(exact: Decimal, number: ProseNumber) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-max(1, number.decimals)), ROUND_HALF_UP)


def _finding(
    paragraph: Paragraph, item: Item, part: Decimal, whole: Decimal, expected: Decimal
) -> Finding:
    values: Values = {
        "said": plain(item.value), "expected": plain(expected), "part": plain(part),
        "whole": plain(whole), "sign": item.number.unit, "reading": paragraph.read_as(None),
    }  # fmt: skip
    return paragraph.finding(
        kinds.WRONG_MULTIPLE, item.slots.segment.start, item.token.end, values,
        expected=plain(expected), actual=plain(item.value),
        involved=(plain(part), plain(whole)), severity=Severity.WARNING,
    )  # fmt: skip
