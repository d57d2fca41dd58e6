"""A drawn grid as a Word table, its rows written as text.

Given a grid, its words and its alternative text; gives a w:tbl whose merged cells, widths
and repeated header rows are those of the grid. It knows no report and no section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

from compiler.document import gbt9704 as gbt
from compiler.document.bookmarks import Bookmark
from compiler.document.paper import Paper
from compiler.document.parting import kept_rows, kept_rows_of_a_tall_one, set_in, upright_length
from compiler.document.style import SMALL, STYLE_OF_CELL, TABLE_STYLE
from compiler.document.text_markup import empty, in_quotes, text_run
from compiler.document.tree import TableBlock
from compiler.format.grid import Grid, GridCell
from compiler.values.figures import FigureId

# More columns than this cannot hold 五号 in 156 mm.
_COLUMNS_OF_LARGER_TYPE = 8
_MARGIN, _SMALL_MARGIN = 57, 28
# A column this narrow (10 mm) takes one or two characters a line.
_NARROW = 567
_HEADS = ("band", "unit", "corner", "header")
_ROW_HEIGHT, _SMALL_ROW_HEIGHT = 454, 369
# A line over the table belongs to it and stands outside its frame.
_OPEN_ABOVE = (
    '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
)


def table_markup(
    block: TableBlock,
    caption: str,
    bookmarks: Mapping[FigureId, Bookmark],
    paper: Paper,
    led: int = 1,
    *,
    noted: bool = False,
) -> str:
    """The table of one section as text; `caption` is its alternative text, `led` are the lines above
    that are kept with it, `noted`: so is the one below.
    """
    grid, small = block.grid, block.grid.columns > _columns_of_larger_type(paper)
    edges = _edges(grid, paper)
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    height = _SMALL_ROW_HEIGHT if small else _ROW_HEIGHT
    # A table that fits on a page below its heading is parted between its groups at most. A taller
    # one begins where it stands and repeats its headers.
    # Rows may turn out a little higher than they must be.
    fits = (grid.rows + 1) * height + max(led, 1) * gbt.LINE_PITCH <= paper.text_height
    kept = kept_rows(grid, height, paper.text_height) if fits else kept_rows_of_a_tall_one(grid)
    kept[-1] = kept[-1] or (fits and noted)
    heads = _head_rows(grid, whole=all(kept[:-1]))
    rows: list[str] = []
    for number, cells in enumerate(_rows(block)):
        # "At least": a row grows with its text and clips nothing.
        rows.append(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>')
        rows.append("<w:tblHeader/></w:trPr>" if number < heads else "</w:trPr>")
        for cell, words in cells:
            width, first = edges[cell.column + cell.width] - edges[cell.column], number == cell.row
            upright = cell.kind == "label" and _stands_upright(cell, words, width, height)
            own = _side(cell, words, width, small) if first and cell.kind == "header" else ""
            rows.append(
                _cell(cell, first, width, own, vertical=upright, small=small, keep=kept[number])
            )
            if first:
                rows.append(_words(words, bookmarks.get(cell.figure) if cell.figure else None))
            rows.append("</w:p></w:tc>")
        rows.append("</w:tr>")
    properties = _table_properties(small, paper, caption, _description(block))
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _head_rows(grid: Grid, *, whole: bool) -> int:
    """How many rows on top head the others. Of tables below one another the first heads would
    be repeated over all: they are marked where the whole stands on one page.
    """
    if grid.header_rows or not whole:
        return grid.header_rows
    return min((cell.row for cell in grid.cells if cell.kind not in _HEADS), default=0)


def _table_properties(small: bool, paper: Paper, caption: str, description: str) -> str:
    sides = (empty(side, w=str(_SMALL_MARGIN), type="dxa") for side in ("left", "right"))
    said = (
        empty("tblStyle", val=TABLE_STYLE),
        empty("tblW", w=str(paper.text_width), type="dxa"),
        empty("jc", val="center"),
        empty("tblLayout", type="fixed"),
        f"<w:tblCellMar>{''.join(sides)}</w:tblCellMar>" if small else "",
        # The first row heads the columns, said for who cannot see it; no format follows from it.
        empty("tblLook", val="0020", firstRow="1"),
        empty("tblCaption", val=caption),
        empty("tblDescription", val=description),
    )
    return f"<w:tblPr>{''.join(said)}</w:tblPr>"


def _side(cell: GridCell, words: str, width: int, small: bool) -> str:
    """How far a head is set in, so that its words stay whole."""
    margins = _SMALL_MARGIN if small else _MARGIN
    size = (gbt.XIAO_WU if small else gbt.WU_HAO) * 10
    side = set_in(cell, words, width - 2 * margins, size)
    return f'<w:ind w:left="{side}" w:right="{side}"/>' if side else ""


def _cell(
    cell: GridCell, first: bool, width: int, side: str, *, vertical: bool, small: bool, keep: bool
) -> str:
    """A cell up to its words; `first`: in the first of its rows."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.width > 1:
        properties += f'<w:gridSpan w:val="{cell.width}"/>'
    if cell.height > 1:
        properties += f'<w:vMerge w:val="{"restart" if first else "continue"}"/>'
    if cell.kind == "unit":
        properties += _OPEN_ABOVE
    if vertical:
        properties += '<w:textDirection w:val="tbRlV"/>'
    style = f'<w:pStyle w:val="{STYLE_OF_CELL[cell.kind]}{SMALL if small else ""}"/>'
    if keep:
        style += "<w:keepNext/>"
    style += side
    if vertical or cell.kind == "unit":
        style += f'<w:jc w:val="{"center" if vertical else "right"}"/>'
    return (
        f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>{style}</w:pPr>'
    )


def _words(words: str, mark: Bookmark | None) -> str:
    if mark is None:
        return text_run(words)
    name = in_quotes(mark.name)
    return (
        f'<w:bookmarkStart w:id="{mark.id}" w:name="{name}"/>{text_run(words)}'
        f'<w:bookmarkEnd w:id="{mark.id}"/>'
    )


def _rows(block: TableBlock) -> Iterator[list[tuple[GridCell, str]]]:
    """The cells of each row from the left, a cell over several rows in each of them."""
    rows: list[list[tuple[GridCell, str]]] = [[] for _ in range(block.grid.rows)]
    for shown in block.shown():
        for row in rows[shown[0].row : shown[0].row + shown[0].height]:
            row.append(shown)
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
    return width < _NARROW and len(words) > 2 and cell.height * row_height >= upright_length(words)


def _description(block: TableBlock) -> str:
    """The bands, or else the topmost heads: what the table is about, for who cannot see it."""
    topmost = [shown for shown in block.shown() if shown[0].kind in ("band", "header")]
    bands = [words for cell, words in topmost if cell.kind == "band"]
    heads = [words for cell, words in topmost if cell.row == 0]
    return " / ".join(bands or heads)
