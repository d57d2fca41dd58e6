"""Outputs beside one another: refused before any is written, and what is said where one fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.commands import beside
from compiler.edges.files import write_atomically
from compiler.values.findings import Finding
from tests.support.marks import with_a_cause
from tests.support.running import Ran, nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES

BROKEN, WHOLE = SAMPLES / f"{FAULTY}.xlsx", SAMPLES / f"{GOOD}.xlsx"


def code(ran: Ran) -> str:
    return str(ran.json["findings"][0]["code"])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "年报.xlsx"
    path.write_bytes(WHOLE.read_bytes())
    return path


# Refused before anything is written


@pytest.mark.parametrize("command", ["check", "compile"])
@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--marked", "m.xlsx", "--html", "年报.xlsx"], "W176"),
        (["--marked", "m.xlsx", "--html", "没有的/a.html"], "W170"),
        (["--marked", "没有的/m.xlsx", "--html", "a.html"], "W170"),
        (["--marked", "年报.xlsx", "--html", "a.html"], "W176"),
        (["--marked", "a.html", "--html", "a.html"], "W176"),
        (["--marked", "m.docx", "--html", "a.html"], "W180"),
        (["--marked", "m", "--html", "a.html"], "W180"),
        (["--marked", "m.xlsx", "--html", "a.xlsx"], "W180"),
        (["--marked", "m.xlsx", "--html", "a"], "W180"),
    ],
)
def test_nothing_is_written_where_one_output_is_refused(
    command: str, options: list[str], wanted: str, report: Path
) -> None:
    folder = report.parent
    words = [w if w.startswith("--") else folder / w for w in options]
    ran = nianbao(command, report, *words, "--json")
    assert (ran.code, code(ran), ran.json["outputs"]) == (2, wanted, [])
    assert list(folder.iterdir()) == [report]
    assert report.read_bytes() == WHOLE.read_bytes()


@pytest.mark.parametrize(
    ("output", "wanted"), [("没有的/a.docx", "W170"), ("a.doc", "W180"), ("m.xlsx", "W176")]
)
def test_nothing_is_written_where_the_document_is_refused(
    output: str, wanted: str, report: Path
) -> None:
    folder = report.parent
    beside = ("--marked", folder / "m.xlsx", "--html", folder / "a.html")
    ran = nianbao("compile", report, "-o", folder / output, *beside, "--json")
    assert (ran.code, code(ran), ran.json["outputs"]) == (2, wanted, [])
    assert list(folder.iterdir()) == [report]


@pytest.mark.parametrize("ending", ["html", "htm", "HTML"])
def test_a_page_may_have_either_ending(ending: str, report: Path) -> None:
    target = report.parent / f"a.{ending}"
    assert nianbao("check", report, "--html", target).code == 0
    assert target.is_file()


# Failing while it is written


@pytest.fixture
def disk_fills_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the page on nothing can be written."""

    def fails(path: Path, data: bytes) -> Finding | None:
        page = path.suffix == ".html"
        return write_atomically(path.parent / "没有的" / path.name if page else path, data)

    monkeypatch.setattr(beside, "write_atomically", fails)


@pytest.mark.usefixtures("disk_fills_up")
@pytest.mark.parametrize("command", ["check", "compile"])
def test_what_was_written_before_a_failure_is_listed(command: str, tmp_path: Path) -> None:
    copy = tmp_path / "m.xlsx"
    words = (command, BROKEN, "--marked", copy, "--html", tmp_path / "a.html")
    ran = nianbao(*words, "--json")
    assert (ran.code, code(ran), ran.json["outputs"]) == (2, "W170", [str(copy)])
    said = nianbao(*words).out
    assert said.startswith("✗ 不能定稿：有 8 处错误、5 处警告、1 条提示。要的文件没有全部写出。\n")
    assert f"已写出：{copy}" in said


# Named by its folder alone


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (["compile", WHOLE], "福州市仓山区司法局2020年政府信息公开工作年度报告.docx"),
        (["export", WHOLE], "福州市仓山区司法局2020年政府信息公开工作年度报告.json"),
        (["new", "--format", "disclosure-2019", "--year", "2020", "--agency", "某局"],
         "某局2020年政府信息公开工作年度报告.xlsx"),
        (["quote", WHOLE], f"新{WHOLE.name}"),
        (["reference-doc"], "参考文档.docx"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)  # fmt: skip
def test_in_a_folder_the_output_has_a_name_of_its_own(
    line: list[str | Path], name: str, tmp_path: Path
) -> None:
    ran = nianbao(*line, "-o", tmp_path, "--json")
    assert (ran.code, ran.json["outputs"]) == (0, [str(tmp_path / name)])
    assert [path.name for path in tmp_path.iterdir()] == [name]
    missing = nianbao(*line, "-o", f"{tmp_path}/没有/", "--json")
    assert (missing.code, code(missing)) == (2, "W170")


# What is said first


