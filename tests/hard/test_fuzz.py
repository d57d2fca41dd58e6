"""A few changed inputs in CI, the same each time, and every find that was ever mended.

`python -m tests.hard.fuzz` goes on where this ends.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

from compiler.commands import check, export
from tests.hard import answered
from tests.hard.fuzz import KINDS, LEVELS, Input, asked, inputs, samples, smallest
from tests.support.workbooks import GOOD, SAMPLES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks as on POSIX")

DATA = SAMPLES / f"{GOOD}.json"
FINDS = sorted(path for path in (Path(__file__).parent / "finds").iterdir() if path.suffix in KINDS)


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    answered.load()


@pytest.mark.parametrize("number", range(16))
def test_a_changed_input_is_answered(number: int, tmp_path: Path) -> None:
    given = next(islice(inputs(20, KINDS), number, None))
    answer = asked(given, tmp_path)
    assert not answer.fault, f"{given}\n{answer.trace}"


@pytest.mark.parametrize("find", FINDS, ids=[path.name for path in FINDS])
def test_a_find_is_answered(find: Path, tmp_path: Path) -> None:
    path = tmp_path / find.name
    path.write_bytes(find.read_bytes())
    answer = answered.answered(path)
    assert not answer.fault, answer.trace


@pytest.mark.parametrize("ending", KINDS)
def test_what_was_not_changed_is_answered(ending: str, tmp_path: Path) -> None:
    for name, data in samples(ending).items():
        path = tmp_path / f"a{ending}"
        path.write_bytes(data)
        assert not answered.answered(path).fault, name


def test_the_same_seed_gives_the_same_inputs() -> None:
    first, again = (list(islice(inputs(3), 8)) for _ in range(2))
    assert first == again
    assert [each.data for each in first] == [each.data for each in again]
    assert first != list(islice(inputs(4), 8))


@pytest.mark.parametrize("ending", KINDS)
def test_every_change_changes(ending: str) -> None:
    """None is there in vain: with one of a few seeds it makes another file."""
    names = {name for level in LEVELS[ending] for name in level}
    for name in names:
        assert any(
            Input(sample, ending, ((name, seed),)).data != data
            for seed in range(12)
            for sample, data in samples(ending).items()
        ), name


# A find would be seen


def _answer(tmp_path: Path) -> answered.Answer:
    path = tmp_path / "a.json"
    path.write_bytes(DATA.read_bytes())
    return answered.answered(path)


def test_a_fault_of_nianbao_is_a_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise KeyError("x")

    monkeypatch.setattr(export, "run", broken)
    assert _answer(tmp_path).fault.startswith("export: exit 70, KeyError ")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("print('no JSON')", "check: what was printed is no JSON"),
        ("import sys; print('{}'); print('Traceback', file=sys.stderr)", "check: a traceback was printed"),
        ("raise SystemExit(1)", "check: SystemExit came out"),
        ("import os; os.kill(os.getpid(), 15)", "ended by SIGTERM"),
        ("import time\nwhile time.process_time() < 60: pass", ".json takes too long"),
        ("x = bytearray(300 << 20); print('{}')", ".json takes too much memory"),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_a_find(
    said: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object) -> int:
        exec(said, {})
        return 0

    monkeypatch.setattr(check, "run", run)
    if "too long" in fault:
        monkeypatch.setattr(answered, "ENDED_AFTER", 1)
    assert fault in _answer(tmp_path).fault


def test_a_find_is_brought_down_to_the_change_that_makes_it(tmp_path: Path) -> None:
    """Taken for a find: data that is refused."""
    three = Input(DATA.name, ".json", (("figures", 1), ("the notation", 6), ("sentences", 2)))
    assert smallest(three, "", tmp_path).steps == (("sentences", 2),)
