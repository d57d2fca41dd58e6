"""One paragraph read: its sentences taken apart, and how findings about it are said.

Given the report and its form, gives each sentence's slots in order; what is claimed
and whether it is true stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple

from compiler.checks.prose.amounts import ProseNumber, Skeleton, skeleton, with_years
from compiler.checks.prose.carried import Carried
from compiler.checks.prose.crossings import Candidate, value_of_all
from compiler.checks.prose.distributed import distributed
from compiler.checks.prose.quoting import sentence_with
from compiler.checks.prose.segments import Sentence, sentences
from compiler.checks.prose.slots import Slots, slots_of
from compiler.checks.prose.tokens import Names, Token, tokens_of
from compiler.format.expression import EXACT
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.format.lexicon import Lexicon, Word, lexicon_of
from compiler.report.places import Places
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Kind, Place, Severity, Values
from compiler.values.report import Report

# 司法局 alone may be another place's; with its place it is this one.
_SHORTEST_NAME = 4
_PRINTED = re.compile(
    "^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．])|（[^）]*）$"
)
_GOVERNMENT = re.compile("(?:政府|街道办事处)(?:办公室|办公厅)?$")


@dataclass(frozen=True)
class Reader:
    """The report, the tables and words it is read with, and last year's figures."""

    report: Report
    form: Form
    places: Places
    prior: Figures | None

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon_of(self.form)

    @cached_property
    def government(self) -> bool:
        return bool(_GOVERNMENT.search(self.report.name))

    def value(self, candidate: Candidate, figures: Figures | None = None) -> Decimal | None:
        return value_of_all(candidate, self.report.figures if figures is None else figures)


