"""`nianbao merge`: figures of many units added up exactly, and each unit's kept beside them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from compiler.edges.files import read_bytes
from compiler.edges.machine import desk_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.load import load
from compiler.office import merging
from compiler.office.merging import Contribution, merged, parted
from compiler.ooxml.cells.gather import read_workbook
from compiler.ooxml.package import Package, open_package
from compiler.pipeline import check_report, compile_report, read
from compiler.readers.table import read_input
from compiler.report.data import to_data, to_json
from compiler.report.desk import Only
from compiler.report.schema import json_schema
from compiler.report.unit_sums import unit_sums
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from compiler.values.origin import Source
from compiler.values.report import Report, UnitFigures
from compiler.workbook.form.make import blank_report, write_form
from compiler.workbook.unit_layout import unit_sheets
from docs.dialect import EXAMPLES
from tests.support import generated, spending, workbooks
from tests.support.merging import FIGURE, checked, contribution, of, replace_limit, unit_data
from tests.support.office import converted
from tests.support.running import Ran, nianbao

BLANK, SLASH = Absent.BLANK, Absent.NOT_APPLICABLE
A_SHEET = "各单位 第二十条第（六）项"


def merge(folder: Path, *words: str | Path) -> Ran:
    return nianbao("merge", folder / "收到的", "-o", folder / "全区.xlsx", "--json", *words)


def whole_of(path: Path) -> Report:
    report = read(path, desk_of()).report
    assert report is not None
    return report


def codes(ran: Ran) -> list[str]:
    return [finding["code"] for finding in ran.json["findings"]]


# A folder of units


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[generated.Made], Ran]:
    """Ten units, one of them broken, merged."""
    folder = tmp_path_factory.mktemp("district")
    made = generated.written(10, folder / "收到的")
    return folder, made, merge(folder, "--agency", "某某市人民政府")


def test_every_figure_is_the_sum_of_the_units_that_are_right(
    district: tuple[Path, list[generated.Made], Ran],
) -> None:
    folder, made, ran = district
    good = [each for each in made if each.status == "clean"]
    bad = {each.name for each in made} - {each.name for each in good}
    assert ran.code == 1
    assert len(bad) == 1
    assert {name for name in ran.json["left_out"] if name in bad} == bad
    assert {unit["name"] for unit in ran.json["merged"]} == {each.name for each in good}
    told = [f["message"] for f in ran.json["findings"] if f["code"] in ("U131", "U134")]
    assert all(any(name in message for message in told) for name in bad)
    whole = whole_of(folder / "全区.xlsx")
    assert {unit.name for unit in whole.units} == {each.name for each in good}
    assert whole.figures == {
        figure: Decimal(sum(each.figures[figure] for each in good))
        for figure in workbooks.form().figures
    }


def test_saved_by_a_program_that_does_not_calculate_it_is_one_finding_a_sheet(
    district: tuple[Path, list[generated.Made], Ran], tmp_path: Path
) -> None:
    book = load_workbook(district[0] / "全区.xlsx")
    book.save(tmp_path / "全区.xlsx")
    found = nianbao("check", tmp_path / "全区.xlsx", "--json").json["findings"]
    empty = [f for f in found if f["code"] in ("C103", "C137")]
    assert [f["code"] for f in empty] == ["C137"] * 3
    assert any("132 格" in f["message"] and "D7:I27、D29:I29" in f["message"] for f in empty)
    # What cannot be computed for it stands under it.
    assert {f["code"] for f in found if f["code"][0] in "TXY"} == set()


def test_prose_and_cover_are_left_blank_but_for_body_and_year(
    district: tuple[Path, list[generated.Made], Ran],
) -> None:
    whole = whole_of(district[0] / "全区.xlsx")
    assert dict(whole.agency) == {"name": "某某市人民政府"}
    assert whole.year == 2020
    assert not any(whole.narrative.values())
    assert whole.slips == whole.attachments == ()


def test_each_page_of_units_has_its_heading_uncut(
    district: tuple[Path, list[generated.Made], Ran],
) -> None:
    book = load_workbook(district[0] / "全区.xlsx")
    sheet = book[A_SHEET.replace("（六）", "（一）")]
    assert sheet.oddHeader.left.text == sheet["A1"].value
    assert sheet.print_area == f"'{sheet.title}'!$A$4:$G$16", "headings, sum, nine units, the mark"


def test_what_was_merged_before_is_no_unit(
    district: tuple[Path, list[generated.Made], Ran], tmp_path: Path
) -> None:
    folder = tmp_path / "收到的"
    folder.mkdir()
    shutil.copy(next((district[0] / "收到的").rglob("*.xlsx")), folder)
    words = ("merge", folder, "-o", folder / "全区.xlsx", "--agency", "某县", "--json")
    first = nianbao(*words).json["merged"]
    # Under any name it is known by the units that it carries.
    shutil.copy(folder / "全区.xlsx", folder / "汇总.xlsx")
    again = nianbao(*words).json
    assert again["merged"] == first
    assert [f["code"] for f in again["findings"] if f["code"][0] == "U"] == ["U113"]
    (folder / "汇总.xlsx").unlink()
    data = (folder / "全区.xlsx").read_bytes()
    assert nianbao(*words).json["merged"] == first
    assert (folder / "全区.xlsx").read_bytes() == data


def test_live_sums_come_to_what_is_stored(tmp_path: Path) -> None:
    """Every formula recalculated by LibreOffice, over blanks, / and words as well."""
    figures = [("article20_6.penalties.decisions", "/"), ("article20_8.fees.amount", None)]
    few = of(
        unit_data("甲局", *figures, ("article20_5.licences.change", "/")),
        unit_data("乙局", *figures),
    )
    mixed = tmp_path / "mixed.xlsx"
    mixed.write_bytes(write_form(few.form, few.report))
    [again] = converted([mixed], tmp_path / "saved", recalculating=True)
    stored = _results(mixed)
    assert len(stored) > 400
    assert _results(again) == stored
    assert to_data(whole_of(again)) == to_data(whole_of(mixed))


def _results(path: Path) -> dict[tuple[str, tuple[int, int]], str]:
    """What the formulas of a workbook show."""
    package = open_package(path.read_bytes(), path.name, "xlsx")
    assert isinstance(package, Package)
    raw = read_workbook(package)
    return {
        (sheet.name, at): cell.text.removesuffix(".0")
        for sheet in getattr(raw, "sheets", ())
        for at, cell in sheet.cells.items()
        if cell.formula is not None
    }


# What units add up to


def _sum(*said: Quantity) -> Quantity:
    figure = workbooks.figure(FIGURE)
    units = [UnitFigures(str(n), {figure: each}) for n, each in enumerate(said)]
    return unit_sums(units, workbooks.form())[figure]


@pytest.mark.parametrize(
    ("said", "sum_"),
    [
        ((Decimal("0.1"), Decimal("0.2")), Decimal("0.3")),
        ((Decimal(7), BLANK, SLASH), Decimal(7)),
        ((Decimal(0), BLANK), Decimal(0)),
        ((BLANK, BLANK), BLANK),
        ((SLASH, SLASH), SLASH),
        ((SLASH, BLANK), BLANK),
        ((Unreadable("三"), Unreadable("三")), BLANK),
        ((Unreadable("三"), Decimal(2)), Decimal(2)),
        ((Said("N/A", "skip"), Said("N/A", "skip")), Said("N/A", "skip")),
        ((Decimal(10**17 + 1), Decimal(1)), Decimal(10**17 + 2)),
    ],
)
def test_blanks_count_as_nothing_and_all_alike_is_kept(
    said: tuple[Quantity, ...], sum_: Quantity
) -> None:
    assert _sum(*said) == sum_


def test_percentages_are_not_added_and_others_where_the_declaration_says_so() -> None:
    path = EXAMPLES / "types.toml"
    text = path.read_text("utf-8").replace("[type.dollars]", "[type.dollars]\nadds = false")
    declaration = load(text.encode(), str(path), read_bytes)
    assert isinstance(declaration, Declaration)
    form = form_of(declaration)
    report = blank_report(form, 2023, "甲局")
    numbers: Mapping[FigureId, Quantity] = {
        f: Decimal(3) for f in form.figures if form.type_of(f).is_number
    }
    report = replace(report, figures={**report.figures, **numbers})
    whole = merged([Contribution(name, report, form) for name in "甲乙"], declaration).report
    kinds = {form.type_of(f): whole.figures[f] for f in numbers if f not in form.totals}
    assert {q for t, q in kinds.items() if t.adds is False or (t.unit and t.unit.label == "%")} == {
        BLANK
    }
    assert {q for t, q in kinds.items() if t.adds_up} == {Decimal(6)}
    assert any(t.adds is False for t in kinds)


def test_open_rows_are_merged_by_key() -> None:
    """Three units with the lines of some items each; the whole has every line once, in order."""
    declaration = spending.declared()
    datas = [spending.accounts(count) for count in (1, 7, 23)]
    units = []
    for name, data in zip("甲乙丙", datas, strict=True):
        reading = spending.reading_of(data)
        assert reading.report is not None
        assert reading.form is not None
        units.append(Contribution(name, reading.report, reading.form))
    whole = merged(units, declaration)
    rows = to_data(whole.report)["tables"]["spending"]
    assert [row["key"] for row in rows] == [r["key"] for r in datas[2]["tables"]["spending"]]
    for row in rows:
        own = [
            r["figures"] for d in datas for r in d["tables"]["spending"] if r["key"] == row["key"]
        ]
        assert row["figures"] == {c: sum(each[c] for each in own) for c in row["figures"]}
    assert not whole.findings, "a line that a unit has not is no blank"
    data = write_form(whole.form, whole.report)
    again = spending.read_workbook(data).report
    assert again is not None
    assert to_data(again) == to_data(whole.report)


def test_what_one_code_is_called_is_told_where_units_do_not_agree() -> None:
    units = []
    for name, lines in zip(
        "甲乙丙", (["201 教育"], ["201 科技", "202 外交"], ["201  教育"]), strict=True
    ):
        reading = spending.reading_of(spending.spending(lines))
        assert reading.report is not None
        assert reading.form is not None
        units.append(Contribution(name, reading.report, reading.form))
    whole = merged(units, spending.declared())
    assert whole.report.lines["spending"][0].label == "教育"
    [told] = [f for f in whole.findings if f.code == "U142"]
    assert "1 行" in told.message("zh")
    assert "201（教育、科技）" in told.message("zh")


def test_lines_without_keys_that_nest_keep_their_places() -> None:
    declaration = spending.by_level()
    lists = (["201 一", "20101 甲", "202 二"], ["201 一", "20102 乙", "20103 丙", "203 三"])
    units = []
    for name, lines in zip("甲乙", lists, strict=True):
        data = spending.spending(lines)
        for row in data["tables"]["spending"][1:]:
            row["level"] = {3: 1, 5: 2}[len(row["key"])]
        reading = spending.reading_of(data, declaration)
        assert reading.report is not None
        assert reading.form is not None
        units.append(Contribution(name, reading.report, reading.form))
    lines = merged(units, declaration).report.lines["spending"]
    assert [line.key for line in lines] == ["201", "20102", "20103", "20101", "203", "202"]
    assert [line.level for line in lines] == [1, 2, 2, 2, 1, 1]


# There and back


def test_units_survive_data_workbook_and_document(tmp_path: Path) -> None:
    whole = of(unit_data("甲局"), unit_data("乙局", (FIGURE, None))).report
    desk = desk_of()
    data = tmp_path / "a.json"
    data.write_text(to_json(whole), "utf-8")
    jsonschema.validate(json.loads(data.read_text("utf-8")), json_schema(workbooks.form()))
    book = tmp_path / "b.xlsx"
    book.write_bytes(write_form(workbooks.form(), whole_of(data)))
    assert to_data(whole_of(book)) == to_data(whole)
    outcome = compile_report(book, desk, draft=True)
    assert outcome.document is not None
    document = tmp_path / "c.docx"
    document.write_bytes(outcome.document)
    assert whole_of(document).units == whole.units


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ({"name": "甲局"}, []),
        ({"name": "甲局", "tables": {"requests": {"received": {"total": 3}}}}, []),
        ({"tables": {}}, ["units[1]"]),
        ("甲局", ["units[1]"]),
        ({"name": "甲局", "tables": []}, ["units[1].tables"]),
        ({"name": "甲局", "tables": {"no": {"a": {"b": 1}}}}, ["units[1].tables.no.a.b"]),
        ({"name": "甲局", "known": 1}, ["units[1].known"]),
    ],
)
def test_units_that_do_not_fit_are_told(unit: Any, told: list[str]) -> None:
    data = {**unit_data("某市"), "units": [unit]}
    source = Source("a.json", "json", "")
    reading = read_input(
        json.dumps(data).encode(), source, "a.json", Only(workbooks.form().declaration), None
    )
    assert [f.place.label for f in reading.findings] == told


def test_sheets_of_units_may_be_renamed_and_changed(tmp_path: Path) -> None:
    """A unit's figure mended in its row, and the sheet called otherwise."""
    import openpyxl

    whole = of(unit_data("甲局"), unit_data("乙局")).report
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_form(workbooks.form(), whole))
    book = openpyxl.load_workbook(path)
    sheet = book[A_SHEET]
    assert sheet["A7"].value == "甲局"
    sheet["B7"] = 1000
    sheet.title = "明细"
    book.save(path)
    form = workbooks.form()
    figure = next(iter(unit_sheets(form)[2].columns))
    read_ = whole_of(path)
    assert read_.units[0].figures[figure] == Decimal(1000)
    assert read_.units[0].figures.keys() == whole.units[0].figures.keys()
    assert read_.units[1] == whole.units[1]


