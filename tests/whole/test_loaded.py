"""What each command loads: a module that nobody needs costs every run of it.

A bound is what is loaded today with a little room; whoever needs more says so here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.support.workbooks import GOOD, SAMPLES

ROOT = Path(__file__).parents[2]
REPORT = str(SAMPLES / f"{GOOD}.xlsx")

# What a run of the command leaves among the loaded modules; what it prints is not asked.
RUN = """
import io, json, sys
sys.argv[0] = "nianbao"
sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
from compiler.cli import main
code = main()
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
# What the project depends on, as it is imported.
LIBRARIES = {"openpyxl", "docx", "xlsxwriter", "lxml", "jinja2", "rich"}
# Nothing that reads a declaration's TOML, where the build has worked it out.
FROM_TOML = ("format.load", "format.keys", "format.entry", "format.grammar", "format.validate")


def loaded(*words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return list(names)


def ours(names: Iterable[str]) -> set[str]:
    return {name.partition(".")[2] for name in names if name.startswith("compiler.")}


@pytest.fixture(scope="module", autouse=True)
def _worked_out() -> None:
    """As in what is installed."""
    for module in ("compiler.edges.ready_made", "compiler.commands.explain"):
        subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("words", "others", "most"),
    [
        (("--help",), set(), 18),
        (("check", "--help"), set(), 18),
        (("explain", "T301"), set(), 25),
        (("explain", "T301", "--json"), set(), 92),
        (("explain", "P602", "--json"), set(), 80),
        (("check", REPORT), {"lxml"}, 205),
        (("check", REPORT, "--json"), {"lxml"}, 205),
        (("compile", REPORT, "-o", "{folder}/out.docx"), {"lxml"}, 244),
    ],
    ids=lambda value: " ".join(map(str, value))[:30] if isinstance(value, tuple) else "",
)
def test_a_command_loads_what_it_needs(
    words: tuple[str, ...], others: set[str], most: int, tmp_path: Path
) -> None:
    names = loaded(*(word.format(folder=tmp_path) for word in words))
    assert {name.partition(".")[0] for name in names} & LIBRARIES == others
    assert len(ours(names)) <= most
    rooms = {name.partition(".")[0] for name in ours(names)}
    assert not ours(names) & set(FROM_TOML)
    assert "tomllib" not in names or words[0] == "explain"
    if words[-1] == "--help":
        assert rooms <= {"cli", "commands", "edges", "text", "values"}
        values = {name for name in ours(names) if name.startswith("values.")}
        assert values <= {"values.named_tuple"}
        assert "dataclasses" not in names
    if words[0] == "explain" and words[-1] != "--json":
        assert not rooms & {"readers", "document", "workbook", "proof", "ooxml"}
    if REPORT in words:
        assert not {"hashlib", "argparse"} & set(names)
    if words[0] == "check":
        assert not rooms & {"document", "proof", "audit", "office", "archive", "learning"}
    assert not any(name.startswith("checks.diagnosing") for name in ours(names))
    assert not any(name.startswith("output.html") for name in ours(names))
