"""The sentences of a section in order: what each says, given what those before it left open.

Given the words of a paragraph, gives its sentences with their slots; what is claimed and
whether it is true stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache, partial
from itertools import zip_longest

from compiler.checks.prose.agreement import are_own, is_doubted
from compiler.checks.prose.carried import Carried
from compiler.checks.prose.clause import slots_of
from compiler.checks.prose.reader import Reader
from compiler.checks.prose.segments import SEMICOLONS, Segment, Sentence
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.stretches import Stretch
from compiler.format.lexicon import Lexicon, Meaning
from compiler.values.named_tuple import NamedTuple


class Spoken(NamedTuple):
    """A sentence with the slots of its segments."""

    sentence: Sentence
    slots: tuple[Slots, ...]


class Thread:
    """What the sentences of a section leave open for those that follow.

    A sentence that can claim nothing waits until one follows that can: most are never
    needed, and to take them apart would cost more than all the others.
    """

    def __init__(self, reader: Reader, home: str) -> None:
        self._reader = reader
        self._home = home
        self._carried = Carried(home=home)
        self._waiting: list[Callable[[Carried], Carried]] = []

    def read(self, stretches: Iterable[Stretch]) -> tuple[Spoken, ...]:
        """The sentences of a paragraph as far as the last one that can claim something."""
        found: list[Spoken] = []
        for stretch in stretches:
            self._waiting.append(partial(self._taken_in, stretch, found))
            if stretch.claims:
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

    def _taken_in(self, stretch: Stretch, found: list[Spoken], carried: Carried) -> Carried:
        said, onward = _said(stretch, carried, self._reader.government)
        if said is not None:
            found.append(_meant(said, self._reader))
        return onward


def _after_heading(carried: Carried) -> Carried:
    """A heading tells what is spoken of, more loosely than a sentence does."""
    return Carried(carried.table, loose=True, foreign=carried.foreign, home=carried.home)


class _Read(NamedTuple):
    """A sentence with its slots, as each segment has them and as its neighbours leave them.

    `again`: the slots as if it were sure to be of the report's own figures, where that is doubted.
    """

    spoken: Spoken
    slots: list[Slots]
    again: list[Slots] | None


# What words say hangs on those before them alone: where both are the same it is the same.
@lru_cache(maxsize=1024)
def _said(stretch: Stretch, carried: Carried, government: str) -> tuple[_Read | None, Carried]:
    """Its sentence, and what it leaves open; one that claims nothing leaves less than before."""
    if stretch.sentence is None:
        return None, carried.next_sentence(False)
    return _read(stretch.sentence, carried, stretch.lexicon, government)


def _read(
    sentence: Sentence, carried: Carried, lexicon: Lexicon, government: str
) -> tuple[_Read, Carried]:
    carried = carried.next_sentence(sentence.tokens[0].has("opens"))
    slots, onward = _slots(sentence, carried, lexicon, government)
    if not carried.table and not slots[0].table:
        later = next((s.table for s in slots if s.stated and s.table), "")
        if later:
            # 收到22件，上年结转2件: what is counted is told after the first number.
            carried = carried._replace(table=later, loose=True, foreign=False)
            slots, onward = _slots(sentence, carried, lexicon, government)
    again = None
    if any(map(is_doubted, slots)):
        again, _ = _slots(sentence, carried._replace(certain=True), lexicon, government)
    return _Read(_together(sentence, slots), slots, again), onward


def _meant(read: _Read, reader: Reader) -> Spoken:
    """The sentence as the tables show that it is meant."""
    if read.again is not None and are_own(read.slots, read.again, reader):
        return _together(read.spoken.sentence, read.again)
    return read.spoken


def _slots(
    sentence: Sentence, carried: Carried, lexicon: Lexicon, government: str
) -> tuple[list[Slots], Carried]:
    slots: list[Slots] = []
    around: list[Carried] = []  # what held before each bracket that is open
    held: str | None = None  # the time in force before a comparison with last year
    told: str | None = None  # and before a number of which only the year is said
    for segment in sentence.segments:
        while len(around) > segment.depth:
            carried = around.pop()
        around += [carried] * (segment.depth - len(around))
        if held is not None and "opens" in segment.roles and not segment.depth:
            carried, held = carried._replace(period=held), None
        if segment.before in SEMICOLONS:
            period = carried.period if told is None else told
            carried = carried._replace(period=period, rows=_parted_whole(slots) or carried.rows)
        before, told = carried.period, None
        one, carried = slots_of(segment, carried, lexicon, government)
        since = "compared" in segment.roles or one.difference
        if since and carried.period == "last_year" != before:
            held = before
        if carried.period == "last_year" != before and _says_only_when(segment):
            told = before
        if held is not None and one.difference and segment.amount and not segment.depth:
            carried, held = carried._replace(period=held), None
        slots.append(one)
    return slots, around[0] if around else carried


def _parted_whole(slots: list[Slots]) -> Meaning | None:
    """诉讼28件，其中直接起诉17件，复议后起诉11件；尚未审结8件: rows that part their whole in full, so that
    what follows is said of the whole again.
    """
    parts: dict[str, Decimal] = {}
    for one in reversed(slots):
        number = one.segment.amount.number if one.segment.amount else None
        if number is None or one.why or one.columns:
            return None
        whole = one.rows[0] if len(one.rows) == 1 else None if one.rows else one.carried_rows
        if whole is None:
            return None
        if len(whole.ids) > 1:
            same = set(whole.ids) == parts.keys() and number.value == sum(parts.values())
            return whole if same else None
        parts[whole.ids[0]] = number.value
    return None


def _says_only_when(segment: Segment) -> bool:
    """制发21件，上年17件；废止13件: the year before is of the number before it alone."""
    return segment.amount is not None and all(
        t.has("last_year") or t.has("plain") or t.number for t in segment.tokens
    )


def _together(sentence: Sentence, slots: list[Slots]) -> Spoken:
    """What a segment says of its neighbour: 由36件增至48件, and a sentence about something else."""
    if any("disclaimer" in one.segment.roles for one in slots):
        return Spoken(sentence, tuple([one._replace(why="matter") for one in slots]))
    told = [
        one._replace(why="last_year")
        if (following and _goes_up(one.segment, following.segment)) or _came_to_none(one.segment)
        else one
        for one, following in zip_longest(slots, slots[1:])
    ]
    return Spoken(sentence, tuple(told))


def _came_to_none(segment: Segment) -> bool:
    """科研机构由1件变为零: the only number is what there was before."""
    amount = segment.amount
    if amount is None or not {"from", "became", "none"} <= segment.roles:
        return False
    return any(t.has("became") and t.start >= amount.end for t in segment.tokens)


_UP_TO = ("至", "到", "为")


def _goes_up(one: Segment, following: Segment) -> bool:
    if following.before == "→" or one.clause != following.clause:
        return following.before == "→"
    if following.tokens[0].has("became"):
        return True
    up = "became" in following.roles or not following.texts.isdisjoint(_UP_TO)
    return up and "from" in one.roles and bool(one.amount and following.amount)
