"""The tutorials of docs/ as they run, and `python -m tests.support.tutorial` to renew them.

A toml block is added to the tutorial's declaration, a json or html block is written to the file
that its fence names, each `$` line of a console block is run and what it prints follows.
Renewing replaces only what was printed, and the declaration kept among the examples.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.support.running import nianbao

DOCS = Path(__file__).parents[2] / "docs"


class Tutorial(NamedTuple):
    """`declaration` is the file that its toml blocks make, `kept` where the finished one stands."""

    page: Path
    declaration: str
    locale: str
    kept: Path | None = None


TUTORIALS = (
    Tutorial(DOCS / "declaring-a-format.md", "library.toml", "en_GB.UTF-8"),
    Tutorial(
        DOCS / "declaring-open-rows.md",
        "special-funds.toml",
        "zh_CN.UTF-8",
        DOCS / "examples" / "special-funds.toml",
    ),
)
_BLOCK = re.compile(r"(?ms)^(```(toml|json|html|console)(?: (\S+))?\n)(.*?)^```$")


def declared(text: str) -> str:
    """The declaration that the tutorial's blocks make together."""
    return "\n".join(block[4] for block in _BLOCK.finditer(text) if block[2] == "toml")


def performed(tutorial: Tutorial, folder: Path) -> str:
    """The tutorial with what its commands print now, followed step by step in `folder`."""
    text = tutorial.page.read_text("utf-8")
    written, end = [], 0
    with chdir(folder):
        for block in _BLOCK.finditer(text):
            written.append(text[end : block.start(4)])
            written.append(_performed(tutorial, block[2], block[3], block[4]))
            end = block.end(4)
    return "".join(written) + text[end:]


def _performed(tutorial: Tutorial, kind: str, name: str | None, content: str) -> str:
    if kind in ("json", "html"):
        Path(name or "").write_text(content, "utf-8")
    elif kind == "toml":
        with Path(tutorial.declaration).open("a", encoding="utf-8") as form:
            form.write(content + "\n")
    else:
        return "".join(_shown(tutorial, content))
    return content


def _shown(tutorial: Tutorial, content: str) -> Iterator[str]:
    for line in content.splitlines():
        if line.startswith("$ "):
            program, *words = shlex.split(line[2:])
            assert program == "nianbao", line
            ran = nianbao(*words, LC_ALL=tutorial.locale, COLUMNS="80")
            yield f"{line}\n{ran.err}{ran.out}"


def renew() -> None:
    for tutorial in TUTORIALS:
        with TemporaryDirectory() as folder:
            text = performed(tutorial, Path(folder))
        tutorial.page.write_text(text, "utf-8")
        if tutorial.kept:
            tutorial.kept.write_text(declared(text), "utf-8")


if __name__ == "__main__":
    renew()
