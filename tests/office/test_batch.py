"""`nianbao batch`: every unit done, whatever is wrong with another; done once; all told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from compiler.office.result import NAMES, STATUSES
from tests.support import generated
from tests.support.running import Ran, nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES

RESULT, LETTER = NAMES["result"].zh, NAMES["letter"].zh
TITLE = "年政府信息公开工作年度报告.docx"
Tree = dict[str, bytes]


def batch(folder: Path, *words: str | Path) -> Ran:
    return nianbao("batch", folder / "收到的", "-o", folder / "结果", "--jobs", "1", *words)


def outputs(folder: Path) -> Tree:
    """Every file below a folder by its name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good units, one with errors, one that is no workbook, and what is none of them."""
    folder = tmp_path_factory.mktemp("office")
    inbox = folder / "收到的"
    generated.written(2, inbox)
    (inbox / "东河县").mkdir(exist_ok=True)
    shutil.copy(SAMPLES / f"{FAULTY}.xlsx", inbox / "东河县" / "年报.xlsx")
    (inbox / "水务局.xlsx").write_bytes(b"PK no workbook")
    (inbox / "~$水务局.xlsx").write_bytes(b"a lock")
    (inbox / "说明.txt").write_text("不是报告", "utf-8")
    assert batch(folder).code == 1
    return folder


@pytest.fixture
def again(office: Path, tmp_path: Path) -> Path:
    """The same office, to be changed."""
    return Path(shutil.copytree(office, tmp_path / "again"))


def written_when(folder: Path) -> dict[Path, int]:
    """When each file of the units was written."""
    return {path: path.stat().st_mtime_ns for path in (folder / "结果").glob("*/*")}


def overview(folder: Path) -> dict[str, Any]:
    content = json.loads((folder / "结果" / "overview.json").read_bytes())
    assert isinstance(content, dict)
    return content


def units(folder: Path) -> dict[str, dict[str, Any]]:
    return {unit["name"]: unit for unit in overview(folder)["units"]}


def test_each_unit_has_a_folder_with_what_was_made_of_it(office: Path) -> None:
    assert {name for name in outputs(office / "结果") if "/" in name} == {
        f"东河县司法局/东河县司法局2020{TITLE}",
        f"南山区司法局/南山区司法局2020{TITLE}",
        "福州市仓山区司法局/福州市仓山区司法局-标出问题.xlsx",
        *(f"{unit}/{name}" for unit in units(office) for name in (RESULT, LETTER)),
    }  # fmt: skip


def test_the_overview_says_what_became_of_each(office: Path) -> None:
    content = overview(office)
    assert list(content["counts"]) == list(STATUSES)
    assert {k: n for k, n in content["counts"].items() if n} == {
        "clean": 2,
        "errors": 1,
        "unreadable": 1,
    }
    status = {unit["name"]: unit["status"] for unit in content["units"]}
    assert status == {
        "东河县司法局": "clean", "南山区司法局": "clean", "福州市仓山区司法局": "errors", "水务局": "unreadable",
    }  # fmt: skip
    for unit in content["units"]:
        assert list(unit) == ["name", "source", "status", "counts", "findings", "outputs"]
        assert all(Path(path).is_file() for path in (unit["source"], *unit["outputs"]))


def test_a_unit_is_told_as_it_is_by_itself(office: Path) -> None:
    unit = units(office)["福州市仓山区司法局"]
    alone = nianbao("check", unit["source"], "--json").json
    assert unit["findings"] == alone["findings"]
    assert unit["counts"] == alone["counts"]


def test_a_document_is_what_compile_makes(office: Path, tmp_path: Path) -> None:
    unit = units(office)["南山区司法局"]
    alone = tmp_path / "a.docx"
    assert nianbao("compile", unit["source"], "-o", alone).code == 0
    assert Path(unit["outputs"][0]).read_bytes() == alone.read_bytes()


def test_what_was_done_is_not_done_again(again: Path) -> None:
    # The folder has moved, and with it every path: all is done anew, once.
    assert batch(again, "--json").code == 1
    before = written_when(again)
    assert batch(again).code == 1
    assert written_when(again) == before


def test_what_changed_is_done_again_and_what_was_written_before_goes(again: Path) -> None:
    inbox = again / "收到的"
    shutil.copy(SAMPLES / f"{GOOD}.xlsx", inbox / "东河县" / "年报.xlsx")
    (inbox / "水务局.xlsx").unlink()
    assert batch(again).code == 0
    made = outputs(again / "结果")
    assert f"福州市仓山区司法局/福州市仓山区司法局2020{TITLE}" in made
    assert "福州市仓山区司法局/福州市仓山区司法局-标出问题.xlsx" not in made
    assert [f["code"] for f in overview(again)["findings"]] == ["U111"], (
        "水务局 is left and told of"
    )


def test_json_is_the_overview(again: Path) -> None:
    ran = batch(again, "--json")
    assert ran.raw == (again / "结果" / "overview.json").read_bytes()
    assert ran.json["counts"]["clean"] == 2


def test_the_terminal_names_who_must_mend_what(again: Path) -> None:
    first, *rest = batch(again).out.splitlines()
    assert first == "✗ 共 4 家：可以定稿 2，有错误 1，无法读取 1。"
    told = "".join(rest)
    assert "福州市仓山区司法局：有错误，错误 8" in told
    assert "东河县司法局" not in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("收到的", "-o", "收到的"), "W176"),
        (("没有", "-o", "结果"), "W150"),
        (("收到的", "-o", "没有/结果"), "W170"),
        (("收到的", "-o", "文件"), "W186"),
        (("收到的", "-o", "结果"), "U107"),
    ],
)
def test_what_cannot_be_done_is_refused(
    words: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("收到的").mkdir()
    Path("文件").touch()
    ran = nianbao("batch", *words, "--json")
    assert (ran.code, [f["code"] for f in ran.json["findings"]]) == (2, [code])
