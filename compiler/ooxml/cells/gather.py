"""The workbook as it is stored: given a checked package, gives sheets of raw cells.

A value stays the text that stands in the file, never a float; formula and value are both
kept. Tags are matched without their namespaces, so that Strict and Transitional files
read alike. Must not know declarations, nor what any cell means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from compiler.catalogue import w_parts as parts
from compiler.ooxml.cells.cell_looks import Look, looks, styles_in
from compiler.ooxml.cells.floating import floating
from compiler.ooxml.cells.raw import RawCell, RawSheet, RawWorkbook, Refused, SheetState
from compiler.ooxml.cells.rich_text import RichText, rich_text, unescaped
from compiler.ooxml.cells.sheet import NAMES, SheetReader
from compiler.ooxml.markup import local_name
from compiler.ooxml.package import Package, UnsoundPart
from compiler.ooxml.relations import Relationship
from compiler.values import limits
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple

__all__ = ["Opened", "RawCell", "RawSheet", "RawWorkbook", "open_workbook", "read_workbook"]

_STATES: dict[str, SheetState] = {"hidden": "hidden", "veryHidden": "veryHidden"}
# Sheets without cells: a chart, an old dialog, old macros.
_NOT_CELLS = frozenset(("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"))


class Opened(NamedTuple):
    """A workbook of which no sheet was read yet: the sheets' names, states and parts, and
    what all of them share. Of the `unread` sheets nothing but their names will be.
    """

    package: Package
    listed: tuple[tuple[str, SheetState, str], ...]
    texts: tuple[RichText, ...]
    looks: Mapping[str, Look]
    properties: Mapping[str, str]
    date1904: bool
    unread: frozenset[str] = frozenset()

    def read(self, *names: str) -> RawWorkbook | Finding:
        """These worksheets, or all without an argument; or the first reason not to trust them."""
        sheets: list[RawSheet] = []
        cells = merges = 0
        try:
            for name, state, part in self.listed:
                if not names or name in names:
                    sheet = _read(self, name, state, part, cells, merges)
                    cells, merges = cells + len(sheet.cells), merges + len(sheet.merges)
                    sheets.append(sheet)
            if not names:
                self._check_rest()
        except (Refused, UnsoundPart) as refused:
            return refused.finding(self.package.name)
        return RawWorkbook(tuple(sheets), self.properties, self.date1904)

    def _check_rest(self) -> None:
        """What no sheet was read from is checked as well: another program would read it."""
        read = {part.lower() for name, _, part in self.listed if name not in self.unread}
        texts = (self.package.related(self.package.main, "sharedStrings") or "").lower()
        for part in sorted(self.package.unchecked - read - {texts}):
            self.package.xml(part)


def open_workbook(package: Package) -> Opened | Finding:
    """The workbook in a package, before its sheets; or why it cannot be trusted."""
    try:
        root = _workbook(package)
        listed = tuple(_listed(package, root))
        texts, styles = _texts(package), _looks(package)
        properties = _properties(package)
    except (Refused, UnsoundPart) as refused:
        return refused.finding(package.name)
    return Opened(package, listed, texts, styles, properties, _date1904(root))


def read_workbook(package: Package) -> RawWorkbook | Finding:
    """Every worksheet of the package, or the first reason why it cannot be trusted."""
    opened = open_workbook(package)
    return opened if isinstance(opened, Finding) else opened.read()


def _workbook(package: Package) -> etree._Element:
    root = package.xml(package.main)
    if root is None or local_name(root) != "workbook":
        raise Refused(parts.MISSING_PART, what=package.main)
    return root


def _read(
    opened: Opened, name: str, state: SheetState, part: str, cells: int, merges: int
) -> RawSheet:
    if not opened.package.has_markup(part):
        raise Refused(parts.MISSING_SHEET, name)
    if name in opened.unread:
        return RawSheet(name, state, {}, ())
    reader = SheetReader(
        name, opened.texts, opened.looks, _places_pictures(opened.package), cells, merges
    )
    reader.read(opened.package.elements(part, *NAMES))
    return RawSheet(
        name,
        state,
        reader.cells,
        tuple(reader.merges),
        frozenset(reader.hidden_rows),
        tuple(reader.hidden_columns),
        floating(opened.package, part, reader.drawings),
    )


def _places_pictures(package: Package) -> bool:
    """Whether Excel may have placed pictures in cells; such a cell stores an error value."""
    return package.part("xl/richData/richValueRel.xml") is not None


def _listed(package: Package, root: etree._Element) -> Iterator[tuple[str, SheetState, str]]:
    """Name, state and part of every worksheet in the order of the tabs."""
    targets = {each.id: each for each in package.relationships(package.main)}
    seen: set[str] = set()
    for entry in _children(root, "sheets"):
        name = unescaped(entry.get("name", ""))
        if name.casefold() in seen:
            raise Refused(parts.DUPLICATE_SHEET, name)
        seen.add(name.casefold())
        if limits.SHEETS.passed(len(seen)):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.SHEETS)
        target = targets.get(relationship_id(entry))
        if target is not None and target.type in _NOT_CELLS:
            continue
        yield name, _STATES.get(entry.get("state", ""), "visible"), _part_of(target, name)


def _part_of(target: Relationship | None, sheet: str) -> str:
    if target is None or target.external:
        raise Refused(parts.MISSING_SHEET, sheet)
    return target.target


def relationship_id(entry: etree._Element) -> str:
    """`r:id` in whichever namespace of relationships; `sheetId` is another thing."""
    for key, value in entry.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return ""


def _texts(package: Package) -> tuple[RichText, ...]:
    part = package.related(package.main, "sharedStrings")
    if part is None or not package.has_markup(part):
        return ()
    items = islice(package.elements(part, "si"), limits.TEXTS.most + 1)
    try:
        texts = tuple(map(rich_text, items))
    except etree.LxmlError as error:
        raise Refused(parts.MALFORMED_PART, what=part) from error
    if limits.TEXTS.passed(len(texts)):
        raise Refused(parts.OVER_A_LIMIT, limit=limits.TEXTS)
    return texts


def _looks(package: Package) -> Mapping[str, Look]:
    part = package.related(package.main, "styles")
    styles = package.xml(part) if part else None
    # Before they are read: the looks of half a million would hold a hundred megabytes.
    if limits.STYLES.passed(number := styles_in(styles)):
        raise Refused(parts.OVER_A_LIMIT, what=str(number), limit=limits.STYLES)
    return looks(styles)


def _properties(package: Package) -> dict[str, str]:
    """Custom properties by name; the word for them differs between the two editions."""
    part = package.related("", "custom-properties")
    root = package.xml(part or "docProps/custom.xml")
    if root is None:
        return {}
    return {
        entry.get("name", ""): unescaped("".join(str(piece) for piece in entry.itertext()).strip())
        for entry in root
        if local_name(entry) == "property"
    }


def _date1904(root: etree._Element) -> bool:
    properties = next((each for each in root if local_name(each) == "workbookPr"), None)
    return properties is not None and properties.get("date1904") in ("1", "true", "on")


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    return [child for group in root if local_name(group) == name for child in group]
