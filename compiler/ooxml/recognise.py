"""What a file is, said from its content: the names of all that is not read.

Given a file's bytes (or the names and types inside a ZIP) and its own name, gives an
`Alien`, or None for what may be a package. Must not inflate, parse or trust anything.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection
from typing import Literal

from compiler.catalogue import w_files as files
from compiler.text.language import Text
from compiler.values.findings import Finding, Kind, Place
from compiler.values.named_tuple import NamedTuple

Expected = Literal["xlsx", "docx"]


class Alien(NamedTuple):
    """A file that is not read: the kind of its refusal, its name, and for whom it stands."""

    kind: Kind
    what: Text
    family: Expected | None = None


# What the hints offer as the way out, for a workbook and for a document.
WAY_OUT: dict[Expected, dict[str, str | Text]] = {
    "xlsx": {
        "program": Text("Excel 或 WPS", "Excel or WPS"),
        "saved_as": Text("Excel 工作簿（*.xlsx）", "Excel Workbook (*.xlsx)"),
    },
    "docx": {
        "program": Text("Word 或 WPS", "Word or WPS"),
        "saved_as": Text("Word 文档（*.docx）", "Word Document (*.docx)"),
    },
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, Alien], ...] = (
    ("EncryptedPackage", Alien(files.ENCRYPTED_FILE, Text("加密文件", "an encrypted file"))),
    ("Workbook", Alien(files.OLD_FORMAT, Text("旧格式的 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"), "xlsx")),
    ("Book", Alien(files.OLD_FORMAT, Text("旧格式的 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"), "xlsx")),
    ("WordDocument", Alien(files.OLD_FORMAT, Text("旧格式的 Word 文档（.doc）", "an old Word document (.doc)"), "docx")),
    ("PowerPoint Document", Alien(files.FOREIGN_FILE, Text("旧格式的演示文稿（.ppt）", "an old presentation (.ppt)"))),
)  # fmt: skip
_WPS_ENDINGS: dict[str, Alien] = {
    ".et": Alien(files.WPS_FORMAT, Text("WPS 表格文件（.et）", "a WPS spreadsheet (.et)"), "xlsx"),
    ".ett": Alien(files.WPS_FORMAT, Text("WPS 表格模板（.ett）", "a WPS spreadsheet template (.ett)"), "xlsx"),
    ".wps": Alien(files.WPS_FORMAT, Text("WPS 文字文件（.wps）", "a WPS text document (.wps)"), "docx"),
    ".wpt": Alien(files.WPS_FORMAT, Text("WPS 文字模板（.wpt）", "a WPS text template (.wpt)"), "docx"),
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF-", Text("PDF 文件", "a PDF file")),
    (b"{\\rtf", Text("富文本文件（.rtf）", "a rich text file (.rtf)")),
    (b"\x89PNG", Text("图片（.png）", "a picture (.png)")),
    (b"\xff\xd8\xff", Text("图片（.jpg）", "a picture (.jpg)")),
    (b"GIF8", Text("图片（.gif）", "a picture (.gif)")),
    (b"Rar!", Text("压缩包（.rar）", "an archive (.rar)")),
    (b"7z\xbc\xaf", Text("压缩包（.7z）", "an archive (.7z)")),
    (b"\x1f\x8b", Text("压缩包（.gz）", "an archive (.gz)")),
)
_MARKUP: tuple[tuple[str, Alien], ...] = (
    ("urn:schemas-microsoft-com:office:spreadsheet", Alien(files.WEB_PAGE, Text("2003 年的表格标记文本（.xml）", "a spreadsheet in the markup of 2003 (.xml)"), "xlsx")),
    ('progid="word.document"', Alien(files.WEB_PAGE, Text("2003 年的文档标记文本（.xml）", "a document in the markup of 2003 (.xml)"), "docx")),
    ("mime-version:", Alien(files.WEB_PAGE, Text("网页存档（.mht）", "a web archive (.mht)"))),
    ("<html", Alien(files.WEB_PAGE, Text("网页（.html）", "a web page (.html)"))),
    ("<!doctype html", Alien(files.WEB_PAGE, Text("网页（.html）", "a web page (.html)"))),
    ("<table", Alien(files.WEB_PAGE, Text("网页（.html）", "a web page (.html)"))),
)  # fmt: skip
_EMPTY = Alien(files.EMPTY_FILE, Text("空文件", "an empty file"))
_UNKNOWN = Alien(files.FOREIGN_FILE, Text("无法识别的文件", "a file of an unknown kind"))
_OTHER = Alien(files.FOREIGN_FILE, Text("其他种类的办公文件", "another kind of office file"))
_PLAIN = Alien(files.PLAIN_TEXT, Text("纯文本文件", "a plain text file"))
_ZIP = Alien(files.ZIP_ARCHIVE, Text("压缩包", "a ZIP archive"))
_OFD = Alien(files.FOREIGN_FILE, Text("版式文件（.ofd）", "a page-layout file (.ofd)"))
_XLSB = Alien(files.BINARY_WORKBOOK, Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"), "xlsx")  # fmt: skip
_OPEN_DOCUMENTS: tuple[tuple[str, Alien], ...] = (
    ("opendocument.spreadsheet", Alien(files.OPEN_DOCUMENT, Text("开放文档表格（.ods）", "an OpenDocument spreadsheet (.ods)"), "xlsx")),
    ("opendocument.text", Alien(files.OPEN_DOCUMENT, Text("开放文档文本（.odt）", "an OpenDocument text (.odt)"), "docx")),
    ("opendocument", Alien(files.FOREIGN_FILE, Text("开放文档格式的其他文件", "another kind of OpenDocument file"))),
)  # fmt: skip
# Main parts by content type, in lower case; the first that occurs decides.
_MAIN_TYPES: tuple[tuple[str, Alien], ...] = (
    ("sheet.binary.", _XLSB),
    ("presentation", Alien(files.FOREIGN_FILE, Text("演示文稿（.pptx）", "a presentation (.pptx)"))),
    ("ms-excel.", Alien(files.MACRO_FILE, Text("带宏的工作簿", "a workbook with macros"), "xlsx")),
    ("ms-word.", Alien(files.MACRO_FILE, Text("带宏的文档", "a document with macros"), "docx")),
    ("spreadsheetml.template", Alien(files.TEMPLATE_FILE, Text("工作簿模板（.xltx）", "a workbook template (.xltx)"), "xlsx")),
    ("wordprocessingml.template", Alien(files.TEMPLATE_FILE, Text("文档模板（.dotx）", "a document template (.dotx)"), "docx")),
)  # fmt: skip
_PLAIN_TYPES: tuple[tuple[str, Expected], ...] = (
    ("spreadsheetml.sheet.main", "xlsx"),
    ("wordprocessingml.document.main", "docx"),
)
_PACKAGES: dict[Expected, Alien] = {
    "xlsx": Alien(files.WRONG_KIND, Text("Excel 工作簿", "an Excel workbook"), "xlsx"),
    "docx": Alien(files.WRONG_KIND, Text("Word 文档", "a Word document"), "docx"),
}


def recognise(data: bytes, name: str) -> Alien | None:
    """What these bytes are when they are no ZIP; None when they begin as one."""
    if not data:
        return _EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return None
    if data.startswith(_OLE):
        return _in_compound_file(data, name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return Alien(files.FOREIGN_FILE, what)
    text = _as_text(data[:4096])
    if text is None:
        return _by_ending(name) or _UNKNOWN
    lowered = text.lower()
    return next((alien for sign, alien in _MARKUP if sign in lowered), _PLAIN)


def is_old_workbook(data: bytes, name: str) -> bool:
    """Whether it is a workbook of before 2007, or one of WPS: they are built alike.

    Templates, and documents that hold a workbook, are none.
    """
    if not data.startswith(_OLE):
        return False
    alien = _in_compound_file(data, name)
    if alien.family != "xlsx" or _ending(name) == ".ett":
        return False
    return alien.kind in (files.OLD_FORMAT, files.WPS_FORMAT) and _has_stream(data, "Workbook")


def recognise_members(names: Collection[str], mimetype: str) -> Alien | None:
    """What a ZIP is by the names inside and its `mimetype`; None for what may be a package."""
    if "opendocument" in mimetype:
        return next(alien for sign, alien in _OPEN_DOCUMENTS if sign in mimetype)
    lowered = {name.lower() for name in names}
    if "[content_types].xml" not in lowered:
        return _OFD if "ofd.xml" in lowered else _ZIP
    return _XLSB if "xl/workbook.bin" in lowered else None


def recognise_main(content_type: str, names: Collection[str], expect: Expected) -> Alien | None:
    """What a package is by its main part's type; None when it is what is expected."""
    lowered = content_type.lower()
    for sign, alien in _MAIN_TYPES:
        if sign in lowered:
            return alien
    family = next((family for sign, family in _PLAIN_TYPES if sign in lowered), None)
    if family is None:
        return _OTHER
    if any(name.lower().rpartition("/")[2] == "vbaproject.bin" for name in names):
        # Renaming and retyping the main part does not take the macros out.
        return Alien(files.MACRO_FILE, _PACKAGES[family].what, family)
    return None if family == expect else _PACKAGES[family]


