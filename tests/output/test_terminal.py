"""What a person reads on a terminal, on any console, and what a program reads as JSON."""

from __future__ import annotations

import io
import json
import re

import pytest

from compiler.edges import console
from compiler.edges.console import language, make_lenient, terminal_width
from compiler.output.record import dumps, record
from compiler.output.sentences import numbers_of, verdict_line
from compiler.output.terminal import render
from compiler.report.outcome import Outcome
from compiler.report.reading import Reading
from compiler.text.language import Text
from compiler.text.widths import display_width, wrap
from compiler.values.dataclass import replace
from compiler.values.findings import Consequence, Finding, Kind, Place, Severity
from compiler.values.report import Report, Slip

UNBALANCED = Kind(
    code="T301",
    name="unbalanced-column",
    severity=Severity.ERROR,
    message=Text(
        "{column}列不平衡：60 + 2 = 62，59 + 2 = 61。",
        "The column {column} does not balance: 60 + 2 = 62, 59 + 2 = 61.",
    ),
    hint=Text(
        "请核对该列的上年结转与结转下年度，再核对各办理结果。",
        "Check what was carried in and out, then each outcome.",
    ),
    page=Text("", ""),
)
BLANKS = Kind(
    code="C110",
    name="blank-figures",
    severity=Severity.WARNING,
    message=Text("表中有 3 个数字没有填。", "3 figures of the table are blank."),
    hint=Text("没有发生的请填 0。", "Write 0 if there were none."),
    page=Text("", ""),
)
OPEN = Kind(
    code="W154",
    name="open-elsewhere",
    severity=Severity.ADVICE,
    message=Text("文件“年报.xlsx”正在别的程序中打开。", 'The file "年报.xlsx" is open elsewhere.'),
    hint=Text("", ""),
    page=Text("", ""),
)
SLIP = Slip("C110-1-2", "旧系统数据未导入", "张三", "2021-01-20")
FINDINGS = (
    Finding(
        UNBALANCED,
        Place("年报.xlsx", "收到和处理申请", "B28", "requests", label="三、（七）总计 / 自然人"),
        {"column": "自然人"},
        expected="60",
        actual="59",
        difference="-1",
        rule="requests-balance",
        related=(Place(sheet="收到和处理申请", cell="B6", label="一、本年新收"),),
        consequences=(Consequence("requests-total", Place(cell="H28")),) * 2,
    ),
    Finding(
        BLANKS,
        Place(section="overview", paragraph=3),
        slip=SLIP,
        slip_state="stale",
    ),
    Finding(OPEN),
)

CHINESE = """\
✗ 不能定稿：有 1 处错误、1 处警告、1 条提示。

✗ 错误 T301  收到和处理申请 B28
    三、（七）总计 / 自然人
    自然人列不平衡：60 + 2 = 62，59 + 2 = 61。
    应为 60，实为 59，相差 -1
    怎么改：请核对该列的上年结转与结转下年度，再核对各
    办理结果。
    相关：B6 一、本年新收
    另有 2 条核对因此不成立或无法计算。

! 警告 C110  一、总体情况 第 3 段
    表中有 3 个数字没有填。
    怎么改：没有发生的请填 0。
    原有的情况说明已失效，数值已不是当时的数值：旧系统
    数据未导入（张三，2021-01-20）
    若情况属实，可写情况说明，编号：
    TOKEN

· 提示 W154
    文件“年报.xlsx”正在别的程序中打开。

已写出：年报.docx
"""
ENGLISH = """\
✗ Not ready to go out: 1 error, 1 warning, 1 piece of
  advice.

✗ error T301  收到和处理申请 B28
    三、（七）总计 / 自然人
    The column 自然人 does not balance: 60 + 2 = 62,
    59 + 2 = 61.
    Expected 60, found 59, difference -1
    To mend it: Check what was carried in and out,
    then each outcome.
    See also: B6 一、本年新收
    Because of this, 2 more checks fail or cannot be
    computed.

! warning C110  一、总体情况 paragraph 3
    3 figures of the table are blank.
    To mend it: Write 0 if there were none.
    The slip no longer applies, the values have
    changed since: 旧系统数据未导入 (张三, 2021-01-20)
    If it is so, write a slip against:
    TOKEN

· advice W154
    The file "年报.xlsx" is open elsewhere.

Written: 年报.docx
"""


def rendered(language: str, **options: object) -> str:
    text = render(
        FINDINGS,
        language,  # type: ignore[arg-type]
        [(verdict_line(FINDINGS, language), False)],  # type: ignore[arg-type]
        width=54,
        headings={"overview": "一、总体情况"},
        outputs=["年报.docx"],
        **options,  # type: ignore[arg-type]
    )
    return text.replace(FINDINGS[1].token, "TOKEN")


# Findings


def test_findings_in_chinese() -> None:
    assert rendered("zh") == CHINESE


def test_findings_in_english() -> None:
    assert rendered("en") == ENGLISH


def test_colour_changes_no_word() -> None:
    coloured = rendered("zh", colour=True)
    assert coloured != CHINESE
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == CHINESE


