"""The words of a declaration with all that each can mean: labels, declared words, roles.

Given a form, gives a `Lexicon`: labels taken apart, each word bound to the lines of
its table, found by its characters. It reads no sentence.

A few spellings with choices stand for tens of thousands of words. An Aho–Corasick matcher
or the lexer of a parser would need them all written out before the first sentence, which
takes longer than reading a report; so beginnings of words are worked out as texts lead there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple

from compiler.format.declaration import Axis, Line, Table
from compiler.format.form import Form
from compiler.format.prose import Counted, Prose, Said

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


@dataclass(frozen=True, slots=True)
class Meaning:
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
    """A word and all it can do: roles, the lines it names, the tables whose object it is."""

    text: str = ""
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
        return next((m for m in self.meanings if m.table == table), None)


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """A word's pieces, each with its choices, and what the word means; "" is no piece."""

    pieces: tuple[tuple[str, ...], ...]
    gives: Word
    of_label: bool = False

    def ways_on(self, stage: int) -> Iterator[Rest]:
        """All that may follow after so many pieces; nothing, where the word is complete."""
        if stage == len(self.pieces):
            yield Rest("", self, stage)
            return
        for choice in self.pieces[stage]:
            if choice:
                yield Rest(choice, self, stage + 1)
            else:
                yield from self.ways_on(stage + 1)


class Rest(NamedTuple):
    """What is left of a piece after the characters met so far, and how many pieces are begun."""

    left: str
    spelling: Spelling
    stage: int

    def after(self) -> Iterator[Rest]:
        """What is left one character later."""
        if len(self.left) > 1:
            yield Rest(self.left[1:], self.spelling, self.stage)
        else:
            yield from self.spelling.ways_on(self.stage)


class Beginning(dict[str, "Beginning | None"]):
    """Characters that begin words: `word` is the one they are, if any.

    By the next character it gives the longer beginning, or None. Beginnings are worked out
    when a text first leads there, for to write out all spellings would take far longer than
    to read a report.
    """

    __slots__ = ("_rests", "_text", "word")

    def __init__(self, text: str, rests: Iterable[Rest]) -> None:
        complete: dict[Spelling, None] = {}
        self._text = text
        self._rests: dict[str, list[Rest]] = {}
        for rest in rests:
            if rest.left:
                self._rests.setdefault(rest.left[0], []).append(rest)
            else:
                complete[rest.spelling] = None
        self.word = _joined(text, complete) if complete and text else None

    def __missing__(self, character: str) -> Beginning | None:
        rests = [r for rest in self._rests.get(character, ()) for r in rest.after()]
        found = Beginning(self._text + character, rests) if rests else None
        self[character] = found
        return found


