"""A sentence as words: the longest known word at each place, numbers, marks, and what is unknown.

Given a skeleton, a lexicon and the names of the body itself, gives tokens in order. It
knows no table and no meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def tokens_of(skeleton: Skeleton, lexicon: Lexicon, names: Sequence[str]) -> Iterator[Token]:
    """Every part of the text but blanks and quotation marks."""
    text, at, unknown = skeleton.text, 0, -1
    while at < len(text):
        found = _at(text, at, skeleton, lexicon, names)
        if found is None:
            unknown = at if unknown < 0 else unknown
            at += 1
            continue
        if unknown >= 0:
            yield from _unknown(text, unknown, at)
            unknown = -1
        if found.text not in _NOTHING:
            yield found
        at = found.end
    if unknown >= 0:
        yield from _unknown(text, unknown, at)


def _unknown(text: str, start: int, end: int) -> Iterator[Token]:
    yield Token(text[start:end], start, end)


def _at(
    text: str, at: int, skeleton: Skeleton, lexicon: Lexicon, names: Sequence[str]
) -> Token | None:
    character = text[at]
    if is_mark(character):
        return Token(character, at, at + 1, number=skeleton.number(character))
    if character == "《":
        end = text.find("》", at)
        # 《条例》 is a word; another title is one as a whole.
        if word := lexicon.at(text, at):
            return Token(word.text, at, at + len(word.text), word)
        if end > at:
            return Token(text[at : end + 1], at, end + 1, TITLE)
    for name in names:
        if text.startswith(name, at):
            return Token(name, at, at + len(name), OWN)
    if word := lexicon.at(text, at):
        return Token(word.text, at, at + len(word.text), word)
    if character in MARKS or character in _NOTHING:
        return Token(character, at, at + 1)
    return None
