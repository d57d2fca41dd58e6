"""What stands beside nianbao in the benchmarks: made ready outside the timing, or told missing.

Given a folder to write to, the commands that make one report of the sample workbook, by name.
What is not on this machine is left out with the reason. No document library is imported here:
a process that measures others must stay small.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
SCRIPTS = BENCHMARKS / "peer"
WORKBOOK = ROOT / "sample_workbooks" / "cangshan-justice-2020.xlsx"
# Latest on the registry when they were chosen; Carbone is run here, no part of it is kept.
NODE_PACKAGES = {"docxtemplater": "3.71.0", "pizzip": "3.3.0", "carbone": "3.8.2"}
NODE_FOLDER = Path(tempfile.gettempdir(), "nianbao-benchmark-node")
ENGINES = ("docxtemplater", "carbone")
MANNERS = ("usual", "sparing")


class Peers(NamedTuple):
    """`commands` write `documents` of the same names, each as a process of its own."""

    template: Path
    commands: dict[str, list[str]]
    documents: dict[str, Path]
    missing: list[str]
    versions: list[str]


class BenchmarkError(Exception):
    """A process that should have succeeded did not."""


def prepare(folder: Path) -> None:
    """As an installed package is: modules compiled, what the build works out worked out."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    os.environ["PYTHONUTF8"] = "1"
    for making in ("compiler.edges.ready_made", "compiler.commands.explain"):
        once([sys.executable, "-m", making])


def peers(folder: Path, node_folder: Path = NODE_FOLDER) -> Peers:
    template = folder / "docxtpl-template.docx"
    found = Peers(template, {}, {}, [], [f"Python {platform.python_version()}"])
    for name in ("openpyxl", "docxtpl", "python-docx", "lxml"):
        try:
            found.versions.append(f"{name} {version(name)}")
        except PackageNotFoundError as error:
            raise BenchmarkError(f'{name} is missing: pip install -e ".[benchmark]"') from error
    _make("make_template.py", WORKBOOK, template)
    for manner in MANNERS:
        _add(found, folder, manner, _script("compile_with_docxtpl.py", WORKBOOK, template), manner)
    _add(found, folder, "python-docx", _script("compile_with_python_docx.py", WORKBOOK))
    _add_node(found, folder, node_folder)
    return found


def add_pandoc(found: Peers, folder: Path) -> None:
    """It is only ever a process of its own."""
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        found.missing.append("pandoc: it is not on the path")
        return
    _make("make_markdown.py", WORKBOOK, folder / "report.md")
    _add(found, folder, "pandoc", [pandoc, "-f", "markdown", str(folder / "report.md"), "-o"])
    found.versions.append(once([pandoc, "--version"]).splitlines()[0])


def once(command: list[str]) -> str:
    """Run to the end and give what it printed. Raises BenchmarkError with its words."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        words = "\n".join(part for part in (done.stdout.strip(), done.stderr.strip()) if part)
        raise BenchmarkError(f"{' '.join(command[:3])} exited {done.returncode}\n{words}")
    return done.stdout


def rendering(folder: Path, engine: str) -> list[str]:
    """The command but for the document it writes; its template and data are made."""
    template, data = folder / f"{engine}-template.docx", folder / "data.json"
    return ["node", *map(str, (SCRIPTS / "render.js", engine, template, data))]


def _script(name: str, *given: Path) -> list[str]:
    return [sys.executable, str(SCRIPTS / name), *map(str, given)]


def _make(name: str, *given: Path | str) -> None:
    once([sys.executable, str(SCRIPTS / name), *map(str, given)])


def _add(found: Peers, folder: Path, name: str, command: list[str], *after: str) -> None:
    out = folder / f"{name}.docx"
    found.commands[name] = [*command, str(out), *after]
    found.documents[name] = out


def _add_node(found: Peers, folder: Path, node_folder: Path) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        found.missing.append("docxtemplater, carbone: node or npm is not on the path")
        return
    modules = node_folder / "node_modules"
    if any(_installed(modules, name) != wanted for name, wanted in NODE_PACKAGES.items()):
        node_folder.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{number}" for name, number in NODE_PACKAGES.items()]
        quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts"]
        try:
            once([npm, "install", "--prefix", str(node_folder), *quiet, *wanted])
        except BenchmarkError as error:
            reason = ", ".join(str(error).splitlines()[:2])
            found.missing.append(f"docxtemplater, carbone: {reason}")
            return
    os.environ["NODE_PATH"] = str(modules)
    _make("plain_reading.py", WORKBOOK, folder / "data.json")
    for engine in ENGINES:
        _make("make_template.py", WORKBOOK, folder / f"{engine}-template.docx", engine)
        _add(found, folder, engine, rendering(folder, engine))
    numbers = [f"{name} {number}" for name, number in NODE_PACKAGES.items()]
    found.versions.extend([f"node {once([node, '--version']).strip()}", *numbers])


def _installed(modules: Path, name: str) -> str | None:
    try:
        return str(json.loads((modules / name / "package.json").read_bytes())["version"])
    except FileNotFoundError:
        return None
