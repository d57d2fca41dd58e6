"""What is seen of a document → the report of a form, by headings and labels alone.

Given paragraphs and tables as any document shows them, gives a reading: sections by the
words of their headings, figures by the labels of their row and column (`seen_tables`),
paragraphs by their level. Whatever the form has and the document does not show is a finding.
It knows no file format and trusts no position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from compiler.catalogue.seen_kinds import HEADING_NOT_SEEN
from compiler.format.declaration import Section
from compiler.format.form import Form, form_with
from compiler.format.words import words_of
from compiler.report.filled import Whose, whose
from compiler.report.reading import Reading, parted
from compiler.report.seen_drawings import (
    declared_lines,
    is_said_to_be_empty,
    seen_in_drawings,
    tables_in_drawings,
)
from compiler.report.seen_tables import read_tables
from compiler.report.standing import level_of
from compiler.text.labels import folded
from compiler.values.figures import Absent, FigureId, Quantity
from compiler.values.findings import Finding, Place
from compiler.values.origin import Origin, Source
from compiler.values.report import Level, OpenLine, Paragraph, Report
from compiler.values.seen import Seen, SeenBlock, SeenParagraph, SeenTable

# A program that numbers headings by itself shows no number among their words.
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|#\.|[0-9]{1,2}\.)")
# Where no style says what is a heading, its number does, if no sentence follows it.
_HEADINGS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("heading2", re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。；]{1,40}")),
    ("heading3", re.compile(r"[0-9]{1,2}[.．][^0-9。；][^。；]{0,40}")),
)
# Roles of what staff write, whatever a document makes of it.
_SAID = ("body", "note", "above", "caption", *(f"heading{level}" for level in range(1, 6)))
_COVER = {"number": "document_number", "signatory": "signatory", "date": "date"}


def match(seen: Seen, form: Form, source: Source) -> Reading:
    """The report as far as the document shows it; a figure that it does not show is blank."""
    styled = any(isinstance(b, SeenParagraph) and b.role.startswith("heading") for b in seen)
    agency, year = _title(seen, form)
    of = whose(agency.get("name", ""), year, form.language)
    blocks = _by_section(seen, form, of)
    findings: list[Finding] = []
    figures: dict[FigureId, Quantity] = {}
    narrative: dict[str, tuple[Paragraph, ...]] = {}
    lines: dict[str, tuple[OpenLine, ...]] = {t.id: () for t in form.tables if t.open_rows}
    for section in form.sections:
        inside = blocks.get(section.id)
        if inside is None and section.heading:
            label = of.fill(section.heading)
            place = Place(file=source.path or None, section=section.id, label=label)
            findings.append(Finding(HEADING_NOT_SEEN, place, {"label": label}, words=label))
        placed = [*seen_in_drawings(inside or (), section, form, of)]
        said = tuple(_paragraphs(placed, section, form, of, styled=styled))
        if section.is_prose or said:
            narrative[section.id] = said
        if not section.is_prose and inside is not None:
            for number, tables in enumerate(tables_in_drawings(form, section)):
                shown = [b for b, at in placed if at == number and isinstance(b, SeenTable)]
                if not shown and is_said_to_be_empty(inside, tables, section, of):
                    continue
                tables_read = read_tables(shown, tables, section, form, source.path)
                figures.update(tables_read.figures)
                findings += tables_read.findings
                lines |= tables_read.lines
    whole = form_with(form.declaration, lines)
    blank: dict[FigureId, Quantity] = dict.fromkeys(whole.figures, Absent.BLANK)
    report = Report(
        form.id,
        year,
        {**agency, **_cover(seen)},
        narrative,
        blank | figures,
        attachments=tuple(_attachments(seen, form)),
        lines=lines,
        origin=Origin(source=source),
    )
    return Reading(report, whole, tuple(findings))


def _by_section(seen: Seen, form: Form, of: Whose) -> Mapping[str, list[SeenBlock]]:
    """The blocks of each section that is there; what stands before the first heading is the
    introduction, where the form has one.
    """
    told = [(of.fill(h), s) for s in form.sections for h in (s.heading, *s.variants) if h]
    # Two may differ in their numbers alone.
    headings = {_bare(h): s for h, s in told} | {folded(h): s for h, s in told}
    over = {_bare(of.fill(h)) for s in form.sections for h in s.printing.above}
    current: Section | None = next((s for s in form.sections if not s.heading), None)
    blocks: dict[str, list[SeenBlock]] = {} if current is None else {current.id: []}
    for block in seen:
        text = block.text if isinstance(block, SeenParagraph) else ""
        named = (headings.get(folded(text)) or headings.get(_bare(text))) if text else None
        if named is not None:
            current = named
            blocks.setdefault(named.id, [])
        elif current is not None and not (text and (_bare(text) in over or _is_title(text, form))):
            blocks[current.id].append(block)
    return blocks


def _bare(heading: str) -> str:
    return _NUMBER.sub("", folded(heading), count=1)


def _paragraphs(
    placed: Sequence[tuple[SeenBlock, int]],
    section: Section,
    form: Form,
    of: Whose,
    *,
    styled: bool,
) -> Iterator[Paragraph]:
    """Each with the table that it stands below: the last whose band was seen by then. What the
    declaration says around its tables is nobody's paragraph.
    """
    after: str | None = None
    declared = {folded(text) for text in declared_lines(section, form, of)}
    drawn = tables_in_drawings(form, section)
    bands = {folded(table.band): table.id for table in form.tables_of(section) if table.band}
    for block, number in placed:
        if isinstance(block, SeenTable) and drawn:
            ids = [table.id for table in drawn[number]]
            seen = [bands[text] for cell in block.cells if (text := folded(cell.text)) in bands]
            after = seen[-1] if seen else after if after in ids else ids[-1]
        elif isinstance(block, SeenTable):
            continue
        elif block.role in _SAID and folded(block.text) not in declared:
            level = _level(block, section, styled=styled)
            yield from parted(Paragraph(level, block.text.strip(), after=after))


def _level(paragraph: SeenParagraph, section: Section, *, styled: bool) -> Level:
    if styled:
        return level_of(paragraph.role, section)
    numbered = (lv for lv, number in _HEADINGS if number.fullmatch(paragraph.text.strip()))
    return next(numbered, "body")


def _title_pattern(form: Form) -> re.Pattern[str]:
    marked = Whose("\0", "\1").fill(form.declaration.title)
    return re.compile(
        re.escape(marked).replace("\0", "(?P<agency>.+?)").replace("\1", "(?P<year>[0-9]{4})")
    )


def _is_title(text: str, form: Form) -> bool:
    return _title_pattern(form).fullmatch(text.replace("\n", "").strip()) is not None


def _title(seen: Seen, form: Form) -> tuple[dict[str, str], int | None]:
    """Body and year, from the first paragraph that reads as the form's title does."""
    pattern = _title_pattern(form)
    for block in seen:
        if isinstance(block, SeenParagraph):
            title = pattern.fullmatch(block.text.replace("\n", "").strip())
            if title:
                return {"name": title["agency"].strip()}, int(title["year"])
    return {}, None


def _cover(seen: Seen) -> dict[str, str]:
    """Lines that the cover gives, as far as the document says which they are."""
    lines = (block for block in seen if isinstance(block, SeenParagraph))
    return {_COVER[line.role]: line.text.strip() for line in lines if line.role in _COVER}


def _attachments(seen: Seen, form: Form) -> Iterator[str]:
    """Their names without the opening of the list and, where there are several, their numbers."""
    lines = [b.text for b in seen if isinstance(b, SeenParagraph) and b.role == "attachment"]
    opening = rf"(?:{re.escape(words_of(form.language).attachments)}[：:]\s*)?"
    before = re.compile(opening + (r"(?:[0-9]{1,2}\.\s*)?" if len(lines) > 1 else ""))
    for line in lines:
        yield before.sub("", line.strip(), count=1)
