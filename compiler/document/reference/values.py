"""What holds for the styles of a sheet, property by property, in one spelling.

Given the root of a style sheet and the fonts of its theme, gives what Word shows of each
style: its own values over those of the styles it is based on over the document's
defaults. It knows neither which styles there are nor what they are for.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from compiler.document.reference.taken import COLOUR, FONTS, SWITCH, TAKEN, WHOLE, Path, Property
from compiler.ooxml.markup import attribute, child
from compiler.ooxml.words.cascade import Cascade, StyleSheet
from compiler.values.dataclass import dataclass

# The same thing said by other names: of the strict standard, or of a later one.
_ALSO = {"left": "start", "right": "end", "leftChars": "startChars", "rightChars": "endChars"}
_MEANS = {"start": "left", "end": "right", "nil": "none", "on": "1", "true": "1", "off": "0", "false": "0"}  # fmt: skip
# Who says one of these takes the other back (ECMA-376 Part 1, 17.3.1.12).
_EXCLUDES = {"firstLine": "hanging", "hanging": "firstLine", "firstLineChars": "hangingChars", "hangingChars": "firstLineChars"}  # fmt: skip
_THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}  # fmt: skip

Values = Mapping[Property, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for a style; `unclear` are the words of the sheet that mean nothing."""

    values: Values
    unclear: tuple[str, ...] = ()


class StyleValues:
    """The styles of one sheet and what holds for each of them."""

    def __init__(self, root: etree._Element | None, fonts: Mapping[str, str] | None = None):
        self._sheet = StyleSheet(root)
        self._fonts = fonts or {}
        self._held = Cascade(self._sheet, Said({}), self._own, _over)

    @property
    def styles(self) -> tuple[etree._Element, ...]:
        return self._sheet.styles

    def depth(self, style: etree._Element) -> int:
        """How many styles this one is based on."""
        return self._sheet.depth(style)

    def said(self, style: etree._Element) -> Said:
        """All that holds for a style, every font named that can be."""
        held = _over(self._held.of_style(style), self._held.defaults)
        values = {**{p: p.absent for p in TAKEN}, **held.values}
        ascii_, *others = (p for p in TAKEN if p.attribute in FONTS and p.path[-1] == "rFonts")
        for font in others:
            if font.attribute != "eastAsia":  # Latin letters look like Latin letters
                values[font] = values[font] or values[ascii_]
        return Said(values, held.unclear)

    def _own(self, style: etree._Element) -> Said:
        """What a style says itself, and what of it means nothing."""
        values: dict[Property, str] = {}
        unclear: list[str] = []
        for p in TAKEN:
            element = element_at(style, p.path)
            text = None if element is None else self._text(element, p)
            if text is not None and p.allowed.fullmatch(text):
                values[p] = text
            elif text is not None:
                unclear.append(text)
        return Said(values, tuple(unclear))

    def _text(self, element: etree._Element, p: Property) -> str | None:
        """In one spelling: a switch without a value is on, a theme's font goes by its name."""
        if p.path[-1] == "rFonts":
            themed = self._fonts.get(attribute(element, _THEMED[p.attribute]) or "")
            return themed or attribute(element, p.attribute)
        text = attribute(element, p.attribute)
        if text is None and p.attribute in _ALSO:
            text = attribute(element, _ALSO[p.attribute])
        if text is None and p.path[1] in WHOLE:
            return p.absent
        if text is None:
            return "1" if p.allowed is SWITCH and p.attribute == "val" else None
        text = text.upper() if p.allowed is COLOUR and text != "auto" else text
        return _MEANS.get(text, text)


def _over(upper: Said, under: Said) -> Said:
    """One style's values over another's; what it says may take back what stands below."""
    excluded = {(p.path, _EXCLUDES[p.attribute]) for p in upper.values if p.attribute in _EXCLUDES}
    taken_back = {p: "0" for p in TAKEN if (p.path, p.attribute) in excluded}
    values = {**under.values, **taken_back, **upper.values}
    return Said(values, (*under.unclear, *upper.unclear))


def element_at(style: etree._Element, path: Path) -> etree._Element | None:
    """The element to which `path` leads, by either of its names."""
    element: etree._Element | None = style
    for name in path:
        parent = element
        element = child(parent, name)
        if element is None and name in _ALSO:
            element = child(parent, _ALSO[name])
    return element
