"""The words of a declaration with all that each can mean: labels, declared words, roles.

Given a form, gives a `Lexicon`: labels taken apart, each word bound to the lines of
its table, found by its characters. It reads no sentence.

How words are spelled, and how a text is followed through them, is the business of `spellings`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product

from compiler.format.declaration import Axis, Line, Table
from compiler.format.form import Form
from compiler.format.prose import Counted, Said
from compiler.format.reach import UnresolvedError
from compiler.format.spellings import (
    Automaton,
    Beginning,
    Choices,
    Spelled,
    Spelling,
    Start,
    automaton,
    beginning_of,
    written_out,
)
from compiler.text.late_patterns import late
from compiler.values.named_tuple import NamedTuple

# The numbering and the explanation of a printed label are no words of a sentence.
_PRINTED_ONLY = late(
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


class Word(NamedTuple):
    """All that a word can do: roles, the lines it names, the tables whose object it is.

    `tells`: it names anything that can be counted; `figures`: it has to do with figures of
    the tables. Both follow from the others: `word_of` makes one.
    """

    roles: frozenset[str]
    meanings: tuple[Meaning, ...]
    objects: frozenset[str]
    loose: frozenset[str]
    acts: frozenset[str]
    tells: bool
    figures: bool

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


_NONE: frozenset[str] = frozenset()


def word_of(
    roles: frozenset[str] = _NONE,
    meanings: tuple[Meaning, ...] = (),
    objects: frozenset[str] = _NONE,
    loose: frozenset[str] = _NONE,
    acts: frozenset[str] = _NONE,
) -> Word:
    """A word that does this."""
    named = bool(meanings or objects or loose)
    tells = named or not roles.isdisjoint(("matter", "aside"))
    return Word(roles, meanings, objects, loose, acts, tells, named or bool(acts))


class Lexicon(NamedTuple):
    """`words` is where every word begins; a word ends where its beginning has a `word`."""

    words: Beginning
    counted: Mapping[str, Counted]
    denying: tuple[str, ...]

    def how_counted(self, table: str) -> Counted:
        """What is declared of a table's counts, be it nothing."""
        return self.counted.get(table, _NOTHING_SAID)

    def denies(self, text: str) -> bool:
        """Whether a text says something of none or of all."""
        for word in self.denying:  # noqa: SIM110 – asked of most sentences
            if word in text:
                return True
        return False

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


_NOTHING_SAID = Counted("")


class Vocabulary(NamedTuple):
    """What of a lexicon takes long to work out, as the build writes it out."""

    words: Automaton
    denying: tuple[str, ...]


def vocabulary_of(form: Form) -> Vocabulary:
    """All spellings of a declaration explored."""
    return Vocabulary(automaton(_start(form)), _denying(form))


@lru_cache(maxsize=16)
def lexicon_of(form: Form) -> Lexicon:
    """The words of a declaration whose lines are known to be lines of its tables."""
    counted = {counted.table: counted for counted in form.prose.counted}
    if (known := form.vocabulary) is not None:
        return Lexicon(known.words.start, counted, known.denying)
    return Lexicon(beginning_of(_start(form)), counted, _denying(form))


def _denying(form: Form) -> Ids:
    prose = form.prose
    return _shortest(
        word
        for role in _DENYING
        for text in prose.roles.get(role, ())
        for word in _all_words(text, prose.sets)
    )


# Roles of words that say something of none, of all or of the most.
_DENYING = ("none", "nought", "every", "finished", "largest")


def _start(form: Form) -> Start:
    joint, choices = " " if form.language == "en" else "", Choices(form.prose.sets)
    whole = defaultdict[str, list[Spelled]](list)
    spelled = defaultdict[str, list[Spelling]](list)
    order = 0
    for order, (texts, gives) in enumerate(_declared(form)):
        written_out = Spelling(order, (), gives, choices)
        for text in texts:
            if text.isalnum() or not _COMPOSED.search(text):
                whole[text[:1]].append((text, written_out, 0))
            else:
                spelling = Spelling(order, (*text.split(),), gives, choices, joint)
                for character in spelling.begins_with():
                    spelled[character].append(spelling)
    for text, meanings in _label_words(form).items():
        label = Spelling(order + 1, (), word_of(meanings=meanings), choices, of_label=True)
        whole[text[:1]].append((text, label, 0))
    return Start(whole, spelled, _joined)


# Several pieces, choices, what may be missing, or a set.
_COMPOSED = re.compile(r"[\s|?{]")


def _declared(form: Form) -> Iterator[tuple[Ids, Word]]:
    """Words of roles, words for lines, and the nouns and verbs of what is counted."""
    prose = form.prose
    for role, texts in prose.roles.items():
        yield texts, word_of(roles=frozenset((role,)))
    for said, meaning in meanings_of(form):
        yield said.says, word_of(meanings=(meaning,))
    for counted in prose.counted:
        table = frozenset((counted.table,))
        yield counted.objects, word_of(objects=table)
        yield counted.loose, word_of(loose=table)
        yield counted.acts, word_of(acts=table)


def _joined(spellings: list[Spelling]) -> Word:
    """All that one word can do; a label that is a word of lists names no line."""
    if len(spellings) > 1:
        spellings = sorted(spellings, key=lambda spelling: spelling.order)
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
        known = word_of(
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


def _all_words(spelling: str, sets: Mapping[str, Ids]) -> Iterator[str]:
    """Every word that is spelled so."""
    for chosen in product(*(written_out(piece, sets) for piece in spelling.split())):
        if text := "".join(chosen):
            yield text


@lru_cache(maxsize=16)
def _label_words(form: Form) -> Mapping[str, tuple[Meaning, ...]]:
    """Every label of rows and columns, as far as it names some of them and not all."""
    unsaid = form.prose.roles.get("unsaid", ())
    totals = {rule.defines for rule in form.declaration.rules if rule.defines}
    against = _set_against(form)
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
                if len(ids) > 1 and any(
                    all(side & {*ids} for side in sides) for sides in against[table.id, axis]
                ):
                    continue  # one is a part of the other, or more than it: they are no sum
                for text in _spoken(label, unsaid, form.language):
                    found[text] = (*found.get(text, ()), Meaning(table.id, axis, ids, alone=True))
    return found


def _set_against(form: Form) -> Mapping[tuple[str, Axis], list[tuple[frozenset[str], ...]]]:
    """The lines of a table that some rule sets on either side, by table and axis."""
    found: dict[tuple[str, Axis], list[tuple[frozenset[str], ...]]] = defaultdict(list)
    seen: set[tuple[str, str, str]] = set()
    try:
        identities = form.identities
    except (
        UnresolvedError,
        KeyError,
    ):  # of a declaration with mistakes the words are looked at too
        return found
    for identity in identities:
        table, axis = identity.table or "", identity.axis
        if axis is None or identity.difference is None or (identity.rule.id, table, axis) in seen:
            continue
        seen.add((identity.rule.id, table, axis))
        across: Axis = "columns" if axis == "rows" else "rows"
        sides = []
        for sign in (1, -1):
            figures = (c.figure for c, k in identity.difference.items() if c and k * sign > 0)
            own = (figure for figure in figures if figure.table == table)
            sides.append(frozenset(f.column if across == "columns" else f.row for f in own))
        found[table, across].append(tuple(sides))
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
