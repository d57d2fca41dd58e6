"""A figure as the form prints it, and what is printed read as a figure again.

Given a quantity and its type, gives the words of its cell; given these, the quantity. It
rounds nothing: a figure with more decimals than its type has is printed with them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from compiler.format.figure_type import FigureType
from compiler.report.typed import typed
from compiler.text.characters import printable
from compiler.text.dates import day_in_words
from compiler.text.language import Language
from compiler.text.numerals import decimals_of
from compiler.values.figures import Absent, Quantity, Said, Unreadable


def in_print(quantity: Quantity, type: FigureType, language: Language) -> str:
    if isinstance(quantity, Decimal):
        if not quantity and type.zero is not None:
            return type.zero
        return _with_unit(quantity, type)
    if isinstance(quantity, Unreadable):
        return printable(quantity.text)
    if isinstance(quantity, Said):
        if type.kind == "date" and quantity.weight is None:
            return day_in_words(date.fromisoformat(quantity.text), language)
        return printable(quantity.text)
    return "/" if quantity is Absent.NOT_APPLICABLE else ""


def number_in_print(number: Decimal, type: FigureType) -> str:
    """The digits alone, without sign and unit."""
    decimals = max(type.printed_decimals, decimals_of(number))
    return f"{abs(number):{',' if type.thousands else ''}.{decimals}f}"


def _with_unit(number: Decimal, type: FigureType) -> str:
    sign = "-" if number < 0 else "+" if type.plus and number > 0 else ""
    digits = number_in_print(number, type)
    if not (type.unit and type.printed_unit):
        return f"{sign}{digits}"
    label = type.unit.label
    return f"{sign}{label}{digits}" if type.unit.before else f"{sign}{digits}{label}"


def read_again(text: str, type: FigureType) -> Quantity:
    """What a cell of a document says; where the form leaves a zero blank, a blank is zero."""
    quantity = typed(text, type).quantity
    return Decimal(0) if quantity is Absent.BLANK and type.zero == "" else quantity