def family_of_type(content_type: str) -> Expected | None:
    """Whether a main part of this type is a workbook's or a document's, read or not."""
    families = (*_PLAIN_TYPES, *((sign, alien.family) for sign, alien in _MAIN_TYPES))
    return next((family for sign, family in families if sign in content_type.lower()), None)


def refusal(alien: Alien, name: str, expect: Expected) -> Finding:
    """The finding that names what the file is and how to get what is expected from it."""
    misplaced = alien.family is not None and alien.family != expect
    kind = files.WRONG_KIND if misplaced else alien.kind
    values = {"name": name, "what": alien.what, **WAY_OUT[expect]}
    return Finding(kind, Place(file=name), values)


def _in_compound_file(data: bytes, name: str) -> Alien:
    """[MS-CFB] 2.6.1: a directory entry is 128 bytes and begins with its name in UTF-16."""
    found = [alien for stream, alien in _OLE_STREAMS if _has_stream(data, stream)]
    if found and found[0].kind is files.ENCRYPTED_FILE:
        return found[0]
    if (by_ending := _by_ending(name)) is not None:
        return by_ending
    if not found:
        return _UNKNOWN
    # An old document can hold an old workbook as an object; then the ending says which is which.
    wanted = {".xls": "xlsx", ".doc": "docx"}.get(_ending(name))
    return next((alien for alien in found if alien.family == wanted), found[0])


def _has_stream(data: bytes, stream: str) -> bool:
    entry = stream.encode("utf-16-le").ljust(64, b"\0")
    at = data.find(entry)
    while at >= 0 and at % 128:
        at = data.find(entry, at + 1)
    return at >= 0


def _by_ending(name: str) -> Alien | None:
    return _WPS_ENDINGS.get(_ending(name))


def _ending(name: str) -> str:
    return "." + name.lower().rpartition(".")[2]


def _as_text(head: bytes) -> str | None:
    """The head as text in the encodings offices use; None when it is binary."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head):
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            # Not final: the head may end in the middle of a character.
            return codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
    return None
