"""The composed document: what will be visible, in order, before any file format.

Given by `compose`, taken by `write` and `prove`. It knows no XML and no styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from compiler.format.grid import Grid, GridCell

Role = Literal[
    "draft", "title", "number", "heading1", "heading2", "heading3", "body",
    "attachment", "signatory", "date",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One visible paragraph outside a table; `section` and `paragraph` say whose it is.

    `paragraph` counts from 1 within its section and is None for what is not staff's own
    prose (the title, a section's heading, the notes at the front of a draft). `entry` is the
    cover's key of a line that comes from there, `before` what stands before an attachment's
    name: the opening of the list, shown on its first line, and its number. `lines` are the
    title's, where it is broken; a break is no word.
    """

    role: Role
    text: str
    section: str | None = None
    paragraph: int | None = None
    entry: str | None = None
    before: tuple[str, str] = ("", "")
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A section's tables as one drawn grid, or those between two paragraphs.

    `words[i]` is what `grid.cells[i]` shows.
    """

    section: str
    grid: Grid
    words: tuple[str, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The ids of the tables that are drawn, in order."""
        figures = (cell.figure for cell in self.grid.cells if cell.figure)
        return tuple(dict.fromkeys(figure.table for figure in figures))

    def shown(self) -> Iterator[tuple[GridCell, str]]:
        return zip(self.grid.cells, self.words, strict=True)


Block = TextBlock | TableBlock


@dataclass(frozen=True, slots=True)
class DocumentTree:
    """A whole report as it will be seen."""

    title: str
    language: str
    draft: bool
    blocks: tuple[Block, ...]
