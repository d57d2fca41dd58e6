"""A clerk's day: a real report's figures typed in with eight ordinary slips, the prose telling what
is true. Each is told, and of those in the tables the cell that is wrong stands first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from compiler.checks.diagnosing.equations import following, settled
from compiler.format.form import Form
from compiler.report.prior import Prior, record_of
from compiler.values.figures import FigureId
from compiler.values.report import Paragraph, Report
from compiler.workbook.layout import layout_of
from tests.output.test_page import tree
from tests.support.examples import clean_data, declaration_of, report_of, workbook_of
from tests.support.marks import ERROR, RELATED_TO_ERROR, WARNING, colours, notes
from tests.support.running import nianbao

TABLE = "三、收到和处理政府信息公开申请情况"
# 淮安市 2024: what people applied for and what became of it.
FIGURES = {
    "natural_person": {
        "received": 3001, "carried_in": 34, "granted": 1288, "partly_granted": 447,
        "refused_state_secret": 2, "refused_prohibited_by_law": 30, "refused_public_safety": 5,
        "refused_third_party": 6, "refused_internal": 7, "refused_deliberative": 12,
        "refused_enforcement_files": 9, "refused_administrative_enquiry": 105,
        "unavailable_not_held": 746, "unavailable_must_be_created": 11, "unavailable_unclear": 1,
        "declined_complaint": 56, "declined_repeated": 25, "declined_reconfirmation": 1,
        "lapsed_no_correction": 67, "lapsed_fee_unpaid": 6, "otherwise": 108, "carried_out": 103,
    },
    "enterprise": {
        "received": 53, "granted": 21, "partly_granted": 7, "refused_prohibited_by_law": 1,
        "refused_internal": 1, "unavailable_not_held": 12, "declined_complaint": 6,
        "lapsed_no_correction": 3, "otherwise": 2,
    },
    "legal_services": {
        "received": 61, "granted": 50, "unavailable_not_held": 10, "lapsed_no_correction": 1,
    },
    "other": {"received": 4, "granted": 3, "unavailable_not_held": 1},
}  # fmt: skip
FEES = FigureId("article20_8", "fees", "amount")
TOLD = (
    "全年新收政府信息公开申请3119件，其中自然人3001件，商业企业53件，法律服务机构61件，其他4件。",
    "全年予以公开1362件，部分公开454件。因本机关不掌握相关政府信息无法提供769件。",
    "结转下年度继续办理103件。",
)


def cell(row: str, column: str) -> FigureId:
    return FigureId("requests", row, column)


# What was typed for what is true, with the kind of slip that is named.
SLIPS = {
    cell("received", "natural_person"): (3010, "transposed"),
    cell("granted", "enterprise"): (12, "transposed"),
    cell("unavailable_not_held", "legal_services"): (11, "off_by_one"),
    cell("received", "other"): (61, "neighbour"),
    FEES: (Decimal(961716000), "unit"),
}


def filled_in(form: Form, typed: Mapping[FigureId, Decimal], told: tuple[str, ...]) -> Report:
    figures: dict[FigureId, Any] = dict.fromkeys(form.figures, Decimal(0))
    for column, rows in FIGURES.items():
        figures |= {cell(row, column): Decimal(number) for row, number in rows.items()}
    figures[FEES] = Decimal("96171.6")
    figures = settled({**figures, **typed}, following(form, form.totals), form)
    last = {FEES: Decimal("90210.5"), cell("carried_out", "natural_person"): Decimal(34)}
    report = replace(report_of(clean_data(form, 2024), form), figures=figures)
    prior = record_of(Prior(2023, report.name, "", "", last, {}))
    prose = {**report.narrative, "overview": tuple(Paragraph("body", text) for text in told)}
    prose["overview"] = (*report.narrative.get("overview", ()), *prose["overview"])
    return replace(report, narrative=prose, prior=prior)


@pytest.fixture(scope="module")
def slipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    form = declaration_of("disclosure-2021")
    typed = {figure: Decimal(number) for figure, (number, _) in SLIPS.items()}
    told = (
        *TOLD,
        "因行政复议结果纠正2件。",
        "申请人（身份证号码110101190001011008）当面提出申请。",
        "本报告统计期限为2023年1月1日至2023年12月31日。",
    )
    path = tmp_path_factory.mktemp("clerk") / "年报.xlsx"
    path.write_bytes(workbook_of(filled_in(form, typed, told), form))
    return path


def test_of_what_is_true_nothing_is_said_but_that_more_is_carried_out(tmp_path: Path) -> None:
    form = declaration_of("disclosure-2021")
    path = tmp_path / "年报.xlsx"
    path.write_bytes(workbook_of(filled_in(form, {}, TOLD), form))
    answer = nianbao("check", path, "--json").json
    assert (answer["causes"], answer["repairs"]) == ([], [])
    assert [f["code"] for f in answer["findings"] if f["severity"] != "advice"] == ["Y501"]


def test_each_slip_is_named_with_the_likely_cell_first(slipped: Path) -> None:
    answer = nianbao("check", slipped, "--json").json
    named = {
        FigureId(*(at[key] for key in ("table", "row", "column"))): cause["kind"]
        for cause in answer["causes"]
        for at in cause["places"][:1]
    }
    assert named == {figure: kind for figure, (_, kind) in SLIPS.items()}
    assert {"P201", "P801", "P501"} <= {f["code"] for f in answer["findings"]}


def test_the_first_repair_gives_the_truth_back(slipped: Path) -> None:
    answer = nianbao("check", slipped, "--json").json
    first = {change["place"]["cell"]: change for change in answer["repairs"][0]}
    addresses = layout_of(declaration_of("disclosure-2021")).addresses
    assert {at: change["to"] for at, change in first.items()} == {
        addresses[figure].cell: str(FIGURES[figure.column][figure.row])
        for figure in SLIPS
        if figure != FEES
    }
    assert all(change["likely"] for change in first.values())
    said = nianbao("check", slipped, COLUMNS="400").out
    assert said.count("最少改动：") == 1
    assert "由12改为21（最可能）" in "".join(said.split())


def test_the_likely_cell_is_marked_and_the_balancing_one_related(slipped: Path) -> None:
    copy = slipped.with_name("标注.xlsx")
    nianbao("check", slipped, "--marked", copy)
    data = copy.read_bytes()
    addresses = layout_of(declaration_of("disclosure-2021")).addresses
    wrong, balance = (addresses[cell(row, "enterprise")].cell for row in ("granted", "carried_out"))
    painted = colours(data, TABLE)
    assert painted[wrong] == ERROR
    assert painted[balance] == RELATED_TO_ERROR
    # What is due to a cell elsewhere does not make a question of its own an error.
    assert painted[addresses[cell("carried_out", "natural_person")].cell] == WARNING
    assert notes(data, TABLE)[wrong].startswith("〔校验结果〕最可能错的格\n好像应为 21。")
    assert load_workbook(BytesIO(data)).sheetnames[0] == "校验结果"


def test_the_page_says_which_cell_is_most_likely_wrong(slipped: Path) -> None:
    page = slipped.with_name("结果.html")
    nianbao("check", slipped, "--html", page)
    [shown] = tree(page).xpath("//td[@id='c.requests.granted.enterprise']")
    assert "error" in shown.get("class")
    assert shown.xpath("./span[@class='likely']")[0].text == "最可能错"
    [balance] = tree(page).xpath("//td[@id='c.requests.carried_out.enterprise']")
    assert balance.get("class") == "related"


def test_of_last_year_nothing_is_drawn_that_was_not_given(slipped: Path) -> None:
    """The workbook carries two figures of it, and none that is drawn whole."""
    page = slipped.with_name("结果.html")
    nianbao("check", slipped, "--html", page)
    assert tree(page).xpath("//figure//rect[@class='now']")
    assert not tree(page).xpath("//figure//rect[@class='before']")
    assert [each.text_content() for each in tree(page).xpath("//span[@class='years']")] == [
        "2024年"
    ] * 2
