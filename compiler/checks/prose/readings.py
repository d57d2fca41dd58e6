"""Other readings of a number that would make it true: sums and differences its words can mean.

Given a sentence and the place of a number in it, tells whether the tables or the sentence's
own numbers give it in a way that the words allow. A number that is true in any reading is
not accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from compiler.checks.prose.crossings import Candidate, share_nothing
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.segments import SEMICOLONS
from compiler.checks.prose.slots import Slots, adds
from compiler.checks.prose.thread import Spoken
from compiler.format.lexicon import Ids
from compiler.values.figures import FigureId

# So many lines are added up at most, of so many that are named.
_MOST_ADDED = 4
_MOST_NAMED = 10


def true_otherwise(
    paragraph: Paragraph, spoken: Spoken, before: Spoken | None, position: int, said: Decimal
) -> bool:
    """Whether lines of the sentence that the clause does not name itself give the number."""
    slots = spoken.slots[position]
    counted = paragraph.reader.lexicon.how_counted(slots.table)
    near = _near(spoken, before, position, by_rows=bool(counted.row))
    rows = _named(near, slots.table, "rows")
    columns = _named(_since_semicolon(spoken, position), slots.table, "columns")
    own_rows = [m.ids for m in slots.rows]
    own_columns = [m.ids for m in slots.columns]
    if said in _crossings(paragraph, slots, own_rows, own_columns, rows, columns):
        return True
    if (
        counted.row
        and own_rows
        and all(ids == (counted.row,) for ids in own_rows)
        and _completes(spoken, position)
    ):
        return True
    if not adds(slots):
        return False
    if own_rows:
        joins = position and slots.segment.tokens[0].text in _ONWARD
        if joins:  # 上年结转15件与本年新收共157件
            own_rows += [m.ids for m in spoken.slots[position - 1].rows]
        own_rows += [ids for m in slots.rows for ids in m.also]
        return said in _added(paragraph, slots, own_rows, whole=False)
    return said in {*_added(paragraph, slots, rows, whole=True), *_told(spoken, position)}


def _near(spoken: Spoken, before: Spoken | None, position: int, *, by_rows: bool) -> list[Slots]:
    """The clauses that a number may lean on: back to the last semicolon, if a row is named since."""
    for n in range(position - 1, -1, -1):
        if spoken.slots[n].rows and spoken.slots[n].table == spoken.slots[position].table:
            first = spoken.slots[n].segment.tokens[0].text
            if spoken.slots[n].columns and not first.startswith(
                "除"
            ):  # 诉讼案件中维持2件: the row is named for what follows
                return list(spoken.slots[n : position + 1])
            break
    starts = [
        n
        for n, slots in enumerate(spoken.slots[: position + 1])
        if n and slots.segment.before in SEMICOLONS
    ]
    part = spoken.slots[starts[-1] if starts else 0 : position + 1]
    if starts and any(slots.rows for slots in part):
        return list(part)
    goes_on = spoken.sentence.tokens[0].has("opens") or not by_rows
    return [*(before.slots if before and goes_on else ()), *spoken.slots[: position + 1]]


_ONWARD = ("与", "和", "及", "加", "加上", "连同")


def _since_semicolon(spoken: Spoken, position: int) -> Iterator[Slots]:
    """自然人提出的14件，公开5件: the clauses of which a column may go on to this one."""
    for slots in reversed(spoken.slots[: position + 1]):
        yield slots
        if slots.segment.before in SEMICOLONS:
            return


def _completes(spoken: Spoken, position: int) -> bool:
    """办结60件，其中上年的5件、当年新收的55件: the parts of a whole may be named by where they come from."""
    numbers = [_number(slots) for slots in spoken.slots]
    opened = [
        n
        for n in range(position + 1)
        if any(t.has("opens") for t in spoken.slots[n].segment.tokens)
    ]
    if not opened or opened[-1] == 0 or not spoken.slots[position].rows:
        return False
    first = opened[-1]
    wholes = [n for n in numbers[:first] if n is not None]
    parts = [(n, v) for n, v in enumerate(numbers) if n >= first and v is not None]
    return any(
        sum((v for _, v in parts[:length]), Decimal(0)) == wholes[-1]
        and parts[length - 1][0] >= position
        for length in range(2, len(parts) + 1)
        if wholes
    )


def _number(slots: Slots) -> Decimal | None:
    amount = slots.segment.amount
    return amount.number.value if amount and amount.number else None


def _named(near: Iterable[Slots], table: str, axis: str) -> list[Ids]:
    """Every line of the table that these clauses name."""
    found: dict[Ids, None] = {}
    for slots in near:
        for token in slots.segment.tokens:
            for meaning in token.word.meanings if token.word else ():
                if meaning.table == table and meaning.axis == axis:
                    found.update(dict.fromkeys((meaning.ids, *meaning.also)))
    return list(found)[:_MOST_NAMED]


def _crossings(
    paragraph: Paragraph, slots: Slots, own_rows: list[Ids], own_columns: list[Ids],
    rows: list[Ids], columns: list[Ids],
) -> Iterator[Decimal]:  # fmt: skip
    """The clause's own line crossed with each line named near it; rows that count, in every union."""
    if own_columns and not own_rows:
        lexicon = paragraph.reader.lexicon
        unions = [
            tuple(dict.fromkeys(i for ids in some for i in ids))
            for some in _some(rows)
            if share_nothing({i for ids in some for i in ids}, slots.table, lexicon)
        ]
        yield from _values(paragraph, slots.table, unions, own_columns)
    elif own_rows and not own_columns:
        yield from _values(paragraph, slots.table, own_rows, columns)


def _some(lines: list[Ids]) -> Iterator[tuple[Ids, ...]]:
    for size in range(1, min(3, len(lines)) + 1):
        yield from combinations(lines, size)


def _values(
    paragraph: Paragraph, table: str, rows: Iterable[Ids], columns: Iterable[Ids]
) -> Iterator[Decimal]:
    for row in rows:
        for column in columns:
            one = Candidate(tuple(FigureId(table, r, c) for r in row for c in column))
            value = paragraph.reader.value(one)
            if value is not None:
                yield value


def _added(
    paragraph: Paragraph, slots: Slots, rows: list[Ids], *, whole: bool
) -> Iterator[Decimal]:
    """Sums and differences of these lines; `whole`: and of what the table counts in all."""
    counted = paragraph.reader.lexicon.counted.get(slots.table)
    column = counted.column if counted else ""
    columns = [m.ids for m in slots.columns] or ([(column,)] if column else [])
    if counted and whole:
        rows = [*rows, *counted.wholes]
    values = list(dict.fromkeys(_values(paragraph, slots.table, dict.fromkeys(rows), columns)))[
        :_MOST_NAMED
    ]
    yield from sums_and_gaps(values)


def sums_and_gaps(values: list[Decimal]) -> Iterator[Decimal]:
    for size in range(1, min(_MOST_ADDED, len(values)) + 1):
        for some in combinations(values, size):
            yield sum(some, Decimal(0))
            if size == 2:
                yield abs(some[0] - some[1])


def _told(spoken: Spoken, position: int) -> Iterator[Decimal]:
    """Sums of neighbours among the numbers told before."""
    numbers = [
        slots.segment.amount.number.value
        for slots in spoken.slots[:position]
        if slots.segment.amount and slots.segment.amount.number
    ]
    for length in range(2, len(numbers) + 1):
        for start in range(len(numbers) - length + 1):
            yield sum(numbers[start : start + length], Decimal(0))
