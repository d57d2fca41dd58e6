"""The words of a declaration with all that each can mean: labels, declared words, roles.

Given a declaration, gives a `Lexicon`: spellings written out, labels taken apart, each
word bound to the lines of its table. It reads no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import product

from compiler.format.declaration import Axis, Declaration, Line, Table
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

    text: str
    roles: frozenset[str] = frozenset()
    meanings: tuple[Meaning, ...] = ()
    objects: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()

    def meaning_in(self, table: str) -> Meaning | None:
        return next((m for m in self.meanings if m.table == table), None)


@dataclass(frozen=True)
class Lexicon:
    """`lengths` are those of the words that begin with a character, longest first."""

    words: Mapping[str, Word]
    lengths: Mapping[str, tuple[int, ...]]
    counted: Mapping[str, Counted]

    def may_deny(self, text: str) -> bool:
        """Whether a text says something of none or of all, and names what is counted."""
        return bool(self._denying.search(text) and self._counting.search(text))

    @cached_property
    def _denying(self) -> re.Pattern[str]:
        roles = {"none", "nought", "every", "finished"}
        return _any_of(t for t, w in self.words.items() if w.roles & roles)

    @cached_property
    def _counting(self) -> re.Pattern[str]:
        return _any_of(
            t for t, w in self.words.items() if w.objects or w.loose or any(m.alone or m.axis == "rows" for m in w.meanings)
        )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words; one that holds a shorter one needs no mention."""
    known = set(words)
    short = [w for w in known if not any(w[i:j] in known for i in range(len(w)) for j in range(i + 1, len(w) + 1) if w[i:j] != w)]
    return re.compile("|".join(map(re.escape, sorted(short))) or "(?!)")


@lru_cache(maxsize=16)
def lexicon_of(declaration: Declaration) -> Lexicon:
    """Raises UnknownLineError for a word that names no line."""
    prose = declaration.prose
    found = _Words()
    for role, spellings in prose.roles.items():
        for text in _written_out(spellings, prose):
            found.add(text, roles={role})
    labels = _label_words(declaration)
    for said in prose.said:
        meaning = _meaning(said, declaration, labels)
        for text in _written_out(said.says, prose):
            found.add(text, meanings=(meaning,))
    for text, meanings in labels.items():
        if not found.is_of_lists(text):
            found.add(text, meanings=meanings)
    for counted in prose.counted:
        for texts, kind in (
            (counted.objects, "objects"), (counted.loose, "loose"), (counted.acts, "acts"),
        ):  # fmt: skip
            for text in _written_out(texts, prose):
                found.add(text, **{kind: {counted.table}})
    words = found.words
    starts: dict[str, set[int]] = {}
    for text in words:
        starts.setdefault(text[0], set()).add(len(text))
    lengths = {first: tuple(sorted(known, reverse=True)) for first, known in starts.items()}
    return Lexicon(words, lengths, {c.table: c for c in prose.counted})


@dataclass
class _Words:
    """Words as they are put together."""

    words: dict[str, Word] = field(default_factory=dict)

    def add(
        self, text: str, *, roles: set[str] = frozenset(),  # type: ignore[assignment]
        meanings: tuple[Meaning, ...] = (), objects: set[str] = frozenset(),  # type: ignore[assignment]
        loose: set[str] = frozenset(), acts: set[str] = frozenset(),  # type: ignore[assignment]
    ) -> None:  # fmt: skip
        known = self.words.get(text, Word(text))
        fresh = tuple(m for m in meanings if known.meaning_in(m.table) is None)
        certain = {(m.table, m.ids) for m in meanings if m.alone}
        kept = tuple(replace(m, alone=m.alone or (m.table, m.ids) in certain) for m in known.meanings)
        self.words[text] = replace(
            known, roles=known.roles | roles, meanings=kept + fresh,
            objects=known.objects | objects, loose=known.loose | loose, acts=known.acts | acts,
        )  # fmt: skip

    def is_of_lists(self, text: str) -> bool:
        known = self.words.get(text)
        return known is not None and bool(known.roles & {"rest", "sums"})


def _written_out(spellings: tuple[str, ...], prose: Prose) -> Iterator[str]:
    for spelling in spellings:
        pieces = [_choices(token, prose) for token in spelling.split()]
        for chosen in product(*pieces):
            if text := "".join(chosen):
                yield text


def _choices(token: str, prose: Prose) -> tuple[str, ...]:
    """`a|b?` and `{set}`, which may stand among others."""
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


def _label_words(declaration: Declaration) -> dict[str, tuple[Meaning, ...]]:
    """Every label of rows and columns, as far as it names some of them and not all."""
    unsaid = declaration.prose.roles.get("unsaid", ())
    found: dict[str, tuple[Meaning, ...]] = {}
    for table in declaration.tables:
        axes: tuple[tuple[Axis, tuple[Line, ...]], ...] = (
            ("rows", table.rows), ("columns", table.columns),
        )  # fmt: skip
        for axis, lines in axes:
            for label, ids in _labelled(lines).items():
                if len(ids) == len(lines) > 1:
                    continue
                for text in _spoken(label, unsaid):
                    found[text] = (*found.get(text, ()), Meaning(table.id, axis, ids, alone=True))
    return found


def _labelled(lines: tuple[Line, ...]) -> dict[str, Ids]:
    found: dict[str, Ids] = {}
    for line in lines:
        for label in line.label:
            found[label] = (*found.get(label, ()), line.id)
    return found


def _spoken(label: str, unsaid: tuple[str, ...]) -> Iterator[str]:
    """The label as a sentence says it, and without what only a form says."""
    text = _PRINTED_ONLY.sub("", _PRINTED_ONLY.sub("", label)).strip().replace(" ", "")
    if text:
        yield text
    for words in unsaid:
        shorter = text.removeprefix(words).removesuffix(words)
        if shorter != text and len(shorter) >= 2:
            text = shorter
            yield text


def _meaning(
    said: Said, declaration: Declaration, labels: Mapping[str, tuple[Meaning, ...]]
) -> Meaning:
    if named := labels.get(said.line):
        base = named[0]
    else:
        table, axis, _ = _line(said.line.split("+")[0].strip(), declaration, labels)
        base = Meaning(table.id, axis, _sum(said.line, declaration, labels))
    also = tuple(_sum(text, declaration, labels) for text in said.also)
    every = tuple(_signed(said.every, declaration, labels)) if said.every else ()
    return replace(base, also=also, alone=said.alone, every=every, timely=said.timely)


def _sum(text: str, declaration: Declaration, labels: Mapping[str, tuple[Meaning, ...]]) -> Ids:
    return tuple(_line(part.strip(), declaration, labels)[2] for part in text.split("+"))


def _signed(
    text: str, declaration: Declaration, labels: Mapping[str, tuple[Meaning, ...]]
) -> Iterator[tuple[int, str]]:
    for sign, name in re.findall(r"([+-]?)\s*([^\s+-]+)", text):
        yield (-1 if sign == "-" else 1), _line(name, declaration, labels)[2]


def _line(
    name: str, declaration: Declaration, labels: Mapping[str, tuple[Meaning, ...]]
) -> tuple[Table, Axis, str]:
    table_id, _, id = name.partition(".")
    for table in declaration.tables:
        if table.id == table_id:
            for axis, lines in (("rows", table.rows), ("columns", table.columns)):
                if any(line.id == id for line in lines):
                    return table, axis, id  # type: ignore[return-value]
    paths = (f"{t.id}.{line.id}" for t in declaration.tables for line in (*t.rows, *t.columns))
    raise UnknownLineError(name, (*paths, *labels))
