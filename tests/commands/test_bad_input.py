"""Bad input, end to end: one clear answer, the right exit code, and no file harmed.

Each case is a folder with a file in it and a command line; afterwards the folder is as it
was, but for what the command was asked to write.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import msoffcrypto.format.ooxml
import openpyxl
import pytest

from tests.support.running import Ran, nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, packed, parts_of, replaced

GOOD_XLSX = (SAMPLES / f"{GOOD}.xlsx").read_bytes()
GOOD_DATA: dict[str, Any] = json.loads((SAMPLES / f"{GOOD}.json").read_bytes())
# Words that Chinese output may hold beside what it quotes, codes, options and parts of files.
NAMES = {"Excel", "WPS", "Word", "PDF", "UTF", "MiB", "nianbao", "new", "export", "NIANBAO_FORMATS"}
_NO_WORDS = re.compile(r"“[^”]*”|[A-Z]\d{3}\b|--\w+|[\w$~-]*[./][\w./#-]*")


@contextmanager
def unharmed(folder: Path, *, but: str = "") -> Iterator[None]:
    """The folder holds the same files with the same contents afterwards, and nothing else."""
    before = contents(folder)
    yield
    after = contents(folder)
    after.pop(but, None)
    before.pop(but, None)
    assert after == before


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def clear(ran: Ran, code: int, *, names: tuple[str, ...] = ()) -> None:
    """The answer is Chinese, short, and says nothing of the program's inside."""
    said = ran.out + ran.err
    assert ran.code == code, said
    assert "Traceback" not in said
    assert "Error" not in said
    for name in names:
        said = said.replace(name, "")
    assert set(re.findall(r"[A-Za-z_]{2,}", _NO_WORDS.sub("", said))) <= NAMES
    assert 0 < len((ran.out + ran.err).splitlines()) < 20


# Files that are no report


def encrypted() -> bytes:
    source, target = BytesIO(GOOD_XLSX), BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("2020", target)
    return target.getvalue()


