"""The final accounts of a department: the whole way, what breaks them, nothing, and very much.

The office and its figures are invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from compiler.document.compose import compose
from compiler.document.tree import TextBlock
from compiler.format.form import Form, form_with
from compiler.format.judgement import State, judgements
from compiler.pipeline import check_report, compile_report
from compiler.report.data import to_data
from compiler.report.prior import prior_of_report, record_of
from compiler.values.dataclass import replace
from tests.support.documents import desk_of, examined
from tests.support.examples import declaration_of, findings_of_data, read_example, report_of
from tests.support.running import nianbao
from tests.support.workbooks import SAMPLES

Data = dict[str, Any]
SAMPLE = "qinghe-culture-2023"
LISTS = ("receipts", "outlays", "public", "fund", "capital")


@cache
def form() -> Form:
    return declaration_of("final-accounts")


def sample() -> Data:
    data: Data = json.loads((SAMPLES / f"{SAMPLE}.json").read_text("utf-8"))
    return data


def line(data: Data, table: str, key: str = "total") -> Data:
    """The figures of one line of a table, whether the form has it or the office added it."""
    rows = data["tables"][table]
    if isinstance(rows, dict):
        return rows[key]  # type: ignore[no-any-return]
    (only,) = [each["figures"] for each in rows if each["key"] == key]
    return only  # type: ignore[no-any-return]


def told(data: Data) -> list[tuple[str, str | None]]:
    return [(f.code, f.rule) for f in findings_of_data(data, form())]


# The whole way


def test_what_may_stay_blank_is_not_asked_for() -> None:
    """Classes without spending are blank in both tables: nothing is left to be filled in."""
    report = report_of(sample(), form())
    own = form_with(form().declaration, report.lines)
    states = {j.state for j in judgements(report, own, None)}
    assert states == {State.HOLDS, State.NOT_ASKED}


def test_from_the_workbook_to_the_document_and_back(tmp_path: Path) -> None:
    book, target, out = SAMPLES / f"{SAMPLE}.xlsx", tmp_path / "决算.docx", tmp_path / "决算.json"
    assert check_report(book, desk_of()).findings == ()
    assert nianbao("compile", str(book), "-o", str(target)).code == 0
    assert nianbao("verify", str(target)).code == 0
    assert nianbao("export", str(target), "-o", str(out)).code == 0
    source = report_of(sample(), form())
    again = report_of(json.loads(out.read_text("utf-8")), form())
    assert (again.figures, again.narrative) == (source.figures, source.narrative)
    sealed = examined(target.read_bytes())
    assert (sealed.status, sealed.changes) == ("intact", ())


def test_every_table_stands_in_its_place_and_says_so_where_it_is_empty() -> None:
    blocks = compose(report_of(sample(), form()), form()).blocks
    texts = [b.text for b in blocks if isinstance(b, TextBlock)]
    assert [t for t in texts if t.startswith("第")] == [
        "第一部分　部门概况", "第二部分　2023年度部门决算表", "第三部分　2023年度部门决算情况说明",
        "第四部分　名词解释",
    ]  # fmt: skip
    for words in (
        "本部门无政府性基金预算财政拨款收入支出，本表为空。",
        "本部门无国有资本经营预算财政拨款支出，本表为空。",
        "本部门2023年度无政府性基金预算财政拨款收入支出。",
        "年初结转和结余23.40万元",  # quoted with the decimals of its cell
    ):
        assert any(words in text for text in texts), words


def test_the_blank_workbook_is_the_forms(tmp_path: Path) -> None:
    made = tmp_path / "空表.xlsx"
    assert nianbao("new", "--format", "final-accounts", "--year", "2024", "-o", str(made)).code == 0
    reading = check_report(made, desk_of())
    assert {f.code for f in reading.findings} == {"C120", "S101", "S110"}


# What breaks them


def _income(data: Data) -> None:
    line(data, "receipts", "2070104")["granted"] += 9
    for key in ("2070104", "20701", "207", "total"):
        line(data, "receipts", key)["total"] += 9
    for key in ("20701", "207", "total"):
        line(data, "receipts", key)["granted"] += 9


def _subtotal(data: Data) -> None:
    for column in ("project", "total"):
        line(data, "outlays", "20701")[column] += 30


def _three(data: Data) -> None:
    line(data, "three", "amount")["guests"] = 1.82


def _basic(data: Data) -> None:
    for row in ("e30101", "e301", "total"):
        line(data, "staff", row)["amount"] += 60


def _blocks(data: Data) -> None:
    for row in ("carried_out", "all"):
        line(data, "spending", row)["amount"] += 2


def _fund(data: Data) -> None:
    """A fund in the summary whose own table says that there is none."""
    for row in ("fund", "total", "all"):
        line(data, "grants", row)["amount"] += 5


def _rounding(data: Data) -> None:
    """A total added up before it was rounded: a cent is no mistake."""
    line(data, "spending", "total")["amount"] = 1195.17
    line(data, "spending", "carried_out")["amount"] = 20.39


@pytest.mark.parametrize(
    ("edit", "rules"),
    [
        (_income, {"grants-in-receipts"}),
        (_subtotal, {"subtotals"}),
        (_three, {"three-spent"}),
        (_basic, {"basic-in-public"}),
        (_blocks, {"balance"}),
        (_fund, {"fund-income"}),
        (_rounding, set()),
    ],
)
def test_what_does_not_agree_is_told_by_its_rule(
    edit: Callable[[Data], None], rules: set[str]
) -> None:
    data = sample()
    edit(data)
    assert rules <= {rule for _, rule in told(data)}
    assert bool(rules) == bool(told(data))


@pytest.mark.parametrize(
    ("factor", "words"), [("0.8", "增长25.0%"), ("2", "下降50.0%"), ("1", "与上年持平")]
)
def test_growth_is_said_in_words(factor: str, words: str) -> None:
    """The spending of last year, kept with the report, decides which word stands there."""
    data = sample()
    data["narrative"]["on_balance"] = [{"level": "body", "text": "本年支出比上年{本年支出增减}。"}]
    read = read_example(data, form())
    assert read.report is not None
    assert read.form is not None
    was = {
        f: v * Decimal(factor) if isinstance(v, Decimal) else v
        for f, v in read.report.figures.items()
    }
    last = replace(read.report, year=2022, figures=was)
    data["prior"] = record_of(prior_of_report(last, read.form, read.form))
    now = read_example(data, form())
    assert now.report is not None
    assert now.form is not None
    blocks = compose(now.report, now.form).blocks
    assert [b.text for b in blocks if isinstance(b, TextBlock) and "比上年" in b.text] == [
        f"本年支出比上年{words}。"
    ]


@pytest.mark.parametrize(("number", "told"), [("145.25", []), ("145.52", ["ADVICE"])])
def test_a_line_of_several_tables_is_that_of_any_of_them(number: str, told: list[str]) -> None:
    """群众文化 is a line of three tables with two figures; no word tells which is meant."""
    data = sample()
    data["narrative"]["on_public"][2]["text"] = f"群众文化{number}万元，用于送戏下乡和文艺汇演。"
    found = findings_of_data(data, form())
    assert [(f.severity or f.kind.severity).name for f in found] == told


# Nothing, and very much


def nothing() -> Data:
    """An office that received and spent nothing: every table empty or 0, no line added."""
    data = sample()
    for table in data["tables"]:
        if table in LISTS:
            rows = [r for r in data["tables"][table] if r["key"] == "total"]
            zero = None if table in ("public", "fund", "capital") else 0
            rows[0]["figures"] = dict.fromkeys(rows[0]["figures"], zero)
            data["tables"][table] = rows
        else:
            for row in data["tables"][table].values():
                row.update(dict.fromkeys(row, 0))
    for section, paragraphs in data["narrative"].items():
        if section.startswith("on_") and section != "on_others":
            paragraphs[:] = [{"level": "body", "text": "本部门本年度没有这项收支，不作说明。"}]
    return data


def test_an_office_without_a_line() -> None:
    data = nothing()
    assert told(data) == []
    assert to_data(report_of(data, form()))["tables"]["outlays"] == data["tables"]["outlays"]
    texts = [
        b.text for b in compose(report_of(data, form()), form()).blocks if isinstance(b, TextBlock)
    ]
    assert any("本部门无一般公共预算财政拨款支出，本表为空。" in text for text in texts)


def three_hundred() -> Data:
    """The sample, and lines of 其他支出 up to 300 in the table of spending, 0.01 on each."""
    data = sample()
    rows = data["tables"]["outlays"]

    def add(key: str, label: str, items: int) -> None:
        figures = dict.fromkeys(rows[0]["figures"], 0)
        figures["project"] = figures["total"] = round(items / 100, 2)
        rows.append({"key": key, "label": label, "figures": figures})

    add("229", "其他支出", 282)
    for group in (1, 2, 3):
        add(f"2290{group}", f"其他支出第{group}款", 94)
        for item in range(1, 95):
            add(f"2290{group}{item:02}", f"其他支出第{group}款第{item}项", 1)
    for column in ("project", "total"):
        rows[0]["figures"][column] = round(rows[0]["figures"][column] + 2.82, 2)
    for row, more in (("c229", 2.82), ("total", 2.82), ("carried_out", -2.82)):
        figures = line(data, "spending", row)
        figures["amount"] = round((figures["amount"] or 0) + more, 2)
    return data


def test_three_hundred_lines_stand_under_heads_that_are_repeated(tmp_path: Path) -> None:
    path, data = tmp_path / "多.json", three_hundred()
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    compiled = compile_report(path, desk_of())
    assert compiled.findings == ()
    assert compiled.document is not None
    (long,) = [t for t in docx.Document(BytesIO(compiled.document)).tables if len(t.rows) > 300]
    heads = [r for r in long.rows if r._tr.xpath("./w:trPr/w:tblHeader")]
    assert (len(heads), len(long.rows)) == (3, 3 + 1 + 300)
    assert examined(compiled.document).report == report_of(data, form())
    line(data, "outlays", "2290350")["total"] += 7
    assert [f.place.row for f in findings_of_data(data, form())] == ["2290350"]
