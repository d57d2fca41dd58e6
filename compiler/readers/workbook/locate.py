"""Where a sheet's figures really stand: by their labels, wherever rows or columns went.

Given a raw sheet and its layout, gives the cell of every figure: in place if the labels
are where the form has them, else as `search` finds them. It reads labels only, no figures.
"""

from __future__ import annotations

from compiler.catalogue import w_workbook as kinds
from compiler.format.declaration import Table
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.located import Cell, Located, official_labels, repeating
from compiler.text.labels import closest, folded
from compiler.values.findings import Finding, Place
from compiler.workbook.layout import SheetLayout


def locate(
    sheet: RawSheet,
    layout: SheetLayout,
    tables: tuple[Table, ...],
    words: FixedWords,
    *,
    date1904: bool,
) -> Located:
    """In place if every label is where the form has it, else by searching the labels.

    The labels above last year's figures beside the form are not this year's.
    """
    changed = _changed_labels(sheet, layout) if not layout.blocks else []
    known = official_labels(layout) if changed else ()
    if layout.blocks or not all(_alike(expected, found, known) for _, expected, found in changed):
        from compiler.readers.workbook.search import search

        own = _without_last_year(sheet, layout, words.last_year)
        return search(own, layout, tables, words, date1904=date1904)
    findings = tuple(_label_changed(sheet, layout, *each) for each in changed)
    return Located(layout.cells, findings, _label_cells(sheet, layout))


def _without_last_year(sheet: RawSheet, layout: SheetLayout, caption: str) -> RawSheet:
    before, _, after = map(folded, caption.partition("{year}"))
    columns = [
        at[1]
        for at, cell in sheet.cells.items()
        if cell.kind == "text"
        and folded(cell.text).startswith(before)
        and folded(cell.text).endswith(after)
    ]
    if not columns or layout.grid is None or not layout.grid.label_columns:
        return sheet
    cells = {at: cell for at, cell in sheet.cells.items() if at[1] < min(columns)}
    return sheet._replace(cells=cells)


def _label_cells(sheet: RawSheet, layout: SheetLayout) -> frozenset[Cell]:
    again = (at for first, *others in layout.merged for at in repeating(sheet, first, others))
    return frozenset((*layout.labels, *again))


def _changed_labels(sheet: RawSheet, layout: SheetLayout) -> list[tuple[Cell, str, str]]:
    found = []
    for at, label in layout.labels.items():
        raw = sheet.cells.get(at)
        text = raw.text if raw else ""
        if text != label and folded(text) != folded(label):
            found.append((at, label, text))
    return found


def _alike(expected: str, found: str, known: tuple[str, ...]) -> bool:
    """Whether it is this label with another wording, and not rather another one of the form."""
    close = closest(found, known, cutoff=0.7)
    return close is not None and folded(close) == folded(expected)


def _label_changed(
    sheet: RawSheet, layout: SheetLayout, at: Cell, expected: str, found: str
) -> Finding:
    place = Place(
        sheet=sheet.name, cell=cell_name(*at), section=layout.section.id, label=expected
    )  # fmt: skip
    return Finding(kinds.LABEL_CHANGED, place, {"label": expected, "found": found}, words=expected)
