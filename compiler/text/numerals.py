"""Numbers as the report prints them, as JSON and cells keep them: exact decimals as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

_YEAR = re.compile(r"[1-9][0-9]{3}")


def plain(number: Decimal) -> str:
    """Shortest exact text without an exponent: 96171.60 → 96171.6, -0 → 0."""
    if number == 0:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def slips_of(number: Decimal) -> Iterator[Decimal]:
    """The number with two neighbouring digits swapped, or its point up to three places off."""
    text = plain(number)
    for at, (one, other) in enumerate(pairwise(text)):
        if one.isdigit() and other.isdigit() and one != other:
            yield Decimal(text[:at] + other + one + text[at + 2 :])
    for places in (1, 2, 3):
        yield number.scaleb(places)
        yield number.scaleb(-places)


def year_of(text: str) -> int | None:
    """A year of four digits, 1000 to 9999: all that dates of documents can hold."""
    return int(text) if _YEAR.fullmatch(text) else None


def as_binary(number: Decimal) -> int | float:
    """The number as spreadsheets and JSON keep it; exact for up to 15 significant digits."""
    return int(number) if number == number.to_integral_value() else float(number)


def decimals_of(number: Decimal) -> int:
    """How many digits after the point it needs."""
    if number == number.to_integral_value():
        return 0
    return len(plain(number).partition(".")[2])


def significant_digits(number: Decimal) -> int:
    """How many digits a program must keep to hold this number exactly."""
    # Not by `normalize`, which rounds to the digits of its context.
    digits = str(number).partition("E")[0].replace(".", "")
    return len(digits.lstrip("-0").rstrip("0"))
