"""A report whose office adds rows: from data to the document and back, and the year after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compiler.checks.every_check import check
from compiler.commands.exit_codes import DONE
from compiler.document.compose import compose
from compiler.document.tree import TextBlock
from compiler.format.form import form_of
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.main_parts import main_parts
from compiler.ooxml.words.visible import seen_in
from compiler.report.data import to_data, to_json
from compiler.report.match import match
from compiler.report.prior import own_prior, prior_of_report, record_of
from compiler.values.figures import FigureId
from compiler.values.findings import Finding
from compiler.values.origin import Source
from tests.support.documents import figures, tables
from tests.support.running import nianbao
from tests.support.spending import PATH, Data, accounts, declared, reading_of, spending


def found(data: Data) -> tuple[Finding, ...]:
    return check(reading_of(data))


def row(data: Data, key: str) -> Data:
    (only,) = [each for each in data["tables"]["spending"] if each["key"] == key]
    return only["figures"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("items", [0, 1, 12, 60])
def test_accounts_that_add_up(items: int) -> None:
    data = accounts(items)
    assert found(data) == ()
    report = reading_of(data).report
    assert report is not None
    assert to_data(report) == data
    assert reading_of(json.loads(to_json(report))).report == report


def test_a_wrong_subtotal_is_found_where_it_is() -> None:
    data = accounts(12)
    for column in ("project", "total"):
        row(data, "2010102")[column] += 7
    (told,) = found(data)
    assert (told.code, told.rule, told.place.row) == ("T201", "subtotals", "20101")
    assert told.place.label == "20101 第20101款 / 项目支出"
    assert [c.rule for c in told.consequences] == ["subtotals"]


def test_what_the_list_has_no_place_for() -> None:
    data = spending(["201 公共服务"])
    rows = data["tables"]["spending"]
    rows[1]["level"] = 3
    rows[1]["figures"]["extra"] = 1
    rows[0]["sum"] = 1
    rows.append({"label": "无编码"})
    told = [(f.code, f.place.label) for f in reading_of(data).findings]
    assert told == [
        ("W221", "tables.spending[1].sum"),
        ("W222", "tables.spending[3]"),
        ("W222", "tables.spending[2].level"),
        ("W232", "tables.spending.201.extra"),
    ]
    data["tables"]["spending"] = {"total": {}}
    assert [f.code for f in reading_of(data).findings] == ["W222"]


def test_last_year_is_matched_by_key() -> None:
    """The line keeps its figures where its name changed; one that is gone is on record still."""
    last, now = accounts(7, 2021), accounts(6)
    now["tables"]["spending"][3]["label"] = "改了名称"
    was, reading = reading_of(last), reading_of(now)
    assert was.report
    assert was.form
    assert reading.form
    prior = prior_of_report(was.report, was.form, reading.form)
    assert prior.figures == was.report.figures
    now["prior"] = record_of(prior)
    again = reading_of(now)
    assert again.report
    assert again.form
    kept = own_prior(again.report, again.form)
    assert kept
    assert (kept.figures, kept.lines) == (prior.figures, prior.lines)
    assert FigureId("spending", "2010202", "basic") in kept.figures
    assert FigureId("spending", "2010202", "basic") not in again.report.figures


def test_figures_of_lines_are_quoted_by_key() -> None:
    data = accounts(3)
    text = "本年支出{本年支出}万元，其中{支出 20101}万元、{支出 2010102}万元。"
    data["narrative"]["notes"][0]["text"] = text
    assert found(data) == ()
    report, form = reading_of(data).report, reading_of(data).form
    assert report
    assert form
    shown = compose(report, form).blocks[-1]
    assert isinstance(shown, TextBlock)
    assert shown.text == "本年支出57万元，其中57万元、19万元。"
    data["narrative"]["notes"][0]["text"] = "其中{支出 20102}万元。"
    assert [f.code for f in found(data)] == ["P101"]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Data]:
    """A document of 300 lines."""
    folder, data = tmp_path_factory.mktemp("long"), accounts(240)
    source = folder / "决算.json"
    source.write_text(json.dumps(data), "utf-8")
    done = nianbao("compile", source, "--format", PATH, "-o", folder / "决算.docx", "--json")
    assert (done.code, done.json["findings"]) == (DONE, [])
    return folder / "决算.docx", data


def test_the_document_shows_just_the_lines_there_are(long: tuple[Path, Data]) -> None:
    document, data = long
    rows = data["tables"]["spending"]
    assert len(rows) == 301
    (table,) = tables(document.read_bytes())
    wanted = [
        [
            r.get("key"),
            r.get("label"),
            *(str(r["figures"][c]) for c in ("total", "basic", "project")),
        ]
        for r in rows
    ]
    total, *lines = table[2:]
    assert lines == wanted[1:]
    assert total == ["合计", *wanted[0][2:]]
    assert document.read_bytes().count(b"<w:tblHeader/>") == 2


def test_the_document_is_verified(long: tuple[Path, Data]) -> None:
    document, _ = long
    assert nianbao("verify", document, "--format", PATH, "--json").json["status"] == "intact"


def test_the_lines_are_read_from_what_the_document_shows(long: tuple[Path, Data]) -> None:
    document, data = long
    package = open_package(document.read_bytes(), "a.docx", "docx")
    assert isinstance(package, Package)
    reading = match(seen_in(main_parts(package)), form_of(declared()), Source("", "docx", ""))
    report = reading_of(data).report
    assert reading.findings == ()
    assert reading.report is not None
    assert report is not None
    assert reading.report.lines == report.lines
    assert reading.report.figures == report.figures


def test_no_line_at_all(tmp_path: Path) -> None:
    source = tmp_path / "决算.json"
    source.write_text(json.dumps(accounts(0)), "utf-8")
    assert nianbao("compile", source, "--format", PATH, "-o", tmp_path / "决算.docx").code == DONE
    assert figures((tmp_path / "决算.docx").read_bytes())