def test_quiet_leaves_out_advice_alone() -> None:
    quiet = rendered("zh", quiet=True)
    assert "W154" not in quiet
    assert "已写出：年报.docx" in quiet
    assert "T301" in quiet


@pytest.mark.parametrize(
    ("findings", "strict", "chinese", "english"),
    [
        ((), False, "可以定稿：没有发现问题。", "Ready to go out: nothing was found wrong."),
        (FINDINGS[1:2], False, "可以定稿，另有 1 处警告。", "Ready to go out, with 1 warning."),
        (FINDINGS[1:2], True, "不能定稿：有 1 处警告。", "Not ready to go out: 1 warning."),
        (FINDINGS[:1] * 2, False, "不能定稿：有 2 处错误。", "Not ready to go out: 2 errors."),
    ],
)
def test_the_verdict_says_whether_the_report_can_go_out(
    findings: tuple[Finding, ...], strict: bool, chinese: str, english: str
) -> None:
    assert verdict_line(findings, "zh", strict=strict) == chinese
    assert verdict_line(findings, "en", strict=strict) == english


def test_a_valid_slip_lets_a_finding_pass_and_is_shown() -> None:
    explained = Finding(BLANKS, slip=SLIP, slip_state="valid", explainable=True)
    assert verdict_line([explained], "zh", strict=True) == "可以定稿：问题都已写情况说明（1 处）。"
    both = [explained, *FINDINGS[1:2]]
    assert verdict_line(both, "zh") == "可以定稿，另有 1 处警告；已写情况说明的 1 处。"
    english = "Ready to go out, with 1 warning; explained by a slip: 1."
    assert verdict_line(both, "en") == english
    text = render([explained], "zh")
    assert "已说明：旧系统数据未导入（张三，2021-01-20）" in text
    assert "编号" not in text


def test_the_token_is_shown_for_what_a_slip_can_explain() -> None:
    for kind, explainable, shown in (
        (UNBALANCED, False, False),
        (UNBALANCED, True, True),
        (BLANKS, False, True),
        (OPEN, True, False),
        (BLANKS._replace(of_report=False), False, False),
    ):
        finding = Finding(kind, values={"column": "自然人"}, explainable=explainable)
        assert finding.can_be_explained is shown
        assert (finding.token in render([finding], "zh")) is shown


def test_what_the_message_names_is_not_said_again_as_related() -> None:
    kind = Kind(
        "C120", "blanks", Severity.WARNING, Text("空着：{cells}。", ""), Text("", ""), Text("", "")
    )
    cells = [Place(sheet="表", cell=cell, table="t") for cell in ("B3", "B33", "C4")]
    found = Finding(kind, Place(sheet="表", table="t"), {"cells": "B33、C4"}, related=tuple(cells))
    assert "相关：B3\n" in render([found], "zh")
    cells = [Place(sheet="表", cell=cell, table="t") for cell in ("B3", "C3", "C4", "D4", "B33")]
    found = Finding(kind, Place(sheet="表", table="t"), {"cells": "B3:C4"}, related=tuple(cells))
    assert "相关：D4；B33\n" in render([found], "zh")

    rows = [Place(table="t", label=f"{row} / 件数") for row in ("规章", "其他")]
    found = Finding(kind, Place(table="t"), {"cells": "“规章”"}, related=tuple(rows))
    assert "相关：其他 / 件数\n" in render([found], "zh")


def test_a_row_beside_in_the_same_section_is_named_without_it() -> None:
    kind = Kind("Y301", "y", Severity.WARNING, Text("不符。", ""), Text("", ""), Text("", ""))
    places = [
        Place(section="two", table="t", label="规章 / 件数"),
        Place(section="three", label="乙"),
    ]
    own = Place(section="two", table="t", label="规章 / 数量")
    found = Finding(kind, own, related=tuple(places))
    text = render([found], "zh", headings={"two": "二、表", "three": "三、表"})
    assert "相关：规章 / 件数；三、表 乙\n" in text


def test_files_are_named_when_there_is_more_than_one() -> None:
    findings = [
        Finding(BLANKS, Place(file=name, sheet="封面")) for name in ("甲/今年.xlsx", "去年.xlsx")
    ]
    assert "今年.xlsx 封面" in render(findings, "zh")
    assert "今年.xlsx" not in render(findings[:1], "zh")


def test_a_cell_cannot_command_the_terminal() -> None:
    finding = Finding(BLANKS, Place(sheet="\x1b]0;x\x07", cell="A1", label="甲\n乙\u202e丙"))
    text = render([finding], "zh")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "    甲 乙丙\n" in text