class Spoken(NamedTuple):
    """A sentence with the slots of its segments."""

    sentence: Sentence
    slots: tuple[Slots, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it was read, at its place."""

    reader: Reader
    section: str
    number: int
    skeleton: Skeleton
    spoken: tuple[Spoken, ...]

    @property
    def place(self) -> Place:
        return self.reader.places.paragraph(self.section, self.number)

    def label(self, candidate: Candidate) -> str:
        """The form's own words for a figure, or for the sum of several."""
        labels = [self.reader.form.label_of(f) for f in candidate.figures]
        return " ＋ ".join(labels) if len(labels) <= 2 else f"{labels[0]} ＋ … ＋ {labels[-1]}"

    def reading(self, candidate: Candidate) -> str:
        """The figure as a sentence would name it: row and column, without the form's numbering."""
        form = self.reader.form
        lines = dict.fromkeys(
            (form.table(f.table).row(f.row).leaf, form.table(f.table).column(f.column).leaf)
            for f in candidate.figures
        )
        comma, opening, closing = ("、", "（", "）") if form.language == "zh" else (", ", " (", ")")
        rows = comma.join(dict.fromkeys(_PRINTED.sub("", row) for row, _ in lines))
        columns = comma.join(dict.fromkeys(_PRINTED.sub("", column) for _, column in lines))
        return f"{rows}{opening}{columns}{closing}"

    def related(self, candidate: Candidate) -> tuple[Place, ...]:
        return tuple(self.reader.places.figure(f) for f in candidate.figures)

    def written(self, number: ProseNumber) -> str:
        return self.skeleton.written[number.start : number.end].strip()

    def finding(
        self, kind: Kind, start: int, end: int, values: Values, *, severity: Severity | None = None,
        related: tuple[Place, ...] = (), expected: str | None = None, actual: str | None = None,
        involved: tuple[str, ...] = (),
    ) -> Finding:  # fmt: skip
        words = self.skeleton.span(start, end)
        shown = {"words": words, "sentence": sentence_with(self.skeleton.written, words), **values}
        gap = EXACT.subtract(Decimal(actual), Decimal(expected)) if expected and actual else None
        return Finding(
            kind, self.place, shown, severity=severity, related=related, expected=expected,
            actual=actual, difference=None if gap is None else plain(gap), words=words,
            involved=involved, explainable=True,
        )  # fmt: skip


def paragraphs(reader: Reader) -> Iterator[Paragraph]:
    """Every paragraph of the report's prose."""
    report, english = reader.report, reader.form.language == "en"
    names = _by_first((report.name.lower(),) if english else own_names(report.name))
    for section, texts in report.narrative.items():
        thread = _Thread(reader, names)
        for number, text in enumerate(texts, start=1):
            words = _skeleton(text.text, report.year, english=english)
            yield Paragraph(reader, section, number, words, thread.read(words))
            thread.end_paragraph(heading=text.level != "body")


def _skeleton(written: str, year: int | None, *, english: bool) -> Skeleton:
    if english:
        from compiler.checks.prose.english import english_skeleton

        return english_skeleton(written, year)
    return distributed(with_years(skeleton(written), year))


class _Thread:
    """What the sentences of a section leave open for those that follow.

    A sentence that can claim nothing waits until one follows that can: most are never
    needed, and to take them apart would cost more than all the others.
    """

    def __init__(self, reader: Reader, names: Names) -> None:
        self._reader = reader
        self._names = names
        self._carried = Carried()
        self._waiting: list[Callable[[Carried], Carried]] = []

    def read(self, words: Skeleton) -> tuple[Spoken, ...]:
        """The sentences of a paragraph as far as the last one that can claim something."""
        found: list[Spoken] = []
        for parted, claims in self._sentences(words):
            self._waiting.append(partial(self._taken_in, parted, found))
            if claims:
                for step in self._waiting:
                    self._carried = step(self._carried)
                self._waiting.clear()
        return tuple(found)

    def end_paragraph(self, *, heading: bool) -> None:
        if heading:
            self._waiting.append(_after_heading)
        else:
            self._waiting.clear()
            self._carried = Carried()

    def _sentences(self, words: Skeleton) -> Iterator[tuple[_Parted, bool]]:
        """Each sentence, parted when it is asked for, and whether it can claim anything."""
        lexicon = self._reader.lexicon
        for match in _SENTENCE.finditer(words.text):
            start, end = match.span()
            short = end - start <= _HEADING
            parted = partial(self._parted, words, start, end)
            if any(n.kind in _AMOUNTS for n in words.numbers_between(start, end)):
                known = list(parted())
                yield partial(iter, known), any(map(_can_claim, known))
            elif short:
                yield parted, lexicon.denies(match[0])
            elif lexicon.may_deny(match[0]):
                yield parted, True
            else:
                yield _nothing, False

    def _parted(self, words: Skeleton, start: int, end: int) -> Iterator[Sentence]:
        tokens = tokens_of(words, start, end, self._reader.lexicon, self._names)
        name = self._reader.report.name
        return sentences(
            _of_own_name(token, following, name) if token.word is None else token
            for token, following in zip(tokens, (*tokens[1:], None), strict=True)
        )

    def _taken_in(self, parted: _Parted, found: list[Spoken], carried: Carried) -> Carried:
        reader, some = self._reader, False
        for sentence in parted():
            some = True
            spoken, carried = _spoken(sentence, carried, reader.lexicon, reader.government)
            found.append(spoken)
        return carried if some else carried.next_sentence(False)


_Parted = Callable[[], Iterator[Sentence]]
_AMOUNTS = ("count", "money", "percent")
_SENTENCE = re.compile("[^。!！?？\n]+[。!！?？\n]*")
# A sentence as short as this may be the heading of a paragraph: （二）依申请公开情况。
_HEADING = 26
# Words that claim something of what was named before.
_CLAIMING = frozenset(("none", "nought", "every", "finished", "more", "fewer"))


def _can_claim(sentence: Sentence) -> bool:
    """Whether it may name a figure, list parts, tell a share or a change, or say all or none."""
    if not _CLAIMING.isdisjoint(sentence.roles):
        return True
    numbers = [t.number for t in sentence.tokens if t.number and not t.number.ordinal]
    told = sum(n.kind in _AMOUNTS for n in numbers)
    named = "became" in sentence.roles or any(t.word and t.word.figures for t in sentence.tokens)
    return told >= 2 or (told == 1 and named)


def _nothing() -> Iterator[Sentence]:
    return iter(())


def _after_heading(carried: Carried) -> Carried:
    """A heading tells what is spoken of, more loosely than a sentence does."""
    return Carried(carried.table, loose=True, foreign=carried.foreign)


def _spoken(
    sentence: Sentence, carried: Carried, lexicon: Lexicon, government: bool
) -> tuple[Spoken, Carried]:
    carried = carried.next_sentence(sentence.tokens[0].has("opens"))
    slots, onward = _slots(sentence, carried, lexicon, government)
    later = next((s.table for s in slots if s.stated and s.table), "")
    if later and not carried.table and not slots[0].table:
        # 收到22件，上年结转2件: what is counted is told after the first number.
        carried = carried._replace(table=later, loose=True, foreign=False)
        slots, onward = _slots(sentence, carried, lexicon, government)
    return Spoken(sentence, tuple(_together(slots))), onward


def _of_own_name(token: Token, following: Token | None, name: str) -> Token:
    """税务 in the report of a 税务局 narrows nothing; 规划类 does."""
    if len(token.text) < 2 or token.text not in name:
        return token
    if following is not None and following.has("kindword"):
        return token
    return token._replace(word=_FIELD)


_FIELD = Word(roles=frozenset(("plain",)))


def _slots(
    sentence: Sentence, carried: Carried, lexicon: Lexicon, government: bool
) -> tuple[list[Slots], Carried]:
    slots: list[Slots] = []
    for segment in sentence.segments:
        one, carried = slots_of(segment, carried, lexicon, government)
        slots.append(one)
    return slots, carried


def _together(slots: list[Slots]) -> Iterator[Slots]:
    """What a segment says of its neighbour: 由36件增至48件, and a sentence about something else."""
    other = any("disclaimer" in one.segment.roles for one in slots)
    for one, following in zip(slots, (*slots[1:], None), strict=True):
        if other:
            yield replace(one, why="matter")
        elif following is not None and _goes_up(one, following):
            yield replace(one, why="last_year")
        else:
            yield one


def _goes_up(one: Slots, following: Slots) -> bool:
    first = following.segment.tokens[0]
    same = one.segment.clause == following.segment.clause
    if (
        same
        and one.segment.amount
        and any(t.has("from") for t in one.segment.tokens)
        and following.segment.amount
    ):
        return True
    return following.segment.before == "→" or (same and first.has("became"))


def own_names(name: str) -> tuple[str, ...]:
    """The body's name in full, without the places it begins with, and a government's short form."""
    if not name:
        return ()
    found = [name[start:] for start in range(max(1, len(name) - _SHORTEST_NAME + 1))]
    office = name[-3:] if name.endswith(("办公室", "办公厅")) else ""
    government = name.removesuffix(office)
    place = government.removesuffix("人民政府")
    if place != government and place.endswith(("省", "市", "县", "区", "州", "镇", "乡")):
        kind = place[-1]
        found += [f"{kind}政府{office}", f"{kind}人民政府{office}"]
        found += [f"{kind}政府办"] if office else []
        found += [f"{kind}政府", f"{kind}人民政府"]
    # 市水务局 is 某市水务局's short form; its office is another body.
    last = max(name.rfind(kind) for kind in "省市县区州旗镇乡")
    if 0 <= last < len(name) - 2:
        found.append(name[last:])
    return tuple(sorted(set(found), key=len, reverse=True))


def _by_first(names: tuple[str, ...]) -> Names:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return found
