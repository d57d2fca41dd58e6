"""The numbers of GB/T 9704-2012 (党政机关公文格式), once, in the units that OOXML counts in.

Given nothing; gives lengths in twips (1/20 pt), type sizes in half points and the faces
of type. It knows no report and no XML. Numbers the standard leaves open say so.
"""

from __future__ import annotations

from compiler.text.run_in import CHARACTERS_OF_A_LINE
from compiler.values.named_tuple import NamedTuple

MILLIMETRE = 56.7

# 5.1: A4, 210 mm × 297 mm.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838

# 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm; the rest is below and at the right.
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 2098, 1984, 1587, 1474
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
# 5.2.1: both margins are given ± 1 mm; what follows from them is measured as exactly.
TOLERANCE = 57

# 5.2.3: 22 lines a page: 225 mm / 22 = 28.95 pt.
LINES = 22
LINE_PITCH = 579

# 5.2.3: 28 characters a line: 156 mm / 28 = 15.75 pt. Word's 三号 is 16 pt and would make 27,
# so each character gives up a quarter of a point.
CHARACTERS = CHARACTERS_OF_A_LINE
CHARACTER_TIGHTENING = -5

# 7.3.3: each paragraph begins two characters in; the characters rule, the length is for readers
# that know only lengths.
INDENT_CHARACTERS, INDENT = 200, 640

# 7.5: the dash stands 7 mm below the 版心; half a line of 四号 lies below its middle.
DASH_BELOW_TEXT = 397
FOOTER_DISTANCE = 1417
# One character of 四号 from the outer edge.
FOOTER_INDENT_CHARACTERS, FOOTER_INDENT = 100, 280
# Not of the standard: where the mark of a draft stands, 20 mm from the top.
HEADER_DISTANCE = 1134

# Sizes of type, in half points.
ER_HAO, SAN_HAO, SI_HAO, XIAO_SI, WU_HAO, XIAO_WU = 44, 32, 28, 24, 21, 18
# What people call them, with their neighbours.
SIZE_NAMES = {
    84: "初号", 72: "小初", 52: "一号", 48: "小一", ER_HAO: "二号", 36: "小二", SAN_HAO: "三号",
    30: "小三", SI_HAO: "四号", XIAO_SI: "小四", WU_HAO: "五号", XIAO_WU: "小五", 15: "六号",
}  # fmt: skip

# The standard prescribes nothing for tables: 0.5 pt lines (in eighths), as published forms have.
TABLE_LINE = 4
# Nor how far words stand from them: a millimetre, besides the margins of the cells.
LABEL_INDENT = 57


class Face(NamedTuple):
    """A face of type for Chinese and one for Latin letters and digits beside it."""

    east_asian: str
    latin: str = "Times New Roman"


TITLE_FACE = Face("方正小标宋简体")
BODY_FACE = Face("仿宋_GB2312")
HEADING1_FACE = Face("黑体")
HEADING2_FACE = Face("楷体_GB2312")
TABLE_FACE = Face("宋体")
# 7.5: page numbers are 半角宋体, digits too.
PAGE_NUMBER_FACE = Face("宋体", "宋体")


class Font(NamedTuple):
    """A row of the font table: what a reader without the font may use instead, best first."""

    name: str
    alternatives: tuple[str, ...]
    family: str
    charset: str = "86"


# No font is shipped or embedded: the standard's own are not free.
FONTS = (
    Font(
        "方正小标宋简体",
        ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "Source Han Serif SC", "Noto Serif CJK SC"),
        "roman",
    ),
    Font("仿宋_GB2312", ("仿宋", "FangSong", "FandolFang", "Noto Serif CJK SC"), "modern"),
    Font("楷体_GB2312", ("楷体", "KaiTi", "FandolKai", "LXGW WenKai"), "modern"),
    Font("黑体", ("SimHei", "Source Han Sans SC", "Noto Sans CJK SC"), "modern"),
    Font("宋体", ("SimSun", "Source Han Serif SC", "Noto Serif CJK SC"), "auto"),
    Font("Times New Roman", ("Liberation Serif", "Tinos"), "roman", "00"),
)


class Typeface(NamedTuple):
    """A kind of type as the standard names it, no maker's: `words` tell a font's name as one."""

    name: str
    english: str
    words: tuple[str, ...]


XIAO_BIAO_SONG = Typeface("小标宋", "Xiaobiao Song", ("小标宋", "xiaobiaosong"))
FANG_SONG = Typeface("仿宋", "Fang Song", ("仿宋", "fangsong", "fandolfang"))
KAI = Typeface("楷体", "Kai", ("楷", "kaiti", "fandolkai", "wenkai", "ukai"))
HEI = Typeface("黑体", "Hei", ("黑体", "simhei", "heiti", "fandolhei", "hansans", "sanscjk"))
SONG = Typeface(
    "宋体",
    "Song",
    ("宋体", "书宋", "simsun", "songti", "stsong", "fandolsong", "hanserif", "serifcjk"),
)
# In this order: 方正小标宋 and 仿宋 have 宋 in their names too.
TYPEFACES = (XIAO_BIAO_SONG, FANG_SONG, KAI, HEI, SONG)


def typeface_of(font: str) -> Typeface | None:
    """What kind of type a font of this name is; None for any that the standard does not use."""
    name = "".join(font.lower().replace("-", "").split())
    return next((kind for kind in TYPEFACES if any(word in name for word in kind.words)), None)
