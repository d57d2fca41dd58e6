"""How large an input may be: every limit of the door, stated here and nowhere else.

Far beyond any report, and such that whatever is within them is answered within 5 seconds
and 250 MB. Sizes as in Apache POI (poi.apache.org, ZipSecureFile) where it has them.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.named_tuple import NamedTuple

MIB = 1 << 20
_PIECES = Text("个", "")


class Limit(NamedTuple):
    """At most `most` of what `what` names, counted in `unit`."""

    what: Text
    most: int
    unit: Text = _PIECES
    scale: int = 1

    def passed(self, found: int) -> bool:
        return found > self.most * self.scale

    def measured(self, number: int) -> Text:
        """A number of them in words."""
        shown = f"{number // self.scale:,}" if self.scale > 1 else f"{number:,}"
        return Text(f"{shown} {self.unit.zh}".strip(), f"{shown} {self.unit.en}".strip())

    def told(self, found: int | None, where: str = "") -> dict[str, str | Text]:
        """The values of a finding that names this limit; `found` where all were counted."""
        zh = f"“{where}”的{self.what.zh}" if where else self.what.zh
        en = f"{self.what.en} of “{where}”" if where else self.what.en
        return {
            "what": Text(zh, en),
            "found": Text("", "") if found is None else self._found(found),
            "limit": self.measured(self.most * self.scale),
        }

    def _found(self, number: int) -> Text:
        shown = self.measured(number)
        return Text(f"，这里有 {shown.zh}", f", and here are {shown.en}")


_MEGABYTES = Text("兆字节", "MiB")

# The file and its package.
FILE = Limit(Text("文件大小", "size"), 20, _MEGABYTES, MIB)
MEMBERS = Limit(Text("部件", "parts"), 1_000)
EXPANDED = Limit(Text("解压后的大小", "size when expanded"), 100, _MEGABYTES, MIB)
# A sheet formatted to its last row deflates to about 100:1, a bomb to about 1000:1.
RATIO = Limit(Text("压缩比", "compression"), 200, Text("比 1", ": 1"))
DEPTH = Limit(Text("标记的嵌套", "nesting of markup"), 256, Text("层", "levels"))
TAGS = Limit(Text("标记", "tags"), 3_400_000)

# A workbook.
SHEETS = Limit(Text("工作表", "sheets"), 64, Text("张", ""))
CELLS = Limit(Text("有内容的单元格", "cells with contents"), 200_000)
FORMULAS = Limit(Text("公式", "formulas"), 30_000)
MERGES = Limit(Text("合并单元格", "merged cells"), 10_000, Text("处", ""))
TEXTS = Limit(Text("公用的文字", "shared texts"), 200_000, Text("条", ""))
RECORDS = Limit(Text("旧格式工作簿的记录", "records of an old workbook"), 1_000_000)
SHEET_TAGS = Limit(Text("开放文档表格的标记", "tags of an OpenDocument spreadsheet"), 1_000_000)
STYLES = Limit(Text("单元格样式", "cell styles"), 65_536)  # Excel's own is 65,490

# A document.
DOCUMENT_CHARACTERS = Limit(
    Text("正文的文字", "words of the body"), 500_000, Text("个字符", "characters")
)
DOCUMENT_TAGS = Limit(Text("正文的标记", "tags of the body"), 400_000)

# Data, a declaration, and what any report says.
JSON_DEPTH = Limit(Text("数据的嵌套", "nesting of the data"), 32, Text("层", "levels"))
JSON_VALUES = Limit(Text("数据的项", "values of the data"), 50_000)
DECLARATION = Limit(Text("声明文件的大小", "size of the declaration"), 1, _MEGABYTES, MIB)
DECLARED_SHEETS = Limit(Text("部分", "sections"), 48)
DECLARED_FIGURES = Limit(Text("表中的数", "figures"), 5_000)
DECLARED_CHECKS = Limit(Text("核对关系", "checks"), 5_000)
OPEN_LINES = Limit(Text("各表自行增加的行", "lines added to the tables"), 1_000, Text("行", ""))
UNIT_FIGURES = Limit(Text("各单位的数", "figures of the units"), 40_000)
TEXT = Limit(Text("一段文字", "one text"), 32_767, Text("个字符", "characters"))  # Excel's cell
PARAGRAPHS = Limit(Text("段落", "paragraphs"), 1_000, Text("段", ""))
CHARACTERS = Limit(Text("文字", "prose"), 100_000, Text("个字符", "characters"))
DIGITS = Limit(Text("一个数", "one number"), 30, Text("位数字", "digits"))
EXPONENT = Limit(Text("一个数的数量级", "the magnitude of a number"), 15, Text("个 0", "zeros"))

# A unit of a batch; not of the door.
UNIT_SECONDS = Limit(Text("一份的时间", "time of one unit"), 30, Text("秒", "seconds"))
UNIT_MEMORY = Limit(Text("一份的内存", "memory of one unit"), 1_024, _MEGABYTES, MIB)
# A roster: more units than any province has.
ROSTER_ROWS = Limit(Text("名册的行", "rows of the roster"), 20_000, Text("行", ""))
ROSTER_COLUMNS = Limit(Text("名册的列", "columns of the roster"), 50, Text("列", ""))

ALL: tuple[Limit, ...] = (
    FILE, MEMBERS, EXPANDED, RATIO, DEPTH, TAGS, SHEETS, CELLS, FORMULAS, MERGES, TEXTS, RECORDS,
    SHEET_TAGS, STYLES, DOCUMENT_TAGS, DOCUMENT_CHARACTERS, JSON_DEPTH, JSON_VALUES, DECLARATION, DECLARED_SHEETS,
    DECLARED_FIGURES, DECLARED_CHECKS, OPEN_LINES, UNIT_FIGURES, TEXT, PARAGRAPHS, CHARACTERS, DIGITS, EXPONENT,
)  # fmt: skip


def listed() -> Text:
    """All of them in a sentence."""
    pairs = [(limit, limit.measured(limit.most * limit.scale)) for limit in ALL]
    zh = "，".join(f"{limit.what.zh} {most.zh}" for limit, most in pairs)
    en = ", ".join(f"{limit.what.en} {most.en}" for limit, most in pairs)
    return Text(zh, en)
