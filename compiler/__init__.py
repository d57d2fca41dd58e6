"""nianbao (年报): a workbook that staff fill in → a checked, formatted annual report.

The public names are those the commands themselves use; `pipeline` is the page that shows
how they work together:

    desk = desk_of("zh")
    outcome = compile_report(Path("年报.xlsx"), desk)
    for finding in outcome.findings:
        print(finding.code, finding.place.cell, finding.message("zh"))

Bad input raises nothing: it is a finding. Numbers are exact decimals in the unit that the
declaration gives a figure (件, 万元); texts are as staff wrote them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compiler.edges.machine import desk_of
    from compiler.pipeline import (
        carry_over,
        check_report,
        compile_report,
        mark,
        read,
        read_prior,
        verify_document,
    )
    from compiler.report.data import to_json

__version__ = "0.2.0"

__all__ = [
    "__version__",
    "carry_over",
    "check_report",
    "compile_report",
    "desk_of",
    "mark",
    "read",
    "read_prior",
    "to_json",
    "verify_document",
]

_HOMES = {"desk_of": "compiler.edges.machine", "to_json": "compiler.report.data"}


def __getattr__(name: str) -> object:
    # The command's help must not wait for what only a compilation needs.
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(_HOMES.get(name, "compiler.pipeline")), name)
    raise AttributeError(name)
