"""Rebuilds the sample workbooks, the blank ones offered for download and the reference document.

    python sample_workbooks/rebuild.py [--check]

`--check` writes nothing and exits 1 if a file is not what it would be. The broken sample
is the good one with the faults of faults.toml.
"""

from __future__ import annotations

import json
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from compiler.document.reference.specimen import reference_document
from compiler.edges.shelf import shelf_of, shipped_folder
from compiler.format.declaration import Declaration
from compiler.format.form import form_of
from compiler.report.from_data import read_data
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId, Quantity, Unreadable
from compiler.values.origin import Source
from compiler.workbook.form.make import blank_report, write_form

HERE = Path(__file__).parent


def products() -> dict[Path, bytes]:
    """Every file that is rebuilt, with its contents."""
    found: dict[Path, bytes] = {}
    for data in sorted(HERE.glob("*.json")):
        found[data.with_suffix(".xlsx")] = _filled(json.loads(data.read_bytes()))
    faults = tomllib.loads((HERE / "faults.toml").read_text("utf-8"), parse_float=Decimal)
    broken = _planted(json.loads((HERE / faults["good"]).read_bytes()), faults["fault"])
    found[HERE / f"{faults['report']}.xlsx"] = _filled(broken, _texts(faults["fault"]))
    shelf = shelf_of({})
    for id in shelf.known():
        declaration = shelf.asked(id)
        if isinstance(declaration, Declaration):
            form = form_of(declaration)
            blank = write_form(form, blank_report(form, None, None))
            found[shipped_folder() / f"{id}.xlsx"] = blank
    found[shipped_folder() / "reference.docx"] = reference_document("zh")
    return found


def _filled(data: dict[str, Any], texts: Mapping[FigureId, Quantity] | None = None) -> bytes:
    reading = read_data(
        json.dumps(data, default=str).encode(), Source("", "json", ""), "", shelf_of(), None
    )
    if reading.report is None or reading.form is None:
        raise SystemExit("\n".join(f.message("zh") for f in reading.findings))
    figures = {**reading.report.figures, **(texts or {})}
    return write_form(reading.form, replace(reading.report, figures=figures))


def _texts(faults: list[dict[str, Any]]) -> dict[FigureId, Quantity]:
    """Figures to be written as the text that they are, even where it means a number."""
    cells = [cell for fault in faults for cell in fault.get("cells", ())]
    return {
        FigureId(cell["table"], cell["row"], cell["column"]): Unreadable(cell["value"])
        for cell in cells
        if isinstance(cell["value"], str) and cell["value"]
    }


def _planted(data: dict[str, Any], faults: list[dict[str, Any]]) -> dict[str, Any]:
    for fault in faults:
        for cell in fault.get("cells", ()):
            row = data["tables"][cell["table"]][cell["row"]]
            value = cell["value"]
            row[cell["column"]] = None if value == "" else value
        for place in fault.get("prose", ()):
            paragraph = data["narrative"][place["section"]][place["paragraph"] - 1]
            paragraph["text"] = paragraph["text"].replace(place["old"], place["new"])
    return data


def same_parts(one: bytes, other: bytes) -> bool:
    """Equal part by part: the compressed bytes depend on the machine's compressor."""
    packages = [zipfile.ZipFile(BytesIO(each)) for each in (one, other)]
    first, second = ({n: p.read(n) for n in p.namelist()} for p in packages)
    return first == second


def main() -> int:
    checking = "--check" in sys.argv[1:]
    stale = 0
    for path, data in products().items():
        if path.exists() and same_parts(path.read_bytes(), data):
            continue
        stale += 1
        print(f"{'not current' if checking else 'rebuilt'}: {path}")
        if not checking:
            path.write_bytes(data)
    return 1 if checking and stale else 0


if __name__ == "__main__":
    sys.exit(main())
