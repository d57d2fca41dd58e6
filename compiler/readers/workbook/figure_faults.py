"""Why a figure's cell gives no number: what it shows, how its letters look, what it is.

Given one raw cell and its figure's unit, gives the fault and what stands for the figure;
given the report's places, the findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compiler.catalogue import c_cells as kinds
from compiler.catalogue import c_seen as seen
from compiler.format.figure_type import PERCENT, FigureType
from compiler.ooxml.cells.ranges import ranges
from compiler.ooxml.cells.raw import RawCell
from compiler.readers.workbook.shown_figure import HARMLESS, as_seen, shown_otherwise
from compiler.readers.workbook.unseen import LOOKS
from compiler.report.places import Places
from compiler.report.typed import as_excel_shows, stored_number
from compiler.text.first_few import first_few
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Kind, Values
from compiler.values.named_tuple import NamedTuple

_SHOWN = 60  # characters of a cell in a message


class Fault(NamedTuple):
    """Why a cell gives no number, where its stored text alone does not tell."""

    kind: Kind
    values: Values


def fault_of(raw: RawCell, type: FigureType, *, date1904: bool) -> Fault | None:
    """What of a cell's look or content forbids taking its stored value for what is meant."""
    if raw.kind == "picture":
        return Fault(seen.PICTURE, {})
    if raw.marked:
        mark = raw.marked[0]
        values: Values = {
            "found": mark.text.strip(),
            "look": LOOKS[mark.letters],
            "seen": as_seen(raw.text, raw.marked),
        }
        return Fault(seen.STRUCK_FIGURE, values)
    if raw.kind == "empty":
        return Fault(
            kinds.NEVER_CALCULATED,
            {"found": f"={raw.formula}"[:_SHOWN], "wanted": Text("数字", "number")},
        )
    if not type.is_number:
        return None  # words, as they are shown
    if raw.kind != "number" or raw.look.code in HARMLESS or raw.number_format == "date":
        return None
    if raw.number_format == "percent" and type.unit == PERCENT:
        return None  # read as it is shown
    number = stored_number(raw.text)
    if number is None:
        return None
    number = as_excel_shows(number)
    shown = shown_otherwise(number, raw.look.code, type.unit, date1904=date1904)
    if shown is None:
        return None
    return Fault(
        seen.SHOWN_OTHERWISE,
        {
            "shown": shown.text or Text("空白", "nothing"),
            "stored": plain(number),
            "suggestion": shown.suggestion(type.unit),
        },
    )


def stand_in(raw: RawCell, fault: Fault) -> str:
    """What stands for the figure; never a text that could be read as a number elsewhere."""
    if fault.kind is seen.SHOWN_OTHERWISE:
        shown = fault.values["shown"]
        return f"{shown if isinstance(shown, str) else ''}（{fault.values['stored']}）"
    if fault.kind is seen.STRUCK_FIGURE:
        return str(fault.values["seen"])
    text = raw.text.strip() or f"={raw.formula}"
    return text if text.startswith(("=", "#")) else f"“{text}”"


def fault_findings(faults: Mapping[FigureId, Fault], places: Places) -> list[Finding]:
    """One for each, but formulas without results are many where a program does not calculate."""
    uncalculated = [f for f, fault in faults.items() if fault.kind is kinds.NEVER_CALCULATED]
    together = len(uncalculated) > 1
    found = []
    for figure, fault in faults.items():
        if together and fault.kind is kinds.NEVER_CALCULATED:
            continue
        place = places.figure(figure)
        values: Values = {"label": place.label or "", **fault.values}
        said = (v for v in fault.values.values() if isinstance(v, str))
        found.append(Finding(fault.kind, place, values, involved=tuple(said)))
    return [*found, *([_uncalculated(uncalculated, places)] if together else [])]


def _uncalculated(figures: Sequence[FigureId], places: Places) -> Finding:
    at = tuple(places.figure(figure) for figure in figures)
    table = places.table(figures[0].table)
    values: Values = {
        "sheet": at[0].sheet or "",
        "count": str(len(at)),
        "cells": first_few(ranges(place.cell or "" for place in at)),
    }
    involved = tuple(".".join(figure) for figure in figures)
    return Finding(kinds.NEVER_CALCULATED_CELLS, table, values, related=at, involved=involved)
