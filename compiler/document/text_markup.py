"""Text as runs of a paragraph, and what of a text shows.

Given a text, gives the run, or adds it to a paragraph; tabs and line breaks become elements.
It knows no style.
"""

from __future__ import annotations

import re

from lxml import etree

from compiler.document.skeleton import fill
from compiler.ooxml.markup import as_markup
from compiler.text.characters import illegal

_BREAKS = re.compile("(\t|\n)")
_BREAK = {"\t": "<w:tab/>", "\n": "<w:br/>"}


def as_shown(text: str) -> str:
    """The text as a page shows it: one kind of line break, one kind of unbroken hyphen."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NON-BREAKING HYPHEN}", "-")


def add_text(paragraph: etree._Element, text: str) -> None:
    """Add `text` as one run; ValueError if it holds what no XML can hold."""
    fill(paragraph, text_run(text))


def text_run(text: str) -> str:
    """A text as one run, none of nothing; ValueError if it holds what no XML can hold."""
    if not text:
        return ""
    if illegal(text):
        raise ValueError("a character that no XML can hold")
    pieces = _BREAKS.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"<w:r>{''.join(map(_piece, pieces))}</w:r>"


def _piece(text: str) -> str:
    if not text or text in _BREAK:
        return _BREAK.get(text, "")
    preserved = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{preserved}>{as_markup(text)}</w:t>"
