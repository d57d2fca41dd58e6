"""A document as an office makes it, right by GB/T 9704, and what takes one thing away from it.

Made by python-docx, with all formatting on the paragraphs themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from compiler.audit.audit import audit
from compiler.ooxml.package import Package, open_package
from compiler.values.findings import Finding

CENTER, RIGHT, LEFT, BOTH = (
    getattr(WD_ALIGN_PARAGRAPH, name) for name in ("CENTER", "RIGHT", "LEFT", "JUSTIFY")
)
SENTENCE = "本年度共受理政府信息公开申请二十四件，均在法定期限内办结，没有结转下年度办理的。"
TITLE = "某县水利局2020年政府信息公开工作年度报告"


def found(data: bytes, language: str | None = None) -> tuple[Finding, ...]:
    package = open_package(data, "年报.docx", "docx")
    assert isinstance(package, Package)
    return audit(package, language)


def face(run: Any, name: str, size: float) -> None:
    run.font.name, run.font.size = "Times New Roman", Pt(size)
    run._r.rPr.rFonts.set(qn("w:eastAsia"), name)


def add(document: Document, text: str, name: str = "仿宋", size: float = 16) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    face(run, name, size)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), "-5")
    run._r.rPr.append(spacing)
    setting = paragraph.paragraph_format
    setting.alignment, setting.first_line_indent = BOTH, Pt(32)
    setting.line_spacing_rule, setting.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
    return paragraph


def number(footer: Any, side: Any) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    for text, mark in (("— ", ""), ("", "begin"), (" PAGE ", "code"), ("", "separate"), ("1", ""),
                       ("", "end"), (" —", "")):  # fmt: skip
        run = paragraph.add_run("" if mark else text)
        face(run, "宋体", 14)
        run.font.name = "宋体"
        if mark:
            element = OxmlElement("w:instrText" if mark == "code" else "w:fldChar")
            element.text = text
            if mark != "code":
                element.set(qn("w:fldCharType"), mark)
            run._r.append(element)


def right() -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    number(section.footer, RIGHT)
    number(section.even_page_footer, LEFT)
    add(document, TITLE, "方正小标宋_GBK", 22).alignment = CENTER
    for text, name in (
        (SENTENCE, "仿宋"),
        ("一、总体情况", "黑体"),
        ("（一）主动公开", "楷体_GB2312"),
        ("1.门户网站", "FangSong"),
        (SENTENCE * 3, "仿宋_GB2312"),
    ):
        add(document, text, name)
    table = document.add_table(12, 3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "三"
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.trPr.append(OxmlElement("w:tblHeader"))
    table.rows[0].cells[0].text = "项目"
    add(document, "某县水利局").alignment = RIGHT
    add(document, "2021年1月5日").alignment = RIGHT
    return document


def saved(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


Edit = Callable[[Document], object]


def changed(edit: Edit) -> bytes:
    document = right()
    edit(document)
    return saved(document)


def with_section(**values: Any) -> Edit:
    return lambda d: [setattr(d.sections[0], name, value) for name, value in values.items()]


def with_paragraph(place: int, edit: Callable[[Paragraph], object]) -> Edit:
    return lambda d: edit(d.paragraphs[place])


def typed(place: int, name: str, size: float) -> Edit:
    return with_paragraph(place, lambda p: face(p.runs[0], name, size))


def spaced(points: float) -> Edit:
    def edit(document: Document) -> None:
        for paragraph in document.paragraphs:
            paragraph.paragraph_format.line_spacing = Pt(points)

    return edit


def loosened(document: Document) -> None:
    """The characters as wide as Word's 三号 makes them."""
    for spacing in [*document.element.body.iter(qn("w:spacing"))]:
        if spacing.getparent().tag == qn("w:rPr"):
            spacing.getparent().remove(spacing)


def landscape(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def unnumbered(document: Document) -> None:
    document.sections[0].footer.paragraphs[0].clear()


def one_footer(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def low_rows(document: Document) -> None:
    for row in document.tables[0].rows[1:3]:
        row.height, row.height_rule = Pt(8), 2  # exactly


def low_lines(document: Document) -> None:
    cell = document.tables[0].rows[0].cells[0].paragraphs[0]
    cell.paragraph_format.line_spacing = Pt(9)


def plain_rows(document: Document) -> None:
    for row in document.tables[0].rows:
        row._tr.remove(row._tr.trPr)


def wide(document: Document) -> None:
    for column in document.tables[0].columns:
        column.width = Mm(60)


def coloured(place: int, red: int = 255, green: int = 0) -> Edit:
    def colour(paragraph: Paragraph) -> None:
        paragraph.runs[0].font.color.rgb = RGBColor(red, green, 0)

    return with_paragraph(place, colour)


def indented(points: float, left: float = 0) -> Edit:
    def edit(paragraph: Paragraph) -> None:
        paragraph.paragraph_format.first_line_indent = Pt(points)
        paragraph.paragraph_format.left_indent = Pt(left)

    return with_paragraph(1, edit)


def said(place: int, text: str) -> Edit:
    return with_paragraph(place, lambda p: setattr(p.runs[0], "text", text))
