"""`python -m tests.readers.saved.rebuild`: workbooks as LibreOffice saves them in older formats.

Makes saved.zip: the sample report, and a workbook of one cell of every look, each as .xls and
.ods and, of the latter, as the .xlsx that it was. Needs LibreOffice; tests read what is kept.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from tests.support.office import converted

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SAVED = HERE / "saved.zip"
SAMPLE = ROOT / "sample_workbooks" / "cangshan-justice-2020.xlsx"
_CODES = ("0", "0.00", "#,##0", "0.0%", "0.00E+00", '0"件"', '#,##0.0,"千元"', "0.0;[Red]0.0", "@")


def looks() -> bytes:
    """Formats, letters, merges, formulas, errors, what is hidden and what lies over cells."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, hidden = book.add_worksheet("样子"), book.add_worksheet("藏")
    struck = book.add_format({"font_strikeout": True})
    raised = book.add_format({"font_script": 1})
    for row, code in enumerate(_CODES):
        style = book.add_format({"num_format": code})
        sheet.write_number(row, 0, 1234.5, style)
        sheet.write_number(row, 1, -0.25, style)
    sheet.write_datetime(
        9, 0, date(2021, 1, 5), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    )
    sheet.write_string(10, 0, "划掉的", struck)
    sheet.write_number(10, 1, 12, struck)
    sheet.write_rich_string(11, 0, "前", struck, "划掉", "后 面  两格", raised, "2")
    sheet.merge_range(12, 0, 13, 1, "合并")
    sheet.write_formula(14, 0, "=SUM(A1:A3)", None, 3703.5)
    sheet.write_formula(14, 1, '=IF(COUNTBLANK(D1:D3)=3,"",SUM(D1:D3)*2-(1+1))', None, "")
    sheet.write_formula(15, 0, "=1/0", None, "#DIV/0!")
    sheet.write_boolean(15, 1, True)
    sheet.write_string(16, 0, "一行\n又一行")
    sheet.write_string(16, 1, "长" * 9000)  # more than one record of an old workbook holds
    sheet.write_string(17, 0, "看不见的行")
    sheet.write_string(0, 4, "看不见的列")
    sheet.set_row(17, None, None, {"hidden": True})
    sheet.set_column(4, 4, None, None, {"hidden": True})
    sheet.insert_textbox(20, 0, "文本框里的字")
    hidden.write_string(0, 0, "藏起来的表")
    hidden.hide()
    book.close()
    return buffer.getvalue()


def main() -> None:
    with TemporaryDirectory() as folder:
        made = Path(folder, "looks.xlsx")
        made.write_bytes(looks())
        sample = Path(folder, "sample.xlsx")
        sample.write_bytes(SAMPLE.read_bytes())
        files = [made]
        for ending in ("xls", "ods"):
            files += converted([made, sample], Path(folder, ending), to=ending, recalculating=True)
        with zipfile.ZipFile(SAVED, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as kept:
            for path in files:
                kept.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
