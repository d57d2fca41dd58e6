"""A copy of a workbook in which numbers of the prose are quotes.

Given the workbook's package, its report and the quotation, gives the copy's bytes and the
quotation as far as it could be written. Every other cell keeps its markup, every other part
its bytes. Must not know why a number is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from compiler.checks.quotation import Quotation, without
from compiler.ooxml.cells.address import parse_cell
from compiler.ooxml.cells.rich_text import CELL_LIMIT, escaped, length, unescaped
from compiler.ooxml.edited import EditedPackage
from compiler.ooxml.markup import elements, local_name
from compiler.ooxml.package import Package
from compiler.output.marked.book import Book
from compiler.output.marked.cell_edits import EditedSheet
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef
from compiler.values.report import Paragraph, Report

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Rewritten(NamedTuple):
    """The lines of one cell in which anything stands, as they are and as they are to be."""

    cell: CellRef
    was: tuple[str, ...]
    now: tuple[str, ...]


def requoted(
    data: bytes, package: Package, report: Report, told: Quotation
) -> tuple[bytes, Quotation]:
    """`package` is what `data` holds; without a replacement the copy is `data` itself."""
    copy, left = _written(data, package, _cells(report, told.narrative))
    return copy, without(told, report, left) if left else told


def _cells(report: Report, narrative: Mapping[str, tuple[Paragraph, ...]]) -> Iterator[_Rewritten]:
    """The cells in which a line changes, each with all its lines."""
    lines: dict[CellRef, list[tuple[str, str]]] = {}
    for section, texts in report.narrative.items():
        for old, new in zip(texts, narrative[section], strict=True):
            if old.ref is not None:
                lines.setdefault(old.ref, []).append((old.text, new.text))
    for cell, pairs in lines.items():
        was, now = (tuple(pair[side] for pair in pairs) for side in (0, 1))
        if was != now:
            yield _Rewritten(cell, was, now)


def _written(
    data: bytes, package: Package, cells: Iterable[_Rewritten]
) -> tuple[bytes, frozenset[CellRef]]:
    """Left are formulas, letters of several looks, lines that are not there, texts too long."""
    book = Book(EditedPackage(package))
    parts = {entry.name: entry.part for entry in book.sheets()}
    texts, sheets = _Texts(book), dict[str, EditedSheet]()
    left: set[CellRef] = set()
    for wanted in cells:
        at, name = parse_cell(wanted.cell.cell), wanted.cell.sheet
        if at is None or name not in parts:
            left.add(wanted.cell)
            continue
        sheet = sheets.setdefault(name, EditedSheet(book.parts.tree(parts[name])))
        cell, made = sheet.find(*at)
        old = None if made else texts.of(cell)
        new = None if old is None else _rewritten(old.text, wanted)
        if old is None or new is None or length(new) > CELL_LIMIT:
            if made:
                sheet.drop(at[0], cell)
            left.add(wanted.cell)
            continue
        _write(cell, new, old.look)
        sheet.make_room(*at, old.text, new)
    if not book.parts.changed:
        return data, frozenset(left)
    _calculate_anew(book)
    return book.parts.packed(), frozenset(left)


class _Letters(NamedTuple):
    """A text of one look; `look` are the properties of its run where it has one."""

    text: str
    look: etree._Element | None = None


class _Texts:
    """What stands in cells of text; None where it cannot be written anew without losing anything."""

    def __init__(self, book: Book) -> None:
        found = book.parts.related(book.parts.main, "sharedStrings", "sst")
        data = book.parts.data(found) if found else None
        self._shared = tuple(map(_letters, elements(data, "si"))) if data else ()

    def of(self, cell: etree._Element) -> _Letters | None:
        inside = {local_name(child): child for child in cell}
        if "f" in inside:
            return None
        if cell.get("t") == "inlineStr" and "is" in inside:
            return _letters(inside["is"])
        if cell.get("t") == "s" and "v" in inside:
            index = (inside["v"].text or "").strip()
            known = index.isascii() and index.isdecimal() and len(index) < 10
            return self._shared[int(index)] if known and int(index) < len(self._shared) else None
        return None


# LibreOffice parts every text at each change between Chinese and other letters.
_FACE = ("rFont", "family", "charset", "scheme")


def _letters(item: etree._Element) -> _Letters | None:
    """Runs count as one look where they differ in nothing but the face of their letters."""
    kinds = {local_name(child) for child in item}
    if kinds <= {"t"}:
        return _Letters(unescaped("".join(child.text or "" for child in item)))
    looks = [next((each for each in run if local_name(each) == "rPr"), None) for run in item]
    if kinds != {"r"} or len({_but_face(look) for look in looks}) > 1:
        return None
    stored = (piece.text or "" for run in item for piece in run if local_name(piece) == "t")
    return _Letters(unescaped("".join(stored)), deepcopy(looks[0]))


def _but_face(look: etree._Element | None) -> frozenset[tuple[str, tuple[tuple[str, str], ...]]]:
    properties = () if look is None else look
    return frozenset(
        (local_name(each), tuple(sorted((str(k), str(v)) for k, v in each.attrib.items())))
        for each in properties
        if local_name(each) not in _FACE
    )


def _rewritten(text: str, wanted: _Rewritten) -> str | None:
    """The text with its lines replaced; None if these are not its lines."""
    pieces = text.splitlines(keepends=True)
    filled = [n for n, piece in enumerate(pieces) if piece.strip()]
    if tuple(pieces[n].splitlines()[0] for n in filled) != wanted.was:
        return None
    for n, was, now in zip(filled, wanted.was, wanted.now, strict=True):
        pieces[n] = now + pieces[n][len(was) :]
    return "".join(pieces)


def _write(cell: etree._Element, text: str, look: etree._Element | None) -> None:
    """In the cell itself: a text of the common list may stand in other cells as well."""
    namespace = etree.QName(cell).namespace or ""
    for child in [child for child in cell if local_name(child) in ("v", "is")]:
        cell.remove(child)
    cell.set("t", "inlineStr")
    inside = etree.Element(f"{{{namespace}}}is")
    cell.insert(0, inside)
    run = inside if look is None else etree.SubElement(inside, f"{{{namespace}}}r")
    if look is not None:
        run.append(deepcopy(look))
    written = etree.SubElement(run, f"{{{namespace}}}t")
    written.text = escaped(text)
    written.set(_SPACE, "preserve")


def _calculate_anew(book: Book) -> None:
    """The sheet's own count of characters was stored for the old text."""
    for element in book.root:
        if local_name(element) == "calcPr":
            element.set("fullCalcOnLoad", "1")
