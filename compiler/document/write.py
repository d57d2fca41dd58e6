"""From the composed tree to the bytes of a .docx.

Given a tree, the properties and the seal; gives the same bytes for the same values on
every machine and at any time. It knows no report, no rule and no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from lxml import etree

from compiler.document import gbt9704 as gbt
from compiler.document.bookmarks import Bookmark
from compiler.document.packing import (
    Properties,
    add_application,
    custom_values,
    package_bytes,
    set_core_properties,
)
from compiler.document.placing import BY_STYLE, Placing, placings
from compiler.document.seal import Seal, add_seal
from compiler.document.style import STYLE_OF_ROLE, styled_document
from compiler.document.table_markup import table_element
from compiler.document.text_markup import add_text
from compiler.document.tree import DocumentTree, TableBlock, TextBlock
from compiler.ooxml.markup import W, added, w
from compiler.values.figures import FigureId

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
    document = styled_document(tree.language, tree.draft, reference)
    for element in _body(tree, bookmarks):
        document.section.addprevious(element)
    set_core_properties(document, properties, tree.language, tree.draft)
    add_application(document, properties.compiler_version)
    if seal is None:
        return package_bytes(document)
    add_seal(document, seal)
    custom = custom_values(properties, seal.digest, tree.draft)
    if reference is not None:
        custom["reference.sha256"] = reference.sha256
    return package_bytes(document, custom)


def _body(tree: DocumentTree, bookmarks: Mapping[FigureId, Bookmark]) -> Iterator[etree._Element]:
    caption, after_table = tree.title, False
    for block, placing in zip(tree.blocks, placings(tree), strict=True):
        if isinstance(block, TableBlock):
            # Two tables that touch would be one.
            if after_table:
                yield _paragraph("body", "")
            yield table_element(block, caption, bookmarks)
        else:
            if block.role == "heading1":
                caption = block.text
            yield _words(block, placing)
        after_table = isinstance(block, TableBlock)
    if after_table:
        # A body must not end with a table.
        yield _paragraph("body", "")


def _words(words: TextBlock, placing: Placing) -> etree._Element:
    return _paragraph(words.role, "\n".join(words.lines) or words.text, placing)


def _paragraph(role: str, text: str, placing: Placing = BY_STYLE) -> etree._Element:
    paragraph = etree.Element(w("p"), nsmap={"w": W})
    properties = added(paragraph, "pPr")
    added(properties, "pStyle", val=STYLE_OF_ROLE[role])
    _place(properties, placing)
    add_text(paragraph, text)
    return paragraph


def _place(properties: etree._Element, placing: Placing) -> None:
    """Indents are lengths; a count of characters, which would rule over them, is set to none."""
    if placing.keep:
        added(properties, "keepNext")
    sides = (("before", placing.lines_before), ("after", placing.lines_after))
    lines = {side: count for side, count in sides if count is not None}
    if lines:
        lengths = {side: str(count * gbt.LINE_PITCH) for side, count in lines.items()}
        counted = {f"{side}Lines": str(count * 100) for side, count in lines.items()}
        added(properties, "spacing", **lengths, **counted)
    if placing.indent is not None:
        indent = {side: str(length) for side, length in asdict(placing.indent).items()}
        added(properties, "ind", rightChars="0", **indent)
        added(properties, "jc", val="left")
