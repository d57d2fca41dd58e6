"""The contents of a section: its tables with the lines around them, and its prose in its place.

Given a section of a report, gives the blocks below its heading. What staff wrote is printed as
it is; captions, units and notes come from the declaration, and so does what is said where
nothing was filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import cast

from compiler.document import gbt9704 as gbt
from compiler.document.column_widths import by_content, parts_words
from compiler.document.paper import Paper
from compiler.document.tree import Block, Role, TableBlock, TextBlock
from compiler.format.declaration import Section, Table
from compiler.format.form import Form
from compiler.format.grid import Grid, draw, part_of
from compiler.format.left_empty import left_empty, section_left
from compiler.format.printing import drawings
from compiler.report.standing import Numbered, role_of, standing
from compiler.values.dataclass import dataclass
from compiler.values.figures import FigureId
from compiler.values.report import Paragraph, Report


@dataclass(frozen=True)
class Printed:
    """How figures, paragraphs and declared texts are worded in one report, and its paper."""

    report: Report
    form: Form
    paper: Paper
    figure: Callable[[FigureId], str]
    paragraph: Callable[[Paragraph], str]
    fill: Callable[[str], str]


def contents(section: Section, printed: Printed) -> Iterator[Block]:
    """Below its heading."""
    report, form = printed.report, printed.form
    paragraphs = report.narrative.get(section.id, ())
    said = standing(paragraphs, section)
    sentence = section.printing.when_empty
    if sentence and section_left(form, section, report.figures):
        in_place = chain.from_iterable(said.values())
        yield from _said(in_place, section, printed)
        if not paragraphs:
            yield TextBlock("body", printed.fill(sentence), section.id)
        return
    yield from _said(said[None], section, printed)
    drawn = drawings(form.tables_of(section))
    for groups in drawn:
        grid = _grid(section, groups, printed, alone=len(drawn) == 1)
        yield from _drawing(section, groups, grid, said, printed)


def _drawing(
    section: Section,
    groups: Sequence[tuple[Table, ...]],
    grid: Grid,
    said: Mapping[str | None, list[Numbered]],
    printed: Printed,
) -> Iterator[Block]:
    """Its tables are drawn as one; what stands between two of them parts the drawing."""
    first, drawn, end = groups[0][0], 0, 0
    empty = any(_not_drawn(table, printed) for table in groups[0])
    yield from _above(first, section, printed, alone=empty)
    for group in groups:
        end += len(group)
        below = [numbered for table in group for numbered in said[table.id]]
        if not empty and (below or group is groups[-1]):
            yield _table(section, part_of(grid, drawn, end), first, printed)
            drawn = end
        for table in group:
            yield from _below(table, section, printed)
        small = group[-1].printing.small_print
        yield from _said(below, section, printed, role="note" if small else None)


def _not_drawn(table: Table, printed: Printed) -> bool:
    left = table.printing.when_empty and not table.printing.drawn_empty
    return bool(left) and left_empty(printed.form, table.id, printed.report.figures)


def _above(table: Table, section: Section, printed: Printed, *, alone: bool) -> Iterator[TextBlock]:
    """Its caption, and the lines between that and the table where it is drawn."""
    printing = table.printing
    if printing.caption:
        yield TextBlock("caption", printed.fill(printing.caption), section.id)
    for sides in () if alone else printing.above:
        yield TextBlock("above", printed.fill("\t".join(filter(None, sides))), section.id)


def _below(table: Table, section: Section, printed: Printed) -> Iterator[TextBlock]:
    """Its notes, and what is said where it was left empty."""
    printing = table.printing
    gone = _not_drawn(table, printed)
    for note in () if gone else printing.notes:
        yield TextBlock("note", printed.fill(note), section.id)
    if printing.when_empty and left_empty(printed.form, table.id, printed.report.figures):
        role: Role = "body" if gone else "note"
        yield TextBlock(role, printed.fill(printing.when_empty), section.id)


def _said(
    paragraphs: Iterator[Numbered] | Sequence[Numbered],
    section: Section,
    printed: Printed,
    role: Role | None = None,
) -> Iterator[TextBlock]:
    """What staff wrote; `role` is that of their plain text, where it is another."""
    for number, paragraph in paragraphs:
        plain = paragraph.level == "body" and role
        level = plain or cast(Role, role_of(paragraph.level, section))
        yield TextBlock(level, printed.paragraph(paragraph), section.id, number)


def _grid(
    section: Section, groups: Sequence[tuple[Table, ...]], printed: Printed, *, alone: bool
) -> Grid:
    """That of the form where the whole section is one drawing on an upright page."""
    width = round(printed.paper.text_width / gbt.MILLIMETRE)
    tables = tuple(chain.from_iterable(groups))
    plain = alone and not section.printing.landscape
    grid = printed.form.grid(section) if plain else draw(tables, width)
    asked = any(table.printing.widths == "content" for table in tables)
    if not asked and not (printed.form.language == "en" and parts_words(grid)):
        return grid
    least = max(table.printing.least_width for table in tables)
    return grid._replace(widths_mm=by_content(grid, _words(grid, printed), width, least))


def _table(section: Section, grid: Grid, first: Table, printed: Printed) -> TableBlock:
    caption = printed.fill(first.printing.caption)
    return TableBlock(section.id, grid, _words(grid, printed), caption)


def _words(grid: Grid, printed: Printed) -> tuple[str, ...]:
    return tuple(
        cell.text if cell.figure is None else printed.figure(cell.figure) for cell in grid.cells
    )
