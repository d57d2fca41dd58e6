"""Numbers that agree with the tables show that the tables are what is spoken of.

Given a sentence read twice, once with the body or the thing it seems to be about and once as
if it were about the report's own figures, tells whether the second reading is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.crossings import candidates
from compiler.checks.prose.reader import Reader
from compiler.checks.prose.slip import is_turned
from compiler.checks.prose.slots import Slots
from compiler.values.figures import FigureId

_OTHERS = ("matter", "others", "gathered")
# Small numbers agree by chance: what one of them counts for, and what all must come to.
_WEIGHTS = ((100, 4), (5, 2), (2, 1))
_ENOUGH, _MANY = 4, 3


def is_doubted(slots: Slots) -> bool:
    """Whether its number seems to be another body's, or of another thing."""
    if slots.segment.amount is None or slots.why not in _OTHERS:
        return False
    words = (t.word for t in slots.segment.tokens if t.word is not None)
    return any(word.meanings or word.objects or word.loose for word in words)


def are_own(slots: Sequence[Slots], again: Sequence[Slots], reader: Reader) -> bool:
    """厅机关受理162件，答复152件: two of three stand in the tables, so all three should."""
    right, wrong = [], 0
    for doubted, own in zip(slots, again, strict=True):
        number = own.segment.amount.number if own.segment.amount else None
        if not is_doubted(doubted) or number is None:
            continue
        values = values_of(own, reader)
        if _told_rightly(own, number, values, reader):
            right.append(number.value)
        else:
            wrong += bool(values) and not any(is_turned(number.value, v) for v in values)
    return wrong < len(right) and enough(right)


def _told_rightly(slots: Slots, number: ProseNumber, values: set[Decimal], reader: Reader) -> bool:
    """Whether it is one of these; a sum of money in the unit that the tables keep it in, too."""
    if number.value in values or number.kind != "money":
        return number.value in values
    units = (
        reader.form.unit_of(c.figures[0]) for c in candidates(slots, reader.form, reader.lexicon)
    )
    factors = {dict(unit.accepts).get(number.unit) for unit in units if unit}
    return any(f is not None and number.value * f in values for f in factors)


def is_in_company(spoken: Sequence[Slots], but: int, reader: Reader, *, few: bool = False) -> bool:
    """Whether the other numbers of a sentence are the tables', so that this one should be, too.

    `few`: small numbers are enough.
    """
    right: dict[FigureId, Decimal] = {}
    wrong = 0
    for place, slots in enumerate(spoken):
        number = slots.segment.amount.number if slots.segment.amount else None
        if place == but or number is None or number.approximate or not slots.says_figure:
            continue
        if slots.unknown and not (slots.stated or slots.rows or slots.columns):
            continue  # named by no word that is known
        known = [(c, v) for c in candidates(slots, reader.form, reader.lexicon)
                 if (v := reader.value(c)) is not None]  # fmt: skip
        if _told_rightly(slots, number, {v for _, v in known}, reader):
            right[known[0][0].figures[0]] = number.value
        else:
            wrong += bool(known)
    return not wrong and len(right) > 1 and (few or enough(tuple(right.values())))


def enough(right: Sequence[Decimal]) -> bool:
    """Whether so many numbers agree that this is no chance."""
    return len(right) >= _MANY or sum(map(_weight, right)) >= _ENOUGH


def _weight(value: Decimal) -> float:
    return next((weight for least, weight in _WEIGHTS if value >= least), 0.5)


def values_of(slots: Slots, reader: Reader) -> set[Decimal]:
    """What the tables have for every figure that the words may mean."""
    found = candidates(slots, reader.form, reader.lexicon)
    return {value for c in found if (value := reader.value(c)) is not None}