# What is said


def test_a_figure_typed_over_is_told_and_can_be_explained() -> None:
    whole = of(unit_data("甲局"), unit_data("乙局")).report
    number = whole.figures[workbooks.figure(FIGURE)]
    assert isinstance(number, Decimal)
    assert checked(whole, FIGURE, number) == ()
    [found] = checked(whole, FIGURE, number - 2)
    assert (found.code, found.expected, found.actual) == ("U139", str(number), str(number - 2))
    assert found.difference == "-2"
    assert found.can_be_explained
    [blank] = checked(whole, FIGURE, BLANK)
    assert (blank.code, blank.actual) == ("U139", None)


def test_a_total_that_follows_what_was_typed_or_cannot_be_read_is_not_told_besides() -> None:
    whole = of(unit_data("甲局"), unit_data("乙局")).report
    part, total = (workbooks.figure(f"requests.received.{c}") for c in ("natural_person", "total"))
    labels = [f.place.column for f in checked(whole, "requests.received.total", Decimal(1))]
    assert labels == ["total"], "it was typed itself"
    for quantity, told in ((Decimal(1), ["natural_person"]), (Unreadable("=某表!B6"), [])):
        moved = replace(whole, figures={**whole.figures, part: quantity, total: Decimal(2)})
        found = checked(
            moved, "requests.received.other", moved.figures[part._replace(column="other")]
        )
        assert [f.place.column for f in found] == told


