"""Numbers as staff type them: understood where there is one meaning only, never guessed.

Given the text of a cell and what kind of figure it is, gives a quantity and whether it
was written otherwise than as a plain number. It knows no cell and no sheet.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from compiler.format.expression import EXACT
from compiler.format.figure_type import FigureType, Unit
from compiler.text.dates import day_meant
from compiler.text.labels import folded
from compiler.values import limits
from compiler.values.figures import Absent, Quantity, Said, Unreadable
from compiler.values.named_tuple import NamedTuple

# With blanks of thousands and zeros; a bound so that no input can cost time.
_LONGEST_TEXT = 200
EXCEL_DIGITS = 15

_STORED = re.compile(r"([+-]?)(\d{1,64})(?:\.(\d{1,64}))?(?:[eE]([+-]?\d{1,3}))?", re.ASCII)
_TYPED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_NUMBER = re.compile(rf"(?:{_TYPED.pattern})(?:[eE](?P<exponent>[+-]?\d+))?", re.ASCII)
_BLANKS = " \t\r\n\v\f\u00a0\u2002\u2003\u2007\u2009\u200b\u202f\u3000\ufeff"
# Full-width forms, and the minus signs that input methods and Word put for a hyphen.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0x2013: "-"}
_MORE = ("增加", "增", "+")
_FEWER = ("减少", "减", "-")
_NO_CHANGE = re.compile(r"增/减\s*0")


class Typed(NamedTuple):
    """`plain`: written as the number itself; else a note says how it was read."""

    quantity: Quantity
    plain: bool


@lru_cache(maxsize=4096)
def stored_number(text: str) -> Decimal | None:
    """A number as a file stores it, exact; None for what the grammar does not allow. Thousands
    of reports, all held to be added up, share their small numbers.
    """
    match = _STORED.fullmatch(text)
    if match is None:
        return None
    return _bounded(Decimal(text))


def as_excel_shows(number: Decimal) -> Decimal:
    """The decimal that Excel shows for a stored binary number: 15 significant digits."""
    shown = number
    if len(number.as_tuple().digits) > EXCEL_DIGITS:
        shown = Decimal(f"{number:.{EXCEL_DIGITS - 1}E}")
    return shown if shown != 0 else Decimal(0)


def typed(text: str, type: FigureType) -> Typed:
    """What a text in a cell of such figures means."""
    if type.words and (word := _word(text, type)):
        return Typed(word, plain=True)
    if not type.is_number:
        return Typed(_in_words(text.strip(_BLANKS), type), plain=True)
    bare = text.translate(_HALF_WIDTH).strip(_BLANKS)
    if not bare:
        return Typed(Absent.BLANK, plain=not text)
    if bare == "/":
        return Typed(Absent.NOT_APPLICABLE, plain=True)
    if type.zero and text.strip(_BLANKS) == type.zero and _STORED.fullmatch(text) is None:
        return Typed(Decimal(0), plain=False)
    number = _signed(bare, type)
    if number is None:
        return Typed(Unreadable(text), plain=False)
    return Typed(number, plain=text == bare and _STORED.fullmatch(text) is not None)


def _word(text: str, type: FigureType) -> Said | None:
    """A word that may stand for such a figure, however it is spaced."""
    told = folded(text).casefold()
    return next((Said(*each) for each in type.words if folded(each[0]).casefold() == told), None)


def _in_words(text: str, type: FigureType) -> Quantity:
    """A day, one of the words to choose from, or any text; what is none of these stays unread."""
    if not text:
        return Absent.BLANK
    if text == "/" and type.not_applicable:
        return Absent.NOT_APPLICABLE
    if type.kind == "date":
        day = day_meant(text)
        return Unreadable(text) if day is None else Said(day.isoformat())
    if not type.choices:
        return Said(text)
    meant = {folded(choice).casefold(): choice for choice in type.choices}
    choice = meant.get(folded(text).casefold())
    return Unreadable(text) if choice is None else Said(choice)


def _signed(text: str, type: FigureType) -> Decimal | None:
    change, unit = type.kind == "change", type.unit
    if change and _NO_CHANGE.fullmatch(text):
        return Decimal(0)
    for signs, factor in ((_MORE, 1), (_FEWER, -1)):
        for sign in signs:
            if text.startswith(sign) and (change or sign in "+-"):
                number = _measured(text[len(sign) :].strip(_BLANKS), unit)
                return None if number is None else EXACT.add(EXACT.multiply(number, factor), 0)
    return _measured(text, unit)


def _measured(text: str, unit: Unit | None) -> Decimal | None:
    units = ((unit.label, Decimal(1)), *unit.accepts) if unit else ()
    # Longest first: 万元 ends with 元.
    for label, factor in sorted(units, key=lambda u: -len(u[0])):
        if text.endswith(label):
            number = _unsigned(text[: -len(label)].strip(_BLANKS))
            return None if number is None else EXACT.multiply(number, factor)
        # £35,620: the sign of a currency stands before its number.
        if _stands_before(label, unit) and text.startswith(label):
            number = _unsigned(text[len(label) :].strip(_BLANKS))
            return None if number is None else EXACT.multiply(number, factor)
    return _unsigned(text)


def _stands_before(label: str, unit: Unit | None) -> bool:
    declared = unit is not None and unit.before and unit.label == label
    return declared or unicodedata.category(label[:1] or " ") == "Sc"


def _unsigned(text: str) -> Decimal | None:
    if len(text) > _LONGEST_TEXT or not _TYPED.fullmatch(text):
        return None
    return _bounded(Decimal(text.replace(",", "")))


def _bounded(number: Decimal) -> Decimal | None:
    """The same bounds for a number stored and typed, so that either form can be kept."""
    if number == 0:
        return Decimal(0)
    digits = len(number.as_tuple().digits)
    if limits.DIGITS.passed(digits) or limits.EXPONENT.passed(abs(number.adjusted())):
        return None
    return number


def is_beyond(text: str) -> bool:
    """Whether a text is a number, and only too long or too large to be read as one."""
    bare = text.translate(_HALF_WIDTH).strip(_BLANKS).lstrip("+-")
    longer = _NUMBER.fullmatch(bare)
    if longer is None or (longer["exponent"] and len(longer["exponent"]) > 6):
        return longer is not None
    return Decimal(bare.replace(",", "")) != 0 and _bounded(Decimal(bare.replace(",", ""))) is None
