"""What other engines make of our formulas, against the results that we store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from tests.programs.facts import Book, opened, result_text, results_of
from tests.programs.installed import Tools
from tests.support.workbooks import MAIN, packed, parts_of

Results = Mapping[tuple[str, str], str]
_LONGEST = 40


@dataclass(frozen=True)
class Calculated:
    """So many formulas, so many with our result; how often which result is another."""

    formulas: int
    same: int
    differ: Counter[str]

    def __add__(self, other: Calculated) -> Calculated:
        return Calculated(
            self.formulas + other.formulas, self.same + other.same, self.differ + other.differ
        )


def calculated(tools: Tools, program: str, source: Path, folder: Path) -> Calculated:
    """The workbook without results, calculated by the program."""
    book = opened(source)
    ours = results_of(book, book)
    theirs = _results(tools, program, book, source, folder)
    differ = Counter(
        f"{_short(ours[at])} → {_short(theirs.get(at, ''))}"
        for at in ours
        if theirs.get(at, "") != ours[at]
    )
    return Calculated(len(ours), len(ours) - differ.total(), differ)


def _short(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"


def _results(tools: Tools, program: str, book: Book, source: Path, folder: Path) -> Results:
    if program == "hyperformula":
        given, target = folder / "cells.json", folder / "results.json"
        given.write_text(json.dumps(_contents(book), ensure_ascii=False), "utf-8")
        tools.calculate(program, given, target)
        return _of_rows(json.loads(target.read_text("utf-8")))
    bare = folder / f"bare-{source.name}"
    bare.write_bytes(without_results(source.read_bytes()))
    if program == "formulas":
        target = folder / "results.json"
        tools.calculate(program, bare, target)
        return _of_cells(json.loads(target.read_text("utf-8")), book)
    target = folder / f"calculated-{source.name}"
    tools.calculate(program, bare, target)
    return results_of(opened(target), book)


def without_results(data: bytes) -> bytes:
    """The workbook with formulas alone: what stands there afterwards has been calculated."""
    parts = parts_of(data)
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        sheet = etree.fromstring(parts[name])
        for cell in sheet.iter(f"{{{MAIN}}}c"):
            result = cell.find(f"{{{MAIN}}}v")
            if cell.find(f"{{{MAIN}}}f") is not None and result is not None:
                cell.remove(result)
                cell.attrib.pop("t", "")
        parts[name] = etree.tostring(sheet, encoding="UTF-8", xml_declaration=True)
    return packed(parts)


def _contents(book: Book) -> dict[str, list[list[Any]]]:
    return {
        sheet.title: [[_content(cell.value) for cell in row] for row in sheet.iter_rows()]
        for sheet in book.formulas.worksheets
    }


def _content(value: object) -> object:
    """HyperFormula's own word for a formula of an array is a function."""
    if isinstance(value, ArrayFormula):
        return f"=ARRAYFORMULA({str(value.text).removeprefix('=')})"
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _of_rows(sheets: dict[str, list[list[object]]]) -> Results:
    return {
        (name, f"{get_column_letter(column)}{row}"): _text(value)
        for name, rows in sheets.items()
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
    }


def _of_cells(sheets: dict[str, dict[str, object]], book: Book) -> Results:
    """The library writes names of sheets in capitals."""
    names = {sheet.title.upper(): sheet.title for sheet in book.formulas.worksheets}
    return {
        (names[sheet.upper()], cell): _text(value)
        for sheet, cells in sheets.items()
        for cell, value in cells.items()
    }


def _text(value: object) -> str:
    return "" if value is None else result_text(value)