def old_workbook() -> bytes:
    """Of Excel 5, by [MS-CFB] as far as it is looked at: a header and an entry named Book."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return header + "Book".encode("utf-16-le").ljust(128, b"\0")


def someone_elses() -> bytes:
    book, target = openpyxl.Workbook(), BytesIO()
    book.active.append(["姓名", "金额"])
    book.save(target)
    return target.getvalue()


def foreign_document() -> bytes:
    target = BytesIO()
    docx.Document().save(target)
    return target.getvalue()


def archive() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("年报.xlsx", GOOD_XLSX)
    return target.getvalue()


def bomb() -> bytes:
    return packed({**parts_of(GOOD_XLSX), "xl/media/image1.png": b"\0" * (80 << 20)})


def with_a_document_type() -> bytes:
    named = '<!DOCTYPE sst [<!ENTITY a "b">]><sst'
    return replaced(GOOD_XLSX, "xl/sharedStrings.xml", "<sst", named)


BAD_FILES: list[tuple[str, Callable[[], bytes], str]] = [
    ("空.xlsx", lambda: b"", "W113"),
    ("文本.xlsx", lambda: "新收申请，12\n".encode("gb18030"), "W110"),
    ("截断.xlsx", lambda: GOOD_XLSX[:20000], "W114"),
    ("旧版.xls", old_workbook, "W102"),
    ("改名.xlsx", old_workbook, "W102"),
    ("加密.xlsx", encrypted, "W101"),
    ("表格.et", old_workbook, "W103"),
    ("网页.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "W109"),
    ("打印.pdf", lambda: b"%PDF-1.7\n", "W112"),
    ("压缩.zip", archive, "W111"),
    ("炸弹.xlsx", bomb, "W127"),
    ("实体.xlsx", with_a_document_type, "W128"),
    ("别人的.xlsx", someone_elses, "W202"),
    ("别人的.docx", foreign_document, "D105"),
    ("噪声.xlsx", lambda: bytes(range(256)) * 40, "W112"),
]


@pytest.mark.parametrize(("name", "make", "code"), BAD_FILES, ids=[name for name, *_ in BAD_FILES])
@pytest.mark.parametrize("command", ["check", "compile", "export"])
def test_a_file_that_is_no_report_is_refused_by_name(
    command: str, name: str, make: Callable[[], bytes], code: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    with unharmed(tmp_path):
        ran = nianbao(command, path)
        clear(ran, 2, names=(str(tmp_path), name))
        assert code in ran.out + ran.err
    assert [f["code"] for f in nianbao(command, path, "--json").json["findings"]] == [code]


def test_a_workbook_cannot_be_filled_from_what_is_no_report(tmp_path: Path) -> None:
    source = tmp_path / "截断.xlsx"
    source.write_bytes(GOOD_XLSX[:20000])
    with unharmed(tmp_path):
        words = ("new", "--format", "disclosure-2019", "--from", source, "-o", tmp_path / "新.xlsx")
        clear(nianbao(*words), 2, names=("截断.xlsx",))


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    clear(nianbao("check", tmp_path), 2, names=(str(tmp_path),))


def test_a_missing_file_is_looked_for_among_its_like(tmp_path: Path) -> None:
    (tmp_path / "仓山区司法局年报.xlsx").write_bytes(GOOD_XLSX)
    with unharmed(tmp_path):
        ran = nianbao("check", tmp_path / "仓山司法局年报.xlsx")
        clear(ran, 2, names=(str(tmp_path),))
    assert "您要的是不是“仓山区司法局年报.xlsx”？" in ran.out


@pytest.mark.parametrize(
    "path", ["没有.xlsx", "没有/没有.xlsx", "长" * 300 + ".xlsx", "a\0b.xlsx", ""]
)
def test_a_path_that_leads_nowhere(path: str, tmp_path: Path) -> None:
    ran = nianbao("check", f"{tmp_path}/{path}" if path else "")
    clear(ran, 2, names=(str(tmp_path), path, "check", "help", "REPORT", "report"))


# Data that is no report


def data(**changes: object) -> bytes:
    return json.dumps({**GOOD_DATA, **changes}, ensure_ascii=False).encode()


BAD_DATA: list[tuple[str, bytes]] = [
    ("重复的键", b'{"format": "disclosure-2019", "year": 2020, "year": 2021}'),
    ("不是数的数", b'{"format": "disclosure-2019", "year": NaN}'),
    ("无穷", b'{"format": "disclosure-2019", "year": -Infinity}'),
    ("另一种编码", '{"format": "年"}'.encode("gb18030")),
    ("没写完", b'{"format": '),
    ("多出来", b'{"format": "disclosure-2019"} {}'),
    ("一列数", b"[1, 2]"),
    ("没有格式", b"{}"),
    ("嵌套极深", b"[" * 100_000),
    ("嵌套很深", data(prior={"a": json.loads("[" * 400 + "]" * 400)})),
]


@pytest.mark.parametrize(("name", "content"), BAD_DATA, ids=[name for name, _ in BAD_DATA])
@pytest.mark.parametrize("command", ["check", "compile"])
def test_data_that_is_no_report_is_refused(
    command: str, name: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.json"
    path.write_bytes(content)
    with unharmed(tmp_path):
        ran = nianbao(command, path)
        clear(ran, 2, names=(str(tmp_path), "Infinity"))
        assert "W220" in ran.out or "W136" in ran.out


def test_data_of_an_unknown_format_names_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "数据.json"
    path.write_bytes(data(format="disclosure-2009"))
    ran = nianbao("check", path)
    clear(ran, 2, names=("disclosure",))
    assert "是不是“disclosure-2019”？" in ran.out.replace("\n    ", "")


WRONG_VALUES: list[tuple[dict[str, object], str, str]] = [
    ({"year": True}, "year", "true"),
    ({"year": "二〇二〇"}, "year", "二〇二〇"),
    ({"agency": []}, "agency", "[]"),
    ({"agency": {"name": {"a": 1}}}, "agency.name", '{"a": 1}'),
    ({"narrative": {"overview": "甲"}}, "narrative.overview", "甲"),
    ({"narrative": {"overview": [{"text": 2}]}}, "narrative.overview[1]", '{"text": 2}'),
    ({"narrative": {"overview": [{"text": "甲", "level": 1}]}}, "narrative.overview[1].level", "1"),
    ({"tables": [1]}, "tables", "[1]"),
    ({"tables": {"requests": {"received": 3}}}, "tables.requests.received", "3"),
    ({"attachments": ["甲", None]}, "attachments", '["甲", null]'),
    ({"slips": {}}, "slips", "{}"),
]


@pytest.mark.parametrize(("changes", "key", "found"), WRONG_VALUES)
def test_a_value_of_the_wrong_kind_is_named_as_it_is_written(
    changes: dict[str, object], key: str, found: str, tmp_path: Path
) -> None:
    path = tmp_path / "数据.json"
    path.write_bytes(data(**changes))
    record = nianbao("check", path, "--json").json
    messages = [f["message"] for f in record["findings"] if f["code"] == "W222"]
    assert len(messages) == 1
    assert messages[0].startswith(f"数据里“{key}”的内容“{found}”不能用")
    assert nianbao("check", path).code == 1


@pytest.mark.parametrize("found", [True, [1], {"a": None}])
def test_a_figure_of_the_wrong_kind_is_one_finding_as_in_a_workbook(
    found: object, tmp_path: Path
) -> None:
    tables = json.loads(json.dumps(GOOD_DATA["tables"]))
    tables["article20_1"]["rules"]["drafted"] = found
    path = tmp_path / "数据.json"
    path.write_bytes(data(tables=tables))
    findings = nianbao("check", path, "--json").json["findings"]
    assert [f["code"] for f in findings] == ["C101"]
    assert f"填的是“{json.dumps(found)}”" in findings[0]["message"]


def test_unknown_keys_are_warnings_with_what_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "数据.json"
    path.write_bytes(data(archives={}, agency={**GOOD_DATA["agency"], "phone": "1"}))
    findings = nianbao("check", path, "--json").json["findings"]
    assert [(f["code"], f["severity"]) for f in findings] == [("W221", "warning")] * 2
    assert {f["place"]["label"] for f in findings} == {"archives", "agency.phone"}
    assert "archive" in next(f["hint"] for f in findings if f["place"]["label"] == "archives")


# Outputs


def good_in(folder: Path) -> Path:
    path = folder / "年报.xlsx"
    path.write_bytes(GOOD_XLSX)
    return path


@pytest.mark.parametrize("command", ["compile", "export"])
def test_an_output_is_never_the_input(command: str, tmp_path: Path) -> None:
    source = good_in(tmp_path)
    link = tmp_path / "同一个.xlsx"
    link.hardlink_to(source)
    for output in (source, tmp_path / "." / "年报.xlsx", link):
        with unharmed(tmp_path):
            clear(nianbao(command, source, "-o", output), 2, names=(str(tmp_path),))


def test_a_workbook_is_not_filled_from_itself(tmp_path: Path) -> None:
    source = good_in(tmp_path)
    with unharmed(tmp_path):
        words = ("new", "--format", "disclosure-2019", "--from", source, "-o", source, "--force")
        clear(nianbao(*words), 2, names=(str(tmp_path),))


def test_new_replaces_only_by_force(tmp_path: Path) -> None:
    existing = tmp_path / "年报.xlsx"
    existing.write_bytes("填了一天".encode())
    words = ("new", "--format", "disclosure-2019", "-o", existing)
    with unharmed(tmp_path):
        ran = nianbao(*words)
        clear(ran, 2, names=(str(tmp_path),))
        assert "--force" in ran.out
    with unharmed(tmp_path, but="年报.xlsx"):
        assert nianbao(*words, "--force").code == 0
    assert existing.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("lock", ["~$报告.docx", ".~lock.报告.docx#"])
def test_an_output_held_open_is_refused(lock: str, tmp_path: Path) -> None:
    source, output = good_in(tmp_path), tmp_path / "报告.docx"
    output.write_bytes("原来的".encode())
    (tmp_path / lock).write_bytes(b"")
    with unharmed(tmp_path):
        ran = nianbao("compile", source, "-o", output)
        clear(ran, 2, names=(str(tmp_path), lock))
        assert lock in ran.out.replace("\n    ", "")


@pytest.mark.parametrize(
    "output", ["没有/报告.docx", "没有/", "年报.xlsx/报告.docx", "长" * 300 + ".docx"]
)
def test_a_destination_that_cannot_be(output: str, tmp_path: Path) -> None:
    source = good_in(tmp_path)
    with unharmed(tmp_path):
        ran = nianbao("compile", source, "-o", f"{tmp_path}/{output}")
        clear(ran, 2, names=(str(tmp_path), output.rstrip("/")))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    source, locked = good_in(tmp_path), tmp_path / "只读"
    locked.mkdir(mode=0o500)
    with unharmed(tmp_path):
        clear(nianbao("compile", source, "-o", locked / "报告.docx"), 2, names=(str(tmp_path),))


def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system says it to anyone but root."""
    source, output = good_in(tmp_path), tmp_path / "报告.docx"
    output.write_bytes("原来的".encode())
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != output)
    with unharmed(tmp_path):
        clear(nianbao("compile", source, "-o", output), 2, names=(str(tmp_path),))


