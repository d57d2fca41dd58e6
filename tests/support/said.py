"""What is really said of each kind's example, and `python -m tests.support.said` to renew it.

The words go to `nianbao explain` (compiler/catalogue/examples.toml), what a terminal shows to
the manual (docs/examples/terminal.toml); docs/rebuild.py makes the manual of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from compiler.catalogue.all import KINDS
from compiler.output.terminal import render
from compiler.text.language import Language
from compiler.values.findings import Finding
from docs.dialect import EXAMPLES, Example, Told, chosen
from tests.support.cases import case_of, findings_of
from tests.support.cells_page import cells_page
from tests.support.ways import found_by

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "compiler" / "catalogue" / "examples.toml"
TERMINAL = EXAMPLES / "terminal.toml"
CELLS = ROOT / "docs" / "cells.md"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_WORDS = """\
# 每种问题的一个真实例子，供 nianbao explain 显示。由 python -m tests.support.said 写出，请勿手改。
# A real example of every kind, for nianbao explain; written by tests/support/said.py.
"""
_TERMINAL = """\
# 每种问题的例子在终端上的样子，供手册用。由 python -m tests.support.said 写出，请勿手改。
# Every kind's example as a terminal shows it, for the manual.
"""


@cache
def said() -> Mapping[str, Finding]:
    """The finding of each kind, by its code, in the order of the catalogue."""
    return {kind.code: _finding(kind.code, chosen()[kind.code]) for kind in KINDS}


def _finding(code: str, example: Example | Told) -> Finding:
    found = found_by(example) if isinstance(example, Told) else findings_of(case_of(example))
    return next(finding for finding in found if finding.code == code)


def products() -> dict[Path, str]:
    """Every file that is written, with its contents."""
    return {WORDS: _toml(_WORDS, _words), TERMINAL: _toml(_TERMINAL, _shown), CELLS: cells_page()}


def _toml(head: str, lines: Callable[[Finding], Iterator[str]]) -> str:
    """A JSON string is a basic string of TOML."""
    tables = (f"\n[{code}]\n" + "".join(lines(finding)) for code, finding in said().items())
    return head + "".join(tables)


def _words(finding: Finding) -> Iterator[str]:
    for language in LANGUAGES:
        texts = {"message": finding.message(language), "hint": finding.hint(language)}
        inside = ", ".join(f"{key} = {_quoted(text)}" for key, text in texts.items())
        yield f"{language} = {{ {inside} }}\n"


def _shown(finding: Finding) -> Iterator[str]:
    """Without the verdict on the whole report."""
    for language in LANGUAGES:
        text = render([finding], language, width=88)
        yield f"{language} = [\n"
        yield from (f"  {_quoted(line)},\n" for line in text.rstrip().splitlines())
        yield "]\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    for path, text in products().items():
        path.write_text(text, "utf-8", newline="\n")
