"""Every kind of cell content and look: what is read from it, and what is said of it.

One list, from which the manual's page is written and every row of which is a test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from compiler.text.language import Text
from tests.support import looks
from tests.support.looks import (
    CELL_PICTURE,
    LOWERED,
    RAISED,
    STRUCK,
    column_with,
    days_from_1904,
    drawn_on,
    merged_over,
    old_drawing_on,
    row_with,
    runs,
    sheet_hidden,
    shown_as,
)
from tests.support.workbooks import PROACTIVE, Cell, content, copied, edited, packed, parts_of

OTHER, COVER, SLIPS = "六、其他需要报告的事项", "封面", "情况说明"
Where = Literal["count", "amount", "prose", "telephone", "date", "slip"]
PLACES: dict[Where, tuple[str, str, Text]] = {
    "count": (PROACTIVE, "D10", Text("件数", "count")),
    "amount": (PROACTIVE, "C21", Text("金额（万元）", "amount (万元)")),
    "prose": (OTHER, "B6", Text("文字", "prose")),
    "telephone": (COVER, "B13", Text("封面·联系电话", "cover, telephone")),
    "date": (COVER, "B9", Text("封面·成文日期", "cover, date")),
    "slip": (SLIPS, "D4", Text("情况说明·日期", "explanation, date")),
}
Edit = Callable[[bytes], bytes]


@dataclass(frozen=True)
class SeenCell:
    """`value` is what is read, None for nothing or no number; `codes` are the findings."""

    what: Text
    where: Where
    edit: Edit
    value: str | None
    codes: tuple[str, ...] = ()


def _row(zh: str, en: str, where: Where, edit: Edit, value: str | None, *codes: str) -> SeenCell:
    return SeenCell(Text(zh, en), where, edit, value, codes)


def _format(
    where: Where, stored: Cell, code: str, shown: str, value: str | None, *codes: str
) -> SeenCell:
    sheet, address, _ = PLACES[where]
    iso = isinstance(stored, etree._Element)
    given = f"ISO {stored.findtext('{*}v')}" if iso else str(stored)
    what = Text(
        f"{given}，格式 `{code}`，显示“{shown}”", f"{given} as `{code}`, shown as “{shown}”"
    )
    edit: Edit = lambda data: shown_as(data, sheet, address, stored, code)  # noqa: E731
    return SeenCell(what, where, edit, value, codes)


def _holding(where: Where, cell: Cell) -> Edit:
    sheet, address, _ = PLACES[where]
    return lambda data: edited(data, sheet, {address: cell})


def _markup(where: Where, markup: str) -> Edit:
    return _holding(where, content(markup))


def _prose(text: str, then: Edit) -> Edit:
    return lambda data: then(edited(data, OTHER, {"B6": text}))


def _placed(where: Where) -> Edit:
    """As Excel stores a picture placed in a cell."""

    def edit(data: bytes) -> bytes:
        held = _markup(where, '<c t="e" vm="1"><v>#VALUE!</v></c>')(data)
        return packed({**parts_of(held), "xl/richData/richValueRel.xml": b"<richValueRels/>"})

    return edit


_DAY = 'yyyy"年"m"月"d"日"'

SEEN_CELLS: tuple[SeenCell, ...] = (
    # Figures
    _row("数字", "a number", "count", _holding("count", 12), "12"),
    _row("空着", "nothing", "count", _holding("count", None), None, "C120"),
    _row("文本“１２”", "the text “１２”", "count", _holding("count", "１２"), "12", "C130"),
    _row("文本“三件”", "the text “三件”", "count", _holding("count", "三件"), None, "C101"),
    _row("错误值 #REF!", "the error #REF!", "count",
         _markup("count", '<c t="e"><v>#REF!</v></c>'), None, "C102"),
    _row("公式，没有计算结果", "a formula without a result", "count",
         _markup("count", "<c><f>1+1</f></c>"), None, "C103"),
    _row("公式，有计算结果 2", "a formula whose result is 2", "count",
         _markup("count", "<c><f>1+1</f><v>2</v></c>"), "2"),
    _row("文本“=SUM(1,2)”", "the text “=SUM(1,2)”", "count",
         _holding("count", "=SUM(1,2)"), None, "C108"),
    _row("WPS 嵌入单元格的图片", "a picture placed by WPS", "count",
         _markup("count", CELL_PICTURE), None, "C109"),
    _row("Excel 放进单元格的图片", "a picture placed by Excel", "count",
         _placed("count"), None, "C109"),
    _row("8 划掉，后写 9", "8 crossed out, then 9", "count",
         _markup("count", runs((STRUCK, "8"), ("", "9"))), None, "C107"),
    _row("8，右上角小 1", "8 with a small raised 1", "count",
         _markup("count", runs(("", "8"), (RAISED, "1"))), None, "C107"),
    _row("8，右下角小 1", "8 with a small lowered 1", "count",
         _markup("count", runs(("", "8"), (LOWERED, "1"))), None, "C107"),
    _row("整格划掉的 12", "12, the whole cell crossed out", "count",
         lambda data: shown_as(data, PROACTIVE, "D10", 12, font=STRUCK), None, "C107"),
    _format("count", 3, '0"件"', "3件", "3"),
    _format("count", 3, "000", "003", "3"),
    _format("count", 1234, "#,##0", "1,234", "1234"),
    _format("count", 0, "0;-0;;@", "", "0"),
    _format("count", 5, ";;;", "", None, "C106"),
    _format("count", 30000, '0.0,"千"', "30.0千", "30000"),
    _format("count", 30000, "0,", "30", None, "C106"),
    _format("count", 3, '0"万"', "3万", None, "C106"),
    _format("count", 12, '"1"0', "112", None, "C106"),
    _format("count", 45667, "0000-0000", "0004-5667", None, "C106"),
    _format("count", 45667, _DAY, "2025年1月10日", None, "C104"),
    _format("count", content('<c t="d"><v>2025-01-10</v></c>'), _DAY, "2025年1月10日", None, "C104"),
    _format("count", 0.985, "0.0%", "98.5%", None, "C105"),
    _format("amount", 96171.6, '0.00"万元"', "96171.60万元", "96171.6"),
    _format("amount", 96171.6, "0", "96172", "96171.6"),
    _format("amount", 96.2, '0.0"万"', "96.2万", "96.2"),
    _format("amount", 961716000, '0.00"元"', "961716000.00元", None, "C106"),
    _format("amount", 961716, '0\\.0,"万"', "96.2万", None, "C106"),
    _format("amount", 961716000, "0!.0000", "96171.6000", None, "C106"),
    _format("amount", 961716000, '0.00,,"万元"%', "96171.60万元%", None, "C106"),
    _format("amount", 1500, '[>=1000]0.0,"千";0', "1.5千", "1500"),
    _row("所在行隐藏", "its row is hidden", "count",
         lambda d: row_with(edited(d, PROACTIVE, {"D10": 12}), PROACTIVE, 10, hidden="1"),
         "12", "C141"),
    _row("所在列隐藏", "its column is hidden", "count",
         lambda d: column_with(edited(d, PROACTIVE, {"D10": 12}), PROACTIVE, 4, hidden="1"),
         "12", "C141"),
    _row("被合并的单元格盖住", "covered by merged cells", "count",
         lambda d: merged_over(edited(d, PROACTIVE, {"D10": 12}), PROACTIVE, "C10:D10"),
         "12", "C143"),
    # Words
    _row("文字", "words", "prose", _holding("prose", "一段话。"), "一段话。"),
    _row("文本“=三!J7&\"件\"”", "the text “=三!J7&\"件\"”", "prose",
         _holding("prose", '=三!J7&"件"'), '=三!J7&"件"', "C108"),
    _row("一行等号“====”", "a line of equals signs", "prose", _holding("prose", "===="), "===="),
    _row("WPS 嵌入单元格的图片", "a picture placed by WPS", "prose", _markup("prose", CELL_PICTURE), None, "C109"),
    _row("公式，没有计算结果", "a formula without a result", "prose",
         _markup("prose", "<c><f>A1</f></c>"), None, "C103"),
    _row("公式，结果是文字", "a formula that gives words", "prose",
         _markup("prose", '<c t="str"><f>"共"&amp;3</f><v>共3</v></c>'), "共3"),
    _format("prose", 45667, _DAY, "2025年1月10日", "2025年1月10日"),
    _format("prose", 45667, "yyyy/m/d", "2025/1/10", "2025/1/10"),
    _format("prose", 45667, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二五年一月十日", "二〇二五年一月十日"),
    _format("prose", content('<c t="d"><v>2025-01-10T00:00:00</v></c>'), "yyyy-mm-dd", "2025-01-10", "2025-01-10"),
    _format("prose", content('<c t="d"><v>2025-01-10T00:00:00</v></c>'), "General", "2025年1月10日", "2025年1月10日"),
    _row("44205，格式 `yyyy/m/d`，从 1904 年起算", "44205 as `yyyy/m/d`, counted from 1904", "prose",
         lambda d: shown_as(days_from_1904(d), OTHER, "B6", 44205, "yyyy/m/d"), "2025/1/10"),
    _format("prose", 0.985, "0.0%", "98.5%", "98.5%"),
    _format("prose", 30000, '0!.0,"万"', "3.0万", "3.0万"),
    _format("prose", 7, "0000", "0007", "0007"),
    _format("prose", 0.5, "# ?/?", "1/2", "0.5", "C144"),
    _format("prose", 5, '[DBNum2]0', "伍", "5", "C144"),
    _format("prose", "一段话。", ";;;", "", "一段话。", "C141"),
    _row("有一句划掉", "a sentence crossed out", "prose",
         _markup("prose", runs(("", "留下。"), (STRUCK, "删去。"))), "留下。删去。", "C142"),
    _row("m 右上角小 2", "m with a small raised 2", "prose",
         _markup("prose", runs(("", "共5m"), (RAISED, "2"))), "共5m2", "C142"),
    _row("整格划掉", "the whole cell crossed out", "prose",
         lambda d: shown_as(d, OTHER, "B6", "一段话。", "@", STRUCK), "一段话。", "C142"),
    _row("所在行隐藏", "its row is hidden", "prose",
         _prose("一段话。", lambda d: row_with(d, OTHER, 6, hidden="1")), "一段话。", "C141"),
    _row("所在行高为 0", "its row has no height", "prose",
         _prose("一段话。", lambda d: row_with(d, OTHER, 6, ht="0", customHeight="1")), "一段话。", "C141"),
    _row("所在列隐藏", "its column is hidden", "prose",
         _prose("一段话。", lambda d: column_with(d, OTHER, 2, hidden="1")), "一段话。", "C141"),
    _row("所在列宽为 0", "its column has no width", "prose",
         _prose("一段话。", lambda d: column_with(d, OTHER, 2, width="0", customWidth="1")), "一段话。", "C141"),
    _row("被合并的单元格盖住", "covered by merged cells", "prose",
         _prose("一段话。", lambda d: merged_over(d, OTHER, "B5:B6")), "一段话。", "C143"),
    _row("工作表隐藏", "its sheet is hidden", "prose",
         _prose("一段话。", lambda d: sheet_hidden(d, OTHER)), "一段话。", "W225"),
    _row("工作表深度隐藏", "its sheet is very hidden", "prose",
         _prose("一段话。", lambda d: sheet_hidden(d, OTHER, "veryHidden")), "一段话。", "W225"),
    _row("工作表隐藏，旁边有看得见的副本", "its sheet is hidden beside a visible copy", "prose",
         _prose("一段话。", lambda d: sheet_hidden(copied(d, OTHER, f"{OTHER} (2)"), OTHER)), "一段话。", "W226"),
    _row("旁边有文本框", "a text box beside it", "prose",
         _prose("一段话。", lambda d: drawn_on(d, OTHER, looks.text_box("框里的话。"))), "一段话。", "W227"),
    _row("旁边有图片和图表", "a picture and a chart beside it", "prose",
         _prose("一段话。", lambda d: drawn_on(d, OTHER, looks.PICTURE, looks.CHART)), "一段话。", "W227"),
    _row("旁边有线条和空的图形", "a line and an empty shape beside it", "prose",
         _prose("一段话。", lambda d: drawn_on(d, OTHER, looks.LINE, looks.EMPTY_SHAPE)), "一段话。"),
    _row("旁边有按钮", "a button beside it", "prose",
         _prose("一段话。", lambda d: old_drawing_on(d, OTHER, "Button")), "一段话。", "W227"),
    _row("有批注", "a comment on it", "prose",
         _prose("一段话。", lambda d: old_drawing_on(d, OTHER, "Note")), "一段话。"),
    _row("Word 的项目符号 U+F06C", "Word's bullet U+F06C", "prose",
         _holding("prose", "\uf06c做好工作。"), "\uf06c做好工作。", "C150"),
    # The cover and the explanations
    _format("telephone", 5178888888, "0000-0000000", "0517-8888888", "0517-8888888"),
    _format("telephone", 223001, "000000", "223001", "223001"),
    _row("文本“=A1”", "the text “=A1”", "telephone", _holding("telephone", "=A1"), "=A1", "C108"),
    _row("WPS 嵌入单元格的图片", "a picture placed by WPS", "telephone", _markup("telephone", CELL_PICTURE), None, "C109"),
    _row("有一段划掉", "part of it crossed out", "telephone",
         _markup("telephone", runs((STRUCK, "0517"), ("", "-8888888"))), "0517-8888888", "C142"),
    _row("所在行隐藏", "its row is hidden", "telephone",
         lambda d: row_with(edited(d, COVER, {"B13": "0517-1"}), COVER, 13, hidden="1"), "0517-1", "C141"),
    _format("date", 45667, "yyyy/m/d", "2025/1/10", "2025年1月10日"),
    _format("date", content('<c t="d"><v>2025-01-10</v></c>'), "yyyy-mm-dd", "2025-01-10", "2025年1月10日"),
    _row("文本“2025-01-10”", "the text “2025-01-10”", "date", _holding("date", "2025-01-10"), "2025-01-10"),
    _format("slip", 45667, "yyyy/m/d", "2025/1/10", "2025年1月10日"),
    _row("文本“=TODAY()”", "the text “=TODAY()”", "slip", _holding("slip", "=TODAY()"), "=TODAY()", "C108"),
)  # fmt: skip
