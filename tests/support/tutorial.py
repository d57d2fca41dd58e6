"""The tutorial docs/declaring-a-format.md as it runs, and `python -m tests.support.tutorial` to renew it.

A toml block is added to `library.toml`, a json or html block is written to the file that its
fence names, each `$` line of a console block is run and what it prints follows. Renewing
replaces only what was printed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.running import nianbao

TUTORIAL = Path(__file__).parents[2] / "docs" / "declaring-a-format.md"
DECLARATION = "library.toml"
_BLOCK = re.compile(r"(?ms)^(```(toml|json|html|console)(?: (\S+))?\n)(.*?)^```$")


def performed(text: str, folder: Path) -> str:
    """The tutorial with what its commands print now, followed step by step in `folder`."""
    written, end = [], 0
    with chdir(folder):
        for block in _BLOCK.finditer(text):
            written.append(text[end : block.start(4)])
            written.append(_performed(block[2], block[3], block[4]))
            end = block.end(4)
    return "".join(written) + text[end:]


def _performed(kind: str, name: str | None, content: str) -> str:
    if kind in ("json", "html"):
        Path(name or "").write_text(content, "utf-8")
    elif kind == "toml":
        with Path(DECLARATION).open("a", encoding="utf-8") as form:
            form.write(content + "\n")
    else:
        return "".join(_shown(content))
    return content


def _shown(content: str) -> Iterator[str]:
    for line in content.splitlines():
        if line.startswith("$ "):
            program, *words = shlex.split(line[2:])
            assert program == "nianbao", line
            ran = nianbao(*words, LC_ALL="en_GB.UTF-8", COLUMNS="80")
            yield f"{line}\n{ran.err}{ran.out}"


def renewed() -> str:
    with TemporaryDirectory() as folder:
        return performed(TUTORIAL.read_text("utf-8"), Path(folder))


if __name__ == "__main__":
    TUTORIAL.write_text(renewed(), "utf-8")
