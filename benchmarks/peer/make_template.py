"""Makes the Word template that a peer fills; done once, outside the timing.

    python benchmarks/peer/make_template.py WORKBOOK.xlsx TEMPLATE.docx [PROGRAM]

The template is what an office would draw by hand in Word: styles, headings and the three
tables with their merged headers stand in it, a tag stands for every figure and every run of
paragraphs, written as PROGRAM reads it: docxtpl, docxtemplater or carbone. Labels and merged
cells are copied from the workbook's own sheets.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import docx
import openpyxl
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 4  # of the printed form in a table sheet, and of the header in a narrative one
PROSE_HEADER = "级别"
HEADINGS = {"小标题（一）": "Heading 2", "小标题1.": "Heading 3"}
Line = tuple[str, str | None]


class Tags(NamedTuple):
    """How a program writes its tags; for prose a paragraph each, with its style.

    `{0}` is the number of a sheet, `{1}` a cell's address or a name.
    """

    value: str
    figure: str
    prose: list[Line]


TAGS = {
    "docxtpl": Tags(
        "{{{{ {1} }}}}",
        "{{{{ sheets[{0}].figures.{1} }}}}",
        [
            ("{{%p for p in sheets[{0}].paragraphs %}}", None),
            ("{{%p if p.level == '小标题（一）' %}}", None),
            ("{{{{ p.text }}}}", "Heading 2"),
            ("{{%p elif p.level == '小标题1.' %}}", None),
            ("{{{{ p.text }}}}", "Heading 3"),
            ("{{%p else %}}", None),
            ("{{{{ p.text }}}}", "正文段落"),
            ("{{%p endif %}}", None),
            ("{{%p endfor %}}", None),
        ],
    ),
    "docxtemplater": Tags(
        "{{{1}}}",
        "{{s{0}_{1}}}",
        [
            ("{{#s{0}}}", None),
            ("{{#second}}", None), ("{{text}}", "Heading 2"), ("{{/second}}", None),
            ("{{#third}}", None), ("{{text}}", "Heading 3"), ("{{/third}}", None),
            ("{{#body}}", None), ("{{text}}", "正文段落"), ("{{/body}}", None),
            ("{{/s{0}}}", None),
        ],
    ),
    "carbone": Tags(
        "{{d.{1}}}",
        "{{d.s{0}_{1}}}",
        [
            ("{{d.s{0}[i].second:ifEQ(true):showBegin}}", None),
            ("{{d.s{0}[i].text}}", "Heading 2"),
            ("{{d.s{0}[i].second:showEnd}}", None),
            ("{{d.s{0}[i].third:ifEQ(true):showBegin}}", None),
            ("{{d.s{0}[i].text}}", "Heading 3"),
            ("{{d.s{0}[i].third:showEnd}}", None),
            ("{{d.s{0}[i].body:ifEQ(true):showBegin}}", None),
            ("{{d.s{0}[i].text}}", "正文段落"),
            ("{{d.s{0}[i].body:showEnd}}", None),
            ("{{d.s{0}[i+1].text}}", None),
        ],
    ),
}  # fmt: skip


def main(workbook: str, template: str, program: str = "docxtpl") -> None:
    tags = TAGS[program]
    document = docx.Document()
    set_page(document)
    add_styles(document)
    document.add_paragraph(tags.value.format(None, "title"), style="报告标题")
    for number, sheet in enumerate(
        _report_sheets(openpyxl.load_workbook(workbook, data_only=True))
    ):
        if sheet.title != "引言":
            document.add_paragraph(sheet.title, style="Heading 1")
        if sheet.cell(FIRST_ROW, 1).value == PROSE_HEADER:
            for text, style in tags.prose:
                document.add_paragraph(text.format(number), style=style)
        else:
            _add_table(document, number, sheet, tags)
    for name in ("signatory", "date"):
        line = document.add_paragraph(tags.value.format(None, name), style="正文段落")
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.save(template)


def _report_sheets(book: Any) -> list[Worksheet]:
    names = book.sheetnames
    return [book[name] for name in names[names.index("引言") : names.index("校验")]]


def set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def add_styles(document: Any) -> None:
    styles = document.styles
    for name in ("报告标题", "正文段落", "表格文字"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, font, size in (
        ("报告标题", "方正小标宋简体", 22), ("正文段落", "仿宋_GB2312", 16), ("表格文字", "宋体", 9),
        ("Heading 1", "黑体", 16), ("Heading 2", "楷体_GB2312", 16), ("Heading 3", "仿宋_GB2312", 16),
    ):  # fmt: skip
        style = styles[name]
        style.font.size = Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    styles["报告标题"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("正文段落", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].paragraph_format.first_line_indent = Pt(32)


def grid(sheet: Worksheet) -> tuple[list[tuple[Any, ...]], int]:
    """The printed form's rows, and how many columns they fill."""
    values = list(sheet.iter_rows(min_row=FIRST_ROW, values_only=True))
    height = next((i for i, row in enumerate(values) if _is_blank(row)), len(values))
    filled = (i for row in values[:height] for i, value in enumerate(row, 1) if value is not None)
    return values[:height], max(filled)


def merges(sheet: Worksheet, height: int, width: int) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom and right of each merged cell of the grid."""
    for merged in sheet.merged_cells.ranges:
        if FIRST_ROW <= merged.min_row < FIRST_ROW + height:
            right = min(merged.max_col, width) - 1
            yield merged.min_row - FIRST_ROW, merged.min_col - 1, merged.max_row - FIRST_ROW, right


def _add_table(document: Any, number: int, sheet: Worksheet, tags: Tags) -> None:
    """Copy the sheet's grid: its labels as they stand, a tag where a figure stands."""
    values, width = grid(sheet)
    table = document.add_table(rows=len(values), cols=width, style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for top, left, bottom, right in merges(sheet, len(values), width):
        cells[top][left].merge(cells[bottom][right])
    for r, row in enumerate(values):
        for c, value in enumerate(row[:width]):
            if value is None:
                continue
            tag = tags.figure.format(number, f"{get_column_letter(c + 1)}{FIRST_ROW + r}")
            paragraph = cells[r][c].paragraphs[0]
            paragraph.add_run(value if isinstance(value, str) else tag)
            paragraph.style = "表格文字"


def _is_blank(row: tuple[Any, ...]) -> bool:
    return all(value is None for value in row)


if __name__ == "__main__":
    main(*sys.argv[1:])
