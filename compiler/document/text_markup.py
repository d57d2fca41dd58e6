"""Text as runs of a paragraph, and what of a text shows.

Given a paragraph element and its text, adds the run; tabs and line breaks become
elements. It knows no style.
"""

from __future__ import annotations

import re

from lxml import etree

from compiler.ooxml.markup import added

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = re.compile("(\t|\n)")


def as_shown(text: str) -> str:
    """The text as a page shows it: one kind of line break, one kind of unbroken hyphen."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NON-BREAKING HYPHEN}", "-")


def add_text(paragraph: etree._Element, text: str) -> None:
    """Add `text` as one run; ValueError if it holds what no XML can hold."""
    if not text:
        return
    run = added(paragraph, "r")
    for piece in _BREAKS.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if piece == "\t":
            added(run, "tab")
        elif piece == "\n":
            added(run, "br")
        elif piece:
            words = added(run, "t")
            words.text = piece
            if piece != piece.strip():
                words.set(_XML_SPACE, "preserve")
