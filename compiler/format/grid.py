"""A section's tables as they are drawn: merged headers, labels and figures on one grid.

Given a declaration's tables, gives cells with spans; the workbook, the Word document
and the terminal draw the same grid. Merging follows from shared label prefixes alone. Where
tables stand side by side, `blank` cells fill what one is shorter than the other. `number` cells
count rows and columns where the form does (行次, 栏次): they are printed and no part of a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from compiler.format.declaration import Line, Table
from compiler.format.merged_labels import merged_labels
from compiler.format.printing import side_by_side
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple

# Between the margins of GB/T 9704.
WIDTH_MM = 156.0
# No number can be read in less.
NARROWEST_MM = 4.0
GridPart = Literal["band", "unit", "corner", "header", "label", "number", "figure", "text", "blank"]


class GridCell(NamedTuple):
    """A cell at (row, column), counted from 0, covering height × width unit cells."""

    row: int
    column: int
    height: int
    width: int
    kind: GridPart
    text: str = ""
    figure: FigureId | None = None


class Grid(NamedTuple):
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
    """Draw a section's tables on one grid of the given total width, below one another or side
    by side as they are declared.
    """
    groups = side_by_side(tables)
    depth = label_columns([first for first, *_ in groups])
    columns = max(depth + _columns_of(group) for group in groups)
    cells: list[GridCell] = []
    starts: list[int] = []
    top = 0
    for group in groups:
        starts += [top] * len(group)
        drawn = _draw_group(group, depth, columns, top)
        cells.extend(drawn)
        top = max(c.row + c.height for c in drawn)
    cells.sort(key=lambda c: (c.row, c.column))
    header = _header_rows(groups[0]) if len(groups) == 1 else 0
    beside = len(groups) == 1 and len(tables) > 1
    widths = (
        _widths_beside(tables, width_mm) if beside else _widths(tables, depth, columns, width_mm)
    )
    return Grid(top, columns, header, depth, widths, tuple(cells), tuple(starts))


def label_columns(tables: Sequence[Table]) -> int:
    """How many columns the labels of a section's rows need."""
    return max(_label_depth(t) for t in tables)


def _columns_of(group: Sequence[Table]) -> int:
    """How many columns tables side by side need, but for the labels of the first."""
    beside = sum(map(_label_depth, group[1:]))
    return beside + sum(len(table.drawn_columns()) for table in group)


def _header_rows(group: Sequence[Table]) -> int:
    lines = any(table.band for table in group) + any(table.unit_line for table in group)
    return max(map(_header_depth, group)) + lines


def part_of(grid: Grid, first: int, end: int) -> Grid:
    """Its tables from `first` up to but not `end`, counted from 0, on the columns of the whole."""
    if (first, end) == (0, len(grid.starts)):
        return grid
    top, *_ = starts = grid.starts[first:end]
    bottom = (*grid.starts, grid.rows)[end]
    cells = (c._replace(row=c.row - top) for c in grid.cells if top <= c.row < bottom)
    own = tuple(start - top for start in starts)
    return grid._replace(rows=bottom - top, cells=tuple(cells), starts=own)


class _Block(NamedTuple):
    """The part of a grid in which one table is drawn; `slots` are its rows, None where it has
    none beside its neighbour's; its own rows and columns are counted from the numbers given.
    """

    top: int
    left: int
    depth: int
    columns: int
    heads: int
    banded: bool
    lined: bool
    slots: Sequence[Line | None]
    first_row: int
    first_column: int


def _draw_group(group: Sequence[Table], depth: int, columns: int, top: int) -> list[GridCell]:
    """Tables side by side, the last as wide as is left."""
    banded, lined = any(table.band for table in group), any(table.unit_line for table in group)
    heads = max(map(_header_depth, group))
    cells: list[GridCell] = []
    left, row, column = 0, 1, 1
    for table, slots in zip(group, _levelled(group), strict=True):
        own = depth if left == 0 else _label_depth(table)
        wide = columns - left if table is group[-1] else own + len(table.drawn_columns())
        block = _Block(top, left, own, wide, heads, banded, lined, slots, row, column)
        cells += _draw_table(table, block)
        left += wide
        # The count goes on in the table to the right.
        row += len(slots) if table.printing.row_numbers else 0
        column += len(table.columns) if table.printing.column_numbers else 0
    return cells


def _levelled(group: Sequence[Table]) -> list[list[Line | None]]:
    """The rows of each, with gaps so that those that are said to be level are."""
    levelled: list[list[Line | None]] = [[*group[0].drawn_rows()]]
    for table in group[1:]:
        ids = [row and row.id for row in levelled[-1]]
        rows: list[Line | None] = []
        partners = dict(table.printing.level_with)
        for row in table.drawn_rows():
            if row.id in partners:
                at = ids.index(partners[row.id])
                rows += [None] * (at - len(rows))
                gap = len(rows) - at
                levelled = [[*each[:at], *[None] * gap, *each[at:]] for each in levelled]
                ids[at:at] = [None] * gap
            rows.append(row)
        levelled.append(rows)
    longest = max(map(len, levelled))
    return [[*rows, *[None] * (longest - len(rows))] for rows in levelled]


