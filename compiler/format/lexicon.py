"""The words of a declaration with all that each can mean: labels, declared words, roles.

Given a form, gives a `Lexicon`: labels taken apart, each word bound to the lines of
its table, found by its characters. It reads no sentence.

A few spellings with choices stand for tens of thousands of words. An Aho–Corasick matcher
or the lexer of a parser would need them all written out before the first sentence, which
takes longer than reading a report; so beginnings of words are worked out as texts lead there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from compiler.format.declaration import Axis, Line, Table
from compiler.format.form import Form
from compiler.format.prose import Counted, Said

# The numbering and the explanation of a printed label are no words of a sentence.
_PRINTED_ONLY = re.compile(
    "^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．])|[（(].*[）)]$"
)
Ids = tuple[str, ...]


class UnknownLineError(ValueError):
    """A word's line is neither a line of a table nor a printed label."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class Meaning(NamedTuple):
    """Lines of one axis of one table, added up; `also` are other sums it may stand for.

    `every` are signed lines whose sum must be 0 once the word is said of all.
    """

    table: str
    axis: Axis
    ids: Ids
    also: tuple[Ids, ...] = ()
    alone: bool = False
    every: tuple[tuple[int, str], ...] = ()
    timely: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """All that a word can do: roles, the lines it names, the tables whose object it is."""

    roles: frozenset[str] = frozenset()
    meanings: tuple[Meaning, ...] = ()
    objects: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    tells: bool = field(init=False, compare=False)  # names anything that can be counted
    figures: bool = field(init=False, compare=False)  # has to do with figures of the tables

    def __post_init__(self) -> None:
        named = bool(self.meanings or self.objects or self.loose)
        tells = named or not self.roles.isdisjoint(("matter", "aside"))
        object.__setattr__(self, "tells", tells)
        object.__setattr__(self, "figures", named or bool(self.acts))

    @property
    def lines(self) -> bool:
        """Whether it names rows by itself, as reasons and results do."""
        return any(m.axis == "rows" and m.alone for m in self.meanings)

    @property
    def counts(self) -> bool:
        """Whether it says what is counted: a noun, a row, or a line that needs no noun."""
        return bool(self.objects or self.loose) or any(
            m.alone or m.axis == "rows" for m in self.meanings
        )

    def meaning_in(self, table: str) -> Meaning | None:
        for meaning in self.meanings:
            if meaning.table == table:
                return meaning
        return None


class Choices(dict[str, Ids]):
    """By a piece of a spelling all that it may be, worked out when it is first asked for.

    `a|b?` is a, b or nothing; `{set}`, which may stand among others, any word of that set.
    """

    def __init__(self, sets: Mapping[str, tuple[str, ...]]) -> None:
        self._sets = sets

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found: list[str] = []
        for choice in piece.removesuffix("?").split("|"):
            before, opening, more = choice.partition("{")
            name, closing, after = more.partition("}")
            if opening and closing:
                found += [f"{before}{word}{after}" for word in self._sets.get(name, ())]
            else:
                found.append(choice)
        self[piece] = (*found, "") if piece.endswith("?") else tuple(found)
        return self[piece]


class Spelling(NamedTuple):
    """How words are spelled, piece by piece, and what they mean; `joint` parts the pieces.

    Words that are written out have no pieces.
    """

    pieces: tuple[str, ...]
    gives: Word
    choices: Choices
    joint: str = ""
    of_label: bool = False

    def goes_on(self, begun: str = "", stage: int = 0) -> Iterator[Spelled]:
        """All that may follow after so many pieces; what is begun, where the word is complete."""
        if stage == len(self.pieces):
            yield begun, self, stage
            return
        for choice in self.choices[self.pieces[stage]]:
            if not choice:
                yield from self.goes_on(begun, stage + 1)
            elif stage:
                yield f"{begun}{self.joint}{choice}", self, stage + 1
            else:
                yield choice, self, 1


# A word as far as it is spelled out, how it goes on, and how many of its pieces are begun.
Spelled = tuple[str, Spelling, int]


class Words(dict[str, "Beginning | None"]):
    """Every word of a declaration: by a character what begins with it, or None."""

    __slots__ = ("_by_first",)

    def __init__(self, spelled: Iterable[Spelled]) -> None:
        self._by_first = defaultdict[str, list[Spelled]](list)
        for one in spelled:
            if one[0]:  # a spelling of which nothing must be there may be nothing
                self._by_first[one[0][0]].append(one)

    def __missing__(self, character: str) -> Beginning | None:
        spelled = self._by_first.get(character)
        self[character] = Beginning(1, spelled) if spelled else None
        return self[character]


