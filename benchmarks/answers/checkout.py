"""A checkout of the project and the one process that answers for it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

WORKER = Path(__file__).with_name("worker.py")
PYTHONS = (".venv/bin/python", ".venv/Scripts/python.exe")
MOMENT = "1704067200"  # what a clock would show, were there one


class CheckoutError(Exception):
    """There is no checkout that could be asked."""


@dataclass(frozen=True)
class Checkout:
    """`name` tells the two apart; `hash_seed` differs, for no answer may hang on it."""

    name: str
    folder: Path
    python: Path
    hash_seed: str


def checkout_at(path: Path, name: str, hash_seed: str) -> Checkout:
    """Given the folder of a checkout with its own .venv, or the Python in that .venv."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 – a venv's Python is a link: not followed
    folder = path.parents[2] if path.is_file() else path
    python = path if path.is_file() else None
    python = python or next((folder / p for p in PYTHONS if (folder / p).is_file()), None)
    if python is None:
        raise CheckoutError(f"{folder} has no Python of its own in .venv")
    return Checkout(name, folder, python, hash_seed)


class Worker:
    """The process; started anew should a command take it down."""

    def __init__(self, checkout: Checkout, home: Path) -> None:
        self._checkout = checkout
        self._home = home
        self._process = self._started()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def ask(self, folder: Path, answer: Path, words: Sequence[str]) -> str:
        """Runs the command in the folder; how it ended. What it said is in answer.*"""
        answer.parent.mkdir(parents=True, exist_ok=True)
        job = {"folder": str(folder), "answer": str(answer), "words": list(words)}
        ended = self._exchanged(json.dumps(job))
        if ended is None:
            ended = f"the process ended with {self._process.wait()}"
            Path(f"{answer}.exit").write_text(ended + "\n", "utf-8")
            self._process = self._started()
        return ended

    def _started(self) -> subprocess.Popen[str]:
        python, folder = self._checkout.python, self._checkout.folder
        self._process = subprocess.Popen(
            [str(python), "-P", str(WORKER), str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            cwd=self._home, env=self._environment(),
        )  # fmt: skip
        module = self._reply()
        if module is None or not Path(module).resolve().is_relative_to(folder.resolve()):
            raise CheckoutError(f"{python} has `compiler` at {module}, not in {folder}")
        return self._process

    def _environment(self) -> dict[str, str]:
        """Little, and the same for both; without LibreOffice on the path, which is slow."""
        kept = {key: os.environ[key] for key in ("SYSTEMROOT", "TEMP") if key in os.environ}
        return {
            **kept,
            "PATH": str(self._home),
            "HOME": str(self._home),
            "TMPDIR": str(self._home),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
            "SOURCE_DATE_EPOCH": MOMENT,
            "PYTHONHASHSEED": self._checkout.hash_seed,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
        }

    def _exchanged(self, line: str) -> str | None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return None
        return self._reply()

    def _reply(self) -> str | None:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return str(json.loads(line)) if line else None
