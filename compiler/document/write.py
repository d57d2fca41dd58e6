"""From the composed tree to the bytes of a .docx.

Given a tree, the properties and the seal; gives the same bytes for the same values on
every machine and at any time. It knows no report, no rule and no clock.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from compiler.document.packing import (
    Properties,
    add_application,
    custom_values,
    package_bytes,
    set_core_properties,
)
from compiler.document.page import W
from compiler.document.restyle import Reference
from compiler.document.seal import Seal, add_seal
from compiler.document.style import STYLE_OF_ROLE, styled_document
from compiler.document.table import table_element
from compiler.document.text import add_text
from compiler.document.tree import DocumentTree, TableBlock, Words

__all__ = ["Properties", "write"]


def write(
    tree: DocumentTree, properties: Properties, seal: Seal, reference: Reference | None = None
) -> bytes:
    """The document; ValueError if a text holds a character that XML cannot hold."""
    document = styled_document(tree.language, tree.draft, reference)
    # Elements straight into the body: a table built through the library's own cells costs
    # more with every cell it has.
    body = document.element.body
    for place, element in enumerate(_body(tree)):
        body.insert(place, element)
    set_core_properties(document, properties, tree.language, tree.draft)
    add_application(document, properties.compiler_version)
    add_seal(document, seal)
    custom = custom_values(properties, seal.digest, tree.draft)
    if reference is not None:
        custom["reference.sha256"] = reference.sha256
    return package_bytes(document, custom)


def _body(tree: DocumentTree) -> Iterator[etree._Element]:
    caption, after_table = tree.title, False
    for block in tree.blocks:
        if isinstance(block, TableBlock):
            # Two tables that touch would be one.
            if after_table:
                yield _paragraph("body", "")
            yield table_element(block, caption)
        else:
            if block.role == "heading1":
                caption = block.text
            yield _words(block)
        after_table = isinstance(block, TableBlock)
    if after_table:
        # A body must not end with a table.
        yield _paragraph("body", "")


def _words(words: Words) -> etree._Element:
    return _paragraph(words.role, words.text)


def _paragraph(role: str, text: str) -> etree._Element:
    paragraph = etree.Element(f"{{{W}}}p", nsmap={"w": W})
    properties = etree.SubElement(paragraph, f"{{{W}}}pPr")
    etree.SubElement(properties, f"{{{W}}}pStyle").set(f"{{{W}}}val", STYLE_OF_ROLE[role])
    add_text(paragraph, text)
    return paragraph
