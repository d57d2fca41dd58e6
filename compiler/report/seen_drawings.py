"""Which of a section's tables each seen table shows, where lines of their own part them.

Given the blocks of a section as a document shows them, gives each with its drawing: captions
decide, and where there is none the order. It reads no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from compiler.format.declaration import Section, Table
from compiler.format.form import Form
from compiler.format.printing import drawings
from compiler.report.filled import Whose
from compiler.text.labels import folded
from compiler.values.seen import SeenBlock, SeenParagraph, SeenTable


def tables_in_drawings(form: Form, section: Section) -> list[tuple[Table, ...]]:
    """The section's tables, those together that are drawn together."""
    return [tuple(chain.from_iterable(groups)) for groups in drawings(form.tables_of(section))]


def seen_in_drawings(
    blocks: Iterable[SeenBlock], section: Section, form: Form, of: Whose
) -> Iterator[tuple[SeenBlock, int]]:
    """Each block with the number of the drawing that was reached, from 0."""
    drawn = tables_in_drawings(form, section)
    captions = {
        folded(of.fill(tables[0].printing.caption)): number
        for number, tables in enumerate(drawn)
        if tables[0].printing.caption
    }
    # What is said in place of a table that is not drawn.
    instead = [
        {folded(of.fill(t.printing.when_empty)) for t in tables if not t.printing.drawn_empty}
        for tables in drawn
    ]
    at, shown = 0, False
    for block in blocks:
        if isinstance(block, SeenParagraph):
            reached = captions.get(folded(block.text), at)
            shown, at = shown and reached == at, reached
            shown = shown or (bool(drawn) and folded(block.text) in instead[at])
        elif shown and at + 1 < len(drawn) and not drawn[at + 1][0].printing.caption:
            at += 1
        shown = shown or isinstance(block, SeenTable)
        yield block, at


def declared_lines(section: Section, form: Form, of: Whose) -> Iterator[str]:
    """What the declaration prints in a section besides its heading and its tables."""
    yield of.fill(section.printing.when_empty)
    for table in form.tables_of(section):
        printing = table.printing
        lines = ("".join(sides) for sides in printing.above)
        yield from map(of.fill, (printing.caption, *lines, *printing.notes, printing.when_empty))


def is_said_to_be_empty(
    blocks: Iterable[SeenBlock], tables: Sequence[Table], section: Section, of: Whose
) -> bool:
    """Whether the document says of these tables that there was nothing."""
    told = (section.printing.when_empty, *(table.printing.when_empty for table in tables))
    sentences = {folded(of.fill(text)) for text in told if text}
    return any(isinstance(b, SeenParagraph) and folded(b.text) in sentences for b in blocks)
