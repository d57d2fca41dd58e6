"""The overview: what it says of each unit, searched, sorted and clicked in a browser; the book."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from compiler.office.found import Unit
from compiler.office.letter import letter
from compiler.office.overview import Context, Line, line_of, tallied, unit_record, verdict
from compiler.office.overview_book import overview_book
from compiler.office.overview_page import overview_page
from compiler.office.roster import Entry
from compiler.office.spread import outliers, sums
from compiler.office.told import told_lines
from tests.support.chromium import document, measured, screenshot
from tests.support.pictures import pixels
from tests.support.units import candidate
from tests.support.validators import audit_errors, installed, sdk_errors
from tests.support.workbooks import form

HOSTILE = "</script><script>alert(1)</script>=1+1\u202e&\"'"
NOT_LISTED = "名册上没有“某局”。是不是“某某局”？"
CONTEXT = Context("zh", form=form())
CHECKS = (("T201 requests-row-total", "error", 2), ("C120", "warning", 1), ("P501", "advice", 3))


def lines(number: int, districts: int = 3) -> list[Line]:
    """Units in turn ready and with errors; the figures of each are its number."""
    return [
        Line(
            f"第{at}局",
            f"第{at}局",
            f"{at % districts}县" if districts else "",
            f"收到的/第{at}局.xlsx",
            "errors" if at % 4 == 3 else "clean",
            (2, 1, 0) if at % 4 == 3 else (0, 0, 0),
            CHECKS if at % 4 == 3 else (),
            tuple(str(at) for _ in CONTEXT.shown),
            (f"第{at}局.docx",),
            "通知.txt",
        )
        for at in range(number)
    ]


def page_of(given: list[Line], folder: Path) -> Path:
    path = folder / "overview.html"
    path.write_bytes(overview_page(given, CONTEXT))
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    strange = lines(1)[0]._replace(
        name=HOSTILE,
        folder="a#b",
        outputs=("年报 100%.docx",),
        district="",
        late=True,
        unlisted=NOT_LISTED,
    )
    return page_of([*lines(120), strange], tmp_path_factory.mktemp("overview"))


# As a browser has it


def test_it_shows_a_page_of_units_and_runs_nothing_of_theirs(page: Path) -> None:
    shown = document(page)
    body = shown[shown.index('<tbody id="rows">') :]
    assert body[: body.index("</tbody>")].count("<tr>") == 50
    assert "共 121 家，显示第 1—50 家" in shown
    assert "alert(1)</script>" not in page.read_text("utf-8")
    assert not re.search(r'(src|href)="?https?:|@import|url\(', page.read_text("utf-8"))
    assert "default-src 'none'" in shown


_ACTING = """(() => {
  const d = document, say = [], at = (id) => d.getElementById(id);
  const put = (id, value, event) => { at(id).value = value; at(id).dispatchEvent(new Event(event)); };
  const names = () => [...at("rows").querySelectorAll("th")].map((e) => e.textContent);
  const sort = (key) => d.querySelector(`[data-sort=${key}] button`).click();
  put("search", "第１1", "input"); say.push(names().join());
  put("search", "t201 第7", "input"); say.push(names().join());
  put("search", "alert", "input"); say.push([...at("rows").querySelectorAll("a")].map((a) => a.getAttribute("href")).join(), at("rows").querySelectorAll("script").length);
  say.push([...at("rows").querySelectorAll(".noted")].map((tag) => tag.textContent + tag.title).join());
  put("search", "没有这一家", "input"); say.push(names().length, at("rows-none").hidden);
  put("search", "", "input");
  d.querySelector("[data-status=errors]").click(); say.push(at("heat-shown").textContent, names().length);
  d.querySelector("[data-status=errors]").click();
  put("district", "2县", "change"); say.push(names().length, at("sum").textContent);
  put("district", "", "change");
  sort("figure"); say.push(names()[0]); sort("figure"); say.push(names().slice(0, 2).join());
  sort("name"); say.push(d.querySelector("[data-sort=name]").getAttribute("aria-sort"));
  at("rows-after").click(); at("rows-after").click(); say.push(names().length, at("rows-after").disabled);
  say.push(at("heat").rows[0].cells[2].textContent, at("heat").rows[0].cells[2].title.includes("总计"));
  return say.join("; ");
})()"""  # fmt: skip


def test_it_is_searched_sorted_and_clicked(page: Path) -> None:
    clean = [at for at in range(120) if at % 4 != 3 and at % 3 == 2]
    assert unescape(measured(page, 1200, _ACTING)).split("; ") == [
        "第11局,第110局,第111局,第112局,第113局,第114局,第115局,第116局,第117局,第118局,第119局",
        "第7局,第71局,第75局,第79局",
        "a%23b/%E5%B9%B4%E6%8A%A5%20100%25.docx,a%23b/%E9%80%9A%E7%9F%A5.txt,a%23b/" + quote("核对结果.json"), "0",
        f"迟报,不在册{NOT_LISTED}",
        "0", "false",
        "共 30 家，显示第 1—30 家", "30",
        "40", f"可以定稿的各家合计：{CONTEXT.shown[0].name} {sum(clean)}",
        "第119局", f"第0局,{HOSTILE.replace(chr(0x202E), '')}",
        "ascending",
        "21", "true",
        "2", "true",
    ]  # fmt: skip


def test_it_is_as_wide_as_the_window_and_dark_where_that_is_wanted(
    page: Path, tmp_path: Path
) -> None:
    for width in (360, 1200):
        assert measured(page, width, "document.documentElement.scrollWidth <= innerWidth") == "true"
        assert int(measured(page, width, "document.querySelector('#rows tr').offsetHeight")) < 40
    picture = tmp_path / "dark.png"
    screenshot(page, picture, 800, 200, dark=True)
    assert sum(next(pixels(picture.read_bytes()))[0]) < 150, "the corner is dark"


def test_six_thousand_are_a_page_at_a_time(tmp_path: Path) -> None:
    path = page_of(lines(6000, districts=90), tmp_path)
    shown = document(path)
    assert "共 6000 家，显示第 1—50 家" in shown
    assert shown.count("<option value=") > 90
    assert path.stat().st_size < 4 << 20


# What it says


def test_sums_are_exact_and_of_those_that_are_ready() -> None:
    ready = Line("甲", "甲", "", "", "clean", (0, 0, 0), figures=("0.1", "5", ""))
    warned = ready._replace(status="warnings", figures=("0.2", "", ""))
    wrong = ready._replace(status="errors", figures=("100", "100", "100"))
    assert sums([ready, warned, wrong], 3) == ["0.3", "5", "0"]


def test_a_slipped_digit_stands_apart_and_small_numbers_do_not() -> None:
    usual = [
        Line(str(n), str(n), "", "", "clean", (0, 0, 0), figures=(str(40 + n), str(n % 4)))
        for n in range(20)
    ]
    slipped = usual[0]._replace(figures=("4500", "9"))
    assert [(each.line, each.figure, each.value) for each in outliers([*usual, slipped], 2)] == [
        (20, 0, "4500")
    ]
    assert outliers([*usual[:6], slipped], 2) == [], "seven units have no spread"


def test_the_verdict_counts_units_and_leaves_out_versions_not_used() -> None:
    given = [*lines(4), lines(1)[0]._replace(status="superseded")]
    assert verdict(given, CONTEXT) == "共 4 家：可以定稿 3，有错误 1；另有 1 份没有采用。"
    assert (
        verdict(given, Context("en"))
        == "4 units: ready 3, errors 1; 1 other versions were not used."
    )
    assert sum(tallied(given).values()) == 5


def test_where_warnings_count_a_unit_with_warnings_is_not_ready() -> None:
    warned = [line._replace(status="warnings") for line in lines(1)]
    strict = Context("zh", strict=True)
    assert verdict(warned, strict) == "共 1 家：有警告，按严格要求不能定稿 1。"
    assert told_lines(warned, strict) == [("第0局：", "有警告，按严格要求不能定稿")]
    assert told_lines(warned, CONTEXT) == []
    assert "verdict good" not in overview_page(warned, strict).decode()
    assert "verdict good" in overview_page(warned, CONTEXT).decode()


def test_the_terminal_tells_thirty_and_how_many_more() -> None:
    told = told_lines([line._replace(status="errors") for line in lines(40)], CONTEXT)
    assert len(told) == 31
    assert told[0] == ("第0局：", "有错误")
    assert told[3] == ("第3局：", "有错误，错误 2，警告 1 T201")
    assert told[-1] == ("还有 ", "10 家，见总览。")


def test_the_terminal_tells_of_names_that_the_roster_has_not_and_counts_no_missing_as_one() -> None:
    ready, missing = lines(2)
    unlisted = ready._replace(name="某局", status="warnings", counts=(0, 1, 0), unlisted=NOT_LISTED)
    missing = missing._replace(status="missing", counts=(0, 1, 0))
    assert told_lines([ready, unlisted, missing], CONTEXT) == [
        ("某局：", f"可以定稿，有警告，警告 1，{NOT_LISTED}"),
        ("第1局：", "没有交"),
    ]


def test_the_terminal_tells_of_older_versions_and_not_of_a_file_that_came_twice() -> None:
    same = lines(1)[0]._replace(status="superseded", counts=(0, 0, 1))
    older = same._replace(counts=(0, 1, 0), source="收到的/旧.xlsx")
    assert told_lines([same, older], CONTEXT) == [("第0局 旧.xlsx：", "没有采用，警告 1")]


def test_a_unit_that_is_only_late_is_one_with_a_warning() -> None:
    unit = Unit("某局", "某局", "", candidate("某局.xlsx"))
    result: dict[str, Any] = {
        "status": "clean",
        "findings": [],
        "outputs": ["a.docx"],
        "figures": {},
    }
    from compiler.office.roster import roster_findings
    from tests.support.units import listed

    roster = listed(("某局", "", "", "2021-01-01"))
    saved = ["2021-01-15T08:00:00"]
    late = list(roster_findings(roster, roster.entries[0], "某局", "某局.xlsx", saved))
    record = unit_record(unit, result, late, "zh")
    assert (record["status"], record["counts"]) == (
        "warnings",
        {"error": 0, "warning": 1, "advice": 0},
    )
    line = line_of(unit, record, result, ())
    assert (line.late, line.unlisted) == (True, "")
    unknown = list(roster_findings(roster, None, "某县某局", "某局.xlsx", saved))
    line = line_of(unit, unit_record(unit, result, unknown, "zh"), result, ())
    assert (line.late, line.unlisted) == (False, "名册上没有“某县某局”。是不是“某局”？")


# The workbook


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("given", [lines(70), []], ids=["seventy", "none"])
def test_the_book_has_all_of_it_and_native_charts(given: list[Line], tmp_path: Path) -> None:
    noted = {"late": True, "unlisted": NOT_LISTED}
    strange = [given[0]._replace(name="=HYPERLINK(1)\x01", **noted)] if given else []
    data = overview_book([*given, *strange], CONTEXT)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["汇总", "各单位", "问题", "数", "相差很大的数"]
    units = list(book["各单位"].values)[1:]
    assert [row[0] for row in units] == [line.name for line in given] + (
        ["=HYPERLINK(1) "] if given else []
    )
    assert [row[8] for row in units if row[8]] == [f"迟报 {NOT_LISTED}" for _ in strange]
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    if given:
        figures = {row[0]: row[1] for row in book["数"].values}
        assert figures["合计（可以定稿的各家）"] == sum(
            int(line.figures[0]) for line in [*given, *strange] if line.status == "clean"
        )
        assert len(book["汇总"]._charts) == 1
    path = tmp_path / "overview.xlsx"
    path.write_bytes(data)
    for errors in (audit_errors, sdk_errors):
        assert not installed(errors) or errors(path) == []


def test_the_same_units_give_the_same_bytes() -> None:
    for made in (overview_book, overview_page):
        assert made(lines(9), CONTEXT) == made(lines(9), CONTEXT)


# Letters


def _finding(severity: str, message: str, code: str = "C120", **place: str) -> dict[str, Any]:
    return {
        "code": code,
        "severity": severity,
        "message": message,
        "hint": "请核对。",
        "slip": None,
        "token": f"{code}-1a2b3c4d-5e6f70",
        "place": {"sheet": None, "cell": None, **place},
    }


def test_a_letter_says_what_where_and_what_to_do() -> None:
    entry = Entry("某局", contact="张三")
    unit = Unit("某局", "某局", "", candidate("某局(2).xlsx", "某局"), entry)
    findings = [
        _finding("error", "总计应为 62。", sheet="表三", cell="B3"),
        _finding("warning", "空着。"),
        _finding("advice", "不用说。"),
    ]
    record = {"status": "errors", "findings": findings, "outputs": ["某局-标出问题.xlsx"]}
    text = letter(unit, record, "zh")
    assert text.split("\r\n") == [
        "某局 张三：", "", "贵单位的工作簿“某局(2).xlsx”已经核对，现在还不能定稿，请按下面所列修改后重新交来。",
        "", "错误", "1. “表三” B3：总计应为 62。请核对。", "", "警告",
        "1. 空着。请核对。（编号：C120-1a2b3c4d-5e6f70）", "",
        "随信附上“某局-标出问题.xlsx”：出错的格涂了颜色、加了批注，可以直接在里面改，改好后把它交来。", "",
        "警告所说的情况如果属实，不用改数，请在工作簿的“情况说明”里抄上它的编号，写明原因。", "",
    ]  # fmt: skip


def test_who_is_late_or_not_listed_is_asked_for_no_explanation_in_the_workbook() -> None:
    unit = Unit("某局", "某局", "", candidate("某局.xlsx"))
    record = {"status": "warnings", "findings": [_finding("warning", "迟了。", "U123")]}
    text = letter(unit, {**record, "outputs": []}, "zh")
    assert "迟了。" in text
    assert "情况说明" not in text


def test_a_missing_unit_is_reminded() -> None:
    unit = Unit("某局", "某局", "", None, Entry("某局", due="2021-01-31"))
    record = {"status": "missing", "findings": [], "outputs": []}
    assert "没有收到贵单位的年度报告工作簿，期限是 2021-01-31，请尽快填好交来。" in letter(
        unit, record, "zh"
    )
    assert "due by 2021-01-31. Please" in letter(unit, record, "en")


def test_a_unit_that_failed_with_us_is_asked_for_nothing() -> None:
    unit = Unit("某局", "某局", "", candidate("某局.xlsx"))
    record = {"status": "failed", "findings": [_finding("error", "中断。")], "outputs": []}
    assert "问题在我们这里" in letter(unit, record, "zh")
    assert "中断" not in letter(unit, record, "zh")
