"""Who does the work: other processes in chunks, one that dies, limits, and no orphans."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from compiler.edges.limited import TooLongError, limited
from compiler.edges.workers import Crew, Lost, processes, worked
from tests.support import tasks

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    crew = processes(2)
    yield crew
    crew.close()


def threads(jobs: int = 1, chunk: int = 3) -> Crew:
    return Crew(lambda: ThreadPoolExecutor(jobs), jobs, chunk)


def test_everything_is_done_once_by_other_processes(crew: Crew) -> None:
    items = [str(n) for n in range(50)]
    assert dict(worked(items, tasks.each, crew)) == {item: f"{item} done" for item in items}
    pids = {pid for _, pid in worked(items, tasks.who, crew)}
    assert str(os.getpid()) not in pids
    assert len(pids) <= 2, "who is there is kept"


def test_who_dies_twice_is_lost_and_nothing_else_is(crew: Crew, tmp_path: Path) -> None:
    once = f"die once {tmp_path / 'died'}"
    items = ["a", "die", "b", once, *map(str, range(20))]
    results = dict(worked(items, tasks.each, crew))
    assert isinstance(results.pop("die"), Lost)
    assert results == {item: f"{item} done" for item in items if item != "die"}


def test_no_more_is_handed_out_than_is_worked_on() -> None:
    """However many items there are, few are on their way: memory stays flat."""
    taken: list[int] = []

    class Watching(ThreadPoolExecutor):
        def submit(self, fn, task, chunk):  # type: ignore[no-untyped-def,override]
            taken.append(len(chunk))
            return super().submit(fn, task, chunk)

    crew = Crew(lambda: Watching(1), 1, 5)
    given = 0
    for _ in worked(range(60), list, crew):
        given += 1
        assert sum(taken) - given <= 15
    assert given == 60
    assert max(taken) <= 5
    crew.close()


def test_a_task_that_fails_loses_only_what_fails_alone() -> None:
    crew = threads()
    results = dict(worked(["a", "fail", "b"], tasks.each, crew))
    assert results == {"a": "a done", "b": "b done", "fail": Lost("ValueError")}
    crew.close()


def test_nothing_to_do_opens_nothing() -> None:
    def opening() -> Executor:
        raise AssertionError

    assert list(worked([], tasks.each, Crew(opening, 1, 1))) == []


# Limits


def test_what_takes_too_long_or_too_much_is_stopped_and_the_next_is_not(crew: Crew) -> None:
    items = ["quick", "slow", "again", "large", "after"]
    found = [result for _, result in worked(items, tasks.bounded, crew)]
    assert sorted(map(str, found)) == ["done", "done", "done", "too long", "too much"]


def test_a_limit_that_was_kept_leaves_nothing_behind() -> None:
    for _ in range(20):
        with limited(60, 1 << 40):
            pass
    with pytest.raises(TooLongError), limited(0, 1 << 40):
        _until_stopped()
    time.sleep(0.1)  # where something was still on its way it would arrive here


def _until_stopped() -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        pass


def test_faults_of_the_work_come_out_as_they_are() -> None:
    with pytest.raises(ZeroDivisionError), limited(60, 1 << 40):
        _ = 1 / 0


# Orphans

_PARENT = """
import sys
from compiler.edges.workers import processes, worked
from tests.support import tasks
if __name__ == "__main__":
    [(_, pid)] = worked(["a"], tasks.who, processes(1))
    print(pid, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_workers_end_with_who_started_them(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(_PARENT, "utf-8")
    parent = subprocess.Popen(
        [sys.executable, str(program)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 20
    while _alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(worker)


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] not in ("Z", "X")
