"""This year's report beside last year's: chains of reports, the seam of editions, slips.

A series of one agency in which every identity holds and every carried figure is right; each
test alters one thing in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from compiler.edges.machine import desk_of
from compiler.format.form import Form
from compiler.pipeline import check_report, compile_report
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity, status
from compiler.workbook.layout import layout_of
from tests.support.examples import Data, clean_data, declaration_of, put, report_of, workbook_of
from tests.support.running import nianbao

NEW, OLD = declaration_of("disclosure-2021"), declaration_of("disclosure-2019")
APPLICANTS = tuple(c.id for c in NEW.table("requests").columns if c.id != "total")
DOCUMENTS = ("rules", "normative_documents")
PARAGRAPH = "本机关认真履行公开职责，公开的内容不断丰富，公开的渠道不断拓宽，群众满意度进一步提高。"
Changes = Mapping[FigureId, int]


def request(row: str, column: str) -> FigureId:
    return FigureId("requests", row, column)


def edition(year: int) -> Form:
    return NEW if year >= 2021 else OLD


@cache
def carried_out(year: int) -> dict[str, int]:
    return {column: (3 * year + 5 * n) % 7 + 2 for n, column in enumerate(APPLICANTS)}


def series(year: int) -> Data:
    """The report of a year in a series without a fault."""
    data = clean_data(edition(year), year)
    for n, column in enumerate(APPLICANTS):
        inside, outside = carried_out(year - 1)[column], carried_out(year)[column]
        granted = 10 + (year + n) % 5
        rows = {"carried_in": inside, "granted": granted, "handled": granted}
        rows |= {"carried_out": outside, "received": granted + outside - inside}
        for row, number in rows.items():
            put(data, request(row, column), number)
    retotal(data)
    if edition(year) is NEW:
        for row in DOCUMENTS:
            put_documents(data, row, made=year - 2018, repealed=1)
            put(data, FigureId("article20_1", row, "in_force"), in_force(year))
    return data


def in_force(year: int) -> int:
    return 15 if year == 2020 else in_force(year - 1) + year - 2018 - 1


def put_documents(data: Data, row: str, **columns: int) -> None:
    for column, number in columns.items():
        put(data, FigureId("article20_1", row, column), number)


def retotal(data: Data) -> None:
    for cells in data["tables"]["requests"].values():
        cells["total"] = sum(cells[column] for column in APPLICANTS)


def altered(data: Data, changes: Changes) -> Data:
    """These figures are more by so much; the totals of the applicants follow."""
    for figure, step in changes.items():
        data["tables"][figure.table][figure.row][figure.column] += step
    retotal(data)
    return data


def saved(data: Data, folder: Path) -> Path:
    form = edition(data["year"])
    path = folder / f"{data['year']}.xlsx"
    path.write_bytes(workbook_of(report_of(data, form), form))
    return path


def checked(this: Data, last: Data, folder: Path) -> list[Finding]:
    """What comparing with last year brings up, beside the advice that nothing changed."""
    found = check_report(saved(this, folder), desk_of(), prior=saved(last, folder)).findings
    return [f for f in found if f.code not in ("Y601", "Y602")]


# Chains


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_a_series_without_a_fault(year: int, tmp_path: Path) -> None:
    assert checked(series(year), series(year - 1), tmp_path) == []


@pytest.mark.parametrize("year", [2022, 2023])
@pytest.mark.parametrize("column", APPLICANTS)
@pytest.mark.parametrize("altered_year", ["this", "last"])
def test_a_carried_figure_altered(
    year: int, column: str, altered_year: str, tmp_path: Path
) -> None:
    """One more carried in here, or carried out there, within reports that hold in themselves."""
    this, last = series(year), series(year - 1)
    if altered_year == "this":
        altered(this, {request("carried_in", column): 1, request("received", column): -1})
    else:
        altered(last, {request("carried_out", column): 1, request("received", column): 1})
    (found,) = checked(this, last, tmp_path)
    assert_at(found, request("carried_in", column))
    assert (found.code, found.rule) == ("Y301", "carried-from-last-year")
    assert found.difference == ("1" if altered_year == "this" else "-1")
    assert f"{year}年报告表三" in found.message("zh")
    assert f"{year - 1}年报告的四、结转下年度继续办理 {found.expected}" in found.message("zh")
    assert str(year) in found.message("en")
    assert f"{year - 1}'s" in found.message("en")
    (total,) = found.consequences
    assert (total.rule, total.place.column) == ("carried-from-last-year", "total")


def assert_at(found: Finding, figure: FigureId) -> None:
    assert figure == (found.place.table, found.place.row, found.place.column)
    assert found.place.cell == layout_of(NEW).addresses[figure].cell


@pytest.mark.parametrize("year", [2022, 2023])
@pytest.mark.parametrize("row", DOCUMENTS)
def test_documents_in_force_altered(year: int, row: str, tmp_path: Path) -> None:
    figure = FigureId("article20_1", row, "in_force")
    (found,) = checked(altered(series(year), {figure: 1}), series(year - 1), tmp_path)
    assert_at(found, figure)
    assert (found.code, found.level) == ("Y301", Severity.WARNING)
    assert f"{year - 1}年报告的现行有效件数 {in_force(year - 1)}" in found.message("zh")


def test_more_repealed_than_there_were(tmp_path: Path) -> None:
    figure = FigureId("article20_1", "rules", "repealed")
    this = altered(series(2022), {figure: 90, figure._replace(column="in_force"): -10})
    found = checked(this, series(2021), tmp_path)
    assert [(f.code, f.level) for f in found] == [
        ("Y401", Severity.ERROR), ("Y301", Severity.WARNING)
    ]  # fmt: skip
    assert_at(found[0], figure)


def test_two_columns_wrong_are_two_findings_and_one_total(tmp_path: Path) -> None:
    steps = {"natural_person": 1, "other": 2}
    changes = {request("carried_in", c): s for c, s in steps.items()}
    changes |= {request("received", c): -s for c, s in steps.items()}
    found = checked(altered(series(2022), changes), series(2021), tmp_path)
    assert sorted(f.place.column or "" for f in found) == sorted(steps)
    assert sum(len(f.consequences) for f in found) == 1


# The seam of editions


def test_across_the_seam_requests_continue(tmp_path: Path) -> None:
    this = altered(
        series(2021), {request("carried_in", "other"): 1, request("received", "other"): -1}
    )
    (found,) = checked(this, series(2020), tmp_path)
    assert_at(found, request("carried_in", "other"))
    assert "2020年报告的四、结转下年度继续办理" in found.message("zh")


def test_across_the_seam_documents_are_not_compared(tmp_path: Path) -> None:
    """对外公开总数量 of 2019's form is not 现行有效件数."""
    last = series(2020)
    for row in DOCUMENTS:
        put_documents(last, row, published=3, total_public=900)
    this = altered(series(2021), {FigureId("article20_1", "rules", "in_force"): 40})
    assert checked(this, last, tmp_path) == []


