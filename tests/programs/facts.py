"""What a workbook holds, part by part, and what of it another workbook still holds.

A part is a mapping of places to contents, read with openpyxl; two workbooks are compared place
by place. The parts have their names in `docs/programs_page.py`.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

Part = Mapping[tuple[str, ...], object]
# Where something new matters; a width or a paper that is said where it went without saying does not.
ADDING = ("values", "validations", "conditional", "hidden", "merges", "number_formats")
# Widths differ by the fonts that a program counts in: less than this many characters is the same.
_WIDTH = 1


@dataclass(frozen=True)
class Book:
    """A workbook's formulas, its stored results, and the part that names its sheets."""

    formulas: Any
    results: Any
    markup: bytes


@dataclass(frozen=True)
class Fact:
    """Of `had` places so many are the same, changed or lost; `added` are new. An example of a change."""

    had: int = 0
    kept: int = 0
    changed: int = 0
    lost: int = 0
    added: int = 0
    example: str = ""

    def __add__(self, other: Fact) -> Fact:
        return Fact(
            self.had + other.had,
            self.kept + other.kept,
            self.changed + other.changed,
            self.lost + other.lost,
            self.added + other.added,
            self.example or other.example,
        )


def opened(path: Path) -> Book:
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(path) as package:
        return Book(
            openpyxl.load_workbook(path),
            openpyxl.load_workbook(path, data_only=True),
            package.read("xl/workbook.xml"),
        )


def facts(before: Book, after: Book) -> dict[str, Fact]:
    """What has become of each part of the first workbook in the second."""
    found = {
        id: compared(part(before), part(after), adding=id in ADDING) for id, part in PARTS.items()
    }
    return {**found, "results": compared(_stored(before, before), _stored(after, before))}


def compared(before: Part, after: Part, *, adding: bool = False) -> Fact:
    both = [place for place in before if place in after]
    same = [place for place in both if _same(before[place], after[place])]
    changed = [place for place in both if place not in set(same)]
    return Fact(
        had=len(before),
        kept=len(same),
        changed=len(changed),
        lost=len(before) - len(both),
        added=len(set(after) - set(before)) if adding else 0,
        example=f"{before[changed[0]]} → {after[changed[0]]}" if changed else "",
    )


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < _WIDTH
    return one == other


def _cells(book: Any) -> list[tuple[tuple[str, str], Cell]]:
    return [
        ((sheet.title, cell.coordinate), cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]


def formula_of(cell: Cell) -> str | None:
    """`=A1`, that of an array in braces; None for a cell without one."""
    value = cell.value
    if isinstance(value, ArrayFormula):
        return f"{{{_plain(str(value.text))}}}"
    return _plain(str(value)) if cell.data_type == "f" else None


def _plain(formula: str) -> str:
    """Without quotes around names of sheets that need none, a matter of taste."""
    return re.sub(r"'(\w+)'!", r"\1!", formula)


def _formulas(book: Book) -> Part:
    return {at: f for at, cell in _cells(book.formulas) if (f := formula_of(cell))}


def _values(book: Book) -> Part:
    """Typed numbers and texts."""
    return {at: result_text(cell.value) for at, cell in _filled(book) if formula_of(cell) is None}


def results_of(book: Book, of: Book) -> dict[tuple[str, str], str]:
    """What stands as a result where the workbook `of` has formulas; nothing is an empty text."""
    stored = {at: cell.value for at, cell in _cells(book.results)}
    return {
        at: "" if stored.get(at) is None else result_text(stored[at])
        for at, cell in _cells(of.formulas)
        if formula_of(cell)
    }


def _stored(book: Book, of: Book) -> Part:
    """Only those that are not blank: a blank one cannot be told from none."""
    return {at: text for at, text in results_of(book, of).items() if text}


def result_text(value: object) -> str:
    """A result as it is compared: numbers by the 15 digits that a workbook shows."""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)


def _protection(book: Book) -> Part:
    return {(s.title,): True for s in book.formulas.worksheets if s.protection.sheet}


def _unlocked(book: Book) -> Part:
    return {at: True for at, cell in _cells(book.formulas) if not cell.protection.locked}


def _validations(book: Book) -> Mapping[tuple[str, ...], list[Any]]:
    """What is said of each cell; more than one where ranges overlap."""
    found: dict[tuple[str, ...], list[Any]] = {}
    for sheet in book.formulas.worksheets:
        for each in sheet.data_validations.dataValidation:
            for area in each.sqref.ranges:
                for row, column in area.cells:
                    at = (sheet.title, f"{get_column_letter(column)}{row}")
                    found.setdefault(at, []).append(each)
    return found


def _allowed(book: Book) -> Part:
    """What may be typed where that is limited."""
    return {
        at: " / ".join(f"{v.type} {_plain(v.formula1 or '')}" for v in limiting)
        for at, every in _validations(book).items()
        if (limiting := [v for v in every if v.type])
    }


