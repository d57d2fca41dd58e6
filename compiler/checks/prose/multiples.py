"""Multiples and averages told with their operands: 收到30件，是上年（12件）的2.5倍; 全年120件，月均10件.

Given a sentence, gives findings. Any two numbers of the sentence, or of the tables beside
them, that give the multiple make it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.agreement import values_of
from compiler.checks.prose.amounts import ABOUT, ProseNumber
from compiler.checks.prose.crossings import candidates
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.own_averages import operands_of_average
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Ids
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity, Values
from compiler.values.named_tuple import NamedTuple

_TIMES = "倍"
# By what a year is parted; a day may be a working day.
_DAYS = (365, 366, *range(240, 256))
_AVERAGES = {"月均": (12,), "日均": _DAYS}
# 平均每月: where 每月 stands for itself, nothing is parted.
_AVERAGED = {"每月": (12,), "每季度": (4,), "每季": (4,), "每天": _DAYS, "每日": _DAYS}
_LEAST = 2


def multiple_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    items = items_of((spoken,))
    yield from _of_last_year(paragraph, spoken, items)
    for place, item in enumerate(items):
        number = item.number
        if number.approximate or number.ordinal:
            continue
        if number.unit == _TIMES and place >= _LEAST:
            yield from _multiple(paragraph, items, place)
        elif (parts := _parts_of_year(item)) and place:
            yield from _average(paragraph, items, place, parts)
        elif operands := operands_of_average(paragraph, items, place):
            yield from _of_own(paragraph, item, *operands)


def _parts_of_year(item: Item) -> tuple[int, ...]:
    tokens = [t for t in item.slots.segment.tokens if t.start < item.token.start]
    known = _AVERAGES | _AVERAGED if any(t.text == "平均" for t in tokens) else _AVERAGES
    return next((known[t.text] for t in tokens if t.text in known), ())


def _multiple(paragraph: Paragraph, items: Sequence[Item], place: int) -> Iterator[Finding]:
    item, before = items[place], items[:place]
    now, then = _operands(item, before)
    near = before[-1].slots.segment.clause >= item.slots.segment.clause - 2
    alike = now.number.unit == then.number.unit and now.number.kind == then.number.kind
    unclear = now.slots.difference or then.slots.difference or now.number.approximate
    if not (near and alike) or unclear or then.number.approximate or _of_another(item, (now, then)):
        return
    more = 1 if "more" in item.slots.segment.roles else 0
    told = _known(paragraph, before)
    if any(_gives(a / b - k, item.number) for a in told for b in told if b for k in {0, more}):
        return
    # Who says twice means the larger by the smaller, who says half the smaller by the larger.
    part, whole = sorted((now.value, then.value), reverse=item.number.value < 1)
    if part:
        expected = _rounded(whole / part - more, item.number)
        yield _finding(paragraph, item, whole, part, expected)


def _operands(item: Item, told: Sequence[Item]) -> tuple[Item, Item]:
    """受理10件，公开30件，是受理的3倍; 自然人12件，企业4件，自然人是企业的3倍: what is so many times as much, and
    as much as what; where the clause names neither, the last two.
    """
    own = _lines(item)
    named = [i for i in told if i.slots.table == item.slots.table and _are_same(_lines(i), own)]
    others = [i for i in told if i not in named]
    if len(named) == 1 and others:
        return others[-1], named[0]
    if len(named) == _LEAST:
        first, second = sorted(
            named, key=lambda i: min(own.index(x) for x in _lines(i) if x in own)
        )
        return first, second
    return told[-2], told[-1]


def _lines(item: Item) -> list[Ids]:
    return [meaning.ids for meaning in (*item.slots.rows, *item.slots.columns)]


def _are_same(some: Sequence[Ids], others: Sequence[Ids]) -> bool:
    """Whether these lines are named, or all but some of them."""
    return bool(some and others) and (set(some) <= set(others) or set(others) <= set(some))


def _of_another(item: Item, before: Sequence[Item]) -> bool:
    """处罚数量是去年的1.5倍: of last year's number, which is none of those told before."""
    roles = item.slots.segment.roles
    return not roles.isdisjoint(_OF_THEN) and all(i.slots.why not in _PAST for i in before)


class _Claim(NamedTuple):
    """So many times last year's number: the words, the bounds it allows, what it was said as."""

    slots: Slots
    end: int
    low: Decimal
    high: Decimal
    said: str
    unit: str


