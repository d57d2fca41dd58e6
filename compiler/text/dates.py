"""A date as staff write it: year, month and day in Arabic digits, with 年月日 or common signs.

Given text; gives the day, if it is written so and the calendar has it. Chinese numerals and
two-digit years are not read: neither stands in a document (GB/T 9704-2012, 7.3.5.4). Given a
moment; gives it as papers for people say it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from compiler.text.labels import folded

_WRITTEN = re.compile(
    r"(?P<year>\d{4})[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?(?:T00:00(?::00(?:\.0+)?)?)?"
)
# All of China keeps one time, and it has no summer time.
_BEIJING = timezone(timedelta(hours=8))


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


def in_beijing(moment: datetime) -> datetime:
    """A moment that knows its zone, in Beijing time: the same wherever a program runs."""
    return moment.astimezone(_BEIJING)


def moment_in_words(moment: datetime) -> str:
    """Such as 2021年3月15日 9:02:03（北京时间）(GB/T 15835-2011, 5.1)."""
    local = in_beijing(moment)
    day = f"{local.year}年{local.month}月{local.day}日"
    return f"{day} {local.hour}:{local.minute:02}:{local.second:02}（北京时间）"