def test_the_verdict_is_said_though_an_output_is_refused(report: Path, tmp_path: Path) -> None:
    good = nianbao("check", report, "--html", tmp_path / "没有的" / "a.html")
    assert good.out.startswith("✗ 没有写出任何文件。\n✓ 可以定稿：没有发现问题。\n\n✗ 错误 W170")
    wrong = nianbao("check", BROKEN, "--html", tmp_path / "没有的" / "a.html")
    first = "✗ 不能定稿：有 8 处错误、5 处警告、1 条提示。没有写出任何文件。"
    assert wrong.out.splitlines()[0] == first
    english = nianbao("check", report, "--html", tmp_path / "none" / "a.html", "--lang", "en")
    assert english.out.splitlines()[:2] == [
        "✗ No file was written.",
        "✓ Ready to go out: nothing was found wrong.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        ["compile", WHOLE, "-o", "没有/a.docx"],
        ["check", WHOLE, "--html", "没有/a.html"],
        ["export", WHOLE, "-o", "没有/a.json"],
        ["quote", WHOLE, "-o", "没有/a.xlsx"],
        ["archive", WHOLE, "-o", "没有/包", "--fonds", "J1", "--retention", "永久", "--topic", "BGS", "--item", "1"],
    ],
    ids=lambda line: line[0],
)  # fmt: skip
def test_an_output_that_cannot_be_written_is_no_fault_of_the_report(
    line: list[str | Path],
) -> None:
    ran = nianbao(*line, "--json")
    assert (ran.code, ran.json["status"], ran.json["counts"]["error"]) == (2, "clean", 0)
    assert code(ran) == "W170"
    assert not [
        said for said in nianbao(*line).out.splitlines() if "✗" in said and "可以定稿" in said
    ]


def test_what_the_archive_lacks_is_no_fault_of_the_report(tmp_path: Path) -> None:
    ran = nianbao("archive", WHOLE, "-o", tmp_path / "包")
    assert ran.code == 1
    assert ran.out.splitlines()[:2] == [
        "✗ 归档包没有写出：归档要写的，有 4 项没有写好。",
        "✓ 可以定稿：没有发现问题。",
    ]
    ran = nianbao("archive", BROKEN, "-o", tmp_path / "包")
    assert ran.out.startswith("✗ 不能定稿：有 8 处错误、5 处警告、1 条提示。归档包没有写出：")


@pytest.mark.parametrize("command", ["check", "compile", "formats", "new"])
def test_a_format_that_is_not_known_is_not_called_unreadable(command: str, tmp_path: Path) -> None:
    words = ["--format", "disclosure-20"]
    line = {
        "formats": ["disclosure-20"],
        "new": [*words, "-o", tmp_path / "a.xlsx"],
    }.get(command, [WHOLE, *words])
    ran = nianbao(command, *line)
    assert (ran.code, "无法读取" in ran.out, "W201" in ran.out) == (2, False, True)


@pytest.mark.parametrize("command", ["check", "compile"])
def test_causes_and_repairs_are_given_though_an_output_is_refused(
    command: str, tmp_path: Path
) -> None:
    report = tmp_path / "a.xlsx"
    report.write_bytes(with_a_cause())
    ran = nianbao(command, report, "--marked", tmp_path / "a.doc", "--json")
    assert ran.code == 2
    assert [cause["kind"] for cause in ran.json["causes"]] == ["omitted"]
    assert [change["to"] for change in ran.json["repairs"][0]] == ["62"]


def test_what_cannot_be_read_says_so_first(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(b"no workbook")
    ran = nianbao("check", source, "--html", tmp_path / "a.doc")
    assert ran.out.startswith("✗ 无法读取，没有核对。没有写出任何文件。\n")
    as_json = nianbao("check", source, "--html", tmp_path / "a.doc", "--json")
    assert as_json.json["status"] == "unreadable"


def test_a_report_with_errors_says_that_there_is_no_document_and_how_to_have_a_draft(
    tmp_path: Path,
) -> None:
    target = tmp_path / "a.docx"
    said = nianbao("compile", BROKEN, "-o", target).out.splitlines()[0]
    assert said.startswith("✗ 不能定稿：有 8 处错误、5 处警告、1 条提示。没有写出文档，")
    assert "--draft" in said
    assert not target.exists()
    assert "--draft" not in nianbao("compile", BROKEN, "-o", target, "--quiet").out
    assert b"--draft" not in nianbao("compile", BROKEN, "-o", target, "--json").raw
    assert "--draft" not in nianbao("compile", BROKEN, "-o", target, "--draft").out
    assert "--draft" not in nianbao("check", BROKEN).out


def test_what_is_refused_is_said_truly_for_every_option(report: Path) -> None:
    same = report.parent / "a.xlsx"
    ran = nianbao("check", report, "--marked", same, "--html", same, "--json")
    [finding] = ran.json["findings"]
    assert finding["message"] == (f"“{same}”是读入的文件，或与另一个要写出的文件相同，没有写入。")
    assert "-o" not in finding["hint"].split()
