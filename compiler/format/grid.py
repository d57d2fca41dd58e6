"""A section's tables as they are drawn: merged headers, labels and figures on one grid.

Given a declaration's tables, gives cells with spans; the workbook, the Word document
and the terminal draw the same grid. Merging follows from shared label prefixes alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from compiler.format.declaration import Line, Table
from compiler.values.figures import FigureId

# Between the margins of GB/T 9704.
WIDTH_MM = 156.0
# No number can be read in less.
NARROWEST_MM = 4.0
GridPart = Literal["band", "unit", "corner", "header", "label", "figure", "text"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at (row, column), counted from 0, covering height × width unit cells."""

    row: int
    column: int
    height: int
    width: int
    kind: GridPart
    text: str = ""
    figure: FigureId | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """`header_rows` leading rows repeat on every page; widths are millimetres per column.

    `starts` are the first rows of the tables that are drawn on it.
    """

    rows: int
    columns: int
    header_rows: int
    label_columns: int
    widths_mm: tuple[float, ...]
    cells: tuple[GridCell, ...]
    starts: tuple[int, ...] = (0,)

    def by_row(self) -> list[list[GridCell]]:
        """The cells that begin in each row, from the left."""
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


def draw(tables: Sequence[Table], width_mm: float = WIDTH_MM) -> Grid:
    """Draw a section's tables below one another on one grid of the given total width."""
    depth = label_columns(tables)
    columns = max(depth + len(t.drawn_columns()) for t in tables)
    cells: list[GridCell] = []
    starts: list[int] = []
    top = 0
    for table in tables:
        starts.append(top)
        drawn = _draw_table(table, depth, columns, top)
        cells.extend(drawn)
        top = max(c.row + c.height for c in drawn)
    cells.sort(key=lambda c: (c.row, c.column))
    header = bool(tables[0].unit_line) + _header_depth(tables[0]) if len(tables) == 1 else 0
    widths = _widths(tables, depth, columns, width_mm)
    return Grid(top, columns, header, depth, widths, tuple(cells), tuple(starts))


def label_columns(tables: Sequence[Table]) -> int:
    """How many columns the labels of a section's rows need."""
    return max(max(_depth(t.drawn_rows()), len(_label_heads(t))) for t in tables)


def part_of(grid: Grid, first: int, end: int) -> Grid:
    """Its tables from `first` up to but not `end`, counted from 0, on the columns of the whole."""
    if (first, end) == (0, len(grid.starts)):
        return grid
    top, *_ = starts = grid.starts[first:end]
    bottom = (*grid.starts, grid.rows)[end]
    cells = (replace(c, row=c.row - top) for c in grid.cells if top <= c.row < bottom)
    own = tuple(start - top for start in starts)
    return replace(grid, rows=bottom - top, cells=tuple(cells), starts=own)


def _draw_table(table: Table, depth: int, columns: int, top: int) -> list[GridCell]:
    rows, heads = table.drawn_rows(), table.drawn_columns()
    cells: list[GridCell] = []
    if table.band:
        cells.append(GridCell(top, 0, 1, columns, "band", table.band))
        top += 1
    if table.unit_line:
        cells.append(GridCell(top, 0, 1, columns, "unit", table.unit_line))
        top += 1
    labels = _label_heads(table)
    header_depth = _header_depth(table)
    if labels:
        spans = [1] * len(labels)
        spans[-1] = depth - len(labels) + 1
        for first, count, level, height, text in _merged(labels, header_depth):
            width = sum(spans[first : first + count])
            cells.append(GridCell(top + level, first, height, width, "corner", text))
    elif depth:
        # A single row has no label of its own: beside other tables the corner reaches down to it.
        height = header_depth + (1 if table.single_row else 0)
        cells.append(GridCell(top, 0, height, depth, "corner", table.corner))
    widths = [1] * len(heads)
    widths[-1] = columns - depth - len(heads) + 1
    starts = [depth + sum(widths[:i]) for i in range(len(heads))]
    for first, count, level, height, text in _merged(heads, header_depth):
        width = sum(widths[first : first + count])
        cells.append(GridCell(top + level, starts[first], height, width, "header", text))
    top += header_depth
    for first, count, level, width, text in _merged(rows, depth):
        cells.append(GridCell(top + first, level, count, width, "label", text))
    for r, row in enumerate(rows):
        for c, column in enumerate(heads):
            figure = table.figure_at(row.id, column.id)
            kind: GridPart = "text" if table.declared_type(figure).kind == "text" else "figure"
            cells.append(GridCell(top + r, starts[c], 1, widths[c], kind, figure=figure))
    return cells


def _header_depth(table: Table) -> int:
    return max(_depth(table.drawn_columns()), _depth(_label_heads(table)))


def _label_heads(table: Table) -> tuple[Line, ...]:
    """The heads of the columns of labels, where the table has them in place of a corner."""
    return table.open_rows.heads() if table.open_rows else ()


def _merged(lines: Sequence[Line], depth: int) -> list[tuple[int, int, int, int, str]]:
    """(first line, lines, level, levels covered, text) of every label of these paths."""
    merged: list[tuple[int, int, int, int, str]] = []
    for level in range(depth):
        first = 0
        while first < len(lines):
            path = lines[first].label
            last = first + 1
            if level < len(path):
                leaf = level == len(path) - 1
                # A line that an office added has a label of its own, whatever its neighbours say.
                own = lines[first].depth is not None
                while not (leaf or own) and last < len(lines) and _shares(lines[last], path, level):
                    last += 1
                merged.append(
                    (first, last - first, level, depth - level if leaf else 1, path[level])
                )
            first = last
    return merged


def _shares(line: Line, other: tuple[str, ...], level: int) -> bool:
    path = line.label
    return line.depth is None and len(path) > level + 1 and path[: level + 1] == other[: level + 1]


def _depth(lines: Sequence[Line]) -> int:
    return max((len(line.label) for line in lines), default=0)


def _widths(
    tables: Sequence[Table], depth: int, columns: int, width_mm: float
) -> tuple[float, ...]:
    labels = next((t.label_widths for t in tables if t.label_widths), ())
    labels = labels or (width_mm / columns,) * depth
    rest = (width_mm - sum(labels)) / (columns - depth)
    return (*labels, *((rest,) * (columns - depth)))
