"""Whose report an input is: asked before it is read, to sort a pile of them."""

from __future__ import annotations

from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report


class Whose(NamedTuple):
    """Edition, body and year as the input says them, "" and None where it does not.

    `saved` is when a program last saved it, in ISO 8601 and universal time, "" where that is
    not told; `marked`: it is a marked copy of another workbook; `units` are those whose figures it
    adds up, where it was put together.
    """

    format: str = ""
    agency: str = ""
    year: int | None = None
    saved: str = ""
    marked: bool = False
    units: tuple[str, ...] = ()


def whose_report(report: Report) -> Whose:
    units = tuple(unit.name for unit in report.units)
    return Whose(report.format, report.name, report.year, units=units)
