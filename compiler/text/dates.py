"""A date as staff write it: year, month and day in Arabic digits, with 年月日 or common signs.

Given text; gives the day, if it is written so and the calendar has it. Chinese numerals and
two-digit years are not read: neither stands in a document (GB/T 9704-2012, 7.3.5.4).
"""

from __future__ import annotations

import re
from datetime import date

from compiler.text.labels import folded

_WRITTEN = re.compile(
    r"(?P<year>\d{4})[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?(?:T00:00(?::00(?:\.0+)?)?)?"
)


def date_parts(text: str) -> re.Match[str] | None:
    """`year`, `month` and `day` as written, whether or not there is such a day."""
    return _WRITTEN.fullmatch(folded(text))


def day_of(text: str) -> date | None:
    """The day that a text means; None where it cannot be read or no calendar has it."""
    match = date_parts(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:  # no such day
        return None
