"""Forms that stand otherwise on the page: parts and levels, captions, lines and notes, tables
side by side, pages on their side, tables left empty, two sizes of paper.

tests/layout holds a form in Chinese and one in English and a report of each; the whole way is
gone with both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from compiler.checks.every_check import check
from compiler.document.column_widths import by_content
from compiler.document.compose import compose
from compiler.document.tree import TableBlock
from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.load import load
from compiler.format.words import words_of
from compiler.ooxml.cells.raw import RawCell, RawSheet
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.main_parts import main_parts
from compiler.ooxml.words.visible import seen_in
from compiler.output.describe import description, drawn
from compiler.readers.workbook.locate import locate
from compiler.readers.workbook.read import read_form
from compiler.report.from_data import read_data
from compiler.report.match import match
from compiler.report.reading import Reading
from compiler.values.findings import Finding
from compiler.values.origin import Source
from compiler.values.report import Report
from compiler.workbook.form.make import write_form
from compiler.workbook.layout import GRID_TOP, layout_of
from tests.support.documents import edited, examined
from tests.support.laid_out import (
    ACCOUNTS,
    FOLDER,
    REQUESTS,
    accounts_document,
    layout_desk,
    requests_document,
)
from tests.support.rendered import Page, rendered
from tests.support.validators import audit_errors, installed, sdk_errors

REPORTS = {"accounts": ACCOUNTS, "requests": REQUESTS}
Edit = Callable[[dict[str, Any]], None]


@cache
def form(name: str) -> Form:
    declaration = layout_desk().shelf.named(name)
    assert isinstance(declaration, Declaration)
    return form_of(declaration)


def report(name: str, edit: Edit | None = None) -> Report:
    data = json.loads(REPORTS[name].read_text("utf-8"))
    if edit:
        edit(data)
    text = json.dumps(data).encode()
    reading = read_data(text, Source("年报.json", "json", ""), "年报.json", layout_desk().shelf)
    assert reading.report is not None, reading.findings
    return reading.report


def lines(name: str, edit: Edit | None = None) -> list[tuple[str, str]]:
    """(role, words) of what will be visible; of a table its drawing."""
    tree = compose(report(name, edit), form(name))
    return [
        ("table", "/".join(b.tables)) if isinstance(b, TableBlock) else (b.role, b.text)
        for b in tree.blocks
    ]


# What stands on the page


def test_parts_levels_captions_lines_and_notes_stand_in_order() -> None:
    assert lines("accounts")[1:] == [
        ("heading1", "第一部分　部门概况"),
        ("heading2", "一、部门职责"),
        ("heading3", "（一）主要职责"),
        ("body", "统筹全市数据资源的归集、共享、开放和利用，指导各区县数据工作，组织实施数字政府建设规划。"),
        ("heading4", "1.数据管理"),
        ("body", "制定全市公共数据目录，管理共享交换平台。"),
        ("heading2", "二、机构设置"),
        ("heading3", "（一）内设机构"),
        ("body", "本部门没有下设机构。"),
        ("heading1", "第二部分　部门决算表"),
        ("heading2", "一、收入支出决算总表"),
        ("body", "本部门2023年度收支情况如下。"),
        ("caption", "表1　收入支出决算总表"),
        ("above", "公开01表"),
        ("above", "部门：河口市数据局\t金额单位：万元"),
        ("table", "income/spending"),
        ("note", "注：本表反映河口市数据局本年度的总收支和年末结转结余情况。"),
        ("note", "　　本表金额转换为万元时，因四舍五入可能存在尾差。"),
        ("note", "注：年初结转和结余含上年度尚未完工的项目经费。"),
        ("heading2", "二、支出决算表"),
        ("caption", "表2　支出决算表"),
        ("above", "部门：河口市数据局\t公开02表"),
        ("table", "details"),
        ("heading2", "三、政府性基金预算财政拨款收入支出决算表"),
        ("caption", "表3　政府性基金预算财政拨款收入支出决算表"),
        ("table", "funds"),
        ("note", "注：本表反映政府性基金预算财政拨款收入、支出及结转结余情况。"),
        ("note", "本部门2023年度无政府性基金预算财政拨款收支，本表为空。"),
        ("caption", "表4　国有资本经营预算财政拨款支出决算表"),
        ("body", "本部门无国有资本经营预算财政拨款支出。"),
        ("heading1", "第三部分　情况说明"),
        ("heading2", "一、“三公”经费支出情况"),
        ("body", "本部门2023年度没有使用财政拨款安排的“三公”经费支出。"),
        ("heading2", "二、其他事项说明"),
        ("body", "没有其他需要说明的事项。"),
        ("signatory", "河口市数据局"),
        ("date", "2024年8月20日"),
    ]  # fmt: skip


def test_tables_stand_side_by_side_with_their_totals_level() -> None:
    """What one is shorter than the other is left blank."""
    section = form("accounts").section("balance")
    shown = [*drawn(form("accounts").grid(section), lambda figure: figure.row)]
    cells = [[each.strip() for each in line.split("|")[1:-1]] for line in shown[1:]]
    assert cells == [
        ["项　目", "行次", "决算数", "项　目", "行次", "决算数"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、一般公共预算财政拨款收入", "1", "appropriation", "一、一般公共服务支出", "8", "services"],
        ["二、政府性基金预算财政拨款收入", "2", "fund", "二、公共安全支出", "9", "safety"],
        ["", "3", "", "三、住房保障支出", "10", "housing"],
        ["本年收入合计", "4", "total", "本年支出合计", "11", "total"],
        ["年初结转和结余", "5", "opening", "结余分配", "12", "surplus"],
        ["", "6", "", "年末结转和结余", "13", "closing"],
        ["总计", "7", "all", "总计", "14", "all"],
    ]  # fmt: skip


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    """None below what is declared, nor narrower than its longest number; all of them a page."""
    declared = form("accounts").table("details").printing
    tree = compose(report("accounts"), form("accounts"))
    block = next(b for b in tree.blocks if isinstance(b, TableBlock) and b.tables == ("details",))
    widths = block.grid.widths_mm
    assert sum(widths) == pytest.approx(225, abs=1)
    assert min(widths) >= declared.least_width
    assert widths[1] > 1.5 * widths[-2]  # a name of eight characters beside numbers of six
    crowded = tuple("123456789012" if c.figure else w for c, w in block.shown())
    assert min(by_content(block.grid, crowded, 225)[2:]) > 22
    tight = by_content(block.grid, crowded, 100)
    assert sum(tight) == pytest.approx(100)


def test_a_declaration_in_full_tells_all_of_it() -> None:
    told = description(form("accounts"), "zh")
    for words in ("上级标题  第二部分", "横页", "另起一页", "表题  表1", "表上方  部门：{agency} | 金额",
                  "表注  注：本表反映政府性", "没有时写  本部门无国有资本经营预算财政拨款支出。（不画表）"):  # fmt: skip
        assert words in told
    assert "Pages on their side" in description(form("requests"), "en")


# The whole way


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_goes_the_whole_way_and_back(name: str) -> None:
    """Data → workbook → data, and data → document → data, from its seal and from its words."""
    source, own = report(name), form(name)
    assert check(Reading(source, own, ())) == ()
    book = write_form(own, source)
    reading = read_form(book, Source("年报.xlsx", "xlsx", ""), "年报.xlsx", layout_desk().shelf)
    assert not reading.findings
    document = accounts_document() if name == "accounts" else requests_document()
    sealed = examined(document, layout_desk().shelf)
    assert (sealed.status, sealed.changes) == ("intact", ())
    package = open_package(document, "a.docx", "docx")
    assert isinstance(package, Package)
    seen = match(seen_in(main_parts(package)), own, Source("a.docx", "docx", ""))
    assert not seen.findings
    for again in (reading.report, sealed.report, seen.report):
        assert again is not None
        assert (again.figures, again.narrative) == (source.figures, source.narrative)


def test_moved_tables_side_by_side_are_found_by_their_labels() -> None:
    own, down, right = form("accounts"), 3, 2
    layout = layout_of(own).sheet("balance")
    assert layout.grid is not None
    cells, merges = {}, []
    for cell in layout.grid.cells:
        row, column = GRID_TOP + cell.row + down, 1 + cell.column + right
        if cell.text:
            cells[row, column] = RawCell("text", cell.text)
        merges.append((row, column, row + cell.height - 1, column + cell.width - 1))
    sheet = RawSheet(layout.section.sheet, "visible", cells, tuple(merges))
    found = locate(sheet, layout, own.tables_of(layout.section), words_of("zh"), date1904=False)
    assert found.cells == {f: (row + 3, column + 2) for f, (row, column) in layout.cells.items()}


# What is left empty


def _fund(data: dict[str, Any], income: float | None, spending: float | None = None) -> None:
    data["tables"]["funds"]["sum"].update(income=income, spending=spending)


def _codes(edit: Edit) -> list[tuple[str, str | None]]:
    return [
        (f.code, f.place.table)
        for f in check(Reading(report("accounts", edit), form("accounts"), ()))
    ]


def test_what_is_left_empty_is_nothing_to_other_tables() -> None:
    """A table left blank says that there was nothing; one that is begun is filled in."""

    def claims(data: dict[str, Any]) -> None:
        data["tables"]["income"]["fund"]["amount"] = 7
        data["tables"]["income"]["total"]["amount"] = 2688.35

    assert _codes(claims) == [("X301", "income")]
    assert _codes(lambda data: _fund(data, 0)) == [("C120", "funds")]

    def travels(data: dict[str, Any]) -> None:
        data["tables"]["travel"]["abroad"]["amount"] = 0

    shown = lines("accounts", travels)
    assert ("table", "travel") in shown
    assert not any("没有使用财政拨款" in words for _, words in shown)
    assert _codes(travels) == [("C120", "travel")]


def test_words_instead_of_an_empty_section_are_staffs() -> None:
    def says(data: dict[str, Any]) -> None:
        data["narrative"]["travel"] = [{"level": "body", "text": "经费由上级列支。"}]

    shown = lines("accounts", says)
    assert ("body", "经费由上级列支。") in shown
    assert not any("没有使用财政拨款" in words for _, words in shown)


# The pages


def _sections(document: bytes) -> list[tuple[str, ...]]:
    package = open_package(document, "a.docx", "docx")
    assert isinstance(package, Package)
    markup = (package.part(package.main) or b"").decode()
    found = re.findall(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"( w:orient="landscape")?', markup)
    return [(w, h, "turned" if side else "upright") for w, h, side in found]


def test_pages_turn_where_the_form_says() -> None:
    """Neighbours that lie on their side are one section."""
    upright, turned = ("11906", "16838", "upright"), ("16838", "11906", "turned")
    assert _sections(accounts_document()) == [upright, turned, upright]
    letter = [("12240", "15840", "upright"), ("15840", "12240", "turned")]
    assert _sections(requests_document()) == [*letter, letter[0]]


@pytest.mark.parametrize("errors", [audit_errors, sdk_errors])
def test_validators_find_nothing(errors: Callable[[Path], list[str]], tmp_path: Path) -> None:
    if not installed(errors):
        pytest.skip("not installed")
    for name, document in (("accounts", accounts_document()), ("requests", requests_document())):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(document)
        assert errors(path) == []


def test_the_number_of_a_turned_page_stands_where_the_other_pages_have_it(tmp_path: Path) -> None:
    """GB/T 9704-2012, 7.4: at the left of the page on its side, odd ones below, even ones above."""
    pages = rendered({"accounts": accounts_document(), "requests": requests_document()}, tmp_path)
    accounts, requests = pages["accounts"], pages["requests"]
    three, four = (_number(accounts, page) for page in (3, 4))
    assert max(three.left, four.left) < 35
    assert three.middle > 150
    assert four.middle < 60
    assert [_number(accounts, page).middle > 262 for page in (1, 2, 5)] == [True] * 3
    # In English it is centred below, whichever way the page lies.
    assert _number(requests, 1).left == pytest.approx(215.9 / 2, abs=3)
    assert _number(requests, 2).left == pytest.approx(279.4 / 2, abs=3)


def _number(pages: list[Page] | tuple[Page, ...], number: int) -> Any:
    found = [x for x in pages[number - 1].lines if x.text.strip("— ") == str(number)]
    return found[-1]


# What a declaration may not say


def _mistakes(old: str, new: str) -> list[tuple[str, str | None]]:
    text = (FOLDER / "accounts.toml").read_text("utf-8")
    assert old in text
    found = load(text.replace(old, new, 1).encode(), "f.toml", read_bytes)
    assert not isinstance(found, Declaration)
    assert all(isinstance(f, Finding) and f.message("zh") and f.message("en") for f in found)
    return [(f.code, f.place.label) for f in found]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('beside = "income"', 'beside = "details"', "table.spending.beside"),
        ('beside = "income"', "", "table.spending.beside"),
        ('total = "total", all', 'sum = "total", all', "table.spending.level_with"),
        ('total = "total", all = "all"', 'total = "all", all = "total"', "table.spending.level_with"),
        ('band = "支　出"\ncorner = "项　目"', 'corner = "项　目"', "table.spending.band"),
        ('["二、机构设置", "（一）内设机构"]', '["二", "（一）", "1"]', "section[units].heading"),
        ('["二、机构设置", "（一）内设机构"]', '["一、收入支出决算总表", "（一）"]', "section[units].heading"),
        ('when_empty = "本部门无国有', 'when_empty = "{body}无国有', "table.capital.when_empty"),
        ('caption = "表2　', 'caption = "{yaer}年', "table.details.caption"),
        ('caption = "表3　政府性基金预算财政拨款收入支出决算表"', 'caption = "{year}年"', "table.funds.band"),
        ('widths = "content"', 'widths = "wide"', "table.details.widths"),
        ("least_width = 16", "least_width = 101", "table.details.least_width"),
        ('["部门：{agency}", "公开02表"]', '["a", "b", "c"]', "table.details.above"),
        ('["公开01表", [', '["", [', "table.income.above"),
        ('version = "1"', 'version = "1"\npaper = "A3"', "format.paper"),
        ('above = ["公开01表"', 'above = ["公开{01}表"', "table.income.above"),
        ('caption = "表2　', 'single_row = true\nrow_numbers = "行次"\ncaption = "表2　', "table.details.row_numbers"),
        ("label_widths = [36, 8]", "label_widths = [36]", "table.income.label_widths"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_by_its_key(old: str, new: str, key: str) -> None:
    found = [label for _, label in _mistakes(old, new)]
    assert key in found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('beside = "income"', "", "“beside”"),
        ('total = "total", all', 'sum = "total", all', "“sum”"),
        ('total = "total", all', 'total = "sum", all', "“sum”"),
    ],
)
def test_which_of_two_neighbours_does_not_fit_is_said(old: str, new: str, told: str) -> None:
    text = (FOLDER / "accounts.toml").read_text("utf-8").replace(old, new, 1)
    found = load(text.encode(), "f.toml", read_bytes)
    assert not isinstance(found, Declaration)
    assert any(told in f.message("zh") for f in found)


# Changes in the document


def test_what_the_declaration_says_may_not_be_changed_either() -> None:
    """A caption, a note, what is said of an empty table: each an alteration, and none is staff's."""
    for old, new in (("表2　支出", "表3　支出"), ("存在尾差", "没有尾差"), ("本表为空", "本表略")):
        changed = edited(
            accounts_document(), partial(_instead, f"(<w:t[^>]*>[^<]*){old}", rf"\1{new}")
        )
        found = examined(changed, layout_desk().shelf)
        assert (found.status, len(found.changes)) == ("altered", 1)
        assert found.report is not None
        assert found.sealed is not None
        assert found.report.narrative == found.sealed.narrative


def _instead(pattern: str, new: str, markup: str) -> str:
    return re.sub(pattern, new, markup, count=1)
