"""The sheets of an OpenDocument spreadsheet: given its content, gives raw cells.

Goes through the rows and drops them; what is said to be repeated is counted before it is
made. Only cells with a value or a formula are kept. Must not know what any cell means.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from lxml import etree

from compiler.catalogue import w_parts as parts
from compiler.ooxml.cells.address import LAST_COLUMN, LAST_ROW, cell_name
from compiler.ooxml.cells.raw import (
    CellKind,
    Floating,
    Range,
    RawCell,
    RawSheet,
    Refused,
    marked_in,
)
from compiler.ooxml.cells.rich_text import RichText
from compiler.ooxml.markup import elements, local_name
from compiler.ooxml.opendocument.ods_code import own
from compiler.ooxml.opendocument.ods_formula import in_other_notation
from compiler.ooxml.opendocument.ods_looks import OdsLooks
from compiler.ooxml.opendocument.ods_text import words_in
from compiler.values import limits
from compiler.values.dataclass import dataclass, field

_NOT_SHOWN = ("collapse", "filter")
_NUMBERS = ("float", "percentage", "currency")
_TELLING = frozenset(("value-type", "formula", "number-columns-spanned", "number-rows-spanned"))
_CELLS = ("table-cell", "covered-table-cell")


@dataclass
class Counted:
    """What was read of all sheets so far."""

    cells: int = 0
    merges: int = 0
    formulas: int = 0


@dataclass
class _Sheet:
    """One sheet as far as it was read; `styles` are the columns' own for their cells."""

    element: etree._Element
    name: str
    hidden: bool
    row: int = 0
    column: int = 0
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    styles: list[tuple[int, str]] = field(default_factory=list)
    floating: list[Floating] = field(default_factory=list)

    def style_of(self, column: int) -> str:
        at = bisect_left(self.styles, (column, ""))
        return self.styles[at][1] if at < len(self.styles) else ""

    def raw(self) -> RawSheet:
        return RawSheet(
            self.name, "hidden" if self.hidden else "visible", self.cells, tuple(self.merges),
            frozenset(self.hidden_rows), tuple(self.hidden_columns), tuple(self.floating),
        )  # fmt: skip


