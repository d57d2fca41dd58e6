"""Whether words can be seen: hidden, of no size, pressed to strokes, of the paper's colour.

Given an element with run properties, gives what it says of that. It knows no style.
"""

from __future__ import annotations

import re

from lxml import etree

from compiler.ooxml.markup import attribute, child, is_on, value_of
from compiler.ooxml.words.contrast import WHITE
from compiler.ooxml.words.measures import type_size
from compiler.values.named_tuple import NamedTuple

# Of a theme only this is looked at: the colour of the page itself.
_WHITES = ("background1", "light1")
# Type of four points or less is a line, not words.
_SMALLEST = 8
# Letters narrower than this share of their width are strokes; a symbol font shows no letters.
_NARROWEST = 30
_SYMBOLS = re.compile("wingdings|webdings|symbol|marlett|mt extra|dingbats", re.IGNORECASE)


class Look(NamedTuple):
    """How words look, as far as it is said: hidden, their colour, their half points."""

    hidden: bool | None = None
    ink: str | None = None
    size: int | None = None

    def over(self, under: Look) -> Look:
        """This look where it says something, else what is under it."""
        hidden = under.hidden if self.hidden is None else self.hidden
        return Look(hidden, self.ink or under.ink, self.size or under.size)

    def across(self, under: Look) -> Look:
        """The same of styles of different kinds: each can hide (ECMA-376, Part 1, 17.7.3)."""
        hidden = bool(self.hidden or under.hidden)
        return Look(hidden, self.ink or under.ink, self.size or under.size)

    @property
    def unseen(self) -> bool:
        return bool(self.hidden) or (self.size is not None and self.size <= _SMALLEST)


def look_of(holder: etree._Element) -> Look:
    """What the run properties of a run or a style say themselves."""
    properties = child(holder, "rPr")
    if properties is None:
        return Look()
    marks = [is_on(properties, name) for name in ("vanish", "specVanish", "strike", "dstrike")]
    hidden = True if True in marks else (False if False in marks[:2] else None)
    if _is_illegible(properties):
        hidden = True
    return Look(hidden, ink_of(properties), type_size(properties))


def ink_of(properties: etree._Element) -> str | None:
    """The colour that the properties of a run name: six digits, AUTO, "", or what they say."""
    color = child(properties, "color")
    if attribute(color, "themeColor") in _WHITES:
        return WHITE
    return None if color is None else (attribute(color, "val") or "").upper()


def _is_illegible(properties: etree._Element) -> bool:
    """Whether letters are pressed to strokes, moved off their line or replaced by symbols."""
    scale = (value_of(properties, "w") or "").rstrip("%")
    moved = (value_of(properties, "position") or "").lstrip("+-")
    fonts = child(properties, "rFonts")
    faces = () if fonts is None else fonts.attrib.values()
    height = type_size(properties) or 4 * _SMALLEST
    return (
        (scale.isdecimal() and len(scale) < 6 and int(scale) < _NARROWEST)
        or (moved.isdecimal() and (len(moved) > 5 or int(moved) > 2 * height))
        or any(_SYMBOLS.search(str(face)) for face in faces)
    )
