"""Lengths as documents write them, in the unit that is asked for.

Given the text of an attribute, gives a whole number, or None for what is no length.
"""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from compiler.ooxml.markup import attribute, value_of

TWIPS, HALF_POINTS = 20, 2
_MEASURE = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {
    "mm": Decimal(72) / Decimal("25.4"),
    "cm": Decimal(720) / Decimal("25.4"),
    "in": Decimal(72),
    "pt": Decimal(1),
    "pc": Decimal(12),
    "pi": Decimal(12),
}


def measured(text: str | None, per_point: int) -> int | None:
    """A length of OOXML in `per_point` units a point; a bare number counts in them already."""
    match = _MEASURE.fullmatch(text or "")
    if match is None:
        return None
    factor = _POINTS[match[2]] * per_point if match[2] else Decimal(1)
    return round(Decimal(match[1]) * factor)


def length(element: etree._Element | None, name: str) -> int | None:
    """An attribute in twips."""
    return measured(attribute(element, name), TWIPS)


def positive(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None


def type_size(properties: etree._Element) -> int | None:
    """The size that the properties of a run name, in half points."""
    return positive(measured(value_of(properties, "sz"), HALF_POINTS))
