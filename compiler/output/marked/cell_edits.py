"""The cells of one sheet that is being edited, found by position, made where there are none.

Given a worksheet's tree. Must not know styles, findings or other sheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

from lxml import etree

from compiler.ooxml.cells.address import cell_name, parse_cell
from compiler.ooxml.markup import local_name, whole
from compiler.text.widths import display_width

# CT_Worksheet: what stands before sheetData, and after legacyDrawing.
_BEFORE_ROWS = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols")
_AFTER_NOTES = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
                "webPublishItems", "tableParts", "extLst")  # fmt: skip
# Excel's own where a sheet says nothing: 8.43 characters, 15 points.
_WIDTH, _HEIGHT = 8.43, 15.0
# What a line of text takes, and the highest that a row can be.
_LINE, _HIGHEST = 15.5, 409.0
_SPANS = re.compile(r"([0-9]{1,7}):([0-9]{1,7})")
_MEASURE = re.compile(r"[0-9]{1,6}(\.[0-9]{0,20})?")


class EditedSheet:
    """One worksheet. Rows and cells without an address stand after the one before them."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.namespace = etree.QName(root).namespace or ""
        self._data = self._data_of(root)
        self._rows = dict(_numbered(self._data, "row", _row_of))
        self._lines: dict[int, dict[int, etree._Element]] = {}

    def each(self) -> Iterator[tuple[int, int, etree._Element]]:
        for row, line in self._rows.items():
            for column, cell in _numbered(line, "c", _column_of):
                yield row, column, cell

    def find(self, row: int, column: int) -> tuple[etree._Element, bool]:
        """The cell here, and whether it had to be made; a new one has the looks of its place."""
        line = self._rows.get(row)
        if line is None:
            line = etree.Element(f"{{{self.namespace}}}row", r=str(row))
            _insert(self._data, line, row, self._rows)
            self._rows[row] = line
        if row not in self._lines:
            self._lines[row] = dict(_numbered(line, "c", _column_of))
        known = self._lines[row]
        if column in known:
            return known[column], False
        cell = etree.Element(f"{{{self.namespace}}}c", r=cell_name(row, column))
        inherited = self._style_of_place(line, column)
        if inherited:
            cell.set("s", inherited)
        _insert(line, cell, column, known)
        known[column] = cell
        spans = _SPANS.fullmatch(line.get("spans", ""))
        if spans and not int(spans[1]) <= column <= int(spans[2]):
            line.attrib.pop("spans")
        return cell, True

    def drop(self, row: int, cell: etree._Element) -> None:
        """A cell that was made for a mark alone, and its row if that was too."""
        line = self._rows[row]
        line.remove(cell)
        self._lines.pop(row, None)
        if not len(line) and set(line.attrib) <= {"r"}:
            self._data.remove(line)
            del self._rows[row]

    def make_room(self, row: int, column: int, old: str, new: str) -> None:
        """A row whose height is fixed grows by the lines that a cell's new text takes more."""
        line = self._rows[row]
        characters = max(next(self.widths(column)) // 7 - 4, 1)
        more = _lines(new, characters) - _lines(old, characters)
        if more > 0 and "ht" in line.attrib:
            height = min(_measure(line, "ht", _HEIGHT) + more * _LINE, _HIGHEST)
            line.set("ht", f"{height:g}")

    def drawing(self, relations: str) -> str | None:
        """The relationship of the sheet's old drawings."""
        for element in self.root:
            if local_name(element) == "legacyDrawing":
                return element.get(f"{{{relations}}}id")
        return None

    def set_drawing(self, relations: str, link: str | None) -> None:
        for old in [old for old in self.root if local_name(old) == "legacyDrawing"]:
            self.root.remove(old)
        if link is None:
            return
        element = etree.Element(f"{{{self.namespace}}}legacyDrawing", nsmap={"r": relations})
        element.set(f"{{{relations}}}id", link)
        after = [i for i, sibling in enumerate(self.root) if local_name(sibling) in _AFTER_NOTES]
        self.root.insert(after[0] if after else len(self.root), element)

    def widths(self, first: int) -> Iterator[int]:
        """Of each column from this one on, in pixels."""
        usual = _measure(self._usual(), "defaultColWidth", _WIDTH)
        columns = self._columns()
        for number in count(first):
            column = next((c for c in columns if _spans(c, number)), None)
            hidden = column is not None and column.get("hidden") in ("1", "true")
            width = _measure(column, "width", usual)
            yield 0 if hidden else int(width * 7 + 5)

    def heights(self, first: int) -> Iterator[int]:
        """Of each row from this one on, in pixels."""
        usual = _measure(self._usual(), "defaultRowHeight", _HEIGHT)
        for number in count(first):
            line = self._rows.get(number)
            points = _measure(line, "ht", usual)
            hidden = line is not None and line.get("hidden") in ("1", "true")
            yield 0 if hidden else int(points * 4 / 3)

    def _style_of_place(self, line: etree._Element, column: int) -> str:
        if line.get("customFormat") in ("1", "true"):
            return line.get("s", "")
        return next((c.get("style", "") for c in self._columns() if _spans(c, column)), "")

    def _columns(self) -> list[etree._Element]:
        return [c for group in self.root if local_name(group) == "cols" for c in group]

    def _data_of(self, root: etree._Element) -> etree._Element:
        """The rows; made where a damaged sheet has none."""
        for element in root:
            if local_name(element) == "sheetData":
                return element
        before = sum(local_name(element) in _BEFORE_ROWS for element in root)
        data = etree.Element(f"{{{self.namespace}}}sheetData")
        root.insert(before, data)
        return data

    def _usual(self) -> etree._Element | None:
        """What the sheet says of rows and columns that say nothing themselves."""
        return next(
            (element for element in self.root if local_name(element) == "sheetFormatPr"), None
        )


def _numbered(
    parent: etree._Element, name: str, stored: Callable[[etree._Element], int]
) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for child in parent:
        if local_name(child) == name:
            number = stored(child) or number + 1
            yield number, child


def _measure(element: etree._Element | None, name: str, usual: float) -> float:
    """A width or a height; the usual one where nothing usable is written."""
    text = "" if element is None else element.get(name, "")
    return float(text) if _MEASURE.fullmatch(text) else usual


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell so many half-width characters wide."""
    return sum(max(1, -(-display_width(line) // width)) for line in text.split("\n"))


def _row_of(line: etree._Element) -> int:
    return whole(line, "r")


def _column_of(cell: etree._Element) -> int:
    place = parse_cell(cell.get("r", ""))
    return place[1] if place else 0


def _insert(
    parent: etree._Element, child: etree._Element, number: int, known: dict[int, etree._Element]
) -> None:
    following = [other for other in known if other > number]
    if following:
        parent.insert(parent.index(known[min(following)]), child)
    else:
        parent.append(child)


def _spans(column: etree._Element, number: int) -> bool:
    return whole(column, "min") <= number <= whole(column, "max")
