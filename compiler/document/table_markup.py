"""A drawn grid as a Word table, built element by element.

Given a grid, its words and its alternative text; gives a w:tbl whose merged cells, widths
and repeated header rows are those of the grid. It knows no report and no section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

from lxml import etree

from compiler.document import gbt9704 as gbt
from compiler.document.bookmarks import Bookmark
from compiler.document.paper import Paper
from compiler.document.style import SMALL, STYLE_OF_CELL, TABLE_STYLE
from compiler.document.text_markup import add_text
from compiler.document.tree import TableBlock
from compiler.format.grid import Grid, GridCell
from compiler.ooxml.markup import W, added, w
from compiler.values.figures import FigureId

# More columns than this cannot hold 五号 in 156 mm.
_COLUMNS_OF_LARGER_TYPE = 8
_SMALL_MARGIN = 28
# A column this narrow (10 mm) takes one or two characters a line.
_NARROW = 567
_HEADS = ("band", "unit", "corner", "header")
_ROW_HEIGHT, _SMALL_ROW_HEIGHT = 454, 369


def table_element(
    block: TableBlock,
    caption: str,
    bookmarks: Mapping[FigureId, Bookmark],
    paper: Paper,
    led: int = 1,
    *,
    noted: bool = False,
) -> etree._Element:
    """The table of one section; `caption` is its alternative text, `led` are the lines above
    that are kept with it, `noted`: so is the one below.
    """
    grid, small = block.grid, block.grid.columns > _columns_of_larger_type(paper)
    edges = _edges(grid, paper)
    table = etree.Element(w("tbl"), nsmap={"w": W})
    _add_table_properties(table, small, paper, caption, _description(block))
    columns = added(table, "tblGrid")
    for left, right in pairwise(edges):
        added(columns, "gridCol", w=str(right - left))
    height = _SMALL_ROW_HEIGHT if small else _ROW_HEIGHT
    # A table that fits on a page below its heading is not parted: a label over many rows would
    # be cut. A taller one begins where it stands and repeats its headers.
    # Rows may turn out a little higher than they must be.
    fits = (grid.rows + 1) * height + max(led, 1) * gbt.LINE_PITCH <= paper.text_height
    last_kept = grid.rows - (0 if noted else 1) if fits else grid.header_rows
    heads = _head_rows(grid, fits)
    for number, cells in enumerate(_rows(block)):
        row = added(table, "tr")
        properties = added(row, "trPr")
        added(properties, "cantSplit")
        # "At least": a row grows with its text and clips nothing.
        added(properties, "trHeight", val=str(height), hRule="atLeast")
        if number < heads:
            added(properties, "tblHeader")
        for cell, words in cells:
            width = edges[cell.column + cell.width] - edges[cell.column]
            paragraph = _add_cell(
                row,
                cell,
                number == cell.row,
                width,
                vertical=_stands_upright(cell, words, width, height),
                small=small,
                keep=number < last_kept,
            )
            if number == cell.row:
                mark = bookmarks.get(cell.figure) if cell.figure else None
                _fill(paragraph, words, mark)
    return table


def _head_rows(grid: Grid, fits: bool) -> int:
    """How many rows on top head the others. Of tables below one another the first heads would
    be repeated over all: they are marked where the whole stands on one page.
    """
    if grid.header_rows or not fits:
        return grid.header_rows
    return min((cell.row for cell in grid.cells if cell.kind not in _HEADS), default=0)


def _add_table_properties(
    table: etree._Element, small: bool, paper: Paper, caption: str, description: str
) -> None:
    properties = added(table, "tblPr")
    added(properties, "tblStyle", val=TABLE_STYLE)
    added(properties, "tblW", w=str(paper.text_width), type="dxa")
    added(properties, "jc", val="center")
    added(properties, "tblLayout", type="fixed")
    if small:
        margins = added(properties, "tblCellMar")
        for side in ("left", "right"):
            added(margins, side, w=str(_SMALL_MARGIN), type="dxa")
    # The first row heads the columns, said for who cannot see it; no format follows from it.
    added(properties, "tblLook", val="0020", firstRow="1")
    added(properties, "tblCaption", val=caption)
    added(properties, "tblDescription", val=description)


def _add_cell(
    row: etree._Element,
    cell: GridCell,
    first: bool,
    width: int,
    *,
    vertical: bool,
    small: bool,
    keep: bool,
) -> etree._Element:
    """The cell's paragraph, still without words."""
    element = added(row, "tc")
    properties = added(element, "tcPr")
    added(properties, "tcW", w=str(width), type="dxa")
    if cell.width > 1:
        added(properties, "gridSpan", val=str(cell.width))
    if cell.height > 1:
        added(properties, "vMerge", val="restart" if first else "continue")
    if cell.kind == "unit":
        _open_above(properties)
    if vertical:
        added(properties, "textDirection", val="tbRlV")
    added(properties, "vAlign", val="center")
    paragraph = added(element, "p")
    style = added(paragraph, "pPr")
    added(style, "pStyle", val=STYLE_OF_CELL[cell.kind] + (SMALL if small else ""))
    if keep:
        added(style, "keepNext")
    if vertical or cell.kind == "unit":
        added(style, "jc", val="center" if vertical else "right")
    return paragraph


def _open_above(properties: etree._Element) -> None:
    """A line over the table belongs to it and stands outside its frame."""
    borders = added(properties, "tcBorders")
    for side in ("top", "left", "right"):
        added(borders, side, val="nil")


def _fill(paragraph: etree._Element, words: str, mark: Bookmark | None) -> None:
    if mark is None:
        add_text(paragraph, words)
        return
    added(paragraph, "bookmarkStart", id=str(mark.id), name=mark.name)
    add_text(paragraph, words)
    added(paragraph, "bookmarkEnd", id=str(mark.id))


def _rows(block: TableBlock) -> Iterator[list[tuple[GridCell, str]]]:
    """The cells of each row from the left, a cell over several rows in each of them."""
    rows: list[list[tuple[GridCell, str]]] = [[] for _ in range(block.grid.rows)]
    for cell, words in block.shown():
        for row in rows[cell.row : cell.row + cell.height]:
            row.append((cell, words))
    for row in rows:
        row.sort(key=lambda shown: shown[0].column)
        if sum(cell.width for cell, _ in row) != block.grid.columns:
            raise ValueError(f"the grid of {block.section} has a hole or an overlap")
    return iter(rows)


def _columns_of_larger_type(paper: Paper) -> int:
    return _COLUMNS_OF_LARGER_TYPE * paper.text_width // gbt.TEXT_WIDTH


def _edges(grid: Grid, paper: Paper) -> list[int]:
    """The columns' edges in twips; rounding the edges, not the widths, keeps the total."""
    shares = [0.0, *accumulate(grid.widths_mm)]
    return [round(share / shares[-1] * paper.text_width) for share in shares]


def _stands_upright(cell: GridCell, words: str, width: int, row_height: int) -> bool:
    """Whether a narrow label over many rows is written from top to bottom.

    Published forms stack 三、本年度办理结果 one character a line.
    """
    length = (len(words) + 2) * gbt.XIAO_WU * 10
    return (
        cell.kind == "label"
        and width < _NARROW
        and len(words) > 2
        and cell.height * row_height >= length
    )


def _description(block: TableBlock) -> str:
    """The bands, or else the topmost heads: what the table is about, for who cannot see it."""
    shown = tuple(block.shown())
    bands = [words for cell, words in shown if cell.kind == "band"]
    heads = [words for cell, words in shown if cell.kind == "header" and cell.row == 0]
    return " / ".join(bands or heads)