@dataclass
class OdsReader:
    looks: OdsLooks
    counted: Counted = field(default_factory=Counted)

    def sheets(self, content: bytes) -> Iterator[RawSheet]:
        sheet: _Sheet | None = None
        for element in elements(content, "table-row", "table-column", "shapes", "table"):
            table = _table_of(element)
            if table is None:
                continue
            if sheet is None or sheet.element is not table:
                sheet = self._begun(table)
            name = local_name(element)
            if name == "table-row":
                self._row(sheet, element)
                element.clear()  # a few rows of many cells would fill the memory
            elif name == "table-column":
                self._column(sheet, element)
            elif name == "shapes":
                sheet.floating += _floating(element, self.looks)
            else:
                yield sheet.raw()
                sheet = None

    def _begun(self, table: etree._Element) -> _Sheet:
        style = own(table, "style-name")
        return _Sheet(table, own(table, "name"), self.looks.hidden("table", style))

    def _column(self, sheet: _Sheet, element: etree._Element) -> None:
        first = sheet.column + 1
        if first > LAST_COLUMN:
            return
        sheet.column += _times(element, "number-columns-repeated")
        sheet.styles.append((sheet.column, own(element, "default-cell-style-name")))
        narrow = self.looks.hidden("table-column", own(element, "style-name"))
        if narrow or own(element, "visibility") in _NOT_SHOWN:
            sheet.hidden_columns.append((first, sheet.column))

    def _row(self, sheet: _Sheet, element: etree._Element) -> None:
        first, rows = sheet.row + 1, _times(element, "number-rows-repeated")
        sheet.row += rows
        column, filled = 0, False
        for cell in element:
            if local_name(cell) not in _CELLS:
                continue
            columns = _times(cell, "number-columns-repeated") if cell.attrib else 1
            if len(cell) or _says_something(cell):
                usual = own(element, "default-cell-style-name") or sheet.style_of(column + 1)
                block = (first, column + 1, first + rows - 1, column + columns)
                filled |= self._cell(sheet, cell, block, usual)
            column += columns
        low = self.looks.hidden("table-row", own(element, "style-name"))
        if filled and (low or own(element, "visibility") in _NOT_SHOWN):
            sheet.hidden_rows.update(range(first, first + rows))

    def _cell(self, sheet: _Sheet, cell: etree._Element, block: Range, usual: str) -> bool:
        """Whether anything stands in it; it is made as often as it is repeated."""
        top, left, bottom, right = block
        sheet.floating += _floating(cell, self.looks)
        self._merge(sheet, cell, top, left)
        kind, words = _value(cell, self.looks)
        formula = own(cell, "formula")
        if kind == "empty" and not formula:
            return False
        number = (bottom - top + 1) * (right - left + 1)
        self.counted.cells += number
        self.counted.formulas += number if formula else 0
        for limit, found in (
            (limits.CELLS, self.counted.cells), (limits.FORMULAS, self.counted.formulas),
        ):  # fmt: skip
            if limit.passed(found):
                raise Refused(parts.OVER_A_LIMIT, limit=limit)
        if bottom > LAST_ROW or right > LAST_COLUMN:
            raise Refused(parts.BAD_ADDRESS, sheet.name, what=f"{bottom}:{right}")
        if limits.TEXT.passed(length := len(words.text)):
            name = cell_name(top, left)
            raise Refused(parts.OVER_A_LIMIT, sheet.name, name, str(length), limits.TEXT)
        look = self.looks.look(own(cell, "style-name") or usual)
        text = in_other_notation(formula) if formula else None
        made = RawCell(kind, words.text, text, look, marked_in(words, look.letters))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                sheet.cells[row, column] = made
        return True

    def _merge(self, sheet: _Sheet, cell: etree._Element, row: int, column: int) -> None:
        rows, columns = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if rows == columns == 1:
            return
        self.counted.merges += 1
        if limits.MERGES.passed(self.counted.merges):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.MERGES)
        sheet.merges.append((row, column, row + rows - 1, column + columns - 1))


def _says_something(cell: etree._Element) -> bool:
    """Most cells of a sheet have a look, and are repeated, and that is all."""
    return any(str(key).rpartition("}")[2] in _TELLING for key in cell.attrib)


def _table_of(element: etree._Element) -> etree._Element | None:
    """The sheet to which an element belongs; None within a table in a cell or a drawing."""
    tables = [element] if local_name(element) == "table" else []
    tables += element.iterancestors("{*}table")
    parent = tables[0].getparent() if len(tables) == 1 else None
    return tables[0] if parent is not None and local_name(parent) == "spreadsheet" else None


def _value(cell: etree._Element, looks: OdsLooks) -> tuple[CellKind, RichText]:
    words = words_in(cell, looks)
    type_ = own(cell, "value-type")
    # LibreOffice says what a cell is twice; of an error only its own word tells.
    if any(str(k).endswith("}value-type") and v == "error" for k, v in cell.attrib.items()):
        return "error", words
    if type_ in _NUMBERS:
        return "number", RichText(own(cell, "value"))
    if type_ == "date":
        return "date", RichText(own(cell, "date-value"))
    if type_ == "boolean":
        return "boolean", RichText(own(cell, "boolean-value"))
    if type_ == "string":
        stated = own(cell, "string-value")
        return "text", words if words.text or not stated else RichText(stated)
    return ("text", words) if type_ or words.text else ("empty", RichText(""))


def _floating(parent: etree._Element, looks: OdsLooks) -> Iterator[Floating]:
    for shape in parent:
        name = local_name(shape)
        if name == "control":
            yield Floating("control")
        elif name == "custom-shape":
            yield Floating("text box", words_in(shape, looks).text)
        elif name == "frame":
            inside = {local_name(each): each for each in shape}
            if "text-box" in inside:
                yield Floating("text box", words_in(inside["text-box"], looks).text)
            else:
                yield Floating("chart" if "object" in inside else "picture")


def _times(element: etree._Element, name: str) -> int:
    text = own(element, name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 8 else 1
