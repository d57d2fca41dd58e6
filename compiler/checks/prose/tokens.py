"""A sentence as words: the longest known word at each place, numbers, marks, and what is unknown.

Given a skeleton, a lexicon and the names of the body itself, gives tokens in order. It
knows no table and no meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compiler.checks.prose.amounts import ProseNumber, Skeleton, is_mark
from compiler.format.lexicon import Lexicon, Word

# What parts clauses, and what is as if it were not there.
MARKS = "，,。;；:：!！?？\n（()）、《》→"
_NOTHING = "“”\"'‘’「」·—-【】[]〔〕~～…*•"
OWN = Word("", roles=frozenset(("own",)))
TITLE = Word("", roles=frozenset(("title",)))


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `start` and `end` are places of the skeleton."""

    text: str
    start: int
    end: int
    word: Word | None = None
    number: ProseNumber | None = None

    @property
    def is_unknown(self) -> bool:
        return self.word is None and self.number is None and self.text not in MARKS

    def has(self, role: str) -> bool:
        return self.word is not None and role in self.word.roles

    @property
    def is_amount(self) -> bool:
        """A count or a sum of money."""
        number = self.number
        return number is not None and number.kind in ("count", "money") and not number.ordinal


def tokens_of(
    skeleton: Skeleton, start: int, end: int, lexicon: Lexicon, names: Sequence[str]
) -> list[Token]:
    """Every part of a stretch of the skeleton but blanks and quotation marks.

    Of all ways to part it, the one that leaves the fewest characters unknown, and of those
    the one with the fewest words: 在办结的 is 在, 办结, 的.
    """
    text = skeleton.text[start:end]
    ahead = _chart(text, skeleton, lexicon, names)
    found: list[Token] = []
    at, unknown = 0, -1
    while at < len(text):
        token = ahead[at]
        if token is None:
            unknown = at if unknown < 0 else unknown
            at += 1
            continue
        if unknown >= 0:
            found.append(Token(text[unknown:at], start + unknown, start + at))
            unknown = -1
        if token.text not in _NOTHING:
            found.append(Token(token.text, start + token.start, start + token.end, token.word, token.number))
        at = token.end
    if unknown >= 0:
        found.append(Token(text[unknown:], start + unknown, end))
    return found


# An unknown character costs more than any number of words would save.
_UNKNOWN = 100


def _chart(
    text: str, skeleton: Skeleton, lexicon: Lexicon, names: Sequence[str]
) -> list[Token | None]:
    """The token that begins the cheapest way on from each place; None where none is known."""
    costs = [0] * (len(text) + 1)
    best: list[Token | None] = [None] * len(text)
    for at in range(len(text) - 1, -1, -1):
        costs[at] = costs[at + 1] + _UNKNOWN
        fixed = _fixed(text, at, skeleton, names)
        if fixed is not None:
            best[at], costs[at] = fixed, costs[fixed.end] + 1
            if fixed.word is not OWN:
                continue
        for length in lexicon.lengths.get(text[at], ()):
            stop = at + length
            if stop <= len(text) and costs[stop] + 1 < costs[at]:
                word = lexicon.words.get(text[at:stop])
                if word is not None:
                    best[at], costs[at] = Token(word.text, at, stop, word), costs[stop] + 1
        if best[at] is None and text[at] in _PASSED:
            best[at], costs[at] = Token(text[at], at, at + 1), costs[at + 1] + 1
    return best


_PASSED = frozenset(MARKS + _NOTHING)


def _fixed(text: str, at: int, skeleton: Skeleton, names: Sequence[str]) -> Token | None:
    """What is no matter of words: a number, a title in 《》, the body's own name."""
    character = text[at]
    if is_mark(character):
        return Token(character, at, at + 1, number=skeleton.number(character))
    if character == "《":
        end = text.find("》", at)
        if end > at and "条例" not in text[at:end]:
            return Token(text[at : end + 1], at, end + 1, TITLE)
    for name in names:
        if name[0] == character and text.startswith(name, at):
            return Token(name, at, at + len(name), OWN)
    return None
