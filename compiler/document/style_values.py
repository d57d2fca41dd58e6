"""What a style says of its type, its spacing and its lines: the one list of what is taken.

Given the root of a style sheet and the fonts of its theme, gives what Word shows of each
style: its own values over those of the styles it is based on over the document's
defaults. It knows neither which styles there are nor what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from compiler.document.page import W

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """One attribute of the element to which `path` leads from the style.

    `absent` is what Word takes where nobody says anything ("" where that is not known);
    a value that is not `allowed` is one that Word cannot have written.
    """

    path: Path
    attribute: str
    absent: str
    allowed: re.Pattern[str]


_SWITCH = re.compile("[01]")
_LENGTH, _COUNT = re.compile(r"-?[0-9]{1,5}"), re.compile(r"[0-9]{1,5}")
_COLOUR = re.compile("auto|[0-9A-F]{6}")
_FONT = re.compile(r"[^\x00-\x1f<>\"]{1,31}")
_LINES = re.compile(
    "none|single|double|triple|dotted|dashed|dashSmallGap|dotDash|dotDotDash|thick|wave"
)
_UNDERLINES = re.compile("none|single|words|double|thick|dotted|dash|dotDash|dotDotDash|wave")


def _each(path: str, absent: str, allowed: re.Pattern[str], *attributes: str) -> list[Property]:
    return [Property(tuple(path.split()), name, absent, allowed) for name in attributes]


def _switches(holder: str, absent: str, *names: str) -> list[Property]:
    return [p for name in names for p in _each(f"{holder} {name}", absent, _SWITCH, "val")]


def _rules(path: str, *sides: str) -> list[Property]:
    return [
        p
        for side in sides
        for p in (
            *_each(f"{path} {side}", "none", _LINES, "val"),
            *_each(f"{path} {side}", "0", _COUNT, "sz", "space"),
            *_each(f"{path} {side}", "auto", _COLOUR, "color"),
        )
    ]


# Elements said as a whole: what one leaves out is not taken from the style it is based on.
WHOLE = ("pBdr", "tblBorders")
FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
# Left out on purpose: what hides words (vanish), numbers them (numPr) or gives them another
# meaning (outlineLvl, lang); colours behind them; and the rules of punctuation and of space
# beside Latin letters, on which the count of characters rests and which programs change
# without being asked.
TAKEN: tuple[Property, ...] = (
    *_switches("pPr", "0", "keepNext", "keepLines", "pageBreakBefore"),
    *_switches("pPr", "1", "widowControl"),
    *_rules("pPr pBdr", "top", "left", "bottom", "right", "between"),
    *_switches("pPr", "1", "snapToGrid"),
    *_each("pPr spacing", "0", _LENGTH, "before", "beforeLines", "after", "afterLines"),
    *_each("pPr spacing", "0", _SWITCH, "beforeAutospacing", "afterAutospacing"),
    *_each("pPr spacing", "240", _LENGTH, "line"),
    *_each("pPr spacing", "auto", re.compile("auto|exact|atLeast"), "lineRule"),
    *_each("pPr ind", "0", _LENGTH, "left", "leftChars", "right", "rightChars"),
    *_each("pPr ind", "0", _LENGTH, "firstLine", "firstLineChars", "hanging", "hangingChars"),
    *_switches("pPr", "0", "contextualSpacing"),
    *_each("pPr jc", "left", re.compile("left|center|right|both|distribute"), "val"),
    *_each("rPr rFonts", "", _FONT, *FONTS),
    *_switches("rPr", "0", "b", "bCs", "i", "iCs", "caps", "smallCaps"),
    *_each("rPr color", "auto", _COLOUR, "val"),
    *_each("rPr spacing", "0", _LENGTH, "val"),
    *_each("rPr w", "100", re.compile("[0-9]{1,3}"), "val"),
    *_each("rPr kern", "0", _COUNT, "val"),
    *_each("rPr position", "0", _LENGTH, "val"),
    *_each("rPr sz", "20", re.compile("[0-9]{1,4}"), "val"),
    *_each("rPr szCs", "20", re.compile("[0-9]{1,4}"), "val"),
    *_each("rPr u", "none", _UNDERLINES, "val"),
    *_rules("tblPr tblBorders", "top", "left", "bottom", "right", "insideH", "insideV"),
    *(
        p
        for side in ("top", "left", "bottom", "right")
        for p in _each(f"tblPr tblCellMar {side}", "0", _COUNT, "w")
    ),
)  # fmt: skip

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

    def __init__(self, root: etree._Element, theme: Mapping[str, str] | None = None):
        self.styles = tuple(root.iterchildren(f"{{{W}}}style"))
        self._by_id = {style.get(f"{{{W}}}styleId", ""): style for style in self.styles}
        self._theme = theme or {}
        # docDefaults wrap their properties once more: as one style they are read like any.
        self._defaults = etree.Element(f"{{{W}}}style")
        for name in ("pPr", "rPr"):
            found = root.find(f"{{{W}}}docDefaults/{{{W}}}{name}Default/{{{W}}}{name}")
            if found is not None:
                self._defaults.append(etree.fromstring(etree.tostring(found)))

    def depth(self, style: etree._Element) -> int:
        """How many styles this one is based on."""
        return sum(1 for _ in self._chain(style)) - 1

    def said(self, style: etree._Element) -> Said:
        """All that holds for a style, every font named that can be."""
        values = {p: p.absent for p in TAKEN}
        unclear: list[str] = []
        for layer in (self._defaults, *reversed([*self._chain(style)])):
            own = dict(self._own(layer, unclear))
            taken_back = {(p.path, _EXCLUDES.get(p.attribute)) for p in own}
            values |= {p: "0" for p in values if (p.path, p.attribute) in taken_back}
            values |= own
        ascii_, *others = (p for p in TAKEN if p.attribute in FONTS and p.path[-1] == "rFonts")
        for font in others:
            if font.attribute != "eastAsia":  # Latin letters look like Latin letters
                values[font] = values[font] or values[ascii_]
        return Said(values, tuple(unclear))

    def _chain(self, style: etree._Element) -> Iterator[etree._Element]:
        seen: set[str] = set()
        found: etree._Element | None = style
        while found is not None:
            yield found
            base = found.find(f"{{{W}}}basedOn")
            id_ = "" if base is None else base.get(f"{{{W}}}val", "")
            found = None if id_ in seen else self._by_id.get(id_)
            seen.add(id_)

    def _own(self, style: etree._Element, unclear: list[str]) -> Iterator[tuple[Property, str]]:
        for p in TAKEN:
            element = element_at(style, p.path)
            if element is None:
                continue
            text = self._text(element, p)
            if text is None:
                continue
            if p.allowed.fullmatch(text):
                yield p, text
            else:
                unclear.append(text)

    def _text(self, element: etree._Element, p: Property) -> str | None:
        """In one spelling: a switch without a value is on, a theme's font goes by its name."""
        if p.path[-1] == "rFonts":
            themed = self._theme.get(element.get(f"{{{W}}}{_THEMED[p.attribute]}", ""))
            return themed or element.get(f"{{{W}}}{p.attribute}")
        text = element.get(f"{{{W}}}{p.attribute}")
        if text is None and p.attribute in _ALSO:
            text = element.get(f"{{{W}}}{_ALSO[p.attribute]}")
        if text is None and p.path[1] in WHOLE:
            return p.absent
        if text is None:
            return "1" if p.allowed is _SWITCH and p.attribute == "val" else None
        text = text.upper() if p.allowed is _COLOUR and text != "auto" else text
        return _MEANS.get(text, text)


def element_at(style: etree._Element, path: Path) -> etree._Element | None:
    """The element to which `path` leads, by either of its names."""
    found: etree._Element | None = style
    for name in path:
        parent = found
        if parent is None:
            return None
        found = parent.find(f"{{{W}}}{name}")
        if found is None and name in _ALSO:
            found = parent.find(f"{{{W}}}{_ALSO[name]}")
    return found
