"""Raw cells: every trap that a workbook's markup holds, and what is read from it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from compiler.catalogue import w_parts as parts
from compiler.ooxml.cells.address import cell_name, column_letters, parse_cell
from compiler.ooxml.cells.gather import RawCell, RawSheet, RawWorkbook, read_workbook
from compiler.ooxml.cells.ranges import ranges
from compiler.ooxml.cells.shown import meaning_of
from compiler.ooxml.package import open_package
from compiler.values.findings import Finding, Kind
from tests.support.raw import MAIN, RELATIONS, SHEETS, package, refused


def read(data: bytes) -> RawWorkbook:
    opened = open_package(data, "a.xlsx", "xlsx")
    assert not isinstance(opened, Finding), opened.message("zh")
    workbook = read_workbook(opened)
    assert not isinstance(workbook, Finding), workbook.message("zh")
    return workbook


def rows(inside: str, **more: str) -> RawSheet:
    return read(package(f"<sheetData>{inside}</sheetData>", **more)).sheets[0]


def cell(inside: str, attributes: str = "", **more: str) -> RawCell | None:
    return rows(f'<row r="1"><c r="A1" {attributes}>{inside}</c></row>', **more).cells.get((1, 1))


@pytest.mark.parametrize(
    ("attributes", "inside", "expected"),
    [
        ("", "<v>1_000</v>", RawCell("number", "1_000")),
        ("", "<v>96171.60000000001</v>", RawCell("number", "96171.60000000001")),
        ("", "<v>1E400</v>", RawCell("number", "1E400")),
        ("", "<v>1<!-- a remark -->2</v>", RawCell("number", "12")),
        ('t="b"', "<v>1</v>", RawCell("boolean", "1")),
        ('t="e"', "<v>#DIV/0!</v>", RawCell("error", "#DIV/0!")),
        ('t="d"', "<v>2021-01-31</v>", RawCell("date", "2021-01-31")),
        ('t="str"', "<v>a_x000D_b</v>", RawCell("text", "a\rb")),
        ('t="inlineStr"', "<is><t>一</t></is>", RawCell("text", "一")),
        ('t="inlineStr"', "<is><r><t>一</t></r><r><t> 二</t></r></is>", RawCell("text", "一 二")),
        ("", "<f>SUM(B1:B2)</f>", RawCell("empty", "", "SUM(B1:B2)")),
        ("", "<f>SUM(B1:B2)</f><v></v>", RawCell("empty", "", "SUM(B1:B2)")),
        ('t="str"', "<f>B1&amp;B2</f><v></v>", RawCell("text", "", "B1&B2")),
        ("", '<f t="array" ref="A1:A2">B1:B2*2</f><v>4</v>', RawCell("number", "4", "B1:B2*2")),
        ("", '<f t="dataTable" ref="A1" r1="B1"/><v>4</v>', RawCell("number", "4", "")),
        ("", "<v/>", None),
        ("", "", None),
        ("", "<extLst/>", None),
    ],
)
def test_one_cell(attributes: str, inside: str, expected: RawCell | None) -> None:
    assert cell(inside, attributes) == expected


def test_shared_texts() -> None:
    strings = (
        "<si><t>plain</t></si>"
        "<si><r><t>红</t></r><r><rPr/><t>字</t></r><rPh sb='0' eb='1'><t>hong</t></rPh></si>"
        "<si><t>_x005F_x0041__x0041_</t></si><si/><si><t>_xD83D__xDE00__xD83D_</t></si>"
    )
    inside = "".join(f'<c t="s"><v>{index}</v></c>' for index in range(5))
    found = rows(f"<row>{inside}</row>", strings=strings).cells
    texts = [found[1, column].text for column in range(1, 6)]
    assert texts == ["plain", "红字", "_x0041_A", "", "😀\ufffd"]


@pytest.mark.parametrize("index", ["1", "-1", "x", "99999999999999999999"])
def test_shared_text_out_of_range(index: str) -> None:
    inside = f'<sheetData><row><c t="s"><v>{index}</v></c></row></sheetData>'
    finding = refused(package(inside, strings="<si><t>a</t></si>"))
    assert finding.kind is parts.BAD_SHARED_TEXT
    assert (finding.place.sheet, finding.place.cell) == ("表一", "A1")


def test_positions_by_order() -> None:
    sheet = rows(
        '<row><c/><c><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c><c><v>3</v></c></row>'
        "<row><c><v>4</v></c></row>"
    )
    assert {place: each.text for place, each in sheet.cells.items()} == {
        (1, 2): "1",
        (5, 3): "2",
        (5, 4): "3",
        (6, 1): "4",
    }


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="$A$1"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r=""><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c><c><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="1048576"/><row><c><v>1</v></c></row>',
        '<row r="0"/>',
        '<row r="x"/>',
        '<row r="１"/>',
    ],
)
def test_bad_addresses(inside: str) -> None:
    assert refused(package(f"<sheetData>{inside}</sheetData>")).kind is parts.BAD_ADDRESS


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><f>B1</f></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"/><c><v>2</v></c></row>',
    ],
)
def test_duplicate_cells(inside: str) -> None:
    assert refused(package(f"<sheetData>{inside}</sheetData>")).kind is parts.DUPLICATE_CELL


def test_shared_formula_before_and_after_its_first_cell() -> None:
    sheet = rows(
        '<row r="1"><c r="A1"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A1:A3" si="0">SUM(B2:C2)+$D$1+"B2"</f></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c><c><f t="shared" si="9"/></c></row>'
    )
    assert sheet.cells[1, 1] == RawCell("number", "1", 'SUM(B1:C1)+$D$1+"B2"')
    assert sheet.cells[3, 1].formula == 'SUM(B3:C3)+$D$1+"B2"'
    assert sheet.cells[3, 2] == RawCell("empty", "", ""), "still a formula, though a lost one"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("General", "general"),
        ('General"万元"', "general"),
        ("0.00", "other"),
        ("@", "other"),
        ('#,##0.00"万元";[Red]-#,##0.00"days"', "other"),
        ("#,##0_);[Red]\\(#,##0\\)", "other"),
        ('0" dollars/yds"', "other"),
        ("0.00E+00", "other"),
        ("[DBNum1][$-804]General", "general"),
        ("0.0%", "percent"),
        ("yyyy-mm-dd", "date"),
        ('yyyy"年"m"月"d"日"', "date"),
        ("[$-804]上午/下午h:mm", "date"),
        ("[h]:mm", "date"),
        ("yyyy年m月", "date"),
    ],
)
def test_number_format_codes(code: str, meaning: str) -> None:
    assert meaning_of(code) == meaning


def test_number_formats_of_styles() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/>'
        '<xf numFmtId="31"/><xf numFmtId="2"/><xf/></cellXfs>'
    )
    inside = "".join(f'<c s="{index}"><v>1</v></c>' for index in (0, 1, 2, 3, 4, 5, 6, 99))
    found = rows(f"<row>{inside}</row>", styles=styles).cells
    assert [found[1, column].number_format for column in range(1, 9)] == [
        "general", "date", "percent", "percent", "date", "other", "general", "general",
    ]  # fmt: skip


def test_merges_stay_ranges() -> None:
    sheet = read(
        package(
            '<dimension ref="A1:XFD1048576"/><sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/>'
            '<mergeCell ref="B2"/></mergeCells>'
        )
    ).sheets[0]
    assert sheet.merges == ((1, 1, 1048576, 16384), (2, 2, 2, 2))
    bad = package('<mergeCells><mergeCell ref="A:B"/></mergeCells>')
    assert refused(bad).kind is parts.BAD_ADDRESS


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        ('<sheet name="表二" sheetId="2" r:id="rId4"/>', parts.MISSING_SHEET),
        ('<sheet name="表二" sheetId="2" r:id="rId99"/>', parts.MISSING_SHEET),
        ('<sheet name="表二" sheetId="2" r:id="rId3"/>', parts.MISSING_SHEET),
        ('<sheet name="表一" sheetId="2" r:id="rId1"/>', parts.DUPLICATE_SHEET),
    ],
)
def test_sheets_that_cannot_be_trusted(second: str, kind: Kind) -> None:
    data = package("<sheetData/>", sheets=SHEETS.replace("</sheets>", second + "</sheets>"))
    finding = refused(data)
    assert finding.kind is kind
    assert finding.place.sheet in ("表一", "表二")


def test_a_part_that_only_holds_a_worksheet_is_none() -> None:
    holding = package("<worksheet><sheetData/></worksheet><drawing/>", root="dialogsheet")
    assert refused(holding).kind is parts.MISSING_SHEET


def test_chart_sheets_are_passed_over_and_states_are_kept() -> None:
    more = (
        '<sheet name="图" sheetId="2" r:id="rId5"/>'
        '<sheet name="隐" sheetId="3" state="veryHidden" r:id="rId1"/></sheets>'
    )
    sheets = '<workbookPr date1904="1"/>' + SHEETS.replace("</sheets>", more)
    workbook = read(package("<sheetData/>", sheets=sheets))
    assert [(s.name, s.state) for s in workbook.sheets] == [
        ("表一", "visible"),
        ("隐", "veryHidden"),
    ]
    assert workbook.date1904


def test_a_million_styled_rows_hold_nothing() -> None:
    inside = "".join(f'<row r="{n}" ht="15"><c r="A{n}" s="1"/></row>' for n in range(2, 1_000_001))
    data = package(
        f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{inside}</sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    sheet = read(data).sheets[0]
    assert sheet.cells == {(1, 1): RawCell("number", "1")}
    assert sheet.merges == ((1, 1, 1, 2),)


def ordinary() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"use_future_functions": True})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("表一")
    for row in range(2_000):
        sheet.write_row(row, 0, [row, f"第{row}行", row / 7, row % 2 == 0])
        sheet.write_formula(row, 5, f"=A{row + 1}*2", None, row * 2)
    sheet.write_datetime(0, 6, datetime(2021, 1, 31), date)
    sheet.write_rich_string(1, 6, "a", book.add_format({"bold": True}), "b", "c")
    sheet.merge_range("H1:J3", "合并")
    other = book.add_worksheet("表二")
    other.hide()
    other.write_formula("A1", "=1/0", None, "#DIV/0!")
    book.set_custom_property("nianbao", "disclosure-2021")
    book.set_custom_property("版本", 3)
    book.close()
    return buffer.getvalue()


def test_the_same_as_another_reader_on_an_ordinary_workbook() -> None:
    data = ordinary()
    workbook = read(data)
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    assert [sheet.name for sheet in workbook.sheets] == values.sheetnames
    assert dict(workbook.properties) == {"nianbao": "disclosure-2021", "版本": "3"}
    for sheet in workbook.sheets:
        expected = {
            (each.row, each.column): each
            for row in values[sheet.name].iter_rows()
            for each in row
            if each.value is not None
        }
        assert sheet.cells.keys() == expected.keys()
        for (row, column), found in sheet.cells.items():
            value = expected[row, column].value
            if found.kind == "number" and found.number_format == "date":
                assert isinstance(value, datetime)
            elif found.kind == "number":
                assert float(found.text) == value
            elif found.kind == "boolean":
                assert (found.text == "1") is value
            else:
                assert found.text == value
            stored = formulas[sheet.name].cell(row, column)
            if stored.data_type == "f":
                assert f"={found.formula}" == stored.value
    assert workbook.sheets[1].state == "hidden"
    assert workbook.sheets[0].merges == ((1, 8, 3, 10),)


def test_strict_reads_as_transitional() -> None:
    """ECMA-376 Part 4: the same markup in other namespaces, which some readers see as empty."""
    data = ordinary()
    swaps = (
        (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (f"{RELATIONS}/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties"),
        (RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/customProperties"),
    )  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for transitional, strict in swaps:
                content = content.replace(transitional.encode(), strict.encode())
            new.writestr(name, content)
    assert read(buffer.getvalue()) == read(data)


def test_addresses() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
    for row, column in ((1, 1), (1048576, 16384), (30, 27)):
        assert parse_cell(cell_name(row, column)) == (row, column)
    for bad in ("", "A", "1", "A0", "A01", "a1", "XFE1", "A1048577", "$A$1", "A1 ", "A1:B2", "Ａ1"):
        assert parse_cell(bad) is None


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["D7"], ["D7"]),
        (["D7", "E7", "D8", "E8"], ["D7:E8"]),
        (["D7", "F7", "D8", "F8", "D9"], ["D7:D9", "F7:F8"]),
        (["B2", "B3", "C3"], ["B2", "B3:C3"]),
        (["D31", "D7", "E7", "D31"], ["D7:E7", "D31"]),
    ],
)
def test_cells_that_lie_together_are_a_range(cells: list[str], said: list[str]) -> None:
    assert ranges(cells) == said