def _draw_table(table: Table, block: _Block) -> list[GridCell]:
    heads, top, depth, left = table.drawn_columns(), block.top, block.depth, block.left
    cells: list[GridCell] = []
    if block.banded:
        kind: GridPart = "band" if table.band else "blank"
        cells.append(GridCell(top, left, 1, block.columns, kind, table.band))
        top += 1
    if block.lined:
        cells.append(GridCell(top, left, 1, block.columns, "unit", table.unit_line))
        top += 1
    cells += _draw_heads(table, block, top)
    starts, widths = _column_starts(table, block)
    top += block.heads
    named = _named_depth(table, block)
    rows = [row or Line("", ()) for row in block.slots]
    for first, count, level, width, text in merged_labels(rows, named):
        cells.append(GridCell(top + first, left + level, count, width, "label", text))
    for r, row in enumerate(block.slots):
        if named < depth:
            number = str(block.first_row + r)
            cells.append(GridCell(top + r, left + named, 1, 1, "number", number))
        if row is None and named:
            cells.append(GridCell(top + r, left, 1, named, "blank"))
        for c, column in enumerate(heads):
            if row is None:
                cells.append(GridCell(top + r, starts[c], 1, widths[c], "blank"))
                continue
            figure = table.figure_at(row.id, column.id)
            part: GridPart = "text" if table.declared_type(figure).kind == "text" else "figure"
            cells.append(GridCell(top + r, starts[c], 1, widths[c], part, figure=figure))
    return cells


def _draw_heads(table: Table, block: _Block, top: int) -> list[GridCell]:
    """The heads of labels and columns from this row on, and the numbers of columns below."""
    depth, left, counted = block.depth, block.left, bool(table.printing.column_numbers)
    named, heads = _named_depth(table, block), block.heads - counted
    cells: list[GridCell] = []
    if labels := _label_heads(table):
        spans = [1] * len(labels)
        spans[-1] = named - len(labels) + 1
        for first, count, level, height, text in merged_labels(labels, heads):
            width = sum(spans[first : first + count])
            cells.append(GridCell(top + level, left + first, height, width, "corner", text))
    elif depth:
        # A single row has no label of its own: beside other tables the corner reaches down to it.
        height = heads + (1 if table.single_row else 0)
        cells.append(GridCell(top, left, height, named, "corner", table.corner))
    if named < depth:
        head = table.printing.row_numbers
        cells.append(GridCell(top, left + named, heads, 1, "corner", head))
    starts, widths = _column_starts(table, block)
    for first, count, level, height, text in merged_labels(table.drawn_columns(), heads):
        width = sum(widths[first : first + count])
        cells.append(GridCell(top + level, starts[first], height, width, "header", text))
    if counted:
        head, row = table.printing.column_numbers, top + heads
        cells.append(GridCell(row, left, 1, named, "corner", head))
        if named < depth:
            cells.append(GridCell(row, left + named, 1, 1, "corner"))
        for number, (start, width) in enumerate(zip(starts, widths, strict=True)):
            text = str(block.first_column + number)
            cells.append(GridCell(row, start, 1, width, "number", text))
    return cells


def _column_starts(table: Table, block: _Block) -> tuple[list[int], list[int]]:
    """Where each column begins and how many it covers: the last what is left over."""
    count = len(table.drawn_columns())
    widths = [1] * count
    widths[-1] = block.columns - block.depth - count + 1
    starts = [block.left + block.depth + sum(widths[:i]) for i in range(count)]
    return starts, widths


def _named_depth(table: Table, block: _Block) -> int:
    """How many columns the labels have; those of row numbers stand to their right."""
    return block.depth - bool(table.printing.row_numbers)


def _label_depth(table: Table) -> int:
    labels = max(_depth(table.drawn_rows()), len(_label_heads(table)))
    return labels + bool(table.printing.row_numbers)


def _header_depth(table: Table) -> int:
    heads = max(_depth(table.drawn_columns()), _depth(_label_heads(table)))
    return heads + bool(table.printing.column_numbers)


def _label_heads(table: Table) -> tuple[Line, ...]:
    """The heads of the columns of labels, where the table has them in place of a corner."""
    return table.open_rows.heads() if table.open_rows else ()


def _depth(lines: Sequence[Line]) -> int:
    return max((len(line.label) for line in lines), default=0)


def _widths(
    tables: Sequence[Table], depth: int, columns: int, width_mm: float
) -> tuple[float, ...]:
    labels = next((t.label_widths for t in tables if t.label_widths), ())
    # Tables that a document draws apart have labels of their own on the one sheet of a workbook.
    labels = labels if len(labels) == depth else (width_mm / columns,) * depth
    rest = (width_mm - sum(labels)) / (columns - depth)
    return (*labels, *((rest,) * (columns - depth)))


def _widths_beside(tables: Sequence[Table], width_mm: float) -> tuple[float, ...]:
    """Of tables side by side: labels as wide as each says, or as two columns of numbers."""
    undecided, room = 0, width_mm
    blocks = []
    for table in tables:
        depth = _label_depth(table)
        stated = table.label_widths if len(table.label_widths) == depth else ()
        blocks.append((stated, depth, len(table.drawn_columns())))
        undecided += len(table.drawn_columns()) + (0 if stated else 2 * depth)
        room -= sum(stated)
    share = room / undecided
    widths: list[float] = []
    for stated, depth, columns in blocks:
        widths += stated or (2 * share,) * depth
        widths += (share,) * columns
    return tuple(widths)