@dataclass(frozen=True)
class Lexicon:
    """`words` is where every word begins; a word ends where its beginning has a `word`."""

    words: Beginning
    counted: Mapping[str, Counted]
    denying: re.Pattern[str]

    def how_counted(self, table: str) -> Counted:
        """What is declared of a table's counts, be it nothing."""
        return self.counted.get(table) or Counted(table)

    def may_deny(self, text: str) -> bool:
        """Whether a text says something of none or of all, and names what is counted."""
        return bool(self.denying.search(text)) and any(
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
    prose = form.prose
    denying = _any_of(
        text for role in _DENYING for text in _written_out(prose.roles.get(role, ()), prose)
    )
    starts = Beginning("", (r for s in _spellings(form) for r in s.ways_on(0)))
    return Lexicon(starts, {c.table: c for c in prose.counted}, denying)


# Roles of words that say something of none or of all.
_DENYING = ("none", "nought", "every", "finished")


def _spellings(form: Form) -> Iterator[Spelling]:
    """Words of roles, words for lines, labels, and the nouns and verbs of what is counted."""
    prose = form.prose
    labels = _label_words(form)
    spelled = partial(_spelled, prose=prose, parted=form.language == "en")
    for role, texts in prose.roles.items():
        yield from spelled(texts, Word(roles=frozenset((role,))))
    for said, meaning in meanings_of(form, labels):
        yield from spelled(said.says, Word(meanings=(meaning,)))
    for text, meanings in labels.items():
        yield Spelling(((text,),), Word(meanings=meanings), of_label=True)
    for counted in prose.counted:
        table = frozenset((counted.table,))
        yield from spelled(counted.objects, Word(objects=table))
        yield from spelled(counted.loose, Word(loose=table))
        yield from spelled(counted.acts, Word(acts=table))


def _spelled(
    texts: tuple[str, ...], gives: Word, prose: Prose, *, parted: bool
) -> Iterator[Spelling]:
    """The spellings of one part; `parted`: a blank stands between their pieces."""
    plain = tuple(text for text in texts if not _IS_COMPOSED.search(text))
    yield Spelling((plain,), gives)
    for text in texts:
        if _IS_COMPOSED.search(text):
            first, *others = (_choices(token, prose) for token in text.split())
            if parted:
                others = [tuple(choice and f" {choice}" for choice in piece) for piece in others]
            yield Spelling((first, *others), gives)


def _joined(text: str, spellings: Iterable[Spelling]) -> Word:
    """All that one word can do; a label that is a word of lists names no line."""
    known = Word(text)
    for spelling in spellings:
        more = spelling.gives
        if spelling.of_label and known.roles & {"rest", "sums"}:
            continue
        fresh = tuple(m for m in more.meanings if known.meaning_in(m.table) is None)
        certain = {(m.table, m.ids) for m in more.meanings if m.alone}
        kept = tuple(
            replace(m, alone=m.alone or (m.table, m.ids) in certain) for m in known.meanings
        )
        known = Word(
            text, known.roles | more.roles, kept + fresh, known.objects | more.objects,
            known.loose | more.loose, known.acts | more.acts,
        )  # fmt: skip
    return known


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(set(words)))) or "(?!)")


def _written_out(spellings: tuple[str, ...], prose: Prose) -> Iterator[str]:
    for spelling in spellings:
        for chosen in product(*(_choices(token, prose) for token in spelling.split())):
            if text := "".join(chosen):
                yield text


# Several pieces, choices, what may be missing, or a set.
_IS_COMPOSED = re.compile(r"[\s|?{]")


def _choices(token: str, prose: Prose) -> tuple[str, ...]:
    """`a|b?` and `{set}`, which may stand among others."""
    if not _IS_COMPOSED.search(token):
        return (token,)
    optional = token.endswith("?")
    found: list[str] = []
    for choice in token.removesuffix("?").split("|"):
        inner = re.search(r"\{([^}]*)\}", choice)
        if inner is None:
            found.append(choice)
        else:
            before, after = choice[: inner.start()], choice[inner.end() :]
            found += [f"{before}{word}{after}" for word in prose.sets.get(inner[1], ())]
    return (*found, "") if optional else tuple(found)


def _label_words(form: Form) -> dict[str, tuple[Meaning, ...]]:
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
    """Every printed label, of groups too, with the lines that it stands over."""
    found: dict[str, Ids] = {}
    for line in lines:
        for label in line.label:
            found[label] = (*found.get(label, ()), line.id)
    return found


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


def meanings_of(
    form: Form, labels: Mapping[str, tuple[Meaning, ...]] | None = None
) -> Iterator[tuple[Said, Meaning]]:
    """The line of each declared word; raises UnknownLineError where there is none."""
    known = _label_words(form) if labels is None else labels
    for said in form.prose.said:
        yield said, _meaning(said, form, known)


def _meaning(said: Said, form: Form, labels: Mapping[str, tuple[Meaning, ...]]) -> Meaning:
    if named := labels.get(said.line):
        base = named[0]
    else:
        table, axis, _ = _line(said.line.split("+")[0].strip(), form, labels)
        base = Meaning(table.id, axis, _sum(said.line, form, labels))
    also = tuple(_sum(text, form, labels) for text in said.also)
    every = tuple(_signed(said.every, form, labels)) if said.every else ()
    return replace(base, also=also, alone=said.alone, every=every, timely=said.timely)


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
        if table.id == table_id:
            for axis, lines in (("rows", table.rows), ("columns", table.columns)):
                if any(line.id == id for line in lines):
                    return table, axis, id  # type: ignore[return-value]
    paths = (f"{t.id}.{line.id}" for t in form.tables for line in (*t.rows, *t.columns))
    raise UnknownLineError(name, (*paths, *labels))
