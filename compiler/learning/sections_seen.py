"""A document as it is seen → what its form shows: a title, sections by their headings, tables.

Given paragraphs and tables in order, gives an outline. Where no style says what a heading is,
its number does. It knows no file format and no edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from compiler.learning.label_words import tidied, unit_line
from compiler.learning.outline import Outline, OutlinedSection, OutlinedTable
from compiler.learning.table_read import tables_in
from compiler.text.chinese import numeral
from compiler.text.language import Text
from compiler.values.dataclass import dataclass, field, replace
from compiler.values.seen import Seen, SeenBlock, SeenParagraph

_LONGEST = 60
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、[^。；！]+|第[一二三四五六七八九十]{1,3}(?:部分|章|节)[^。；！]*"
    r"|附[表件]\s*\d*[：:\s][^。；！]+|(?:[Ss]ection|[Pp]art) [\dIVX]{1,3}\b[^.;!]*"
    r"|[1-9]\d?\.? [A-Z][^.;!]*"
)
_TITLE = re.compile(
    r".*(?:报告|年报|报表|公开)|.*\b(?:report|statement|return|review)\b.*", re.IGNORECASE
)
_CAPTION = re.compile(
    r"附?表\s*[\d一二三四五六七八九十].*|.*表|table \d.*|schedule \d.*", re.IGNORECASE
)
_CAPTIONED = Text("表样里这个名称印在表的上面", "the form prints this name above the table")
# What a reader of documents puts for a number that a program counts by itself.
_COUNTED = "#."


@dataclass
class _Section:
    heading: str
    sure: bool
    tables: list[OutlinedTable] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    lesser: str = ""  # the last lesser heading in it

    def frozen(self) -> OutlinedSection:
        return OutlinedSection(self.heading, tuple(self.tables), tuple(self.said), self.sure)


def outline_seen(seen: Seen) -> Outline:
    """What stands before the first heading is a section without one, where there is anything."""
    styled = any(isinstance(b, SeenParagraph) and b.role == "heading1" for b in seen)
    title, rest = _title(seen, styled=styled)
    sections = [_Section("", sure=True)]
    for block in rest:
        if not isinstance(block, SeenParagraph):
            section, tables = sections[-1], tables_in(block)
            section.tables += _under(tables, section)
            section.said += [] if tables else [tidied(cell.text) for cell in block.cells]
        elif _is_heading(block, styled=styled):
            sections.append(_numbered(block.text, len(sections), sure=styled))
        elif block.role not in ("title", "number", "attachment", "signatory", "date", "draft"):
            text = tidied(block.text)
            sections[-1].said.append(text)
            if block.role != "body":
                sections[-1].lesser = text
    first, *others = (section.frozen() for section in sections)
    kept = (first, *others) if first.tables or first.said else tuple(others)
    return Outline(title, kept)


def _title(seen: Seen, *, styled: bool) -> tuple[str, Sequence[SeenBlock]]:
    """The first lines that read as a title, and what follows them."""
    lines: list[str] = []
    for n, block in enumerate(seen):
        if not isinstance(block, SeenParagraph) or _is_heading(block, styled=styled):
            break
        text = tidied(block.text)
        if block.role == "title" or (len(text) <= _LONGEST and _TITLE.fullmatch(text)):
            # The agency may stand on the line before: short, and no sentence.
            before = "" if block.role == "title" else "".join(lines[-1:])
            return before + text, seen[n + 1 :]
        lines = [text] if len(text) <= _LONGEST // 2 and not re.search("[。；;.]", text) else []
    return "", seen


def _is_heading(paragraph: SeenParagraph, *, styled: bool) -> bool:
    if styled:
        return paragraph.role == "heading1"
    text = tidied(paragraph.text)
    return len(text) <= _LONGEST and bool(_NUMBERED.fullmatch(text))


def _numbered(text: str, number: int, *, sure: bool) -> _Section:
    """A heading that a program numbers by itself gets the number that it shows, as a guess."""
    heading = tidied(text)
    if not heading.startswith(_COUNTED):
        return _Section(heading, sure)
    words = heading.removeprefix(_COUNTED).strip()
    chinese = re.search("[\u4e00-\u9fff]", words)
    return _Section(f"{numeral(number)}、{words}" if chinese else f"{number}. {words}", sure=False)


def _under(tables: Iterable[OutlinedTable], section: _Section) -> Iterator[OutlinedTable]:
    """The tables with the unit and the name that the lines above them say, which are taken away."""
    line, band, said = "", "", section.said
    if said and unit_line(said[-1]):
        line = said.pop()
    caption = bool(said) and (said[-1] == section.lesser or _CAPTION.fullmatch(said[-1]))
    if caption and len(said[-1]) <= 2 * _LONGEST:
        band = said.pop()
    for n, table in enumerate(tables):
        doubts = table.doubts
        if band and not table.band and not n:
            table, doubts = replace(table, band=band), (*doubts, _CAPTIONED)
        yield replace(table, unit_line=table.unit_line or line, doubts=doubts)
