"""The package's own papers (check record, form of tests) as documents of the standard's page.

Given a title, words and rows, gives a .docx through the document stage: the same styles as
the report, no seal, no claim to be a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC

from compiler import __version__
from compiler.archive.material import Material
from compiler.document.title import title_lines
from compiler.document.tree import Block, DocumentTree, TableBlock, TextBlock
from compiler.document.write import Properties, write
from compiler.format.grid import Grid, GridCell, GridPart
from compiler.text.characters import printable

_AUTHOR = "nianbao"
# Head, millimetres, and the kind of cell below the head.
Column = tuple[str, float, GridPart]


def paper(name: str, blocks: Iterable[Block], material: Material) -> bytes:
    """`name` follows the report's title.

    Made by this program at the time of the act: it is the package's paper, not the report's.
    """
    report, form = material.report, material.form
    title = material.title + name
    lines = title_lines(form.declaration.title, report.name, str(report.year), form.language, name)
    tree = DocumentTree(title, "zh", False, (TextBlock("title", title, lines=lines), *blocks))
    properties = Properties(
        title=title,
        subject=form.declaration.name,
        agency=_AUTHOR,
        year=report.year,
        edition=form.id,
        compiler_version=__version__,
        source_sha256=report.origin.source.sha256,
        created=material.at.astimezone(UTC),
    )
    return write(tree, properties, None)


def heading(text: str) -> TextBlock:
    return TextBlock("heading1", printable(text))


def line(text: str) -> TextBlock:
    """A paragraph of text on one line, whatever was in it."""
    return TextBlock("body", printable(" ".join(text.split())))


def table(
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
) -> TableBlock:
    """A row of one text is a band across all columns."""
    cells = [GridCell(0, n, 1, 1, "header", head) for n, (head, _, _) in enumerate(columns)]
    for at, texts in enumerate(rows, start=1):
        if len(texts) == 1:
            cells.append(GridCell(at, 0, 1, len(columns), "band", texts[0]))
            continue
        for n, (text, (_, _, kind)) in enumerate(zip(texts, columns, strict=True)):
            cells.append(GridCell(at, n, 1, 1, kind, text))
    widths = tuple(width for _, width, _ in columns)
    grid = Grid(len(rows) + 1, len(columns), 1, 0, widths, tuple(cells))
    return TableBlock(name, grid, tuple(printable(cell.text) for cell in cells))
