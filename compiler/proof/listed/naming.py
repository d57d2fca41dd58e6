"""What the things of a document are called when they are told to people.

Given the name of a part, an element or an attribute as files have it, gives words in both
languages. What has no name here is told as the mark it is.
"""

from __future__ import annotations

from collections.abc import Callable

from compiler.ooxml.markup import W
from compiler.text.language import Text
from compiler.values.dataclass import dataclass

_PARTS = {
    "document": Text("正文", "the body"),
    "header": Text("页眉", "a header"),
    "footer": Text("页脚", "a footer"),
    "styles": Text("样式", "the styles"),
    "settings": Text("设置", "the settings"),
    "fontTable": Text("字体表", "the font table"),
    "numbering": Text("编号", "the numbering"),
    "footnotes": Text("脚注", "the footnotes"),
    "endnotes": Text("尾注", "the endnotes"),
    "package": Text("文件包", "the package"),
}
_ELEMENTS = {
    "altChunk": Text("并入的另一份文档", "another document put in"),
    "AlternateContent": Text("供不同软件选用的内容", "alternatives for different programs"),
    "background": Text("页面背景", "a page background"),
    "basedOn": Text("样式的基准", "a style's base"),
    "bdo": Text("改变方向的文字", "words turned around"),
    "bdr": Text("字的边框", "a border of letters"),
    "bidi": Text("从右到左的方向", "the direction from right to left"),
    "bidiVisual": Text("从右到左的表格", "a table from right to left"),
    "br": Text("换行或分页", "a break"),
    "caps": Text("全部大写", "all capitals"),
    "color": Text("字的颜色", "the colour of letters"),
    "cols": Text("分栏", "columns"),
    "commentRangeStart": Text("批注", "a comment"),
    "commentReference": Text("批注", "a comment"),
    "cs": Text("复杂文种的标记", "a mark of complex scripts"),
    "dataBinding": Text("取自别处的内容控件", "a content control that is filled from elsewhere"),
    "del": Text("修订痕迹", "a tracked change"),
    "docGrid": Text("文档网格", "the grid"),
    "documentProtection": Text("编辑保护", "protection against changes"),
    "drawing": Text("图片或图形", "a picture or a drawing"),
    "dstrike": Text("双删除线", "a double strike"),
    "eastAsianLayout": Text("合并或竖放的字", "letters combined or set upright"),
    "effect": Text("文字效果", "an effect of letters"),
    "em": Text("着重号", "emphasis marks"),
    "embedBold": Text("嵌入的字体", "an embedded font"),
    "embedBoldItalic": Text("嵌入的字体", "an embedded font"),
    "embedItalic": Text("嵌入的字体", "an embedded font"),
    "embedRegular": Text("嵌入的字体", "an embedded font"),
    "pPrChange": Text("修订痕迹", "a tracked change"),
    "rPrChange": Text("修订痕迹", "a tracked change"),
    "emboss": Text("浮雕的字", "embossed letters"),
    "fitText": Text("压缩到定宽的字", "letters fitted to a width"),
    "fldSimple": Text("域", "a field"),
    "font": Text("字体", "a font"),
    "footnoteReference": Text("脚注", "a footnote"),
    "endnoteReference": Text("尾注", "an endnote"),
    "framePr": Text("图文框", "a frame"),
    "gridSpan": Text("单元格的跨列", "the columns a cell spans"),
    "hMerge": Text("横向合并", "cells merged across"),
    "headers": Text("页眉", "headers"),
    "hidden": Text("隐藏的行", "a hidden row"),
    "highlight": Text("突出显示", "highlighting"),
    "hyperlink": Text("链接", "a link"),
    "i": Text("斜体", "italics"),
    "imprint": Text("阴文", "engraved letters"),
    "ind": Text("缩进", "the indent"),
    "ins": Text("修订痕迹", "a tracked change"),
    "jc": Text("对齐方式", "the alignment"),
    "kern": Text("字间距调整", "kerning"),
    "lnNumType": Text("行号", "line numbers"),
    "moveFrom": Text("修订痕迹", "a tracked change"),
    "moveTo": Text("修订痕迹", "a tracked change"),
    "noBreakHyphen": Text("不间断连字符", "a hyphen that does not break"),
    "numPr": Text("自动编号", "automatic numbering"),
    "numbering": Text("编号", "numbering"),
    "object": Text("对象", "an object"),
    "oMath": Text("公式", "a formula"),
    "oMathPara": Text("公式", "a formula"),
    "outline": Text("空心字", "letters in outline"),
    "outlineLvl": Text("大纲级别", "an outline level"),
    "pBdr": Text("段落边框", "a paragraph's border"),
    "pgBorders": Text("页面边框", "a border of pages"),
    "pgMar": Text("页边距", "the margins"),
    "pgNumType": Text("页码格式", "the form of page numbers"),
    "pgSz": Text("纸张大小", "the size of the paper"),
    "pict": Text("图片或图形", "a picture or a drawing"),
    "position": Text("字的升降", "letters raised or lowered"),
    "ptab": Text("对齐的制表符", "an aligning tab"),
    "rFonts": Text("字体", "a font"),
    "rStyle": Text("字符样式", "a character style"),
    "rtl": Text("从右到左的字", "letters from right to left"),
    "ruby": Text("拼音", "ruby"),
    "sdt": Text("内容控件", "a content control"),
    "shadow": Text("阴影字", "letters with a shadow"),
    "shd": Text("底纹", "shading"),
    "smallCaps": Text("小型大写字母", "small capitals"),
    "snapToGrid": Text("对齐网格", "the use of the grid"),
    "softHyphen": Text("可选连字符", "an optional hyphen"),
    "spacing": Text("间距", "the spacing"),
    "specVanish": Text("隐藏的文字", "hidden words"),
    "strike": Text("删除线", "a strike"),
    "style": Text("样式", "a style"),
    "sym": Text("符号", "a symbol"),
    "sz": Text("字号", "the size of letters"),
    "t": Text("文字", "words"),
    "tabs": Text("制表位", "tab stops"),
    "tbl": Text("表格", "a table"),
    "tblBorders": Text("表格线", "a table's lines"),
    "tblCellMar": Text("格内边距", "the margins of cells"),
    "tblCellSpacing": Text("单元格间距", "space between cells"),
    "tblGrid": Text("表格的列", "a table's columns"),
    "tblInd": Text("表格缩进", "a table's indent"),
    "tblStylePr": Text("样式的条件格式", "a style's conditional format"),
    "tblW": Text("表格宽度", "a table's width"),
    "tblpPr": Text("浮动的表格", "a floating table"),
    "tcFitText": Text("压缩到格宽的字", "letters fitted to a cell"),
    "tcMar": Text("格内边距", "a cell's margins"),
    "tcW": Text("单元格宽度", "a cell's width"),
    "textDirection": Text("文字方向", "the direction of words"),
    "titlePg": Text("首页不同", "another first page"),
    "trackRevisions": Text("修订的设置", "the tracking of changes"),
    "trHeight": Text("行高", "the height of a row"),
    "txbxContent": Text("文本框", "a text box"),
    "u": Text("下划线", "underlining"),
    "vAlign": Text("垂直对齐", "the vertical alignment"),
    "vMerge": Text("纵向合并", "cells merged down"),
    "vanish": Text("隐藏的文字", "hidden words"),
    "vertAlign": Text("上标或下标", "superscripts or subscripts"),
    "w": Text("字符缩放", "the width of letters"),
    "webHidden": Text("网页中隐藏的文字", "words hidden on the web"),
}  # fmt: skip


