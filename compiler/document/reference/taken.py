"""What a style says of its type, its spacing and its lines: the one list of what is taken.

Each property with what Word takes where nobody says it, how it may be written and from where
to where it may go. It knows neither which styles there are nor what they are for.
"""

from __future__ import annotations

import re

from compiler.document import gbt9704 as gbt
from compiler.text.language import Text
from compiler.values.dataclass import dataclass, field

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


SWITCH = re.compile("[01]")
_LENGTH, _COUNT = re.compile(r"-?[0-9]{1,5}"), re.compile(r"[0-9]{1,5}")
COLOUR = re.compile("auto|[0-9A-F]{6}")
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
_KERN = Range(
    Text("调整字间距的最小字号", "the size from which letters are kerned"), 0, 3276, 2, _POINTS
)
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
    return [p for name in names for p in _each(f"{holder} {name}", absent, SWITCH, "val")]


def _rules(path: str, *sides: str) -> list[Property]:
    return [
        p
        for side in sides
        for p in (
            *_each(f"{path} {side}", "none", _LINES, "val"),
            *_each(f"{path} {side}", "0", _COUNT, "sz", range=_RULE),
            *_each(f"{path} {side}", "0", _COUNT, "space", range=_RULE_SPACE),
            *_each(f"{path} {side}", "auto", COLOUR, "color"),
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
    *_each("pPr spacing", "0", SWITCH, "beforeAutospacing", "afterAutospacing"),
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
    *_each("rPr color", "auto", COLOUR, "val"),
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
)
