"""Files that the door refuses: of other programs, damaged, dangerous."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import msoffcrypto.format.ooxml
import xlsxwriter

from compiler.ooxml.package import open_package
from compiler.values.findings import Finding

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make_workbook() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("表一")
    sheet.write_row(0, 0, ["一", 12, "=A2+1", 0.5])
    book.close()
    return buffer.getvalue()


def make_document() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


WORKBOOK = make_workbook()
DOCUMENT = make_document()


def repacked(
    data: bytes,
    change: dict[str, Callable[[bytes], bytes]] | None = None,
    extra: dict[str, bytes] | None = None,
    without: tuple[str, ...] = (),
) -> bytes:
    """The same package with some parts changed, added or left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename not in without:
                keep: Callable[[bytes], bytes] = lambda content: content  # noqa: E731
                new.writestr(info.filename, (change or {}).get(info.filename, keep)(old.read(info)))
        for name, content in (extra or {}).items():
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def retyped(old: bytes, new: bytes, data: bytes = WORKBOOK) -> bytes:
    return repacked(data, {"[Content_Types].xml": lambda content: content.replace(old, new)})


def compound(stream: str) -> bytes:
    """The header of a compound file and one directory entry, as [MS-CFB] lays them out."""
    entry = stream.encode("utf-16-le").ljust(64, b"\0")
    return OLE.ljust(512, b"\0") + entry.ljust(128, b"\0")


def encrypted() -> bytes:
    buffer = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(WORKBOOK)).encrypt("secret", buffer)
    return buffer.getvalue()


def refused(data: bytes, name: str = "年报.xlsx", expect: str = "xlsx") -> Finding:
    finding = open_package(data, name, "docx" if expect == "docx" else "xlsx")
    assert isinstance(finding, Finding), "let through"
    assert finding.place.file == name
    for language in ("zh", "en"):
        assert finding.message(language)
        assert finding.hint(language)
    return finding


def in_directory(data: bytes, offset: int, value: bytes) -> bytes:
    """The last entry of the central directory (APPNOTE 4.3.12) with a field overwritten."""
    at = data.rindex(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]
