"""LibreOffice in tests: converts workbooks, recalculating every formula where asked to.

Each run has a profile folder of its own and a time limit. LibreOffice trusts the cached
values of workbooks that it did not write; `recalculating` switches that off.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

# LibreOffice's schema Calc.xcs, Formula/Load: 0 always, 1 never, 2 asks; else only its own.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def converted(
    files: Iterable[Path], folder: Path, *, recalculating: bool = False, to: str = "xlsx"
) -> list[Path]:
    """The files as LibreOffice saves them, in `folder`; one process for all of them."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    sources = list(files)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="nianbao-office-") as profile:
        if recalculating:
            settings = Path(profile, "user", "registrymodifications.xcu")
            settings.parent.mkdir()
            settings.write_text(_ALWAYS_RECALCULATE, "utf-8")
        subprocess.run(
            [
                program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                "--norestore", "--convert-to", to, "--outdir", str(folder), *map(str, sources),
            ],
            check=True, timeout=30 + 5 * len(sources), capture_output=True,
        )  # fmt: skip
    ending = to.partition(":")[0]  # a filter may be named after it
    results = [folder / f"{source.stem}.{ending}" for source in sources]
    assert all(result.is_file() for result in results)
    return results
