"""What a cell shows: given a stored value and a format's code, gives the text on the screen.

Where this cannot be told (fractions, Chinese numerals for numbers, dates before the first
day) it says so with None: whoever prints the value says why it is not as shown.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from compiler.ooxml.cells.format_code import Section, sections
from compiler.ooxml.cells.shown_number import shown_general, shown_number

Meaning = Literal["general", "date", "percent", "other"]
_AS_IT_IS = ("General", "@", "")
_COMPARED = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


@lru_cache(maxsize=512)
def meaning_of(code: str) -> Meaning:
    """Only what changes the meaning of a number is told apart: a date, a percentage."""
    parts = sections(code)
    first = parts[0]
    if any(part.kind == "date" for part in parts):
        return "date"
    if any(part.percent for part in parts):
        return "percent"
    return "general" if first.kind == "general" and len(parts) == 1 else "other"


def shown_value(number: Decimal, code: str, *, date1904: bool = False) -> str | None:
    """The number as this code shows it."""
    if code in _AS_IT_IS:
        return shown_general(number)
    section, bare = section_for(number, code)
    if section is None:
        return shown_general(number)
    if section.kind == "date":
        from compiler.ooxml.cells.shown_date import shown_date

        return shown_date(number, section, date1904=date1904)
    value = number if not bare else abs(number)
    sign, value = ("-" if value < 0 else ""), abs(value)
    if section.kind == "general":
        shown: str | None = "".join(
            shown_general(value) if piece.kind == "general" else piece.text
            for piece in section.pieces
        )
        shown = None if section.numerals else shown
    elif section.kind == "empty":
        sign = sign if section.pieces else ""
        shown = "".join(piece.text for piece in section.pieces)
    else:
        shown = shown_number(value, section)
    if shown is None:
        return None
    return sign + shown if section.kind == "empty" else _signed(sign, shown)


def _signed(sign: str, shown: str) -> str:
    """Nothing is left of a small negative number but zeros: Excel then shows no sign."""
    return sign + shown if any(c in "123456789" for c in shown) else shown


def section_for(number: Decimal, code: str) -> tuple[Section | None, bool]:
    """The section that shows this number, and whether it shows it without its sign.

    None where the code is for text alone.
    """
    parts = list(sections(code)[:4])
    if parts[-1].kind == "text" or len(parts) == 4:
        parts = parts[:-1]
    if not parts:
        return None, False
    if any(part.condition for part in parts):
        return _by_condition(number, parts), False
    if number < 0 and len(parts) > 1:
        return parts[1], True
    if number == 0 and len(parts) > 2:
        return parts[2], False
    return parts[0], False


def _by_condition(number: Decimal, parts: list[Section]) -> Section:
    for part in parts:
        if part.condition is None or _COMPARED[part.condition[0]](number, part.condition[1]):
            return part
    return parts[-1]


def shown_words(text: str, code: str) -> str:
    """The text as this code shows it: words may stand around it, or instead of it."""
    if code in _AS_IT_IS:
        return text
    parts = sections(code)
    last = parts[-1]
    if last.kind != "text" and len(parts) < 4:
        return text
    return "".join(text if piece.kind == "text" else piece.text for piece in last.pieces)
