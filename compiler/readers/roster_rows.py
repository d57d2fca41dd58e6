"""A roster's rows as texts: the first sheet of a workbook, or a file of values between commas.

Given bytes, gives rows, or the finding that refuses them. Must not know what the columns mean.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from compiler.catalogue.u_roster import ROSTER_UNREADABLE
from compiler.ooxml.cells.gather import read_workbook
from compiler.ooxml.cells.raw import RawSheet
from compiler.ooxml.package import open_package
from compiler.readers.workbook.shown_text import day_shown, text_of
from compiler.text.language import Text
from compiler.values.findings import Finding, Place, Values
from compiler.values.limits import ROSTER_COLUMNS, ROSTER_ROWS

Rows = Sequence[Sequence[str]]
# As Excel saves text: with a mark of its order, or in the code page of Chinese Windows.
_ENCODINGS = ("utf-8-sig", "gb18030")
_HEAD = 20
_NO_TEXT = Text("文字编码认不出来", "its encoding is not known")


def roster_rows(data: bytes, name: str) -> Rows | Finding:
    if data[:2] == b"PK":
        return _of_workbook(data, name)
    text = _decoded(data)
    if text is None:
        values: Values = {"file": name, "reason": _NO_TEXT}
        return Finding(ROSTER_UNREADABLE, Place(file=name), values, words=_NO_TEXT.zh)
    head = "".join(islice(StringIO(text), _HEAD))
    separator = max(",;\t，", key=head.count)
    reader = csv.reader(StringIO(text), delimiter=separator)
    return [row[: ROSTER_COLUMNS.most] for row in islice(reader, ROSTER_ROWS.most)]


def _decoded(data: bytes) -> str | None:
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if utf16 else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _of_workbook(data: bytes, name: str) -> Rows | Finding:
    package = open_package(data, name, "xlsx")
    raw = package if isinstance(package, Finding) else read_workbook(package)
    if isinstance(raw, Finding):
        return raw
    visible = [sheet for sheet in raw.sheets if sheet.state == "visible" and sheet.cells]
    return _of_sheet(visible[0], date1904=raw.date1904) if visible else []


def _of_sheet(sheet: RawSheet, *, date1904: bool) -> Rows:
    rows: dict[int, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > ROSTER_ROWS.most or column > ROSTER_COLUMNS.most:
            continue
        line = rows.setdefault(row, [])
        line += [""] * (column - 1 - len(line))
        line.append(day_shown(cell, date1904=date1904) or text_of(cell, date1904=date1904))
    return [rows.get(row, []) for row in range(1, max(rows, default=0) + 1)]