# What stands beside the words of a document and is told as such.
_BESIDE = frozenset(
    ("commentReference", "commentRangeStart", "ins", "del", "moveFrom", "moveTo", "rPrChange",
     "pPrChange", "vanish", "specVanish", "embedRegular", "embedBold", "embedItalic",
     "embedBoldItalic")
)  # fmt: skip

_RELATIONS = {
    "font": Text("嵌入的字体", "an embedded font"),
    "thumbnail": Text("预览图", "a preview picture"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A sort of thing and what it is called; two of one sort are equal."""

    sort: str
    words: tuple[str, ...]
    what: Text


def named(sort: str, *words: str) -> Named:
    """`sort` is what is wrong with it; `words` are names and values as files have them."""
    return Named(sort, words, _WHAT[sort](*words))


def stands_beside(what: Named) -> bool:
    """Whether it is a comment, a tracked change, hidden words, a link or an embedded font."""
    if what.sort in ("element", "value"):
        return what.words[0].rpartition("}")[2] in _BESIDE
    return what.sort == "link" or (what.sort, what.words) == ("relation", ("font",))


def _part(kind: str) -> Text:
    return _PARTS.get(kind, Text(f"部件“{kind}”", f"the part “{kind}”"))


def shown_name(tag: str) -> str:
    space, brace, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    return local if space == W or not brace else f"{local}（{space}）"


def _element(tag: str) -> Text:
    local = tag.rpartition("}")[2]
    known = _ELEMENTS.get(local)
    mark = _cut(shown_name(tag))
    return known or Text(f"标记“{mark}”", f"the mark “{mark}”")


def _attribute(tag: str, name: str) -> Text:
    return _with(tag, f"{shown_name(name)}")


def _value(tag: str, name: str, value: str) -> Text:
    return _with(tag, f"{shown_name(name)}={_cut(value)}")


def _with(tag: str, told: str) -> Text:
    known = _element(tag)
    return Text(f"{known.zh}（{told}）", f"{known.en} ({told})")


def _cut(text: str) -> str:
    shown = "".join(char if char.isprintable() else "·" for char in text)
    return shown if len(shown) <= 60 else shown[:59] + "…"


_WHAT: dict[str, Callable[..., Text]] = {
    "part": _part,
    "element": _element,
    "attribute": _attribute,
    "value": _value,
    "twice": lambda tag: Text(f"重复的{_element(tag).zh}", f"{_element(tag).en}, twice"),
    "place": lambda tag: Text(f"位置不对的{_element(tag).zh}", f"{_element(tag).en}, misplaced"),
    "words": lambda _: Text("不该有文字之处的文字", "words where none belong"),
    "space": lambda _: Text("不同软件显示不同的空白", "spaces that programs show differently"),
    "remark": lambda _: Text("标记里的注释或指令", "remarks or instructions in the markup"),
    "field": lambda code: Text(f"域（{_cut(code)}）", f"a field ({_cut(code)})"),
    "link": lambda target: Text(
        f"指向文档以外的链接（{_cut(target)}）", f"a link that leads out ({_cut(target)})"
    ),
    "relation": lambda word: _RELATIONS.get(word.rpartition("/")[2]) or Text(f"部件（{_cut(word)}）", f"a part ({_cut(word)})"),
    "double": lambda word: Text(f"第二个同类的部件（{_cut(word)}）", f"a second part ({_cut(word)})"),
    "stray": lambda name: Text(f"没有引用的部件（{_cut(name)}）", f"a part nothing refers to ({_cut(name)})"),
    "lines": lambda _: Text("多出来的段落", "more paragraphs"),
    "running": lambda words: Text(f"域以外的数字“{_cut(words)}”", f"figures outside a field “{_cut(words)}”"),
    "comes": Text,
}  # fmt: skip
