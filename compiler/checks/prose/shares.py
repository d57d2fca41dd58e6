"""Percentages of a whole: the sentence's own numbers first, the tables second.

A share is accused only where its part stands beside it, its whole is known, and no whole
that can be meant gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import is_part, is_within, items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.percent import gives, percent_of
from compiler.checks.prose.share_bases import (
    Base,
    Share,
    base_told_once,
    named_base,
    of_other_rows,
)
from compiler.checks.prose.slip import level_of_share
from compiler.checks.prose.slots import Slots, ids_of
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.checks.prose.told_bases import both_stand, of_columns
from compiler.format.lexicon import labelled
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity, Values

# Between a part and its share stands nothing with a subject of its own.
_EACH = ("各占", "各", "分别占", "分别", "分别为", "依次", "依次为", "依次是", "分别是")
_JOINS = ("，", ",", "（", "(", "、", "；", ";", "：")


def share_findings(paragraph: Paragraph) -> Iterator[Finding]:
    seen: list[Spoken] = []
    for spoken in paragraph.spoken:
        seen.append(spoken)
        found = list(percents(spoken))
        if not found:
            continue
        items = items_of((spoken,))
        earlier = items_of(seen)
        shares = [
            Share(token, slots, part)
            for token, slots in found
            if (part := part_before(spoken, items, token))
        ]
        for token, slots in found:
            if several := several_parts(spoken, items, token):
                yield from _judged_sum(paragraph, spoken, several, token, slots)
                continue
            share = next((s for s in shares if s.token is token), None)
            if share is not None and not share.part.number.approximate:
                yield from _judged(paragraph, spoken, earlier, shares, share)


def percents(spoken: Spoken) -> Iterator[tuple[Token, Slots]]:
    """Percentages that are said to be a share: 占…N%, or N% in brackets after a number."""
    for slots in spoken.slots:
        for place, token in enumerate(slots.segment.tokens):
            number = token.number
            if number is None or number.unit != "%" or number.approximate:
                continue
            before = slots.segment.tokens[:place]
            if _by_order(spoken, token) or is_former(slots.segment.tokens, place):
                continue
            if any(
                t.has("more") or t.has("fewer") or t.has("compared") or t.has("finished")
                for t in before
            ):
                continue
            bracketed = slots.segment.before in ("（", "(") and len(slots.segment.tokens) == 1
            if any(t.has("share") for t in before) or bracketed:
                yield token, slots


def is_former(tokens: Sequence[Token], place: int) -> bool:
    """由上年的93.8%升至94.7%: what the share was before."""
    return any(t.has("from") or t.has("last_year") for t in tokens[:place]) and any(
        t.has("became") for t in tokens[place:]
    )


def _by_order(spoken: Spoken, percent: Token) -> bool:
    """各占84%和16%: which share is whose is told by their order."""
    tokens = spoken.sentence.tokens
    place = next((n for n, t in enumerate(tokens) if t is percent), 0)
    each = any(t.text in _EACH for t in tokens[:place])
    return each and sum(bool(t.number and t.number.unit == "%") for t in tokens) > 1


def part_before(spoken: Spoken, items: Sequence[Item], percent: Token) -> Item | None:
    """The number right before the share."""
    share = share_word(spoken, percent)
    depth = next((s.segment.depth for s in spoken.slots if percent in s.segment.tokens), 0)
    before = [
        i
        for i in items
        if i.token.start < (share or percent).start and i.slots.segment.depth <= depth
    ]
    if not before:
        return None
    part = before[-1]
    between = [t for t in spoken.sentence.tokens if part.token.end <= t.start < percent.start]
    lead = []
    for token in between:
        if token.has("share"):
            break
        lead.append(token)
    strange = any(
        t.is_unknown
        or any(t.has(role) for role in ("matter", "channel", "opens", "sums", "adds"))
        or t.is_amount
        for t in lead
    )
    named = any(map(_names, lead)) and not _within(lead)
    return None if strange or named else part


_SUMMED = {"两": 2, "二": 2, "三": 3, "四": 4}


def several_parts(spoken: Spoken, items: Sequence[Item], percent: Token) -> list[Item]:
    """予以公开59件、部分公开18件，两项合计占…: the numbers of which the share is told together."""
    share = share_word(spoken, percent)
    before = [i for i in items if share and i.token.start < share.start]
    if share is None or len(before) < _SUMMED["两"]:
        return []
    lead = [t for t in spoken.sentence.tokens if before[-1].token.end <= t.start < share.start]
    if any(map(_names, lead)):
        return []  # 予以公开与部分公开两项相加: the lines named, wherever their numbers stand
    summed = next((t for t in lead if t.has("sums") and t.text[0] in _SUMMED), None)
    count = _SUMMED[summed.text[0]] if summed else 0
    parts = before[-count:] if count else []
    alike = len({p.number.unit for p in parts}) == 1
    return parts if alike and len(parts) == count else []


def _judged_sum(
    paragraph: Paragraph, spoken: Spoken, parts: Sequence[Item], token: Token, slots: Slots
) -> Iterator[Finding]:
    """The share of a sum, of the whole that is named beside it."""
    percent = token.number
    named, strange = named_wholes(paragraph, slots, token)
    total = sum((p.value for p in parts), Decimal(0))
    wholes = [w for w in named if w >= total and w]
    if percent is None or strange or not wholes:
        return
    told = [
        *named,
        *(i.value for i in items_of((spoken,))),
        *table_wholes(paragraph, parts[-1].slots),
    ]
    if any(gives(total, whole, percent) for whole in told):
        return
    expected = plain(percent_of(total, wholes[0], percent.decimals))
    values: Values = {
        "said": plain(percent.value) + "%", "expected": expected,
        "part": plain(total), "whole": plain(wholes[0]), "reading": paragraph.read_as(None),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_PERCENT, slots.segment.start, token.end, values, expected=expected,
        actual=plain(percent.value), involved=(plain(total), plain(percent.value)),
        severity=level_of_share(total, wholes[0], percent.value),
    )  # fmt: skip


def share_word(spoken: Spoken, percent: Token) -> Token | None:
    """The last 占 before the percentage: 占办结总数153件的60.8% names its whole by a number."""
    tokens = [t for t in spoken.sentence.tokens if t.has("share") and t.start < percent.start]
    return tokens[-1] if tokens else None


def _within(lead: Sequence[Token]) -> bool:
    """在全部办结件中占比: the whole stands before its share."""
    words = [t for t in lead if t.text not in _JOINS]
    return bool(words) and words[0].text == "在"


def _names(token: Token) -> bool:
    return token.word is not None and bool(token.word.meanings) and not token.has("plain")


def _judged(
    paragraph: Paragraph,
    spoken: Spoken,
    earlier: Sequence[Item],
    shares: Sequence[Share],
    share: Share,
) -> Iterator[Finding]:
    token, slots, part = share
    percent = token.number
    assert percent is not None
    named, strange = named_wholes(paragraph, slots, token)
    if strange:
        return
    inside = [t for t in _inside(spoken, token) if not t.has("plain")]
    named = [*named, *of_columns(paragraph, part.slots, inside)]
    listed = list_whole(spoken, part)
    base = Base(named_base(slots, token))
    if not named and not listed:
        base = base_told_once(paragraph, spoken, shares, share)
        named = list(base.values)
    possible_wholes = [i for i in earlier if not of_other_rows(paragraph, i, base.rows)]
    told = told_wholes(possible_wholes, part, sums=not named and not listed)
    table = table_wholes(paragraph, part.slots)
    possible = _table_parts(paragraph, part)
    parts = [part.number.value] if part.number.value in possible else [part.number.value, *possible]
    parts += _together(spoken, part)
    for value in parts:
        if any(
            gives(value, whole, percent) for whole in (*named, *told, *(() if named else table))
        ):
            return
    wholes = [
        w
        for w in (
            *named,
            *listed,
            *only_whole(spoken, part),
            *(table if part.slots.says_figure else ()),
        )
        if w >= part.number.value and w  # of nothing there is no share
    ]
    if not wholes:
        return
    expected = percent_of(part.number.value, wholes[0], percent.decimals)
    values: Values = {
        "said": plain(percent.value) + "%", "expected": plain(expected),
        "part": plain(part.number.value), "whole": plain(wholes[0]),
        "reading": paragraph.read_as(_read_as(paragraph, part)),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_PERCENT, part.slots.segment.start, token.end, values,
        expected=plain(expected), actual=plain(percent.value),
        involved=(plain(part.number.value), plain(percent.value)),
        severity=Severity.WARNING if listed and not inside and both_stand(paragraph, items_of((spoken,)), part, listed[0])
        else level_of_share(part.number.value, wholes[0], percent.value),
    )  # fmt: skip


def _inside(spoken: Spoken, percent: Token) -> tuple[Token, ...]:
    """What stands between 占 and its number."""
    share = share_word(spoken, percent)
    start = share.end if share else percent.start
    return tuple(t for t in spoken.sentence.tokens if start <= t.start < percent.start)


def _together(spoken: Spoken, part: Item) -> list[Decimal]:
    """予以公开12件、部分公开2件，占比60.9%: the part with those enumerated before it."""
    found: list[Decimal] = []
    total = part.value
    tokens = spoken.sentence.tokens
    for item in reversed([i for i in items_of((spoken,)) if i.token.start < part.token.start]):
        between = [t for t in tokens if item.token.end <= t.start < part.token.start]
        if item.number.unit != part.number.unit or any(
            t.number and t.number.unit == "%" for t in between
        ):
            break
        total += item.value
        found.append(total)
    return found


def _read_as(paragraph: Paragraph, part: Item) -> Candidate | None:
    """The figure that the part was taken for."""
    reader = paragraph.reader
    found = candidates(part.slots, reader.form, reader.lexicon)
    return next((c for c in found if reader.value(c) == part.number.value), None)


def named_wholes(paragraph: Paragraph, slots: Slots, percent: Token) -> tuple[list[Decimal], bool]:
    """What stands between 占 and the number: a figure's name, or a whole that is not known."""
    inside: list[Token] = []
    seen = False
    for token in slots.segment.tokens:
        if token.start >= percent.start:
            break
        if seen:
            inside.append(token)
        seen = seen or token.has("share") or token.text == "在"
    if any(t.is_unknown or t.has("matter") or t.has("channel") or t.has("others") for t in inside):
        return [], True
    rows = [m for t in inside if t.word for m in t.word.meanings if m.axis == "rows"]
    found = [t.number.value for t in inside if t.is_amount and t.number]
    if found:
        return found, False
    if not rows:
        tables = [t for x in inside if x.word for t in (*x.word.objects, *x.word.loose)]
        found = [v for table in tables[:1] for v in _defaults(paragraph, table)]
    for meaning in rows:
        counted = paragraph.reader.lexicon.counted.get(meaning.table)
        for ids in (meaning.ids, *meaning.also):
            if counted and counted.column:
                one = Candidate(tuple(FigureId(meaning.table, id, counted.column) for id in ids))
                if value := paragraph.reader.value(one):
                    found.append(value)
    return found, False


