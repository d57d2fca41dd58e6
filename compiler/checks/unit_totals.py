"""A report that was put together beside its units: figures that are not what these come to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue.u_merging import DIFFERS_FROM_UNITS, UNIT_FIGURES_UNREADABLE
from compiler.format.expression import EXACT
from compiler.format.form import Form
from compiler.format.totals import parts_of
from compiler.report.places import Places
from compiler.report.unit_sums import unit_sums
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.figures import Absent, Quantity, Said, Unreadable, number_or_zero
from compiler.values.findings import Finding, Values
from compiler.values.report import Report

_MOST_NAMED = 5
_BLANK = Text("（空）", "(blank)")


def unit_findings(report: Report, form: Form, places: Places) -> list[Finding]:
    return [*_differences(report, form, places), *_unreadable(report, form, places)]


def _differences(report: Report, form: Form, places: Places) -> Iterator[Finding]:
    """What cannot be read has been told of; a total over what is told here follows from it."""
    sums = unit_sums(report.units, form)
    moved = {figure for figure, summed in sums.items() if report.figures[figure] != summed}
    for figure, summed in sums.items():
        found = report.figures[figure]
        follows = figure in form.totals and not moved.isdisjoint(parts_of(figure, form))
        if figure not in moved or follows or isinstance(found, Unreadable):
            continue
        place = places.figure(figure)
        gap = EXACT.subtract(number_or_zero(found), number_or_zero(summed))
        values: Values = {
            "label": place.label or "",
            "actual": _shown(found),
            "expected": _shown(summed),
            "difference": plain(gap),
        }
        numbers = (_number(summed), _number(found))
        involved = () if all(numbers) else (_shown(summed).zh, _shown(found).zh)
        yield Finding(
            DIFFERS_FROM_UNITS, place, values, expected=numbers[0], actual=numbers[1],
            difference=plain(gap), involved=involved,
        )  # fmt: skip


def _number(quantity: Quantity) -> str | None:
    return plain(quantity) if isinstance(quantity, Decimal) else None


def _shown(quantity: Quantity) -> Text:
    if quantity is Absent.BLANK:
        return _BLANK
    said = quantity.text if isinstance(quantity, Said | Unreadable) else "/"
    text = _number(quantity) or said
    return Text(text, text)


def _unreadable(report: Report, form: Form, places: Places) -> Iterator[Finding]:
    found = [
        (unit.name, figure, quantity.text)
        for unit in report.units
        for figure, quantity in unit.figures.items()
        if isinstance(quantity, Unreadable)
    ]
    if not found:
        return
    named = [f"{name}：{form.label_of(figure)}（{text}）" for name, figure, text in found]
    shown = "；".join(named[:_MOST_NAMED]) + ("……" if len(named) > _MOST_NAMED else "")
    values: Values = {"count": str(len(found)), "named": shown}
    words = " ".join(text for _, _, text in found)[:200]
    yield Finding(UNIT_FIGURES_UNREADABLE, places.report(), values, words=words)
