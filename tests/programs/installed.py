"""The other programs: which versions, how they are installed, how each is run.

Packages of npm and PyPI go to a folder of their own at the versions named here; LibreOffice
and Gnumeric are taken as the system has them, and left out where it has none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
NPM = {"xlsx": "0.18.5", "exceljs": "4.4.0", "xlsx-populate": "1.21.0", "hyperformula": "3.5.0"}
PYPI = {"openpyxl": "3.1.5", "pyexcel": "0.7.6", "pyexcel-xlsx": "0.6.1", "formulas": "1.3.4"}
# What is saved by which package; two ways of calling pyexcel.
PACKAGES = {
    "sheetjs": "xlsx", "exceljs": "exceljs", "xlsx-populate": "xlsx-populate",
    "openpyxl": "openpyxl", "pyexcel": "pyexcel", "pyexcel-all": "pyexcel",
    "hyperformula": "hyperformula", "formulas": "formulas",
}  # fmt: skip
SAVING = (
    "libreoffice", "gnumeric", "sheetjs", "exceljs", "xlsx-populate", "openpyxl", "pyexcel",
    "pyexcel-all",
)  # fmt: skip
CALCULATING = ("libreoffice", "gnumeric", "hyperformula", "formulas")
_OF_THE_SYSTEM = {"libreoffice": "soffice", "gnumeric": "ssconvert"}
_IN_NODE = ("sheetjs", "exceljs", "xlsx-populate", "hyperformula")
_SECONDS = 300
# LibreOffice trusts stored results; with this it calculates all of them (Calc.xcs, Formula/Load).
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class NotRunError(Exception):
    """A program that is not installed, or that gave up; its own last words."""


@dataclass(frozen=True)
class Tools:
    """The folder in which the packages are installed."""

    folder: Path

    def install(self) -> None:
        """Do what is not done yet."""
        if not (self.folder / "node_modules").exists():
            wanted = [f"{name}@{version}" for name, version in NPM.items()]
            quiet = ("--no-audit", "--no-fund")
            _run([_found("npm"), "install", "--prefix", self.folder, *quiet, *wanted])
        if not self._python.exists():
            venv.create(self.folder / "venv", with_pip=True)
            wanted = [f"{name}=={version}" for name, version in PYPI.items()]
            _run([self._python, "-m", "pip", "install", "-q", *wanted])

    @property
    def _python(self) -> Path:
        inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
        return self.folder / "venv" / inside

    def version(self, program: str) -> str:
        if program in _OF_THE_SYSTEM:
            told = _run([_found(_OF_THE_SYSTEM[program]), "--version"])
            return str(re.findall(r"\d+(?:\.\d+)+", told)[0])
        package = PACKAGES[program]
        with_it = f", pyexcel-xlsx {PYPI['pyexcel-xlsx']}" if package == "pyexcel" else ""
        return (NPM.get(package) or PYPI[package]) + with_it

    def save(self, program: str, source: Path, target: Path) -> None:
        """The workbook opened and saved again, nothing else done."""
        if program == "libreoffice":
            self._libreoffice(source, target, "")
        elif program == "gnumeric":
            _run([_found("ssconvert"), source, target])
        elif program in _IN_NODE:
            self._node("save.cjs", program, source, target)
        else:
            _run([self._python, HERE / "save.py", program, source, target])

    def calculate(self, program: str, source: Path, target: Path) -> None:
        """Every formula calculated; the target is a workbook or, of the libraries, JSON.

        HyperFormula is given cells as JSON, the others a workbook.
        """
        if program == "libreoffice":
            self._libreoffice(source, target, _ALWAYS)
        elif program == "gnumeric":
            _run([_found("ssconvert"), "--recalc", source, target])
        elif program == "hyperformula":
            self._node("calculate.cjs", source, target)
        else:
            _run([self._python, HERE / "calculate.py", source, target])

    def _node(self, script: str, *words: str | Path) -> None:
        _run([_found("node"), HERE / script, *words], NODE_PATH=str(self.folder / "node_modules"))

    def _libreoffice(self, source: Path, target: Path, settings: str) -> None:
        profile = target.parent / "profile"
        written = profile / "user" / "registrymodifications.xcu"
        if settings:
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(settings, "utf-8")
        folder = target.parent / "converted"
        _run(
            [
                _found("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless",
                "--norestore", "--convert-to", "xlsx", "--outdir", folder, source,
            ]
        )  # fmt: skip
        shutil.move(folder / source.name, target)


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise NotRunError(f"{program} is not installed")
    return path


def _run(words: Sequence[str | Path], **environment: str) -> str:
    command = [str(word) for word in words]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_SECONDS, check=True,
            encoding="utf-8", errors="replace", env={**os.environ, **environment},
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or [""])[-1]
        raise NotRunError(
            f"{Path(command[0]).name} exits with {error.returncode}: {last}"
        ) from error
    return done.stdout
