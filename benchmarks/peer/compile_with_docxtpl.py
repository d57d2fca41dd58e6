"""The report as an office programmer would make it: openpyxl reads, docxtpl fills.

    python benchmarks/peer/compile_with_docxtpl.py WORKBOOK.xlsx TEMPLATE.docx OUT.docx

Reads each sheet's figures and paragraphs from where they are known to stand and renders
the template; it checks nothing, and a moved row would be read wrongly without a word.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

from docxtpl import DocxTemplate
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

FIRST_ROW = 4
QUOTE = re.compile(r"\{([^{}]+)\}")


def main(workbook: str, template: str, out: str) -> None:
    book = load_workbook(workbook, read_only=True, data_only=True)
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    names = list(rows)
    cover = _labelled(rows["封面"])
    quotes = _labelled(rows["可引用数据"])
    sheets = [
        _section(rows[name][FIRST_ROW - 1 :], quotes)
        for name in names[names.index("引言") : names.index("校验")]
    ]
    document = DocxTemplate(template)
    context = {
        "title": f"{cover['机关全称']}{cover['报告年度']}年政府信息公开工作年度报告",
        "sheets": sheets,
        "signatory": cover["署名"],
        "date": cover["成文日期"],
    }
    document.render(context, autoescape=True)
    document.save(out)


def _labelled(rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """A sheet of names and values: the first two filled cells of each row."""
    pairs: dict[str, Any] = {}
    for row in rows:
        filled = [value for value in row if value is not None]
        if len(filled) >= 2:
            pairs[str(filled[0]).strip("{}")] = filled[1]
    return pairs


def _section(rows: list[tuple[Any, ...]], quotes: dict[str, Any]) -> dict[str, Any]:
    if rows[0][0] == "级别":
        return {"paragraphs": [p for row in rows[1:] for p in _paragraphs(row, quotes)]}
    figures = {
        f"{get_column_letter(c)}{r}": f"{value}"
        for r, row in enumerate(rows, FIRST_ROW)
        for c, value in enumerate(row, 1)
        if value is not None and not isinstance(value, str)
    }
    return {"figures": figures}


def _paragraphs(row: tuple[Any, ...], quotes: dict[str, Any]) -> list[dict[str, str]]:
    level, text = row[:2]
    filled = QUOTE.sub(lambda quote: str(quotes[quote.group(1)]), str(text or ""))
    return [{"level": level or "", "text": line} for line in filled.splitlines() if line.strip()]


if __name__ == "__main__":
    main(*sys.argv[1:])
