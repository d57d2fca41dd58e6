"""From the composed tree to the bytes of a .docx.

Given a tree, the properties and the seal; gives the same bytes for the same values on
every machine and at any time. It knows no report, no rule and no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from compiler.document import gbt9704 as gbt
from compiler.document.bookmarks import Bookmark
from compiler.document.packing import (
    Properties,
    add_application,
    custom_values,
    package_bytes,
    set_core_properties,
)
from compiler.document.page_setup import Pages, pages
from compiler.document.paper import Paper, paper_of
from compiler.document.placing import Placing, placings
from compiler.document.seal import Seal, add_seal
from compiler.document.style import STYLE_OF_ROLE, styled_document
from compiler.document.table_markup import table_markup
from compiler.document.text_markup import empty, text_run
from compiler.document.tree import DocumentTree, TableBlock, TextBlock
from compiler.text.run_in import heading_of_level_two
from compiler.text.widths import has_long_word
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple

if TYPE_CHECKING:
    from compiler.document.reference.restyle import Reference

__all__ = ["Properties", "write"]


def write(
    tree: DocumentTree,
    properties: Properties,
    seal: Seal | None,
    bookmarks: Mapping[FigureId, Bookmark] = MappingProxyType({}),
    reference: Reference | None = None,
) -> bytes:
    """The document, its figures bookmarked; ValueError if a text cannot be held by XML.

    Without a seal it is a paper beside a report, and no property calls it a report.
    """
    paper = paper_of(tree.paper, tree.language)
    document = styled_document(
        tree.language,
        reference,
        {block.role for block in tree.blocks if isinstance(block, TextBlock)},
        in_parts=tree.in_parts,
    )
    set_up = pages(document, paper, tree.language, draft=tree.draft, turning=bool(tree.turned))
    drawn = [*_body(tree, bookmarks, set_up, document.styles.decode())]
    document.set_body(_in_sections(drawn, set_up))
    set_core_properties(document, properties, tree.language, tree.draft)
    add_application(document, properties.compiler_version)
    if seal is None:
        return package_bytes(document)
    add_seal(document, seal)
    custom = custom_values(properties, seal.digest, tree.draft)
    if reference is not None:
        custom["reference.sha256"] = reference.sha256
    return package_bytes(document, custom)


_FONTS = re.compile("<w:rFonts [^>]*>")
# What is kept with the table below it.
_LEADING = ("heading1", "heading2", "heading3", "caption", "above")


class _Drawn(NamedTuple):
    """An element of the body as text, and whether its page lies on its side."""

    markup: str
    turned: bool


def _body(
    tree: DocumentTree,
    bookmarks: Mapping[FigureId, Bookmark],
    set_up: Pages,
    styles: str,
) -> Iterator[_Drawn]:
    caption, before, led = tree.title, None, 0
    kai = _fonts_of_level_two(tree, styles)
    placed = placings(tree, set_up.upright.text_width)
    following = (*tree.blocks[1:], None)
    for block, after, placing in zip(tree.blocks, following, placed, strict=True):
        turned = tree.is_turned(block)
        if isinstance(block, TableBlock):
            # Two tables that touch would be one; between two pages something stands anyway.
            if isinstance(before, TableBlock) and tree.is_turned(before) == turned:
                yield _Drawn(_paragraph("body"), turned)
            paper, words = set_up.paper(turned), block.caption or caption
            noted = isinstance(after, TextBlock) and after.role == "note"
            table = table_markup(block, words, bookmarks, paper, led, noted=noted)
            yield _Drawn(table, turned)
        else:
            if block.role.startswith("heading") and block.paragraph is None:
                caption = block.text
            yield _Drawn(_words(block, placing, set_up.paper(turned), kai), turned)
        led = led + 1 if isinstance(block, TextBlock) and block.role in _LEADING else 0
        before = block
    if isinstance(before, TableBlock):
        # A body must not end with a table.
        yield _Drawn(_paragraph("body"), tree.is_turned(before))


def _in_sections(drawn: Sequence[_Drawn], set_up: Pages) -> Iterator[str]:
    """Where pages turn, the last paragraph before says what the pages up to it are; of the last
    ones the end of the body says it.
    """
    for here, after in zip_longest(drawn, drawn[1:]):
        if after is not None and after.turned == here.turned:
            yield here.markup
            continue
        section = set_up.section(turned=here.turned)
        if after is None:
            yield here.markup + section
        elif here.markup.startswith("<w:p>"):
            yield here.markup.replace("</w:pPr>", f"{section}</w:pPr>", 1)
        else:
            # As low as a line can be, so that it goes below a table that fills its page.
            low = empty("spacing", line="20", lineRule="exact")
            yield here.markup + _paragraph("body", low + section)


def _fonts_of_level_two(tree: DocumentTree, styles: str) -> str:
    """In which a heading that runs in to its paragraph is set; English ones have no such."""
    if tree.language != "zh":
        return ""
    id = STYLE_OF_ROLE["heading3" if tree.in_parts else "heading2"]
    style = styles.partition(f'w:styleId="{id}"')[2].partition("</w:style>")[0]
    fonts = _FONTS.search(style)
    assert fonts is not None
    return fonts[0]


def _words(words: TextBlock, placing: Placing, paper: Paper, kai: str) -> str:
    text = "\n".join(words.lines) or words.text
    heading = heading_of_level_two(text) if kai and words.role == "body" else ""
    placed = _placed(placing, new_page=words.new_page)
    if kai and words.role == "body" and has_long_word(text):
        placed += empty("jc", val="left")
    if words.role == "above" and "\t" in words.text:
        placed += f"<w:tabs>{empty('tab', val='right', pos=str(paper.text_width))}</w:tabs>"
        placed += empty("jc", val="left")
    rest = text_run(text[len(heading) :], breaks=not words.lines)
    return _paragraph(words.role, placed, text_run(heading, kai) + rest)


def _paragraph(role: str, placed: str = "", runs: str = "") -> str:
    style = STYLE_OF_ROLE[role]
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{placed}</w:pPr>{runs}</w:p>'


def _placed(placing: Placing, *, new_page: bool) -> str:
    """Indents are lengths; a count of characters, which would rule over them, is set to none."""
    said = (empty("keepNext") if placing.keep else "") + (
        empty("pageBreakBefore") if new_page else ""
    )
    sides = (("before", placing.lines_before), ("after", placing.lines_after))
    lines = {side: count for side, count in sides if count is not None}
    if lines:
        lengths = {side: str(count * gbt.LINE_PITCH) for side, count in lines.items()}
        counted = {f"{side}Lines": str(count * 100) for side, count in lines.items()}
        said += empty("spacing", **lengths, **counted)
    if placing.space is not None:
        before, after = map(str, placing.space)
        said += empty("spacing", before=before, after=after)
    if placing.indent is not None:
        indent = {side: str(length) for side, length in placing.indent._asdict().items()}
        said += empty("ind", rightChars="0", **indent) + empty("jc", val="left")
    return said
