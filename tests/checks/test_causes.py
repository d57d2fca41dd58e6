"""What was probably done wrong: right, or not said; each kind once, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.planted_slips import SLIPS, trial
from compiler.checks.diagnosing.equations import following, settled
from compiler.format.form import Form
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId, Quantity
from compiler.values.report import Paragraph
from tests.support.examples import clean_data, declaration_of, report_of, workbook_of
from tests.support.running import nianbao
from tests.support.workbooks import packed, part_of, parts_of


def edition() -> Form:
    return declaration_of("disclosure-2021")


PLANTED = [
    (name, live)
    for live in (False, True)
    for name, (_, _, everywhere) in SLIPS.items()
    # Where the workbook adds up, what is moved down a column leaves every sum as it is.
    if not live or (everywhere and name not in ("wrong result", "column shifted"))
]


@pytest.mark.parametrize(("name", "live"), PLANTED)
def test_a_planted_slip_is_named_rightly_or_not_at_all(name: str, live: bool) -> None:
    """Kind and place, and no other cause beside it; of a random number nothing is said."""
    trials = (trial(edition(), name, seed, live=live) for seed in range(0, 400, 2))
    outcomes = [*islice((t for t in trials if t is not None), 8)]
    assert {o.named for o in outcomes} <= {"right", "withheld"}
    assert "right" in {o.named for o in outcomes}


def test_swapped_digits_are_told_with_the_cell_and_the_repair(tmp_path: Path) -> None:
    data = clean_data(declaration_of())
    row = data["tables"]["requests"]["received"]
    row.update(natural_person=45, total=45)
    data["tables"]["requests"]["granted"].update(natural_person=45, total=45)
    data["tables"]["requests"]["handled"].update(natural_person=45, total=45)
    row["natural_person"] = 54
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    answer = json.loads(nianbao("check", path, "--json").out)
    (cause,) = answer["causes"]
    assert cause["kind"] == "transposed"
    assert [(p["table"], p["row"], p["column"]) for p in cause["places"]] == [
        ("requests", "received", "natural_person")
    ]
    assert set(cause["findings"]) == {f["id"] for f in answer["findings"] if f["rule"]}
    ((change,),) = answer["repairs"]
    assert (change["from"], change["to"]) == ("54", "45")
    assert "可能的原因：" in nianbao("check", path).out
    assert "Likely cause: " in nianbao("check", path, "--lang", "en").out


def test_many_slips_at_once_are_said_to_be_untold(tmp_path: Path) -> None:
    data = clean_data(declaration_of())
    for n, row in enumerate(("received", "granted", "otherwise", "carried_in", "partly_granted")):
        data["tables"]["requests"][row]["natural_person"] = 3 + 4 * n
        data["tables"]["requests"][row]["enterprise"] = 5 + 7 * n
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    said = nianbao("check", path).out
    assert "单凭数字看不出错在哪几格" in said
    assert json.loads(nianbao("check", path, "--json").out)["repairs"] == []


def test_a_report_that_agrees_has_neither_cause_nor_repair(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(clean_data(declaration_of())), "utf-8")
    answer = json.loads(nianbao("check", path, "--json").out)
    assert (answer["causes"], answer["repairs"]) == ([], [])


# Where the workbook adds up, as staff have it


REQUESTS = "三、收到和处理政府信息公开申请情况"


def filled_in(folder: Path, changes: Mapping[tuple[str, str], int], *said: str) -> Path:
    """A workbook whose live totals were added up after `changes` by (row, column)."""
    form = declaration_of()
    figures: dict[FigureId, Quantity] = dict.fromkeys(form.figures, Decimal(0))
    column = {
        "received": 300, "carried_in": 9, "granted": 285, "partly_granted": 12, "carried_out": 12,
    }  # fmt: skip
    for (row, applicant), number in {
        **{(row, "natural_person"): number for row, number in column.items()},
        ("received", "enterprise"): 40,
        ("granted", "enterprise"): 40,
        **changes,
    }.items():
        figures[FigureId("requests", row, applicant)] = Decimal(number)
    figures = settled(figures, following(form, form.totals), form)
    report = report_of(clean_data(form), form)
    told = (*report.narrative["overview"], *(Paragraph("body", text) for text in said))
    narrative = {**report.narrative, "overview": told}
    report = replace(report, figures=figures, narrative=narrative)
    path = folder / "年报.xlsx"
    path.write_bytes(workbook_of(report, form))
    return path


def told(path: Path) -> tuple[list[tuple[str, set[str]]], list[list[tuple[str, str, str]]]]:
    """(kind, cells) of each cause; (cell, from, to) of each repair."""
    answer = json.loads(nianbao("check", path, "--json").out)
    causes = [(c["kind"], {p["cell"] for p in c["places"]}) for c in answer["causes"]]
    repairs = [[(c["place"]["cell"], c["from"], c["to"]) for c in r] for r in answer["repairs"]]
    return causes, repairs


def test_the_report_they_start_from_agrees(tmp_path: Path) -> None:
    assert told(filled_in(tmp_path, {})) == ([], [])


def test_swapped_digits_under_live_totals_are_one_cell(tmp_path: Path) -> None:
    """The total has followed the slip: it is no cell to be mended."""
    path = filled_in(tmp_path, {("granted", "natural_person"): 258})
    assert told(path) == ([("transposed", {"D9"})], [[("D9", "258", "285")]])


def test_a_case_in_the_wrong_column_under_live_totals(tmp_path: Path) -> None:
    moved = {("granted", "natural_person"): 280, ("granted", "enterprise"): 45}
    path = filled_in(tmp_path, moved)
    [(kind, cells)], repairs = told(path)
    assert (kind, cells) == ("misfiled", {"D7", "E7", "D8", "E8", "D9", "E9"})
    # What would undo one slip in one row stands before what takes two rows.
    assert [len({cell[1:] for cell, _, _ in repair}) for repair in repairs] == [1] * 3 + [2] * 6
    assert (
        "有 5 件好像在“自然人”和“商业企业”两列之间记错了，在哪一行不能确定"
        in nianbao("check", path, COLUMNS="400").out
    )


def test_cases_that_fit_one_place_only_are_told_with_both_cells(tmp_path: Path) -> None:
    """No other row has so many that they could have been taken from it."""
    moved = {("received", "natural_person"): 10, ("received", "enterprise"): 330}
    path = filled_in(tmp_path, moved)
    assert told(path) == (
        [("misfiled", {"D7", "E7"})], [[("D7", "10", "300"), ("E7", "330", "40")]]
    )  # fmt: skip
    assert "有 290 件好像记错了地方：应记在" in nianbao("check", path, COLUMNS="400").out


@pytest.mark.parametrize(
    "others", [(), ("结转下年度继续办理15件。",), ("予以公开341件。", "予以公开341件，依法答复。")]
)
def test_what_sentences_say_of_several_slips_together(
    others: tuple[str, ...], tmp_path: Path
) -> None:
    """Each applicant's column alone might be wrong in any cell; what no slip makes right says
    nothing against it.
    """
    slips = {("received", "natural_person"): 305, ("received", "enterprise"): 42}
    assert told(filled_in(tmp_path, slips)) == ([], [])
    path = filled_in(tmp_path, slips, "新收政府信息公开申请340件。", *others)
    assert told(path)[1] == [[("D7", "305", "300"), ("E7", "42", "40")]]


@pytest.mark.parametrize("carried", [1, 2])
def test_what_was_carried_in_and_counted_in_what_came_in(carried: int, tmp_path: Path) -> None:
    both = {
        ("received", "natural_person"): 309, ("received", "enterprise"): 40 + carried,
        ("carried_in", "enterprise"): carried, ("carried_out", "enterprise"): carried,
    }  # fmt: skip
    causes, repairs = told(filled_in(tmp_path, both))
    assert causes == [("doubled", {"D7", "E7", "D8", "E8"})]
    assert repairs[0] == [("D7", "309", "300"), ("E7", str(40 + carried), "40")]


def test_a_stale_total_is_to_be_added_up_again_and_nothing_else(tmp_path: Path) -> None:
    """What the stored number says of the parts is not believed."""
    path = filled_in(tmp_path, {})
    parts = parts_of(path.read_bytes())
    sheet = part_of(parts, REQUESTS)
    old = parts[sheet].replace(b"</f><v>340</v>", b"</f><v>335</v>", 1)
    path.write_bytes(packed({**parts, sheet: old}))
    causes, repairs = told(path)
    assert ([kind for kind, _ in causes], repairs) == (["stale_total"], [])
    assert "最少改动" not in nianbao("check", path).out


# When nothing should be said


def test_of_small_numbers_nothing_is_said_by_chance(tmp_path: Path) -> None:
    """The total lacks just what one of its parts is; any of five cells may be wrong."""
    data = clean_data(declaration_of())
    data["tables"]["disputes"]["reconsideration"].update(upheld=1, corrected=3, total=1)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    answer = json.loads(nianbao("check", path, "--json").out)
    assert answer["causes"] == []
    assert len(answer["repairs"]) == 2


def test_a_report_that_agrees_but_for_a_blank_has_no_cause(tmp_path: Path) -> None:
    data = clean_data(declaration_of())
    data["tables"]["disputes"]["reconsideration"].update(upheld=2, corrected=1, total=3)
    data["tables"]["requests"]["received"]["research"] = None
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    answer = json.loads(nianbao("check", path, "--json").out)
    assert [f["code"] for f in answer["findings"]] == ["C120"]
    assert (answer["causes"], answer["repairs"]) == ([], [])


def test_what_a_slip_explains_is_neither_repaired_nor_in_the_way(tmp_path: Path) -> None:
    data = clean_data(declaration_of())
    data["tables"]["article20_1"]["normative_documents"].update(published=2, total_public=1)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    found = json.loads(nianbao("check", path, "--json").out)
    (warning,) = found["findings"]
    assert found["repairs"]
    data["slips"] = [{"token": warning["token"], "reason": "年内公开后撤下一件。"}]
    row = data["tables"]["requests"]
    for name in ("received", "granted", "handled"):
        row[name].update(natural_person=45, total=45)
    path.write_text(json.dumps(data), "utf-8")
    explained = json.loads(nianbao("check", path, "--json").out)
    assert (explained["causes"], explained["repairs"]) == ([], [])
    row["granted"]["natural_person"] = 54
    path.write_text(json.dumps(data), "utf-8")
    assert told(path)[0] == [("transposed", {None})]


MONEY = """
[format]
id = "money"
version = "1"
language = "zh"
name = "经费报告"
title = "{agency}{year}年经费报告"

