"""One checkout's commands, answered one after another in one process.

    python -P worker.py CHECKOUT

Run by the checkout's own Python; of the checkout it imports `compiler.cli.main` and nothing
else. A job is a line of JSON on standard input: the folder to stand in, the words of the
command, and where the answer goes. Whatever the command prints goes straight into files
beside each other, NAME.stdout and NAME.stderr, and NAME.exit says how it ended.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    jobs = os.fdopen(os.dup(0), encoding="utf-8")
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    from compiler.cli import main as command

    _reply(replies, str(sys.modules["compiler"].__file__))
    for line in jobs:
        _reply(replies, _answered(command, json.loads(line)))


def _reply(replies: TextIO, said: str) -> None:
    replies.write(json.dumps(said) + "\n")
    replies.flush()


def _answered(command: Callable[[list[str]], Any], job: dict[str, Any]) -> str:
    os.chdir(job["folder"])
    sys.argv = ["nianbao", *job["words"]]
    for number, name in ((1, "stdout"), (2, "stderr")):
        target = os.open(f"{job['answer']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(target, number)
        os.close(target)
    # As Python opens them for a process whose output is no terminal.
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    ended = _ended(command, job["words"])
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    Path(f"{job['answer']}.exit").write_text(ended + "\n", "utf-8")
    return ended


def _ended(command: Callable[[list[str]], Any], words: list[str]) -> str:
    """The exit code as the console script would give it, or what escaped."""
    try:
        code = command(words)
    except SystemExit as left:
        code = left.code
    except BaseException as fault:
        return f"raised {type(fault).__name__}: {fault}"
    return str(0 if code is None else code)


if __name__ == "__main__":
    main()
