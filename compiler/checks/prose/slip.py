"""Whether two numbers differ as a slip of the pen differs: what is not said clearly accuses only then."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from compiler.text.numerals import plain
from compiler.values.findings import Severity

# Stale and miscounted figures are near the right one.
_NEAR = Decimal("0.25")


def is_slip(said: Decimal, meant: Decimal) -> bool:
    """Digits in another order, one digit other, missing or too many, or a number nearby.

    Anything else is hardly the same figure: something else may be counted.
    """
    one, other = (plain(abs(number)).replace(".", "") for number in (said, meant))
    if sorted(one) == sorted(other) or _one_other(one, other) or _one_more(one, other):
        return True
    return abs(said - meant) <= _NEAR * max(abs(said), abs(meant))


def is_about(said: Decimal, meant: Decimal) -> bool:
    """Whether 约 or 余 can be said of it; of nothing and of a handful anything can."""
    return meant < _HANDFUL or _LEAST <= said / meant <= 1 / _LEAST


def is_ten_times(said: Decimal, meant: Decimal) -> bool:
    """约3.9万件 of 3926: the unit is another one, a decimal point has moved."""
    if not said or not meant:
        return False
    ratio = max(said / meant, meant / said)
    tens = Decimal(1).scaleb(ratio.adjusted() + (ratio >= _NEARLY.scaleb(ratio.adjusted())))
    return tens > 1 and abs(ratio / tens - 1) <= _ROUNDING


_HANDFUL, _LEAST = Decimal(10), Decimal("0.7")
# Of two digits that are written the second one is rounded.
_NEARLY, _ROUNDING = Decimal(5), Decimal("0.06")


def is_turned(said: Decimal, meant: Decimal) -> bool:
    """Whether a number of three digits or more has them in another order: that is no chance."""
    one, other = (plain(abs(number)).replace(".", "") for number in (said, meant))
    return len(one) >= _LONG and one != other and sorted(one) == sorted(other)


# Of two digits the other order is often a number of its own.
_LONG = 3


def level_of_share(part: Decimal, whole: Decimal, percent: Decimal) -> Severity:
    """A warning where the percentage, the part or the whole can be a slip, else a question."""
    if not whole or not percent:
        return Severity.WARNING
    if is_slip(percent, (part * 100 / whole).quantize(percent)):
        return Severity.WARNING
    right_part = (whole * percent / 100).quantize(part, ROUND_HALF_UP)
    right_whole = (part * 100 / percent).quantize(whole, ROUND_HALF_UP)
    slip = is_slip(part, right_part) or is_slip(whole, right_whole)
    return Severity.WARNING if slip else Severity.ADVICE


def _one_other(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _one_more(one: str, other: str) -> bool:
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))
