"""What is said not to have changed: 行政诉讼29件，与上年持平; 与上年的26件基本持平.

Given a sentence, gives findings. Last year's number is the one told beside it, else last year's
report's; with neither, nothing is said. Whoever says 基本持平 means about as many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.differences import lines_named
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity, Values

_LEVEL = ("持平", "没有变化", "无变化", "没有增减", "无增减")
_ABOUT = ("基本", "大致", "大体", "总体", "略", "几乎", "相对", "总的")
_STRANGE = ("matter", "channel", "others", "part_of_year", "plan", "cumulative", "narrow", "aside",
            "restricts", "rest", "every", "rate", "share", "finished")  # fmt: skip
# How far from each other numbers may lie of which it is said, of last year's.
_AS_MANY, _ABOUT_AS_MANY = Decimal("0.03"), Decimal("0.2")


def unchanged_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each line that is said to be level with last year's, and is not."""
    for position, slots in enumerate(spoken.slots):
        written = paragraph.skeleton.span(slots.segment.start, slots.segment.end)
        if not any(word in written for word in _LEVEL) or "compared" not in slots.segment.roles:
            continue
        if "more" in slots.segment.roles or "fewer" in slots.segment.roles:
            continue
        subject = _subject(spoken, position)
        if subject is None or any(_is_strange(t) for t in slots.segment.tokens):
            continue
        limit = _ABOUT_AS_MANY if any(word in written for word in _ABOUT) else _AS_MANY
        yield from _judged(paragraph, slots, subject, limit)


def _is_strange(token: Token) -> bool:
    if token.is_unknown:
        return not any(word in token.text for word in (*_LEVEL, *_ABOUT))
    return not token.has("plain") and any(token.has(role) for role in _STRANGE)


def _subject(spoken: Spoken, position: int) -> Slots | None:
    """The lines that the clause names, else those of the number right before it."""
    slots = spoken.slots[position]
    lead = tuple(t for t in slots.segment.tokens if t.number is None)
    rows, columns = lines_named(lead, slots.table)
    if rows or columns:
        return None if slots.joined else slots._replace(rows=rows, columns=columns, why="")
    last = spoken.slots[position - 1] if position else None
    if last is None or slots.segment.before not in ("，", ",", "（", "("):
        return None
    clear = last.says_figure and not last.unknown and last.segment.amount is not None
    among = last.segment.before == "、"  # of which of them it is said is not clear
    return last if clear and not among and not last.joined else None


def _judged(
    paragraph: Paragraph, slots: Slots, subject: Slots, limit: Decimal
) -> Iterator[Finding]:
    reader = paragraph.reader
    found = candidates(subject, reader.form, reader.lexicon)
    now = [(c, v) for c in found if (v := reader.value(c)) is not None]
    number = subject.segment.amount.number if subject is not slots and subject.segment.amount else None  # fmt: skip
    if number is not None:
        now = [(c, v) for c, v in now if v == number.value]  # what differs has its own finding
    pairs = list(_pairs(paragraph, slots, now))
    if not pairs or any(abs(a - b) <= limit * b for _, a, b in pairs):
        return
    candidate, new, old = pairs[0]
    gap = plain(abs(new - old))
    values: Values = {
        "said": "0", "expected": gap, "part": plain(new), "whole": plain(old), "sign": "",
        "reading": paragraph.read_as(candidate),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_GROWTH, slots.segment.start, slots.segment.end, values,
        expected=gap, actual="0", involved=(plain(new), plain(old)), severity=Severity.WARNING,
    )  # fmt: skip


def _pairs(
    paragraph: Paragraph, slots: Slots, now: Sequence[tuple[Candidate, Decimal]]
) -> Iterator[tuple[Candidate, Decimal, Decimal]]:
    """This year's number and last year's of each reading."""
    reader = paragraph.reader
    told = slots.segment.amount.number if slots.segment.amount else None
    for candidate, value in now:
        if told is not None and told.kind == "count":
            yield candidate, value, told.value
        elif told is None and reader.prior is not None:
            then = reader.value(candidate, reader.prior)
            if then is not None:
                yield candidate, value, then
