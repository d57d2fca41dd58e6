"""The rest of a list of lines: 自然人141件、企业17件、律所6件、其他5件. Its lines are those not named.

Given a sentence and the place of a number in it, gives its slots with these lines; nothing
unless every number of the list before it is the tables'.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.format.lexicon import Ids, Meaning, labelled
from compiler.values.figures import FigureId

# So many lines named before it, at least, tell that all are parted.
_LEAST = 2


def remaining(paragraph: Paragraph, spoken: Spoken, position: int) -> Slots | None:
    """The slots of 其他N件 with all columns of its row that the list before it does not name."""
    slots, reader = spoken.slots[position], paragraph.reader
    counted = reader.lexicon.how_counted(slots.table)
    if slots.rows or slots.columns or slots.why or slots.unknown:
        return None
    if not counted.row and slots.carried_rows is None:
        return None
    if not all(t.has("rest") or t.has("plain") or t.number for t in slots.segment.tokens):
        return None
    row = slots.carried_rows.ids if slots.carried_rows else (counted.row,)
    named = _named(spoken, position, row, paragraph)
    if len(named) < _LEAST:
        return None
    told = {*named, *_named_later(spoken, position)}
    left = list(_left(paragraph, slots.table, told, counted.column, single=not counted.row))
    if not left:
        return None
    meaning = Meaning(slots.table, "columns", left[0], tuple(left[1:]))
    return slots._replace(columns=(meaning,), stated=True, loose=False)


def _left(
    paragraph: Paragraph, table: str, named: set[str], total: str, *, single: bool
) -> Iterator[Ids]:
    """What is left of the printed group that all of them stand in, then of all columns; of
    outcomes each that is left first.
    """
    columns = paragraph.reader.form.table(table).columns
    if single:
        yield from ((c.id,) for c in columns if c.id not in named and c.id != total)
    groups = [ids for ids in labelled(columns).values() if named < set(ids)]
    for ids in (*sorted(groups, key=len), tuple(column.id for column in columns)):
        if left := tuple(id for id in ids if id not in named and id != total):
            yield left


def _named(spoken: Spoken, position: int, row: Ids, paragraph: Paragraph) -> Ids:
    """The columns of the numbers right before it; none if one of these is not the table's."""
    found: list[str] = []
    for before in reversed(spoken.slots[:position]):
        number = before.segment.amount.number if before.segment.amount else None
        if number is None or len(before.columns) != 1 or before.rows or before.why:
            break
        ids = before.columns[0].ids
        if found and set(found) < set(ids):
            break  # 审结156件，维持69件: what these are parts of
        if before.unknown or _value(paragraph, before.table, row, ids) != number.value:
            return ()
        found += ids
    return tuple(found) if len(found) == len(set(found)) else ()


def _named_later(spoken: Spoken, position: int) -> Iterator[str]:
    """The columns of the numbers told behind it, with no row of their own: 全部审结 tells none."""
    table = spoken.slots[position].table
    for following in spoken.slots[position + 1 :]:
        if following.rows or following.table != table:
            return
        if following.segment.amount is not None:
            yield from (id for m in following.columns for id in m.ids)


def _value(paragraph: Paragraph, table: str, rows: Ids, columns: Ids) -> Decimal | None:
    figures = tuple(FigureId(table, row, column) for row in rows for column in columns)
    return paragraph.reader.value(Candidate(figures))
