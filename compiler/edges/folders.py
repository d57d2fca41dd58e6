"""Writing a whole folder, so that it is there complete or not at all.

Given a path and the files by their names within it; gives None, or a finding that says
why not. It is built beside its place, read back and renamed. Must not know what the
files mean, but for the one file that tells a package of an archive.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from compiler.catalogue import w_outputs as kinds
from compiler.edges.files import same_file, why_not_written
from compiler.values.findings import Finding, Kind, Place

# RFC 8493, 2.1.1: a folder with this file in it is a bag.
BAG_DECLARATION = "bagit.txt"
# A virus scanner that looks at new files holds up a rename on Windows for a moment.
_PATIENCE = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()


def folder_refusal(output: Path, inputs: Iterable[Path] = ()) -> Finding | None:
    """Why the folder cannot be written, as far as it can be told before any work is done."""
    if any(same_file(output, given) for given in inputs):
        return _about(output, kinds.OUTPUT_IS_INPUT)
    try:
        target = Path(os.path.realpath(output))
        return _obstacle(output, target)
    except (OSError, ValueError) as error:
        return why_not_written(output, error)


def write_folder(
    output: Path, members: Mapping[str, bytes], inputs: Iterable[Path] = ()
) -> Finding | None:
    """Write the folder whole or not at all; names within it have "/" between their parts."""
    refused = folder_refusal(output, inputs)
    if refused is not None:
        return refused
    target = Path(os.path.realpath(output))
    temporary = target.parent / f".nianbao-{os.urandom(6).hex()}.tmp"
    try:
        temporary.mkdir()
        for name, data in members.items():
            _write(temporary.joinpath(*name.split("/")), data)
        _prove(temporary, members)
        _put_in_place(temporary, target)
    except (OSError, ValueError) as error:
        return why_not_written(output, error)
    finally:  # also when the user interrupts; after success there is nothing to remove
        shutil.rmtree(temporary, ignore_errors=True)
    return None


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name within it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _obstacle(output: Path, target: Path) -> Finding | None:
    if not target.parent.is_dir():
        return _about(output, kinds.DESTINATION_MISSING)
    if target.exists() and not target.is_dir():
        return _about(output, kinds.NOT_A_FOLDER)
    for folder in target.parents:
        if (folder / BAG_DECLARATION).is_file():
            return _about(output, kinds.INSIDE_A_PACKAGE, folder.name)
    if target.is_dir() and any(target.iterdir()):
        return _about(output, kinds.FOLDER_NOT_EMPTY)
    if not os.access(target.parent, os.W_OK):
        return _about(output, kinds.DESTINATION_NOT_WRITABLE)
    return None


def _prove(folder: Path, members: Mapping[str, bytes]) -> None:
    """A file system that changes names or bytes is found out before anyone relies on it."""
    if read_folder(folder) != dict(members):
        raise OSError(errno.EIO, "what was read back is not what was written")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(temporary: Path, target: Path) -> None:
    """An empty folder of that name gives way: only POSIX renames over one."""
    emptied = target.is_dir()
    if emptied:
        target.rmdir()
    try:
        _rename(temporary, target)
    except OSError:
        if emptied:
            with suppress(OSError):
                target.mkdir()
        raise


def _rename(temporary: Path, target: Path) -> None:
    for pause in _PATIENCE:
        with suppress(PermissionError):
            temporary.rename(target)
            return
        time.sleep(pause)
    temporary.rename(target)


def _about(path: Path, kind: Kind, folder: str = "") -> Finding:
    values = {"file": str(path), "folder": folder or str(path.parent)}
    return Finding(kind, Place(file=str(path)), values)
