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
from compiler.checks.prose.subjects import is_parted_in_full
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
        told = _told(spoken, position) or _told_of_one(spoken, position)
        number = told.segment.amount.number if told and told.segment.amount else None
        if told is None or number is None or number.approximate or number.ordinal:
            continue
        said = None if is_parted_in_full(paragraph, spoken, position) else _said(slots, told)
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
    if last and last.segment.amount is None and last.every is not None and position > 1:
        last = spoken.slots[position - 2]  # 直接起诉4件，全部审结，均为结果维持
    if last is None or last.segment.amount is None:
        return None
    last = last if _is_clear(last) else last._replace(why="") if _is_large(last) else None
    return last if last and last.segment.depth == slots.segment.depth else None


def _is_large(slots: Slots) -> bool:
    """退役军人及其他群众提交的申请74件: a number as large as this agrees with the tables by no chance."""
    number = slots.segment.amount.number if slots.segment.amount else None
    large = number is not None and number.value >= _NO_CHANCE
    return large and slots.why == "matter" and slots.stated and _is_clear(slots._replace(why=""))


_NO_CHANCE = 20


def _told_of_one(spoken: Spoken, position: int) -> Slots | None:
    """行政诉讼1件，该案系直接起诉: a clause that says nothing but of which line the number before is."""
    slots = spoken.slots[position]
    tokens = slots.segment.tokens
    last = spoken.slots[position - 1] if position else None
    if last is None or last.segment.amount is None or last.segment.amount.number is None:
        return None
    if slots.segment.amount is not None or slots.none or slots.every or not slots.says_figure:
        return None
    one = last.segment.amount.number.value == 1 and last.segment.depth == slots.segment.depth
    says = any(t.text in _BEING for t in tokens) and bool(slots.rows)
    only = all(t.text in _POINTING or _is_plain(t, slots.table) for t in tokens)
    return last if one and says and only and _is_clear(last) else None


_BEING, _POINTING = ("为", "系", "是", "属", "属于"), ("该", "此")


def _is_plain(token: Token, table: str) -> bool:
    word = token.word
    named = word is not None and (word.meaning_in(table) is not None or table in word.objects)
    return named or (token.has("plain") and not any(map(token.has, _STRANGE)))


def _is_clear(slots: Slots) -> bool:
    """Whether the number names a line of its own, and nothing in its clause is unknown."""
    return slots.says_figure and not slots.unknown and bool(slots.rows or slots.columns)


def _said(slots: Slots, told: Slots) -> Slots | None:
    """What is said of all, as slots that cross it with what was told; None if anything is strange."""
    after = _predicate(slots)
    if slots.table != told.table or any(_is_strange(t, slots) for t in after):
        return None
    rows, columns = lines_named(tuple(after), slots.table)
    if bool(rows) == bool(columns):
        return None
    if any(m.every for m in (*rows, *columns)) and not (rows and told.columns):
        return None  # judged by what must be 0
    joined = told.joined or len((*rows, *columns)) > 1
    return told._replace(
        joined=joined, why="", rows=rows or told.rows, columns=columns or told.columns
    )


def _predicate(slots: Slots) -> list[Token]:
    """What is said behind 均, or behind 为 where there is none."""
    tokens = slots.segment.tokens
    first = slots.every or next((t for t in tokens if t.text in _BEING), None)
    return [t for t in tokens if first and t.start > first.start]


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
