"""The table of readers: what a file is → who reads it.

Given bytes, gives a `Reading`; a new kind of input is one more row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from compiler.ooxml.recognise import is_old_workbook
from compiler.report.desk import Shelf
from compiler.report.reading import Reading
from compiler.values.origin import Source

# What is in the file, where it came from, the name it is called by, where declarations are
# found, and the format asked for, if any.
Reader = Callable[[bytes, Source, str, Shelf, str | None], Reading]


def read_input(data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None) -> Reading:
    """An input as a report, by the reader of its kind."""
    return READERS[source.kind](data, source, name, shelf, wanted)


def kind_of(data: bytes, path: PurePath) -> str:
    """By what the file holds; documents and workbooks are packages, but for the old ones."""
    if data[:2] == b"PK":
        from compiler.ooxml.members import is_open_spreadsheet
        from compiler.ooxml.package import family_of

        family = family_of(data)
        if family is None and is_open_spreadsheet(data):
            return "ods"
        return family or ("docx" if path.suffix.lower() == ".docx" else "xlsx")
    if is_old_workbook(data, path.name):
        return "xls"
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "json" if text in (b"{", b"[") or path.suffix.lower() == ".json" else "xlsx"


# A reader's own libraries are loaded when it is needed.
def _workbook(data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None) -> Reading:
    from compiler.readers.workbook.read import read_form

    return read_form(data, source, name, shelf, wanted)


def _data(data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None) -> Reading:
    from compiler.report.from_data import read_data

    return read_data(data, source, name, shelf, wanted)


def _document(data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None) -> Reading:
    from compiler.readers.sealed_document import read_document

    return read_document(data, source, name, shelf, wanted)


READERS: Mapping[str, Reader] = {
    "xlsx": _workbook, "xls": _workbook, "ods": _workbook, "json": _data, "docx": _document,
}  # fmt: skip
