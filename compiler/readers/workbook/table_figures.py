"""The figures of one table sheet: raw cells → quantities, totals understood as formulas.

Blank, 0, /, text and a formula never calculated stay five different things. A total's
own formula is known, so what it must show can be told from its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from compiler.catalogue import c_cells as kinds
from compiler.format.expression import EXACT
from compiler.format.figure_type import PERCENT, FigureType
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import defined_value, without_value
from compiler.format.totals import in_order, parts_of
from compiler.ooxml.cells.raw import RawCell, RawSheet
from compiler.readers.workbook.figure_faults import Fault, fault_of, stand_in
from compiler.readers.workbook.located import Located
from compiler.readers.workbook.own_formulas import own_formulas
from compiler.readers.workbook.shown_text import text_of
from compiler.report.places import Places
from compiler.report.typed import EXCEL_DIGITS, as_excel_shows, stored_number, typed
from compiler.text.numerals import plain, significant_digits
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef

if TYPE_CHECKING:
    from datetime import date


class TableReading(NamedTuple):
    """`refs` say where the figures stand; `noted` are figures written as text and what the text
    was; `percents` what is stored of those shown as percentages; `ours` live totals; `typed`
    totals that are numbers where nothing keeps staff from writing over a formula.
    """

    figures: Mapping[FigureId, Quantity]
    refs: Mapping[FigureId, CellRef]
    noted: Mapping[FigureId, str]
    percents: Mapping[FigureId, Decimal]
    ours: Mapping[FigureId, Quantity | None]
    faults: Mapping[FigureId, Fault]
    typed: tuple[FigureId, ...] = ()


def read_figures(sheet: RawSheet, located: Located, form: Form, *, date1904: bool) -> TableReading:
    """`ours` holds what a live total shows, None where it was never calculated."""
    cells = located.cells
    formulas = own_formulas(located, form, sheet.name)
    figures: dict[FigureId, Quantity] = {}
    noted: dict[FigureId, str] = {}
    percents: dict[FigureId, Decimal] = {}
    ours: dict[FigureId, Quantity | None] = {}
    faults: dict[FigureId, Fault] = {}
    definitions, types = form.totals, form.type_by_figure
    for figure, at in cells.items():
        raw = sheet.cells.get(at)
        if raw is None:
            figures[figure] = Absent.BLANK
            continue
        own = raw.formula is not None and formulas.include(raw.formula, figure)
        if own and raw.kind == "empty":
            figures[figure] = Absent.BLANK
            if figure in definitions:
                ours[figure] = None
            continue
        type_ = types[figure]
        fault = fault_of(raw, type_, date1904=date1904)
        quantity, note = _quantity(raw, type_, date1904=date1904)
        if fault:
            quantity, note = Unreadable(stand_in(raw, fault)), None
            faults[figure] = fault
        figures[figure] = quantity
        if own and figure in definitions:
            ours[figure] = quantity
        elif note is not None:
            noted[figure] = note
        elif raw.number_format == "percent" and isinstance(quantity, Decimal):
            percents[figure] = as_excel_shows(Decimal(raw.text))
    over = (f for f in figures if located.added and f in definitions and f not in ours)
    written = (f for f in over if (raw := sheet.cells.get(cells[f])) and raw.formula is None)
    adding = (f for f in written if parts_of(f, form))
    numbers = tuple(f for f in adding if isinstance(figures[f], Decimal))
    return TableReading(figures, formulas.addresses, noted, percents, ours, faults, numbers)


def quantity_in(raw: RawCell, form: Form, figure: FigureId, *, date1904: bool) -> Quantity:
    """What a cell says of a figure, wherever it stands."""
    type_ = form.type_of(figure)
    fault = fault_of(raw, type_, date1904=date1904)
    if fault:
        return Unreadable(stand_in(raw, fault))
    return _quantity(raw, type_, date1904=date1904)[0]


def _quantity(raw: RawCell, type_: FigureType, *, date1904: bool) -> tuple[Quantity, str | None]:
    """The quantity, and the text that was read as a number though it is none in Excel."""
    if not type_.is_number and raw.kind not in ("empty", "error"):
        return _said(raw, type_, date1904=date1904), None
    if raw.kind == "empty":
        return Unreadable(f"={raw.formula}"), None
    if raw.kind == "number":
        return _number(raw, type_, date1904=date1904), None
    if raw.kind == "date":
        return Unreadable(raw.text[:10]), None
    if raw.kind == "boolean":
        return Unreadable("TRUE" if raw.text in ("1", "true") else "FALSE"), None
    if raw.kind == "error":
        return Unreadable(raw.text), None
    understood = typed(raw.text, type_)
    quantity = understood.quantity
    official = quantity is Absent.NOT_APPLICABLE and understood.plain
    if isinstance(quantity, Unreadable | Said) or not raw.text or official:
        return quantity, None
    return quantity, raw.text


def _said(raw: RawCell, type: FigureType, *, date1904: bool) -> Quantity:
    """A cell of words as it is shown; a day number with a format of dates is that day."""
    number = stored_number(raw.text) if raw.kind == "number" else None
    if type.kind == "date" and number is not None and raw.number_format == "date":
        day = _day(number, date1904=date1904) if number == int(number) else None
        return Unreadable(plain(number)) if day is None else Said(day.isoformat())
    if type.kind == "date" and raw.kind == "date":
        return typed(raw.text[:10], type).quantity
    return typed(text_of(raw, date1904=date1904), type).quantity


def _number(raw: RawCell, type: FigureType, *, date1904: bool) -> Quantity:
    number, meaning = stored_number(raw.text), raw.number_format
    if number is None:
        return _unread(raw.text, type)
    if meaning == "date":
        day = _day(number, date1904=date1904)
        return _unread(plain(number) if day is None else day.isoformat(), type)
    if meaning == "percent":
        shown = as_excel_shows(EXACT.multiply(number, 100))
        return shown if type.unit == PERCENT else Unreadable(f"{plain(shown)}%")
    # In so short a text are no digits that Excel does not show.
    return number if len(raw.text) <= EXCEL_DIGITS else as_excel_shows(number)


def _unread(text: str, type: FigureType) -> Unreadable:
    """Never a text that is a number where data hold it: 1,000 in a cell of numbers."""
    quantity = typed(text, type).quantity
    return quantity if isinstance(quantity, Unreadable) else Unreadable(f"“{text}”")


def _day(number: Decimal, *, date1904: bool) -> date | None:
    # Few reports have a day among their figures.
    from compiler.ooxml.cells.shown_date import day_of

    return day_of(number, date1904=date1904)


class Totals(NamedTuple):
    """Figures with the live totals settled, and what is to be said of them."""

    figures: Mapping[FigureId, Quantity]
    evaluated: tuple[FigureId, ...]
    skipping: Mapping[FigureId, tuple[Decimal | None, Decimal]]
    stale: Mapping[FigureId, tuple[Decimal | None, Decimal | None]]


def settle_totals(readings: Iterable[TableReading], form: Form) -> Totals:
    """A live total that was never calculated is computed; one that leaves text out is
    corrected and told; one that disagrees with its parts otherwise is stale.
    """
    meant: dict[FigureId, Quantity] = {}
    shown: dict[FigureId, Quantity] = {}
    ours: dict[FigureId, Quantity | None] = {}
    for reading in readings:
        meant.update(reading.figures)
        shown.update(reading.figures)
        shown.update(dict.fromkeys(reading.noted, Absent.BLANK))
        shown.update(reading.percents)
        ours.update(reading.ours)
    evaluated: list[FigureId] = []
    skipping: dict[FigureId, tuple[Decimal | None, Decimal]] = {}
    stale: dict[FigureId, tuple[Decimal | None, Decimal | None]] = {}
    definitions = form.totals
    for figure in in_order(ours, form):
        identity, stored = definitions[figure][0], ours[figure]
        by_parts = defined_value(identity, meant)
        number = stored if isinstance(stored, Decimal) else None
        if stored is not None and (isinstance(stored, Unreadable) or number == by_parts):
            continue
        by_excel = defined_value(identity, shown)
        if stored is None:
            if by_parts is not None:  # over blanks there was nothing to add
                evaluated.append(figure)
            meant[figure] = without_value(identity, meant, form) if by_parts is None else by_parts
            shown[figure] = without_value(identity, shown, form) if by_excel is None else by_excel
            continue
        if _spoiled(identity, meant, number, form):
            continue
        if number == by_excel and by_parts is not None:
            skipping[figure] = (number, by_parts)
            meant[figure] = by_parts
        else:
            stale[figure] = (number, by_parts)
    return Totals(meant, tuple(evaluated), skipping, stale)


def _spoiled(
    identity: Identity,
    figures: Mapping[FigureId, Quantity],
    stored: Decimal | None,
    form: Form,
) -> bool:
    """Over a part that cannot be read alone, an empty total is what Excel may show; where a part
    is / that may not stand there, that is told, and what the total comes to is not known.
    """
    parts = {f: figures.get(f) for f in identity.figures if f != identity.defined}
    slashes = (f for f, part in parts.items() if part is Absent.NOT_APPLICABLE)
    if any(not form.allows_not_applicable(f) for f in slashes):
        return True
    return stored is None and any(isinstance(p, Unreadable) for p in parts.values())


def total_findings(totals: Totals, places: Places) -> list[Finding]:
    """What is to be said of the live totals."""
    found: list[Finding] = []
    by_sheet: dict[str, list[FigureId]] = {}
    for figure in totals.evaluated:
        by_sheet.setdefault(places.figure(figure).sheet or "", []).append(figure)
    for sheet, figures in by_sheet.items():
        values = {"sheet": sheet, "count": str(len(figures))}
        place = places.table(figures[0].table)
        related = tuple(places.figure(f) for f in figures)
        found.append(Finding(kinds.TOTALS_EVALUATED, place, values, related=related))
    for figure, (number, meant) in totals.skipping.items():
        place = places.figure(figure)
        values = {"label": place.label or "", "found": _shown(number), "read": plain(meant)}
        found.append(
            Finding(
                kinds.TOTAL_SKIPS_TEXT, place, values, expected=plain(meant), actual=_shown(number),
                difference=plain(EXACT.subtract(number or Decimal(0), meant)),
            )
        )  # fmt: skip
    for figure, (number, expected) in totals.stale.items():
        place = places.figure(figure)
        gap = plain(EXACT.subtract(number or Decimal(0), expected or Decimal(0)))
        values = {
            "label": place.label or "", "actual": _shown(number), "expected": _shown(expected),
            "difference": gap,
        }  # fmt: skip
        found.append(
            Finding(
                kinds.STALE_TOTAL, place, values, expected=_shown(expected), actual=_shown(number),
                difference=gap,
            )
        )  # fmt: skip
    return found


def typed_findings(figures: Sequence[FigureId], places: Places) -> list[Finding]:
    """One advice for a sheet's totals that are no formulas."""
    if not figures:
        return []
    first, *others = (places.figure(figure) for figure in figures)
    values = {"sheet": first.sheet or "", "count": str(len(figures))}
    place = places.table(figures[0].table)
    return [Finding(kinds.TOTALS_TYPED, place, values, related=(first, *others))]


