"""A report as data: the same from every source, every number exact, nothing else on stdout."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.edges.shelf import shelf_of
from compiler.report.data import to_data, to_json
from compiler.report.from_data import read_data
from compiler.values.dataclass import replace
from compiler.values.origin import Source
from tests.support.documents import good_document
from tests.support.running import nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, changed, good_report

DATA, WORKBOOK = SAMPLES / f"{GOOD}.json", SAMPLES / f"{GOOD}.xlsx"


def sample() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def validator() -> jsonschema.protocols.Validator:
    """The schema that `nianbao formats ID --json` publishes."""
    schema = nianbao("formats", "disclosure-2019", "--json").json["schema"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    document = tmp_path / "年报.docx"
    document.write_bytes(good_document())
    return {"xlsx": WORKBOOK, "json": DATA, "docx": document}


# The same data from every source


@pytest.mark.parametrize("kind", ["xlsx", "json", "docx"])
def test_every_source_gives_the_data_that_the_sample_was_made_from(
    sources: dict[str, Path], kind: str
) -> None:
    ran = nianbao("export", sources[kind])
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == sample()
    assert list(ran.json) == list(sample())


def test_what_is_exported_can_be_read_again_and_says_the_same(tmp_path: Path) -> None:
    once, again = tmp_path / "一.json", tmp_path / "二.json"
    assert nianbao("export", WORKBOOK, "-o", once).code == 0
    assert nianbao("export", once, "-o", again).code == 0
    assert once.read_bytes() == again.read_bytes()


def test_data_matches_its_published_schema(validator: jsonschema.protocols.Validator) -> None:
    for path in (WORKBOOK, DATA, SAMPLES / f"{FAULTY}.xlsx"):
        assert [*validator.iter_errors(nianbao("export", path).json)] == []


@pytest.mark.parametrize(
    "spoil",
    [
        {"format": "disclosure-2021"},
        {"year": "2020"},
        {"agency": {"naem": "某局"}},
        {"narrative": {"overview": [{"level": "heading1", "text": "总体"}]}},
        {"tables": {"requests": {"received": {"total": True}}}},
        {"tables": {"article20_2": {}}},
        {"extra": 1},
    ],
)
def test_the_schema_refuses_what_is_not_of_this_form(
    validator: jsonschema.protocols.Validator, spoil: dict[str, Any]
) -> None:
    assert validator.is_valid(sample())
    assert not validator.is_valid(sample() | spoil)


def test_all_that_a_report_may_carry_survives(
    tmp_path: Path, validator: jsonschema.protocols.Validator
) -> None:
    content = sample() | {
        "attachments": ["附件一：统计表"],
        "slips": [{"token": "C120-1-2", "reason": "没有此类事项", "by": "张三", "date": "2021-01-10"}],
        "archive": {"fonds": "0123", "retention": "永久"},
        "prior": {"source": "ab12", "requests": {"carried_out": {"total": 0.1}}},
    }  # fmt: skip
    report, workbook, document = (tmp_path / f"年报.{end}" for end in ("json", "xlsx", "docx"))
    report.write_text(json.dumps(content), "utf-8")
    new = ("new", "--format", "disclosure-2019", "--from")
    assert nianbao(*new, report, "-o", workbook).code == 0
    assert nianbao("compile", report, "-o", document).code == 0
    for path in (report, document, workbook):
        exported = nianbao("export", path).json
        validator.validate(exported)
        assert exported == content, path.suffix


# Exact numbers


@pytest.mark.parametrize(
    ("written", "exported"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("0.1", "0.1"),
        ("96171.6", "96171.6"),
        ("96171.60", "96171.6"),
        ("1e3", "1000"),
        ("999999999999999", "999999999999999"),
        ("1234567890123456", '"1234567890123456"'),
        ("0.30000000000000004", '"0.30000000000000004"'),
        ("1234567890123456789012345", '"1234567890123456789012345"'),
        ('"1234567890123456789012345"', '"1234567890123456789012345"'),
        ('"0.1"', "0.1"),
        ("null", "null"),
        ('"/"', '"/"'),
        ('"约3件"', '"约3件"'),
    ],
)
def test_a_number_is_the_decimal_that_was_written(
    tmp_path: Path, written: str, exported: str
) -> None:
    content = sample()
    content["tables"]["article20_9"]["procurement"]["amount"] = "HERE"
    report = tmp_path / "年报.json"
    report.write_text(json.dumps(content).replace('"HERE"', written), "utf-8")
    ran = nianbao("export", report)
    assert f'"amount": {exported}\n' in ran.out


def test_a_number_of_a_workbook_is_the_decimal_that_excel_shows(tmp_path: Path) -> None:
    content = sample()
    content["tables"]["article20_9"]["procurement"]["amount"] = 96171.6
    report, workbook = tmp_path / "年报.json", tmp_path / "年报.xlsx"
    report.write_text(json.dumps(content), "utf-8")
    assert nianbao("new", "--format", "disclosure-2019", "--from", report, "-o", workbook).code == 0
    assert '"amount": 96171.6\n' in nianbao("export", workbook).out


@settings(max_examples=60, deadline=None)
@given(st.decimals(-(10**15), 10**15, places=5) | st.integers(-(10**15), 10**15).map(Decimal))
def test_any_decimal_survives_exactly_and_never_as_a_float(number: Decimal) -> None:
    figure = next(f for f in good_report().figures if f.column == "amount")
    written = to_json(changed(good_report(), {figure: number}))
    # What is no string is exact as a binary float too: a program that knows only those is safe.
    value = json.loads(written)["tables"]["article20_9"]["procurement"]["amount"]
    assert isinstance(value, str | int) or Decimal(repr(value)) == number
    read = read_data(written.encode(), Source("", "json", ""), "", shelf_of(), None).report
    assert read is not None
    assert read.figures[figure] == number


# Where it goes


def test_standard_output_is_data_alone_and_findings_go_to_standard_error(tmp_path: Path) -> None:
    content = sample() | {"extra": 1}
    report = tmp_path / "年报.json"
    report.write_text(json.dumps(content), "utf-8")
    ran = nianbao("export", report)
    assert ran.code == 0
    assert ran.json == sample()
    assert "extra" in ran.err
    assert nianbao("export", report, "--strict").code == 3


def test_a_report_with_errors_is_exported_right_or_wrong() -> None:
    ran = nianbao("export", SAMPLES / f"{FAULTY}.xlsx")
    assert ran.json["tables"]["article20_6"]["penalties"]["decisions"] == "无"
    assert ran.json["tables"]["requests"]["refused_internal"]["research"] is None
    assert ran.json["tables"]["requests"]["granted"]["total"] == 1


def test_a_file_named_with_o_takes_the_data_and_stdout_the_findings(tmp_path: Path) -> None:
    target = tmp_path / "数据.json"
    target.write_bytes(b"old")
    ran = nianbao("export", WORKBOOK, "-o", target)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(target.read_text("utf-8")) == sample()
    assert str(target) in ran.out
    assert nianbao("export", WORKBOOK, "-o", target, "--json").json["outputs"] == [str(target)]


def test_what_cannot_be_read_leaves_standard_output_empty(tmp_path: Path) -> None:
    broken = tmp_path / "年报.json"
    broken.write_text('{"format": ', "utf-8")
    ran = nianbao("export", broken)
    assert (ran.code, ran.raw) == (2, b"")
    assert "年报.json" in ran.err
    assert nianbao("export", broken, "--json").json["status"] == "unreadable"


def test_data_is_utf8_whatever_the_console() -> None:
    assert nianbao("export", WORKBOOK, encoding="gbk").json == sample()


def test_an_output_is_never_an_input(tmp_path: Path) -> None:
    report = Path(shutil.copy(DATA, tmp_path / "年报.json"))
    before = report.read_bytes()
    assert nianbao("export", report, "-o", report).code == 2
    assert report.read_bytes() == before


_ENTRIES = st.dictionaries(st.text(max_size=8), st.text(max_size=12), max_size=4)
_WORDS = st.lists(st.text(max_size=20), max_size=3).map(tuple)


@given(_ENTRIES, _ENTRIES, _WORDS)
def test_data_is_laid_out_as_the_standard_library_does(
    agency: dict[str, str], archive: dict[str, str], attachments: tuple[str, ...]
) -> None:
    """With any text in it, empty parts too."""
    report = replace(good_report(), agency=agency, archive=archive, attachments=attachments)
    laid_out = json.dumps(to_data(report), ensure_ascii=False, indent=1)
    assert to_json(report) == f"{laid_out}\n"
