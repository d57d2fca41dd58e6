"""One sheet's raw cells: given a worksheet part, gives its cells, merges and what is hidden.

Goes through the part row by row and keeps only cells with a value or a formula, so that
a sheet formatted to its last row costs time and no memory. Must not know other sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from compiler.catalogue import w_parts as parts
from compiler.ooxml.cells.address import LAST_COLUMN, LAST_ROW, cell_name, parse_cell
from compiler.ooxml.cells.cell_looks import PLAIN, Look
from compiler.ooxml.cells.raw import CellKind, Marked, Range, RawCell, Refused, marked_in
from compiler.ooxml.cells.rich_text import RichText, rich_text, unescaped
from compiler.ooxml.markup import local_name
from compiler.values import limits
from compiler.values.dataclass import dataclass, field

_ON = ("1", "true", "on")
_KINDS: Mapping[str, CellKind] = {
    "n": "number",
    "b": "boolean",
    "e": "error",
    "d": "date",
}
# In points and in characters: of what is lower or narrower nothing can be read.
_LOWEST, _NARROWEST = 2.0, 0.25
# What WPS writes for a picture placed in a cell.
_PLACED = ("DISPIMG(", "_XLFN.DISPIMG(")
# What of a worksheet is read, by its local name.
NAMES = ("row", "mergeCell", "worksheet", "sheetFormatPr", "col", "drawing", "legacyDrawing")


@dataclass
class SheetReader:
    """What has been read of one sheet so far; `counted`, `merged` and
    `formulas` begin with those of the sheets before it.
    """

    name: str
    texts: tuple[RichText, ...]
    looks: Mapping[str, Look]
    placing: bool = False
    counted: int = 0
    merged: int = 0
    formulas: int = 0
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    _row: int = 0
    _no_height: bool = False
    _masters: dict[str, tuple[str, str]] = field(default_factory=dict)
    _followers: list[tuple[tuple[int, int], str]] = field(default_factory=list)

    def read(self, elements: Iterable[etree._Element]) -> None:
        """The elements of these `NAMES` in the part as they begin or end; `<dimension>` is not
        looked at, it is often wrong.
        """
        is_sheet = False
        around, within = None, ""
        try:
            for element in elements:
                name = element.tag.rpartition("}")[2]
                parent = element.getparent()
                if parent is not around:
                    around, within = parent, "" if parent is None else local_name(parent)
                if name == "row" and within == "sheetData":
                    self._read_row(element)
                elif name == "mergeCell" and within == "mergeCells":
                    self._read_merge(element.get("ref", ""))
                elif name == "worksheet" and parent is None:
                    is_sheet = True
                elif within in ("cols", "worksheet"):
                    self._read_setting(name, element)
        except etree.LxmlError as error:
            raise Refused(parts.MALFORMED_PART, self.name, what=self.name) from error
        if not is_sheet:
            raise Refused(parts.MISSING_SHEET, self.name)
        for place, group in self._followers:
            formula = self._translated(group, place)
            self.cells[place] = self.cells[place]._replace(formula=formula or "")

    def _read_row(self, row: etree._Element) -> None:
        number = self._row = self._row_number(row.get("r"))
        # A cell with neither value nor formula has no element inside. Rows of such cells
        # come by the million where whole columns were formatted.
        cells = list(row)
        if not any(map(len, cells)):
            return
        if self._is_hidden(row):
            self.hidden_rows.add(number)
        column = 0
        for cell in cells:
            reference = cell.get("r")
            place = (number, column + 1) if reference is None else parse_cell(reference)
            if place is None or place[0] != number:
                raise Refused(parts.BAD_ADDRESS, self.name, what=reference or "")
            column = place[1]
            if len(cell):
                self._read_cell(cell, place)
        if limits.CELLS.passed(self.counted + len(self.cells)):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.CELLS)

    def _is_hidden(self, row: etree._Element) -> bool:
        height = row.get("ht")
        if row.get("hidden") in _ON or (height is None and self._no_height):
            return True
        return height is not None and _size(height) < _LOWEST

    def _read_setting(self, name: str, element: etree._Element) -> None:
        """What stands beside the cells: how high rows are, which columns are hidden, drawings."""
        if name == "sheetFormatPr":
            usual = _size(element.get("defaultRowHeight", "15"))
            self._no_height = element.get("zeroHeight") in _ON or usual < _LOWEST
        elif name == "col":
            narrow = _size(element.get("width", "9")) < _NARROWEST
            if narrow or element.get("hidden") in _ON:
                first, last = (int(_size(element.get(each, "0"))) for each in ("min", "max"))
                self.hidden_columns.append((first, last))
        elif name in ("drawing", "legacyDrawing"):
            self.drawings += (str(v) for k, v in element.attrib.items() if str(k).endswith("}id"))

    def _row_number(self, stored: str | None) -> int:
        if stored is None:
            number = self._row + 1
        else:
            number = int(stored) if stored.isascii() and stored.isdigit() and len(stored) < 8 else 0
        if not 1 <= number <= LAST_ROW:
            raise Refused(parts.BAD_ADDRESS, self.name, what=stored or str(number))
        return number

    def _read_cell(self, cell: etree._Element, place: tuple[int, int]) -> None:
        if place[1] > LAST_COLUMN:
            raise Refused(parts.BAD_ADDRESS, self.name, what=f"{place[0]}:{place[1]}")
        value = formula = inline = None
        for child in cell:
            name = child.tag.rpartition("}")[2]
            if name == "v":
                value = child.text or ""
            elif name == "f":
                formula = child
            elif name == "is":
                inline = child
        own = None if formula is None else self._formula(formula, place)
        stored = cell.get("t", "n")
        rich = None
        if stored == "s" and value and (index := value.strip()):
            rich = self._shared_text(index, place)
        elif stored == "inlineStr" and inline is not None:
            rich = rich_text(inline)
        kind, text = _value(stored, value) if rich is None else ("text", rich.text)
        if kind == "empty" and own is None:
            return
        if place in self.cells or len(text) > limits.TEXT.most:
            raise self._refused(place, len(text))
        placed = self.placing and kind == "error" and cell.get("vm") is not None
        if placed or (own and own[:16].upper().startswith(_PLACED)):
            kind = "picture"
        look = self.looks.get(cell.get("s", ""), PLAIN)
        marked: tuple[Marked, ...] = ()
        if look.letters != "plain" or (rich is not None and rich.runs):
            marked = marked_in(rich or RichText(text), look.letters)
        self.cells[place] = RawCell(kind, text, own, look, marked)

    def _refused(self, place: tuple[int, int], length: int) -> Refused:
        """Of a cell that stands there already, or whose text is so long."""
        name = cell_name(*place)
        if place in self.cells:
            return Refused(parts.DUPLICATE_CELL, self.name, name)
        return Refused(parts.OVER_A_LIMIT, self.name, name, str(length), limits.TEXT)

    def _shared_text(self, index: str, place: tuple[int, int]) -> RichText:
        if index.isascii() and index.isdigit() and len(index) < 10:
            number = int(index)
            if number < len(self.texts):
                return self.texts[number]
        raise Refused(parts.BAD_SHARED_TEXT, self.name, cell_name(*place), index)

    def _formula(self, element: etree._Element | None, place: tuple[int, int]) -> str | None:
        """The formula's own text; of a shared one, the first cell's moved to this place."""
        if element is None:
            return None
        self.formulas += 1
        if limits.FORMULAS.passed(self.formulas):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.FORMULAS)
        text = element.text or ""
        group = element.get("si", "")
        if element.get("t") != "shared":
            return text if text or element.get("t") else None
        if text:
            self._masters[group] = (text, cell_name(*place))
            return text
        moved = self._translated(group, place)
        if moved is None:
            self._followers.append((place, group))
        return moved or ""

    def _translated(self, group: str, place: tuple[int, int]) -> str | None:
        """None when the group's first cell is not known (yet); "" when it cannot be moved."""
        if group not in self._masters:
            return None
        # Imported here: 100 ms, and shared formulas are rare in small workbooks.
        from openpyxl.formula.translate import Translator

        text, origin = self._masters[group]
        try:
            moved = Translator("=" + text, origin=origin).translate_formula(cell_name(*place))
        except Exception:  # the tokenizer fails in many ways on what is no formula
            return ""
        return str(moved)[1:]

    def _read_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = parse_cell(first), parse_cell(last or first)
        if start is None or end is None:
            raise Refused(parts.BAD_ADDRESS, self.name, what=reference)
        if limits.MERGES.passed(self.merged + len(self.merges)):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.MERGES)
        rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
        self.merges.append((rows[0], columns[0], rows[1], columns[1]))


def _value(stored: str, value: str | None) -> tuple[CellKind, str]:
    """Kind and text of a value that is stored in the cell itself, by the type stored with it."""
    if value is None:
        return "empty", ""
    if stored == "str":
        return "text", unescaped(value)
    text = value.strip()
    if not text:
        return "empty", ""
    kind = _KINDS.get(stored, "text")
    # Every error value begins so (ECMA-376 Part 1, 18.17.3): nothing else that stands in such a cell
    # may come back as a number from where its text is written down.
    if kind == "error" and not text.startswith("#"):
        return kind, f"#{text}"
    return kind, unescaped(value) if kind == "text" else text


def _size(text: str) -> float:
    """A height or width as stored; what is none hides nothing."""
    try:
        return float(text)
    except ValueError:
        return 100.0
