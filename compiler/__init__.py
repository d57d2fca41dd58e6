"""nianbao (年报): a workbook that staff fill in → a checked, formatted annual report.

The public names; `pipeline` shows how they work together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compiler.pipeline import check_report, compile_report, read

__version__ = "0.1.0"

__all__ = ["__version__", "check_report", "compile_report", "read"]


def __getattr__(name: str) -> object:
    # The command's help must not wait for what only a compilation needs.
    if name in __all__:
        from compiler import pipeline

        return getattr(pipeline, name)
    raise AttributeError(name)
