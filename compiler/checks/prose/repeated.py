"""One number told twice, the second time with two of its digits changed round.

Given the sentences of a section in order, gives findings. Two numbers of the same kind, told
with the same words, that differ only by two digits in each other's place, are one number and
a slip; of numbers that differ otherwise nothing is said, for two things may be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.thread import Spoken
from compiler.text.numerals import plain
from compiler.values.findings import Finding

# 12 and 21 are often two numbers; 2486 and 2846 of the same thing hardly ever.
_DIGITS = 3
_SHARED = 2
_POINTING = ("这", "该", "上述", "前述", "以上")
_OF_ANOTHER_TIME = frozenset(("last_year", "plan", "part_of_year", "cumulative"))


class Told(NamedTuple):
    """A number with the words of its sentence."""

    number: ProseNumber
    digits: str
    words: str


def repeated_findings(paragraphs: Iterable[Paragraph]) -> Iterator[Finding]:
    """Every number of a section that was told before with its digits in another order."""
    told: list[Told] = []
    for paragraph in paragraphs:
        for spoken in paragraph.spoken:
            for one, start, end in _told(spoken):
                first = next((t for t in told if _turned(t, one)), None)
                if first is not None:
                    yield _finding(paragraph, first, one, start, end)
                told.append(one)


def _told(spoken: Spoken) -> Iterator[tuple[Told, int, int]]:
    for slots in spoken.slots:
        amount = slots.segment.amount
        if amount is None or amount.number is None:
            continue
        if not _OF_ANOTHER_TIME.isdisjoint(slots.segment.roles):
            continue
        digits = "".join(c for c in plain(amount.number.value) if c.isdigit()).strip("0")
        if len(digits) < _DIGITS or amount.number.ordinal:
            continue
        words = "|".join(t.text for t in slots.segment.tokens if t.number is None)
        yield Told(amount.number, digits, words), slots.segment.start, amount.end


def _turned(first: Told, second: Told) -> bool:
    """Whether both tell the same thing, and two digits have changed places."""
    a, b = first.digits, second.digits
    if len(a) != len(b) or first.number.unit != second.number.unit:
        return False
    if first.number.value.adjusted() != second.number.value.adjusted():
        return False
    places = [n for n in range(len(a)) if a[n] != b[n]]
    turned = len(places) == 2 and (a[places[0]], a[places[1]]) == (b[places[1]], b[places[0]])
    return turned and _in_common(first.words, second.words)


def _in_common(first: str, second: str) -> bool:
    """Whether two of the second's words, or one of four characters, stand in the first, too."""
    words = second.split("|")
    shared = [w for w in words if len(w) >= 2 and w in first]
    if shared and any(w.startswith(_POINTING) for w in words):
        return True
    return len(shared) >= _SHARED or any(len(w) >= 2 * _SHARED for w in shared)


def _finding(paragraph: Paragraph, first: Told, second: Told, start: int, end: int) -> Finding:
    said, before = plain(second.number.value), plain(first.number.value)
    values = {"said": said + second.number.unit, "before": before + first.number.unit}
    return paragraph.finding(
        kinds.TOLD_TWICE, start, end, values, expected=before, actual=said, involved=(before, said)
    )
