"""Said of all of a number: 尚未办结的11件均由自然人提出. The line that is named holds no fewer.

Given a sentence, gives findings. What must be 0 once something is said of all the year's is
judged in `universal`; here the number told says of how many it is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.agreement import values_of
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.differences import lines_named
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity

_STRANGE = ("matter", "channel", "others", "restricts", "narrow", "rest", "last_year", "plan")


def all_of_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each number all of which is said to be of a line that counts fewer."""
    for position, slots in enumerate(spoken.slots):
        if slots.every is not None and slots.segment.amount is None:
            from compiler.checks.prose.all_without_number import all_without_number

            if found := all_without_number(paragraph, spoken, position):
                yield found
                continue
        told = _told(spoken, position)
        number = told.segment.amount.number if told and told.segment.amount else None
        if told is None or number is None or number.approximate or number.ordinal:
            continue
        said = _said(slots, told)
        if said is None or number.value not in values_of(told, paragraph.reader):
            continue
        yield from _judged(paragraph, told, said, number.value, slots.segment.end)


def _told(spoken: Spoken, position: int) -> Slots | None:
    """The number of which it is said: before 均 in its own clause, or in the one before."""
    slots = spoken.slots[position]
    every, amount = slots.every, slots.segment.amount
    if every is None or slots.none or slots.on_time:
        return None
    before = tuple(t for t in slots.segment.tokens if t.start < every.start)
    if amount is not None and amount.start < every.start:
        rows, columns = lines_named(before, slots.table)
        return slots._replace(rows=rows, columns=columns) if _is_clear(slots) else None
    if amount is not None or any(t.word and t.word.tells for t in before):
        return None
    last = spoken.slots[position - 1] if position else None
    clear = last is not None and last.segment.amount is not None and _is_clear(last)
    return (
        last if clear and last is not None and last.segment.depth == slots.segment.depth else None
    )


def _is_clear(slots: Slots) -> bool:
    """Whether the number names a line of its own, and nothing in its clause is unknown."""
    return slots.says_figure and not slots.unknown and bool(slots.rows or slots.columns)


def _said(slots: Slots, told: Slots) -> Slots | None:
    """What is said of all, as slots that cross it with what was told; None if anything is strange."""
    every = slots.every
    after = [t for t in slots.segment.tokens if every and t.start > every.start]
    if slots.table != told.table or any(_is_strange(t, slots) for t in after):
        return None
    rows, columns = lines_named(tuple(after), slots.table)
    if bool(rows) == bool(columns):
        return None
    if any(m.every for m in (*rows, *columns)) and not (rows and told.columns):
        return None  # judged by what must be 0
    return told._replace(joined=len(rows) > 1 or len(columns) > 1, why="",
        rows=rows or told.rows, columns=columns or told.columns,
    )  # fmt: skip


def _is_strange(token: Token, slots: Slots) -> bool:
    """Whether more is said of them than a line, or of fewer of them."""
    if token.is_unknown or token.number is not None:
        return True
    if token.word is None or token.word.meaning_in(slots.table) or token.has("plain"):
        return False
    return any(token.has(role) for role in _STRANGE)


def _judged(
    paragraph: Paragraph, told: Slots, said: Slots, number: Decimal, end: int
) -> Iterator[Finding]:
    reader = paragraph.reader
    found: list[tuple[Candidate, Decimal]] = [
        (c, v)
        for c in candidates(said, reader.form, reader.lexicon)
        if (v := reader.value(c)) is not None
    ]
    if not found or number <= max(value for _, value in found):
        return
    one, value = found[0]
    amount = told.segment.amount
    assert amount is not None
    assert amount.number is not None
    values = {
        "figure": plain(value), "label": paragraph.label(one),
        "reading": paragraph.reading(one),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.NOT_ALL, told.segment.start, end, values,
        severity=Severity.WARNING, related=paragraph.related(one), expected=plain(value),
        actual=plain(number), involved=(plain(number), plain(value)),
    )  # fmt: skip
