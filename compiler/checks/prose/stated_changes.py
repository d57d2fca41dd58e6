"""Changes that the tables state themselves, in a column of their own: 比上年减少3项.

Given a sentence, gives findings. Such a column stands behind the one that tells last year's
number; so a sentence that names its row may tell that, the change, or what came of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.format.declaration import Table
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity

# What such rows are counted in; decisions have other units.
_UNITS = ("项", "个")
_SINCE = ("compared", "this_year", "last_year")


def stated_changes(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each change of a row, each number before it and after it, that is another one than the table's."""
    since = not spoken.sentence.roles.isdisjoint(_SINCE)
    for position, slots in enumerate(spoken.slots):
        amount = slots.segment.amount
        number = amount.number if amount else None
        if amount is None or number is None or number.kind != "count":
            continue
        row = _row(slots, paragraph)
        if row is None or number.approximate or number.unit not in _UNITS:
            continue
        if slots.unknown and not _stays(slots, spoken.slots[:position]):
            continue
        came_of = position > 0 and _comes_of(slots, spoken.slots[position - 1])
        told = _told(slots, row, paragraph, since, came_of)
        if told is None or told[1] == (-number.value if told[2] else number.value):
            continue
        candidate, value, _ = told
        values = {
            "said": paragraph.written(number), "figure": plain(abs(value)),
            "label": paragraph.label(candidate), "reading": paragraph.reading(candidate),
        }  # fmt: skip
        yield paragraph.finding(
            kinds.CONTRADICTS_TABLE, slots.segment.start, amount.end, values,
            severity=Severity.WARNING, related=paragraph.related(candidate),
            expected=plain(abs(value)), actual=plain(number.value),
            involved=(plain(number.value), plain(value)),
        )  # fmt: skip


def _stays(slots: Slots, before: Sequence[Slots]) -> bool:
    """上一年312项，减少18项，年末保留294项: what there is at the end, after it was told what there was."""
    told = any(s.table == slots.table and s.why in ("difference", "last_year") for s in before)
    return told and all(t.text in _STAYING for t in slots.unknown)


_STAYING = ("保留", "实有", "存续", "保有", "剩余")


def _told(
    slots: Slots, row: FigureId, paragraph: Paragraph, since: bool, came_of: bool
) -> tuple[Candidate, Decimal, bool] | None:
    """What the number should be, with the figures it comes from, and whether it says fewer."""
    table = paragraph.reader.form.table(slots.table)
    base, change = _columns(table)
    before, by = (Candidate((FigureId(row.table, row.row, c),)) for c in (base, change))
    then, gap = paragraph.reader.value(before), paragraph.reader.value(by)
    if then is None or gap is None:
        return None
    roles = slots.segment.roles
    if slots.why == "difference" and not roles.isdisjoint(("more", "fewer")):
        return (by, gap, "fewer" in roles) if since else None
    if slots.why == "last_year":
        return (before, then, False) if "last_year" in roles else None
    if slots.why in ("", "unknown") and ("became" in roles or slots.rows or came_of):
        return Candidate((*before.figures, *by.figures)), then + gap, False
    return None


def _comes_of(slots: Slots, before: Slots) -> bool:
    """本年减少1项，现有3项: what there is after the change told before it."""
    plain = all(t.number or t.has("plain") or t.has("remains") for t in slots.segment.tokens)
    same = slots.table == before.table and slots.carried_rows is not None
    return plain and same and before.why == "difference" and before.segment.amount is not None


def _row(slots: Slots, paragraph: Paragraph) -> FigureId | None:
    """The row that is named, or was, in a table with a column of changes."""
    rows = slots.rows or ((slots.carried_rows,) if slots.carried_rows else ())
    if not slots.table or len({m.ids for m in rows}) != 1 or len(rows[0].ids) != 1:
        return None
    change = _columns(paragraph.reader.form.table(slots.table))[1]
    return FigureId(slots.table, rows[0].ids[0], change) if change else None


def _columns(table: Table) -> tuple[str, str]:
    """The column of changes, and the one before it, which tells from what."""
    for before, column in pairwise(table.columns):
        if table.kind_of(column) == "change":
            return before.id, column.id
    return "", ""
