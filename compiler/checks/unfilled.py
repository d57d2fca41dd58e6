"""Each figure by itself: is it a number, and one that its cell may hold?

Given a report, gives family C's findings. Unreadable quantities tell by their own text
what they were, so that data and workbook give the same findings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from compiler.catalogue import c_cells as kinds
from compiler.catalogue.c_seen import FORMULA_AS_TEXT
from compiler.format.declaration import Table
from compiler.format.extents import in_place
from compiler.format.figure_type import FigureType
from compiler.format.form import Form
from compiler.format.judgement import Figures, defined_value, rests_on_none
from compiler.format.left_empty import left_empty
from compiler.format.totals import in_order
from compiler.report.places import Places
from compiler.report.typed import is_beyond
from compiler.text.characters import FORMULA
from compiler.text.language import Text
from compiler.text.likeness import suggestion
from compiler.text.numerals import plain
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.findings import Finding, Kind, Values
from compiler.values.report import Report

_KIND_OF_TEXT: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"#[A-Z/0!?]+[!?A-Z0]"), kinds.ERROR_VALUE),
    (FORMULA, FORMULA_AS_TEXT),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), kinds.DATE),
    (re.compile(r"-?\d+(\.\d+)?%"), kinds.PERCENT),
)
_A_NUMBER = Text("数字", "number")
_SHOWN_CELLS, _SHOWN_ROWS = 8, 4


def cell_findings(
    report: Report, form: Form, places: Places, told: Collection[FigureId] = ()
) -> list[Finding]:
    """Unreadable, impossible and blank figures; blank totals with the sum they lack.

    Of the unreadable ones those left out that the reader has `told` of: it saw more.
    """
    findings: list[Finding] = []
    for figure, quantity in report.figures.items():
        if isinstance(quantity, Decimal):
            findings.extend(_impossible(figure, quantity, form, places))
        elif isinstance(quantity, Unreadable):
            if figure not in told:
                findings.append(_unreadable(figure, quantity.text, form, places))
        elif quantity is Absent.NOT_APPLICABLE and not form.allows_not_applicable(figure):
            findings.append(_about(kinds.NOT_APPLICABLE, figure, "/", places))
    offers = _offers(report.figures, form)
    for table in form.tables:
        if not left_empty(form, table.id, report.figures):
            findings.extend(_blanks(table, report, form, places, offers))
    return findings


def _offers(figures: Figures, form: Form) -> dict[FigureId, Decimal]:
    """What each blank total comes to, blank totals among its parts added up first; none for one
    that rests on something unreadable.
    """
    blank = [figure for figure in form.totals if figures[figure] is Absent.BLANK]
    counted: dict[FigureId, Quantity] = dict(figures)
    offers: dict[FigureId, Decimal] = {}
    for total in in_order(blank, form):
        by = form.totals[total]
        values = (defined_value(identity, counted) for identity in by)
        value = next((v for v in values if v is not None), None)
        parts = [counted[figure] for identity in by for figure in identity.figures]
        if spoiler := next((part for part in parts if isinstance(part, Unreadable)), None):
            counted[total] = spoiler
        elif value is not None:
            counted[total] = offers[total] = value
    return offers


def _about(kind: Kind, figure: FigureId, shown: str, places: Places) -> Finding:
    """What stands there in words; a number is the finding's `actual` too."""
    place = places.figure(figure)
    values: Values = {"label": place.label or "", "found": shown, "wanted": _A_NUMBER}
    if kind in (kinds.NEGATIVE, kinds.NOT_WHOLE):
        return Finding(kind, place, values, actual=shown)
    return Finding(kind, place, values, involved=(shown,))


def _unreadable(figure: FigureId, text: str, form: Form, places: Places) -> Finding:
    type_ = form.type_of(figure)
    if not type_.is_number and not _KIND_OF_TEXT[0][0].fullmatch(text):
        return _other_words(figure, text, type_, places)
    other = kinds.BEYOND_THE_LIMITS if is_beyond(text) else kinds.NOT_A_NUMBER
    kind = next((k for pattern, k in _KIND_OF_TEXT if pattern.fullmatch(text)), other)
    shown = text if len(text) <= 40 else text[:40] + "…"
    return _about(kind, figure, shown, places)


def _other_words(figure: FigureId, text: str, type_: FigureType, places: Places) -> Finding:
    """No day, or none of the words to choose from."""
    place, shown = places.figure(figure), text if len(text) <= 40 else text[:40] + "…"
    values: dict[str, str | Text] = {"label": place.label or "", "found": shown}
    if type_.kind == "date":
        return Finding(kinds.NOT_A_DATE, place, values, involved=(shown,))
    values["choices"] = Text("、".join(type_.choices), ", ".join(type_.choices))
    values["suggestion"] = suggestion(text, type_.choices)
    return Finding(kinds.NOT_A_CHOICE, place, values, involved=(shown,))


