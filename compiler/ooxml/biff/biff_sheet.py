"""One sheet of an old workbook: given the stream and its place, gives raw cells.

Only cells with a value or a formula are kept. Must not know other sheets.
"""

from __future__ import annotations

import math
import struct
from itertools import pairwise

from compiler.catalogue import w_parts as parts
from compiler.ooxml.biff.biff_formula import formula_text, shared_by
from compiler.ooxml.biff.biff_records import BiffText, Counter, Record, Texts, records
from compiler.ooxml.biff.biff_shared import BiffShared, ListedSheet
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.cell_looks import PLAIN, Look
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
from compiler.values import limits
from compiler.values.dataclass import dataclass, field

_NUMBER, _RK, _MULRK, _LABELSST, _LABEL, _RSTRING, _BOOLERR = (
    0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x00D6, 0x0205,
)  # fmt: skip
_FORMULA, _STRING, _SHRFMLA = 0x0006, 0x0207, 0x04BC
_MERGES, _ROW, _COLINFO, _DEFAULT_HEIGHT = 0x00E5, 0x0208, 0x007D, 0x0225
_OBJ, _TXO = 0x005D, 0x01B6
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
# Twentieths of a point and 256ths of a character: of what is less nothing can be read.
_LOWEST, _NARROWEST = 40, 64
# 2.5.143: what lies over the cells; lists that drop down from a cell are no content, nor notes.
# A box is told by its words, which come after it.
_BOXES = (0x02, 0x03, 0x06, 0x1E)
_FLOATING: dict[int, Floating] = {
    0x05: Floating("chart"), 0x08: Floating("picture"),
    **dict.fromkeys((0x07, 0x0B, 0x0C, 0x10, 0x11, 0x12), Floating("control")),
}  # fmt: skip