def test_items_of_the_older_form_continue(tmp_path: Path) -> None:
    """2019's form: 上一年项目数量 is last year's, and its 增/减."""
    licences = FigureId("article20_5", "licences", "previous")
    last, this = series(2019), series(2020)
    put(last, licences, 12)
    put(last, licences._replace(column="change"), -2)
    put(this, licences, 11)
    (found,) = checked(this, last, tmp_path)
    assert (found.rule, found.expected, found.actual) == ("items-from-last-year", "10", "11")
    assert "2019年报告的" in found.message("zh")


# Jumps, and what a slip explains


def with_penalties(year: int, number: int) -> Data:
    data = series(year)
    put(data, FigureId("article20_6", "penalties", "decisions"), number)
    return data


@pytest.mark.parametrize(
    ("before", "now", "jumps"),
    [(20, 61, True), (20, 60, False), (19, 900, False), (60, 19, True), (60, 20, False)],
)
def test_jumps(before: int, now: int, jumps: bool, tmp_path: Path) -> None:
    found = checked(with_penalties(2022, now), with_penalties(2021, before), tmp_path)
    assert [f.code for f in found] == (["Y501"] if jumps else [])
    for finding in found:
        assert f"2021年是 {before}，2022年是 {now}" in finding.message("zh")


def test_a_jump_explained_passes_until_a_figure_changes(tmp_path: Path) -> None:
    last = with_penalties(2021, 20)
    (jump,) = checked(with_penalties(2022, 61), last, tmp_path)
    slip = {"token": jump.token, "reason": "开展了专项执法行动。"}
    (explained,) = checked({**with_penalties(2022, 61), "slips": [slip]}, last, tmp_path)
    assert (explained.slip_state, status([explained])) == ("valid", "clean")
    (stale,) = checked({**with_penalties(2022, 65), "slips": [slip]}, last, tmp_path)
    assert (stale.slip_state, status([stale])) == ("stale", "warnings")
    last = with_penalties(2021, 21)
    (stale,) = checked({**with_penalties(2022, 64), "slips": [slip]}, last, tmp_path)
    assert stale.slip_state == "stale"


