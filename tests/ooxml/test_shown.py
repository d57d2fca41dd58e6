"""Numbers as formats show them: by hand where programs differ, else as LibreOffice shows them."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
import xlsxwriter

from compiler.ooxml.cells.shown import shown_value, shown_words
from tests.support.office import converted

# Formats that office workers use; all of them show in LibreOffice 7.4 what they show in Excel.
CODES = (
    "General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00%", "0.00E+00", "##0.0E+0",
    "#,###", "000", "000000", "0000-0000000", "0000\\-0000000", "(0000)0000000", "000-0000-0000",
    '0\\.0,"万"', "0,", "0.0,,", '0.00"元"', '0"万元"', '0"件"', '"¥"#,##0.00', "[$¥-804]#,##0.00",
    "0_);(0)", "0_);[Red](0)", "0.00_ ;[Red]-0.00\\ ", "0;-0;;@", ";;;", 'General"件"', "0;0",
    "[Red]0;[Blue]-0", '"共"0"件"', "0.0?", "??0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    'yyyy"年"m"月"d"日"', "yyyy/m/d", "yyyy-mm-dd", 'yyyy"年"m"月"', 'm"月"d"日"', "yyyy.mm.dd",
    "yy/m/d", "h:mm", "h:mm:ss", "yyyy/m/d h:mm", "mm:ss.0", 'h"时"mm"分"', "dddd", "ddd", "mmm",
    "mmmm", "d-mmm-yy", "[$-804]dddd", "[$-804]mmmm", "yyyymmdd", "h:mm AM/PM",
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
)  # fmt: skip
NUMBERS = (
    "0", "1", "5", "-5", "0.5", "0.985", "2.6", "12.345", "1234.5", "45667", "45667.75", "30000",
    "961716", "961716000", "5178888888", "223001", "13812345678", "96171.6", "-1234.56", "0.04",
)  # fmt: skip
DAYS = ("61", "367", "45667", "45667.75", "44205.5", "45658", "100000")


def is_date(code: str) -> bool:
    return any(letter in code.split('"')[0].lower() for letter in "ymdh") and "#" not in code


@pytest.fixture(scope="module")
def shown_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    folder = tmp_path_factory.mktemp("shown")
    book = xlsxwriter.Workbook(str(folder / "formats.xlsx"))
    sheet = book.add_worksheet()
    sheet.set_column(0, len(NUMBERS), 60)
    for row, code in enumerate(CODES):
        look = book.add_format({"num_format": code})
        for column, number in enumerate(DAYS if is_date(code) else NUMBERS):
            sheet.write_number(row, column, float(number), look)
    book.close()
    (made,) = converted(
        [folder / "formats.xlsx"], folder / "csv", to="csv:Text - txt - csv (StarCalc):44,34,76"
    )
    return list(csv.reader(made.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("code", CODES)
def test_as_libreoffice_shows_it(code: str, shown_by_libreoffice: list[list[str]]) -> None:
    numbers = DAYS if is_date(code) else NUMBERS
    ours = [shown_value(Decimal(number), code) for number in numbers]
    assert ours == shown_by_libreoffice[CODES.index(code)][: len(numbers)]


# Where LibreOffice 7.4 shows something else, or this program knows better than to show it.
@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("General", "0.333333333333333", "0.333333333"),  # as wide as Excel's cells
        ("General", "123456789012", "123456789012"),  # Excel: 1.23457E+11
        ("0!.0000", "961716000", "96171.6000"),  # `!` as in Chinese Excel and WPS
        ('0!.0,"万"', "961716", "96.2万"),
        ('[>=10000]0!.0,"万";0', "961716", "96.2万"),
        ('[>=10000]0!.0,"万";0', "96", "96"),
        ('[=0]0;General"万元"', "-5", "-5万元"),  # LibreOffice drops the sign
        ('0.00,,"万元"\n%', "961716000", "96171.60万元\n%"),
        ("0.##", "5", "5."),  # LibreOffice: 5
        ("#,###", "-0.2", ""),
        ("0%", "9.995", "1000%"),  # a binary 9.995 is a little less
        ("0", "-0.2", "0"),
        ("aaaa", "45667", "星期五"),
        ('yyyy"年"m"月"d"日 "aaaa', "45667", "2025年1月10日 星期五"),
        ('上午/下午h"时"mm"分"', "45667.75", "下午6时00分"),
        ('e"年"m"月"', "45667", "2025年1月"),
        ("[$-F800]dddd, mmmm dd, yyyy", "45667", "2025年1月10日"),
        ("[h]:mm", "1.5", "36:00"),
        ("yyyy/m/d", "1", "1900/1/1"),  # LibreOffice: a day earlier before March 1900
        ("yyyy/m/d", "-1", None),
        ("yyyy/m/d", "99999999", None),
        ("# ?/?", "0.5", None),
        ("[DBNum2]0", "5", None),
    ],
)  # fmt: skip
def test_as_excel_shows_it(code: str, number: str, shown: str | None) -> None:
    assert shown_value(Decimal(number), code) == shown


def test_days_from_1904() -> None:
    assert shown_value(Decimal(44205), "yyyy-mm-dd", date1904=True) == "2025-01-10"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("@", "甲"),
        ("General", "甲"),
        ('@"同志"', "甲同志"),
        ("0;-0;0;@", "甲"),
        (";;;", ""),
        ("0", "甲"),
    ],
)
def test_words_as_a_format_shows_them(code: str, shown: str) -> None:
    assert shown_words("甲", code) == shown


def test_a_code_of_any_text_is_answered() -> None:
    for code in (
        ";" * 9,
        "[",
        '"',
        "\\",
        "[$",
        "[>1",
        "0." + "0" * 2000,
        "E+0",
        "?/?",
        "m" * 99,
        "[DBNum9]0",
    ):
        for number in ("0", "-1.5", "45667", "1E+30", "1E-30"):
            assert isinstance(shown_value(Decimal(number), code), str | None)
