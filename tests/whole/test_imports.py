"""The import graph of compiler/: one order of rooms, each importing only those above it.

Every import counts, also one that a function makes late; those for type checkers only
count for direction, not for circles.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2] / "compiler"

# From what everything rests on to what rests on everything; what is to come has its place.
ORDER = (
    "text",
    "values",
    "catalogue",
    "format",
    "report",
    "ooxml",
    "workbook",
    "document",
    "checks",
    "proof",
    "audit",
    "readers",
    "learning",
    "output",
    "archive",
    "office",
    "edges",
    "pipeline",
    "commands",
    "cli",
    "__main__",
)
TO_COME: set[str] = set()
RANK = {room: rank for rank, room in enumerate(ORDER)}
# Not to meet: their values travel through report, format and pipeline.
APART = ("workbook", "document", "checks")
# The machine (files, folders, programs, the console) is met by these alone.
AT_THE_EDGE = {"pipeline", "commands", "cli"}

# `compiler` itself hands on the public names, loaded when they are asked for.
PUBLIC = {"pipeline", "edges.machine", "report.data"}

PARSERS = ("etree.parse", "etree.fromstring", "etree.XML", "etree.XMLParser", "etree.iterparse")
PACKERS = ("ZipFile", "ZipInfo", "is_zipfile")
# Who calls these outside ooxml, and why; an entry that is no longer needed fails.
JUSTIFIED: dict[tuple[str, str], str] = {}

# A command is called as what it does, also where a stage is called so.
COMMANDS = {"verify"}


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


def _room(module: str) -> str:
    return module.partition(".")[0]


def between_rooms() -> Iterator[tuple[str, str, Import]]:
    """Importing room, imported room, and the import; the public names are told apart."""
    for found in imports():
        importer, imported = _room(found.importer), _room(found.imported)
        if importer != imported and "compiler" not in (importer, imported):
            yield importer, imported, found


def test_at_the_top_level_stand_the_rooms_and_nothing_else() -> None:
    standing = {path.stem for path in ROOT.iterdir() if path.suffix in ("", ".py")}
    assert standing - {"__pycache__", "__init__"} == set(ORDER) - TO_COME
    loose = {path.stem for path in ROOT.glob("*.py")}
    assert loose == {"__init__", "__main__", "cli", "pipeline"}


def test_each_room_imports_only_those_above_it() -> None:
    backward = [
        f"{found.importer} imports {found.imported}"
        for importer, imported, found in between_rooms()
        if RANK[imported] > RANK[importer]
    ]
    assert backward == []


def test_checks_workbook_and_document_never_meet() -> None:
    met = [
        f"{found.importer} imports {found.imported}"
        for importer, imported, found in between_rooms()
        if {importer, imported} <= set(APART)
    ]
    assert met == []


def test_the_edges_are_met_by_pipeline_and_commands_alone() -> None:
    met = {importer for importer, imported, _ in between_rooms() if imported == "edges"}
    assert met <= AT_THE_EDGE


def test_the_package_hands_on_its_public_names_and_is_asked_for_its_version_only() -> None:
    handed = {found.imported for found in imports() if found.importer == "compiler"}
    assert handed <= PUBLIC
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "compiler":
                assert {alias.name for alias in node.names} <= {"__version__", *ORDER}, path


def test_nothing_imports_the_command() -> None:
    for found in imports():
        if _room(found.imported) in ("cli", "__main__"):
            assert found.importer == "__main__"
        if _room(found.imported) == "commands":
            assert _room(found.importer) in ("cli", "commands")
        if _room(found.imported) == "pipeline":
            assert _room(found.importer) in ("compiler", "commands", "cli")


def test_packages_are_parsed_in_ooxml_alone() -> None:
    parsing = {
        (module, call)
        for module, call in _calls_of_parsers()
        if _room(module) != "ooxml"
    }  # fmt: skip
    assert parsing == set(JUSTIFIED)


def _calls_of_parsers() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute | ast.Name):
                name = ast.unparse(node)
                if name in PARSERS or name.rpartition(".")[2] in PACKERS:
                    yield _module(path), name


def test_a_proof_knows_nothing_of_the_writing() -> None:
    """What is read back must not come from what was about to be written."""
    writing = {"document.write", "document.style", "document.table_markup"}
    proving = {module for module in modules() if _room(module) == "proof"}
    assert writing <= modules()
    assert {"proof.prove", "proof.verify", "proof.sealed", "proof.vouching"} <= proving
    for module in proving:
        assert not writing & _reached(module), module


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


def test_dataclasses_are_made_in_one_place() -> None:
    """Those of the standard library take a hundred times as long to make."""
    using = {
        _module(path)
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
    }
    assert using == {"values.dataclass"}


def test_there_is_no_circle() -> None:
    assert [module for module in sorted(modules()) if module in _reached(module)] == []


def test_no_two_modules_bear_one_name() -> None:
    names = Counter(path.stem for path in ROOT.rglob("*.py") if path.stem != "__init__")
    assert {name for name, times in names.items() if times > 1} == COMMANDS


def test_a_circle_or_a_backward_import_would_be_seen() -> None:
    known = {(found.importer, found.imported) for found in imports()}
    assert ("checks.every_check", "checks.fold") in known
    assert ("pipeline", "checks.every_check") in known, "late imports count"
    assert {"checks.fold", "format.expression", "values.report"} <= _reached("pipeline")


# What stands beside the package

REPOSITORY = ROOT.parent


def _ours_and_beside() -> Iterator[tuple[Path, ast.AST]]:
    for folder in ("tests", "docs", "benchmarks", "sample_workbooks"):
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            yield path.relative_to(REPOSITORY), ast.parse(path.read_text("utf-8"))


def test_the_docs_import_no_test() -> None:
    for path, tree in _ours_and_beside():
        if path.parts[0] == "docs":
            named = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
            assert not any(name.split(".")[0] == "tests" for name in named), path


def test_no_test_knows_a_private_name() -> None:
    for path, tree in _ours_and_beside():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("compiler"):
                private = [a.name for a in node.names if a.name.startswith("_")]
                assert set(private) <= {"__version__"}, (path, private)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                ("setattr", "patch", "patch.object")
            ):
                named = [a.value for a in node.args[:2] if isinstance(a, ast.Constant)]
                replaced = [str(name).rpartition(".")[2] for name in named]
                assert not any(n.startswith("_") and n[1:2] != "_" for n in replaced), (path, named)
