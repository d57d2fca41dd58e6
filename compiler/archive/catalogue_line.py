"""归档文件目录.csv: the filled line that the office copies into its catalogue.

Given the material, gives the CSV of DA/T 22-2015's columns, in UTF-8 with the mark by
which Excel knows it. What is not known stays blank.
"""

from __future__ import annotations

import csv
from io import StringIO

from compiler.archive.material import Material
from compiler.archive.metadata import eight_digits
from compiler.archive.pdf import Rendering

# What spreadsheets take for the beginning of a formula, in either width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
COLUMNS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")


def catalogue_line(material: Material) -> bytes:
    """A published report has no 密级; pages are counted on the rendering alone."""
    report = material.report
    pages = str(material.rendering.pages) if isinstance(material.rendering, Rendering) else ""
    row = (
        "1",
        material.archival_code.text,
        report.agency.get("document_number", ""),
        report.name,
        material.title,
        eight_digits(report.agency.get("date", "")),
        "",
        pages,
        "",
    )
    text = StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, map(_as_text, row)])
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    """So that a spreadsheet takes no name for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
