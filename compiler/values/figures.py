"""One figure of a report: its name, and what can stand in it.

Exact decimals; blank, `/`, unreadable and 0 are four different values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


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


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a cell as itself: a text, or a day as 2023-03-01."""

    text: str


Quantity = Decimal | Absent | Unreadable | Said


def number_or_zero(quantity: Quantity | None) -> Decimal:
    """Whatever is no number counts as nothing."""
    return quantity if isinstance(quantity, Decimal) else Decimal(0)