class Beginning(dict[str, "Beginning | None"]):
    """Characters that begin words: `word` is the one they are, if any.

    By the next character it gives the longer beginning, or None. Beginnings are worked out
    when a text first leads there, for to write out all spellings would take far longer than
    to read a report.
    """

    __slots__ = ("_length", "_longer", "word")

    def __init__(self, length: int, spelled: list[Spelled]) -> None:
        longer, complete = list[Spelled](), list[Spelling]()
        for one in spelled:
            text, spelling, stage = one
            if len(text) > length:
                longer.append(one)
            elif stage == len(spelling.pieces):
                complete.append(spelling)
            else:
                for more in spelling.goes_on(text, stage):
                    if len(more[0]) > length:
                        longer.append(more)
                    else:
                        complete.append(spelling)
        self._length, self._longer = length, longer
        self.word = _joined(complete) if complete else None

    def __missing__(self, character: str) -> Beginning | None:
        length = self._length
        spelled = [one for one in self._longer if one[0][length] == character]
        self[character] = Beginning(length + 1, spelled) if spelled else None
        return self[character]


class Lexicon(NamedTuple):
    """`words` is where every word begins; a word ends where its beginning has a `word`."""

    words: Words
    counted: Mapping[str, Counted]
    denying: tuple[str, ...]

    def how_counted(self, table: str) -> Counted:
        """What is declared of a table's counts, be it nothing."""
        return self.counted.get(table) or Counted(table)

    def denies(self, text: str) -> bool:
        """Whether a text says something of none or of all."""
        return any(word in text for word in self.denying)

    def may_deny(self, text: str) -> bool:
        """Whether a text says something of none or of all, and names what is counted."""
        return self.denies(text) and any(
            word.counts for at in range(len(text)) for word in self.beginning_at(text, at)
        )

    def beginning_at(self, text: str, at: int) -> Iterator[Word]:
        """Every word that begins at this place, the shortest first."""
        known = self.words[text[at]]
        while known is not None:
            if known.word is not None:
                yield known.word
            at += 1
            known = known[text[at]] if at < len(text) else None


@lru_cache(maxsize=16)
def lexicon_of(form: Form) -> Lexicon:
    """The words of a declaration whose lines are known to be lines of its tables."""
    prose, choices = form.prose, Choices(form.prose.sets)
    denying = (
        word
        for role in _DENYING
        for text in prose.roles.get(role, ())
        for word in _written_out(text, choices)
    )
    words = Words(_all_spelled(form, choices))
    return Lexicon(words, {c.table: c for c in prose.counted}, _shortest(denying))


# Roles of words that say something of none, of all or of the most.
_DENYING = ("none", "nought", "every", "finished", "largest")


def _all_spelled(form: Form, choices: Choices) -> list[Spelled]:
    """How every word begins, in the order in which what they mean is joined."""
    joint = " " if form.language == "en" else ""
    found: list[Spelled] = []
    for texts, gives in _declared(form):
        written_out = Spelling((), gives, choices)
        for text in texts:
            if text.isalnum() or not _COMPOSED.search(text):
                found.append((text, written_out, 0))
            else:
                found += Spelling(tuple(text.split()), gives, choices, joint).goes_on()
    for text, meanings in _label_words(form).items():
        found.append((text, Spelling((), Word(meanings=meanings), choices, of_label=True), 0))
    return found


# Several pieces, choices, what may be missing, or a set.
_COMPOSED = re.compile(r"[\s|?{]")


def _declared(form: Form) -> Iterator[tuple[Ids, Word]]:
    """Words of roles, words for lines, and the nouns and verbs of what is counted."""
    prose = form.prose
    for role, texts in prose.roles.items():
        yield texts, Word(roles=frozenset((role,)))
    for said, meaning in meanings_of(form):
        yield said.says, Word(meanings=(meaning,))
    for counted in prose.counted:
        table = frozenset((counted.table,))
        yield counted.objects, Word(objects=table)
        yield counted.loose, Word(loose=table)
        yield counted.acts, Word(acts=table)


def _joined(spellings: list[Spelling]) -> Word:
    """All that one word can do; a label that is a word of lists names no line."""
    known = spellings[0].gives
    for spelling in spellings[1:]:
        more = spelling.gives
        if more is known or (spelling.of_label and known.roles & {"rest", "sums"}):
            continue
        fresh = tuple(m for m in more.meanings if known.meaning_in(m.table) is None)
        certain = {(m.table, m.ids) for m in more.meanings if m.alone}
        kept = tuple(
            m._replace(alone=True) if (m.table, m.ids) in certain else m for m in known.meanings
        )
        known = Word(
            known.roles | more.roles, kept + fresh, known.objects | more.objects,
            known.loose | more.loose, known.acts | more.acts,
        )  # fmt: skip
    return known


