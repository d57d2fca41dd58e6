"""Whose workbook it is, told from its cover and its hidden sheet alone.

Given the bytes of an .xlsx, gives a `Whose`; None where the workbook is refused or not of a
known form: a whole reading says why. No prose is read, and no table but the names of units.
"""

from __future__ import annotations

import re

from compiler.format.declaration import Declaration
from compiler.format.words import CHINESE, ENGLISH, words_of
from compiler.ooxml.cells.gather import Opened, open_workbook, relationship_id
from compiler.ooxml.cells.rich_text import unescaped
from compiler.ooxml.markup import parsed
from compiler.ooxml.members import peek
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.relations import kind_of_relation, relationships_of, resolved
from compiler.readers.workbook.cover import read_cover, read_hidden
from compiler.readers.workbook.units_read import names_in
from compiler.report.desk import Shelf, declaration_of
from compiler.report.whose import Whose
from compiler.text.labels import folded
from compiler.text.numerals import year_of
from compiler.values.findings import Finding
from compiler.workbook.layout import HIDDEN_SHEET, MARKS_SHEET

_BOOK = "xl/workbook.xml"
_CORE = "docProps/core.xml"
_LANGUAGES = (CHINESE, ENGLISH)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def whose_workbook(data: bytes, name: str, shelf: Shelf, wanted: str | None) -> Whose | None:
    package = open_package(data, name, "xlsx", _of_other_sheets(data))
    opened = package if isinstance(package, Finding) else open_workbook(package)
    if isinstance(package, Finding) or isinstance(opened, Finding):
        return None
    raw = opened.read(HIDDEN_SHEET)
    if isinstance(raw, Finding):
        return None
    hidden = read_hidden(raw)
    own = hidden.get("format") or opened.properties.get("nianbao.format") or ""
    declaration = declaration_of(own, shelf, wanted)
    if not isinstance(declaration, Declaration):
        return None
    typed = _on_cover(opened, declaration)
    marked = any(listed == MARKS_SHEET for listed, _, _ in opened.listed)
    return Whose(
        declaration.id,
        typed.agency or hidden.get("agency", ""),
        typed.year or year_of(hidden.get("year", "")),
        _saved(package),
        marked,
        _units(opened, declaration),
    )


def _of_other_sheets(data: bytes) -> frozenset[str]:
    """The parts of sheets that do not say whose the workbook is, as far as it lists them where
    programs usually write the list.
    """
    listing = (_BOOK, relationships_of(_BOOK))
    heads = peek(data, listing)
    book, links = (parsed(heads.get(part, b"")) for part in listing)
    if book is None or links is None:
        return frozenset()
    needed = {
        relationship_id(sheet)
        for sheet in book.iter("{*}sheet")
        if _tells(unescaped(sheet.get("name", "")))
    }
    parts: dict[bool, set[str]] = {True: set(), False: set()}
    for link in links:
        if kind_of_relation(link) == "worksheet":
            part = resolved(link.get("Target", ""), _BOOK, {})
            parts[link.get("Id") in needed].add(part)
    # Two links may lead to one part.
    return frozenset(parts[False] - parts[True])


def _tells(sheet: str) -> bool:
    covers = (folded(words.cover) for words in _LANGUAGES)
    units = tuple(f"{words.units} " for words in _LANGUAGES)
    return sheet == HIDDEN_SHEET or folded(sheet) in covers or sheet.startswith(units)


def _on_cover(opened: Opened, declaration: Declaration) -> Whose:
    """What is typed on the cover; nothing where the sheet was renamed."""
    words = words_of(declaration.language)
    names = [name for name, _, _ in opened.listed if folded(name) == folded(words.cover)]
    raw = opened.read(*names) if names else None
    if raw is None or isinstance(raw, Finding) or not raw.sheets:
        return Whose()
    cover = read_cover(raw.sheets[0], words, {}, date1904=raw.date1904)
    return Whose(agency=cover.agency.get("name", ""), year=cover.year)


def _units(opened: Opened, declaration: Declaration) -> tuple[str, ...]:
    """Those of the first sheet of units; none where there is no such sheet by its name."""
    begins = f"{words_of(declaration.language).units} "
    name = next((name for name, _, _ in opened.listed if name.startswith(begins)), None)
    raw = opened.read(name) if name else None
    if raw is None or isinstance(raw, Finding) or not raw.sheets:
        return ()
    return names_in(raw.sheets[0], date1904=raw.date1904)


def _saved(package: Package) -> str:
    """ECMA-376 Part 2, 11.1: when the package was last saved, as the program says."""
    root = package.xml(_CORE)
    if root is None:
        return ""
    said = next((e.text or "" for e in root.iter("{*}modified")), "")
    moment = _MOMENT.match(said.strip())
    return moment[0] if moment else ""
