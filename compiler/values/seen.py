"""What a reader of any document sees of it: its paragraphs and tables of text, in order.

Frozen values; nothing here knows a file format, an edition or a language. Blocks that show
nothing are not among them.
"""

from __future__ import annotations

from compiler.values.named_tuple import NamedTuple


class SeenParagraph(NamedTuple):
    """`role` is what it is among others (title, heading1 to heading5, caption, note, above,
    number, attachment, signatory, date, draft), as far as the document says; "body" where it does not.
    """

    role: str
    text: str


class SeenCell(NamedTuple):
    """A cell at (row, column), counted from 0, covering height × width unit cells.

    `marks` are the names of the bookmarks in it.
    """

    row: int
    column: int
    height: int
    width: int
    text: str
    marks: tuple[str, ...] = ()


class SeenTable(NamedTuple):
    """`edges` of the unit columns as shares of the table's width, the first 0 and the last 1;
    empty where the table does not say them.
    """

    rows: int
    columns: int
    cells: tuple[SeenCell, ...]
    edges: tuple[float, ...] = ()

    def by_row(self) -> tuple[tuple[SeenCell, ...], ...]:
        """The cells that begin in each row, from the left."""
        lines: list[list[SeenCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            lines[cell.row].append(cell)
        return tuple(map(tuple, lines))

    @property
    def text(self) -> str:
        """A line a row, its cells parted by tabs."""
        return "\n".join("\t".join(cell.text for cell in row) for row in self.by_row())


SeenBlock = SeenParagraph | SeenTable
Seen = tuple[SeenBlock, ...]