def test_a_full_disk_leaves_the_old_file_and_no_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, output = good_in(tmp_path), tmp_path / "报告.docx"
    output.write_bytes("原来的".encode())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with unharmed(tmp_path):
        clear(nianbao("compile", source, "-o", output), 2, names=(str(tmp_path),))


def test_a_report_with_errors_touches_nothing(tmp_path: Path) -> None:
    source, output = tmp_path / "年报.xlsx", tmp_path / "报告.docx"
    source.write_bytes((SAMPLES / f"{FAULTY}.xlsx").read_bytes())
    output.write_bytes("原来的".encode())
    with unharmed(tmp_path):
        assert nianbao("compile", source, "-o", output).code == 1


# Whole processes: consoles of old, and a reader that goes away


def process(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "compiler", *map(str, words)]
    env = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", **environment}
    return subprocess.run(command, env=env, capture_output=True, check=False, cwd=SAMPLES.parent)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "ascii", "cp437", "utf-16"])
def test_no_console_makes_output_fail(encoding: str, tmp_path: Path) -> None:
    """A GBK console has no ✓; ASCII has no Chinese at all. Names may be anything."""
    path = tmp_path / "😀福州年报.xlsx"
    path.write_bytes((SAMPLES / f"{FAULTY}.xlsx").read_bytes())
    ran = process("check", path, PYTHONIOENCODING=encoding)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "T201" in ran.stdout.decode(encoding)
    if encoding in ("gbk", "gb18030"):
        assert "怎么改：请只填数字；没有发生的填 0。" in ran.stdout.decode(encoding)
    missing = process("check", tmp_path / "😀没有.xlsx", PYTHONIOENCODING=encoding)
    assert (missing.returncode, missing.stderr) == (2, b"")


