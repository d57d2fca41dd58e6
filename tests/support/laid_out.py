"""Documents of the forms in tests/layout: every way in which tables and sections may stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from compiler.edges.machine import desk_of
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.pipeline import compile_report
from compiler.report.desk import Desk, Only
from compiler.values.dataclass import replace

FOLDER = Path(__file__).parents[1] / "layout"
ACCOUNTS, REQUESTS = FOLDER / "accounts-2023.json", FOLDER / "requests-2023.json"


def layout_desk() -> Desk:
    """With their declarations on its shelf."""
    return desk_of()._replace(shelf=shelf_of({"NIANBAO_FORMATS": str(FOLDER)}))


def laid_out(report: Path, *, draft: bool = False) -> bytes:
    outcome = compile_report(report, layout_desk(), draft=draft)
    assert outcome.document is not None, [f.message("zh") for f in outcome.findings]
    return outcome.document


def on_other_paper(report: Path, narrative: Mapping[str, Any]) -> bytes:
    """The same on the other paper, some sections written otherwise."""
    data = json.loads(report.read_text("utf-8"))
    declaration = layout_desk().shelf.named(data["format"])
    assert isinstance(declaration, Declaration)
    paper: Literal["A4", "Letter"] = "A4" if declaration.paper == "Letter" else "Letter"
    other = replace(declaration, paper=paper, digest=paper)
    data["narrative"].update(narrative)
    with TemporaryDirectory() as folder:
        path = Path(folder, report.name)
        path.write_text(json.dumps(data), "utf-8")
        document = compile_report(path, desk_of()._replace(shelf=Only(other)), draft=True).document
    assert document is not None
    return document


@cache
def accounts_document() -> bytes:
    return laid_out(ACCOUNTS)


@cache
def requests_document() -> bytes:
    return laid_out(REQUESTS)
