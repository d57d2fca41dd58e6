"""`nianbao batch`: every unit done, whatever is wrong with another; done once; all told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

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


# Stopped, and watching


class _Stop:
    """A bar that is told of units, and the person before it who stops the work after so many."""

    def __init__(self, after: int) -> None:
        self.after, self.told = after, [""]

    def __call__(self, *_: object, **__: object) -> AbstractContextManager[object]:
        return nullcontext(self.tell)

    def tell(self, name: str, total: int) -> None:
        del total
        self.told.append(name)
        if len([each for each in self.told if each]) == self.after:
            raise KeyboardInterrupt


def test_who_stops_it_can_go_on(office: Path, tmp_path: Path) -> None:
    shutil.copytree(office / "收到的", tmp_path / "收到的")
    with patch("compiler.commands.batch.progress", stop := _Stop(after=2)):
        stopped = batch(tmp_path)
    assert (stopped.code, "再运行同一行命令" in stopped.err) == (130, True)
    before = written_when(tmp_path)
    finished = [name for name in before if name.name == RESULT]
    assert len(finished) >= 2
    assert not list((tmp_path / "结果").rglob("*.tmp"))
    assert batch(tmp_path).code == 1
    assert {path: written_when(tmp_path)[path] for path in finished} == {
        path: before[path] for path in finished
    }
    assert len(units(tmp_path)) == 4
    assert set(stop.told) <= {"", *units(tmp_path)}


def test_watching_does_again_what_was_saved(again: Path) -> None:
    report = again / "收到的" / "东河县" / "年报.xlsx"

    def looked(look: Callable[[], object]) -> Iterator[object]:
        yield look()
        saved = report.with_suffix(".tmp")
        shutil.copy(SAMPLES / f"{GOOD}.xlsx", saved)
        saved.replace(report)
        before = look()
        yield before
        assert look() == before
        raise KeyboardInterrupt

    with patch("compiler.commands.batch.changes", looked):
        ran = batch(again, "--watch")
    assert ran.code == 1
    verdicts = [line for line in ran.out.splitlines() if line.startswith("✗")]
    assert verdicts == [
        "✗ 共 4 家：可以定稿 2，有错误 1，无法读取 1。",
        "✗ 共 4 家：可以定稿 3，无法读取 1。",
    ]


def test_the_roster_and_last_year_are_beside_the_units(tmp_path: Path) -> None:
    """A missing unit, one that is not listed, one that is free; last year found by its name."""
    inbox = tmp_path / "收到的"
    inbox.mkdir()
    shutil.copy(SAMPLES / f"{GOOD}.xlsx", inbox)
    data = json.loads((SAMPLES / f"{GOOD}.json").read_bytes())
    last = {**data, "year": 2019}
    last["tables"]["requests"]["carried_out"] |= {"natural_person": 3, "total": 3}
    (tmp_path / "上年").mkdir()
    (tmp_path / "上年" / "a.json").write_text(json.dumps(last, ensure_ascii=False), "utf-8")
    (tmp_path / "名册.csv").write_text(
        "单位名称,是否报送,期限\n没交的局,是,2021-01-31\n免报的局,免报,\n", "gb18030"
    )
    ran = batch(tmp_path, "--roster", tmp_path / "名册.csv", "--prior", tmp_path / "上年")
    told = units(tmp_path)
    assert {name: unit["status"] for name, unit in told.items()} == {
        "没交的局": "missing", "福州市仓山区司法局": "errors",
    }  # fmt: skip
    missing = told["没交的局"]
    assert (missing["source"], [f["code"] for f in missing["findings"]]) == (None, ["U121"])
    assert Path(missing["outputs"][0]).read_text("utf-8-sig").startswith("没交的局：")
    codes = {f["code"] for f in told["福州市仓山区司法局"]["findings"]}
    assert "U122" in codes
    assert any(code.startswith("Y") for code in codes), "the years were compared"
    assert ran.code == 1
