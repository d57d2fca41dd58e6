"""A day number as a date format shows it: given the number and a section, gives text.

Days as Excel counts them, from 1900 or from 1904. Must not know cells or styles.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from compiler.ooxml.cells.format_code import Piece, Section
from compiler.text.chinese import numeral
from compiler.values.named_tuple import NamedTuple

_SECONDS_OF_A_DAY = 86400
_BEYOND = 2_958_466  # the first of January 10000
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_WEEKDAYS = "一二三四五六日"
_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
# ECMA-376 Part 1, 18.8.31: 804 is Chinese (PRC); F800 and F400 are the system's own long forms.
_LONG_DATE, _LONG_TIME = "F800", "F400"


class _Moment(NamedTuple):
    """A day number taken apart; `day` is None where only hours are shown."""

    number: Decimal
    day: date | None
    hour: int
    minute: int
    second: int
    fraction: Decimal


def day_of(number: Decimal, *, date1904: bool) -> date | None:
    """The day that a number shown as a date stands for; None beyond the calendar."""
    # Excel counts 1900 as a leap year, so that what lies before its March is a day later.
    early = not date1904 and 1 <= number < 60
    start = date(1904, 1, 1) if date1904 else date(1899, 12, 31 if early else 30)
    try:
        return start + timedelta(days=int(number))
    except OverflowError:
        return None


def day_number(day: str) -> int | None:
    """What a sheet that counts from 1900 stores for a day as 2023-03-01; None before March 1900,
    of which programs count the days differently.
    """
    number = (date.fromisoformat(day) - date(1899, 12, 30)).days
    return number if number > 60 else None


def shown_date(number: Decimal, section: Section, *, date1904: bool) -> str | None:
    """None for what no program shows (before the first day) and for what is not known here."""
    if not 0 <= number < _BEYOND or section.numerals > 1:
        return None
    if section.place == _LONG_DATE:
        day = day_of(number, date1904=date1904)
        return None if day is None else f"{day.year}年{day.month}月{day.day}日"
    pieces = _minutes(section.pieces)
    moment = _moment(number, _decimals(pieces), date1904=date1904)
    if section.place == _LONG_TIME:
        return f"{moment.hour}:{moment.minute:02}:{moment.second:02}"
    twelve = any(piece.kind == "half-day" for piece in pieces)
    shown = [_piece(piece, moment, section, twelve=twelve) for piece in pieces]
    return None if None in shown else "".join(text or "" for text in shown)


def _decimals(pieces: tuple[Piece, ...]) -> int:
    """Of the seconds, as the code asks for; `ss.00` is one piece."""
    return max((len(p.text.partition(".")[2]) for p in pieces if p.kind == "date"), default=0)


def _moment(number: Decimal, decimals: int, *, date1904: bool) -> _Moment:
    """Rounded to what the code shows of a second."""
    step = Decimal(1).scaleb(-decimals)
    seconds = (number * _SECONDS_OF_A_DAY).quantize(step, ROUND_HALF_UP)
    whole = int(seconds)
    days, rest = divmod(whole, _SECONDS_OF_A_DAY)
    hour, rest = divmod(rest, 3600)
    minute, second = divmod(rest, 60)
    day = day_of(Decimal(days), date1904=date1904)
    return _Moment(seconds, day, hour, minute, second, seconds - whole)


def _minutes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """`m` after hours or before seconds means minutes, written `n` from here on."""
    found = list(pieces)
    spoken = [i for i, p in enumerate(found) if p.kind in ("date", "elapsed")]
    for order, index in enumerate(spoken):
        piece = found[index]
        if piece.kind != "date" or piece.text.lower().strip("m") or len(piece.text) > 2:
            continue
        before = found[spoken[order - 1]].text.lower() if order else ""
        after = found[spoken[order + 1]].text.lower() if order + 1 < len(spoken) else ""
        if before.startswith("h") or after.startswith("s"):
            found[index] = Piece("date", "n" * len(piece.text))
    return tuple(found)


def _piece(piece: Piece, moment: _Moment, section: Section, *, twelve: bool) -> str | None:
    letters = piece.text.lower()
    if piece.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[letters[0]]
        return f"{int(moment.number // unit):0{len(letters)}}"
    if piece.kind == "half-day":
        early, _, late = piece.text.partition("/")
        return early if moment.hour < 12 else late
    if piece.kind != "date":
        return piece.text if piece.kind in ("literal", "point", "comma") else None
    if letters[0] in "hns":
        return _time(letters, moment, section.numerals, twelve=twelve)
    return None if moment.day is None else _day(letters, moment.day, section)


def _time(letters: str, moment: _Moment, numerals: int, *, twelve: bool) -> str:
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    plain, _, decimals = letters.partition(".")
    value = {"h": hour, "n": moment.minute, "s": moment.second}[letters[0]]
    after = f"{moment.fraction:.{len(decimals)}f}"[1:] if decimals else ""
    return _number(value, min(len(plain), 2), numerals) + after


def _number(value: int, width: int, numerals: int) -> str:
    if numerals:
        return numeral(value) if value else "〇"
    return f"{value:0{width}}"


def _day(letters: str, day: date, section: Section) -> str | None:
    chinese = section.place == "804"
    first, length = letters[0], len(letters)
    if first in "ye":
        year = f"{day.year % 100:02}" if first == "y" and length < 3 else f"{day.year:04}"
        return year.translate(_CHINESE_DIGITS) if section.numerals else year
    if first == "a":
        return ("星期" if length > 3 else "") + _CHINESE_WEEKDAYS[day.weekday()]
    if length < 3:
        value = day.month if first == "m" else day.day
        return _number(value, length, section.numerals) if first in "md" else None
    if first == "d":
        weekday = _CHINESE_WEEKDAYS[day.weekday()]
        if chinese:
            return f"星期{weekday}" if length > 3 else f"周{weekday}"
        return _WEEKDAYS[day.weekday()][: None if length > 3 else 3]
    if first != "m":
        return None
    if chinese:
        return f"{numeral(day.month) if length > 3 else day.month}月"
    return _MONTHS[day.month - 1][: {3: 3, 5: 1}.get(length)]