def test_what_was_written_in_it_is_not_lost_by_merging_again(
    district: tuple[Path, list[generated.Made], Ran], tmp_path: Path
) -> None:
    output = tmp_path / "全区.xlsx"
    words = ("merge", district[0] / "收到的", "-o", output, "--agency", "某县", "--json")
    nianbao(*words)
    blank = output.read_bytes()
    nianbao(*words)
    assert output.read_bytes() == blank
    output.write_bytes(workbooks.edited(blank, "一、总体情况", {"B5": "本区公开工作平稳。"}))
    written = output.read_bytes()
    again = nianbao(*words)
    assert again.code == 2
    assert "U143" in [f["code"] for f in again.json["findings"]]
    assert output.read_bytes() == written
    assert nianbao(*words[:3], tmp_path / "又一份.xlsx").code in (0, 1)


def test_errors_are_left_out_unless_they_are_asked_for(tmp_path: Path) -> None:
    inbox = tmp_path / "收到的"
    inbox.mkdir()
    for number, data in enumerate(
        [unit_data("甲局"), unit_data("乙局", ("requests.granted.total", 1))]
    ):
        (inbox / f"{number}.json").write_text(json.dumps(data), "utf-8")
    files = sorted(inbox.iterdir())
    output = tmp_path / "全区.xlsx"
    ran = nianbao("merge", *files, "-o", output, "--json")
    assert (ran.code, codes(ran), ran.json["left_out"]) == (1, ["U131"], ["乙局"])
    ran = nianbao("merge", *files, "-o", output, "--json", "--with-errors")
    assert (ran.code, codes(ran), ran.json["left_out"]) == (0, ["U132"], [])
    assert len(whole_of(output).units) == 2


