"""The list of sheets of a workbook that is being edited: sheets come in and go out.

Given the parts of a package; what counts sheets by their order (print areas, the sheet
shown first) follows. Must not know what stands in a sheet.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from compiler.ooxml.cells.rich_text import escaped, unescaped
from compiler.ooxml.edited import EditedPackage
from compiler.ooxml.markup import local_name, whole
from compiler.ooxml.package import Package
from compiler.values.named_tuple import NamedTuple

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# CT_Workbook: what stands before bookViews.
_BEFORE_VIEWS = ("fileVersion", "fileSharing", "workbookPr", "AlternateContent",
                 "workbookProtection", "revisionPtr", "absPath")  # fmt: skip
# Parts that belong to one sheet alone.
_OWN = ("comments", "vmlDrawing", "printerSettings")


class SheetEntry(NamedTuple):
    """A worksheet: its place in the list, its name as the user sees it, its part."""

    element: etree._Element
    name: str
    part: str


def lists_sheets(package: Package) -> bool:
    """Whether the workbook has the list in which its sheets stand."""
    root = package.xml(package.main)
    return root is not None and any(local_name(element) == "sheets" for element in root)


class Book:
    """The workbook part of a package."""

    def __init__(self, parts: EditedPackage) -> None:
        self.parts = parts
        self.root = parts.tree(parts.main)
        self.namespace = etree.QName(self.root).namespace or ""
        self.relations = _STRICT if "purl.oclc.org" in self.namespace else _OFFICE

    def sheets(self) -> list[SheetEntry]:
        """Every worksheet that has a part; charts and old macros are left out."""
        targets = {target.id: target for target in self.parts.links(self.parts.main)}
        entries = []
        for element in self._list():
            link = targets.get(element.get(f"{{{self.relations}}}id", ""))
            if link and link.type == "worksheet" and self.parts.is_markup(link.target):
                entries.append(SheetEntry(element, unescaped(element.get("name", "")), link.target))
        return entries

    def add(self, name: str, data: bytes, part: str, *, first: bool, state: str = "") -> None:
        """A new sheet, before all others or after them."""
        part = self.parts.free_name(f"xl/worksheets/{part}{{}}.xml")
        self.parts.add(part, data, _WORKSHEET)
        listed = self._list()
        number = 1 + max((whole(sheet, "sheetId") for sheet in listed), default=0)
        entry = etree.Element(f"{{{self.namespace}}}sheet", name=escaped(name))
        entry.set("sheetId", str(number))
        if state:
            entry.set("state", state)
        link = self.parts.link(self.parts.main, f"{self.relations}/worksheet", part)
        entry.set(f"{{{self.relations}}}id", link)
        if first:
            self._views()
            listed.insert(0, entry)
            self._count_anew(lambda index: index + 1)
        else:
            listed.append(entry)

    def remove(self, entry: SheetEntry) -> None:
        listed = self._list()
        position = list(listed).index(entry.element)
        listed.remove(entry.element)
        for link in self.parts.links(entry.part):
            if link.type in _OWN:
                self.parts.remove(link.target)
        self.parts.unlink(self.parts.main, entry.part)
        self.parts.remove(entry.part)
        self._forget_names(position)
        self._count_anew(lambda index: max(index - 1, 0) if index >= position else index)

    def _list(self) -> etree._Element:
        return next(element for element in self.root if local_name(element) == "sheets")

    def _views(self) -> None:
        """Without a view the first sheet is shown; that must stay the one it was."""
        if any(local_name(element) == "bookViews" for element in self.root):
            return
        views = etree.Element(f"{{{self.namespace}}}bookViews")
        etree.SubElement(views, f"{{{self.namespace}}}workbookView")
        position = sum(local_name(element) in _BEFORE_VIEWS for element in self.root)
        self.root.insert(position, views)

    def _forget_names(self, position: int) -> None:
        for group in [element for element in self.root if local_name(element) == "definedNames"]:
            for name in list(group):
                if name.get("localSheetId") == str(position):
                    group.remove(name)
            if not len(group):
                self.root.remove(group)

    def _count_anew(self, moved: Callable[[int], int]) -> None:
        for element in self.root.iter(f"{{{self.namespace}}}*"):
            kind = local_name(element)
            if kind == "definedName" and "localSheetId" in element.attrib:
                element.set("localSheetId", str(moved(whole(element, "localSheetId"))))
            elif kind == "workbookView":
                _set_index(element, "activeTab", moved(whole(element, "activeTab")))
                if whole(element, "firstSheet"):
                    _set_index(element, "firstSheet", moved(whole(element, "firstSheet")))


def _set_index(element: etree._Element, name: str, index: int) -> None:
    """0 is what a missing index means."""
    if index or element.get(name) == "0":
        element.set(name, str(index))
    else:
        element.attrib.pop(name, "")
