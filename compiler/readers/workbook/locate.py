"""Where a sheet's figures really stand: by their labels, wherever rows or columns went.

Given a raw sheet and its layout, gives the cell of every figure, or the findings that
forbid reading it. It reads labels only, no figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from compiler.catalogue import w_workbook as kinds
from compiler.format.declaration import Line, Table
from compiler.ooxml.cells.address import cell_name, column_letters
from compiler.ooxml.cells.raw import RawSheet
from compiler.text.labels import closest, folded
from compiler.text.language import Text
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Place, Values
from compiler.workbook.layout import GRID_TOP, SheetLayout

Cell = tuple[int, int]
# A merge larger than any form's is no label; nor has a form so many merged cells in all.
_LARGEST_MERGE, _MOST_MERGED = 2000, 20_000
# Beyond these no form's labels stand, whatever else the sheet holds.
_LAST_ROW, _LAST_COLUMN = 2000, 200


@dataclass(frozen=True)
class Located:
    """`cells` is empty where an error forbids reading the sheet."""

    cells: Mapping[FigureId, Cell]
    findings: tuple[Finding, ...]
    labels: frozenset[Cell] = frozenset()


def locate(
    sheet: RawSheet, layout: SheetLayout, tables: tuple[Table, ...], last_year: str
) -> Located:
    """In place if every label is where the form has it, else by searching the labels.

    `last_year` is the caption, with {year}, above last year's figures beside the form:
    their labels are not this year's.
    """
    changed = _changed_labels(sheet, layout)
    if not changed:
        return Located(layout.cells, (), _label_cells(layout))
    known = _official_labels(layout)
    if all(_alike(expected, found, known) for _, expected, found in changed):
        findings = tuple(_label_changed(sheet, layout, *each) for each in changed)
        return Located(layout.cells, findings, _label_cells(layout))
    return _search(_without_last_year(sheet, layout, last_year), layout, tables)


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
    return replace(sheet, cells=cells)


def _label_cells(layout: SheetLayout) -> frozenset[Cell]:
    assert layout.grid is not None
    return frozenset(
        (GRID_TOP + cell.row, 1 + cell.column) for cell in layout.grid.cells if not cell.figure
    )


def _changed_labels(sheet: RawSheet, layout: SheetLayout) -> list[tuple[Cell, str, str]]:
    assert layout.grid is not None
    found = []
    for cell in layout.grid.cells:
        if cell.figure is None:
            at = (GRID_TOP + cell.row, 1 + cell.column)
            raw = sheet.cells.get(at)
            text = raw.text if raw else ""
            if folded(text) != folded(cell.text):
                found.append((at, cell.text, text))
    return found


def _official_labels(layout: SheetLayout) -> tuple[str, ...]:
    assert layout.grid is not None
    return tuple(dict.fromkeys(cell.text for cell in layout.grid.cells if cell.figure is None))


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


def merged(sheet: RawSheet, last_row: int, last_column: int) -> Iterator[tuple[Cell, list[Cell]]]:
    """The first cell of each merge and its cells, as far as they lie within these bounds."""
    left = _MOST_MERGED
    for top, first, bottom, last in sheet.merges:
        rows = range(top, min(bottom, last_row) + 1)
        columns = range(first, min(last, last_column) + 1)
        size = len(rows) * len(columns)
        if 0 < size <= min(left, _LARGEST_MERGE):
            left -= size
            yield (top, first), [(row, column) for row in rows for column in columns]


class _Texts:
    """The sheet's texts, merged cells filled, folded for comparison."""

    def __init__(self, sheet: RawSheet) -> None:
        self.raw: dict[Cell, str] = {}
        for at, cell in sheet.cells.items():
            if cell.kind == "text" and at[0] <= _LAST_ROW and at[1] <= _LAST_COLUMN:
                self.raw[at] = cell.text
        for corner, cells in merged(sheet, _LAST_ROW, _LAST_COLUMN):
            if text := self.raw.get(corner):
                self.raw.update(dict.fromkeys(cells, text))
        self.folded = {at: folded(text) for at, text in self.raw.items()}
        self.last_row = max((at[0] for at in self.raw), default=0)
        self.last_column = max((at[1] for at in self.raw), default=0)

    def path(self, cells: Iterable[Cell], known: set[str]) -> tuple[str, ...]:
        """The known labels met on the way through these cells, repeats of one merged."""
        met: list[str] = []
        for at in cells:
            text = self.folded.get(at)
            if text in known and (not met or met[-1] != text):
                met.append(text)
        return tuple(met)

    def row_with(self, text: str) -> int | None:
        rows = [at[0] for at, found in self.folded.items() if found == folded(text)]
        return min(rows) if rows else None


