"""Said of all that came, without their number: 申请人均为自然人, 收到的申请均由企业提出.

Given a clause, gives a finding where no reading of what came has all of it in the columns named.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.differences import lines_named
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Ids, Meaning
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity

_STRANGE = (
    "matter", "channel", "others", "restricts", "narrow", "rest", "last_year", "plan", "aside",
    "part_of_year", "such_as", "open_end",
)  # fmt: skip
# Whose columns tell: who applied. Words that change nothing of a number name them all the same.
_WHO = ("申请人", "申请主体", "申请者")
_POINTING = ("上述", "以上", "前述", "这些", "该", "此类")


def all_without_number(paragraph: Paragraph, spoken: Spoken, position: int) -> Finding | None:
    """What is said of all who applied, where others did, too."""
    slots = spoken.slots[position]
    columns = _columns(slots)
    if not columns or _is_excepted(spoken, position):
        return None
    pairs = [
        (one, value, total)
        for rows in _readings(paragraph, spoken, position)
        for one, value, total in _told(paragraph, slots.table, rows, columns)
    ]
    if not pairs or any(value >= total for _, value, total in pairs):
        return None
    one, value, total = pairs[0]
    values = {
        "figure": plain(value), "label": paragraph.label(one), "reading": paragraph.reading(one),
    }  # fmt: skip
    return paragraph.finding(
        kinds.NOT_ALL, slots.segment.start, slots.segment.end, values,
        severity=Severity.WARNING, related=paragraph.related(one), expected=plain(value),
        actual=plain(total), involved=(plain(total), plain(value)),
    )  # fmt: skip


def _columns(slots: Slots) -> tuple[Meaning, ...]:
    """The columns said of all; none where it is not said of what the table counts."""
    every = slots.every
    if every is None or not slots.says_figure or slots.unknown or slots.none or slots.on_time:
        return ()
    tokens = slots.segment.tokens
    before = tuple(t for t in tokens if t.start < every.start)
    rows, columns = lines_named(tuple(t for t in tokens if t.start > every.start), slots.table)
    if rows or lines_named(before, slots.table)[1] or not _is_subject(before, slots.table):
        return ()
    strange = any(_is_strange(t, slots.table) for t in tokens)
    return () if strange else columns


def _is_subject(before: tuple[Token, ...], table: str) -> bool:
    """Whether the clause itself names what is counted, or those who applied."""
    if any(t.text in _POINTING for t in before):
        return False  # of those told before
    named = any(t.word and table in (*t.word.objects, *t.word.loose) for t in before)
    return named or any(t.text in _WHO for t in before)


def _is_strange(token: Token, table: str) -> bool:
    if token.is_unknown or token.number is not None:
        return True
    if token.has("plain") or (token.word and token.word.meaning_in(table)):
        return False
    return any(token.has(role) for role in _STRANGE)


def _is_excepted(spoken: Spoken, position: int) -> bool:
    """除1件由企业提出外，申请人均为自然人: all but some."""
    return any(
        t.has("rest") or t.text.startswith("除")
        for slots in spoken.slots[: position + 1]
        for t in slots.segment.tokens
    )


def _readings(paragraph: Paragraph, spoken: Spoken, position: int) -> Iterator[Ids]:
    """The rows that the clause names, else all that came; and what was told right before it."""
    slots = spoken.slots[position]
    yield from (ids for m in slots.rows for ids in (m.ids, *m.also))
    if not slots.rows:
        yield from paragraph.reader.lexicon.how_counted(slots.table).wholes
    last = spoken.slots[position - 1] if position else None
    if last is not None and slots.segment.before in ("，", ",") and last.table == slots.table:
        yield from (ids for m in last.rows for ids in (m.ids, *m.also))


def _told(
    paragraph: Paragraph, table: str, rows: Ids, columns: tuple[Meaning, ...]
) -> Iterator[tuple[Candidate, Decimal, Decimal]]:
    """How many are in these columns, of how many; nothing where there are none at all."""
    reader = paragraph.reader
    total = reader.lexicon.how_counted(table).column
    named = dict.fromkeys(id for m in columns for id in m.ids)
    one = Candidate(tuple(FigureId(table, row, column) for row in rows for column in named))
    whole = Candidate(tuple(FigureId(table, row, total) for row in rows)) if total else None
    value, all_ = reader.value(one), reader.value(whole) if whole else None
    if value is not None and all_:
        yield one, value, all_
