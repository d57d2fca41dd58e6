"""How the figures of a line are typed and printed, declared once and asked everywhere.

A type says what a figure may be and what it looks like; nothing here reads or writes one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

from compiler.text.numerals import decimals_of
from compiler.values.figures import Weight
from compiler.values.named_tuple import NamedTuple

FigureKind = Literal["count", "change", "amount", "text", "date"]
WEIGHTS = get_args(Weight)
LONGEST_LIST = 255  # all the choices of a cell, as its validation holds them
KINDS: tuple[FigureKind, ...] = ("count", "change", "amount", "text", "date")


class Unit(NamedTuple):
    """The unit a figure is kept in, and what other units staff may write, as factors.

    `before`: it is printed before its number, as the sign of a currency is.
    """

    label: str
    accepts: tuple[tuple[str, Decimal], ...] = ()
    before: bool = False


PERCENT = Unit("%", (("‰", Decimal("0.1")),))


class FigureType(NamedTuple):
    """What a figure may be, and how the form prints it.

    `decimals` is how many it has at most (None: as many as are typed), and if `fixed` how many
    are printed always; `signed`: it may be less than nothing; `plus`: what is more shows its
    sign. `zero` is what is printed for 0, None where it looks like any other number.
    `printed_unit`: the form leaves the unit to the cell; `not_applicable`: "/" may stand there.
    `words` may stand in a number's place, each with what rules make of it.
    A text is one of the `choices`, if there are any; `optional`: nobody asks for a blank.
    `adds`: whether the figures of several units add up to that of all; None: as they usually do.
    More than `asks_above` is probably in another unit.
    """

    kind: FigureKind = "count"
    decimals: int | None = None
    fixed: bool = False
    signed: bool = False
    plus: bool = False
    thousands: bool = False
    zero: str | None = None
    unit: Unit | None = None
    printed_unit: bool = False
    not_applicable: bool = False
    words: tuple[tuple[str, Weight], ...] = ()
    choices: tuple[str, ...] = ()
    optional: bool = False
    adds: bool | None = None
    asks_above: int | None = None

    @property
    def adds_up(self) -> bool:
        """What two offices report is together what both report; of percentages it is not."""
        return self.is_number and (self.unit != PERCENT if self.adds is None else self.adds)

    @property
    def is_number(self) -> bool:
        return self.kind not in ("text", "date")

    @property
    def whole(self) -> bool:
        return self.decimals == 0

    @property
    def skipped(self) -> tuple[str, ...]:
        """What says that there is no number to ask of."""
        slash = ("/",) if self.not_applicable else ()
        return (*slash, *(word for word, weight in self.words if weight == "skip"))

    @property
    def nothings(self) -> tuple[str, ...]:
        """What counts as nothing."""
        return tuple(word for word, weight in self.words if weight == "nothing")

    def has_decimals_of(self, number: Decimal) -> bool:
        """Whether it prints this number without rounding it."""
        return self.decimals is None or decimals_of(number) <= self.decimals

    def may_be(self, number: Decimal) -> bool:
        return self.has_decimals_of(number) and (self.signed or number >= 0)

    @property
    def printed_decimals(self) -> int:
        """How many are printed also where they are zeros."""
        return (self.decimals or 0) if self.fixed else 0


# What needs no declaration. A zero of theirs is printed without its unit.
BUILT_IN: dict[str, FigureType] = {
    "count": FigureType("count", decimals=0, zero="0"),
    "change": FigureType("change", decimals=0, signed=True, zero="0"),
    "amount": FigureType("amount", zero="0"),
    "text": FigureType("text"),
    "date": FigureType("date"),
}
