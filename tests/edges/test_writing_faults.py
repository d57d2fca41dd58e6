"""Every step of writing fails, or is the last before the process is killed: the old file is whole.

The steps are those of a real run, counted; `python -m tests.hard.faults` does the same for
every command, on a full disk and at random moments.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.edges.files import write_atomically
from compiler.edges.folders import write_folder
from tests.hard.faults import (
    DISK_BROKEN,
    DISK_FULL,
    OLD,
    WRITINGS,
    Failing,
    each_step,
    failing_with,
    harm,
    harm_of_a_kill,
    in_child,
    killed,
    prepared,
    ran,
    standing,
    steps_of,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks and signals as on POSIX")

MEMBERS = {"bagit.txt": b"1" * 50, "data/a.docx": b"2" * 9000, "data/b.json": b"3"}
WHOLE_FOLDER = {"包": None, "包/data": None} | {f"包/{n}": data for n, data in MEMBERS.items()}
STEPS_OF_A_FILE = ("open", "write", "flush", "fsync", "chmod", "replace")


def a_file(folder: Path) -> object:
    return write_atomically(folder / "年报.docx", b"new" * 5000)


def a_folder(folder: Path) -> object:
    return write_folder(folder / "包", MEMBERS)


def old_in(folder: Path) -> dict[str, bytes | None]:
    (folder / "年报.docx").write_bytes(OLD)
    return standing(folder)


def steps(run: Callable[[Path], object], folder: Path) -> list[str]:
    own = folder / "counted"
    own.mkdir()
    (own / "年报.docx").write_bytes(OLD)
    found = steps_of(lambda: run(own), own)
    for path in sorted(own.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    own.rmdir()
    return found


def test_the_steps_of_writing_a_file_are_all_of_them(tmp_path: Path) -> None:
    assert tuple(steps(a_file, tmp_path)) == STEPS_OF_A_FILE


@pytest.mark.parametrize("run", [a_file, a_folder])
@pytest.mark.parametrize("number", [DISK_FULL, DISK_BROKEN])
def test_a_step_that_fails_changes_nothing(
    tmp_path: Path, run: Callable[[Path], object], number: int
) -> None:
    for at, step in enumerate(steps(run, tmp_path), start=1):
        before = old_in(tmp_path)
        with each_step(tmp_path, Failing(at, failing_with(number))):
            refused = run(tmp_path)
        if refused is None:  # only a folder that is there already may not be made again
            assert step == "mkdir"
            (tmp_path / "包").rename(tmp_path.with_name(f"done-{number}-{at}"))
            continue
        assert not harm(before, standing(tmp_path)), (at, step)


@pytest.mark.parametrize(
    ("run", "whole"),
    [(a_file, {"年报.docx": b"new" * 5000}), (a_folder, {"年报.docx": OLD, **WHOLE_FOLDER})],
)
def test_a_kill_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, run: Callable[[Path], object], whole: dict[str, bytes | None]
) -> None:
    for at, step in enumerate(steps(run, tmp_path), start=1):
        folder = tmp_path / str(at)
        folder.mkdir()
        before = old_in(folder)

        def killed_there(folder: Path = folder, at: int = at) -> None:
            with each_step(folder, Failing(at, killed)):
                run(folder)

        assert in_child(killed_there) == -signal.SIGKILL
        assert not harm_of_a_kill(before, whole, standing(folder)), (at, step)


@pytest.mark.parametrize("most", [0, 1, 4096])
def test_the_system_itself_stops_a_write(tmp_path: Path, most: int) -> None:
    """As on a full disk: so many bytes are taken, and then no more."""
    import resource

    before = old_in(tmp_path)

    def limited() -> int:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return 0 if a_file(tmp_path) is None else 2

    assert in_child(limited) == 2
    assert not harm(before, standing(tmp_path))


@pytest.mark.parametrize("at", range(1, len(STEPS_OF_A_FILE) + 1))
def test_a_command_says_so_and_the_old_document_is_whole(tmp_path: Path, at: int) -> None:
    writing = next(each for each in WRITINGS if each.name == "check --html")
    words = prepared(writing, tmp_path)
    before = standing(tmp_path)
    with each_step(tmp_path, Failing(at, failing_with(DISK_FULL))):
        assert ran(words) == 2
    assert not harm(before, standing(tmp_path))


def test_harm_would_be_seen() -> None:
    old: dict[str, bytes | None] = {"a": OLD, "b": None}
    assert harm(old, {**old, "a": b"half"}) == "a"
    assert harm(old, {**old, ".nianbao-1.tmp": b""}) == ".nianbao-1.tmp"
    assert harm(old, {"b": None}) == "a"
    assert harm_of_a_kill(old, {"a": b"new"}, {"a": b"new", ".nianbao-1.tmp": b"ne"}) == ""
    assert harm_of_a_kill(old, {"a": b"new"}, {**old, ".nianbao-1.tmp": b"ne"}) == ""
    assert harm_of_a_kill(old, {"a": b"new"}, {"a": b"ne", "b": None}) == "a"
    assert harm_of_a_kill(old, {"a": b"new"}, {"b": None}) == "a"
