"""Files that are no report, or hardly one: of other programs, damaged, dangerous, broken off.

Each is made of a sound workbook, or of sound data, and has a name that it might really have.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00")
_PAGE = "<html><body><table><tr><td>总计</td><td>3</td></tr></table></body></html>".encode()
_SHEET = "xl/worksheets/sheet6.xml"

Way = Callable[[bytes], bytes]


def _compound(stream: str) -> Way:
    """An old file by its directory, in which a stream of this name stands."""
    return lambda _: (_OLE + stream.encode("utf-16-le")).ljust(4096, b"\x00")


def _packed(parts: Mapping[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", way) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, way)
    return target.getvalue()


def _parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _changed(name: str, old: bytes, new: bytes) -> Way:
    def made(workbook: bytes) -> bytes:
        parts = _parts(workbook)
        return _packed({**parts, name: re.sub(old, new, parts[name], count=1)})

    return made


def _with(name: str, content: bytes) -> Way:
    return lambda workbook: _packed({**_parts(workbook), name: content})


def _twice(workbook: bytes) -> bytes:
    target = BytesIO(workbook)
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr(zipfile.ZipInfo(_SHEET), b"<worksheet/>")
    return target.getvalue()


def _with_password(workbook: bytes) -> bytes:
    """The flag of an encrypted member, on each."""
    data = bytearray(_packed(_parts(workbook), zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(data)):
            data[found.start() + at] |= 1
    return bytes(data)


def _damaged(workbook: bytes) -> bytes:
    data = bytearray(_packed(_parts(workbook), zipfile.ZIP_STORED))
    data[data.index(b"<sheetData>") + 3] ^= 1
    return bytes(data)


def _crowded(workbook: bytes) -> bytes:
    return _packed({**_parts(workbook), **{f"xl/media/{n}.png": b"" for n in range(2100)}})


STRANGE_WORKBOOKS: Mapping[str, tuple[str, Way]] = {
    "xls": ("年报.xls", _compound("Workbook")),
    "xls-renamed": ("年报.xlsx", _compound("Book")),
    "password": ("年报.xlsx", _compound("EncryptedPackage")),
    "doc-renamed": ("年报.docx", _compound("WordDocument")),
    "et": ("年报.et", lambda _: _OLE),
    "ods": ("年报.ods", lambda _: _packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})),
    "xlsm": ("年报.xlsm", lambda workbook: workbook),
    "xlsb": ("年报.xlsb", _changed("[Content_Types].xml", rb"sheet\.main\+xml", b"sheet.binary.macroEnabled.main")),
    "xltx": ("年报.xltx", _changed("[Content_Types].xml", rb"sheet\.main", b"template.main")),
    "page": ("年报.xlsx", lambda _: _PAGE),
    "text": ("年报.csv", lambda _: "项目,数量\n总计,3\n".encode("gb18030")),
    "text-renamed": ("年报.xlsx", lambda _: "项目\t数量".encode("utf-16")),
    "zip": ("年报.zip", lambda workbook: _packed({"年报.xlsx": workbook})),
    "pdf": ("年报.pdf", lambda _: b"%PDF-1.7\n%\xe2\xe3\n"),
    "picture": ("年报.xlsx", lambda _: b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
    "empty": ("年报.xlsx", lambda _: b""),
    "nothing": ("年报.xlsx", lambda _: b"\x00" * 4096),
    "cut": ("年报.xlsx", lambda workbook: workbook[: len(workbook) // 2]),
    "as-document": ("年报.docx", lambda workbook: workbook),
    "as-data": ("年报.json", lambda workbook: workbook),
    "twice": ("年报.xlsx", _twice),
    "locked": ("年报.xlsx", _with_password),
    "bzip2": ("年报.xlsx", lambda workbook: _packed(_parts(workbook), zipfile.ZIP_BZIP2)),
    "damaged": ("年报.xlsx", _damaged),
    "crowded": ("年报.xlsx", _crowded),
    "bomb": ("年报.xlsx", _with("xl/media/1.bin", b"\x00" * 20_000_000)),
    "doctype": ("年报.xlsx", _changed(_SHEET, rb"<worksheet ", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet ")),
    "malformed": ("年报.xlsx", _changed(_SHEET, rb"</sheetData>", b"</sheetDta>")),
    "no-book": ("年报.xlsx", lambda workbook: _packed({n: c for n, c in _parts(workbook).items() if n != "xl/workbook.xml"})),
    "same-names": ("年报.xlsx", _changed("xl/workbook.xml", "name=\"引言\"".encode(), "name=\"封面\"".encode())),
    "same-cells": ("年报.xlsx", _changed(_SHEET, rb'r="E7"', b'r="D7"')),
    "bad-cells": ("年报.xlsx", _changed(_SHEET, rb'r="E7"', b'r="E7777777"')),
    "not-ours": ("年报.xlsx", _changed("xl/workbook.xml", rb'<sheet name="_nianbao"[^>]*/>', b"")),
}  # fmt: skip


# Files that are hardly data


STRANGE_DATA: Mapping[str, Callable[[str], bytes]] = {
    "half": lambda text: text[: len(text) // 2].encode(),
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "gb18030": lambda text: text.encode("gb18030"),
    "key-twice": lambda text: text.replace('"year"', '"year": 2020, "year"', 1).encode(),
    "other-format": lambda text: text.replace("disclosure-20", "disclosure-19", 1).encode(),
    "deep": lambda _: b"[" * 3000,
    "no-number": lambda text: text.replace(": 0", ": NaN", 1).encode(),
    "exponent": lambda text: text.replace(": 0", ": 1.50e2", 1).encode(),
    "a-list": lambda text: f"[{text}]".encode(),
}


# Declarations of an edition with a mistake in them


STRANGE_DECLARATIONS: Mapping[str, tuple[str, str]] = {
    "no-toml": (r"\[format\]", "[format"),
    "unknown-key": (r'(?m)^version = "1"$', 'version = "1"\nauthor = "x"'),
    "missing-key": (r"(?m)^title = .*$", ""),
    "wrong-value": (r"(?m)^years = .*$", 'years = "2022"'),
    "unknown-table": (r'tables = \["stock"\]', 'tables = ["stocks"]'),
    "bad-rule": (r"(?m)^holds = .*$", 'holds = "total == = central"'),
    "unknown-column": (r"(?m)^holds = .*$", 'holds = "total == centre"'),
    "twice": (r'id = "lending"', 'id = "stock"'),
    "other-version": (r'(?m)^version = "1"$', 'version = "2"'),
    "more-rules": (
        r"(?m)^# ── Figures.*$",
        '[[rule]]\nid = "visits-bound"\neach = ["branches.rows"]\n'
        'holds = "visits <= 10 * registered"\nresult = "visits"\nseverity = "warning"\n'
        'words = "Visits are at most ten for each registered reader"\n'
        '[[rule]]\nid = "loans-bound"\nholds = "loans.total.total >= stock.total.acquired"\n'
        'result = "loans.total.total"\nwords = "More is lent than is acquired"\n',
    ),
}


def strange_declaration(text: str, name: str) -> str:
    pattern, new = STRANGE_DECLARATIONS[name]
    return re.sub(pattern, new.replace("\\", r"\\"), text, count=1)
