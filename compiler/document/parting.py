"""Where the end of a page may part a table, and where the heads of its columns may be broken.

Given a drawn grid; gives the rows that stay with the next, and how far a head is set in so that
its words stay whole. It knows no report and no XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from compiler.document import gbt9704 as gbt
from compiler.format.grid import Grid, GridCell
from compiler.text.characters import is_han

# Of a page at most this part is left blank before a table: a lower one is moved whole.
_MOVED_WHOLE = 4
# Rows that stand neither alone at the foot of a page nor alone at the head of the next.
_TOGETHER = 2
_STEP = 20


def kept_rows(grid: Grid, row_height: int, text_height: int) -> list[bool]:
    """Whether each row stays with the one below it, for a table that fits on a page.

    Tables below one another may be parted where each has a band over it, a taller one between
    its groups: a label over several rows is not cut, unless it is that of groups and the rows
    above the cut hold its words. A group too high for a quarter of the page is cut the same way.
    """
    edges = (*grid.starts, grid.rows)
    banded = {cell.row for cell in grid.cells if cell.kind == "band"}
    if len(edges) > 2 and not banded.issuperset(grid.starts):
        edges = (0, grid.rows)
    kept = [True] * grid.rows
    highest = text_height // (_MOVED_WHOLE * row_height)
    for top, end in pairwise(dict.fromkeys(edges)):
        if top:
            kept[top - 1] = False
        if end - top > highest:
            for row in _seams(grid, top, end, row_height, highest):
                kept[row] = False
    kept[-1] = False
    return kept


def kept_rows_of_a_tall_one(grid: Grid) -> list[bool]:
    """The same for a table that fits on no page: its head, and the last rows as they end it."""
    last = grid.rows - _TOGETHER
    return [row < grid.header_rows or last <= row < grid.rows - 1 for row in range(grid.rows)]


def _seams(grid: Grid, top: int, end: int, row_height: int, highest: int) -> list[int]:
    """The rows of one table after which it may be parted, none of its parts being higher."""
    labels = [c for c in grid.cells if c.kind == "label" and top <= c.row < end]
    over = [cell for cell in labels if cell.height > 1]
    first = min((cell.row for cell in labels), default=end)
    inner = max((cell.column for cell in over), default=0)
    held = [
        row
        for row in range(first + _TOGETHER - 1, end - _TOGETHER)
        if all(
            (row + 1 - cell.row) * row_height >= upright_length(cell.text)
            for cell in over
            if cell.row <= row < cell.row + cell.height - 1
        )
    ]
    between_groups = [row for row in held if not _cuts(over, inner, row)]
    seams: list[int] = []
    for above, below in pairwise((first - 1, *between_groups, end - 1)):
        if above >= first:
            seams.extend(_seams_within(above, below, held, highest))
        seams.append(below)
    return seams[:-1]


def _seams_within(above: int, below: int, held: Iterable[int], highest: int) -> Iterator[int]:
    """Those of one group, as soon as it may be cut, until what is left is low enough."""
    for row in held:
        # A row may turn out higher, so one that would just fit does not.
        if below - above >= highest and above + _TOGETHER <= row <= below - _TOGETHER:
            yield row
            above = row


def _cuts(over: Iterable[GridCell], column: int, row: int) -> bool:
    """Whether a label of the column stands on both sides of this row's end."""
    return any(c.column >= column and c.row <= row < c.row + c.height - 1 for c in over)


def upright_length(words: str) -> int:
    """How far words reach that are written from top to bottom."""
    return (len(words) + 2) * gbt.XIAO_WU * 10


def set_in(cell: GridCell, words: str, room: int, size: int) -> int:
    """How far a head is set in from either side, in twips, so that a line holds an even number of
    its characters: 商业/企业, not 商业企/业. `room` is what its margins leave, `size` that of a
    character.
    """
    fitting = room // size
    if cell.kind != "header" or len(words) <= fitting or fitting < 3 or not all(map(is_han, words)):
        return 0
    of_a_line = next((n for n in range(fitting, 1, -1) if _is_even(words, n, fitting)), fitting)
    spare = room - of_a_line * size - size * 9 // 10
    return -(-spare // (2 * _STEP)) * _STEP if of_a_line < fitting and spare > 0 else 0


def _is_even(words: str, of_a_line: int, fitting: int) -> bool:
    """An odd number of characters takes no more lines for it, and leaves none alone on the last."""
    length = len(words)
    more = -(-length // of_a_line) > -(-length // fitting)
    return of_a_line % 2 == 0 and not (length % 2 and (more or length % of_a_line == 1))