def test_the_roster_names_who_is_missing_from_the_sum(tmp_path: Path) -> None:
    for name in ("甲局", "丙局"):
        (tmp_path / f"{name}.json").write_text(json.dumps(unit_data(name)), "utf-8")
    roster = tmp_path / "名册.csv"
    roster.write_text("单位名称,别名\n某县甲局,甲局\n某县乙局,\n", "utf-8")
    files = [tmp_path / "甲局.json", tmp_path / "丙局.json"]
    ran = nianbao("merge", *files, "-o", tmp_path / "x.xlsx", "--roster", roster, "--json")
    assert ran.code == 0
    assert [unit["name"] for unit in ran.json["merged"]] == ["某县甲局", "丙局"]
    assert ran.json["missing"] == ["某县乙局"]
    told = {f["code"]: f["message"] for f in ran.json["findings"] if f["code"][0] == "U"}
    assert set(told) == {"U121", "U122"}
    assert "某县乙局" in told["U121"]
    assert "丙局" in told["U122"]


def test_units_of_another_year_are_named(tmp_path: Path) -> None:
    for number, year in enumerate((2020, 2020, 2019)):
        data = unit_data(f"{'甲乙丙'[number]}局", year=year)
        (tmp_path / f"{number}.json").write_text(json.dumps(data), "utf-8")
    files = sorted(tmp_path.iterdir())
    ran = nianbao("merge", *files, "-o", tmp_path / "a.xlsx", "--json")
    assert (codes(ran), ran.json["left_out"]) == (["U133"], ["丙局"])
    ran = nianbao("merge", *files, "-o", tmp_path / "a.xlsx", "--json", "--year", "2019")
    assert set(ran.json["left_out"]) == {"甲局", "乙局"}
    assert whole_of(tmp_path / "a.xlsx").year == 2019


