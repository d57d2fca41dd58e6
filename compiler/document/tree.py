"""The composed document: what will be visible, in order, before any file format.

Given by `compose`, taken by `write` and `prove`. It knows no XML and no styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from compiler.format.grid import Grid, GridCell
from compiler.values.named_tuple import NamedTuple

Role = Literal[
    "draft", "title", "number", "heading1", "heading2", "heading3", "heading4", "heading5", "body",
    "caption", "above", "note", "attachment", "signatory", "date",
]  # fmt: skip


class TextBlock(NamedTuple):
    """One visible paragraph outside a table; `section` and `paragraph` say whose it is.

    `paragraph` counts from 1 within its section and is None for what is not staff's own
    prose (the title, a section's heading, the notes at the front of a draft). `entry` is the
    cover's key of a line that comes from there, `before` what stands before an attachment's
    name: the opening of the list, shown on its first line, and its number. `lines` are the
    title's, where it is broken; a break is no word. A tab in a line `above` a table parts what
    stands at its left from what stands at its right. `new_page`: it begins one.
    """

    role: Role
    text: str
    section: str | None = None
    paragraph: int | None = None
    entry: str | None = None
    before: tuple[str, str] = ("", "")
    lines: tuple[str, ...] = ()
    new_page: bool = False


class TableBlock(NamedTuple):
    """A section's tables as one drawn grid, or those between two paragraphs.

    `words[i]` is what `grid.cells[i]` shows; `caption` is its own, where it has one.
    """

    section: str
    grid: Grid
    words: tuple[str, ...]
    caption: str = ""

    @property
    def tables(self) -> tuple[str, ...]:
        """The ids of the tables that are drawn, in order."""
        figures = (cell.figure for cell in self.grid.cells if cell.figure)
        return tuple(dict.fromkeys(figure.table for figure in figures))

    def shown(self) -> Iterator[tuple[GridCell, str]]:
        return zip(self.grid.cells, self.words, strict=True)


Block = TextBlock | TableBlock


class DocumentTree(NamedTuple):
    """A whole report as it will be seen, on which paper; `turned` are the sections whose pages
    lie on their side; `in_parts`: the headings of level one are those of its parts.
    """

    title: str
    language: str
    draft: bool
    blocks: tuple[Block, ...]
    paper: str = "A4"
    turned: frozenset[str] = frozenset()
    in_parts: bool = False

    def is_turned(self, block: Block) -> bool:
        return block.section in self.turned
