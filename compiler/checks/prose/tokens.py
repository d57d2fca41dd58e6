"""A sentence as words: the longest known word at each place, numbers, marks, and what is unknown.

Given a skeleton, a lexicon and the names of the body itself, gives tokens in order. It
knows no table and no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from compiler.checks.prose.amounts import (
    ABOUT,
    FIRST_MARK,
    LAST_MARK,
    ProseNumber,
    Skeleton,
    is_mark,
)
from compiler.format.lexicon import Lexicon, Word, word_of
from compiler.values.named_tuple import NamedTuple

# What parts clauses, and what is as if it were not there.
MARKS = "，,。;；:：!！?？\n（()）、《》→"
_NOTHING = " “”\"'‘’「」·—-【】[]〔〕~～…*•"
# The names of the body itself by their first character, the longest first.
Names = Mapping[str, Sequence[str]]
# What is neither a word nor a number, and known all the same.
_PLAIN = ABOUT.union(MARKS)
OWN = word_of(roles=frozenset(("own",)))
TITLE = word_of(roles=frozenset(("title",)))


class Token(NamedTuple):
    """One word, number or mark; `start` and `end` are places of the skeleton."""

    text: str
    start: int
    end: int
    word: Word | None = None
    number: ProseNumber | None = None

    @property
    def is_unknown(self) -> bool:
        return self.word is None and self.number is None and self.text not in _PLAIN

    def has(self, role: str) -> bool:
        return self.word is not None and role in self.word.roles

    @property
    def is_amount(self) -> bool:
        """A count or a sum of money."""
        number = self.number
        return number is not None and number.kind in ("count", "money") and not number.ordinal


def tokens_of(
    skeleton: Skeleton, start: int, end: int, lexicon: Lexicon, names: Names
) -> list[Token]:
    """Every part of a stretch of the skeleton but blanks and quotation marks.

    Of all ways to part it, the one that leaves the fewest characters unknown, and of those
    the one with the fewest words: 在办结的 is 在, 办结, 的.
    """
    text = skeleton.text[start:end]
    found: list[Token] = []
    at, unknown = 0, -1
    chart = _chart(text, lexicon, names)
    while at < len(text):
        stop, word = chart[at]
        if stop == at:
            unknown = at if unknown < 0 else unknown
            at += 1
            continue
        if unknown >= 0:
            found.append(Token(text[unknown:at], start + unknown, start + at))
            unknown = -1
        said = text[at:stop]
        if word is not None:
            found.append(Token(said, start + at, start + stop, word))
        elif is_mark(said):
            found.append(Token(said, start + at, start + stop, None, skeleton.number(said)))
        elif said not in _NOTHING:
            found.append(Token(said, start + at, start + stop))
        at = stop
    if unknown >= 0:
        found.append(Token(text[unknown:], start + unknown, end))
    return found


# An unknown character costs more than any number of words would save.
_UNKNOWN = 100
_PASSED = frozenset(MARKS + _NOTHING)


def _chart(text: str, lexicon: Lexicon, names: Names) -> list[tuple[int, Word | None]]:
    """From each place the end and the word of the cheapest way on; its own place if none is known."""
    characters, size = [*text], len(text)
    costs = [0] * (size + 1)
    best: list[tuple[int, Word | None]] = [(0, None)] * size
    starts, within = lexicon.words, _within_words(text)
    for at in range(size - 1, -1, -1):
        character = characters[at]
        end, word, cost = at, None, costs[at + 1] + _UNKNOWN
        known, place = None if at in within else starts[character], at
        while known is not None:
            place += 1
            if known.word is not None and place not in within:
                # Of two ways that cost the same the one with the longer word.
                step = costs[place] + 1
                if step < cost or (step == cost and word is not None):
                    end, word, cost = place, known.word, step
            known = known[characters[place]] if place < size else None
        fixed = _fixed(text, at, names) if character == "《" or character in names else None
        if fixed is not None and (fixed[1] is TITLE or costs[fixed[0]] + 1 <= cost):
            best[at], costs[at] = fixed, costs[fixed[0]] + 1
        elif word is None and (character in _PASSED or FIRST_MARK <= character <= LAST_MARK):
            best[at], costs[at] = (at + 1, None), costs[at + 1] + 1
        else:
            best[at], costs[at] = (end, word), cost
    return best


def _within_words(text: str) -> frozenset[int]:
    """The places between two Latin letters, where no word begins or ends."""
    return frozenset([match.end() for match in _LATIN.finditer(text)])


_LATIN = re.compile("[A-Za-z](?=[A-Za-z])")


def _fixed(text: str, at: int, names: Names) -> tuple[int, Word] | None:
    """What is no matter of words: a title in 《》, the body's own name."""
    character = text[at]
    if character == "《":
        end = text.find("》", at)
        if end > at and "条例" not in text[at:end]:
            return end + 1, TITLE
    for name in names.get(character, ()):
        if text.startswith(name, at):
            return at + len(name), OWN
    return None
