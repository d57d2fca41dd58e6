"""Changes that the tables state themselves, in a column of their own: 比上年减少3项.

Given a sentence, gives findings. Whatever such a column counts, a sentence names its row and
says more or fewer; the sign of the figure is the direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.format.declaration import Table
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity

_SINCE = ("compared", "this_year", "last_year")


def stated_changes(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each change that names its row and is another one than the table's."""
    since = not spoken.sentence.roles.isdisjoint(_SINCE)
    for slots in spoken.slots if since else ():
        amount = slots.segment.amount
        if slots.why != "difference" or amount is None or amount.number is None:
            continue
        number = amount.number
        if number.kind != "count" or number.approximate or slots.unknown:
            continue
        candidate = _changed(slots, paragraph)
        value = paragraph.reader.value(candidate) if candidate else None
        if candidate is None or value is None or _says(slots, number.value, value):
            continue
        values = {
            "said": paragraph.written(number), "figure": plain(value),
            "label": paragraph.label(candidate), "reading": paragraph.reading(candidate),
        }  # fmt: skip
        yield paragraph.finding(
            kinds.CONTRADICTS_TABLE, slots.segment.start, amount.end, values,
            severity=Severity.WARNING, related=paragraph.related(candidate),
            expected=plain(abs(value)), actual=plain(number.value),
            involved=(plain(number.value), plain(value)),
        )  # fmt: skip


def _says(slots: Slots, said: Decimal, value: Decimal) -> bool:
    fewer = "fewer" in slots.segment.roles
    return said == (-value if fewer else value) or (not said and not value)


def _changed(slots: Slots, paragraph: Paragraph) -> Candidate | None:
    """The row that is named, or was, in the column of changes."""
    rows = slots.rows or ((slots.carried_rows,) if slots.carried_rows else ())
    if not slots.table or len({m.ids for m in rows}) != 1 or len(rows[0].ids) != 1:
        return None
    column = _column(paragraph.reader.form.table(slots.table))
    return Candidate((FigureId(slots.table, rows[0].ids[0], column),)) if column else None


def _column(table: Table) -> str:
    found = [c.id for c in table.columns if c.type == "change"]
    return found[0] if len(found) == 1 else ""