def test_an_error_that_may_be_explained_blocks_until_it_is(tmp_path: Path) -> None:
    step = {request("carried_in", "other"): 1, request("received", "other"): -1}
    last = saved(series(2021), tmp_path)
    this = altered(series(2022), step)
    blocked = compile_report(saved(this, tmp_path), desk_of(), prior=last)
    assert blocked.document is None
    (error,) = (f for f in blocked.findings if f.level is Severity.ERROR)
    assert error.explainable
    this["slips"] = [{"token": error.token, "reason": "上年报告发布后更正过结转数。"}]
    compiled = compile_report(saved(this, tmp_path), desk_of(), prior=last)
    assert compiled.document is not None


# Copies, and the wrong report


def test_copied_tables_and_paragraphs_are_advice(tmp_path: Path) -> None:
    this, last = series(2022), series(2021)
    this["tables"], last["tables"] = series(2021)["tables"], series(2021)["tables"]
    for data in (this, last):
        data["narrative"]["introduction"] = [{"level": "body", "text": PARAGRAPH}]
    found = check_report(saved(this, tmp_path), desk_of(), prior=saved(last, tmp_path)).findings
    copies = [(f.code, f.place.table or f.place.section) for f in found if f.code[:2] == "Y6"]
    assert sorted(copies) == [
        ("Y601", "article20_1"), ("Y601", "requests"), ("Y602", "introduction"),
        ("Y602", "overview"),
    ]  # fmt: skip
    assert all(f.level is Severity.ADVICE for f in found if f.code[:2] == "Y6")


@pytest.mark.parametrize(("length", "copied"), [(29, False), (30, True)])
def test_of_a_short_paragraph_it_is_not_said_that_it_was_copied(
    length: int, copied: bool, tmp_path: Path
) -> None:
    this, last = series(2022), series(2021)
    text = PARAGRAPH[: length - 1] + "。"
    for data in (this, last):
        data["narrative"]["introduction"] = [{"level": "body", "text": text}]
    found = check_report(saved(this, tmp_path), desk_of(), prior=saved(last, tmp_path)).findings
    assert ("introduction" in [f.place.section for f in found if f.code == "Y602"]) is copied


def test_the_wrong_year_or_body_as_last_years_report(tmp_path: Path) -> None:
    last = series(2021)
    last["year"] = 2020
    last["agency"] = {"name": "另一县司法局"}
    last["format"] = "disclosure-2021"
    path = tmp_path / "last.json"
    path.write_text(json.dumps(last), "utf-8")
    found = check_report(saved(series(2022), tmp_path), desk_of(), prior=path).findings
    said = {f.code: f.message("zh") for f in found if f.code[:2] == "Y1"}
    assert said == {
        "Y101": "作为上年报告的“last.json”是 2020 年的，应是 2021 年的。",
        "Y102": "作为上年报告的“last.json”是“另一县司法局”的，本报告是“某某县司法局”的。",
    }


# Ways of giving last year's report, and a workbook begun from it


@pytest.mark.parametrize("form", ["xlsx", "json", "docx"])
def test_forms_of_last_years_report(form: str, tmp_path: Path) -> None:
    last = saved(series(2021), tmp_path)
    if form == "json":
        last = tmp_path / "2021.json"
        last.write_text(json.dumps(series(2021)), "utf-8")
    elif form == "docx":
        written = nianbao("compile", last, "-o", tmp_path / "2021.docx")
        assert written.code == 0, written.out
        last = tmp_path / "2021.docx"
    step = {request("carried_in", "research"): 1, request("received", "research"): -1}
    this = saved(altered(series(2022), step), tmp_path)
    found = nianbao("check", this, "--prior", last, "--json").json["findings"]
    told = [(f["code"], f["place"]["column"]) for f in found if f["severity"] == "error"]
    assert told == [("Y301", "research")]


def test_a_new_workbook_carries_over_what_last_year_left(tmp_path: Path) -> None:
    last, new = saved(series(2021), tmp_path), tmp_path / "new.xlsx"
    made = nianbao("new", "--format", "disclosure-2021", "--prior", last, "-o", new)
    assert made.code == 0, made.out
    reading = check_report(new, desk_of()).reading
    report = reading.report
    assert report is not None
    assert (report.year, report.name) == (2022, "某某县司法局")
    for column in APPLICANTS:
        assert report.figures[request("carried_in", column)] == carried_out(2021)[column]
    assert report.prior is not None
    assert report.prior["year"] == 2021
    book = openpyxl.load_workbook(new)
    for column in APPLICANTS:  # last year's values stand beside, greyed
        at = layout_of(NEW).prior_addresses[request("carried_out", column)]
        assert book[at.sheet][at.cell].value == carried_out(2021)[column]
