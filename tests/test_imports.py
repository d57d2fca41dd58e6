"""The import graph of compiler/: stages look forward only, and nothing goes in a circle.

Every import counts, also one that a function makes late; those for type checkers only
count for direction, not for circles.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.examples import HERE

ROOT = HERE.parent / "compiler"

# From what everything rests on to what rests on everything. A part imports only parts
# above it in this list, or beside it in its own line.
LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "model",
        "version",
        "numerals",
        "chinese",
        "labels",
        "characters",
        "text_width",
        "written_date",
    ),
    ("findings",),
    ("catalogue", "words"),
    ("format", "recognise", "members", "package", "files", "folders", "rendering"),
    ("typed", "places", "reading", "compared"),
    ("diagnosis",),
    ("data",),
    ("prior",),
    ("quotes",),
    ("workbook", "checks", "document"),
    ("output",),
    ("archive",),
    ("pipeline",),
    ("commands",),
    ("cli", "__main__"),
)
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}
# Beside one another, but not to meet: their values travel through model and format.
STAGES = ("workbook", "checks", "document")

# The console and the arguments know no report: they stand where they are needed.
APART = ("command_line",)

# What breaks the rules above and why; an entry that is no longer needed fails.
JUSTIFIED = {
    ("compiler", "version"): "a public name",
    ("compiler", "pipeline"): "the public names, loaded when asked for",
}


@dataclass(frozen=True)
class Import:
    importer: str
    imported: str
    for_types_only: bool


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for path in sorted(ROOT.rglob("*.py")) for found in _imports_of(path))


def _module(path: Path) -> str:
    names = list(path.relative_to(ROOT).with_suffix("").parts)
    if names[-1] == "__init__":
        names.pop()
    return ".".join(names) or "compiler"


@cache
def modules() -> frozenset[str]:
    return frozenset(_module(path) for path in ROOT.rglob("*.py"))


def _imports_of(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if imported := _ours(name):
                yield Import(_module(path), imported, node in typing_only)


def _ours(name: str) -> str | None:
    """`compiler.format.load.load` → format.load; None for what is not ours."""
    package, _, rest = name.partition(".")
    if package != "compiler":
        return None
    while rest and rest not in modules():
        rest = rest.rpartition(".")[0]
    return rest or "compiler"


def _part(module: str) -> str:
    return module.partition(".")[0]


def test_every_part_has_its_place() -> None:
    parts = {_part(module) for module in modules()} - {"compiler"}
    assert sorted(parts) == sorted({*RANK, *APART} & parts)


def test_stages_only_look_forward() -> None:
    backward = []
    for found in imports():
        importer, imported = _part(found.importer), _part(found.imported)
        if importer == imported or (found.importer, found.imported) in JUSTIFIED:
            continue
        if importer in APART or imported == "compiler":
            continue
        if imported in APART:
            wrong = RANK.get(importer, 0) < RANK["commands"]
        else:
            wrong = importer == "compiler" or RANK[imported] > RANK[importer]
        if wrong or {importer, imported} <= set(STAGES):
            backward.append(f"{found.importer} imports {found.imported}")
    assert backward == []


def test_what_is_justified_is_there() -> None:
    present = {(found.importer, found.imported) for found in imports()}
    assert set(JUSTIFIED) <= present


@pytest.mark.parametrize("part", APART)
def test_parts_that_stand_apart_know_nothing_of_reports(part: str) -> None:
    known = {found.imported for found in imports() if _part(found.importer) == part}
    assert {_part(name) for name in known} <= {
        part,
        "version",
        "findings",
        "numerals",
        "text_width",
    }


def test_nothing_imports_the_command() -> None:
    for found in imports():
        if _part(found.imported) in ("cli", "__main__"):
            assert found.importer == "__main__"
        if _part(found.imported) == "commands":
            assert _part(found.importer) in ("cli", "commands")
        if _part(found.imported) == "pipeline":
            assert _part(found.importer) in ("compiler", "commands", "cli")


def test_a_proof_knows_nothing_of_the_writing() -> None:
    """What is read back must not come from what was about to be written."""
    writing = {"document.write", "document.table", "document.style"}
    readers = {
        f"document.proof.{name}" for name in ("prove", "visible", "verify", "sealed", "additions")
    }
    assert writing | readers <= modules()
    for reader in readers:
        assert not writing & _reached(reader), reader


def _reached(module: str) -> set[str]:
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for imported in _graph().get(waiting.pop(), set()) - found:
            found.add(imported)
            waiting.append(imported)
    return found


@cache
def _graph() -> dict[str, set[str]]:
    """What loading a module loads. The package itself hands on names, and loads nothing."""
    graph: dict[str, set[str]] = {}
    for found in imports():
        if not found.for_types_only and found.imported != "compiler":
            graph.setdefault(found.importer, set()).add(found.imported)
    return graph


def test_there_is_no_circle() -> None:
    assert [module for module in sorted(modules()) if module in _reached(module)] == []


def test_a_circle_or_a_backward_import_would_be_seen() -> None:
    known = {(found.importer, found.imported) for found in imports()}
    assert ("checks.check", "checks.fold") in known
    assert ("pipeline", "checks.check") in known, "late imports count"
    assert {"checks.fold", "format.expression", "model"} <= _reached("pipeline")
