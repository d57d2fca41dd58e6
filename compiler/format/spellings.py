"""How words are spelled, and the texts that begin them, character by character.

Given spellings, gives the `Beginning` of all their words. A few spellings with choices stand
for tens of thousands of words: to write them all out before the first sentence would take
longer than to read a report. So beginnings are worked out as texts lead there; or the build
has explored them, and found how few of them differ in what may follow (`Automaton`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from compiler.values.named_tuple import NamedTuple

if TYPE_CHECKING:
    from compiler.format.lexicon import Word

    # Its word, and by characters the numbers of the beginnings that follow.
    _Node = tuple[Word | None, tuple[tuple[str, int], ...]]


class Choices(dict[str, "dict[str, list[str]]"]):
    """By a piece of a spelling all that it may be, by first characters; "" where it may be missing.

    Worked out when it is first asked for. `a|b?` is a, b or nothing; `{set}`, which may stand
    among others, any word of that set.
    """

    def __init__(self, sets: Mapping[str, tuple[str, ...]]) -> None:
        self._sets = sets

    def __missing__(self, piece: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in written_out(piece, self._sets):
            found.setdefault(word[:1], []).append(word)
        self[piece] = found
        return found


def written_out(piece: str, sets: Mapping[str, tuple[str, ...]]) -> list[str]:
    """All that a piece of a spelling may be, "" if it may be missing."""
    found: list[str] = []
    for choice in piece.removesuffix("?").split("|"):
        before, opening, more = choice.partition("{")
        name, closing, after = more.partition("}")
        if opening and closing:
            found += [f"{before}{word}{after}" for word in sets.get(name, ())]
        else:
            found.append(choice)
    return [*found, ""] if piece.endswith("?") else found


class Spelling(NamedTuple):
    """How words are spelled, piece by piece, and what they mean; `joint` parts the pieces.

    Words that are written out have no pieces. `order`: of two the one that was declared first
    comes first.
    """

    order: int
    pieces: tuple[str, ...]
    gives: Word
    choices: Choices
    joint: str = ""
    of_label: bool = False

    def may_end(self, stage: int) -> bool:
        """Whether a word is complete with so many of its pieces."""
        return all(piece.endswith("?") for piece in self.pieces[stage:])

    def begins_with(self, stage: int = 0) -> set[str]:
        """Every character that may follow so many of its pieces."""
        found: set[str] = set()
        for place in range(stage, len(self.pieces)):
            piece = self.pieces[place]
            found.update((self.joint,) if place and self.joint else self.choices[piece])
            if not piece.endswith("?"):
                break
        return found - {""}

    def goes_on(self, stage: int, character: str) -> Iterator[Spelled]:
        """All that may follow when a character comes after so many pieces."""
        joint = self.joint if stage else ""
        for place in range(stage, len(self.pieces)):
            choices = self.choices[self.pieces[place]]
            for first in choices if joint == character else (character,) if not joint else ():
                for choice in choices.get(first, ()) if first else ():
                    yield f"{joint}{choice}"[1:], self, place + 1
            if "" not in choices:
                return
            joint = self.joint


# What of a word must still follow, how it goes on, and how many of its pieces are begun.
Spelled = tuple[str, Spelling, int]
# All that one word can do, of which these are the spellings.
Joined = Callable[[list[Spelling]], "Word"]


class Beginning(dict[str, "Beginning | None"]):
    """Characters that begin words: `word` is the one they are, if any.

    By the next character it gives the longer beginning, or None: worked out, or looked up,
    when a text first leads there.
    """

    __slots__ = ("_after", "word")

    def __init__(self, word: Word | None, after: Callable[[str], Beginning | None]) -> None:
        self.word = word
        self._after = after

    def __missing__(self, character: str) -> Beginning | None:
        found = self[character] = self._after(character)
        return found


class _Spellings(Protocol):
    """Those that begin with the same characters."""

    word: Word | None
    joined: Joined

    def after(self, character: str) -> list[Spelled]:
        """How they go on with a character."""

    def characters(self) -> Iterable[str]:
        """Those with which any of them may go on."""


class Start:
    """Before the first character: `whole` are words that are written out, `spelled` the
    spellings of others, both by the characters that they can begin with.
    """

    word: Word | None = None

    def __init__(
        self,
        whole: Mapping[str, list[Spelled]],
        spelled: Mapping[str, list[Spelling]],
        joined: Joined,
    ) -> None:
        self._whole, self._spelled, self.joined = whole, spelled, joined

    def after(self, character: str) -> list[Spelled]:
        whole = self._whole.get(character, ())
        begun = [(text[1:], spelling, stage) for text, spelling, stage in whole]
        for spelling in self._spelled.get(character, ()):
            begun += spelling.goes_on(0, character)
        return begun

    def characters(self) -> Iterable[str]:
        return {*self._whole, *self._spelled}


class _Begun:
    """Spellings as far as some characters have led."""

    def __init__(self, spelled: Iterable[Spelled], joined: Joined) -> None:
        self.joined = joined
        self._longer: dict[str, list[Spelled]] = {}
        self._open: list[tuple[Spelling, int]] = []
        complete: list[Spelling] = []
        for rest, spelling, stage in spelled:
            if rest:
                self._longer.setdefault(rest[0], []).append((rest[1:], spelling, stage))
                continue
            if stage < len(spelling.pieces):
                self._open.append((spelling, stage))
            if stage == len(spelling.pieces) or spelling.may_end(stage):
                complete.append(spelling)
        self.word = joined(complete) if complete else None

    def after(self, character: str) -> list[Spelled]:
        spelled = [*self._longer.get(character, ())]
        for spelling, stage in self._open:
            spelled += spelling.goes_on(stage, character)
        return spelled

    def characters(self) -> Iterable[str]:
        opened = (spelling.begins_with(stage) for spelling, stage in self._open)
        return {*self._longer}.union(*opened)


def beginning_of(spellings: _Spellings) -> Beginning:
    """Where all their words begin, worked out as texts lead on."""

    def after(character: str) -> Beginning | None:
        spelled = spellings.after(character)
        return beginning_of(_Begun(spelled, spellings.joined)) if spelled else None

    return Beginning(spellings.word, after)


class Automaton(NamedTuple):
    """Every beginning, those with the same words to follow being one; the last is the start.

    `word_at` gives the place in `words` of a beginning's word, −1 for none. The characters
    with which it goes on are those of `characters` from `first_at` to that of the next one,
    and `leads_to` has the beginnings to which they lead. The numbers stand in arrays: there are
    thousands, and each as an object of its own takes nine times as much.
    """

    words: tuple[Word, ...]
    word_at: array[int]
    first_at: array[int]
    characters: str
    leads_to: array[int]

    @property
    def start(self) -> Beginning:
        return self._beginning(len(self.word_at) - 1)

    def _beginning(self, number: int) -> Beginning:
        word = self.word_at[number]
        after = partial(self._after, number)
        return Beginning(None if word < 0 else self.words[word], after)

    def _after(self, number: int, character: str) -> Beginning | None:
        first, end = self.first_at[number], self.first_at[number + 1]
        place = self.characters.find(character, first, end)
        return None if place < 0 else self._beginning(self.leads_to[place])


def automaton(start: Start) -> Automaton:
    """All beginnings explored: each as often as something else may follow, and no oftener."""
    numbers: dict[_Node, int] = {}
    explored: dict[tuple[tuple[str, int, int], ...], int] = {}

    def number_of(spellings: _Spellings) -> int:
        onward = []
        for character in sorted(spellings.characters()):
            if spelled := spellings.after(character):
                onward.append((character, number_after(spelled, spellings.joined)))
        return numbers.setdefault((spellings.word, tuple(onward)), len(numbers))

    def number_after(spelled: list[Spelled], joined: Joined) -> int:
        state = tuple((rest, id(spelling), stage) for rest, spelling, stage in spelled)
        if state not in explored:
            explored[state] = number_of(_Begun(spelled, joined))
        return explored[state]

    number_of(start)
    return _laid_out(tuple(numbers))


def _laid_out(nodes: tuple[_Node, ...]) -> Automaton:
    words = {word: None for word, _ in nodes if word is not None}
    places = {word: place for place, word in enumerate(words)}
    first = [0]
    for _, onward in nodes:
        first.append(first[-1] + len(onward))
    return Automaton(
        tuple(words),
        array("i", (-1 if word is None else places[word] for word, _ in nodes)),
        array("i", first),
        "".join(character for _, onward in nodes for character, _ in onward),
        array("i", (number for _, onward in nodes for _, number in onward)),
    )
