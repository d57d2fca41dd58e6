"""Files are read, named and written so that no failure costs anyone a file."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from compiler.catalogue.all import family
from compiler.edges import files
from compiler.edges.files import (
    default_output,
    lock_beside,
    open_elsewhere,
    read_bytes,
    refusal,
    same_file,
    write_atomically,
)
from compiler.values.findings import Finding, Kind, Severity

KINDS = [k for k in family("W15", "W17", "W18", "W19") if k.code != "W179"]

posix_only = pytest.mark.skipif(os.name == "nt", reason="modes and links as on POSIX")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def refused(path: Path, data: bytes = b"new") -> Finding:
    finding = write_atomically(path, data)
    assert finding is not None
    return finding


# Writing


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "年报.docx"
    assert write_atomically(target, b"one") is None
    assert write_atomically(target, b"two") is None
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["年报.docx"]


@posix_only
def test_a_new_file_has_the_modes_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_atomically(tmp_path / "a.docx", b"") is None
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.docx").stat().st_mode) == 0o640


@posix_only
def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(0o604)
    assert write_atomically(target, b"new") is None
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


@posix_only
def test_a_link_keeps_pointing_at_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.docx").write_bytes(b"old")
    link = tmp_path / "link.docx"
    link.symlink_to("real.docx")
    assert write_atomically(link, b"new") is None
    assert link.is_symlink()
    assert (tmp_path / "real.docx").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "W174"),
        (errno.EACCES, "W172"),
        (errno.EROFS, "W172"),
        (errno.EBUSY, "W173"),
        (errno.ENAMETOOLONG, "W175"),
        (errno.EIO, "W178"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, code: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "injected")

    target = tmp_path / "年报.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, step, fail)
    assert refused(target).code == code
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["年报.docx"]


def test_an_interruption_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.docx", b"new")
    assert names(tmp_path) == []


def test_a_rename_that_windows_refuses_means_open_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: object, target: object) -> None:
        raise PermissionError(errno.EACCES, "injected", str(source), None, str(target))

    monkeypatch.setattr(files, "RENAME_REFUSED_MEANS_OPEN", True)
    monkeypatch.setattr(files, "PATIENCE", (0.0, 0.0))
    monkeypatch.setattr(os, "replace", fail)
    assert refused(tmp_path / "a.docx").code == "W173"


def test_a_scanner_that_soon_lets_go_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    replace = os.replace

    def fail_once(source: str, target: str) -> None:
        calls.append(source)
        if len(calls) == 1:
            raise PermissionError(errno.EACCES, "injected")
        replace(source, target)

    monkeypatch.setattr(files, "PATIENCE", (0.0, 0.0))
    monkeypatch.setattr(os, "replace", fail_once)
    write_atomically(tmp_path / "a.docx", b"new")
    assert (tmp_path / "a.docx").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("missing/a.docx", "W170"),
        ("file/a.docx", "W170"),
        ("folder", "W171"),
        ("n" * 300 + ".docx", "W175"),
        ("a\0b.docx", "W175"),
        ("a\udcff.docx", None if sys.platform == "linux" else "W175"),
    ],
)
def test_a_destination_that_cannot_be_is_refused(
    tmp_path: Path, path: str, code: str | None
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    if code is None:  # Linux takes any bytes for a name
        write_atomically(tmp_path / path, b"new")
    else:
        assert refused(tmp_path / path).code == code
        assert names(tmp_path) == ["file", "folder"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_or_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    assert refused(target).code == "W172"
    tmp_path.chmod(0o555)
    try:
        assert refused(tmp_path / "b.docx").code == "W172"
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("lock", ["~$年度报告.docx", "~$报告.docx", ".~lock.年度报告.docx#"])
def test_an_output_that_an_office_program_holds_is_refused(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "年度报告.docx"
    target.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"")
    finding = refused(target)
    assert finding.code == "W173"
    assert lock in finding.message("zh")
    assert target.read_bytes() == b"old"


# Before any work


def test_no_output_may_be_an_input(tmp_path: Path) -> None:
    report = tmp_path / "年报.xlsx"
    report.write_bytes(b"")
    roundabout = tmp_path / ".." / tmp_path.name / "年报.xlsx"
    assert same_file(report, roundabout)
    finding = refusal(roundabout, [report])
    assert finding is not None
    assert finding.code == "W176"
    assert refusal(tmp_path / "年报.docx", [report]) is None


def test_an_existing_file_is_kept_unless_replacing_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    finding = refusal(tmp_path / "a.xlsx", replace=False)
    assert finding is not None
    assert finding.code == "W177"
    assert refusal(tmp_path / "a.xlsx") is None
    assert refusal(tmp_path / "b.xlsx", replace=False) is None


# Reading


def test_an_input_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\x00\r\n")
    assert read_bytes(tmp_path / "a.xlsx") == b"\x00\r\n"


@pytest.mark.parametrize("asked", ["苍山县司法局年报2020.xlsx", "苍山县司法局年报2021.xls"])
def test_a_missing_input_is_answered_by_the_nearest_name(tmp_path: Path, asked: str) -> None:
    (tmp_path / "苍山县司法局年报2021.xlsx").write_bytes(b"")
    (tmp_path / "~$苍山县司法局年报2021.xlsx").write_bytes(b"")
    finding = read_bytes(tmp_path / asked)
    assert isinstance(finding, Finding)
    assert finding.code == "W150"
    assert finding.hint("zh") == "您要的是不是“苍山县司法局年报2021.xlsx”？"


@pytest.mark.parametrize("asked", ["工作总结.xlsx", "总结.docx", "总结xlsx", "a.et"])
def test_a_file_that_only_shares_its_ending_is_not_meant(tmp_path: Path, asked: str) -> None:
    for name in ("年报.xlsx", "年报.docx", "b.et"):
        (tmp_path / name).write_bytes(b"")
    finding = read_bytes(tmp_path / asked)
    assert isinstance(finding, Finding)
    assert finding.hint("zh") == "请核对文件名、扩展名和所在的文件夹。"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("年报", "年报."),
        ("年报xlsx", "年报."),
        ("年报.doc", "年报."),
        ("年度.docx", "年度报告.docx"),
    ],
)
def test_an_ending_may_be_wrong_or_missing(tmp_path: Path, asked: str, meant: str) -> None:
    for name in ("年报.xlsx", "年报.docx", "年度报告.xlsx", "年度报告.docx"):
        (tmp_path / name).write_bytes(b"")
    finding = read_bytes(tmp_path / asked)
    assert isinstance(finding, Finding)
    assert meant in finding.hint("zh")


def test_a_missing_input_without_a_similar_name(tmp_path: Path) -> None:
    finding = read_bytes(tmp_path / "nowhere" / "a.xlsx")
    assert isinstance(finding, Finding)
    assert finding.hint("zh") == "请核对文件名、扩展名和所在的文件夹。"


@pytest.mark.parametrize("name", ["a\0b.xlsx", "n" * 300])
def test_a_name_that_no_file_can_have_is_a_missing_input(tmp_path: Path, name: str) -> None:
    finding = read_bytes(tmp_path / name)
    assert isinstance(finding, Finding)
    assert finding.code == "W150"


def test_a_folder_is_no_input(tmp_path: Path) -> None:
    finding = read_bytes(tmp_path)
    assert isinstance(finding, Finding)
    assert finding.code == "W151"


def test_an_input_that_may_not_be_read_or_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, code in ((errno.EACCES, "W152"), (errno.EIO, "W155")):

        def fail(*_: object, number: int = number) -> None:
            raise OSError(number, "injected")

        monkeypatch.setattr(Path, "open", fail)
        finding = read_bytes(tmp_path / "a.xlsx")
        assert isinstance(finding, Finding)
        assert finding.code == code


def test_an_input_of_the_greatest_size_is_read_and_a_larger_one_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_INPUT", 10)
    (tmp_path / "a").write_bytes(b"x" * 10)
    (tmp_path / "b").write_bytes(b"x" * 11)
    assert read_bytes(tmp_path / "a") == b"x" * 10
    finding = read_bytes(tmp_path / "b")
    assert isinstance(finding, Finding)
    assert finding.code == "W153"


def test_a_lock_beside_an_input_is_advice(tmp_path: Path) -> None:
    report = tmp_path / "年报.xlsx"
    report.write_bytes(b"")
    assert not lock_beside(report)
    assert open_elsewhere(report) is None
    (tmp_path / "~$年报.xlsx").write_bytes(b"")
    assert lock_beside(report)
    advice = open_elsewhere(report)
    assert advice is not None
    assert advice.level is Severity.ADVICE


# Names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "苍山县司法局2020年政府信息公开工作年度报告",
            "苍山县司法局2020年政府信息公开工作年度报告.docx",
        ),
        ('a<b>c:d"e/f\\g|h?i*j', "a＜b＞c：d＂e／f＼g｜h？i＊j.docx"),
        ("  年度\n报告\t ", "年度 报告.docx"),
        ("年度报告...", "年度报告.docx"),
        (".hidden", "hidden.docx"),
        ("con", "_con.docx"),
        ("COM1.年报", "_COM1.年报.docx"),
        ("Console", "Console.docx"),
        ("~$年报", "_~$年报.docx"),
        ("年\u202e报\udcff", "年报.docx"),
        ("", "填好的.docx"),
        ("///", "／／／.docx"),
        ("...", "填好的.docx"),
    ],
)
def test_an_output_is_named_by_the_title(title: str, name: str) -> None:
    assert default_output(Path("f") / "填好的.xlsx", title, ".docx") == Path("f") / name


def test_a_long_title_is_cut_to_what_disks_take() -> None:
    ascii_name = default_output(Path("a.xlsx"), "x" * 300, ".docx").name
    chinese_name = default_output(Path("a.xlsx"), "年" * 300, ".docx").name
    assert len(ascii_name) == 100
    assert ascii_name.endswith("x.docx")
    assert len(chinese_name.encode()) <= 240
    assert chinese_name.endswith("年.docx")


# What is said


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_speaks_both_languages_and_chinese_without_english(kind: Kind) -> None:
    blanks = (
        "file", "folder", "lock", "number", "limit", "suggestion", "said", "found", "wanted", "help", "count",
    )  # fmt: skip
    finding = Finding(kind, values=dict.fromkeys(blanks, "…"))
    assert all((finding.message("en"), finding.hint("en"), kind.page.en))
    chinese = finding.message("zh") + finding.hint("zh") + kind.page.zh
    spoken = re.sub("nianbao (explain|new|quote)|Excel|WPS", "", chinese)
    assert re.findall(r"(?<![.\-~])\b[A-Za-z]+", spoken) == []


def test_codes_and_names_are_unique() -> None:
    assert len({kind.code for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)
