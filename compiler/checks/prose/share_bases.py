"""Of what a share is told: the whole that is named behind 占, once for several shares or each time.

Given a sentence, its shares and their parts, gives the rows that the whole counts. Where these
are known, a number told of other rows is no whole that excuses the share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.items import Item
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.percent import gives
from compiler.checks.prose.slots import Slots, ids_of
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Ids
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple


class Base(NamedTuple):
    """The whole of a share: the rows that it may count, and how many these are."""

    rows: frozenset[str] = frozenset()
    values: tuple[Decimal, ...] = ()


class Share(NamedTuple):
    """A percentage with the number that it is told of."""

    token: Token
    slots: Slots
    part: Item


# Of so many shares beside it one that has another whole is told wrongly.
_ALIKE = 2


def named_base(slots: Slots, percent: Token) -> frozenset[str]:
    """占办结总数的60%: every row that the words between 占 and the number can mean."""
    tokens = slots.segment.tokens
    share = max((n for n, t in enumerate(tokens) if t.has("share") and t.start < percent.start), default=-1)  # fmt: skip
    return frozenset(
        id
        for token in tokens[share + 1 :]
        if token.start < percent.start and token.word
        for meaning in token.word.meanings
        if meaning.axis == "rows"
        for ids in (meaning.ids, *meaning.also)
        for id in ids
    )


def base_told_once(
    paragraph: Paragraph, spoken: Spoken, shares: Sequence[Share], own: Share
) -> Base:
    """予以公开448件，占办结总数的40.4%；无法提供289件，占26.1%: the whole that is told with the first
    share, or the one that all others have."""
    alike = [s for s in shares if _is_beside(spoken, shares, s, own)]
    if _lies_within(own, shares) or not alike:
        return Base()
    for rows in _wholes(paragraph, own):
        value = _value(paragraph, own, rows)
        fits = _fits(value)
        named = any(
            s.token.start < own.token.start and named_base(s.slots, s.token) == frozenset(rows)
            for s in alike
        )
        if value and all(map(fits, alike)) and (named or len(alike) >= _ALIKE):
            return Base(frozenset(rows), (value,))
    return Base()


def _fits(value: Decimal | None) -> Callable[[Share], bool]:
    return lambda share: bool(
        value and share.token.number and gives(share.part.number.value, value, share.token.number)
    )


def _is_beside(spoken: Spoken, shares: Sequence[Share], one: Share, own: Share) -> bool:
    """Another line's share at the same level of the same list."""
    if one is own or not one.part.slots.rows or one.part.slots.columns:
        return False
    same = one.part.slots.table == own.part.slots.table
    level = one.slots.segment.depth == own.slots.segment.depth
    if not same or not level or _lies_within(one, shares):
        return False
    first, last = sorted((one.token.start, own.part.token.start))
    return not any(t.has("opens") and first < t.start < last for t in spoken.sentence.tokens)


def _lies_within(own: Share, shares: Sequence[Share]) -> bool:
    """不予公开64件，占5.8%；属于执法案卷的20件，占31.3%: a line within another one may be of that one."""
    rows = _rows(own)
    return not rows or bool(own.part.slots.columns) or any(rows < _rows(s) for s in shares)


def _rows(share: Share) -> set[str]:
    return ids_of(share.part.slots.rows)


def _wholes(paragraph: Paragraph, own: Share) -> Iterator[Ids]:
    counted = paragraph.reader.lexicon.how_counted(own.part.slots.table)
    if counted.row and counted.column:
        yield from counted.wholes


def _value(paragraph: Paragraph, own: Share, rows: Ids) -> Decimal | None:
    table = own.part.slots.table
    column = paragraph.reader.lexicon.how_counted(table).column
    return paragraph.reader.value(Candidate(tuple(FigureId(table, row, column) for row in rows)))


def of_other_rows(paragraph: Paragraph, item: Item, base: frozenset[str]) -> bool:
    """新收35件 beside 占办结总数: a number of another whole than the one that is named."""
    counted = paragraph.reader.lexicon.how_counted(item.slots.table)
    rows = ids_of(item.slots.rows)
    came = {counted.row, *counted.added, *counted.instead}
    return bool(base) and bool(rows) and rows <= came and rows.isdisjoint(base)
