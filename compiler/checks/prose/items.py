"""A number of a sentence, told for itself or as one of a list.

Given the slots of a clause, gives its number with all that the words beside it say of it as a part.
"""

from __future__ import annotations

from decimal import Decimal

from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.tokens import Token
from compiler.values.named_tuple import NamedTuple

_REMAINDER = ("其余", "余下", "余者")
_EACH = ("各", "各有", "各占", "均为")
_JOINING = ("、", "和", "与", "及", "以及")


class Item(NamedTuple):
    """A number of a sentence with what was read of it; `is_rest`: 其余 stands before it."""

    number: ProseNumber
    token: Token
    slots: Slots
    position: int
    is_rest: bool
    parted: bool  # a semicolon stands between the number before and this one

    @property
    def value(self) -> Decimal:
        """科研机构、律师事务所各1件 are two."""
        before = [t for t in self.slots.segment.tokens if t.start < self.token.start]
        if not any(t.text in _EACH for t in before):
            return self.number.value
        return self.number.value * (1 + sum(t.text in _JOINING for t in before))

    @property
    def is_remainder(self) -> bool:
        """其余, 余下: the rest of what was told; 其他 may be a line's own name."""
        before = [t for t in self.slots.segment.tokens if t.start < self.token.start]
        return self.is_rest and any(t.text.startswith(_REMAINDER) for t in before)

    @property
    def is_besides(self) -> bool:
        """另有5件: the rest of a list, or something beside it."""
        before = [t for t in self.slots.segment.tokens if t.start < self.token.start]
        return self.is_rest and any(t.text.startswith("另") for t in before)