def _of_last_year(paragraph: Paragraph, spoken: Spoken, items: Sequence[Item]) -> Iterator[Finding]:
    """是上年的2倍, 比上年翻番: this year's figure and last year's, where both are known."""
    reader = paragraph.reader
    if reader.prior is None or spoken.sentence.roles.isdisjoint(_SINCE):
        return
    for claim in (*_in_numbers(items), *_doubled(spoken)):
        now = _now(items, claim)
        if now is None or claim.slots.unknown:
            continue
        found = candidates(now._replace(why=""), reader.form, reader.lexicon)
        pairs = [(a, b) for c in found
                 if (a := reader.value(c)) is not None and (b := reader.value(c, reader.prior))]  # fmt: skip
        told = [i.value for i in items]
        pairs += [(a, b) for a in told for b in told if b]
        if pairs and not any(claim.low <= a / b <= claim.high for a, b in pairs):
            yield _unlike(paragraph, claim, *pairs[0])


_SINCE = ("year_before", "compared")
_OF_THEN = (*_SINCE, "last_year")
_PAST = ("last_year", "beginning", "part_of_year")


def _since_last_year(token: Token) -> bool:
    return any(map(token.has, _SINCE))


def _in_numbers(items: Sequence[Item]) -> Iterator[_Claim]:
    for item in items:
        number, slots = item.number, item.slots
        before = [t for t in slots.segment.tokens if t.start < item.token.start]
        if number.unit != _TIMES or not any(map(_since_last_year, before)):
            continue
        more = 1 if "more" in slots.segment.roles else 0
        if "fewer" in slots.segment.roles or number.ordinal:
            continue
        if any(t.text.startswith(_EACH) for t in before):
            continue  # 分别是去年的1.1倍和1.5倍
        half = Decimal("0.5").scaleb(-number.decimals)
        low, high = number.value - half, number.value + half * (2 if number.decimals else 1)
        if number.approximate or any(t.text in ABOUT for t in before):
            low, high = number.value * _ROUGHLY, number.value + 1
        if more and number.value == 1:
            low += 1  # 增长一倍
        yield _Claim(slots, item.token.end, low, high + more, plain(number.value), _TIMES)


_EACH = ("分别", "各")
# 近两倍, 两倍多.
_ROUGHLY = Decimal("0.75")
# Whoever says 翻番 means about twice as many.
_TWICE = Decimal("1.85"), Decimal("2.75")


def _doubled(spoken: Spoken) -> Iterator[_Claim]:
    for slots in spoken.slots:
        for token in slots.segment.tokens:
            if token.has("doubled") and any(map(_since_last_year, slots.segment.tokens)):
                yield _Claim(slots, token.end, *_TWICE, "2", _TIMES)


def _now(items: Sequence[Item], claim: _Claim) -> Slots | None:
    """What it is said of: a line of its own clause, else the number told right before."""
    own = claim.slots
    if own.table and (own.stated or own.rows or own.columns):
        return own if own.why in ("", "last_year", "difference") else None
    before = [i for i in items if i.slots is not own and i.token.start < claim.end]
    if (
        not before
        or before[-1].slots.why
        or before[-1].slots.segment.clause < own.segment.clause - 1
    ):
        return None
    return before[-1].slots


def _unlike(paragraph: Paragraph, claim: _Claim, now: Decimal, then: Decimal) -> Finding:
    expected = (now / then).quantize(Decimal("0.1"), ROUND_HALF_UP)
    values: Values = {
        "said": claim.said, "expected": plain(expected), "part": plain(now), "whole": plain(then),
        "sign": claim.unit, "reading": paragraph.read_as(None),
    }  # fmt: skip
    return paragraph.finding(
        kinds.WRONG_MULTIPLE, claim.slots.segment.start, claim.end, values,
        expected=plain(expected), actual=claim.said,
        involved=(plain(now), plain(then)), severity=Severity.WARNING,
    )  # fmt: skip


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


def _of_own(
    paragraph: Paragraph, item: Item, wholes: Sequence[Decimal], counts: Sequence[Decimal]
) -> Iterator[Finding]:
    """培训12期，服务1680户次，平均每期150户次: both operands are the sentence's own."""
    if not any(_gives(a / b, item.number) for a in wholes for b in counts):
        expected = _rounded(wholes[-1] / counts[-1], item.number)
        yield _finding(paragraph, item, wholes[-1], counts[-1], expected)


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
