"""Makes the Word template that the peer script fills; done once, outside the timing.

    python benchmarks/peer/make_template.py WORKBOOK.xlsx TEMPLATE.docx

The template is what an office would draw by hand in Word: styles, headings and the three
tables with their merged headers stand in it, a jinja tag stands for every figure and every
run of paragraphs. Labels and merged cells are copied from the workbook's own sheets.
"""

from __future__ import annotations

import sys
from typing import Any

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


def main(workbook: str, template: str) -> None:
    document = docx.Document()
    _set_page(document)
    _add_styles(document)
    document.add_paragraph("{{ title }}", style="报告标题")
    for number, sheet in enumerate(
        _report_sheets(openpyxl.load_workbook(workbook, data_only=True))
    ):
        if sheet.title != "引言":
            document.add_paragraph(sheet.title, style="Heading 1")
        if sheet.cell(FIRST_ROW, 1).value == PROSE_HEADER:
            _add_prose(document, number)
        else:
            _add_table(document, number, sheet)
    for name in ("signatory", "date"):
        line = document.add_paragraph(f"{{{{ {name} }}}}", style="正文段落")
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.save(template)


def _report_sheets(book: Any) -> list[Worksheet]:
    names = book.sheetnames
    return [book[name] for name in names[names.index("引言") : names.index("校验")]]


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _add_styles(document: Any) -> None:
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


def _add_prose(document: Any, number: int) -> None:
    add = document.add_paragraph
    add(f"{{%p for p in sheets[{number}].paragraphs %}}")
    add("{%p if p.level == '小标题（一）' %}")
    add("{{ p.text }}", style="Heading 2")
    add("{%p elif p.level == '小标题1.' %}")
    add("{{ p.text }}", style="Heading 3")
    add("{%p else %}")
    add("{{ p.text }}", style="正文段落")
    add("{%p endif %}")
    add("{%p endfor %}")


def _add_table(document: Any, number: int, sheet: Worksheet) -> None:
    """Copy the sheet's grid: its labels as they stand, a tag where a figure stands."""
    values = list(sheet.iter_rows(min_row=FIRST_ROW, values_only=True))
    height = next((i for i, row in enumerate(values) if _is_blank(row)), len(values))
    values = values[:height]
    width = max(i for row in values for i, value in enumerate(row, 1) if value is not None)
    table = document.add_table(rows=height, cols=width, style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for merged in sheet.merged_cells.ranges:
        if FIRST_ROW <= merged.min_row < FIRST_ROW + height:
            corner = cells[merged.min_row - FIRST_ROW][merged.min_col - 1]
            corner.merge(cells[merged.max_row - FIRST_ROW][min(merged.max_col, width) - 1])
    for r, row in enumerate(values):
        for c, value in enumerate(row[:width]):
            if value is None:
                continue
            address = f"{get_column_letter(c + 1)}{FIRST_ROW + r}"
            tag = f"{{{{ sheets[{number}].figures.{address} }}}}"
            paragraph = cells[r][c].paragraphs[0]
            paragraph.add_run(value if isinstance(value, str) else tag)
            paragraph.style = "表格文字"


def _is_blank(row: tuple[Any, ...]) -> bool:
    return all(value is None for value in row)


if __name__ == "__main__":
    main(*sys.argv[1:])
