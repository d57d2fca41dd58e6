"""Text as runs of a paragraph, and what of a text shows.

Given a text, gives the run; tabs and line breaks become elements.
It knows no style.
"""

from __future__ import annotations

import re

from compiler.text.characters import illegal

_BLANK = re.compile("\r\n|[\r\n\t]")
_BREAKS = re.compile("(\t|\n)")
# The sign of a number, which stays with it: -9, but not 0591-8888.
_SIGN = re.compile("(\t|\n|(?<![0-9A-Za-z])-(?=[0-9]))")
_BREAK = {"\t": "<w:tab/>", "\n": "<w:br/>", "-": "<w:noBreakHyphen/>"}


def as_shown(text: str) -> str:
    """The text as a page shows it: one kind of line break, one kind of unbroken hyphen."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NON-BREAKING HYPHEN}", "-")


def empty(name: str, /, **attributes: str) -> str:
    """An element without content, its attributes by their names in WordprocessingML."""
    said = "".join(f' w:{key}="{in_quotes(value)}"' for key, value in attributes.items())
    return f"<w:{name}{said}/>"


def text_run(text: str, fonts: str = "", *, breaks: bool = False) -> str:
    """A text as one run, none of nothing; ValueError if it holds what no XML can hold. `fonts` is
    its w:rFonts, where they are not its style's; `breaks`: its lines are broken, and a sign must
    not part from its number.
    """
    if not text:
        return ""
    properties = f"<w:rPr>{fonts}</w:rPr>" if fonts else ""
    # What is printed is no break, and nothing that no XML can hold.
    if text.isprintable() and not (breaks and "-" in text):
        return f"<w:r>{properties}{_piece(text)}</w:r>"
    if illegal(text):
        raise ValueError("a character that no XML can hold")
    parted = (_SIGN if breaks else _BREAKS).split(text.replace("\r\n", "\n").replace("\r", "\n"))
    pieces = (_BREAK[each] if n % 2 else _piece(each) for n, each in enumerate(parted))
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def _piece(text: str) -> str:
    if not text:
        return ""
    preserved = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{preserved}>{between_tags(text)}</w:t>"


def between_tags(text: str) -> str:
    """Escaped as a serializer does it: no more than must be."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_quotes(text: str) -> str:
    """An attribute's, which has no lines: a break or a tab in it is a blank to every parser."""
    if text.isalnum() or text.isidentifier():
        return text
    return between_tags(_BLANK.sub(" ", text)).replace('"', "&quot;")
