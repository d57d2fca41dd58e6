"""A report → the tree of what will be visible, in the order of the form.

Given a report and its declaration; it knows no file format. Quotes are resolved here,
section headings come from the declaration, with the year and the body filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from compiler.document.around_tables import Printed, contents
from compiler.document.entries import closing_lines, number_line
from compiler.document.paper import paper_of
from compiler.document.title import title_lines
from compiler.document.tree import Block, DocumentTree, Role, TextBlock
from compiler.format.declaration import Section
from compiler.format.form import Form
from compiler.format.words import words_of
from compiler.report.filled import Whose, whose
from compiler.report.in_print import in_print
from compiler.report.quotes import Quotable
from compiler.text.language import Language
from compiler.values.dataclass import replace
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
    printed = Printed(
        report,
        form,
        paper_of(form.declaration.paper, form.language),
        lambda figure: shown_figure(figure, report.figures[figure], form),
        lambda paragraph: shown_text(paragraph, quotable, form.language),
        _whose(report, form).fill,
    )
    before: tuple[str, ...] = ()
    for section in form.sections:
        headings = (*section.printing.above, *filter(None, (section.heading,)))
        blocks.extend(_headings(section, headings, before, printed))
        turned = section.printing.landscape
        on_paper = replace(printed, paper=printed.paper.on_its_side()) if turned else printed
        blocks.extend(contents(section, on_paper))
        before = headings
    blocks.extend(closing_lines(report, form.language))
    return DocumentTree(
        title,
        form.language,
        draft_notes is not None,
        tuple(blocks),
        form.declaration.paper,
        frozenset(section.id for section in form.sections if section.printing.landscape),
        any(section.printing.part for section in form.sections),
    )


def _headings(
    section: Section, headings: tuple[str, ...], before: tuple[str, ...], printed: Printed
) -> Iterator[TextBlock]:
    """The section's heading, and those over it that do not stand there already."""
    own = len(section.printing.above)
    new = [n for n in range(len(headings)) if n == own or headings[: n + 1] != before[: n + 1]]
    for n in new:
        role = cast(Role, f"heading{n + 1}")
        opens = section.printing.new_page and n == new[0]
        yield TextBlock(role, printed.fill(headings[n]), section.id, new_page=opens)


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


def shown_figure(figure: FigureId, quantity: Quantity, form: Form) -> str:
    return in_print(quantity, form.type_of(figure), form.language)
