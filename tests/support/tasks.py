"""Work for other processes, in tests of who does it: each task does what its item says."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from compiler.edges.limited import TooLongError, TooMuchError, limited, resident


def each(chunk: Sequence[str]) -> list[str]:
    return [_one(item) for item in chunk]


def _one(item: str) -> str:
    """`die` ends the process; `die once FILE` unless the file is there; else the item comes back."""
    if item == "die":
        os._exit(7)
    if item.startswith("die once "):
        path = Path(item.removeprefix("die once "))
        if not path.exists():
            path.touch()
            os._exit(7)
    if item == "fail":
        raise ValueError(item)
    return f"{item} done"


def who(chunk: Sequence[str]) -> list[str]:
    """The process that worked."""
    return [str(os.getpid()) for _ in chunk]


def bounded(chunk: Sequence[str]) -> list[str]:
    """What became of work under limits of a moment, and of 150 MB more."""
    return [_bounded(item) for item in chunk]


def _bounded(item: str) -> str:
    try:
        with limited(0.3 if item == "slow" else 60, resident() + (150 << 20)):
            if item == "slow":
                _spin()
            if item == "large":
                held: list[bytes] = []
                while True:
                    held.append(b"x" * (1 << 20))
                    time.sleep(0.0005)
    except TooLongError:
        return "too long"
    except TooMuchError:
        return "too much"
    return "done"


def _spin() -> None:
    while True:
        with suppress(Exception):  # as code that takes every fault for its own
            sum(range(1000))