def told_wholes(earlier: Sequence[Item], part: Item, *, sums: bool) -> list[Decimal]:
    """Every number told before, and sums of neighbours."""
    others = [i for i in earlier if i.number.kind == part.number.kind and i.token is not part.token]
    numbers = [i.number.value for i in others]
    found = list(numbers)
    numbers = [i.number.value for i in others if i.token.start < part.token.start]
    for length in (2, 3) if sums else ():
        found += [
            sum(numbers[n : n + length], Decimal(0)) for n in range(len(numbers) - length + 1)
        ]
    return found


def list_whole(spoken: Spoken, part: Item) -> list[Decimal]:
    """The number before the 其中 that the part stands after."""
    earlier = [i for i in items_of((spoken,)) if i.token.start < part.token.start]
    if earlier and is_within(earlier[-1]):
        return [earlier[-1].number.value]  # 不予公开的19件中，属于执法案卷的13件
    openers = [
        t.start for t in spoken.sentence.tokens if t.has("opens") and t.start < part.token.start
    ]
    if not openers:
        return []
    before = [
        i for i in earlier if i.token.start < openers[-1] and i.number.unit == part.number.unit
    ]
    return [before[-1].number.value] if before else []


def only_whole(spoken: Spoken, part: Item) -> list[Decimal]:
    """The only number of the sentence before the part: 办结80件，予以公开20件，占25%."""
    before = [i for i in items_of((spoken,)) if i.token.start < part.token.start]
    if len(before) != 1 or before[0].number.unit != part.number.unit or before[0].slots.why:
        return []
    if is_part(before[0]):
        return []  # another part of the same whole
    return (
        [before[0].number.value]
        if part.slots.table and before[0].slots.table == part.slots.table
        else []
    )