def _last_year(this: dict[str, Any], off: int = 0) -> dict[str, Any]:
    """A report of the year before which this year's continues; one carried figure is off."""
    last = deepcopy(this)
    last["year"] -= 1
    carried = this["tables"]["requests"]["carried_in"]
    last["tables"]["requests"]["carried_out"] = dict(carried)
    last["tables"]["requests"]["carried_out"]["enterprise"] += off
    for table in ("article20_5", "article20_6"):
        for row in last["tables"][table].values():
            row["change"] = 0
    return last


def test_where_the_years_do_not_agree_is_said_by_unit() -> None:
    datas = [unit_data("甲局"), unit_data("乙局")]
    lasts = [_last_year(datas[0]), _last_year(datas[1], off=5)]
    units = [contribution(*pair) for pair in zip(datas, lasts, strict=True)]
    whole = merged(units, workbooks.form().declaration)
    carried = [f for f in whole.findings if f.code == "U138" and f.place.table == "requests"]
    assert {f.values["unit"] for f in carried} == {"乙局"}
    assert "5" in {(f.difference or "").lstrip("-") for f in carried}
    assert whole.report.prior is not None
    tables: Any = whole.report.prior["tables"]
    assert tables["requests"]["carried_out"]["enterprise"] == sum(
        last["tables"]["requests"]["carried_out"]["enterprise"] for last in lasts
    )


def test_last_years_sum_is_known_only_where_every_units_is() -> None:
    datas = [unit_data("甲局"), unit_data("乙局")]
    units = [contribution(datas[0], _last_year(datas[0])), contribution(datas[1])]
    assert merged(units, workbooks.form().declaration).report.prior is None


# Beyond one workbook


def test_many_units_are_parted_and_come_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "UNIT_FIGURES", replace_limit(500))
    files = []
    for name in "甲乙丙丁戊":
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(unit_data(f"{name}局")), "utf-8")
    output = tmp_path / "全区.xlsx"
    ran = nianbao("merge", *files, "-o", output, "--json")
    assert ran.code == 0
    assert codes(ran) == ["U141"]
    assert [Path(path).name for path in ran.json["outputs"]] == [
        "全区-1.xlsx", "全区-2.xlsx", "全区-3.xlsx", "全区.xlsx",
    ]  # fmt: skip
    whole = whole_of(output)
    assert [len(whole_of(Path(path)).units) for path in ran.json["outputs"]] == [2, 2, 1, 3]
    assert whole.figures == of(*(unit_data(f"{name}局") for name in "甲乙丙丁戊")).report.figures
    assert not [f for f in check_report(output, desk_of()).findings if f.code[0] == "U"]


def test_parts_keep_districts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "UNIT_FIGURES", replace_limit(400))
    form: Form = workbooks.form()
    units = [
        contribution(unit_data(f"{n}局"), district=d)
        for n, d in zip("甲乙丙丁", "东西东西", strict=True)
    ]
    parts = parted(units, form.declaration)
    assert [[unit.district for unit in part] for part in parts] == [["东", "东"], ["西", "西"]]
    assert merging.part_name(parts[0], 1) == "1. 东"
