"""A number as a number format shows it: given the number and a section, gives text.

Exact decimals throughout. Must not know cells or styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from compiler.ooxml.cells.format_code import Piece, Section
from compiler.text.numerals import plain

# Enough for a number of 15 digits with an exponent, and for what a code adds to it.
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
# General in Excel: eleven characters, the point among them; longer whole numbers are shown
# as powers of ten, which says less than their digits.
_GENERAL = 11


def shown_general(number: Decimal) -> str:
    """As the format General shows it, but whole numbers with all their digits."""
    text = plain(number)
    digits = text.lstrip("-")
    if "." not in digits or len(digits) <= _GENERAL:
        return text
    whole = len(digits.partition(".")[0])
    return plain(_rounded(number, max(_GENERAL - whole - 1, 0)))


def shown_number(number: Decimal, section: Section) -> str | None:
    """`number` without its sign; None for fractions and Chinese numerals, not known here."""
    pieces = section.pieces
    if section.numerals or any(p.kind == "slash" for p in pieces):
        return None
    if any(p.kind == "exponent" for p in pieces):
        return _scientific(number, pieces)
    whole, decimals = _placeholders(pieces)
    scale = _scaling(pieces)
    thousands = any(
        p.kind == "comma" and i not in scale and whole and whole[0] < i < whole[-1]
        for i, p in enumerate(pieces)
    )
    shift = 2 * sum(p.kind == "percent" for p in pieces) - 3 * len(scale)
    value = _rounded(_EXACT.scaleb(number, shift), len(decimals))
    before, _, after = format(value, "f").partition(".")
    shown = dict.fromkeys(scale, "")
    shown |= _whole_digits(before.lstrip("0"), pieces, whole, thousands=thousands)
    shown |= _decimal_digits(after, pieces, decimals)
    point = _point(pieces)
    return "".join(
        _piece(
            piece, shown.get(i), is_point=i == point, grouping=thousands and i in _between(whole)
        )
        for i, piece in enumerate(pieces)
    )


def _piece(piece: Piece, shown: str | None, *, is_point: bool, grouping: bool) -> str:
    if shown is not None:
        return shown
    if piece.kind == "comma" and grouping:
        return ""
    return "." if is_point else piece.text


def _between(whole: Sequence[int]) -> range:
    return range(whole[0], whole[-1]) if whole else range(0)


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)


def _point(pieces: Sequence[Piece]) -> int | None:
    return next((i for i, p in enumerate(pieces) if p.kind == "point"), None)


def _placeholders(pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Where the digits before the point stand, and those after it."""
    point = _point(pieces)
    digits = [i for i, p in enumerate(pieces) if p.kind == "digit"]
    if point is None:
        return digits, []
    return [i for i in digits if i < point], [i for i in digits if i > point]


def _scaling(pieces: Sequence[Piece]) -> frozenset[int]:
    """The commas that divide by a thousand: right after the last digit on either side."""
    found: set[int] = set()
    for part in _placeholders(pieces):
        position = part[-1] + 1 if part else len(pieces)
        while position < len(pieces) and pieces[position].kind == "comma":
            found.add(position)
            position += 1
    return frozenset(found)


def _whole_digits(
    digits: str, pieces: Sequence[Piece], places: Sequence[int], *, thousands: bool
) -> dict[int, str]:
    """From the right; the first placeholder takes all that is left."""
    shown: dict[int, str] = {}
    left, counted = digits, 0
    for order, index in enumerate(reversed(places)):
        is_first = order == len(places) - 1
        take = left if is_first else left[-1:]
        left = "" if is_first else left[:-1]
        text = take or {"0": "0", "?": " "}.get(pieces[index].text, "")
        made = ""
        for character in reversed(text):
            if thousands and counted and counted % 3 == 0 and character.isdigit():
                made = "," + made
            made = character + made
            counted += 1
        shown[index] = made
    return shown


def _decimal_digits(digits: str, pieces: Sequence[Piece], places: Sequence[int]) -> dict[int, str]:
    """A placeholder that is not 0 shows nothing once only zeros follow."""
    shown: dict[int, str] = {}
    for order, index in enumerate(places):
        digit, placeholder = digits[order : order + 1] or "0", pieces[index].text
        if placeholder == "0" or digits[order:].strip("0"):
            shown[index] = digit
        else:
            shown[index] = " " if placeholder == "?" else ""
    return shown


def _scientific(number: Decimal, pieces: Sequence[Piece]) -> str | None:
    """0.00E+00: the exponent goes in steps of the digits before the point."""
    at = next(i for i, p in enumerate(pieces) if p.kind == "exponent")
    head, sign, tail = pieces[:at], pieces[at].text[1], pieces[at + 1 :]
    whole, decimals = _placeholders(head)
    width = sum(p.kind == "digit" for p in tail)
    if not whole or not width:
        return None
    step = max(len(whole), 1)
    exponent = 0 if number == 0 else number.adjusted() // step * step
    mantissa = _rounded(_EXACT.scaleb(number, -exponent), len(decimals))
    if mantissa >= Decimal(10) ** step:
        exponent += step
        mantissa = _rounded(_EXACT.scaleb(number, -exponent), len(decimals))
    before = shown_number(mantissa, Section(tuple(head)))
    plus = "-" if exponent < 0 else "+" if sign == "+" else ""
    after = "".join(p.text for p in tail if p.kind == "literal")
    return f"{before}E{plus}{abs(exponent):0{width}}{after}"