def table_wholes(paragraph: Paragraph, slots: Slots) -> list[Decimal]:
    """All that the part's table counts: what was received, handled, or all rows together."""
    table = slots.table
    if not table:
        return []
    reader = paragraph.reader
    counted = reader.lexicon.counted.get(table)
    if counted is None or not counted.column:
        return []
    sums = [*counted.wholes[1:], counted.wholes[0]] if counted.row else []
    if slots.columns:
        sums += [m.ids for m in slots.rows]  # 予以公开的自然人10件: of all that were granted
    if counted.row and slots.rows:
        sums.sort(key=counted.instead.isdisjoint)
    found = []
    for ids in sums:
        value = reader.value(Candidate(tuple(FigureId(table, id, counted.column) for id in ids)))
        if value:
            found.append(value)
    return [*found, *_groups(paragraph, slots, counted.column)]


def _groups(paragraph: Paragraph, slots: Slots, column: str) -> Iterator[Decimal]:
    """Every printed group that has the part's lines among others: of what was refused the
    reasons have shares of their own."""
    reader = paragraph.reader
    own = ids_of(slots.rows)
    if slots.columns and not own:
        return  # 法人126件: of all that came
    totals = {rule.defines for rule in reader.form.declaration.rules if rule.defines}
    for ids in labelled(reader.form.table(slots.table).rows).values():
        if not (own < set(ids) and totals.isdisjoint(ids)):
            continue
        value = reader.value(Candidate(tuple(FigureId(slots.table, i, column) for i in ids)))
        if value:
            yield value


def _defaults(paragraph: Paragraph, table: str) -> Iterator[Decimal]:
    """What is meant by the bare name of what a table counts."""
    counted = paragraph.reader.lexicon.counted[table]
    for ids in counted.wholes:
        value = paragraph.reader.value(
            Candidate(tuple(FigureId(table, id, counted.column) for id in ids))
        )
        if value:
            yield value


def _table_parts(paragraph: Paragraph, part: Item) -> list[Decimal]:
    reader = paragraph.reader
    found = candidates(part.slots, reader.form, reader.lexicon)
    return [v for c in found if (v := reader.value(c)) is not None]
