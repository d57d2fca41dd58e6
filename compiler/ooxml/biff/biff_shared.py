"""What all sheets of an old workbook share: their list, texts, fonts and formats.

Given the stream, gives the sheets' names, states and places and the look of each style
([MS-XLS] 2.1.7.20.1). Must not know what stands on a sheet.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from compiler.catalogue import w_files as files
from compiler.catalogue import w_parts as parts
from compiler.ooxml.biff.biff_records import BOF, BiffText, Counter, Texts, records
from compiler.ooxml.cells.cell_looks import Letters, Look, code_of
from compiler.ooxml.cells.raw import Refused, SheetState
from compiler.values import limits
from compiler.values.dataclass import dataclass, field
from compiler.values.named_tuple import NamedTuple

_BIFF8 = 0x0600
_FILEPASS, _DATEMODE, _BOUNDSHEET, _SST, _FONT, _FORMAT, _XF = (
    0x002F, 0x0022, 0x0085, 0x00FC, 0x0031, 0x041E, 0x00E0,
)  # fmt: skip
_STATES: tuple[SheetState, ...] = ("visible", "hidden", "veryHidden", "visible")
_WORKSHEET = 0
_STRUCK = 0x0008
_SCRIPTS: dict[int, Letters] = {1: "raised", 2: "lowered"}


class ListedSheet(NamedTuple):
    name: str
    state: SheetState
    start: int


@dataclass
class BiffShared:
    """Looks by the number of the style; the letters of each font."""

    sheets: list[ListedSheet] = field(default_factory=list)
    texts: list[BiffText] = field(default_factory=list)
    fonts: list[Letters] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    date1904: bool = False

    def letters(self, font: int) -> Letters:
        """2.5.129: there is no font number 4."""
        number = font - 1 if font > 4 else font
        return self.fonts[number] if number < len(self.fonts) else "plain"


def read_shared(stream: bytes, counter: Counter) -> BiffShared:
    shared, styles, codes = BiffShared(), list[tuple[int, int]](), dict[int, str]()
    for record in records(stream, 0, counter):
        data = record.data
        if record.type == BOF and struct.unpack_from("<H", data)[0] != _BIFF8:
            raise Refused(files.OLD_FORMAT)
        if record.type == _FILEPASS:
            raise Refused(files.ENCRYPTED_FILE)
        if record.type == _DATEMODE:
            shared.date1904 = data[:1] == b"\x01"
        elif record.type == _BOUNDSHEET:
            _list_sheet(shared, data)
        elif record.type == _SST:
            shared.texts = _texts(record.pieces)
        elif record.type == _FONT:
            shared.fonts.append(_letters(data))
        elif record.type == _FORMAT:
            (number,) = struct.unpack_from("<H", data)
            codes[number] = Texts((data[2:],)).text().text
        elif record.type == _XF:
            font, code = struct.unpack_from("<HH", data)
            styles.append((font, code))
            if limits.STYLES.passed(len(styles)):
                raise Refused(parts.OVER_A_LIMIT, what=str(len(styles)), limit=limits.STYLES)
    shared.looks = _looks(shared, styles, codes)
    return shared


def _looks(
    shared: BiffShared, styles: list[tuple[int, int]], codes: Mapping[int, str]
) -> list[Look]:
    return [Look(code_of(code, codes), shared.letters(font)) for font, code in styles]


def _list_sheet(shared: BiffShared, data: bytes) -> None:
    start, state, kind = struct.unpack_from("<IBB", data)
    name = Texts((data[6:],)).text("B").text
    if name.casefold() in {each.name.casefold() for each in shared.sheets}:
        raise Refused(parts.DUPLICATE_SHEET, name)
    if limits.SHEETS.passed(len(shared.sheets) + 1):
        raise Refused(parts.OVER_A_LIMIT, limit=limits.SHEETS)
    if kind == _WORKSHEET:
        shared.sheets.append(ListedSheet(name, _STATES[state & 3], start))


def _letters(data: bytes) -> Letters:
    flags, script = struct.unpack_from("<2xH4xH", data)
    return "struck" if flags & _STRUCK else _SCRIPTS.get(script, "plain")


def _texts(pieces: tuple[bytes, ...]) -> list[BiffText]:
    cursor = Texts(pieces)
    _, count = cursor.numbers("II")
    if limits.TEXTS.passed(count):
        raise Refused(parts.OVER_A_LIMIT, what=str(count), limit=limits.TEXTS)
    return [cursor.text() for _ in range(count)]
