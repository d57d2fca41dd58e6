"""One figure of a report: its name, and what can stand in it.

Exact decimals; blank, `/`, unreadable and 0 are four different values.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Literal

from compiler.values.dataclass import dataclass
from compiler.values.named_tuple import NamedTuple


class FigureId(NamedTuple):
    """Names one figure of a report by the ids of its table, row and column."""

    table: str
    row: str
    column: str


class Absent(Enum):
    """A figure that is not a number and says so: nothing was written, or 不适用."""

    BLANK = "blank"
    NOT_APPLICABLE = "/"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stood where a number belongs and has no single meaning as one."""

    text: str


Weight = Literal["nothing", "skip"]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a cell as itself: a text, a day as 2023-03-01, or a word for a number.

    `weight` is what rules make of such a word: it counts as nothing, or they skip it as "/".
    """

    text: str
    weight: Weight | None = None


Quantity = Decimal | Absent | Unreadable | Said


def is_counted(quantity: Quantity) -> bool:
    """Whether a rule has something to count: a number, or what stands for nothing."""
    return isinstance(quantity, Decimal) or (
        isinstance(quantity, Said) and quantity.weight == "nothing"
    )


def does_not_apply(quantity: Quantity | None) -> bool:
    """Whether it says that there is no number to ask of."""
    return quantity is Absent.NOT_APPLICABLE or (
        isinstance(quantity, Said) and quantity.weight == "skip"
    )


def number_or_zero(quantity: Quantity | None) -> Decimal:
    """Whatever is no number counts as nothing."""
    return quantity if isinstance(quantity, Decimal) else Decimal(0)
