"""A filled workbook is read as one report, whoever saved it last and whatever staff did to it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from compiler.report.typed import typed
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, Quantity, Unreadable
from compiler.values.findings import Finding
from compiler.values.report import Paragraph, Report, Slip
from compiler.workbook.form.make import write_form
from compiler.workbook.layout import HIDDEN_SHEET, layout_of
from tests.support.cases import cases
from tests.support.examples import findings_of_data
from tests.support.office import converted
from tests.support.workbooks import (
    DISPUTES,
    MAIN,
    PROACTIVE,
    REQUESTS,
    Cell,
    as_wps_saves,
    blank_form,
    changed,
    codes,
    content,
    copied,
    edited,
    figure,
    findings,
    form,
    full_form,
    full_report,
    good_report,
    moved,
    packed,
    part_of,
    parts_of,
    read,
    remade,
    renamed,
    replaced,
    report_of,
    said,
    strict,
    styled,
    without,
)

ROOT = Path(__file__).parents[2]
OVERVIEW, OTHER, COVER, SLIPS = "一、总体情况", "六、其他需要报告的事项", "封面", "情况说明"


def only(found: tuple[Finding, ...]) -> Finding:
    assert len(found) == 1, said(found)
    return found[0]


def quantity(path: str, data: bytes) -> Quantity:
    return report_of(data).figures[figure(path)]


# Whoever saved it last

PROSE = (
    "=1+1", " 前有空格", "后有空格 ", "a&b<c>", "😀👍🏽", "𠀀", "e\u0301", "'甲", '"乙"“丙”', "\t制表",
    "零\u200b宽", "2020-01-01", "1/2", "TRUE", "#REF!", "https://example.cn/?a=1&b=2",
    "{新收申请总数}", "长" * 3000,
)  # fmt: skip


def everything() -> Report:
    """A report in which every kind of value occurs."""
    figures: dict[str, Quantity] = {
        "article20_1.rules.drafted": Unreadable("无"),
        "article20_1.rules.published": Absent.NOT_APPLICABLE,
        "article20_5.licences.previous": Decimal(0),
        "article20_5.licences.change": Decimal(0),
        "article20_6.penalties.previous": Absent.BLANK,
        "article20_9.procurement.amount": Decimal("96171.6"),
        "requests.granted.total": Decimal(1),
        "requests.refused_internal.total": Absent.BLANK,
        "disputes.reconsideration.upheld": Absent.BLANK,
    }
    return replace(
        changed(full_report(), {figure(path): each for path, each in figures.items()}),
        narrative={
            **full_report().narrative,
            "introduction": tuple(Paragraph("body", text) for text in PROSE),
        },
        attachments=("附件甲", "=2+2"),
        slips=(Slip("T201-abcdef01-123456", "理由一", "张三", "2021年1月"),),
        archive={"fonds": "0012", "retention": "永久"},
        prior={"digest": "ab" * 32, "tables": {"requests": [1, 2.5, "/"]}},
    )


def by_openpyxl(data: bytes, folder: Path) -> bytes:
    del folder
    target = BytesIO()
    openpyxl.load_workbook(BytesIO(data)).save(target)
    return target.getvalue()


def by_libreoffice(data: bytes, folder: Path) -> bytes:
    source = folder / "年报.xlsx"
    source.write_bytes(data)
    (saved,) = converted([source], folder / "saved")
    return saved.read_bytes()


def by_wps(data: bytes, folder: Path) -> bytes:
    del folder
    return as_wps_saves(data)


def by_an_archive_system(data: bytes, folder: Path) -> bytes:
    """In the Strict form of ISO 29500, which openpyxl reads as empty."""
    del folder
    return strict(data)


SAVERS = [by_openpyxl, by_libreoffice, by_wps, by_an_archive_system]


@pytest.mark.parametrize("save", SAVERS)
@pytest.mark.parametrize("report", [good_report, full_report, everything])
def test_the_same_report_whoever_saved_it_last(
    save: Callable[[bytes, Path], bytes], report: Callable[[], Report], tmp_path: Path
) -> None:
    data = write_form(form(), report())
    saved = save(data, tmp_path)
    assert saved != data
    assert report_of(saved) == report()
    notes = [code for code in codes(findings(saved)) if code != "C131"]
    assert notes == codes(findings(data))


@pytest.mark.parametrize("save", SAVERS)
def test_only_a_program_that_does_not_calculate_leaves_a_note(
    save: Callable[[bytes, Path], bytes], tmp_path: Path
) -> None:
    """One for each sheet with totals, with the number of them."""
    found = read(save(full_form(), tmp_path)).findings
    if save is by_openpyxl:
        assert [(f.code, f.place.sheet, f.values["count"]) for f in found] == [
            ("C131", REQUESTS, "29"), ("C131", DISPUTES, "3")
        ]  # fmt: skip
    else:
        assert found == ()


def test_a_blank_workbook_that_was_never_calculated_is_still_blank(tmp_path: Path) -> None:
    assert report_of(by_openpyxl(blank_form(), tmp_path)) == report_of(blank_form())


# What may stand in a cell


def test_blank_zero_slash_text_and_a_formula_never_calculated_are_five_things() -> None:
    cells: dict[str, Cell] = {
        "B10": None, "B11": 0, "B14": "/", "B15": "无", "B18": content("<c><f>1+1</f></c>"),
    }  # fmt: skip
    data = edited(full_form(), PROACTIVE, cells)
    assert [
        quantity(f"{path}.previous", data)
        for path in (
            "article20_5.licences", "article20_5.other_services", "article20_6.penalties",
            "article20_6.coercive_measures", "article20_8.fees",
        )
    ] == [
        Absent.BLANK, Decimal(0), Absent.NOT_APPLICABLE, Unreadable("无"), Unreadable("=1+1"),
    ]  # fmt: skip
    assert {(f.place.cell or "B10", f.code) for f in findings(data)} == {
        ("B10", "C120"), ("B14", "C112"), ("B15", "C101"), ("B18", "C103"),
    }  # fmt: skip


COUNT, CHANGE, AMOUNT = ("B10", "article20_5.licences.previous"), ("C10", "article20_5.licences.change"), ("C21", "article20_9.procurement.amount")  # fmt: skip

UNDERSTOOD = [
    *[(COUNT, text, "12") for text in ("12", "１２", " 12 ", "　12", "12\n", "+12", "＋12", "012", "12.0", "12\u200b")],
    *[(COUNT, text, "1234") for text in ("1,234", "１，２３４", "1，234")],
    *[(COUNT, text, "0") for text in ("0", "００", "0.0")],
    *[(CHANGE, text, "3") for text in ("+3", "＋3", "增3", "增加3", "增 3", "增加 3")],
    *[(CHANGE, text, "-3") for text in ("-3", "－3", "−3", "–3", "减3", "减少3", "减 3", "减少３")],
    *[(CHANGE, text, "0") for text in ("增/减0", "增／减０", "-0")],
    *[(AMOUNT, text, "25.1") for text in ("251000元", "25.1万元", "25.1 万元", "２５．１万元", "251,000元", "0.00251亿元", "25.10")],
    (AMOUNT, "103.3879万元", "103.3879"),
    (AMOUNT, "1元", "0.0001"),
    (AMOUNT, "1亿元", "10000"),
    (AMOUNT, "０万元", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "text", "number"), UNDERSTOOD)
def test_a_text_with_one_meaning_is_that_number_and_noted(
    where: tuple[str, str], text: str, number: str
) -> None:
    cell, path = where
    data = edited(full_form(), PROACTIVE, {cell: text})
    assert quantity(path, data) == Decimal(number)
    (note,) = read(data).findings
    assert (note.code, note.place.cell, note.actual) == ("C130", cell, number)


REFUSED = [
    *[(COUNT, text) for text in (
        "无", "三", "二十", "①", "½", "٣", "12,34", "1234,567", "1,23", "1_000", "1'000", "1 000", "1 2",
        "1e3", "0x10", "3-", "--3", "+-3", "(3)", "（3）", "3.", ".5", "3。", "3件", "约3", "3-5", "1/2", "减3",
        "增3", "nan", "∞", "-", "—", "无。", "O", "TRUE", "251000元",
    )],
    *[(CHANGE, text) for text in ("减-3", "增+3", "不变", "增减3", "减", "3减", "增/减3")],
    *[(AMOUNT, text) for text in ("￥100", "100元整", "1.2亿", "万元", "百元", "1万2千元", "100美元", "壹佰元", "1.2.3万元")],
]  # fmt: skip


@pytest.mark.parametrize(("where", "text"), REFUSED)
def test_any_other_text_is_a_finding_at_its_cell(where: tuple[str, str], text: str) -> None:
    cell, path = where
    data = edited(full_form(), PROACTIVE, {cell: text})
    assert quantity(path, data) == Unreadable(text)
    assert (cell, "C101") in {(f.place.cell, f.code) for f in findings(data)}


BLANKS = ["", " ", "　", "\n", "\u200b"]


@pytest.mark.parametrize("text", BLANKS)
def test_a_text_of_blanks_is_blank(text: str) -> None:
    data = edited(full_form(), PROACTIVE, {"B10": text})
    assert quantity("article20_5.licences.previous", data) is Absent.BLANK
    assert only(findings(data)).code == "C120"


STORED = [
    ("<c><v>5</v></c>", Decimal(5), []),
    ("<c><v>5.0</v></c>", Decimal(5), []),
    ("<c><v> 5 </v></c>", Decimal(5), []),
    ("<c><v>1E3</v></c>", Decimal(1000), []),
    ("<c><v>96171.60000000001</v></c>", Decimal("96171.6"), ["C111"]),
    ("<c><v>1_000</v></c>", Unreadable("1_000"), ["C101"]),
    ("<c><v>NaN</v></c>", Unreadable("NaN"), ["C101"]),
    ("<c><v>1E400</v></c>", Unreadable("1E400"), ["C113"]),
    ("<c><v></v></c>", Absent.BLANK, ["C120"]),
    ('<c t="b"><v>1</v></c>', Unreadable("TRUE"), ["C101"]),
    ('<c t="b"><v>true</v></c>', Unreadable("TRUE"), ["C101"]),  # as XML Schema has it, too
    ('<c t="b"><v>0</v></c>', Unreadable("FALSE"), ["C101"]),
    ('<c t="d"><v>2020-03-04T00:00:00</v></c>', Unreadable("2020-03-04"), ["C104"]),
    ('<c t="e"><v>#REF!</v></c>', Unreadable("#REF!"), ["C102"]),
    ('<c t="e"><v>#N/A</v></c>', Unreadable("#N/A"), ["C102"]),
    ('<c t="e"><v>#VALUE!</v></c>', Unreadable("#VALUE!"), ["C102"]),
    ('<c t="e"><v>#DIV/0!</v></c>', Unreadable("#DIV/0!"), ["C102"]),
    ('<c t="e"><v>#NAME?</v></c>', Unreadable("#NAME?"), ["C102"]),
    ('<c t="e"><v>#SPILL!</v></c>', Unreadable("#SPILL!"), ["C102"]),
    ('<c t="e"><v>-0</v></c>', Unreadable("#-0"), ["C101"]),
    ('<c t="e"><v>5</v></c>', Unreadable("#5"), ["C101"]),
    # Formulas that staff typed into an input cell.
    ("<c><f>2+3</f><v>5</v></c>", Decimal(5), []),
    ("<c><f>2+3</f></c>", Unreadable("=2+3"), ["C103"]),
    ("<c><f>2+3</f><v></v></c>", Unreadable("=2+3"), ["C103"]),
    ('<c t="str"><f>B1</f><v></v></c>', Absent.BLANK, ["C120"]),
    ('<c t="str"><f>B1</f><v>5</v></c>', Decimal(5), ["C130"]),
    ('<c t="str"><f>B1</f><v>无</v></c>', Unreadable("无"), ["C101"]),
    ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', Unreadable("#DIV/0!"), ["C102"]),
]


@pytest.mark.parametrize(("markup", "meaning", "found"), STORED)
def test_what_a_cell_may_hold(markup: str, meaning: Quantity, found: list[str]) -> None:
    data = edited(full_form(), PROACTIVE, {"D10": content(markup)})
    assert quantity("article20_5.licences.decisions", data) == meaning
    assert codes(findings(data)) == found


def test_what_was_never_calculated_is_told_once_at_the_first_of_its_tables() -> None:
    addresses = layout_of(form()).addresses
    paths = ("article20_1.rules.published", "article20_5.licences.decisions")
    cells = [addresses[figure(path)].cell for path in paths]
    data = edited(full_form(), PROACTIVE, dict.fromkeys(cells, content("<c><f>2+3</f></c>")))
    [told] = [f for f in findings(data) if f.code == "C137"]
    assert told.place.table == "article20_1"
    assert {place.cell for place in told.related} == set(cells)


@pytest.mark.parametrize(
    ("number_format", "stored", "shown", "code"),
    [(14, 43894, "2020-03-04", "C104"), (10, 0.5, "50%", "C105"), (9, 0.125, "12.5%", "C105"), (58, 43894, "2020-03-04", "C104")],
)  # fmt: skip
def test_a_date_and_a_percentage_are_no_numbers(
    number_format: int, stored: float, shown: str, code: str
) -> None:
    data = styled(full_form(), PROACTIVE, "D10", stored, number_format)
    assert quantity("article20_5.licences.decisions", data) == Unreadable(shown)
    assert codes(findings(data)) == [code]


def test_a_date_typed_as_3_4_is_not_taken_for_a_number() -> None:
    """1904 or 1900: the day shown is the day that staff see."""
    data = styled(full_form(), PROACTIVE, "D10", 43894, 14)
    later = replaced(data, "xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"')
    assert quantity("article20_5.licences.decisions", later) == Unreadable("2024-03-05")


# Totals


def test_a_stale_total_is_said_once_with_what_follows() -> None:
    """A part was changed and nobody recalculated."""
    found = findings(edited(full_form(), REQUESTS, {"D9": 1000}))
    rules = [[c.rule for c in f.consequences] for f in found]
    assert [(f.code, f.place.cell, f.expected, f.actual) for f in found] == [
        ("C133", "J9", "1205", "243"), ("C133", "D28", "2881", "1919")
    ]  # fmt: skip
    assert rules == [["requests-row-total"], ["requests-handled"]]


def test_a_total_that_leaves_out_a_number_stored_as_text_is_corrected_and_told() -> None:
    """Excel adds up five of six cells; so the workbook shows less than it holds."""
    total, part = (
        full_report().figures[figure(f"requests.granted.{c}")] for c in ("total", "other")
    )
    assert isinstance(total, Decimal)
    assert isinstance(part, Decimal)
    formula = etree.tostring(cell_of(full_form(), REQUESTS, "J9").find(f"{{{MAIN}}}f")).decode()
    shown = content(f"<c>{formula}<v>{total - part}</v></c>")
    data = edited(full_form(), REQUESTS, {"I9": str(part), "J9": shown})
    assert quantity("requests.granted.total", data) == total
    told = {f.code: f for f in read(data).findings if f.place.cell in ("I9", "J9")}
    assert set(told) == {"C130", "C132"}
    assert (told["C132"].expected, told["C132"].actual) == (str(total), str(total - part))
    assert f"的自动合计是 {total - part}，" in told["C132"].message("zh")


def cell_of(data: bytes, sheet: str, address: str) -> etree._Element:
    parts = parts_of(data)
    root = etree.fromstring(parts[part_of(parts, sheet)])
    return next(c for c in root.iter(f"{{{MAIN}}}c") if c.get("r") == address)


def test_a_formula_of_staff_over_a_total_is_taken_at_its_word() -> None:
    other = content("<c><f>SUM(D9:H9)</f><v>7</v></c>")
    data = edited(full_form(), REQUESTS, {"J9": other})
    assert quantity("requests.granted.total", data) == 7
    assert "T201" in codes(findings(data))


# Sheets


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        (REQUESTS, "三、收到和处理政府信息公开申请"),
        (REQUESTS, "表三"),
        (REQUESTS, "Sheet3"),
        (REQUESTS, "三、收到和处理政府信息公开申请情况 (2)"),
        (REQUESTS, "三、 收到和处理政府信息公开申请情况　"),
        (OVERVIEW, "总体情况"),
        ("引言", "引 言"),
        (SLIPS, "情况说明1"),
    ],
)
def test_a_renamed_sheet_is_read_and_that_is_said(sheet: str, name: str) -> None:
    data = renamed(full_form(), sheet, name)
    assert report_of(data) == full_report()
    found = [(f.code, f.place.sheet) for f in read(data).findings]
    blanks_only = name.replace(" ", "").replace("　", "") == sheet
    assert found == ([] if blanks_only else [("W206", name)])


def test_a_sheet_renamed_beyond_recognition_is_asked_for() -> None:
    data = edited(renamed(full_form(), REQUESTS, "申请情况"), "申请情况", {"A1": None})
    reading = read(data)
    assert reading.report is None
    fault = next(f for f in reading.findings if f.code == "W205")
    assert (fault.place.sheet, fault.level) == (REQUESTS, "error")
    assert fault.hint("zh") == f"是不是“申请情况”？是的话请把它改名为“{REQUESTS}”。"
    assert fault.hint("en") == f"Is it “申请情况”? If so, rename it “{REQUESTS}”."


@pytest.mark.parametrize("sheet", [REQUESTS, OVERVIEW, COVER])
def test_a_deleted_sheet_is_missed(sheet: str) -> None:
    reading = read(without(full_form(), sheet))
    assert reading.report is None
    assert only(reading.findings).code == "W205"
    assert "补回来" in only(reading.findings).hint("zh")


@pytest.mark.parametrize("sheet", ["填表说明", "校验", SLIPS, "可引用数据"])
def test_a_sheet_that_holds_nothing_of_the_report_may_go(sheet: str) -> None:
    assert report_of(without(full_form(), sheet)) == full_report()


def test_a_copy_of_a_sheet_is_not_read_and_that_is_said() -> None:
    name = f"{REQUESTS} (2)"
    data = edited(copied(full_form(), REQUESTS, name), name, {"D9": 999})
    assert report_of(data) == full_report()
    assert (only(findings(data)).code, only(findings(data)).place.sheet) == ("W214", name)


def test_of_two_copies_none_is_guessed() -> None:
    data = copied(
        renamed(full_form(), REQUESTS, f"{REQUESTS} (2)"), f"{REQUESTS} (2)", f"{REQUESTS} (3)"
    )
    reading = read(data)
    assert reading.report is None
    assert codes(reading.findings).count("W205") == 1


def test_sheets_may_stand_in_any_order() -> None:
    parts = parts_of(full_form())
    book = etree.fromstring(parts["xl/workbook.xml"])
    sheets = book.find(f"{{{MAIN}}}sheets")
    assert sheets is not None
    sheets[:] = list(reversed(sheets))
    data = packed({**parts, "xl/workbook.xml": etree.tostring(book)})
    assert report_of(data) == full_report()
    assert findings(data) == ()


# Rows and columns

MOVED: list[tuple[str, str, Callable[[int], int], Callable[[int], int]]] = [
    ("a row inserted above the sheet", REQUESTS, lambda r: r + 1, lambda c: c),
    ("rows inserted above the table", REQUESTS, lambda r: r + 2 if r >= 4 else r, lambda c: c),
    ("a row inserted between", REQUESTS, lambda r: r + 1 if r >= 12 else r, lambda c: c),
    ("columns inserted to the left", REQUESTS, lambda r: r, lambda c: c + 2),
    ("two rows exchanged", REQUESTS, lambda r: {7: 8, 8: 7}.get(r, r), lambda c: c),
    ("two leaves exchanged", REQUESTS, lambda r: {12: 13, 13: 12}.get(r, r), lambda c: c),
    ("two columns exchanged", REQUESTS, lambda r: r, lambda c: {7: 8, 8: 7}.get(c, c)),
    ("a row inserted within a table", PROACTIVE, lambda r: r + 1 if r >= 7 else r, lambda c: c),
    ("rows inserted between tables", PROACTIVE, lambda r: r + 3 if r >= 12 else r, lambda c: c),
    ("a row inserted under the header", DISPUTES, lambda r: r + 1 if r >= 5 else r, lambda c: c),
    ("columns inserted to the left", DISPUTES, lambda r: r, lambda c: c + 1),
    ("a column inserted between", DISPUTES, lambda r: r, lambda c: c + 1 if c >= 4 else c),
]


@pytest.mark.parametrize(("what", "sheet", "row", "column"), MOVED)
def test_moved_rows_and_columns_are_found_by_their_labels(
    what: str, sheet: str, row: Callable[[int], int], column: Callable[[int], int]
) -> None:
    data = moved(full_form(), sheet, row, column)
    assert report_of(data) == full_report(), what
    assert [(f.code, f.place.sheet) for f in read(data).findings] == [("W208", sheet)]


def test_cells_are_named_where_they_stand_now() -> None:
    data = edited(
        moved(full_form(), REQUESTS, lambda r: r + 3, lambda c: c + 1), REQUESTS, {"E12": "无"}
    )
    fault = next(f for f in findings(data) if f.code == "C101")
    assert (fault.place.sheet, fault.place.cell) == (REQUESTS, "E12")
    assert fault.place.row == "granted"


def test_a_label_edited_slightly_is_read_and_told() -> None:
    data = edited(
        full_form(), REQUESTS, {"A7": "一、本年新收政府信息公开申请数", "C11": "1.国家秘密"}
    )
    assert report_of(data) == full_report()
    assert [(f.code, f.place.cell) for f in findings(data)] == [("W209", "A7"), ("W209", "C11")]


def test_blanks_widths_and_brackets_in_a_label_are_no_change() -> None:
    data = edited(full_form(), REQUESTS, {"B9": "(一)  予以公开", "C13": '３．危及"三安全一稳定"'})
    assert report_of(data) == full_report()
    assert findings(data) == ()


@pytest.mark.parametrize(
    ("sheet", "cell", "label"),
    [
        (REQUESTS, "A7", "一、本年新收政府信息公开申请数量"),
        (REQUESTS, "C12", "2.其他法律行政法规禁止公开"),
        (REQUESTS, "E6", "商业企业"),
        (PROACTIVE, "A6", "规章"),
        (PROACTIVE, "A8", "第二十条第（五）项"),
        (DISPUTES, "A5", "结果维持"),
    ],
)
def test_a_deleted_label_is_missed_and_nothing_is_guessed(
    sheet: str, cell: str, label: str
) -> None:
    reading = read(edited(full_form(), sheet, {cell: None}))
    assert reading.report is None
    fault = only(reading.findings)
    assert (fault.code, fault.place.sheet) == ("W207", sheet)
    assert label in fault.message("zh")
    assert "空白工作簿" in fault.hint("zh")
    axis = "column" if cell in ("E6", "A5") else "row"
    assert f" the {axis} “" in fault.message("en")


def test_a_label_in_other_words_is_pointed_at() -> None:
    fault = only(read(edited(full_form(), DISPUTES, {"A5": "维持"})).findings)
    assert fault.code == "W207"
    assert fault.hint("zh") == "是不是 A5 格的“维持”？请改回“结果维持”。"
    assert fault.hint("en") == "Is it “维持” in A5? Give it back the words “结果维持”."


def test_a_repeated_label_is_refused_with_both_its_cells() -> None:
    label = "一、本年新收政府信息公开申请数量"
    found = read(edited(full_form(), REQUESTS, {"A8": label})).findings
    repeated = next(f for f in found if f.code == "W210")
    assert f"“{label}”出现了两次（A7、A8）" in repeated.message("zh")


def test_a_repeated_label_is_named_with_the_groups_it_stands_in() -> None:
    found = read(edited(full_form(), REQUESTS, {"C12": "1.属于国家秘密"})).findings
    repeated = next(f for f in found if f.code == "W210")
    named = "三、本年度办理结果 （三）不予公开 1.属于国家秘密"
    assert f"“{named}”出现了两次" in repeated.message("zh")


def test_notes_outside_the_form_are_not_read_and_that_is_said() -> None:
    data = edited(full_form(), REQUESTS, {"L9": "待核", "B31": 12, "C2": "见附表"})
    assert report_of(data) == full_report()
    fault = only(findings(data))
    assert (fault.code, fault.place.cell) == ("W211", "C2")
    assert [place.cell for place in fault.related] == ["L9", "B31"]


def test_notes_are_seen_beside_a_table_that_moved() -> None:
    data = edited(moved(full_form(), REQUESTS, lambda r: r + 1), REQUESTS, {"L9": "待核"})
    assert [(f.code, f.place.cell) for f in findings(data)] == [("W211", "L9"), ("W208", None)]
    total = full_report().figures[figure("requests.granted.total")]
    assert isinstance(total, Decimal)
    again = edited(moved(full_form(), REQUESTS, lambda r: r + 1), REQUESTS, {"K10": int(total)})
    assert [(f.code, f.place.cell) for f in findings(again)] == [("W211", "K10"), ("W208", None)]


# Prose


def paragraphs(cells: dict[str, Cell]) -> tuple[list[tuple[str, str]], tuple[Finding, ...]]:
    """Level and text of what was read from these cells of an empty narrative sheet."""
    reading = read(edited(blank_form(), OVERVIEW, cells))
    assert reading.report is not None
    return [(p.level, p.text) for p in reading.report.narrative["overview"]], reading.findings


def test_a_line_break_parts_paragraphs() -> None:
    read_as, found = paragraphs({"A5": "小标题（一）", "B5": "（一）甲\n乙\r\n丙\n\n  丁"})
    assert read_as == [("heading2", "（一）甲"), ("body", "乙"), ("body", "丙"), ("body", "  丁")]
    assert found == ()


def test_pasted_paragraphs_have_no_level_and_are_text() -> None:
    assert paragraphs({"B5": "甲", "B6": "乙", "B9": "丙"})[0] == [
        ("body", "甲"), ("body", "乙"), ("body", "丙")
    ]  # fmt: skip


def test_levels_are_read_in_any_width() -> None:
    levels = ("小标题（一）", "小标题(一)", "小标题1.", "小标题１.", "正文", " 正文 ", "")
    cells = {
        f"{c}{5 + n}": text
        for n, level in enumerate(levels)
        for c, text in (("A", level), ("B", "甲"))
    }
    assert [level for level, _ in paragraphs(dict(cells))[0]] == [
        "heading2", "heading2", "heading3", "heading3", "body", "body", "body",
    ]  # fmt: skip


def test_an_unknown_level_is_a_finding_and_its_paragraph_is_kept() -> None:
    read_as, found = paragraphs({"A5": "标题二", "B5": "甲", "A6": "乱写", "B6": ""})
    assert read_as == [("body", "甲")]
    assert [(f.code, f.place.cell) for f in found] == [("W213", "A5"), ("W211", "A6")]


def test_text_in_the_column_of_levels_is_not_lost_in_silence() -> None:
    read_as, found = paragraphs({"B5": "甲", "A6": "这一段写错了列。", "A7": "小标题（一）"})
    assert read_as == [("body", "甲")]
    assert (only(found).code, only(found).place.cell) == ("W211", "A6")


def test_numbers_and_calculated_texts_are_words_too() -> None:
    read_as, found = paragraphs({
        "B5": 2020, "B6": content('<c t="str"><f>A1</f><v>算出的</v></c>'), "B7": "1+1=2",
        "B8": content("<c><v>96171.60000000001</v></c>"),
    })  # fmt: skip
    assert [text for _, text in read_as] == ["2020", "算出的", "1+1=2", "96171.6"]
    assert found == ()


def test_an_error_and_a_formula_never_calculated_are_findings_in_prose_too() -> None:
    _, found = paragraphs(
        {"B5": content('<c t="e"><v>#NAME?</v></c>'), "B6": content("<c><f>A1</f></c>")}
    )
    assert [(f.code, f.place.cell) for f in found] == [("C102", "B5"), ("C103", "B6")]


def test_notes_beside_paragraphs_are_told() -> None:
    _, found = paragraphs({"B5": "甲", "D5": "请领导审阅"})
    assert (only(found).code, only(found).place.cell) == ("W211", "D5")


def test_prose_may_move_and_must_keep_its_header() -> None:
    assert (
        report_of(moved(full_form(), OVERVIEW, lambda r: r + 2, lambda c: c + 1)) == full_report()
    )
    reading = read(edited(full_form(), OVERVIEW, {"B4": None}))
    assert reading.report is None
    assert [(f.code, f.place.sheet) for f in reading.findings] == [("W207", OVERVIEW)]
    assert [reading.findings[0].hint(language) for language in ("zh", "en")] == [
        "第 4 行应有“级别”“内容（一行一段）”两个列名，请补上。",
        "Row 4 must name the two columns “级别” and “内容（一行一段）”.",
    ]


# The cover and what is hidden


def test_cover_rows_may_move() -> None:
    for data in (
        moved(full_form(), COVER, lambda r: r + 3 if r >= 6 else r),
        moved(full_form(), COVER, lambda r: 60 - r if r >= 4 else r),
        moved(full_form(), COVER, lambda r: r, lambda c: c + 1),
    ):
        assert report_of(data) == full_report()
        assert findings(data) == ()


@pytest.mark.parametrize(
    "typed_year", ["2020", 2020, "２０２０年", "2020年度", " 2020 年 ", 2020.0]
)
def test_a_year_is_read(typed_year: Cell) -> None:
    assert report_of(edited(full_form(), COVER, {"B4": typed_year})).year == 2020


@pytest.mark.parametrize(
    "typed_year", ["二〇二〇", "20年", "2020-2021", "公元2020年", 2020.5, "2O20"]
)
def test_what_is_no_year_is_a_finding_at_its_cell(typed_year: Cell) -> None:
    data = edited(full_form(), COVER, {"B4": typed_year})
    assert report_of(data).year is None
    fault = only(findings(data))
    assert (fault.code, fault.place.sheet, fault.place.cell) == ("S103", COVER, "B4")


def test_what_was_given_and_is_typed_otherwise_is_told() -> None:
    data = edited(full_form(), COVER, {"B4": "2019", "B5": "乙局"})
    assert (report_of(data).year, report_of(data).name) == (2019, "乙局")
    assert len({f.id for f in read(data).findings}) == 2
    assert [(f.code, f.place.cell, f.values["given"], f.values["typed"]) for f in read(data).findings] == [
        ("W212", "B4", "2020", "2019"), ("W212", "B5", full_report().name, "乙局")
    ]  # fmt: skip


def test_a_year_of_less_than_four_digits_is_none() -> None:
    assert report_of(edited(full_form(), COVER, {"B4": "0999"})).year is None
    assert "S103" in codes(findings(edited(full_form(), COVER, {"B4": "0999"})))


def test_a_line_break_on_the_cover_is_read_as_a_blank_and_that_is_said() -> None:
    data = edited(full_form(), COVER, {"B7": " 甲科\r\n 乙\t科\n", "B5": full_report().name + "\n"})
    assert report_of(data).agency["compiled_by"] == "甲科 乙 科"
    assert report_of(data).name == full_report().name
    fault = only(read(data).findings)
    assert (fault.code, fault.place.cell, fault.place.label) == ("W216", "B7", "编制单位")


def test_only_the_reason_of_a_slip_has_several_lines() -> None:
    cells: dict[str, Cell] = {"A4": "T201-\n1", "B4": "一\n二", "C4": "张\n三", "D4": "1月\n"}
    reading = read(edited(full_form(), SLIPS, cells))
    assert reading.report is not None
    assert reading.report.slips == (Slip("T201- 1", "一\n二", "张 三", "1月"),)
    assert [(f.code, f.place.cell) for f in reading.findings] == [("W216", "A4"), ("W216", "C4")]


def test_a_slip_without_a_token_is_kept_and_told_at_its_cell() -> None:
    data = edited(full_form(), SLIPS, {"B7": "已更正"})
    assert report_of(data).slips == (Slip("", "已更正"),)
    assert (only(findings(data)).code, only(findings(data)).place.cell) == ("W217", "A7")


@pytest.mark.parametrize(
    "entries",
    [
        {"attachments": ("甲\x01",)}, {"archive": {"fonds": "\x02"}}, {"slips": (Slip("T201-1-2", "\x03"),)},
        {"slips": (Slip("T201-1-2", "因", "\x04"),)}, {"agency": {"name": "\x05", "fax": "\x06"}},
    ],
)  # fmt: skip
def test_a_control_character_is_found_in_every_text(entries: dict[str, Any]) -> None:
    found = findings(write_form(form(), replace(full_report(), **entries)))
    told = [f for f in found if f.code == "C140"]
    assert len(told) == len(entries.get("agency", "1"))
    assert len({f.id for f in told}) == len(told)


def test_the_order_of_findings_does_not_depend_on_the_hash_seed() -> None:
    """Formulas never calculated, and two texts equally like a missing label."""
    orders = {_order_under(seed) for seed in ("0", "1", "2", "3")}
    assert len(orders) == 1


def _order_under(seed: str) -> str:
    program = (
        "import openpyxl, io\n"
        "from tests.support.workbooks import *\n"
        "book = openpyxl.load_workbook(io.BytesIO(full_form()))\n"
        "target = io.BytesIO(); book.save(target)\n"
        "for data in (target.getvalue(), edited(full_form(), REQUESTS, {'A29': '四、结转下年'})):\n"
        "    for f in read(data).findings: print(f.code, [p.cell for p in f.related], f.hint('zh'))\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_every_finding_of_every_example_has_an_id_of_its_own() -> None:
    for case in cases():
        found = findings_of_data(case.data, case.form)
        # In prose the same words are the same fault, however often a section has them.
        ids = [f.id for f in found if f.code[0] != "P"]
        assert len(set(ids)) == len(ids), (case.name, said(found))


def test_a_note_keeps_its_id_when_a_row_is_inserted_above() -> None:
    noted = edited(full_form(), PROACTIVE, {"F9": "另记"})
    below = moved(noted, PROACTIVE, lambda row: row + (row > 6))
    ids = {f.id for data in (noted, below) for f in read(data).findings if f.code == "W211"}
    assert len(ids) == 1


def test_an_entry_may_look_like_a_label() -> None:
    report = replace(
        full_report(), agency={"name": "地址", "compiled_by": "邮政编码", "signatory": "附件 2"}
    )
    assert report_of(write_form(form(), report)) == report


def test_an_entry_whose_label_is_gone_is_not_lost_in_silence() -> None:
    data = edited(full_form(), COVER, {"A11": "住所"})
    assert "address" not in report_of(data).agency
    assert (only(read(data).findings).code, only(read(data).findings).place.cell) == ("W211", "B11")


def test_an_error_on_the_cover_is_a_finding() -> None:
    data = edited(full_form(), COVER, {"B9": content('<c t="e"><v>#NAME?</v></c>')})
    assert (only(findings(data)).code, only(findings(data)).place.label) == ("C102", "成文日期")


def test_a_date_on_the_cover_is_written_out() -> None:
    data = styled(full_form(), COVER, "B9", 44211, 14)
    assert report_of(data).agency["date"] == "2021年1月15日"


def test_a_slip_is_read_wherever_its_row_stands() -> None:
    cells: dict[str, Cell] = {"A9": "T201-abcdef01-123456", "B9": "理由", "C9": "张三", "D9": 2021}
    assert report_of(edited(full_form(), SLIPS, cells)).slips == (
        Slip("T201-abcdef01-123456", "理由", "张三", "2021"),
    )


def test_another_version_of_the_declaration_is_read_with_advice() -> None:
    data = edited(full_form(), HIDDEN_SHEET, {"B3": "0", "B4": "f" * 64})
    assert report_of(data) == full_report()
    assert (only(findings(data)).code, only(findings(data)).level) == ("W204", "advice")


def test_another_version_that_lacks_a_row_is_refused_naming_it() -> None:
    other = edited(full_form(), HIDDEN_SHEET, {"B3": "0", "B4": "f" * 64})
    reading = read(edited(other, REQUESTS, {"A29": None}))
    assert reading.report is None
    fault = next(f for f in reading.findings if f.code == "W207")
    assert "四、结转下年度继续办理" in fault.message("zh")


def test_an_unknown_format_is_named_with_the_nearest() -> None:
    fault = only(read(edited(full_form(), HIDDEN_SHEET, {"B2": "disclosure-2009"})).findings)
    assert fault.code == "W201"
    assert "disclosure-2009" in fault.message("zh")
    assert "disclosure-2019" in fault.hint("zh")


def test_a_workbook_names_an_edition_and_no_file(tmp_path: Path) -> None:
    """Only who runs the command may have a file opened."""
    path = tmp_path / "others.toml"
    path.write_text('[format]\nsecret = "…"\n', "utf-8")
    data = edited(full_form(), HIDDEN_SHEET, {"B2": str(path)})
    assert only(read(data).findings).code == "W201"
    assert only(read(data, wanted=str(path)).findings[:1]).code != "W201"


def test_the_properties_name_the_format_where_the_hidden_sheet_is_gone() -> None:
    assert report_of(without(full_form(), HIDDEN_SHEET)) == full_report()


def nameless(data: bytes) -> bytes:
    return replaced(without(data, HIDDEN_SHEET), "docProps/custom.xml", "nianbao.format", "x")


def test_without_either_a_format_must_be_named() -> None:
    assert only(read(nameless(full_form())).findings).code == "W202"
    assert read(nameless(full_form()), wanted="disclosure-2019").report == full_report()


def test_a_format_that_contradicts_the_workbook_is_refused() -> None:
    data = edited(full_form(), HIDDEN_SHEET, {"B2": "petitions-2024"})
    fault = only(read(data, wanted="disclosure-2019").findings)
    assert (fault.code, fault.values["found"]) == ("W203", "petitions-2024")


def someone_elses() -> bytes:
    book, target = openpyxl.Workbook(), BytesIO()
    book.active.append(["姓名", "金额"])
    book.active.append(["张三", 12])
    book.save(target)
    return target.getvalue()


def test_someone_elses_workbook_is_refused() -> None:
    assert only(read(someone_elses()).findings).code == "W202"
    forced = read(someone_elses(), wanted="disclosure-2019")
    assert forced.report is None
    assert set(codes(forced.findings)) == {"W205", "W214"}


# Traps of the format


def test_a_sheet_whose_part_is_missing_is_no_empty_sheet() -> None:
    parts = parts_of(full_form())
    del parts[part_of(parts, REQUESTS)]
    fault = only(read(packed(parts)).findings)
    assert fault.level == "error"
    assert fault.place.sheet == REQUESTS


def test_a_sheet_styled_to_its_last_row_is_read() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="3"/></row>' for n in range(31, 200_000))
    rows += "".join(f'<row r="{n}" s="3" customFormat="1"/>' for n in range(200_000, 1_048_577))
    parts = parts_of(full_form())
    part = part_of(parts, REQUESTS)
    parts[part] = parts[part].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    assert report_of(packed(parts)) == full_report()


def test_old_contents_under_a_merge_are_not_read() -> None:
    data = edited(full_form(), REQUESTS, {"B7": "旧标签", "C7": 5})
    assert report_of(data) == full_report()
    assert findings(data) == ()


def test_many_merges_over_many_cells_are_told() -> None:
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}"><v>1</v></c>' for c in "LMNOPQRSTU") + "</row>"
        for n in range(40, 4040)
    )
    merges = "".join(f'<mergeCell ref="L{n}:M{n + 190}"/>' for n in range(40, 8040))
    parts = parts_of(full_form())
    part = part_of(parts, REQUESTS)
    parts[part] = (
        parts[part]
        .replace(b"</sheetData>", rows.encode() + b"</sheetData>")
        .replace(b"</mergeCells>", merges.encode() + b"</mergeCells>")
    )
    for data in (packed(parts), moved(packed(parts), REQUESTS, lambda r: r + (r > 20))):
        assert codes(read(data).findings)[-1] == "W211"


def test_a_huge_merge_costs_nothing() -> None:
    def merge(root: etree._Element) -> None:
        etree.SubElement(
            next(root.iter(f"{{{MAIN}}}mergeCells")), f"{{{MAIN}}}mergeCell", ref="L1:XFD1048576"
        )

    assert (
        report_of(moved(remade(full_form(), REQUESTS, merge), REQUESTS, lambda r: r))
        == full_report()
    )


# The two grammars of numbers agree


def test_what_is_stored_and_what_is_typed_mean_the_same() -> None:
    amount = form().type_of(figure("article20_9.procurement.amount"))
    for text in ("0", "12", "96171.6", "0.0001", "123456789012345.5", "0." + "0" * 14 + "1"):
        assert typed(text, amount).quantity == Decimal(text)
