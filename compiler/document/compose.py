"""A report → the tree of what will be visible, in the order of the form.

Given a report and its declaration; it knows no file format. Quotes are resolved here,
section headings come from the declaration, with the year and the body filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.document.entries import closing_lines, number_line
from compiler.document.title import title_lines
from compiler.document.tree import Block, DocumentTree, TableBlock, TextBlock
from compiler.format.declaration import Section
from compiler.format.form import Form
from compiler.format.grid import Grid, GridCell, part_of
from compiler.format.words import words_of
from compiler.report.filled import Whose, whose
from compiler.report.in_print import in_print
from compiler.report.quotes import Quotable
from compiler.report.standing import standing
from compiler.text.language import Language
from compiler.values.figures import FigureId, Quantity
from compiler.values.report import Paragraph, Report

_BRACKETED = re.compile(r"\s*[(（]\s*([^()（）\s]{1,6})\s*[)）]")


def compose(report: Report, form: Form, draft_notes: Iterable[str] | None = None) -> DocumentTree:
    """`draft_notes` (None: a final document) stand at the front of a draft."""
    title = title_of(report, form)
    quotable = Quotable(form, report)
    blocks: list[Block] = [] if draft_notes is None else list(_front(draft_notes, form))
    blocks.append(TextBlock("title", title, lines=_title_lines(report, form)))
    blocks.extend(number_line(report))
    for section in form.sections:
        if section.heading:
            heading = _whose(report, form).fill(section.heading)
            blocks.append(TextBlock("heading1", heading, section.id))
        blocks.extend(_contents(section, report, form, quotable))
    blocks.extend(closing_lines(report, form.language))
    return DocumentTree(title, form.language, draft_notes is not None, tuple(blocks))


def title_of(report: Report, form: Form) -> str:
    return _whose(report, form).fill(form.declaration.title)


def _title_lines(report: Report, form: Form) -> tuple[str, ...]:
    return title_lines(form.declaration.title, *_whose(report, form), form.language)


def _whose(report: Report, form: Form) -> Whose:
    return whose(report.name, report.year, form.language)


def _front(notes: Iterable[str], form: Form) -> Iterator[TextBlock]:
    words = words_of(form.language)
    yield TextBlock("draft", words.draft_intro)
    for note in notes:
        yield TextBlock("draft", note)


def _contents(section: Section, report: Report, form: Form, quotable: Quotable) -> Iterator[Block]:
    """Its tables are drawn as one; what stands between two of them parts the drawing."""
    said = standing(report.narrative.get(section.id, ()), section)
    last, drawn = len(section.tables), 0
    for end, after in enumerate((None, *section.tables)):
        if end > drawn and (said[after] or end == last):
            yield _table(section, part_of(form.grid(section), drawn, end), report, form)
            drawn = end
        for number, paragraph in said[after]:
            text = shown_text(paragraph, quotable, form.language)
            yield TextBlock(paragraph.level, text, section.id, number)


def shown_text(paragraph: Paragraph, quotable: Quotable, language: Language) -> str:
    """Blanks around it are left to the style; a sub-heading's brackets are full-width."""
    text = quotable.resolved(paragraph.text).strip()
    if paragraph.level == "heading2" and language == "zh":
        return (
            _BRACKETED.sub(lambda m: f"（{m[1]}）", text, count=1)
            if _BRACKETED.match(text)
            else text
        )
    return text


def _table(section: Section, grid: Grid, report: Report, form: Form) -> TableBlock:
    words = tuple(_cell(cell, report, form) for cell in grid.cells)
    return TableBlock(section.id, grid, words)


def _cell(cell: GridCell, report: Report, form: Form) -> str:
    if cell.figure is None:
        return cell.text
    return shown_figure(cell.figure, report.figures[cell.figure], form)


def shown_figure(figure: FigureId, quantity: Quantity, form: Form) -> str:
    return in_print(quantity, form.type_of(figure), form.language)