def _impossible(figure: FigureId, number: Decimal, form: Form, places: Places) -> list[Finding]:
    type_ = form.type_of(figure)
    findings = []
    if number < 0 and not type_.signed:
        findings.append(_about(kinds.NEGATIVE, figure, plain(number), places))
    limit = type_.asks_above
    # Of what adds up to a total it is asked already.
    if limit is not None and number > limit and figure not in form.totals:
        findings.append(_above(type_, figure, plain(number), places))
    if not type_.has_decimals_of(number):
        findings.append(_too_many_decimals(type_, figure, plain(number), places))
    return findings


def _above(type_: FigureType, figure: FigureId, shown: str, places: Places) -> Finding:
    """So much that it is asked whether it is in another unit."""
    place = places.figure(figure)
    unit = type_.unit.label if type_.unit else ""
    accepts = type_.unit.accepts if type_.unit else ()
    others = [label for label, factor in accepts if factor < 1]
    values: Values = {
        "label": place.label or "", "found": f"{shown} {unit}".rstrip(),
        "limit": f"{type_.asks_above} {unit}".rstrip(),
        "others": Text("、".join(others) or "别的单位", " or ".join(others) or "another unit"),
    }  # fmt: skip
    return Finding(kinds.ABOVE_THE_USUAL, place, values, actual=shown)


def _too_many_decimals(type_: FigureType, figure: FigureId, shown: str, places: Places) -> Finding:
    if type_.whole:
        return _about(kinds.NOT_WHOLE, figure, shown, places)
    place = places.figure(figure)
    values = {"label": place.label or "", "found": shown, "decimals": str(type_.decimals)}
    return Finding(kinds.TOO_MANY_DECIMALS, place, values, actual=shown)


def _blanks(
    table: Table, report: Report, form: Form, places: Places, offers: Mapping[FigureId, Decimal]
) -> list[Finding]:
    """The blank inputs of a table in one finding; each blank total whose parts are not."""
    if not in_place(table):  # which of its lines are sums cannot be told
        return []
    totals = form.totals
    added_up = {
        figure.row for figure, by in totals.items()
        if figure.table == table.id and any(i.axis == "columns" for i in by)
    }  # fmt: skip
    findings: list[Finding] = []
    blank: list[FigureId] = []
    wordless: list[FigureId] = []
    for figure in table.figures:
        if report.figures[figure] is not Absent.BLANK:
            continue
        type_ = form.type_of(figure)
        by = totals.get(figure)
        if by is None:
            # The words of rows are not added up: beside a total there are none.
            if not type_.optional and (type_.is_number or figure.row not in added_up):
                (blank if type_.is_number else wordless).append(figure)
            continue
        if (offered := offers.get(figure)) is not None:
            place, expected = places.figure(figure), plain(offered)
            values = {"label": place.label or "", "expected": expected}
            findings.append(Finding(kinds.BLANK_TOTAL, place, values, expected=expected))
        elif any(rests_on_none(i, report.figures) for i in by):
            blank.append(figure)
    for kind, those in ((kinds.BLANKS, blank), (kinds.BLANK_WORDS, wordless)):
        if those:
            findings.append(_blanks_of(kind, table, those, places))
    return findings


def _blanks_of(kind: Kind, table: Table, blank: list[FigureId], places: Places) -> Finding:
    """Named by their cells, or where a report came as data by the rows they stand in."""
    at = [places.figure(f) for f in blank]
    if all(p.cell for p in at):
        from compiler.ooxml.cells.ranges import ranges

        cells = _listed(ranges(p.cell or "" for p in at), _SHOWN_CELLS)
    else:
        rows = dict.fromkeys(" ".join(table.row(f.row).label) for f in blank)
        cells = _listed([f"“{row}”" for row in rows], _SHOWN_ROWS)
    place = places.table(table.id)
    values: Values = {"table": place.label or "", "count": str(len(blank)), "cells": cells}
    involved = tuple(".".join(f) for f in blank)
    return Finding(kind, place, values, related=tuple(at), involved=involved)


def _listed(names: list[str], most: int) -> Text:
    """The first few names, and that there are more where there are."""
    shown, more = names[:most], len(names) > most
    return Text(
        "、".join(shown) + (" 等" if more else ""),
        ", ".join(shown) + (" and others" if more else ""),
    )
