"""A date as staff write it: year, month and day in Arabic digits, with 年月日 or common signs.

Given text; gives the day, if it is written so and the calendar has it. Chinese numerals and
two-digit years are not read: neither stands in a document (GB/T 9704-2012, 7.3.5.4). Given a
moment; gives it as papers for people say it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from compiler.text.labels import folded
from compiler.text.language import Language
from compiler.text.late_patterns import late

_WRITTEN = re.compile(
    r"(?P<year>\d{4})[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?(?:T00:00(?::00(?:\.0+)?)?)?"
)
_IN_CHINESE = late(
    "[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTHS = {name[:3]: number for number, name in enumerate(_NAMES, start=1)}
_NAMED = "|".join(f"{name}|{name[:3]}" for name in _NAMES)
_ENGLISH = late(
    rf"(?:(?P<day>\d{{1,2}}) (?P<month>{_NAMED})|(?P<first>{_NAMED}) (?P<second>\d{{1,2}}),?)"
    r" (?P<year>\d{4})",
    re.IGNORECASE | re.ASCII,
)
# All of China keeps one time, and it has no summer time.
_BEIJING = timezone(timedelta(hours=8))


def is_only_a_date(text: str) -> bool:
    """Also in Chinese numerals, whose day nobody reads."""
    words = folded(text)
    return date_parts(text) is not None or _IN_CHINESE.fullmatch(words) is not None


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


def day_meant(text: str) -> date | None:
    """As `day_of`, and as an English document says it: 1 March 2023, March 1, 2023."""
    match = _ENGLISH.fullmatch(" ".join(text.split()))
    if match is None:
        return day_of(text)
    words = match.groupdict(default="")
    month = _MONTHS.get((words["month"] or words["first"])[:3].title(), 0)
    try:
        return date(int(words["year"]), month, int(words["day"] or words["second"]))
    except ValueError:
        return None


def day_in_words(day: date, language: Language) -> str:
    """As a document of this language says it."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"


def in_beijing(moment: datetime) -> datetime:
    """A moment that knows its zone, in Beijing time: the same wherever a program runs."""
    return moment.astimezone(_BEIJING)


def moment_in_words(moment: datetime) -> str:
    """Such as 2021年3月15日 9:02:03（北京时间）(GB/T 15835-2011, 5.1)."""
    local = in_beijing(moment)
    day = f"{local.year}年{local.month}月{local.day}日"
    return f"{day} {local.hour}:{local.minute:02}:{local.second:02}（北京时间）"
