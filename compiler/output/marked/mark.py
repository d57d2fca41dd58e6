"""The marked copy: the user's own workbook with what is wrong shown where it stands.

Given a workbook that passed the door and the findings on it, gives the copy's bytes: bad
cells coloured and with a note, related ones in a lighter colour, a first sheet that lists
everything. Earlier marks are taken off before; every other part keeps its bytes. Must not
know how findings come about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from compiler.format.words import words_of
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.raw import RawSheet
from compiler.ooxml.edited import EditedPackage
from compiler.ooxml.markup import whole
from compiler.ooxml.package import Package
from compiler.output.marked import said
from compiler.output.marked.book import Book, SheetEntry
from compiler.output.marked.cell_edits import EditedSheet
from compiler.output.marked.looks import MarkStyles
from compiler.output.marked.memory import Memory, Remembered, marks_sheet, recall
from compiler.output.marked.notes import Notes
from compiler.output.marked.results import is_results, results_sheet
from compiler.output.marked.said import Told
from compiler.output.marked.spots import Mark, marks_of
from compiler.text.language import Language
from compiler.values.dataclass import replace
from compiler.values.findings import Finding
from compiler.workbook.layout import MARKS_SHEET

_STYLE = re.compile(rb"""\ss=["'](\d{1,9})["']""")

Fills = Mapping[tuple[str, str], str]


def marked(
    data: bytes,
    package: Package,
    findings: Sequence[Finding],
    language: Language,
    told: Told | None = None,
    fills: Fills | None = None,
) -> bytes:
    """`package` is what `data` holds; `told` opens the list of findings.

    `fills` are the form's own colours by sheet and address, given back where a marked cell's
    own is not remembered. Without findings the copy is the workbook itself, or itself again
    where it bore marks.
    """
    book = Book(EditedPackage(package))
    memory, stored = recall(package)
    _take_off(book, memory, stored, language, fills or {})
    if findings:
        _put_on(book, package.name, findings, language, told or Told())
    return book.parts.packed() if book.parts.changed else data


def _take_off(
    book: Book,
    memory: Memory,
    stored: Mapping[str, RawSheet],
    language: Language,
    fills: Fills,
) -> None:
    """The sheets, notes and colours of an earlier marking, whoever saved the copy since."""
    title = words_of(language).results
    results = {sheet.name for sheet in stored.values() if is_results(sheet, title)}
    for entry in [entry for entry in book.sheets() if entry.name in results | {MARKS_SHEET}]:
        book.remove(entry)
    styles = MarkStyles(book)
    # In a workbook that never was marked, these colours are the user's own.
    coloured = styles.marked() if memory.there or results else frozenset()
    as_left = bool(coloured) and styles.digest(memory.counts) == memory.digest
    only_ours = as_left
    for entry in book.sheets():
        has_notes = book.parts.related(entry.part, "comments", "comments") is not None
        shows = coloured and _refers(book.parts.data(entry.part) or b"", coloured)
        if not has_notes and not shows:
            continue
        cells = EditedSheet(book.parts.tree(entry.part))
        if has_notes:
            Notes(book, entry, cells).remove(said.HEADS, memory.notes_on(entry.name))
        if shows:
            only_ours &= _uncolour(entry, cells, styles, coloured, memory, fills, as_left=as_left)
    if only_ours and len(memory.counts) == len(styles.counts()):
        styles.truncate(memory.counts)


def _refers(data: bytes, styles: frozenset[int]) -> bool:
    return any(int(number) in styles for number in set(_STYLE.findall(data)))


def _uncolour(
    entry: SheetEntry,
    cells: EditedSheet,
    styles: MarkStyles,
    coloured: frozenset[int],
    memory: Memory,
    fills: Fills,
    *,
    as_left: bool,
) -> bool:
    """Each marked cell's own style back: by number, or by fill where styles were counted anew.

    Gives whether every coloured cell was one that is remembered.
    """
    all_known = True
    for row, column, cell in list(cells.each()):
        style = whole(cell, "s")
        if style not in coloured:
            continue
        at = (entry.name, cell_name(row, column))
        known = memory.cells.get(at)
        if known is not None and as_left and styles.has(known.style):
            _set_style(cell, known.style)
        else:  # a coloured cell that is not remembered was copied from a marked one
            fill = known.fill if known else styles.fill_in(fills.get(at))
            _set_style(cell, str(styles.refilled(style, fill)))
            all_known = False
        if known and known.made and not len(cell):
            cells.drop(row, cell)
    return all_known


def _put_on(
    book: Book, name: str, findings: Sequence[Finding], language: Language, told: Told
) -> None:
    styles = MarkStyles(book)
    counts, own = styles.counts(), styles.marked()
    words = words_of(language)
    sheets = {entry.name: entry for entry in book.sheets()}
    kept: dict[tuple[str, str], Remembered] = {}
    marks = marks_of(name, findings, told.causes, told.likely)
    for entry in sheets.values():
        if own and _refers(book.parts.data(entry.part) or b"", own):
            kept |= _coloured_like_marks(book, entry, styles, own)
        if entry.name in marks:
            kept |= _mark_sheet(book, entry, styles, marks[entry.name], language)
    results = results_sheet(
        findings, language, styles, sheets.keys(), title=words.results, told=told, slips=words.slips
    )
    memory = marks_sheet(book.namespace, styles.digest(counts), counts, kept)
    taken = {sheet.casefold() for sheet in sheets}
    title = words.results
    while title.casefold() in taken:  # a sheet of the user's own
        title += "+"
    book.add(title, results, "nianbaoResults", first=True)
    book.add(MARKS_SHEET, memory, "nianbaoMarks", first=False, state="veryHidden")


def _coloured_like_marks(
    book: Book, entry: SheetEntry, styles: MarkStyles, own: frozenset[int]
) -> dict[tuple[str, str], Remembered]:
    """Cells to which the user gave one of these colours: they are no marks when marks go."""
    return {
        (entry.name, cell_name(row, column)): Remembered(
            cell.get("s", ""), styles.fill_of(whole(cell, "s"))
        )
        for row, column, cell in EditedSheet(book.parts.tree(entry.part)).each()
        if whole(cell, "s") in own
    }


def _mark_sheet(
    book: Book,
    entry: SheetEntry,
    styles: MarkStyles,
    marks: Mapping[tuple[int, int], Mark],
    language: Language,
) -> dict[tuple[str, str], Remembered]:
    cells = EditedSheet(book.parts.tree(entry.part))
    kept = {}
    for at, mark in sorted(marks.items()):
        cell, made = cells.find(*at)
        style = whole(cell, "s")
        kept[entry.name, cell_name(*at)] = Remembered(
            cell.get("s", ""), styles.fill_of(style), made
        )
        _set_style(cell, str(styles.mark(style, mark.colour)))
    notes = {
        at: said.note(mark.findings, mark.causes, language, mark.likely)
        for at, mark in marks.items()
        if mark.findings or mark.causes or mark.likely
    }
    added = Notes(book, entry, cells).add(notes) if notes else {}
    for at, note in added.items():
        key = entry.name, cell_name(*at)
        kept[key] = replace(kept[key], note=note)
    return kept


def _set_style(cell: etree._Element, style: str) -> None:
    if style:
        cell.set("s", style)
    else:
        cell.attrib.pop("s", "")
