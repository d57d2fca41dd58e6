"""How a cell shows its number: given the styles part, gives one word per style.

Only what changes the meaning of a figure is told apart: a date, a percentage, the
general format, any other. Must not know cells or sheets.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from lxml import etree

from compiler.ooxml.markup import local_name

NumberFormat = Literal["general", "date", "percent", "other"]

# ECMA-376 Part 1, 18.8.30: the numbers without a code of their own; 27–36 and 50–58 are the
# dates of the Chinese, Japanese and Korean editions.
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENTS = frozenset((9, 10))

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
# Quoted words, escaped, padded and repeated characters, and what stands in brackets.
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[ymdhs]|上午|下午", re.IGNORECASE)


def number_formats(styles: etree._Element | None) -> tuple[NumberFormat, ...]:
    """The number format of each style that cells name by its position."""
    if styles is None:
        return ()
    codes: dict[str, str] = {}
    formats: tuple[NumberFormat, ...] = ()
    for group in styles:
        if local_name(group) == "numFmts":
            codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in group}
        elif local_name(group) == "cellXfs":
            formats = tuple(
                _by_number(item.get("numFmtId", "0"), codes)
                for item in group
                if local_name(item) == "xf"
            )
    return formats


def format_of_code(code: str) -> NumberFormat:
    """The meaning of a custom code, its literal words left aside."""
    if _ELAPSED.search(code):
        return "date"
    bare = _LITERAL.sub("", code)
    if bare.strip().lower() in ("", "general"):
        return "general" if "general" in bare.lower() else "other"
    bare = bare.replace("General", "")
    if "%" in bare:
        return "percent"
    return "date" if _DATE_LETTERS.search(bare) else "other"


def day_of(number: Decimal, *, date1904: bool) -> date | None:
    """The day that a number shown as a date stands for; None beyond the calendar."""
    # Excel counts 1900 as a leap year; before 1900-03-01 no report's date lies.
    start = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    try:
        return start + timedelta(days=int(number))
    except OverflowError:
        return None


def _by_number(number: str, codes: dict[str, str]) -> NumberFormat:
    if number in codes:
        return format_of_code(codes[number])
    value = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    if value in _DATES:
        return "date"
    if value in _PERCENTS:
        return "percent"
    return "general" if value == 0 else "other"
