"""The sheets that a report is printed on: their size, their margins, what is left for words.

Given the paper that a form asks for and its language, gives lengths in twips. Chinese reports
have the margins of GB/T 9704-2012; what the standard says of a type area means nothing to
Latin type, whose margins are an inch.
"""

from __future__ import annotations

from compiler.document import gbt9704 as gbt
from compiler.values.named_tuple import NamedTuple

A4, LETTER = "A4", "Letter"
_SIZES = {A4: (gbt.PAGE_WIDTH, gbt.PAGE_HEIGHT), LETTER: (12240, 15840)}
_INCH, _HALF_INCH = 1440, 720


class Paper(NamedTuple):
    """`header` and `footer` are their distances from the edge; `pitch` the height of the grid's
    lines, 0 where there is none; `turned`: it lies on its side.
    """

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int
    pitch: int = 0
    turned: bool = False

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        return self.height - self.top - self.bottom

    def on_its_side(self) -> Paper:
        """The same sheet with the table's head at its left edge.

        GB/T 9704-2012, 7.4: the head is at the binding on odd and at the cut on even pages, so
        every sheet is turned the same way and what was below is now at the left.
        """
        return Paper(
            self.height, self.width, self.left, self.right, self.bottom, self.top,
            min(self.header, self.left // 2), self.footer, self.pitch, True,
        )  # fmt: skip


def paper_of(size: str, language: str) -> Paper:
    """`size` is A4 or Letter."""
    width, height = _SIZES[size]
    if language != "zh":
        return Paper(width, height, *(_INCH,) * 4, _HALF_INCH, _HALF_INCH)
    margins = gbt.MARGIN_TOP, gbt.MARGIN_BOTTOM, gbt.MARGIN_LEFT, gbt.MARGIN_RIGHT
    return Paper(width, height, *margins, gbt.HEADER_DISTANCE, gbt.FOOTER_DISTANCE, gbt.LINE_PITCH)
