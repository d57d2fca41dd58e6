"""`python -m tests.hard.faults`: whatever happens while a file is written, the old one is whole.

    python -m tests.hard.faults [--kills N] [--seed N]

Every command that writes is run again and again over an old output: with each of its steps of
writing (open, write, flush, sync, rename, …) failing in turn, as a full and as a broken disk
say it; killed at each of these steps; with no file allowed beyond so many bytes; on a disk that
is full (a small tmpfs, where this user may mount one); and, as a process of its own, killed at
random moments. Afterwards the output must be the old one or the whole new one, and nothing else
stand in the folder; a killed run alone may leave `.nianbao-….tmp`. Exits 1 where it is not so.
"""

from __future__ import annotations

import argparse
import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from tests.support.packages import ENTRIES, EPOCH
from tests.support.running import nianbao

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_workbooks" / "cangshan-justice-2020.xlsx"
FAULTY = ROOT / "sample_workbooks" / "cangshan-justice-2020-faults.xlsx"
OLD = "原来的".encode()
DISK_FULL, DISK_BROKEN = errno.ENOSPC, errno.EIO
_LEFT_BY_A_KILL = ".nianbao-"
_REFUSED = 2


@dataclass(frozen=True, slots=True)
class Writing:
    """A command that writes `output`, a file or, with `folder`, a folder that was empty."""

    name: str
    words: tuple[str, ...]
    output: str
    folder: bool = False
    code: int = 0


WRITINGS = (
    Writing("compile", ("compile", str(SAMPLE), "-o", "{}"), "年报.docx"),
    Writing("check --marked", ("check", str(FAULTY), "--marked", "{}"), "标注.xlsx", code=1),
    Writing("check --html", ("check", str(FAULTY), "--html", "{}"), "结果.html", code=1),
    Writing("export", ("export", str(SAMPLE), "-o", "{}"), "数据.json"),
    Writing("new", ("new", "--format", "disclosure-2021", "--force", "-o", "{}"), "新.xlsx"),
    Writing("archive", ("archive", str(SAMPLE), *ENTRIES, "-o", "{}"), "归档包", folder=True),
)


def prepared(writing: Writing, folder: Path) -> list[str]:
    """The command line, with what it is to replace in its place."""
    output = folder / writing.output
    if writing.folder:
        output.mkdir()
    else:
        output.write_bytes(OLD)
    return [str(output) if word == "{}" else word for word in writing.words]


def standing(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder by name; None for a folder."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def ran(words: Sequence[str]) -> int:
    """Without LibreOffice, whose own writing is not ours, and at a fixed time."""
    with patch("compiler.edges.libreoffice.office_program", lambda: None):
        return nianbao(*words, SOURCE_DATE_EPOCH=EPOCH).code


# Each step of writing


class _Stream:
    """A file whose writing counts as steps; a failing write leaves half of it behind."""

    def __init__(self, stream: Any, step: Callable[[str], None]) -> None:
        self._stream = stream
        self._step = step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, data: bytes) -> int:
        half = len(data) // 2
        self._stream.write(data[:half])
        self._stream.flush()
        self._step("write")
        return half + int(self._stream.write(data[half:]))

    def flush(self) -> None:
        self._step("flush")
        self._stream.flush()


