"""Finds declarations: by id among those shipped and those of the office, or by path.

The office's own folder is named by NIANBAO_FORMATS. Gives declarations or findings.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from compiler.catalogue import workbooks as kinds
from compiler.findings import Finding, Place, Values
from compiler.format.declaration import Declaration
from compiler.format.entry import suggestion
from compiler.format.load import load


def shipped_folder() -> Path:
    """Where the package keeps its declarations, installed or in a checkout."""
    inside = Path(__file__).parent.parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "templates"


def known_formats(environment: Mapping[str, str] = os.environ) -> dict[str, Path]:
    """Declaration files by the id that their name gives; the office's own come first."""
    folders = [shipped_folder()]
    if environment.get("NIANBAO_FORMATS"):
        folders.append(Path(environment["NIANBAO_FORMATS"]))
    return {p.stem: p for folder in folders for p in sorted(folder.glob("*.toml"))}


def find_format(wanted: str, *, by_path: bool = True) -> Declaration | tuple[Finding, ...]:
    """`wanted` is an edition's id or, unless a report says so itself, a declaration's path."""
    known = known_formats()
    path = known.get(wanted)
    if path is None and by_path and wanted.endswith(".toml") and Path(wanted).is_file():
        path = Path(wanted)
    if path is None:
        values: Values = {"found": wanted, "suggestion": suggestion(wanted, tuple(known))}
        return (Finding(kinds.UNKNOWN_FORMAT, Place(label=wanted), values, words=wanted),)
    return _loaded(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _loaded(path: str, _changed: int) -> Declaration | tuple[Finding, ...]:
    return load(Path(path).read_bytes(), path)
