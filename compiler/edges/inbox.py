"""The workbooks in folders, and what they hold; the folder that a batch writes.

Given paths, gives what lies there, in a fixed order, without locks, hidden files and the
folders that nianbao itself wrote. Must not know whose a workbook is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from compiler.edges.files import is_folder, read_bytes, same_file
from compiler.edges.folders import BAG_DECLARATION
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple

# It stands in a folder that a batch wrote, from the first moment.
STATE = ".nianbao-batch.json"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
# Last year's reports may also be what was made of them.
REPORTS = (*WORKBOOKS, ".json", ".docx")


class Lying(NamedTuple):
    """A file that lies there: `folders` between the path given and it, `stamp` its size and time."""

    path: Path
    folders: tuple[str, ...]
    stamp: tuple[int, int]

    @property
    def modified(self) -> str:
        seconds = self.stamp[1] / 1_000_000_000
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def expanded(paths: Sequence[str]) -> list[Path]:
    """The paths, patterns such as 收到的/*.xlsx by the files that they stand for: not every
    console writes these out itself. A pattern that stands for nothing stays what it is.
    """
    from glob import glob, has_magic

    found: list[Path] = []
    for path in paths:
        pattern = has_magic(path) and not os.path.lexists(path)
        names = sorted(glob(path)) if pattern else []  # noqa: PTH207 – from any root
        found += [Path(name) for name in names if not Path(name).name.startswith("~$")] or [
            Path(path)
        ]
    return found


def lying_in(
    paths: Sequence[Path], output: Path | None, endings: Sequence[str] = WORKBOOKS
) -> Iterator[Lying]:
    """Files that are named are taken whatever they are; folders are searched to their depth."""
    for path in paths:
        if is_folder(path):
            yield from _in_folder(path, output, endings)
        elif (stamp := _stamp(path)) is not None:
            yield Lying(path, (), stamp)


def _in_folder(root: Path, output: Path | None, endings: Sequence[str]) -> Iterator[Lying]:
    for here, folders, files in os.walk(root):
        at = Path(here)
        folders[:] = sorted(name for name in folders if not _is_ours(at / name, output))
        between = at.relative_to(root).parts
        for name in sorted(files):
            wanted = name.lower().endswith(tuple(endings)) and not name.startswith((".", "~$"))
            if wanted and (stamp := _stamp(at / name)) is not None:
                yield Lying(at / name, between, stamp)


def _is_ours(folder: Path, output: Path | None) -> bool:
    """Hidden, written by a batch, or a package for the archive."""
    if folder.name.startswith("."):
        return True
    if output is not None and same_file(folder, output):
        return True
    return any((folder / name).is_file() for name in (STATE, BAG_DECLARATION))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    return stat.st_size, stat.st_mtime_ns


class Digests:
    """SHA-256 of files, read again only where size or time changed since the last time."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int], str]] = {}

    def of(self, lying: Lying) -> str:
        """ "" for a file that cannot be read: what is wrong with it, its reading tells."""
        known = self._known.get(lying.path)
        if known and known[0] == lying.stamp:
            return known[1]
        data = read_bytes(lying.path)
        digest = "" if isinstance(data, Finding) else hashlib.sha256(data).hexdigest()
        self._known[lying.path] = (lying.stamp, digest)
        return digest


def remove_leftovers(folder: Path) -> None:
    """What a killed run left half-written, in the folder and those in it."""
    for at in (folder, *(p for p in folder.iterdir() if p.is_dir())):
        for path in at.glob(".nianbao-????????????.tmp"):
            with suppress(OSError):
                path.unlink()