@contextmanager
def each_step(folder: Path, step: Callable[[str], None]) -> Iterator[None]:
    """`step` is called before whatever is written within the folder, by its name."""
    opened: set[int] = set()
    inside = lambda path: str(path).startswith(str(folder))  # noqa: E731

    def counted(name: str, module: Any) -> Any:
        real = getattr(module, name)

        def call(path: Any, *rest: Any, **options: Any) -> Any:
            if isinstance(path, str | os.PathLike) and inside(path):
                step(name)
            return real(path, *rest, **options)

        return patch.object(module, name, call)

    real_open, real_fdopen, real_fsync = os.open, os.fdopen, os.fsync
    real_io_open = open

    def open_number(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        if not (inside(path) and flags & (os.O_WRONLY | os.O_RDWR)):
            return real_open(path, flags, *rest, **options)
        step("open")
        number = real_open(path, flags, *rest, **options)
        opened.add(number)
        return number

    def open_stream(number: int, *rest: Any, **options: Any) -> Any:
        stream = real_fdopen(number, *rest, **options)
        return _Stream(stream, step) if number in opened else stream

    def open_path(path: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if isinstance(path, int) or not inside(path) or not set(mode) & set("wxa+"):
            return real_io_open(path, mode, *rest, **options)
        step("open")
        return _Stream(real_io_open(path, mode, *rest, **options), step)

    def sync(number: int) -> None:
        step("fsync")
        real_fsync(number)

    with (
        patch.object(os, "open", open_number),
        patch.object(os, "fdopen", open_stream),
        patch("io.open", open_path),
        patch.object(os, "fsync", sync),
        counted("replace", os),
        counted("rename", os),
        counted("mkdir", os),
        counted("chmod", os),
    ):
        yield


class Failing:
    """Lets all steps pass but the `at`th, counted from 1; 0 fails none. `seen` names them."""

    def __init__(self, at: int, do: Callable[[], None]) -> None:
        self.seen: list[str] = []
        self._at = at
        self._do = do

    def __call__(self, name: str) -> None:
        self.seen.append(name)
        if len(self.seen) == self._at:
            self._do()


def failing_with(number: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(number, "injected")

    return fail


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def steps_of(run: Callable[[], object], folder: Path) -> list[str]:
    """The steps of writing in one run, none of which fails."""
    counting = Failing(0, killed)
    with each_step(folder, counting):
        run()
    return counting.seen


def in_child(run: Callable[[], object]) -> int:
    """The exit code of a fork that runs it; negative where a signal ended it."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = int(run() or 0)  # type: ignore[call-overload]
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# What must hold


def harm(before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> str:
    """What a failed run has changed: nothing at all may be."""
    changed = {name for name, _ in before.items() ^ after.items()}
    return ", ".join(sorted(changed))


def harm_of_a_kill(
    before: Mapping[str, bytes | None],
    whole: Mapping[str, bytes | None],
    after: Mapping[str, bytes | None],
) -> str:
    """The same of a killed run: the old, or the whole new, and no file but the temporary one.

    A folder that was empty may be gone at the moment in which the new one takes its place.
    """
    kept = {name: data for name, data in after.items() if not name.startswith(_LEFT_BY_A_KILL)}
    empty = {name: data for name, data in before.items() if data is not None}
    return "" if kept in (dict(before), dict(whole), empty) else harm(before, kept)


@contextmanager
def _own_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="nianbao-faults-") as folder:
        yield Path(folder).resolve()


def _whole(writing: Writing) -> tuple[dict[str, bytes | None], list[str]]:
    """What a good run leaves, and the steps in which it did."""
    with _own_folder() as folder:
        words = prepared(writing, folder)
        codes: list[int] = []
        steps = steps_of(lambda: codes.append(ran(words)), folder)
        assert codes == [writing.code], f"{writing.name}: exit {codes}"
        return standing(folder), steps


def faults_of_steps(writing: Writing) -> Iterator[str]:
    whole, steps = _whole(writing)
    for number in (DISK_FULL, DISK_BROKEN):
        for at, step in enumerate(steps, start=1):
            with _own_folder() as folder:
                words = prepared(writing, folder)
                before = standing(folder)
                with each_step(folder, Failing(at, failing_with(number))):
                    code = ran(words)
                after = standing(folder)
            if code == writing.code and after == whole:
                continue  # it did not need that step: the folder was there already
            changed = harm(before, after)
            if changed or code != _REFUSED:
                yield f"{writing.name}, {step} {at} fails with {number}: exit {code}, {changed}"
    print(f"{writing.name}: {len(steps)} steps of writing, each failed twice", flush=True)


def faults_of_kills_at_steps(writing: Writing) -> Iterator[str]:
    whole, steps = _whole(writing)
    for at, step in enumerate(steps, start=1):
        with _own_folder() as folder:
            words = prepared(writing, folder)
            before = standing(folder)

            def run(words: list[str] = words, at: int = at, folder: Path = folder) -> int:
                with each_step(folder, Failing(at, killed)):
                    return ran(words)

            code = in_child(run)
            changed = harm_of_a_kill(before, whole, standing(folder))
        if changed or code != -signal.SIGKILL:
            yield f"{writing.name}, killed at {step} {at}: exit {code}, {changed}"
    print(f"{writing.name}: killed at each of {len(steps)} steps", flush=True)


def faults_of_sizes(writing: Writing) -> Iterator[str]:
    """The system itself stops the write, after so many bytes of a file."""
    import resource

    whole, _ = _whole(writing)
    largest = max(len(data) for data in whole.values() if data is not None)
    for most in sorted({0, 1, 4096, largest // 2, largest - 1}):
        with _own_folder() as folder:
            words = prepared(writing, folder)
            before = standing(folder)

            def run(words: list[str] = words, most: int = most) -> int:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
                return ran(words)

            code = in_child(run)
            changed = harm(before, standing(folder))
        if changed or code != _REFUSED:
            yield f"{writing.name}, files of {most} bytes at most: exit {code}, {changed}"
    print(f"{writing.name}: stopped by the system at 5 sizes", flush=True)


def faults_of_a_full_disk(writing: Writing) -> Iterator[str]:
    with _own_folder() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)],
            check=False, capture_output=True,
        )  # fmt: skip
        if mounted.returncode:
            print(f"{writing.name}: not tried on a full disk, for no tmpfs may be mounted here")
            return
        try:
            words = prepared(writing, folder)
            before = standing(folder)
            code = in_child(lambda: ran(words))
            changed = harm(before, standing(folder))
        finally:
            subprocess.run(["umount", str(folder)], check=True)
    if changed or code != _REFUSED:
        yield f"{writing.name}, on a full disk: exit {code}, {changed}"
    print(f"{writing.name}: tried on a full disk", flush=True)


def faults_of_random_kills(writing: Writing, kills: int, rng: Random) -> Iterator[str]:
    """Each at a moment within the time that a whole process takes."""
    whole, _ = _whole(writing)
    started = time.monotonic()
    with _own_folder() as folder:
        _process(prepared(writing, folder)).wait()
    longest = time.monotonic() - started
    for _ in range(kills):
        with _own_folder() as folder:
            words = prepared(writing, folder)
            before = standing(folder)
            process = _process(words)
            moment = longest * (1 - rng.random() ** 2)  # writing comes last
            time.sleep(moment)
            process.kill()
            process.wait()
            after = standing(folder)
        if writing.folder and after.keys() == whole.keys():
            continue  # its times are those of the clock
        if changed := harm_of_a_kill(before, whole, after):
            yield f"{writing.name}, killed after {moment:.2f} s: {changed}"
    print(f"{writing.name}: killed at {kills} moments", flush=True)


def _process(words: Sequence[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "LC_ALL": "zh_CN.UTF-8"}
    environment["PATH"] = ""  # without LibreOffice
    return subprocess.Popen(
        [sys.executable, "-m", "compiler", *words], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hard.faults")
    parser.add_argument("--kills", type=int, default=20, help="random moments for each command")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    failed = 0
    for writing in WRITINGS:
        for told in (
            faults_of_steps(writing),
            faults_of_kills_at_steps(writing),
            faults_of_sizes(writing),
            faults_of_a_full_disk(writing),
            faults_of_random_kills(writing, given.kills, Random(given.seed)),
        ):
            for fault in told:
                failed += 1
                print(f"! {fault}", flush=True)
    print(f"{failed} faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