def _search(sheet: RawSheet, layout: SheetLayout, tables: tuple[Table, ...]) -> Located:
    texts = _Texts(sheet)
    cells: dict[FigureId, Cell] = {}
    findings: list[Finding] = []
    starts = [texts.row_with(t.band) if t.band else 1 for t in tables]
    for position, table in enumerate(tables):
        top = starts[position]
        if top is None:
            findings.append(_missing(sheet, layout, table.band, "row", texts))
            continue
        ends = [s for s in starts if s is not None and s > top]
        bottom = min(ends) - 1 if ends else texts.last_row + 1
        found = _Search(sheet, layout, table, texts, top, bottom)
        cells.update(found.cells())
        findings.extend(found.findings)
    if findings:
        return Located({}, tuple(findings))
    moved = Finding(
        kinds.MOVED_LINES, Place(sheet=sheet.name, section=layout.section.id),
        {"sheet": sheet.name},
    )  # fmt: skip
    known = {folded(text) for text in _official_labels(layout)}
    labels = frozenset(at for at, text in texts.folded.items() if text in known)
    return Located(cells, (moved,), labels)


class _Search:
    """One table's rows and columns between two rows of a sheet."""

    def __init__(
        self,
        sheet: RawSheet,
        layout: SheetLayout,
        table: Table,
        texts: _Texts,
        top: int,
        bottom: int,
    ) -> None:
        self._sheet, self._layout, self._table, self._texts = sheet, layout, table, texts
        self._top, self._bottom = top, bottom
        self.findings: list[Finding] = []

    def cells(self) -> dict[FigureId, Cell]:
        rows = self._rows()
        first = min(rows.values(), default=self._bottom + 1)
        columns, last_header = self._columns(first - 1)
        if self._table.single_row:
            rows = {"": last_header + 1}
        return {
            self._table.figure_at(row, column): (rows[row], columns[column])
            for row in rows
            for column in columns
        }

    def _rows(self) -> dict[str, int]:
        if self._table.single_row:
            return {}
        known = {folded(label) for line in self._table.rows for label in line.label}
        paths = {
            row: self._texts.path(((row, c) for c in range(1, self._texts.last_column + 1)), known)
            for row in range(self._top, self._bottom + 1)
        }
        name: Callable[[int], str] = lambda row: cell_name(row, 1)  # noqa: E731
        return self._matched(self._table.rows, paths, "row", name)

    def _columns(self, last: int) -> tuple[dict[str, int], int]:
        lines = self._table.drawn_columns()
        known = {folded(label) for line in lines for label in line.label}
        header = [
            row for row in range(self._top, last + 1)
            if any(self._texts.folded.get((row, c)) in known for c in range(1, self._texts.last_column + 1))
        ]  # fmt: skip
        paths: dict[int, tuple[str, ...]] = {}
        for column in range(1, self._texts.last_column + 1):
            path = self._texts.path(((row, column) for row in header), known)
            if path != paths.get(column - 1):  # the rest of a merged header
                paths[column] = path
        found = self._matched(lines, paths, "column", lambda c: column_letters(c))
        return found, max(header, default=self._top)

    def _matched(
        self,
        lines: tuple[Line, ...],
        paths: Mapping[int, tuple[str, ...]],
        axis: str,
        name: Callable[[int], str],
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in lines:
            wanted = tuple(folded(label) for label in line.label)
            at = [position for position, path in paths.items() if path == wanted]
            label = " ".join(line.label)
            if len(at) == 1:
                found[line.id] = at[0]
            elif not at:
                self.findings.append(
                    _missing(self._sheet, self._layout, label, axis, self._texts, line.leaf)
                )
            else:
                cells = "、".join(name(position) for position in at)
                values = {"sheet": self._sheet.name, "label": label, "cells": cells}
                place = Place(sheet=self._sheet.name, section=self._layout.section.id, label=label)
                self.findings.append(Finding(kinds.REPEATED_LINE, place, values, words=label))
        return found


def _missing(
    sheet: RawSheet, layout: SheetLayout, label: str, axis: str, texts: _Texts, leaf: str = ""
) -> Finding:
    known = {folded(text) for text in (*_official_labels(layout), layout.section.heading)}
    others = dict.fromkeys(t for t in texts.raw.values() if folded(t) not in known)
    close = closest(leaf or label, others, 0.5)
    at = next((a for a, t in texts.raw.items() if t == close), None)
    if close and at:
        cell = cell_name(*at)
        hint = Text(
            f"是不是 {cell} 格的“{close}”？请改回“{leaf or label}”。",
            f"Is it “{close}” in {cell}? Give it back the words “{leaf or label}”.",
        )
    else:
        hint = Text(
            "请用空白工作簿对照，把这一处恢复原样，或者把内容填到新的工作簿里。",
            "Compare with a blank workbook and restore it, or fill in a new one.",
        )
    values: Values = {
        "sheet": sheet.name, "label": label, "suggestion": hint,
        "axis": Text("行" if axis == "row" else "列", axis),
    }  # fmt: skip
    place = Place(sheet=sheet.name, section=layout.section.id, label=label)
    return Finding(kinds.MISSING_LINE, place, values, words=label)