def _shown(number: Decimal | None) -> str:
    return "" if number is None else plain(number)


def note_findings(
    noted: Mapping[FigureId, str], figures: Mapping[FigureId, Quantity], places: Places
) -> list[Finding]:
    """One advice for each number that stands as text."""
    found = []
    for figure, text in noted.items():
        place, quantity = places.figure(figure), figures[figure]
        if quantity is Absent.BLANK or _too_long_for_excel(quantity, text):
            continue
        read = plain(quantity) if isinstance(quantity, Decimal) else "/"
        values = {"label": place.label or "", "found": text, "read": read}
        found.append(Finding(kinds.NUMBER_AS_TEXT, place, values, actual=read, involved=(text,)))
    return found


def percent_findings(readings: Iterable[TableReading], places: Places) -> list[Finding]:
    """One advice for each number that is stored as a hundredth of what is shown."""
    found = []
    for reading in readings:
        for figure, stored in reading.percents.items():
            place, quantity = places.figure(figure), reading.figures[figure]
            read = plain(quantity) if isinstance(quantity, Decimal) else ""
            values = {"label": place.label or "", "stored": plain(stored), "read": read}
            found.append(Finding(kinds.PERCENT_CELL, place, values, actual=read))
    return found


def _too_long_for_excel(quantity: Quantity, text: str) -> bool:
    """Whether the number could not be kept exactly but as the text that it is."""
    return (
        isinstance(quantity, Decimal)
        and significant_digits(quantity) > EXCEL_DIGITS
        and stored_number(text) == quantity
    )
