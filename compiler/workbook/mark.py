"""The marked copy: the user's own workbook with what is wrong shown where it stands.

Given a workbook that passed the door and the findings on it, gives the copy's bytes: bad
cells coloured and with a note, related ones in a lighter colour, a first sheet that lists
everything. Earlier marks are taken off before; every other part keeps its bytes. Must not
know how findings come about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from lxml import etree

from compiler.findings import Finding, Language, Place, Severity
from compiler.package import Package, whole
from compiler.words import words_of
from compiler.workbook import mark_said as said
from compiler.workbook.address import cell_name, parse_cell
from compiler.workbook.mark_book import Book, Entry
from compiler.workbook.mark_cells import Cells
from compiler.workbook.mark_memory import MARKS_SHEET, Memory, Remembered, marks_sheet, recall
from compiler.workbook.mark_notes import Notes
from compiler.workbook.mark_parts import Parts
from compiler.workbook.mark_results import HEADER_ROW, results_sheet
from compiler.workbook.mark_styles import OWN, RELATED, Styles
from compiler.workbook.raw import RawSheet

_STYLE = re.compile(rb"""\ss=["'](\d+)["']""")


@dataclass(frozen=True)
class _Mark:
    """One cell's colour and the findings that stand at it (none: it is only related)."""

    colour: str
    findings: tuple[Finding, ...]


def marked(
    data: bytes,
    package: Package,
    findings: Sequence[Finding],
    language: Language,
    verdict: str = "",
) -> bytes:
    """`package` is what `data` holds; `verdict` the line that opens the list of findings.

    Without findings it is the workbook itself, or itself again where it bore marks.
    """
    book = Book(Parts(package))
    memory, stored = recall(package)
    _take_off(book, memory, stored, language)
    if findings:
        _put_on(book, package.name, findings, language, verdict)
    return book.parts.packed() if book.parts.changed else data


def _take_off(
    book: Book, memory: Memory, stored: Mapping[str, RawSheet], language: Language
) -> None:
    """The sheets, notes and colours of an earlier marking, whoever saved the copy since."""
    title = words_of(language).results
    ours = {MARKS_SHEET} | {s.name for s in stored.values() if _is_results(s, title)}
    for entry in [each for each in book.sheets() if each.name in ours]:
        book.remove(entry)
    styles = Styles(book)
    coloured = styles.marked()
    as_left = bool(coloured) and styles.digest() == memory.digest
    whole = as_left
    for entry in book.sheets():
        has_notes = book.parts.related(entry.part, "comments") is not None
        shows = coloured and _refers(book.parts.data(entry.part) or b"", coloured)
        if not has_notes and not shows:
            continue
        cells = Cells(book.parts.tree(entry.part))
        if has_notes:
            Notes(book, entry, cells).remove(said.HEADS)
        if shows:
            whole &= _uncolour(entry, cells, styles, coloured, memory, as_left=as_left)
    if whole and len(memory.counts) == len(styles.counts()):
        styles.truncate(memory.counts)


def _is_results(sheet: RawSheet, title: str) -> bool:
    """By what stands in it: a sheet of that name may be the user's own."""
    first, code = sheet.cells.get((1, 1)), sheet.cells.get((HEADER_ROW, 3))
    codes = (said.HEADER[2].zh, said.HEADER[2].en)
    return bool(first and first.text == title and code and code.text in codes)


def _refers(data: bytes, styles: frozenset[int]) -> bool:
    return any(int(number) in styles for number in set(_STYLE.findall(data)))


def _uncolour(
    entry: Entry,
    cells: Cells,
    styles: Styles,
    coloured: frozenset[int],
    memory: Memory,
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
        known = memory.cells.get((entry.name, cell_name(row, column)))
        if known is not None and as_left:
            _set_style(cell, known.style)
        else:  # a coloured cell that is not remembered was copied from a marked one
            fill = known.fill if known else styles.fill_of(style)
            _set_style(cell, str(styles.refilled(style, fill)))
            all_known = False
        if known and known.made and not len(cell):
            cells.drop(row, cell)
    return all_known


def _put_on(
    book: Book, name: str, findings: Sequence[Finding], language: Language, verdict: str
) -> None:
    styles = Styles(book)
    counts = styles.counts()
    words = words_of(language)
    sheets = {each.name: each for each in book.sheets()}
    kept: dict[tuple[str, str], Remembered] = {}
    for sheet, marks in _marks(name, findings).items():
        if sheet in sheets:
            kept |= _mark_sheet(book, sheets[sheet], styles, marks, language)
    results = results_sheet(
        findings, language, styles, sheets.keys(),
        title=words.results, verdict=verdict, slips=words.slips,
    )  # fmt: skip
    memory = marks_sheet(book.namespace, styles.digest(), counts, kept)
    taken = {each.casefold() for each in sheets}
    title = words.results
    while title.casefold() in taken:  # a sheet of the user's own
        title += "+"
    book.add(title, results, "nianbaoResults", first=True)
    book.add(MARKS_SHEET, memory, "nianbaoMarks", first=False, state="veryHidden")


def _mark_sheet(
    book: Book,
    entry: Entry,
    styles: Styles,
    marks: Mapping[tuple[int, int], _Mark],
    language: Language,
) -> dict[tuple[str, str], Remembered]:
    cells = Cells(book.parts.tree(entry.part))
    kept = {}
    for at, mark in sorted(marks.items()):
        cell, made = cells.find(*at)
        style = whole(cell, "s")
        kept[entry.name, cell_name(*at)] = Remembered(
            cell.get("s", ""), styles.fill_of(style), made
        )
        _set_style(cell, str(styles.mark(style, mark.colour)))
    notes = {at: said.note(m.findings, language) for at, m in marks.items() if m.findings}
    if notes:
        Notes(book, entry, cells).add(notes)
    return kept


def _marks(name: str, findings: Sequence[Finding]) -> dict[str, dict[tuple[int, int], _Mark]]:
    """The cells to mark by sheet; a cell's own findings weigh more than what it is related to."""
    own: dict[tuple[str, tuple[int, int]], list[Finding]] = {}
    related: dict[tuple[str, tuple[int, int]], list[Finding]] = {}
    for finding in findings:
        # A finding on a whole table names its cells beside it: those are the bad ones.
        beside = related if finding.place.cell else own
        for place, group in [(finding.place, own), *((p, beside) for p in finding.related)]:
            at = parse_cell(place.cell or "")
            if place.sheet and at and _in_file(place, name):
                group.setdefault((place.sheet, at), []).append(finding)
    marks: dict[str, dict[tuple[int, int], _Mark]] = {}
    for key in {**own, **related}:
        colours, known = (OWN, own[key]) if key in own else (RELATED, related[key])
        colour = colours[min((_weight(f) for f in known), key=lambda each: each.rank)]
        marks.setdefault(key[0], {})[key[1]] = _Mark(colour, tuple(own.get(key, ())))
    return marks


def _weight(finding: Finding) -> Severity:
    return Severity.ADVICE if finding.explained else finding.level


def _in_file(place: Place, name: str) -> bool:
    """Last year's report has cells too."""
    return place.file is None or PurePath(place.file).name == name


def _set_style(cell: etree._Element, style: str) -> None:
    if style:
        cell.set("s", style)
    else:
        cell.attrib.pop("s", "")
