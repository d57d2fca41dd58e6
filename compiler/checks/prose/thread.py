"""The sentences of a section in order: what each says, given what those before it left open.

Given the words of a paragraph, gives its sentences with their slots; what is claimed and
whether it is true stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from compiler.checks.prose.agreement import are_own, is_doubted
from compiler.checks.prose.amounts import Skeleton
from compiler.checks.prose.carried import Carried
from compiler.checks.prose.clause import slots_of
from compiler.checks.prose.reader import Reader
from compiler.checks.prose.segments import Sentence, sentences
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.tokens import OWN, Names, Token, tokens_of
from compiler.format.lexicon import Lexicon, word_of

# 司法局 alone may be another place's; with its place it is this one.
_SHORTEST_NAME = 4
_KINDS = ("局", "委", "厅", "办", "院", "镇", "乡", "县", "区", "街道")


class Spoken(NamedTuple):
    """A sentence with the slots of its segments."""

    sentence: Sentence
    slots: tuple[Slots, ...]


class Thread:
    """What the sentences of a section leave open for those that follow.

    A sentence that can claim nothing waits until one follows that can: most are never
    needed, and to take them apart would cost more than all the others.
    """

    def __init__(self, reader: Reader, names: Names, home: str) -> None:
        self._reader = reader
        self._names = names
        self._home = home
        self._carried = Carried(home=home)
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
            self._carried = Carried(home=self._home)

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
        name, following = self._reader.report.name, (*tokens[1:], None)
        # Not strict: of quotation marks alone there are no tokens.
        return sentences(
            [
                _of_own_name(token, after, name)
                for token, after in zip(tokens, following, strict=False)
            ]
        )

    def _taken_in(self, parted: _Parted, found: list[Spoken], carried: Carried) -> Carried:
        reader, some = self._reader, False
        for sentence in parted():
            some = True
            spoken, carried = _spoken(sentence, carried, reader)
            found.append(spoken)
        return carried if some else carried.next_sentence(False)


_Parted = Callable[[], Iterator[Sentence]]
_AMOUNTS = ("count", "money", "percent")
_SENTENCE = re.compile("[^。!！?？\n]+[。!！?？\n]*")
# A sentence as short as this may be the heading of a paragraph: （二）依申请公开情况。
_HEADING = 26
# Words that claim something of what was named before.
_CLAIMING = frozenset(("none", "nought", "every", "finished", "more", "fewer", "largest"))


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
    return Carried(carried.table, loose=True, foreign=carried.foreign, home=carried.home)


def _spoken(sentence: Sentence, carried: Carried, reader: Reader) -> tuple[Spoken, Carried]:
    lexicon, government = reader.lexicon, reader.government
    carried = carried.next_sentence(sentence.tokens[0].has("opens"))
    slots, onward = _slots(sentence, carried, lexicon, government)
    later = next((s.table for s in slots if s.stated and s.table), "")
    if later and not carried.table and not slots[0].table:
        # 收到22件，上年结转2件: what is counted is told after the first number.
        carried = carried._replace(table=later, loose=True, foreign=False)
        slots, onward = _slots(sentence, carried, lexicon, government)
    if any(is_doubted(one) for one in slots):
        again, _ = _slots(sentence, carried._replace(certain=True), lexicon, government)
        if are_own(slots, again, reader):
            slots = again
    return Spoken(sentence, tuple(_together(slots))), onward


def _of_own_name(token: Token, following: Token | None, name: str) -> Token:
    """税务 in the report of a 税务局 narrows nothing; 规划类 does."""
    if not (token.is_unknown or token.has("others")):
        return token
    if following is not None and following.has("kindword"):
        return token
    if _is_short_name(token, name):
        return token._replace(word=OWN)
    if token.text not in name:
        return token
    kind = token.has("others") or (token.is_unknown and token.text in _KINDS)
    if kind and name.endswith(token.text):
        return token._replace(word=OWN)  # 分局 in the report of a 分局
    if _is_own_zone(token, name):
        return token._replace(word=OWN)
    if _is_own_unit(token, name):
        return token._replace(word=OWN)
    if token.is_unknown and len(token.text) >= 2:
        return token._replace(word=_FIELD)
    return token


def _is_own_unit(token: Token, name: str) -> bool:
    """镇综合执法队 in the report of a township: one of its own units."""
    if not token.is_unknown or token.text not in ("镇", "乡", "街道"):
        return False
    place = re.search("(镇|乡|街道)(?:人民政府|办事处|街道办事处)?$", name)
    return place is not None and token.text == place[1]


def _is_own_zone(token: Token, name: str) -> bool:
    """开发区, 管委会 in the report of a zone's committee."""
    committee = name.endswith(("管理委员会", "管委会"))
    return committee and len(token.text) > 1 and token.text in (*_COMMITTEE, *_zones(name))


_COMMITTEE = ("管委会", "管理委员会")


def _zones(name: str) -> tuple[str, ...]:
    zone = re.search("(高新|经济技术|经济)?(?:技术产业)?(?:开发)?区", name)
    return ("开发区", "高新区", "经开区", "新区", zone[0]) if zone else ()


def _is_short_name(token: Token, name: str) -> bool:
    """县卫健委 in the report of 某县卫生健康委员会."""
    text = token.text
    if not token.is_unknown or len(text) < len("县教委") or text[-1] not in "局委厅办":
        return False
    rest = iter(name)
    return text[0] in "省市县区州盟旗镇乡" and all(character in rest for character in text)


_FIELD = word_of(roles=frozenset(("plain",)))


def _slots(
    sentence: Sentence, carried: Carried, lexicon: Lexicon, government: str
) -> tuple[list[Slots], Carried]:
    slots: list[Slots] = []
    around: list[Carried] = []  # what held before each bracket that is open
    held: str | None = None  # the time in force before a comparison with last year
    for segment in sentence.segments:
        while len(around) > segment.depth:
            carried = around.pop()
        around += [carried] * (segment.depth - len(around))
        if held is not None and "opens" in segment.roles and not segment.depth:
            carried, held = carried._replace(period=held), None
        before = carried.period
        one, carried = slots_of(segment, carried, lexicon, government)
        if "compared" in segment.roles and carried.period == "last_year" != before:
            held = before
        if held is not None and one.difference and segment.amount and not segment.depth:
            carried, held = carried._replace(period=held), None
        slots.append(one)
    return slots, around[0] if around else carried


def _together(slots: list[Slots]) -> Iterator[Slots]:
    """What a segment says of its neighbour: 由36件增至48件, and a sentence about something else."""
    other = any("disclaimer" in one.segment.roles for one in slots)
    for one, following in zip(slots, (*slots[1:], None), strict=True):
        if other:
            yield one._replace(why="matter")
        elif following is not None and _goes_up(one, following):
            yield one._replace(why="last_year")
        else:
            yield one


_UP_TO = ("至", "到", "为")


def _goes_up(one: Slots, following: Slots) -> bool:
    first = following.segment.tokens[0]
    same = one.segment.clause == following.segment.clause
    if (
        same
        and one.segment.amount
        and any(t.has("from") for t in one.segment.tokens)
        and following.segment.amount
        and any(t.has("became") or t.text in _UP_TO for t in following.segment.tokens)
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


def by_first(names: tuple[str, ...]) -> Names:
    """Names by their first character."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return found
