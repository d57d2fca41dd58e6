"""A table's figures found by its labels, wherever its rows and columns went.

Given a raw sheet, its layout and its tables, gives the cell of every figure, or the
findings that forbid reading it. Labels decide alone; no figure is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from compiler.catalogue import w_workbook as kinds
from compiler.format.declaration import Line, OpenRows, Table
from compiler.format.printing import shown_together, side_by_side
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import cell_name, column_letters
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.line_rows import Between, LineRows, read_line_rows
from compiler.readers.workbook.located import Cell, Located, merged, official_labels, repeating
from compiler.text.labels import closest, folded
from compiler.text.language import Text
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Place, Values
from compiler.workbook.layout import SheetLayout

# Beyond these no form's labels stand, whatever else the sheet holds.
_LAST_ROW, _LAST_COLUMN = 2000, 200
# The columns of keys, names and levels among those of the figures.
_KEY, _LABEL, _LEVEL = "\0key", "\0label", "\0level"


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
        self.rows: dict[str, list[int]] = {}
        for at, text in self.folded.items():
            self.rows.setdefault(text, []).append(at[0])
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
        return min(self.rows.get(folded(text), ()), default=None)

    def column_with(self, text: str) -> int | None:
        wanted = folded(text)
        return min((at[1] for at, said in self.folded.items() if said == wanted), default=None)


def search(
    sheet: RawSheet,
    layout: SheetLayout,
    tables: tuple[Table, ...],
    words: FixedWords,
    *,
    date1904: bool,
) -> Located:
    """By labels alone; rows that staff put in where they may are nothing to be told."""
    texts = _Texts(sheet)
    cells: dict[FigureId, Cell] = {}
    repeats: set[Cell] = set()
    findings: list[Finding] = []
    added: dict[str, LineRows] = {}
    tables = shown_together(tables)
    starts = [texts.row_with(t.band) if t.band else 1 for t in tables]
    across = dict(_columns_of_each(texts, tables))
    for position, table in enumerate(tables):
        top = starts[position]
        if top is None:
            findings.append(_missing(sheet, layout, table.band, "row", texts))
            continue
        ends = [s for s in starts if s is not None and s > top]
        bottom = min(ends) - 1 if ends else texts.last_row + 1
        found = _Search(sheet, layout, table, texts, top, bottom, across[table.id])
        if table.open_rows:
            between, fixed = found.between(table.open_rows, words)
            own = read_line_rows(sheet, table, layout.section.id, between, date1904=date1904)
            added[table.id] = own
            cells.update(found.crossing({**fixed, **own.block.rows}, between.columns))
        else:
            cells.update(found.cells())
        repeats.update(found.repeats)
        findings.extend(found.findings)
    if findings:
        return Located({}, tuple(findings))
    moved = Finding(
        kinds.MOVED_LINES, Place(sheet=sheet.name, section=layout.section.id),
        {"sheet": sheet.name},
    )  # fmt: skip
    known = {folded(text) for text in official_labels(layout)}
    labels = frozenset(at for at, text in texts.folded.items() if text in known)
    if added:
        heads = {folded(each.block.declared.level) for each in added.values()}
        labels |= {at for at, text in texts.folded.items() if text and text in heads}
        written = frozenset(at for each in added.values() for at in each.cells)
        told = tuple(finding for each in added.values() for finding in each.findings)
        return Located(cells, told, labels | repeats | written, added)
    return Located(cells, (moved,), labels | repeats)


def _columns_of_each(texts: _Texts, tables: tuple[Table, ...]) -> Iterator[tuple[str, range]]:
    """Tables side by side begin where their bands or corners do."""
    for group in side_by_side(tables):
        edges = [1, *(texts.column_with(t.band or t.corner) or 1 for t in group[1:])]
        ends = (*edges[1:], texts.last_column + 1)
        for table, first, end in zip(group, edges, ends, strict=True):
            yield table.id, range(first, end)


class _Search:
    """One table's rows and columns between two rows of a sheet.

    `repeats` are cells that repeat the figure to their left, under a header that reaches over
    several columns, as wide as `_widths` say.
    """

    def __init__(
        self,
        sheet: RawSheet,
        layout: SheetLayout,
        table: Table,
        texts: _Texts,
        top: int,
        bottom: int,
        across: range,
    ) -> None:
        self._sheet, self._layout, self._table, self._texts = sheet, layout, table, texts
        self._top, self._bottom, self._across = top, bottom, across
        self.findings: list[Finding] = []
        self.repeats: set[Cell] = set()
        self._widths: dict[int, int] = {}

    def cells(self) -> dict[FigureId, Cell]:
        rows = self._rows()
        first = min(rows.values(), default=self._bottom + 1)
        columns, last_header = self._columns(self._table.drawn_columns(), first - 1)
        if self._table.single_row:
            rows = {"": last_header + 1}
        return self.crossing(rows, columns)

    def crossing(self, rows: Mapping[str, int], columns: Mapping[str, int]) -> dict[FigureId, Cell]:
        """The cell of each figure; those that a header covers besides repeat it."""
        for row in rows.values():
            for column in columns.values():
                others = [(row, column + on) for on in range(1, self._widths[column])]
                self.repeats.update(repeating(self._sheet, (row, column), others))
        return {
            self._table.figure_at(row, column): (rows[row], columns[column])
            for row in rows
            for column in columns
        }

    def between(self, declared: OpenRows, words: FixedWords) -> tuple[Between, dict[str, int]]:
        """Where lines may stand, and the rows of the form."""
        level = (Line(_LEVEL, (declared.level,)),) if declared.level else ()
        heads = tuple(head._replace(id=f"\0{head.id}") for head in declared.heads())
        columns = self._table.columns
        first, last = (self._row_of(text) for text in (words.lines_begin, words.lines_end))
        found, header = self._columns((*heads, *columns, *level), self._last_header(first))
        header += self._counts_columns(header + 1)
        at = {id: found.get(id, 1) for id in (_KEY, _LABEL)}
        if not declared.key:
            at[_KEY] = at[_LABEL]
        figures = {line.id: found[line.id] for line in columns if line.id in found}
        fixed = self._fixed_rows(at[_KEY], min(figures.values(), default=at[_LABEL] + 1), header)
        start = fixed.get(declared.after or "", header) + 1
        end = min((row for row in fixed.values() if row >= start), default=self._bottom + 1)
        rows, spot = range(start, end), found.get(_LEVEL)
        return Between(rows, first, last, at[_KEY], at[_LABEL], spot, figures), fixed

    def _counts_columns(self, row: int) -> bool:
        """Whether this row holds the numbers of columns: no line that an office added."""
        head = folded(self._table.printing.column_numbers)
        return bool(head) and any(self._texts.folded.get((row, c)) == head for c in self._across)

    def _row_of(self, text: str) -> int | None:
        rows = (row for row in self._texts.rows.get(folded(text), ()) if row >= self._top)
        return min((row for row in rows if row <= self._bottom), default=None)

    def _last_header(self, mark: int | None) -> int:
        """Headers are as many rows as the form has, from the first that is one."""
        heads = self._table.open_rows.heads() if self._table.open_rows else ()
        lines = (*self._table.columns, *heads)
        known = {folded(line.label[0]) for line in lines}
        rows = (row for text in known for row in self._texts.rows.get(text, ()))
        first = min((row for row in rows if row >= self._top), default=self._top)
        deep = first + max(len(line.label) for line in lines) - 1
        return deep if mark is None else min(deep, mark - 1)

    def _fixed_rows(self, key: int, figures: int, header: int) -> dict[str, int]:
        """Only a row that begins with a label of the form is the form's own."""
        lines = self._table.fixed_rows
        known = {folded(label) for line in lines for label in line.label}
        firsts = {folded(line.label[0]) for line in lines}
        paths = {
            row: self._texts.path(((row, column) for column in range(key, figures)), known)
            for row in range(header + 1, self._bottom + 1)
            if self._texts.folded.get((row, key)) in firsts
        }
        return self._matched(lines, paths, "row", lambda row: cell_name(row, 1))

    def _rows(self) -> dict[str, int]:
        if self._table.single_row:
            return {}
        known = {folded(label) for line in self._table.rows for label in line.label}
        paths = {
            row: self._texts.path(((row, c) for c in self._across), known)
            for row in range(self._top, self._bottom + 1)
        }
        name: Callable[[int], str] = lambda row: cell_name(row, 1)  # noqa: E731
        return self._matched(self._table.rows, paths, "row", name)

    def _columns(self, lines: tuple[Line, ...], last: int) -> tuple[dict[str, int], int]:
        """Columns by id and the last row of headers."""
        known = {folded(label) for line in lines for label in line.label}
        across = self._across
        header = [
            row for row in range(self._top, last + 1)
            if any(self._texts.folded.get((row, c)) in known for c in across)
        ]  # fmt: skip
        paths: dict[int, tuple[str, ...]] = {}
        widths = self._widths
        start, before = 0, None
        for column in across:
            path = self._texts.path(((row, column) for row in header), known)
            if path != before:
                start, before = column, path
                paths[column] = path
            widths[start] = column - start + 1  # the rest of a merged header
        found = self._matched(lines, paths, "column", column_letters)
        return found, max(header, default=self._top)

    def _matched(
        self,
        lines: tuple[Line, ...],
        paths: Mapping[int, tuple[str, ...]],
        axis: str,
        name: Callable[[int], str],
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        lost: dict[str, None] = {}
        for line in lines:
            wanted = tuple(folded(label) for label in line.label)
            at = [position for position, path in paths.items() if path == wanted]
            if len(at) == 1:
                found[line.id] = at[0]
            elif at:
                self.findings.append(self._repeated(line, "、".join(map(name, at))))
            else:
                # One label may head several lines: it is missed once.
                lost[next((each for each in line.label if self._lacks(each)), "")] = None
                if "" in lost:
                    self.findings.append(self._missing(" ".join(line.label), axis, line.leaf))
                    del lost[""]
        self.findings += [self._missing(label, axis, label) for label in lost]
        return found

    def _lacks(self, label: str) -> bool:
        """Whether these words stand nowhere in the table."""
        rows = range(self._top, self._bottom + 1)
        return not any(row in rows for row in self._texts.rows.get(folded(label), ()))

    def _missing(self, label: str, axis: str, leaf: str) -> Finding:
        return _missing(self._sheet, self._layout, label, axis, self._texts, leaf)

    def _repeated(self, line: Line, cells: str) -> Finding:
        label = " ".join(line.label)
        values = {"sheet": self._sheet.name, "label": label, "cells": cells}
        place = Place(sheet=self._sheet.name, section=self._layout.section.id, label=label)
        return Finding(kinds.REPEATED_LINE, place, values, words=label)


def _containing(label: str, others: Iterable[str]) -> str | None:
    """The only one of the texts that says the label and more."""
    longer = [text for text in others if folded(label) in folded(text)]
    return longer[0] if len(longer) == 1 else None


def _missing(
    sheet: RawSheet, layout: SheetLayout, label: str, axis: str, texts: _Texts, leaf: str = ""
) -> Finding:
    known = {folded(text) for text in (*official_labels(layout), layout.section.title)}
    others = dict.fromkeys(t for t in texts.raw.values() if folded(t) not in known)
    close = closest(leaf or label, others, 0.5) or _containing(leaf or label, others)
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
