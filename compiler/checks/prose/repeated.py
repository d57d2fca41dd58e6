"""One number told twice: with two of its digits changed round, or as more than there were.

Given the paragraphs of a report in order, gives findings. Two numbers of the same kind, told
with the same words, that differ only by two digits in each other's place, are one number and
a slip. What is told again as 公开的9份报告 cannot be more than the 公开报告8份 told before. Of
numbers that differ otherwise nothing is said, for two things may be counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import MARK, ProseNumber, is_mark, mark_of
from compiler.checks.prose.faults import WORDY
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.segments import OF_TIME
from compiler.checks.prose.slip import is_slip
from compiler.checks.prose.tokens import tokens_of
from compiler.text.numerals import plain
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple

# 12 and 21 are often two numbers; 2486 and 2846 of the same thing hardly ever.
_DIGITS = 3
_NAMED, _POINTED = 4, 2
_POINTING = ("这", "该", "上述", "前述", "以上")
_OF_ANOTHER_TIME = frozenset(("last_year", "plan", "part_of_year", "cumulative"))
# What stands around a number and names it.
_PIECE = re.compile("[^，,。；;：:！!？?、（()）\n]+")


class Told(NamedTuple):
    """A number at its place in a paragraph, with its digits and the words around it."""

    number: ProseNumber
    digits: str
    paragraph: Paragraph
    start: int
    end: int


def repeated_findings(paragraphs: Iterable[Paragraph]) -> Iterator[Finding]:
    """Every number that was told before with two of its digits in each other's place."""
    told: dict[str, list[Told]] = {}
    paragraphs = tuple(paragraphs)
    yield from _told_as_more(paragraphs)
    for paragraph in paragraphs:
        for one in _told(paragraph):
            alike = told.setdefault("".join(sorted(one.digits)), [])
            first = next((t for t in alike if _turned(t, one) and _in_common(t, one)), None)
            if first is not None:
                yield _finding(first, one)
            alike.append(one)


def _told(paragraph: Paragraph) -> Iterator[Told]:
    text = paragraph.skeleton.text
    long = {
        mark_of(n): digits
        for n, number in enumerate(paragraph.skeleton.numbers)
        if number.kind == "count" and len(digits := _digits(number)) >= _DIGITS
    }
    for match in _PIECE.finditer(text) if long else ():
        for place, mark in enumerate(match[0], match.start()):
            if mark in long:
                number = paragraph.skeleton.number(mark)
                # 这1386条 is no amount of its own, and the same number again.
                if not number.ordinal or text[:place].endswith(_POINTING):
                    yield Told(number, long[mark], paragraph, *match.span())


def _digits(number: ProseNumber) -> str:
    return "".join(c for c in plain(number.value) if c.isdigit()).strip("0")


# 公开的9份事故调查报告; what was told before is 公开…事故调查报告8份.
# 的 stands first, so that a search goes from one to the next.
_AGAIN = re.compile(
    rf"的(?<=(?P<act>{WORDY}{{2}})的)(?P<mark>{MARK})(?P<noun>(?![中里内]){WORDY}{{4,}})"
)
_NOUN = 4


def _told_as_more(paragraphs: tuple[Paragraph, ...]) -> Iterator[Finding]:
    """Things taken up again by the same act and noun, and more of them than were told."""
    for paragraph in paragraphs:
        text = paragraph.skeleton.text
        told = paragraph.skeleton.numbers and _AGAIN.search(text)
        for piece in _PIECE.finditer(text) if told else ():
            match = _AGAIN.search(piece[0])
            if match is None:
                continue
            number = paragraph.skeleton.number(match["mark"])
            if number.kind != "count" or number.approximate:
                continue
            second = Told(number, "", paragraph, *piece.span())
            firsts = list(_first_told(paragraphs, match["act"], match["noun"], number))
            values = {first.number.value for first in firsts}
            if _words(second) is None or len(values) != 1 or number.value in values:
                continue
            first = firsts[0]
            if first.number.value < number.value and is_slip(number.value, first.number.value):
                yield _finding(first, second)


def _first_told(
    paragraphs: tuple[Paragraph, ...], act: str, noun: str, number: ProseNumber
) -> Iterator[Told]:
    """Where the act is told of the noun with its number right behind it."""
    for paragraph in paragraphs:
        text = paragraph.skeleton.text
        for match in _PIECE.finditer(text) if act in text and noun[:_NOUN] in text else ():
            piece = match[0]
            for place in [n for n, c in enumerate(piece) if is_mark(c)][:1]:
                told = paragraph.skeleton.number(piece[place])
                head = piece[:place]
                named = any(head.endswith(noun[:n]) for n in range(_NOUN, len(noun) + 1))
                if named and act in head and told.unit == number.unit and not told.approximate:
                    one = Told(told, "", paragraph, *match.span())
                    if _words(one) is not None:
                        yield one


def _turned(first: Told, second: Told) -> bool:
    """Whether two digits have changed places, and nothing else."""
    a, b = first.digits, second.digits
    if first.number.unit != second.number.unit or len(a) != len(b):
        return False
    if first.number.value.adjusted() != second.number.value.adjusted():
        return False
    places = [n for n in range(len(a)) if a[n] != b[n]]
    return len(places) == 2 and (a[places[0]], a[places[1]]) == (b[places[1]], b[places[0]])


def _in_common(first: Told, second: Told) -> bool:
    """Whether both are named by the same four characters, or by two where 这 points back."""
    words, other = _words(second), _words(first)
    if words is None or other is None:
        return False
    least = _POINTED if words.startswith(_POINTING) else _NAMED
    return any(words[n : n + least] in other for n in range(len(words) - least + 1))


def _words(told: Told) -> str | None:
    """What names the number, without words of time; None where it is of another time."""
    reader = told.paragraph.reader
    tokens = tokens_of(told.paragraph.skeleton, told.start, told.end, reader.lexicon, {})
    roles = {role for t in tokens if t.word for role in t.word.roles}
    if roles & _OF_ANOTHER_TIME:
        return None
    return "".join(
        t.text for t in tokens if t.number is None and not (t.word and t.word.roles & OF_TIME)
    )


def _finding(first: Told, second: Told) -> Finding:
    said, before = plain(second.number.value), plain(first.number.value)
    values = {"said": said + second.number.unit, "before": before + first.number.unit}
    return second.paragraph.finding(
        kinds.TOLD_TWICE, second.start, second.end, values, expected=before, actual=said,
        involved=(before, said),
    )  # fmt: skip
