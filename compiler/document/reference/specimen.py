"""The reference document as it is written: every style shown by a paragraph that names it.

Given a language, gives the bytes of a .docx that an office opens in Word, whose styles it
edits there and which it gives back with `--reference-doc`. It is a document of this program in
all but its text: the same styles, page and settings. It knows no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from compiler import __version__
from compiler.document.packing import (
    Properties,
    add_application,
    package_bytes,
    set_core_properties,
)
from compiler.document.page_setup import pages
from compiler.document.paper import A4, paper_of
from compiler.document.reference.restyle import shown_styles
from compiler.document.reference.uses import IN_TABLES, USES, purpose_of, shown_name
from compiler.document.style import UNCOMMON_ROLES, styled_document
from compiler.document.table_markup import table_markup
from compiler.document.text_markup import empty, text_run
from compiler.document.tree import TableBlock
from compiler.format.declaration import Line, Table
from compiler.format.grid import draw
from compiler.ooxml.markup import own_markup, w
from compiler.text.language import Language, Text

# The day on which GB/T 9704-2012 took effect: no clock may show.
_DATED = datetime(2012, 7, 1)
_TITLE = Text("年报参考文档", "Reference document of nianbao")
_INTRODUCTION = (
    Text(
        "这份文档用来改年报的样子。请在 Word 或 WPS 的“样式”里改下面各个样式（不是改这里的字），保存后用 "
        "nianbao compile 年报.xlsx --reference-doc 这份文档 编成文档。",
        "This document says how reports look. Edit the styles below in Word (not the words here), save "
        "it, and compile with nianbao compile REPORT --reference-doc THIS.docx.",
    ),
    Text(
        "采用的是各样式的字体、字号、字形、颜色、字距、行距、段前段后、缩进、对齐、分页、边框，以及表格的线和格内边距。"
        "文字、页面设置、页眉页脚、页码、编号和署名、成文日期、附件说明的位置不采用，仍按公文格式。样式的名称不要改。",
        "Taken are fonts, sizes, weight, colour, spacing, indents, alignment, page breaks and borders of "
        "the styles, and lines and cell margins of the tables. Words, page set-up, headers, footers, page "
        "numbers and numbering are not taken. Keep the names of the styles.",
    ),
)
_SAMPLE = Text(
    "字样：二〇二〇年收到申请 1234 件，占 56.7%，Word。", "Sample: 1,234 requests, 56.7%."
)
# More than eight columns are set in the smaller type.
_COLUMNS = {"": 3, " Small": 9}


def reference_document(language: Language, *, in_parts: bool = False) -> bytes:
    """The same bytes for the same language at any time; `in_parts`: for reports whose first
    headings are those of parts.
    """
    document = styled_document(language, roles=UNCOMMON_ROLES, in_parts=in_parts)
    paper = paper_of(A4, language)
    page_setup = pages(document, paper, language, draft=False, turning=False)
    sheet = own_markup(document.styles)
    ids = {name: style.get(w("styleId"), "") for _, name, style in shown_styles(sheet)}
    body = "".join(_body(ids, language, in_parts=in_parts))
    document.set_body([body, page_setup.section(turned=False)])
    title = _TITLE.in_language(language)
    properties = Properties(title, "", "nianbao", None, "", __version__, "", _DATED)
    set_core_properties(document, properties, language, draft=False)
    add_application(document, __version__)
    return package_bytes(document)


def _body(ids: dict[str, str], language: Language, *, in_parts: bool) -> Iterator[str]:
    yield _paragraph(ids["Title"], _TITLE.in_language(language))
    for text in _INTRODUCTION:
        yield _paragraph(ids["Body Text"], text.in_language(language))
    in_tables = [name for name in USES if name in IN_TABLES]
    for name in (name for name in USES if name not in in_tables):
        yield _paragraph(ids[name], _said_of(name, language, in_parts=in_parts))
        if name == "Body Text":
            yield _paragraph(ids[name], _SAMPLE.in_language(language))
    for suffix, columns in _COLUMNS.items():
        names = [name for name in in_tables if name.endswith(" Small") == bool(suffix)]
        for name in names:
            yield _paragraph(ids["Body Text"], _said_of(name, language))
        table = _table(suffix, columns, language)
        title = _TITLE.in_language(language)
        yield table_markup(table, title, {}, paper_of(A4, language))
    yield _paragraph(ids["Body Text"], "")


def _said_of(name: str, language: Language, *, in_parts: bool = False) -> str:
    purpose = purpose_of(name, in_parts=in_parts).in_language(language)
    mark, stop = ("：", "。") if language == "zh" else (": ", ".")
    return f"{shown_name(name).in_language(language)}{mark}{purpose}{stop}"


def _table(suffix: str, columns: int, language: Language) -> TableBlock:
    """A table of this many columns whose cells name their styles."""
    header, label = (
        USES[f"Table {kind}{suffix}"].names[0] if language == "zh" else f"Table {kind}{suffix}"
        for kind in ("Header", "Label")
    )
    heads = tuple(Line(f"column{n}", (header,)) for n in range(1, columns))
    rows = tuple(Line(f"row{n}", (label,)) for n in (1, 2))
    grid = draw((Table("sample", rows, heads, corner=header),))
    figures = (str(n * 1234) for n in range(1, len(grid.cells)))
    words = (next(figures) if cell.figure else cell.text for cell in grid.cells)
    return TableBlock("sample", grid, tuple(words))


def _paragraph(style: str, text: str) -> str:
    return f"<w:p><w:pPr>{empty('pStyle', val=style)}</w:pPr>{text_run(text)}</w:p>"
