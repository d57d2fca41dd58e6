"""What each style is for, in the words of whoever edits it in Word: one row a style.

Given nothing; gives for each style's name what Chinese Word and WPS call it and where the
document uses it. The order is that of the reference document.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """`names` are those under which Chinese programs show the style, the usual one first."""

    names: tuple[str, ...]
    purpose: Text


USES = {
    "Title": Use(("标题",), Text("报告的题目", "the report's title")),
    "Document Number": Use(
        ("发文字号",), Text("题目下面的发文字号", "the document number below the title")
    ),
    "heading 1": Use(("标题 1",), Text("各章的标题，“一、”这一级", "the headings of the sections")),
    "heading 2": Use(("标题 2",), Text("章内的标题，“（一）”这一级", "headings within a section")),
    "heading 3": Use(("标题 3",), Text("再下面的标题，“1.”这一级", "headings one level below")),
    "heading 4": Use(("标题 4",), Text("再下面的标题，“（1）”这一级", "headings two levels below")),
    "heading 5": Use(("标题 5",), Text("最下面一级的标题", "headings three levels below")),
    "Body Text": Use(
        ("正文文本", "正文文字"), Text("引言和各章的正文段落", "the paragraphs of the sections")
    ),
    "Attachment List": Use(
        ("附件说明",), Text("正文后面的附件说明", "the list of attachments after the text")
    ),
    "Signature": Use(("签名",), Text("署名", "the name of the agency at the end")),
    "Date": Use(("日期",), Text("成文日期", "the date below it")),
    "Draft Note": Use(
        ("草稿提示",),
        Text("草稿最前面列出的问题（正式文档里没有）", "the open findings at the front of a draft"),
    ),
    "header": Use(
        ("页眉",), Text("草稿的标记（正式文档里没有）", "the mark of a draft, above the page")
    ),
    "footer": Use(("页脚",), Text("页码", "the page number")),
    "Normal": Use(
        ("正文",),
        Text("其他样式的基础，自己不用在文档里", "what the others are based on; unused itself"),
    ),
    "caption": Use(("题注",), Text("表的标题", "captions over tables")),
    "Table Line": Use(
        ("表上行",), Text("表题和表之间的行，如单位", "lines between a caption and its table")
    ),
    "Table Note": Use(("表注",), Text("表下面的注", "notes below tables")),
    "Report Table": Use(
        ("报告表格",),
        Text("表格的线和格内的边距", "the lines of the tables and the margins of their cells"),
    ),
    "Table Header": Use(("表头",), Text("表头", "heads of tables")),
    "Table Label": Use(("表内项目",), Text("左边的项目名称", "labels at the left of tables")),
    "Table Figure": Use(("表内数字",), Text("表中的数", "figures in tables")),
    "Table Header Small": Use(
        ("表头（小）",), Text("列数多的表的表头", "heads of tables with many columns")
    ),
    "Table Label Small": Use(
        ("表内项目（小）",), Text("列数多的表的项目名称", "labels of tables with many columns")
    ),
    "Table Figure Small": Use(
        ("表内数字（小）",), Text("列数多的表中的数", "figures in tables with many columns")
    ),
}

_CELLS = ("Table Header", "Table Label", "Table Figure")
# Those that are shown by tables, and but for the first by what stands in their cells.
IN_TABLES = ("Report Table", *_CELLS, *(f"{name} Small" for name in _CELLS))

_PARTS = Text("各部分的标题，“第一部分”这一级", "the headings of the parts")


def purpose_of(name: str, *, in_parts: bool = False) -> Text:
    """What a style is for; `in_parts`: each heading is for what else is one level above."""
    level = int(name[-1]) if name.startswith("heading ") else 0
    if not (in_parts and level):
        return USES[name].purpose
    return _PARTS if level == 1 else USES[f"heading {level - 1}"].purpose


def shown_name(name: str) -> Text:
    """A style as staff find it in the list of styles: 标题 1（heading 1）."""
    use = USES.get(name)
    return Text(f"{use.names[0]}（{name}）" if use else name, name)


def key_of(name: str) -> str:
    """A name as names are compared: letters' case and blanks tell no two styles apart."""
    return "".join(name.casefold().split())


def keys_of(name: str) -> tuple[str, ...]:
    """The names by which a style is found in a document, Word's own first."""
    use = USES.get(name)
    return tuple(map(key_of, (name, *(use.names if use else ()))))
