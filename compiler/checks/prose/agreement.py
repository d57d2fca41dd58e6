"""Numbers that agree with the tables show that the tables are what is spoken of.

Given a sentence read twice, once with the body or the thing it seems to be about and once as
if it were about the report's own figures, tells whether the second reading is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compiler.checks.prose.crossings import candidates
from compiler.checks.prose.reader import Reader
from compiler.checks.prose.slots import Slots

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
        if number.value in values:
            right.append(number.value)
        else:
            wrong += bool(values)
    enough = len(right) >= _MANY or sum(map(_weight, right)) >= _ENOUGH
    return wrong < len(right) and enough


def _weight(value: Decimal) -> float:
    return next((weight for least, weight in _WEIGHTS if value >= least), 0.5)


def values_of(slots: Slots, reader: Reader) -> set[Decimal]:
    """What the tables have for every figure that the words may mean."""
    found = candidates(slots, reader.form, reader.lexicon)
    return {value for c in found if (value := reader.value(c)) is not None}
