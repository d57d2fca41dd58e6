"""What a style says of its type, its spacing and its lines: the one list of what is taken.

Given the root of a style sheet and the fonts of its theme, gives what Word shows of each
style: its own values over those of the styles it is based on over the document's
defaults. It knows neither which styles there are nor what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from compiler.document import gbt9704 as gbt
from compiler.ooxml.markup import W
from compiler.ooxml.words.inheritance import Ancestry, based_on
from compiler.text.language import Text

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """From `least` to `most`, both allowed, in what the file counts in.

    `per` of these are one of the units in which people are told of it.
    """

    shown: Text
    least: int
    most: int
    per: int
    unit: Text

    def told(self, number: int) -> Text:
        return Text(f"{number / self.per:g}{self.unit.zh}", f"{number / self.per:g}{self.unit.en}")


@dataclass(frozen=True, slots=True)
class Property:
    """One attribute of the element to which `path` leads from the style.

    `absent` is what Word takes where nobody says anything ("" where that is not known);
    a value that is not `allowed` is one that Word cannot have written, and one out of its
    `range` is one that its schema forbids or that nobody could see.
    """

    path: Path
    attribute: str
    absent: str
    allowed: re.Pattern[str]
    range: Range | None = field(default=None, compare=False)


_SWITCH = re.compile("[01]")
_LENGTH, _COUNT = re.compile(r"-?[0-9]{1,5}"), re.compile(r"[0-9]{1,5}")
_COLOUR = re.compile("auto|[0-9A-F]{6}")
_FONT = re.compile(r"[^\x00-\x1f<>\"]{1,31}")
_LINES = re.compile(
    "none|single|double|triple|dotted|dashed|dashSmallGap|dotDash|dotDotDash|thick|wave"
)
_UNDERLINES = re.compile("none|single|words|double|thick|dotted|dash|dotDash|dotDotDash|wave")


_POINTS, _CHARACTERS = Text(" 磅", " pt"), Text(" 字符", " characters")
_LINES_HIGH, _PER_CENT = Text(" 行", " lines"), Text("%", "%")
# Word's own limit of a length, 22 inches.
_LONGEST = 31680
# 八号, the smallest size that Chinese type has, is five points; Word's largest is 1638.
_SIZE = Range(Text("字号", "the size"), 10, 3276, 2, _POINTS)
_KERN = Range(Text("调整字间距的最小字号", "the size from which letters are kerned"), 0, 3276, 2, _POINTS)  # fmt: skip
_POSITION = Range(Text("字符位置", "the raising or lowering"), -3276, 3276, 2, _POINTS)
# The schema goes from 0 to 600; of letters narrower than this nobody reads the strokes.
_SCALE = Range(Text("字符缩放", "the width of letters"), 30, 600, 1, _PER_CENT)
_TRACKING = Range(Text("字符间距", "the space between letters"), -_LONGEST, _LONGEST, 20, _POINTS)
# A paragraph and the space about it must go on one page, and on one line of it.
_SPACE = Range(Text("段前或段后", "the space before or after"), 0, gbt.TEXT_HEIGHT, 20, _POINTS)
_SPACE_LINES = Range(_SPACE.shown, 0, 2200, 100, _LINES_HIGH)
_LEADING = Range(Text("行距", "the line height"), 0, _LONGEST, 20, _POINTS)
_INDENT = Range(Text("缩进", "the indent"), -gbt.MARGIN_RIGHT, gbt.TEXT_WIDTH, 20, _POINTS)
_INDENT_CHARACTERS = Range(_INDENT.shown, -400, 2800, 100, _CHARACTERS)
_FIRST = Range(Text("首行或悬挂缩进", "the first line's indent"), 0, gbt.TEXT_WIDTH, 20, _POINTS)
_FIRST_CHARACTERS = Range(_FIRST.shown, 0, 2800, 100, _CHARACTERS)
_RULE = Range(Text("边框的粗细", "a border's width"), 0, 96, 8, _POINTS)
_RULE_SPACE = Range(Text("边框到文字的距离", "a border's distance"), 0, 31, 1, _POINTS)
_CELL_MARGIN = Range(Text("格内边距", "a cell's margin"), 0, 567, 20, _POINTS)


def _each(
    path: str, absent: str, allowed: re.Pattern[str], *attributes: str, range: Range | None = None
) -> list[Property]:
    return [Property(tuple(path.split()), name, absent, allowed, range) for name in attributes]


def _switches(holder: str, absent: str, *names: str) -> list[Property]:
    return [p for name in names for p in _each(f"{holder} {name}", absent, _SWITCH, "val")]


def _rules(path: str, *sides: str) -> list[Property]:
    return [
        p
        for side in sides
        for p in (
            *_each(f"{path} {side}", "none", _LINES, "val"),
            *_each(f"{path} {side}", "0", _COUNT, "sz", range=_RULE),
            *_each(f"{path} {side}", "0", _COUNT, "space", range=_RULE_SPACE),
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
    *_each("pPr spacing", "0", _LENGTH, "before", "after", range=_SPACE),
    *_each("pPr spacing", "0", _LENGTH, "beforeLines", "afterLines", range=_SPACE_LINES),
    *_each("pPr spacing", "0", _SWITCH, "beforeAutospacing", "afterAutospacing"),
    *_each("pPr spacing", "240", _LENGTH, "line", range=_LEADING),
    *_each("pPr spacing", "auto", re.compile("auto|exact|atLeast"), "lineRule"),
    *_each("pPr ind", "0", _LENGTH, "left", "right", range=_INDENT),
    *_each("pPr ind", "0", _LENGTH, "leftChars", "rightChars", range=_INDENT_CHARACTERS),
    *_each("pPr ind", "0", _LENGTH, "firstLine", "hanging", range=_FIRST),
    *_each("pPr ind", "0", _LENGTH, "firstLineChars", "hangingChars", range=_FIRST_CHARACTERS),
    *_switches("pPr", "0", "contextualSpacing"),
    *_each("pPr jc", "left", re.compile("left|center|right|both|distribute"), "val"),
    *_each("rPr rFonts", "", _FONT, *FONTS),
    *_switches("rPr", "0", "b", "bCs", "i", "iCs", "caps", "smallCaps"),
    *_each("rPr color", "auto", _COLOUR, "val"),
    *_each("rPr spacing", "0", _LENGTH, "val", range=_TRACKING),
    *_each("rPr w", "100", re.compile("[0-9]{1,4}"), "val", range=_SCALE),
    *_each("rPr kern", "0", _COUNT, "val", range=_KERN),
    *_each("rPr position", "0", _LENGTH, "val", range=_POSITION),
    *_each("rPr sz", "20", re.compile("[0-9]{1,4}"), "val", range=_SIZE),
    *_each("rPr szCs", "20", re.compile("[0-9]{1,4}"), "val", range=_SIZE),
    *_each("rPr u", "none", _UNDERLINES, "val"),
    *_rules("tblPr tblBorders", "top", "left", "bottom", "right", "insideH", "insideV"),
    *(
        p
        for side in ("top", "left", "bottom", "right")
        for p in _each(f"tblPr tblCellMar {side}", "0", _COUNT, "w", range=_CELL_MARGIN)
    ),
)  # fmt: skip

# The same thing said by other names: of the strict standard, or of a later one.
_ALSO = {"left": "start", "right": "end", "leftChars": "startChars", "rightChars": "endChars"}
_MEANS = {"start": "left", "end": "right", "nil": "none", "on": "1", "true": "1", "off": "0", "false": "0"}  # fmt: skip
# Who says one of these takes the other back (ECMA-376 Part 1, 17.3.1.12).
_EXCLUDES = {"firstLine": "hanging", "hanging": "firstLine", "firstLineChars": "hangingChars", "hangingChars": "firstLineChars"}  # fmt: skip
_THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}  # fmt: skip

Values = Mapping[Property, str]
_Own = tuple[dict[Property, str], list[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for a style; `unclear` are the words of the sheet that mean nothing."""

    values: Values
    unclear: tuple[str, ...] = ()