@dataclass
class BiffSheetReader:
    """What has been read of one sheet so far; `counted`, `merged` and `formulas` begin with
    those of the sheets before it.
    """

    listed: ListedSheet
    shared: BiffShared
    counted: int = 0
    merged: int = 0
    formulas: int = 0
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    floating: list[Floating] = field(default_factory=list)
    _no_height: bool = False
    _rows: set[int] = field(default_factory=set)
    _in_box: bool = False
    _awaits_text: tuple[int, int] | None = None
    _groups: dict[tuple[int, int], bytes] = field(default_factory=dict)
    _followers: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def read(self, stream: bytes, counter: Counter) -> RawSheet:
        last = (0, 0)
        for record in records(stream, self.listed.start, counter):
            if record.type == _FORMULA:
                last = self._formula(record.data)
            elif record.type == _STRING and self._awaits_text:
                self._put_text(self._awaits_text, Texts(record.pieces).text())
                self._awaits_text = None
            elif record.type == _SHRFMLA:
                (length,) = struct.unpack_from("<H", record.data, 8)
                self._groups[last] = record.data[10 : 10 + length]
            elif record.type in _CELLS:
                self._read_cells(record)
            else:
                self._read_setting(record)
        self._share()
        filled = {row for row, _ in self.cells}
        hidden = (self.hidden_rows | (filled - self._rows if self._no_height else set())) & filled
        return RawSheet(
            self.listed.name, self.listed.state, self.cells, tuple(self.merges),
            frozenset(hidden), tuple(self.hidden_columns), tuple(self.floating),
        )  # fmt: skip

    def _read_cells(self, record: Record) -> None:
        data = record.data
        row, column = struct.unpack_from("<HH", data)
        if record.type == _MULRK:
            for number in range((len(data) - 6) // 6):
                style, packed = struct.unpack_from("<HI", data, 4 + 6 * number)
                self._put((row, column + number), style, *_number(_unpacked(packed)))
            return
        (style,) = struct.unpack_from("<H", data, 4)
        at = (row, column)
        if record.type == _NUMBER:
            self._put(at, style, *_number(struct.unpack_from("<d", data, 6)[0]))
        elif record.type == _RK:
            self._put(at, style, *_number(_unpacked(struct.unpack_from("<I", data, 6)[0])))
        elif record.type == _BOOLERR:
            value, is_error = data[6], data[7]
            self._put(at, style, *_other(value, is_error=bool(is_error)))
        else:
            self._put_text(at, self._text(record, at), style)

    def _text(self, record: Record, at: tuple[int, int]) -> BiffText:
        if record.type != _LABELSST:
            return Texts((record.data[6:], *record.pieces[1:])).text()
        number: int = struct.unpack_from("<I", record.data, 6)[0]
        if number >= len(self.shared.texts):
            name = cell_name(at[0] + 1, at[1] + 1)
            raise Refused(parts.BAD_SHARED_TEXT, self.listed.name, name, str(number))
        return self.shared.texts[number]

    def _put(
        self, at: tuple[int, int], style: int, kind: CellKind, text: str, formula: str | None = None
    ) -> None:
        """`at` counts from 0, as the file does."""
        place = (at[0] + 1, at[1] + 1)
        if place in self.cells:
            raise Refused(parts.DUPLICATE_CELL, self.listed.name, cell_name(*place))
        if limits.CELLS.passed(self.counted + len(self.cells) + 1):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.CELLS)
        looks = self.shared.looks
        look = looks[style] if style < len(looks) else PLAIN
        self.cells[place] = RawCell(
            kind, text, formula, look, marked_in(RichText(text), look.letters)
        )

    def _put_text(self, at: tuple[int, int], text: BiffText, style: int | None = None) -> None:
        """A text of its own, or (without a style) the result of the formula that stands there."""
        place = (at[0] + 1, at[1] + 1)
        if limits.TEXT.passed(len(text.text)):
            name, length = cell_name(*place), str(len(text.text))
            raise Refused(parts.OVER_A_LIMIT, self.listed.name, name, length, limits.TEXT)
        if style is not None:
            self._put(at, style, "text", text.text)
        cell = self.cells[place]
        marked = marked_in(self._rich(text, cell.look), cell.look.letters)
        self.cells[place] = cell._replace(kind="text", text=text.text, marked=marked)

    def _rich(self, text: BiffText, look: Look) -> RichText:
        """Runs name fonts, and each begins where the one before it ends; places are counted in
        units of UTF-16.
        """
        if not text.runs:
            return RichText(text.text)
        units = text.text.encode("utf-16-le", "surrogatepass")
        starts = [0, *(start for start, _ in text.runs), len(units) // 2]
        letters = [look.letters, *(self.shared.letters(font) for _, font in text.runs)]
        pieces = [units[2 * a : 2 * b].decode("utf-16-le", "ignore") for a, b in pairwise(starts)]
        return RichText(text.text, tuple(zip(pieces, letters, strict=True)))

    def _formula(self, data: bytes) -> tuple[int, int]:
        row, column, style = struct.unpack_from("<HHH", data)
        (length,) = struct.unpack_from("<H", data, 20)
        tokens, at = data[22 : 22 + length], (row, column)
        self.formulas += 1
        if limits.FORMULAS.passed(self.formulas):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.FORMULAS)
        group = shared_by(tokens)
        text = None if group else formula_text(tokens, (row + 1, column + 1))
        self._awaits_text = None
        kind, value = self._result(data[6:14], at)
        self._put(at, style, kind, value, text or "")
        place = (row + 1, column + 1)
        if group is not None:
            self._followers[place] = group
        return place

    def _result(self, stored: bytes, at: tuple[int, int]) -> tuple[CellKind, str]:
        if stored[6:8] != b"\xff\xff":
            return _number(struct.unpack("<d", stored)[0])
        if stored[0] == 0:
            self._awaits_text = at
        if stored[0] in (1, 2):
            return _other(stored[2], is_error=stored[0] == 2)
        return "text", ""

    def _share(self) -> None:
        """The formulas of groups, once all are known."""
        for place, group in self._followers.items():
            tokens = self._groups.get(group)
            text = formula_text(tokens, place) if tokens else None
            self.cells[place] = self.cells[place]._replace(formula=text or "")

    def _read_setting(self, record: Record) -> None:
        """What stands beside the cells."""
        data = record.data
        if record.type == _MERGES:
            self._merge(data)
        elif record.type == _ROW:
            row, height = struct.unpack_from("<H4xH", data)
            (flags,) = struct.unpack_from("<I", data, 12)
            self._rows.add(row + 1)
            if flags & 0x20 or height & 0x7FFF < _LOWEST:
                self.hidden_rows.add(row + 1)
        elif record.type == _COLINFO:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            if flags & 1 or width < _NARROWEST:
                self.hidden_columns.append((first + 1, last + 1))
        elif record.type == _DEFAULT_HEIGHT:
            self._no_height = bool(data[0] & 0x2)
        elif record.type == _OBJ and len(data) >= 6:
            (kind,) = struct.unpack_from("<H", data, 4)
            self._in_box = kind in _BOXES
            if kind in _FLOATING:
                self.floating.append(_FLOATING[kind])
        elif record.type == _TXO and self._in_box and len(record.pieces) > 1:
            (length,) = struct.unpack_from("<H", data, 10)
            words = Texts(record.pieces[1:]).of_length(length)
            self.floating.append(Floating("text box", words.text))

    def _merge(self, data: bytes) -> None:
        (count,) = struct.unpack_from("<H", data)
        if limits.MERGES.passed(self.merged + len(self.merges) + count):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.MERGES)
        for number in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", data, 2 + 8 * number)
            rows, columns = sorted((top + 1, bottom + 1)), sorted((left + 1, right + 1))
            self.merges.append((rows[0], columns[0], rows[1], columns[1]))


_CELLS = frozenset((_NUMBER, _RK, _MULRK, _LABELSST, _LABEL, _RSTRING, _BOOLERR))


def _unpacked(packed: int) -> float:
    """2.5.217: thirty bits of a whole number or of a float, perhaps a hundredth of it."""
    if packed & 2:
        whole = packed >> 2
        number = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))
    return number / 100 if packed & 1 else number


def _number(value: float) -> tuple[CellKind, str]:
    """As short as gives this number back."""
    if not math.isfinite(value):
        return "error", "#NUM!"
    return "number", repr(value).removesuffix(".0")


def _other(value: int, *, is_error: bool) -> tuple[CellKind, str]:
    if is_error:
        return "error", _ERRORS.get(value, "#N/A")
    return "boolean", "1" if value else "0"
