"""Packages for the archive in tests: made in this process, written to a folder, checked by others.

The other programs are those that the package itself tells its reader to use.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from compiler.edges import libreoffice as rendering
from tests.support.documents import tables
from tests.support.running import Ran, nianbao

# 15 March 2021, 01:02:03 in UTC.
EPOCH = "1615770123"
ENTRIES = ("--fonds", "J012", "--retention", "永久", "--topic", "BGS", "--item", "7")
CODE = "J012-WS·2020-Y-BGS-0007"


def archived(report: Path, output: Path, *words: str | Path, office: bool = False) -> Ran:
    """`nianbao archive` at a fixed time; without LibreOffice unless it is asked for."""
    words = words or ENTRIES
    command = ("archive", report, "-o", output, *words)
    if office:
        return nianbao(*command, SOURCE_DATE_EPOCH=EPOCH)
    with patch.object(rendering, "office_program", lambda: None):
        return nianbao(*command, SOURCE_DATE_EPOCH=EPOCH)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def bagit_says(folder: Path) -> tuple[bool, str]:
    """Whether the Library of Congress's program finds the bag valid, and what it says."""
    pytest.importorskip("bagit", reason="bagit is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(folder)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode == 0, done.stderr


def sums_hold(folder: Path, *command: str) -> bool:
    """Whether a list of digests checks out with a common tool; skipped where there is none."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    if command[0] == "cksum":
        asked = subprocess.run(["cksum", "-a", "sm3", os.devnull], capture_output=True, check=False)
        if asked.returncode:
            pytest.skip("a cksum that knows SM3 (GNU coreutils 9.0) is not installed")
    done = subprocess.run(list(command), cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def taken_by(folder: Path) -> dict[str, Any]:
    """Every entry of a folder by name, with what a file holds: to see that nothing changed."""
    return {p.name: p.read_bytes() if p.is_file() else None for p in folder.iterdir()}


def form_rows(package: Path) -> dict[str, str]:
    """The conclusion of each item of the form."""
    [table] = tables((package / "四性检测.docx").read_bytes())
    return {row[1]: row[3] for row in table if len(row) == 4}


def pdf(
    font: str = "Fang#53ong",
    declared: str = "2",
    embedded: str = "/FontFile2 9 0 R",
    rest: str = "",
) -> bytes:
    """As much of a PDF/A as is looked at, with one font."""
    return f"""%PDF-1.6
1 0 obj <</Type/Pages/Count 3/Kids[2 0 R]>> endobj
2 0 obj <</Type /Pages /Parent 1 0 R /Count 2>> endobj
3 0 obj <</Type/FontDescriptor/FontName/ABCDEF+{font}{embedded}>> endobj
4 0 obj <<>> stream
<pdfaid:part>{declared}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<pdf:Producer>LibreOffice 24.2</pdf:Producer>
endstream endobj {rest}
""".encode()
