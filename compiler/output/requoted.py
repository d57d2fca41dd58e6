"""A copy of a workbook in which numbers told in prose are replaced by quotes.

Given the workbook's bytes and what to replace in which cell, gives the copy's bytes and
what could not be replaced. Every other cell keeps its markup. Must not know why a number
is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lxml import etree

from compiler.ooxml.cells.address import parse_cell
from compiler.ooxml.cells.rich_text import escaped, unescaped
from compiler.ooxml.edited import EditedPackage
from compiler.ooxml.markup import elements, local_name
from compiler.ooxml.package import Package
from compiler.output.marked.book import Book
from compiler.output.marked.cell_edits import EditedSheet
from compiler.values.origin import CellRef


class Replacement(NamedTuple):
    """In one cell: a line of its text as it stands, and as it is to stand."""

    cell: CellRef
    line: str
    requoted: str


def requoted(
    data: bytes, package: Package, replacements: Iterable[Replacement]
) -> tuple[bytes, tuple[Replacement, ...]]:
    """The copy, and those left: a formula, letters of several looks, a line that is not there."""
    book = Book(EditedPackage(package))
    parts = {entry.name: entry.part for entry in book.sheets()}
    sheets: dict[str, EditedSheet] = {}
    texts = _SharedTexts(book)
    left: list[Replacement] = []
    for replacement in replacements:
        name = replacement.cell.sheet
        at = parse_cell(replacement.cell.cell)
        if name not in parts or at is None:
            left.append(replacement)
            continue
        sheet = sheets.setdefault(name, EditedSheet(book.parts.tree(parts[name])))
        cell, _ = sheet.find(*at)
        text = texts.of(cell)
        if text is None or replacement.line not in text:
            left.append(replacement)
            continue
        _write(cell, text.replace(replacement.line, replacement.requoted, 1))
    return (book.parts.packed() if book.parts.changed else data), tuple(left)


class _SharedTexts:
    """The common list of texts; None for one that has letters of several looks."""

    def __init__(self, book: Book) -> None:
        found = book.parts.related(book.parts.main, "sharedStrings", "sst")
        data = book.parts.data(found) if found else None
        self._texts = tuple(_plain(item) for item in elements(data, "si")) if data else ()

    def of(self, cell: etree._Element) -> str | None:
        """The text of a cell that can be written anew without losing anything."""
        inside: Mapping[str, etree._Element] = {local_name(child): child for child in cell}
        if "f" in inside:
            return None
        if cell.get("t") == "inlineStr" and "is" in inside:
            return _plain(inside["is"])
        if cell.get("t") == "s" and "v" in inside:
            index = inside["v"].text or ""
            return self._texts[int(index)] if _within(index, len(self._texts)) else None
        return None


def _within(index: str, length: int) -> bool:
    return index.isascii() and index.isdecimal() and len(index) < 10 and int(index) < length


def _plain(item: etree._Element) -> str | None:
    if any(local_name(child) != "t" for child in item):
        return None
    return unescaped("".join(child.text or "" for child in item))


def _write(cell: etree._Element, text: str) -> None:
    namespace = etree.QName(cell).namespace or ""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    inside = etree.SubElement(cell, f"{{{namespace}}}is")
    written = etree.SubElement(inside, f"{{{namespace}}}t")
    written.text = escaped(text)
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