class StyleValues:
    """The styles of one sheet and what holds for each of them."""

    def __init__(self, root: etree._Element, theme: Mapping[str, str] | None = None):
        self.styles = tuple(root.iterchildren(f"{{{W}}}style"))
        self._ancestry = Ancestry({s.get(f"{{{W}}}styleId", ""): s for s in self.styles})
        self._kept: dict[etree._Element, _Own] = {}
        self._theme = theme or {}
        # docDefaults wrap their properties once more: as one style they are read like any.
        self._defaults = etree.Element(f"{{{W}}}style")
        for name in ("pPr", "rPr"):
            found = root.find(f"{{{W}}}docDefaults/{{{W}}}{name}Default/{{{W}}}{name}")
            if found is not None:
                self._defaults.append(etree.fromstring(etree.tostring(found)))

    def depth(self, style: etree._Element) -> int:
        """How many styles this one is based on."""
        return len(self._chain(style)) - 1

    def said(self, style: etree._Element) -> Said:
        """All that holds for a style, every font named that can be."""
        values = {p: p.absent for p in TAKEN}
        unclear: list[str] = []
        for layer in (self._defaults, *reversed(self._chain(style))):
            own, unclear_here = self._own(layer)
            unclear += unclear_here
            taken_back = {(p.path, _EXCLUDES[p.attribute]) for p in own if p.attribute in _EXCLUDES}
            if taken_back:
                values |= {p: "0" for p in values if (p.path, p.attribute) in taken_back}
            values |= own
        ascii_, *others = (p for p in TAKEN if p.attribute in FONTS and p.path[-1] == "rFonts")
        for font in others:
            if font.attribute != "eastAsia":  # Latin letters look like Latin letters
                values[font] = values[font] or values[ascii_]
        return Said(values, tuple(unclear))

    def _chain(self, style: etree._Element) -> list[etree._Element]:
        id_ = style.get(f"{{{W}}}styleId", "")
        if self._ancestry.styles[id_] is style:
            return [*self._ancestry.chain(id_)]
        # Of several with one id the last is meant by the others.
        return [style, *self._ancestry.chain(based_on(style))]

    def _own(self, style: etree._Element) -> _Own:
        """What a style says itself, and what of it means nothing; kept, for many are based on it."""
        if style not in self._kept:
            values: dict[Property, str] = {}
            unclear: list[str] = []
            for p in TAKEN:
                element = element_at(style, p.path)
                text = None if element is None else self._text(element, p)
                if text is not None and p.allowed.fullmatch(text):
                    values[p] = text
                elif text is not None:
                    unclear.append(text)
            self._kept[style] = values, unclear
        return self._kept[style]

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