def _shortest(words: Iterable[str]) -> Ids:
    """Of words one inside the other the shorter: a text that has one of all has one of these."""
    found: list[str] = []
    for word in sorted(set(words), key=len):
        if not any(other in word for other in found):
            found.append(word)
    return tuple(found)


def _written_out(spelling: str, choices: Choices) -> Iterator[str]:
    """Every word that is spelled so."""
    for chosen in product(*(choices[piece] for piece in spelling.split())):
        if text := "".join(chosen):
            yield text


@lru_cache(maxsize=16)
def _label_words(form: Form) -> Mapping[str, tuple[Meaning, ...]]:
    """Every label of rows and columns, as far as it names some of them and not all."""
    unsaid = form.prose.roles.get("unsaid", ())
    totals = {rule.defines for rule in form.declaration.rules if rule.defines}
    found: dict[str, tuple[Meaning, ...]] = {}
    for table in form.tables:
        axes: tuple[tuple[Axis, tuple[Line, ...]], ...] = (
            ("rows", table.rows), ("columns", table.columns),
        )  # fmt: skip
        for axis, lines in axes:
            for label, ids in labelled(lines).items():
                if len(ids) == len(lines) > 1:
                    continue
                if len(ids) > 1:  # a group with its own total is told by it
                    ids = tuple(id for id in ids if id in totals) or ids
                for text in _spoken(label, unsaid, form.language):
                    found[text] = (*found.get(text, ()), Meaning(table.id, axis, ids, alone=True))
    return found


def labelled(lines: tuple[Line, ...]) -> dict[str, Ids]:
    """Every printed label, of groups too, with the lines that it stands over.

    Of a line that an office added its name, where no other bears it: a key is no word.
    """
    found: dict[str, Ids] = {}
    for line in lines:
        for label in line.label if line.depth is None else ():
            found[label] = (*found.get(label, ()), line.id)
    added = [line for line in lines if line.depth is not None]
    bearing = Counter(line.leaf for line in added) + Counter(list(found))
    return found | {line.leaf: (line.id,) for line in added if bearing[line.leaf] == 1}


def _spoken(label: str, unsaid: tuple[str, ...], language: str) -> Iterator[str]:
    """The label as a sentence says it, and without what only a form says."""
    text = _PRINTED_ONLY.sub("", _PRINTED_ONLY.sub("", label)).strip()
    text = text.lower() if language == "en" else text.replace(" ", "")
    if text:
        yield text
    for words in unsaid:
        shorter = text.removeprefix(words).removesuffix(words)
        shorter = shorter.strip()
        if shorter != text and len(shorter) >= 2:
            text = shorter
            yield text


def unknown_lines(form: Form) -> Iterator[tuple[int, UnknownLineError]]:
    """The declared words, counted from 1, that name no line."""
    labels = _label_words(form)
    for number, said in enumerate(form.prose.said, start=1):
        try:
            _meaning(said, form, labels)
        except UnknownLineError as fault:
            yield number, fault


@lru_cache(maxsize=16)
def meanings_of(form: Form) -> tuple[tuple[Said, Meaning], ...]:
    """The line of each declared word; raises UnknownLineError where there is none."""
    labels = _label_words(form)
    return tuple((said, _meaning(said, form, labels)) for said in form.prose.said)


def _meaning(said: Said, form: Form, labels: Mapping[str, tuple[Meaning, ...]]) -> Meaning:
    if named := labels.get(said.line):
        base = named[0]
    else:
        table, axis, _ = _line(said.line.split("+")[0].strip(), form, labels)
        base = Meaning(table.id, axis, _sum(said.line, form, labels))
    also = tuple(_sum(text, form, labels) for text in said.also)
    every = tuple(_signed(said.every, form, labels)) if said.every else ()
    return Meaning(base.table, base.axis, base.ids, also, said.alone, every, said.timely)


def _sum(text: str, form: Form, labels: Mapping[str, tuple[Meaning, ...]]) -> Ids:
    return tuple(_line(part.strip(), form, labels)[2] for part in text.split("+"))


def _signed(
    text: str, form: Form, labels: Mapping[str, tuple[Meaning, ...]]
) -> Iterator[tuple[int, str]]:
    for sign, name in re.findall(r"([+-]?)\s*([^\s+-]+)", text):
        yield (-1 if sign == "-" else 1), _line(name, form, labels)[2]


def _line(
    name: str, form: Form, labels: Mapping[str, tuple[Meaning, ...]]
) -> tuple[Table, Axis, str]:
    table_id, _, id = name.partition(".")
    for table in form.tables:
        if table.id == table_id and table.has_row(id):
            return table, "rows", id
        if table.id == table_id and table.has_column(id):
            return table, "columns", id
    paths = (f"{t.id}.{line.id}" for t in form.tables for line in (*t.rows, *t.columns))
    raise UnknownLineError(name, (*paths, *labels))
