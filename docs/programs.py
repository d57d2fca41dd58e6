"""Tries again what docs/programs.md says of other programs, and prints where it no longer holds.

    python docs/programs.py

It needs LibreOffice and AbiWord on the machine; the Python packages (pandoc comes in one) are
installed, in the versions that the page names, into a temporary folder. It is no part of CI: it takes minutes
and the package registry. Exit code 0 where the page holds, 1 where it does not; a program that
is not there is told and does not count.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from tried import EXTRAS, PINNED, WAYS, Expected, MissingError, Tools, seen  # noqa: E402

from compiler.document.compose import compose  # noqa: E402
from compiler.document.tree import TableBlock  # noqa: E402
from compiler.edges.machine import desk_of  # noqa: E402
from compiler.pipeline import compile_report  # noqa: E402

PAGE = HERE / "programs.md"
REPORTS = ROOT / "tests" / "prose" / "contexts"
# Both of the edition of 2021, with 200 figures.
REPORT, OTHER = "city-2024", "department-2022"


def told(page: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """What the page says, by program and what was done: version, and what was seen."""
    rows = (line.strip("| ").split("|") for line in page.splitlines() if line.startswith("|"))
    cells = [[cell.strip() for cell in row] for row in rows]
    known = {(way.program, way.done) for way in WAYS}
    return {(row[0], row[1]): tuple(row[2:7]) for row in cells if tuple(row[:2]) in known}


def compiled(name: str, folder: Path) -> tuple[Path, Expected]:
    prior = REPORTS / f"{name}.prior.json"
    outcome = compile_report(
        REPORTS / f"{name}.json", desk_of(), None, prior if prior.is_file() else None
    )
    assert outcome.document, [finding.message("zh") for finding in outcome.findings]
    assert outcome.report
    assert outcome.form
    path = folder / f"{name}.docx"
    path.write_bytes(outcome.document)
    tree = compose(outcome.report, outcome.form)
    tables = [block for block in tree.blocks if isinstance(block, TableBlock)]
    return path, [
        {(cell.row, cell.column): words for cell, words in table.shown() if cell.figure and words}
        for table in tables
    ]


def installed(folder: Path) -> Tools:
    """A Python of its own with the pinned packages."""
    home = folder / "python"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = [f"{EXTRAS.get(name, name)}=={version}" for name, version in PINNED.items()]
    subprocess.run([str(python), "-m", "pip", "install", "-q", *wanted], check=True)
    return Tools(str(python), folder)


def main() -> int:
    says = told(PAGE.read_text("utf-8"))
    changed = 0
    with TemporaryDirectory(prefix="nianbao-programs-") as name:
        tools = installed(Path(name))
        document, expected = compiled(REPORT, tools.folder)
        other, _ = compiled(OTHER, tools.folder)
        for way in WAYS:
            where = f"{way.program}，{way.done}"
            try:
                version = way.version(tools)
                found = seen(way.made(tools, document, other), expected, ROOT)
            except MissingError as fault:
                print(f"没有试 not tried: {where}: {fault}")
                continue
            now = (version, found.verified, found.figures, found.bookmarks, found.numbers)
            was = says.get((way.program, way.done), ())
            if now == was:
                print(f"不变 holds: {where}")
                continue
            changed += 1
            print(
                f"不同 differs: {where}\n  页上 page: {' | '.join(was)}\n  现在 now:  {' | '.join(now)}"
            )
    print(f"与 {PAGE.name} 不同的有 {changed} 处。")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
