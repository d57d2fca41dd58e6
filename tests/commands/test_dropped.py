"""Paths without a command, as dropping files on an icon gives them: checked, and what is next."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from compiler.commands import dropped
from tests.support.documents import good_document
from tests.support.running import nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES

WHOLE, BROKEN = SAMPLES / f"{GOOD}.xlsx", SAMPLES / f"{FAULTY}.xlsx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in: a good report, below it a broken one, and what nobody can read."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(WHOLE, "甲 局.xlsx")
    Path("区").mkdir()
    shutil.copy(BROKEN, "区/乙局.xlsx")
    Path("坏.xlsx").write_bytes(b"PK\x03\x04")
    return tmp_path


def test_a_good_report_can_be_compiled_next(folder: Path) -> None:
    del folder
    ran = nianbao("甲 局.xlsx")
    assert ran.code == 0
    assert ran.out == (
        '✓ 可以定稿：没有发现问题。\n\n接下来：编成 Word 文档：\n    nianbao compile "甲 局.xlsx"\n'
    )
    assert nianbao("甲 局.xlsx", "--quiet").out == "✓ 可以定稿：没有发现问题。\n"


def test_a_broken_one_is_mended_next(folder: Path) -> None:
    checked, ran = nianbao("check", "区/乙局.xlsx"), nianbao("区/乙局.xlsx")
    assert (ran.code, ran.out[: len(checked.out)]) == (1, checked.out)
    command = ran.out.splitlines()[-1].split()
    assert command == ["nianbao", "check", "区/乙局.xlsx", "--marked", "区/乙局-标出问题.xlsx"]
    assert nianbao(*command[1:]).code == 1
    assert (folder / command[-1]).is_file()


def test_in_a_folder_a_marked_copy_is_no_other_report(folder: Path) -> None:
    copy = Path("区/乙局-标出问题.xlsx")
    assert nianbao("check", "区/乙局.xlsx", "--marked", copy).code == 1
    units = nianbao("区", "--json").json["units"]
    assert [unit["source"] for unit in units] == [str(Path("区/乙局.xlsx"))]
    named = nianbao(copy, "区/乙局.xlsx", "--json").json["units"]
    assert [unit["source"] for unit in named] == [str(copy), str(Path("区/乙局.xlsx"))]
    Path("区/乙局.xlsx").unlink()  # what is left may be what was corrected
    assert [unit["source"] for unit in nianbao("区", "--json").json["units"]] == [str(copy)]
    del folder


def test_a_document_is_verified_next(folder: Path) -> None:
    (folder / "报告.docx").write_bytes(good_document())
    assert nianbao("报告.docx").out.splitlines()[-1] == "    nianbao verify 报告.docx"


def test_the_gravest_of_several_counts_and_all_are_told_in_short(folder: Path) -> None:
    del folder
    for given, code, said in (
        (["甲 局.xlsx", "区"], 1, "✗ 共 2 份：可以定稿 1，有错误 1。"),
        (["坏.xlsx", "区", "甲 局.xlsx"], 2, "✗ 共 3 份：可以定稿 1，有错误 1，无法读取 1。"),
        (["甲 局.xlsx", "甲 局.xlsx"], 0, "✓ 共 2 份：可以定稿 2。"),
        (["长" * 300, "没有的/"], 2, "✗ 共 2 份：无法读取 2。"),
    ):
        ran = nianbao(*given)
        assert (given, ran.code) == (given, code)
        assert said in ran.out.splitlines()


def test_of_many_each_has_one_line(folder: Path) -> None:
    for number in range(6):
        shutil.copy(WHOLE, f"区/{number}.xlsx")
    ran = nianbao("区")
    first, *_ = lines = ran.out.splitlines()
    assert first == "✓ 区/0.xlsx：可以定稿：没有发现问题。"
    assert lines[6:9] == [
        "✗ 区/乙局.xlsx：不能定稿：有 8 处错误、5 处警告、1 条提示。",
        "",
        "✗ 共 7 份：可以定稿 6，有错误 1。",
    ]
    commands = [line.split() for line in lines if line.startswith("    nianbao")]
    assert commands == [
        ["nianbao", "check", "区/乙局.xlsx"],
        ["nianbao", "batch", "区", "-o", "结果"],
    ]
    nianbao(*commands[1][1:], "--jobs", "1")
    assert (folder / "结果" / "overview.html").is_file()


def test_a_pattern_stands_for_the_files_it_fits(folder: Path) -> None:
    (folder / "~$甲 局.xlsx").write_bytes(b"")
    for pattern in ("*局.xlsx", "?/乙局.xls[xm]"):
        [unit] = nianbao(pattern, "--json").json["units"]
        assert unit["source"] == {"*": "甲 局.xlsx", "?": "区/乙局.xlsx"}[pattern[0]]
    ran = nianbao("*.et")
    assert (ran.code, "没有找到文件“*.et”" in ran.out) == (2, True)
    assert nianbao("batch", "*局.xlsx", "-o", "结果", "--jobs", "1").code == 0
    assert nianbao("merge", "*局.xlsx", "-o", "结果", "--agency", "某区").code == 0
    assert (folder / "结果" / "某区.xlsx").is_file()


def test_a_folder_without_workbooks_says_so(folder: Path) -> None:
    (folder / "空").mkdir()
    ran = nianbao("空")
    assert (ran.code, "里没有找到工作簿" in ran.out) == (2, True)


def test_as_data_it_is_the_overview(folder: Path) -> None:
    del folder
    ran = nianbao("甲 局.xlsx", "区", "坏.xlsx", "--json")
    assert ran.code == 2
    units = ran.json["units"]
    told = [(unit["name"], unit["source"], unit["status"]) for unit in units]
    assert told == [
        ("福州市仓山区司法局", "甲 局.xlsx", "clean"),
        ("福州市仓山区司法局", "区/乙局.xlsx", "errors"),
        ("坏", "坏.xlsx", "unreadable"),
    ]
    nianbao("batch", "甲 局.xlsx", "-o", "结果", "--jobs", "1")
    overview = json.loads(Path("结果/overview.json").read_bytes())
    assert (set(ran.json), set(units[0])) == (set(overview), set(overview["units"][0]))
    assert {name: number for name, number in ran.json["counts"].items() if number} == {
        "clean": 1, "errors": 1, "unreadable": 1,
    }  # fmt: skip
    assert units[1]["findings"] == nianbao("check", "区/乙局.xlsx", "--json").json["findings"]


def test_a_fault_of_our_own_in_one_stops_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del folder
    whole = dropped.check_report

    def faulty(path: Path, *rest: object) -> object:
        if path.name == "坏.xlsx":
            raise ZeroDivisionError
        return whole(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(dropped, "check_report", faulty)
    ran = nianbao("坏.xlsx", "甲 局.xlsx")
    assert ran.code == 70
    assert "✗ 坏.xlsx：没有做完。" in ran.out
    assert "✓ 甲 局.xlsx：可以定稿：没有发现问题。" in ran.out
    assert nianbao("坏.xlsx", "甲 局.xlsx", "--json").json["counts"]["failed"] == 1
