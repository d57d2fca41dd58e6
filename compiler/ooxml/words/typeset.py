"""A document as it is set: its sections, paragraphs, tables and page numbers, measured.

Given a package that passed the door, gives values in twips and half points with every style
resolved, of any program's document. It judges nothing and knows no standard and no report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from compiler.ooxml.markup import attribute, child, is_on, value_of, w
from compiler.ooxml.package import Package
from compiler.ooxml.words.appearance import Appearance
from compiler.ooxml.words.formatting import Formatting, Setting, Type
from compiler.ooxml.words.main_parts import main_parts, part_root
from compiler.ooxml.words.measures import length
from compiler.ooxml.words.numbering import PageNumber, page_number
from compiler.ooxml.words.visible import unwrapped
from compiler.values.named_tuple import NamedTuple

_P, _R, _T, _TBL, _TR, _TC = map(w, ("p", "r", "t", "tbl", "tr", "tc"))
# Styles of lines that stand for themselves, whatever they say: contents, captions, notes.
_APART = ("toc", "caption", "footnote", "endnote", "table line", "table note")
# What Word takes where a section says nothing: a letter's page with margins of an inch.
_WIDTH, _HEIGHT, _MARGIN, _EDGE = 12240, 15840, 1440, 720
_WHOLE = re.compile("-?[0-9]{1,10}")
_LONGEST_LABEL = 16
_GRIDS = ("lines", "linesAndChars", "snapToChars")


class Passage(NamedTuple):
    """A paragraph: its pieces of one type each, and in which section it stands, from 0."""

    role: str
    pieces: tuple[tuple[str, Type], ...]
    setting: Setting
    section: int = 0
    numbered: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


class SetCell(NamedTuple):
    """`width` is None where nothing says."""

    width: int | None
    upright: bool
    passages: tuple[Passage, ...]


class SetRow(NamedTuple):
    """`height` is set only where it is exact: a row that cannot grow."""

    cells: tuple[SetCell, ...]
    height: int | None
    heads: bool
    whole: bool


class SetTable(NamedTuple):
    rows: tuple[SetRow, ...]
    width: int | None
    section: int


class PageSection(NamedTuple):
    """`pitch` is the grid's height of a line, `spread` what its grid adds to a character.

    `numbers` are the page numbers by footer (default, even, first); None for a footer without.
    """

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    footer: int
    grid: str = ""
    pitch: int = 0
    spread: float = 0
    first_apart: bool = False
    numbers: Mapping[str, PageNumber | None] = {}

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right


class Typeset(NamedTuple):
    """Everything in order; `plain` is the type of a plain paragraph."""

    blocks: tuple[Passage | SetTable, ...]
    sections: tuple[PageSection, ...]
    plain: Type
    even_apart: bool

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Passage) and b.text.strip())

    @property
    def tables(self) -> tuple[SetTable, ...]:
        return tuple(block for block in self.blocks if isinstance(block, SetTable))


def typeset(package: Package) -> Typeset:
    main = main_parts(package)
    formatting = Formatting(package, main)
    reader = _TypesetReader(main.styles, formatting)
    body = child(main.document, "body")
    settings = formatting.settings
    properties: list[etree._Element] = []
    blocks: list[Passage | SetTable] = []
    for element in () if body is None else unwrapped(body, (_P, _TBL)):
        if element.tag == _TBL:
            blocks.append(reader.table(element, len(properties)))
            continue
        blocks.append(reader.passage(element, len(properties)))
        if (own := child(child(element, "pPr"), "sectPr")) is not None:
            properties.append(own)
    last = child(body, "sectPr")
    if last is not None:
        properties.append(last)
    elif not properties or any(block.section == len(properties) for block in blocks):
        properties.append(etree.Element("none"))
    sections = _sections(package, properties, formatting)
    even_apart = settings is not None and bool(is_on(settings, "evenAndOddHeaders"))
    return Typeset(tuple(blocks), sections, formatting.plain, even_apart)


class _TypesetReader:
    def __init__(self, styles: Appearance, formatting: Formatting):
        self._styles = styles
        self._formatting = formatting
        self._apart = styles.inherited(False, lambda style, under: under or _is_apart(style))

    def passage(self, paragraph: etree._Element, section: int, table: str | None = None) -> Passage:
        style = value_of(paragraph, "pPr", "pStyle")
        pieces: list[tuple[str, Type]] = []
        for run in unwrapped(paragraph, (_R,)):
            text = "".join(words.text or "" for words in run.iterchildren(_T))
            if not text or self._styles.look(run, style, table).unseen:
                continue
            type_ = self._formatting.type_of(run, style, table)
            if pieces and pieces[-1][1] == type_:
                text = pieces.pop()[0] + text
            pieces.append((text, type_))
        setting = self._formatting.setting_of(paragraph, table)
        numbered = table is None and self._styles.numbered(paragraph)
        return Passage(
            self._role(paragraph, style, table), tuple(pieces), setting, section, numbered
        )

    def _role(self, paragraph: etree._Element, style: str | None, table: str | None) -> str:
        if table is not None or self._apart.of(style):
            return "other"
        return self._styles.role(paragraph)

    def table(self, table: etree._Element, section: int) -> SetTable:
        style = self._styles.table_style(table)
        rows = tuple(self._row(row, section, style) for row in unwrapped(table, (_TR,)))
        stated = child(child(table, "tblPr"), "tblW")
        if attribute(stated, "type") == "dxa" and (own := length(stated, "w")):
            return SetTable(rows, own, section)
        columns = child(table, "tblGrid")
        widths = [length(column, "w") or 0 for column in (() if columns is None else columns)]
        in_shares = attribute(stated, "type") == "pct"
        return SetTable(rows, None if in_shares else sum(widths) or None, section)

    def _row(self, row: etree._Element, section: int, table: str | None) -> SetRow:
        properties = child(row, "trPr")
        height = child(properties, "trHeight")
        exact = attribute(height, "hRule") == "exact"
        return SetRow(
            tuple(self._cell(cell, section, table) for cell in unwrapped(row, (_TC,))),
            length(height, "val") if exact else None,
            properties is not None and bool(is_on(properties, "tblHeader")),
            properties is not None and bool(is_on(properties, "cantSplit")),
        )

    def _cell(self, cell: etree._Element, section: int, table: str | None) -> SetCell:
        properties = child(cell, "tcPr")
        width = child(properties, "tcW")
        return SetCell(
            length(width, "w") if attribute(width, "type") == "dxa" else None,
            child(properties, "textDirection") is not None,
            tuple(self.passage(p, section, table) for p in unwrapped(cell, (_P,))),
        )


def _is_apart(style: etree._Element) -> bool:
    return (value_of(style, "name") or "").lower().startswith(_APART)


def _sections(
    package: Package, properties: list[etree._Element], formatting: Formatting
) -> tuple[PageSection, ...]:
    """A footer that a section does not have is that of the section before it."""
    targets = {r.id: r.target for r in package.relationships(package.main) if not r.external}
    known: dict[str, PageNumber | None] = {}
    numbers: dict[str, PageNumber | None] = {}
    sections = []
    for element in properties:
        for reference in element.iterchildren(w("footerReference")):
            # Strict files have another name space for it.
            ids = (
                str(reference.get(name)) for name in reference.attrib if str(name).endswith("}id")
            )
            part = targets.get(next(ids, ""), "")
            if part not in known:
                known[part] = page_number(part_root(package, part), formatting)
            numbers = {**numbers, attribute(reference, "type") or "default": known[part]}
        sections.append(_section(element, numbers, formatting))
    return tuple(sections)


def _section(
    properties: etree._Element, numbers: Mapping[str, PageNumber | None], formatting: Formatting
) -> PageSection:
    page, margins = child(properties, "pgSz"), child(properties, "pgMar")
    grid = child(properties, "docGrid")
    settings = formatting.settings

    def margin(name: str, absent: int = _MARGIN) -> int:
        # A negative margin is one that a tall header does not push down.
        stated = length(margins, name)
        return absent if stated is None else abs(stated)

    at_top = settings is not None and bool(is_on(settings, "gutterAtTop"))
    gutter = margin("gutter", 0)
    kind = attribute(grid, "type") or ""
    return PageSection(
        length(page, "w") or _WIDTH,
        length(page, "h") or _HEIGHT,
        margin("top") + (gutter if at_top else 0),
        margin("bottom"),
        margin("left") + (0 if at_top else gutter),
        margin("right"),
        margin("footer", _EDGE),
        kind if kind in _GRIDS else "",
        max(length(grid, "linePitch") or 0, 0),
        _spread(attribute(grid, "charSpace") or ""),
        bool(is_on(properties, "titlePg")),
        numbers,
    )


def _spread(text: str) -> float:
    """Twips, from 1/4096 of a point (ECMA-376 Part 1, 17.6.5)."""
    if not _WHOLE.fullmatch(text):
        return 0
    number = int(text)
    # LibreOffice writes a number below 0 as one without a sign.
    return (number - (1 << 32 if number >= 1 << 31 else 0)) * 20 / 4096


def first_words(passages: tuple[Passage, ...] | Iterator[Passage]) -> str:
    """How people find a place again: what it begins with."""
    text = next((p.text.strip() for p in passages if p.text.strip()), "")
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"