# Consoles


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "✓ ✗ — “年” ≥ −1 … ？\n"),
        ("gbk", "√ × — “年” ≥ -1 … ？\n"),
        ("cp437", '√ x - "?" ≥ -1 ... ?\n'),
        ("ascii", 'v x - "?" >= -1 ... ?\n'),
    ],
)
def test_no_code_page_makes_output_fail(encoding: str, shown: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    make_lenient(stream)
    stream.write("✓ ✗ — “年” ≥ −1 … ？\n")
    stream.flush()
    assert stream.buffer.getvalue().decode(encoding) == shown


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp437", "ascii", "cp1252", "big5"])
@pytest.mark.parametrize("text", [CHINESE, ENGLISH, "\udcff\U0001f600\ufffe①㈠"])
def test_everything_can_be_written_anywhere(encoding: str, text: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    make_lenient(stream)
    stream.write(text)
    stream.flush()


def test_a_gbk_console_loses_no_chinese() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="gbk", newline="\n")
    make_lenient(stream)
    stream.write(CHINESE)
    stream.flush()
    shown = stream.buffer.getvalue().decode("gbk")
    assert shown == CHINESE.replace("✗", "×")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "fr_FR.UTF-8"}, "zh"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
    ],
)
def test_the_language_is_the_locales_else_chinese(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == expected
    assert language("en") == "en"
    assert language("zh") == "zh"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert console.uses_colour(Terminal())
    assert not console.uses_colour(io.StringIO())
    monkeypatch.setenv("TERM", "dumb")
    assert not console.uses_colour(Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.uses_colour(Terminal())


@pytest.mark.parametrize(("columns", "width"), [("", 80), ("60", 60), ("10", 40), ("300", 100)])
def test_lines_are_as_wide_as_is_pleasant(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width(io.StringIO()) == width


# Widths


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("年报", 4), ("（一）", 6), ("e\u0301", 1), ("B28", 3), ("", 0)]
)
def test_chinese_characters_are_two_columns_wide(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("政府信息公开", 8, ["政府信息", "公开"]),
        ("政府信息，公开", 8, ["政府信", "息，公开"]),  # no comma opens a line
        ("政府信（公开）", 8, ["政府信", "（公开）"]),  # no bracket closes one
        ("应为 96171.6 万元", 10, ["应为", "96171.6 万", "元"]),  # numbers stay whole
        ("one two three", 7, ["one two", "three"]),
        ("/a/very/long/path.xlsx", 8, ["/a/very/long/path.xlsx"]),
        ("", 8, [""]),
    ],
)
def test_lines_break_where_typesetting_allows(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_following_lines_stand_under_the_first() -> None:
    assert wrap("政府信息公开", 12, first="一、 ") == ["一、 政府信", "     息公开"]


# JSON


def test_the_record_has_every_key() -> None:
    report = Report("disclosure-2019", 2020, {"name": "苍山县司法局"}, {}, {})
    content = record(Outcome(Reading(report, None, ()), FINDINGS), "zh", outputs=["年报.docx"])
    assert list(content) == [
        "nianbao", "report", "status", "counts", "findings", "causes", "repairs", "outputs",
    ]  # fmt: skip
    assert content["report"] == {
        "format": "disclosure-2019",
        "year": 2020,
        "agency": "苍山县司法局",
    }
    assert content["status"] == "errors"
    assert content["counts"] == {"error": 1, "warning": 1, "advice": 1}
    assert content["outputs"] == ["年报.docx"]
    first, second, _ = json.loads(dumps(content))["findings"]
    assert set(first) >= {
        "code", "name", "severity", "message", "hint", "place", "related", "expected", "actual",
        "difference", "rule", "clause", "id", "token", "slip", "consequences",
    }  # fmt: skip
    assert set(first["place"]) == {
        "file", "sheet", "cell", "section", "table", "row", "column", "paragraph", "label",
    }  # fmt: skip
    assert first["consequences"][0]["rule"] == "requests-total"
    assert first["slip"] is None
    assert second["slip"] == {
        "reason": "旧系统数据未导入",
        "by": "张三",
        "date": "2021-01-20",
        "state": "stale",
    }


def test_an_input_that_cannot_be_read_prints_the_same() -> None:
    content = record(
        Outcome.refused(Finding(UNBALANCED, values={"column": ""})), "zh", unreadable=True
    )
    assert content["status"] == "unreadable"
    assert content["report"] == {"format": None, "year": None, "agency": None}


def test_explained_findings_do_not_count() -> None:
    outcome = Outcome.refused(Finding(BLANKS, slip=SLIP, slip_state="valid"))
    content = record(outcome, "zh")
    assert content["status"] == "clean"
    assert content["counts"] == {"error": 0, "warning": 0, "advice": 0}
    assert len(content["findings"]) == 1  # type: ignore[arg-type]


def test_json_is_utf8_and_survives_names_that_are_not() -> None:
    data = dumps({"file": "年报\udcff\\.xlsx"})
    assert data.decode("utf-8") == '{\n  "file": "年报\\udcff\\\\.xlsx"\n}\n'
    assert json.loads(data) == {"file": "年报\udcff\\.xlsx"}


def test_numbers_that_do_not_differ_are_not_set_side_by_side() -> None:
    """A change told the wrong way round: the number is right."""
    alike = replace(FINDINGS[0], expected="2", actual="2", difference="0")
    assert "应为 60，实为 59" in render(FINDINGS[:1], "zh")
    assert "应为" not in render((alike,), "zh")
    assert numbers_of(FINDINGS[0]) == ("60", "59", "-1")
    assert numbers_of(alike) == (None, None, None)
