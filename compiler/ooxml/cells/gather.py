"""The workbook as it is stored: given a checked package, gives sheets of raw cells.

A value stays the text that stands in the file, never a float; formula and value are both
kept. Tags are matched without their namespaces, so that Strict and Transitional files
read alike. Must not know declarations, nor what any cell means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from compiler.catalogue import w_parts as parts
from compiler.ooxml.cells.cell_looks import Look, looks
from compiler.ooxml.cells.floating import floating
from compiler.ooxml.cells.raw import RawCell, RawSheet, RawWorkbook, Refused, SheetState
from compiler.ooxml.cells.rich_text import RichText, shared_texts, unescaped
from compiler.ooxml.cells.sheet import SheetReader
from compiler.ooxml.markup import local_name
from compiler.ooxml.package import Package, Relationship
from compiler.values.findings import Finding

__all__ = ["RawCell", "RawSheet", "RawWorkbook", "read_workbook"]

_STATES: dict[str, SheetState] = {"hidden": "hidden", "veryHidden": "veryHidden"}
# Sheets without cells: a chart, an old dialog, old macros.
_NOT_CELLS = frozenset(("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"))


def read_workbook(package: Package) -> RawWorkbook | Finding:
    """Every worksheet of the package, or the first reason why it cannot be trusted."""
    try:
        root = _workbook(package)
        texts, styles = _texts(package), _looks(package)
        sheets = tuple(
            _read(package, name, state, part, texts, styles)
            for name, state, part in _listed(package, root)
        )
    except Refused as refused:
        return refused.finding(package.name)
    return RawWorkbook(sheets, _properties(package), _date1904(root))


def _workbook(package: Package) -> etree._Element:
    root = package.xml(package.main)
    if root is None or local_name(root) != "workbook":
        raise Refused(parts.MISSING_PART, what=package.main)
    return root


def _read(
    package: Package,
    name: str,
    state: SheetState,
    part: str,
    texts: tuple[RichText, ...],
    styles: Mapping[str, Look],
) -> RawSheet:
    data = package.markup(part)
    if data is None:
        raise Refused(parts.MISSING_SHEET, name)
    reader = SheetReader(name, texts, styles, _places_pictures(package))
    reader.read(data)
    return RawSheet(
        name,
        state,
        reader.cells,
        tuple(reader.merges),
        frozenset(reader.hidden_rows),
        tuple(reader.hidden_columns),
        floating(package, part, reader.drawings),
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
        target = targets.get(_relationship_id(entry))
        if target is not None and target.type in _NOT_CELLS:
            continue
        yield name, _STATES.get(entry.get("state", ""), "visible"), _part_of(target, name)


def _part_of(target: Relationship | None, sheet: str) -> str:
    if target is None or target.external:
        raise Refused(parts.MISSING_SHEET, sheet)
    return target.target


def _relationship_id(entry: etree._Element) -> str:
    """`r:id` in whichever namespace of relationships; `sheetId` is another thing."""
    for key, value in entry.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return ""


def _texts(package: Package) -> tuple[RichText, ...]:
    part = package.related(package.main, "sharedStrings")
    data = package.markup(part) if part else None
    if data is None:
        return ()
    try:
        return shared_texts(data)
    except etree.LxmlError as error:
        raise Refused(parts.MALFORMED_PART, what=part or "") from error


def _looks(package: Package) -> Mapping[str, Look]:
    part = package.related(package.main, "styles")
    return looks(package.xml(part) if part else None)


def _properties(package: Package) -> dict[str, str]:
    """Custom properties by name; the word for them differs between the two editions."""
    part = package.related("", "custom-properties", "customProperties")
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