def test_json_is_utf8_on_any_console() -> None:
    ran = process("check", SAMPLES / f"{FAULTY}.xlsx", "--json", PYTHONIOENCODING="gbk")
    assert json.loads(ran.stdout.decode("utf-8"))["status"] == "errors"


@pytest.mark.skipif(os.name == "nt", reason="pipes as on POSIX")
@pytest.mark.parametrize("command", ["check", "export"])
def test_a_reader_that_goes_away_is_no_fault(command: str, tmp_path: Path) -> None:
    """`nianbao check … | head -0`, with more output than a pipe holds."""
    tables = json.loads(json.dumps(GOOD_DATA["tables"]))
    for row in tables["requests"].values():
        row.update(dict.fromkeys(row, "无"))
    path = tmp_path / "数据.json"
    path.write_bytes(data(tables=tables, attachments=["附件" * 50] * 2000))
    program = [sys.executable, "-m", "compiler", command, str(path)]
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=SAMPLES.parent
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() in (0, 1, 2)


@pytest.mark.parametrize(
    "asked",
    [["--help"], ["formats"], ["check", str(SAMPLES / f"{GOOD}.xlsx")], ["explain", "T201"]],
)
def test_a_reader_that_went_away_before_a_short_answer_is_no_fault(asked: list[str]) -> None:
    """What stays in the buffer is written at the end, where nothing may be said any more."""
    quiet = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-m", "compiler", *asked],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=SAMPLES.parent, env=quiet,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.skipif(os.name == "nt", reason="descriptors as on POSIX")
