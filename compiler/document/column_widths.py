"""How wide the columns of a table are by what stands in them.

Given a grid and its words, gives millimetres: a number is never parted, words break where they
must, and what is left over goes where most is written. It knows no report and no XML.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.document import gbt9704 as gbt
from compiler.format.grid import Grid, GridCell
from compiler.text.widths import display_width

# Half a character of 五号 and the margins of a cell, in millimetres.
_HALF = gbt.WU_HAO / 4 * 25.4 / 72
_MARGINS = 2.2
# How far labels are set in besides.
_LABELS = gbt.LABEL_INDENT * 2 / gbt.MILLIMETRE
# Of words that may break, a line holds this many characters of Chinese at least.
_BROKEN = 4
# Letters are as wide as half a character or less, but not in every font that stands in.
_LETTERS = 1.25


def by_content(
    grid: Grid, words: Sequence[str], width_mm: float, least: float = 0.0
) -> tuple[float, ...]:
    """No column below `least`, nor below what its longest number needs while that is possible."""
    cells = [*zip(grid.cells, words, strict=True)]
    needed = _spread(grid, [(cell, _needed(cell, text)) for cell, text in cells], least)
    wished = _spread(grid, [(cell, _whole(text) + _set_in(cell)) for cell, text in cells], least)
    wished = [max(pair) for pair in zip(needed, wished, strict=True)]
    if sum(needed) >= width_mm:
        return tuple(width * width_mm / sum(needed) for width in needed)
    spare, asked = width_mm - sum(needed), sum(wished) - sum(needed)
    if asked <= spare:
        return tuple(width * width_mm / sum(wished) for width in wished)
    return tuple(n + spare * (w - n) / asked for n, w in zip(needed, wished, strict=True))


def parts_words(grid: Grid) -> bool:
    """Whether a label has a word of letters that is longer than its cell is wide."""
    return any(
        _longest_word(cell.text) * _HALF + _MARGINS + _set_in(cell)
        > sum(grid.widths_mm[cell.column : cell.column + cell.width])
        for cell in grid.cells
        if cell.figure is None
    )


def _longest_word(text: str) -> int:
    return max((display_width(word) for word in text.split() if word.isascii()), default=0)


def _whole(text: str) -> float:
    """On one line."""
    return max(map(display_width, text.split("\n")), default=0) * _HALF + _MARGINS


def _needed(cell: GridCell, text: str) -> float:
    if cell.kind == "figure":
        return _whole(text)
    # A word of letters is not parted, Chinese is.
    longest = _longest_word(text)
    broken = min(display_width(text), 2 * _BROKEN)
    return max(_LETTERS * longest, broken) * _HALF + _MARGINS + _set_in(cell)


def _set_in(cell: GridCell) -> float:
    return _LABELS if cell.kind in ("label", "text") else 0.0


def _spread(grid: Grid, asked: Sequence[tuple[GridCell, float]], least: float) -> list[float]:
    """By column; what a cell over several of them needs beyond their own is shared by all."""
    widths = [max(least, _MARGINS)] * grid.columns
    for cell, width in sorted(asked, key=lambda pair: pair[0].width):
        if cell.kind == "band":
            continue
        covered = range(cell.column, cell.column + cell.width)
        lacking = (width - sum(widths[c] for c in covered)) / cell.width
        for column in covered if lacking > 0 else ():
            widths[column] += lacking
    return widths