def _prompts(book: Book) -> Part:
    return {
        at: " / ".join(" ".join(filter(None, (v.promptTitle, v.prompt, v.error))) for v in telling)
        for at, every in _validations(book).items()
        if (telling := [v for v in every if v.prompt or v.error])
    }


def _conditional(book: Book) -> Mapping[tuple[str, ...], list[tuple[str, Any]]]:
    """The rules of each cell, with their formulas as they are there."""
    found: dict[tuple[str, ...], list[tuple[str, Any]]] = {}
    for sheet in book.formulas.worksheets:
        for area in sheet.conditional_formatting:
            first = min(area.cells.ranges, key=lambda each: (each.min_row, each.min_col))
            origin = first.coord.partition(":")[0]
            for rule in area.rules:
                told = Translator("=" + " ".join(rule.formula), origin)
                for each in area.cells.ranges:
                    for row, column in each.cells:
                        at = f"{get_column_letter(column)}{row}"
                        formula = _plain(told.translate_formula(at))
                        found.setdefault((sheet.title, at), []).append((formula, rule))
    return found


def _colours(book: Book) -> Part:
    return {
        at: " / ".join(sorted(formula for formula, _ in rules))
        for at, rules in _conditional(book).items()
    }


def _stopping(book: Book) -> Part:
    return {
        at: " / ".join(str(bool(rule.stopIfTrue)) for _, rule in sorted(rules, key=lambda r: r[0]))
        for at, rules in _conditional(book).items()
    }


def _panes(book: Book) -> Part:
    return {(s.title,): s.freeze_panes for s in book.formulas.worksheets if s.freeze_panes}


def _hidden(book: Book) -> Part:
    sheets = book.formulas.worksheets
    return {(s.title,): s.sheet_state for s in sheets if s.sheet_state != "visible"}


def _merges(book: Book) -> Part:
    sheets = book.formulas.worksheets
    return {(s.title, str(area)): True for s in sheets for area in s.merged_cells.ranges}


def _properties(book: Book) -> Part:
    return {(p.name,): p.value for p in book.formulas.custom_doc_props.props}


def _repeated(book: Book) -> Part:
    return {(s.title,): s.print_title_rows for s in book.formulas.worksheets if s.print_title_rows}


def _areas(book: Book) -> Part:
    return {(s.title,): s.print_area for s in book.formulas.worksheets if s.print_area}


def _page(book: Book) -> Part:
    return {
        (s.title,): (
            f"{s.page_setup.orientation or 'portrait'} {s.page_setup.paperSize}"
            f" {bool(s.sheet_properties.pageSetUpPr and s.sheet_properties.pageSetUpPr.fitToPage)}"
        )
        for s in book.formulas.worksheets
        if s.page_setup.paperSize
    }


def _widths(book: Book) -> Part:
    return {
        (sheet.title, get_column_letter(number)): float(each.width)
        for sheet in book.formulas.worksheets
        for letter, each in sheet.column_dimensions.items()
        for number in range(
            each.min or column_index_from_string(letter),
            min(each.max or column_index_from_string(letter), sheet.max_column) + 1,
        )
        if each.customWidth
    }


def _filled(book: Book) -> list[tuple[tuple[str, str], Cell]]:
    return [(at, cell) for at, cell in _cells(book.formulas) if cell.value not in (None, "")]


def _fonts(book: Book) -> Part:
    return {at: cell.font.name for at, cell in _filled(book)}


def _looks(book: Book) -> Part:
    """Size and weight of the letters, and the ground."""
    return {
        at: f"{cell.font.sz} {bool(cell.font.b)} {cell.fill.fgColor.rgb}"
        for at, cell in _filled(book)
    }


def _number_formats(book: Book) -> Part:
    return {
        at: cell.number_format
        for at, cell in _cells(book.formulas)
        if cell.number_format != "General"
    }


def _recalculated(book: Book) -> Part:
    """openpyxl says yes where a file says nothing."""
    told = etree.fromstring(book.markup).find("{*}calcPr")
    return {("workbook",): True} if told is not None and told.get("fullCalcOnLoad") == "1" else {}


PARTS: Mapping[str, Callable[[Book], Part]] = {
    "values": _values,
    "formulas": _formulas,
    "protection": _protection,
    "unlocked": _unlocked,
    "validations": _allowed,
    "prompts": _prompts,
    "conditional": _colours,
    "stop_if_true": _stopping,
    "hidden": _hidden,
    "merges": _merges,
    "panes": _panes,
    "widths": _widths,
    "fonts": _fonts,
    "looks": _looks,
    "number_formats": _number_formats,
    "print_titles": _repeated,
    "print_areas": _areas,
    "page": _page,
    "properties": _properties,
    "full_calculation": _recalculated,
}