def test_without_any_streams_it_still_ends_well(tmp_path: Path) -> None:
    """Started by a scheduler that gives it none."""
    program = f'"{sys.executable}" -m compiler check "{good_in(tmp_path)}" >&- 2>&-'
    assert subprocess.run(program, shell=True, check=False, cwd=SAMPLES.parent).returncode == 0


def test_a_run_leaves_nothing_behind_but_its_output(tmp_path: Path) -> None:
    for words in (("check",), ("compile", "-o", str(tmp_path / "报告.docx"))):
        assert process(words[0], good_in(tmp_path), *words[1:]).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["年报.xlsx", "报告.docx"]


# Texts that have no place


# Characters that Excel counts as two each: the text is longer for it than for us.
LONG = "𠮷" * 17_000


@pytest.mark.parametrize(
    ("where", "entries"),
    [
        ("编制单位", {"agency": {**GOOD_DATA["agency"], "compiled_by": LONG}}),
        ("附件 1", {"attachments": [LONG]}),
        ("情况说明", {"slips": [{"token": "T201-1-2", "reason": LONG}]}),
        ("全宗号", {"archive": {"fonds": LONG}}),
        (
            "本年新收政府信息公开申请数量",
            {"tables": {"requests": {"received": {"natural_person": LONG}}}},
        ),
    ],
)
def test_a_text_too_long_for_a_cell_is_named_and_nothing_is_written(
    where: str, entries: dict[str, Any], tmp_path: Path
) -> None:
    source, output = tmp_path / "数据.json", tmp_path / "年报.xlsx"
    source.write_bytes(data(**entries))
    ran = nianbao(
        "new", "--format", "disclosure-2019", "--from", source, "-o", output, "--json",
    )  # fmt: skip
    assert ran.code == 1
    told = [f for f in ran.json["findings"] if f["code"] == "W224"]
    assert len(told) == 1
    assert where in told[0]["message"]
    assert not output.exists()


@pytest.mark.parametrize("year", [999, "0999", 10_000, "２０２０"])
def test_a_year_that_no_date_can_hold_is_refused(year: object, tmp_path: Path) -> None:
    source = tmp_path / "数据.json"
    source.write_bytes(data(year=year))
    assert "W222" in [f["code"] for f in nianbao("check", source, "--json").json["findings"]]
    asked = nianbao("new", "--format", "disclosure-2019", "--year", str(year))
    assert asked.code == 2


def test_a_line_break_in_an_entry_does_not_stop_the_document(tmp_path: Path) -> None:
    source, output = tmp_path / "数据.json", tmp_path / "年报.docx"
    entries = {
        "agency": {**GOOD_DATA["agency"], "compiled_by": "甲科\n乙科", "signatory": "丙\r\n局"},
        "attachments": ["附表\n一"],
        "slips": [{"token": "T201-\n1-2", "reason": "一\n二", "by": "张\t三"}],
        "archive": {"fonds_name": "某\n局"},
    }
    source.write_bytes(data(**entries))
    workbook = tmp_path / "年报.xlsx"
    assert nianbao("compile", source, "-o", output).code == 0
    made = nianbao("new", "--format", "disclosure-2019", "--from", source, "-o", workbook)
    assert made.code == 0, made.out
    exported = [nianbao("export", each).json for each in (source, workbook, output)]
    assert exported[0] == exported[1] == exported[2]
    assert exported[0]["slips"][0]["reason"] == "一\n二"
    assert exported[0]["attachments"] == ["附表 一"]
