"""The report as a first attempt makes it: openpyxl reads, python-docx writes every cell.

    python benchmarks/peer/compile_with_python_docx.py WORKBOOK.xlsx OUT.docx

There is no template: styles, paragraphs and tables are made anew, a cell at a time, as the
tutorial of python-docx does it.
"""

from __future__ import annotations

import sys
from typing import Any

import docx
from make_template import HEADINGS, add_styles, grid, merges, set_page
from plain_reading import context, opened


def main(workbook: str, out: str) -> None:
    book = opened(workbook, "usual")
    found = context(book)
    document = docx.Document()
    set_page(document)
    add_styles(document)
    document.add_paragraph(found["title"], style="报告标题")
    for number, section in enumerate(found["sheets"]):
        if number:
            document.add_paragraph(section["name"], style="Heading 1")
        for paragraph in section.get("paragraphs", ()):
            style = HEADINGS.get(paragraph["level"], "正文段落")
            document.add_paragraph(paragraph["text"], style=style)
        if "figures" in section:
            _add_table(document, book[section["name"]])
    document.add_paragraph(found["signatory"], style="正文段落").alignment = 2
    document.add_paragraph(found["date"], style="正文段落").alignment = 2
    document.save(out)


def _add_table(document: Any, sheet: Any) -> None:
    values, width = grid(sheet)
    table = document.add_table(rows=len(values), cols=width, style="Table Grid")
    for top, left, bottom, right in merges(sheet, len(values), width):
        table.cell(top, left).merge(table.cell(bottom, right))
    for r, row in enumerate(values):
        for c, value in enumerate(row[:width]):
            if value is not None:
                paragraph = table.cell(r, c).paragraphs[0]
                paragraph.add_run(str(value))
                paragraph.style = "表格文字"


if __name__ == "__main__":
    main(*sys.argv[1:])
