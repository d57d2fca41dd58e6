"""An OpenDocument spreadsheet (.ods): given its bytes, gives its sheets.

The door of such packages: the same limits, and nothing encrypted, with macros or with a
document type comes in. Must not know what any cell means.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from compiler.catalogue import w_files as files
from compiler.catalogue import w_parts as parts
from compiler.ooxml.cells.raw import RawSheet, RawWorkbook, Refused
from compiler.ooxml.markup import local_name, parsed
from compiler.ooxml.members import Door, read_members
from compiler.ooxml.opendocument.ods_code import own
from compiler.ooxml.opendocument.ods_looks import read_looks
from compiler.ooxml.opendocument.ods_sheet import OdsReader
from compiler.ooxml.sound import fault_of_markup
from compiler.values import limits
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple

_CONTENT, _STYLES, _META, _LIST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_MACROS = ("Basic/", "Scripts/")


class OpenedOds(NamedTuple):
    """A spreadsheet whose sheets stand in one part, so that they are all read at once."""

    raw: RawWorkbook

    def read(self, *names: str) -> RawWorkbook:
        """These worksheets, or all without an argument."""
        sheets = (each for each in self.raw.sheets if not names or each.name in names)
        return self.raw._replace(sheets=tuple(sheets))


def open_ods(data: bytes, name: str) -> OpenedOds | Finding:
    door = Door(name, "xlsx")
    contents = read_members(data, door, spreadsheet=True)
    if isinstance(contents, Finding):
        return contents
    if refused := _refused(contents, door):
        return refused
    styles = [contents[part] for part in (_STYLES, _CONTENT) if part in contents]
    try:
        sheets = list(OdsReader(read_looks(styles)).sheets(contents[_CONTENT]))
        _hold_to_limits(sheets)
    except Refused as refused_:
        return refused_.finding(name)
    except etree.LxmlError:
        return door.refuse(parts.MALFORMED_PART, part=_CONTENT)
    return OpenedOds(RawWorkbook(tuple(sheets), _properties(contents.get(_META)), False))


def _refused(contents: Mapping[str, bytes], door: Door) -> Finding | None:
    """Why nothing of it may be parsed."""
    if b"encryption-data" in contents.get(_LIST, b""):
        return door.refuse(files.ENCRYPTED_FILE)
    if any(each.startswith(_MACROS) for each in contents):
        return door.refuse(files.MACRO_FILE)
    if _CONTENT not in contents:
        return door.refuse(parts.MISSING_PART, part=_CONTENT)
    read = [part for part in (_CONTENT, _STYLES, _META) if part in contents]
    tags = sum(contents[part].count(b"<") for part in read)
    if limits.SHEET_TAGS.passed(tags):
        return door.over(limits.SHEET_TAGS, tags)
    for part in read:
        kind = fault_of_markup(contents[part])
        if kind is not None:
            return door.refuse(kind, part=part)
    return None


def _hold_to_limits(sheets: list[RawSheet]) -> None:
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.name.casefold() in seen:
            raise Refused(parts.DUPLICATE_SHEET, sheet.name)
        seen.add(sheet.name.casefold())
    if limits.SHEETS.passed(len(sheets)):
        raise Refused(parts.OVER_A_LIMIT, limit=limits.SHEETS)


def _properties(meta: bytes | None) -> dict[str, str]:
    """What programs and users noted about the file, by name."""
    root = None if meta is None else parsed(meta)
    found = () if root is None else root.iter("{*}user-defined")
    return {
        own(each, "name"): "".join(map(str, each.itertext())).strip()
        for each in found
        if local_name(each) == "user-defined"
    }
