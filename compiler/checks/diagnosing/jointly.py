"""What sentences say of several slips at once: 新收3119件 is off by what two applicants are off by.

Given parts that one cell each may mend and what sentences say otherwise, gives for some parts the
one repair by which, with those of the others, the sentences are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, islice

from compiler.checks.diagnosing.equations import Row
from compiler.checks.diagnosing.parts import Part, Sheet
from compiler.format.expression import as_decimal
from compiler.format.linear import put_in
from compiler.values.diagnosis import Repair
from compiler.values.named_tuple import NamedTuple

# More ways than these to make one sentence right are no evidence.
_MOST_ENTRIES = 10
_MOST_WAYS = 60

Choice = Mapping[int, Repair]  # by the number of the part


class _Told(NamedTuple):
    """What the figures of a sentence are to lose, and the repairs that change them."""

    off: Decimal
    entries: tuple[tuple[int, Repair, Decimal], ...]


def told_jointly(
    parts: Sequence[Part], sheet: Sheet, likeliness: Callable[[int, Repair], int]
) -> Choice:
    """The choice by which most sentences are right: the likeliest, if no other is as likely."""
    told = [t for said in _distinct(sheet) if (t := _told(said, parts)).entries]
    told = [t for t in told if len(t.entries) <= _MOST_ENTRIES and any(_ways(t))]
    choices = [c for c in islice(_choices(told, {}), _MOST_WAYS) if c and _is_right(c, told)]
    weights = sorted(
        (sum(likeliness(n, r) for n, r in choice.items()), position)
        for position, choice in enumerate(choices)
    )
    if not weights or (len(weights) > 1 and weights[0][0] == weights[1][0]):
        return {}
    return choices[weights[0][1]]


def _distinct(sheet: Sheet) -> Iterator[tuple[Row, Decimal]]:
    """A sentence that is said twice is one."""
    for figures, off in dict.fromkeys((said.figures, said.off) for said in sheet.said):
        row: Row = dict.fromkeys(figures, Fraction(1))
        yield put_in(row, sheet.computed), off


def _told(said: tuple[Row, Decimal], parts: Sequence[Part]) -> _Told:
    row, off = said
    entries = tuple(
        (number, repair, as_decimal(row[change.figure]) * (change.to - change.was))
        for number, part in enumerate(parts)
        for repair in part.repairs
        if len(repair.changes) == 1 and (change := repair.changes[0]).figure in row
    )
    return _Told(off, entries)


def _ways(told: _Told) -> Iterator[Choice]:
    """Repairs of different parts that together make a sentence right."""
    for count in range(1, len(told.entries) + 1):
        for some in combinations(told.entries, count):
            chosen = {number: repair for number, repair, _ in some}
            if len(chosen) == count and sum(change for _, _, change in some) == -told.off:
                yield chosen


def _choices(told: Sequence[_Told], chosen: Choice) -> Iterator[Choice]:
    """One way for each sentence, a part being mended in one way."""
    if not told:
        yield chosen
        return
    for way in _ways(told[0]):
        if all(chosen.get(number, repair) == repair for number, repair in way.items()):
            yield from _choices(told[1:], {**chosen, **way})


def _is_right(choice: Choice, told: Sequence[_Told]) -> bool:
    """Whether what was chosen for one sentence leaves the others right."""
    return all(
        sum(change for n, repair, change in t.entries if choice.get(n) == repair) == -t.off
        for t in told
    )
