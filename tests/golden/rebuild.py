"""Rebuilds the golden documents: what is compiled, unzipped, so that a change shows in a diff.

    python tests/golden/rebuild.py [--check]

Each part stands in a file of its own name, an element or a sealed text a line. Digests are
left out, for they change with every byte of the workbook and the declaration; so is the
theme, which is python-docx's. Of the second edition's document only the body is kept: in all
else it is as the first's. `--check` writes nothing and exits 1 if a file is not what it would
be.
"""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

from compiler.edges.machine import desk_of
from compiler.pipeline import compile_report

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "sample_workbooks"
CONTEXTS = HERE.parent / "prose" / "contexts"
DOCUMENTS = {
    "good": (SAMPLES / "cangshan-justice-2020.xlsx", None, False),
    "draft": (SAMPLES / "cangshan-justice-2020-faults.xlsx", None, True),
    "second": (CONTEXTS / "city-2024.json", CONTEXTS / "city-2024.prior.json", False),
}
_NOT_OURS = ("word/theme/theme1.xml",)
_ONLY = {"second": ("word/document.xml",)}


def products() -> dict[Path, str]:
    """Every golden file with its contents."""
    return {
        HERE / name / part: text
        for name, (report, prior, draft) in DOCUMENTS.items()
        for part, text in _unzipped(_document(report, prior, draft)).items()
        if part in _ONLY.get(name, (part,))
    }


def present() -> set[Path]:
    """The golden files that are there."""
    return {path for name in DOCUMENTS for path in (HERE / name).rglob("*") if path.is_file()}


def _document(report: Path, prior: Path | None, draft: bool) -> bytes:
    compilation = compile_report(report, desk_of(), prior=prior, draft=draft)
    if compilation.document is None:
        raise SystemExit("\n".join(f.message("zh") for f in compilation.findings))
    return compilation.document


def _unzipped(document: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(document)) as package:
        names = package.namelist()
        parts = {n: _by_line(package.read(n).decode()) for n in names if n not in _NOT_OURS}
    return {"members.txt": "".join(f"{name}\n" for name in names), **parts}


def _by_line(markup: str) -> str:
    lines = markup.replace("><", ">\n<").replace('", "', '",\n"').rstrip("\n")
    return re.sub(r"\b[0-9a-f]{64}\b", "(sha256)", lines) + "\n"


def main() -> int:
    checking = "--check" in sys.argv[1:]
    wanted = products()
    stale = present() - wanted.keys()
    for path, text in wanted.items():
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.add(path)
        if not checking:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    for path in sorted(stale):
        print(f"{'not current' if checking else 'rebuilt'}: {path.relative_to(HERE)}")
        if not checking and path not in wanted:
            path.unlink()
    return 1 if checking and stale else 0


if __name__ == "__main__":
    sys.exit(main())
