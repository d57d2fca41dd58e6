"""Percentages as they are written: rounded, or cut, at their last digit. It reads no sentence."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from compiler.checks.prose.amounts import ProseNumber


def gives(part: Decimal, whole: Decimal, percent: ProseNumber) -> bool:
    """Whether part of whole is this percentage, rounded or cut at the last digit written."""
    if whole == 0:
        return False
    exact = part * 100 / whole
    step = Decimal(1).scaleb(-percent.decimals)
    return percent.value in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))


def percent_of(part: Decimal, whole: Decimal, decimals: int) -> Decimal:
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
