"""What is delivered: a wheel that works on its own, one version, a changelog that names it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from compiler import __version__
from compiler.edges.shelf import shelf_of
from tests.support.workbooks import GOOD, SAMPLES

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    [built] = folder.glob("*.whl")
    return built


def _members(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


# The wheel


def test_the_wheel_carries_every_module_and_nothing_but_the_program(wheel: Path) -> None:
    assert wheel.name == f"nianbao-{__version__}-py3-none-any.whl"
    names = _members(wheel)
    modules = {str(p.relative_to(ROOT).as_posix()) for p in (ROOT / "compiler").rglob("*.py")}
    assert modules <= set(names)
    folders = {name.split("/")[0] for name in names}
    assert folders == {"compiler", f"nianbao-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
    # The classifier says that its types can be relied upon.
    assert "compiler/py.typed" in names


def test_the_wheel_carries_every_declaration_and_its_blank_workbook(wheel: Path) -> None:
    names = _members(wheel)
    assert shelf_of({}).known()
    for id in shelf_of({}).known():
        assert f"compiler/templates/{id}.toml" in names
        assert f"compiler/templates/{id}.xlsx" in names
        assert f"compiler/templates/ready/{id}.pickle" in names


def test_the_wheel_works_where_there_is_no_clone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "LC_ALL": "en_US.UTF-8"}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=tmp_path, env=environment, capture_output=True,
            text=True, encoding="utf-8", check=True,
        )  # fmt: skip
        return done.stdout

    assert str(tmp_path) in run("-c", "import compiler; print(compiler.__file__)")
    assert run("-m", "compiler", "--version") == f"nianbao {__version__}\n"
    assert str(tmp_path) in run("-m", "compiler", "formats", "disclosure-2019", "--json")
    for id in shelf_of({}).known():
        named = f"shelf_of({{}}).named({id!r})"
        words = f"from compiler.edges.shelf import shelf_of; print({named}.ready is not None)"
        assert run("-c", words) == "True\n", "as the build worked it out"
    assert "new.docx" in run(
        "-m", "compiler", "compile", str(SAMPLES / f"{GOOD}.xlsx"), "-o", "new.docx"
    )
    assert "Intact" in run("-m", "compiler", "verify", "new.docx")


def test_the_command_is_nianbao_and_the_licence_is_enclosed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"nianbao-{__version__}.dist-info"
        assert "nianbao = compiler.cli:main" in archive.read(f"{info}/entry_points.txt").decode()
        about = archive.read(f"{info}/METADATA").decode()
    assert f"Version: {__version__}\n" in about
    assert "Requires-Python: >=3.11\n" in about
    assert "License-Expression: MIT\n" in about
    assert f"{info}/licenses/LICENSE" in _members(wheel)


# The version


def test_the_version_is_said_in_one_place() -> None:
    assert "version" not in PROJECT
    assert PROJECT["dynamic"] == ["version"]
    assert metadata.version("nianbao") == __version__
    said = [
        p for p in (ROOT / "compiler").rglob("*.py") if f'"{__version__}"' in p.read_text("utf-8")
    ]
    assert said == [ROOT / "compiler" / "__init__.py"]


def test_the_changelog_names_the_version_first() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    [newest, *_] = re.findall(r"^## (\S+?)(?:（|\s|$)", text, re.MULTILINE)
    assert newest == __version__


def test_what_runs_needs_few_libraries_and_none_of_the_tests() -> None:
    names = {re.split(r"[<>=]", each)[0] for each in PROJECT["dependencies"]}
    assert names == {"openpyxl", "python-docx", "xlsxwriter", "lxml", "jinja2", "rich", "shtab"}