[unit.wan]
label = "万元"
accepts = { "元" = "0.0001" }

[[section]]
id = "money"
heading = "一、经费"
tables = ["money"]

[table.money]
type = "amount"
unit = "wan"
corner = "项目"
columns = [
  { id = "basic", label = ["支出", "基本"] },
  { id = "project", label = ["支出", "项目"], short = "项目支出" },
  { id = "total", label = "合计" },
]
rows = [
  { id = "north", label = "北区" },
  { id = "south", label = "南区" },
  { id = "total", label = "全部" },
]

[[rule]]
id = "across"
each = ["money.rows"]
holds = "total == basic + project"
defines = "total"
words = "基本 ＋ 项目 ＝ 合计"

[[rule]]
id = "down"
each = ["money.columns"]
holds = "total == north + south"
defines = "total"
words = "北区 ＋ 南区 ＝ 全部"
"""


def test_causes_and_messages_speak_in_units_and_whole_labels(tmp_path: Path) -> None:
    form = tmp_path / "money.toml"
    form.write_text(MONEY, "utf-8")
    rows = {
        "north": {"basic": 120, "project": 80.5, "total": 200.5},
        "south": {"basic": 90, "project": 60, "total": 150},
        "total": {"basic": 210, "project": 140.5, "total": 350.5},
    }
    told, findings = {}, {}
    for name, changes in {
        "misfiled": {"basic": 90, "project": 110.5},
        "wrong": {"basic": 125},
    }.items():
        north = {**rows["north"], **changes}
        data = {
            "format": "money", "year": 2023, "agency": {"name": "某局"}, "narrative": {},
            "tables": {"money": {**rows, "north": north}},
        }  # fmt: skip
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(data), "utf-8")
        shown = nianbao("check", path, "--format", form, "--json").json
        told[name] = [cause["message"] for cause in shown["causes"]]
        findings[name] = [finding["message"] for finding in shown["findings"]]
    assert told["misfiled"] == [
        "有 30 万元好像在“支出 基本”和“项目支出”两列之间记错了，在哪一行不能确定。"
    ]
    assert "一、经费“北区”行：合计 200.5 ≠ 支出 基本 125 ＋ 项目支出 80.5" in findings["wrong"][0]
