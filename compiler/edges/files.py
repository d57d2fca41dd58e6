"""Reading, naming and writing whole files, so that no failure costs anyone a file.

Given paths and bytes; gives bytes, or a finding that says why not. An output is written
beside its destination and renamed into place: the old file is whole until the new one
is. Must not know what the bytes mean.
"""

from __future__ import annotations

import errno
import os
import re
import time
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from compiler.catalogue import w_inputs, w_outputs
from compiler.text.file_names import file_name, fitting
from compiler.text.language import Text
from compiler.text.likeness import alike
from compiler.values import limits
from compiler.values.findings import Finding, Kind, Place

LARGEST_INPUT = limits.FILE.most * limits.FILE.scale

# Windows refuses to rename over a file that is open, and briefly when a virus scanner
# looks at the new one: a short patience tells the two apart. Elsewhere it means rights.
RENAME_REFUSED_MEANS_OPEN = os.name == "nt"
PATIENCE = (0.05, 0.1, 0.2, 0.4) if RENAME_REFUSED_MEANS_OPEN else ()

_KIND_OF_ERROR: dict[int, Kind] = {
    errno.ENOSPC: w_outputs.DISK_FULL,
    errno.EDQUOT: w_outputs.DISK_FULL,
    errno.EFBIG: w_outputs.DISK_FULL,
    errno.ENOENT: w_outputs.DESTINATION_MISSING,
    errno.ENOTDIR: w_outputs.DESTINATION_MISSING,
    errno.EISDIR: w_outputs.DESTINATION_NOT_A_FILE,
    errno.EACCES: w_outputs.DESTINATION_NOT_WRITABLE,
    errno.EPERM: w_outputs.DESTINATION_NOT_WRITABLE,
    errno.EROFS: w_outputs.DESTINATION_NOT_WRITABLE,
    errno.EBUSY: w_outputs.DESTINATION_HELD_OPEN,
    errno.ETXTBSY: w_outputs.DESTINATION_HELD_OPEN,
    errno.ENAMETOOLONG: w_outputs.DESTINATION_NAME_UNUSABLE,
    errno.EINVAL: w_outputs.DESTINATION_NAME_UNUSABLE,
    errno.EILSEQ: w_outputs.DESTINATION_NAME_UNUSABLE,
    errno.ELOOP: w_outputs.DESTINATION_NAME_UNUSABLE,
}
_ENDING = re.compile(r"\.[^.]*$|\.?(?:xlsx|xlsm|xls|docx|json|toml|html)$")
_SHARING_VIOLATIONS = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION of Windows


def read_bytes(path: Path) -> bytes | Finding:
    """The whole of an input of at most `limits.FILE`, or the finding that refuses it."""
    try:
        if path.is_dir():
            return _about(path, w_inputs.IS_A_DIRECTORY)
        with path.open("rb") as stream:
            # Bounded by what is read, not by what the folder says: a device has no size.
            data = stream.read(LARGEST_INPUT + 1)
    except PermissionError:
        return _about(path, w_inputs.NO_PERMISSION)
    except ValueError:  # no system has such a name
        return _missing(path)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL):
            return _missing(path)
        return _about(path, w_inputs.NOT_READABLE, number=str(error.errno))
    if len(data) > LARGEST_INPUT:
        return _about(path, w_inputs.TOO_LARGE, limit=str(limits.FILE.most))
    return data


def lock_beside(path: Path) -> bool:
    """Whether an office program says, by a lock beside it, that it has the file open."""
    return _lock_of(path) is not None


def open_elsewhere(path: Path) -> Finding | None:
    """The advice that an input is open, so that only its last saved state was read."""
    return _about(path, w_inputs.OPEN_ELSEWHERE) if lock_beside(path) else None


def is_folder(path: Path) -> bool:
    """Whether it is one, and False for a name that no folder can have."""
    return os.path.isdir(path)  # noqa: PTH112 – pathlib's own raises on such names


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, existing or not."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return os.path.normcase(_resolved(one)) == os.path.normcase(_resolved(other))


def refusal(output: Path, inputs: Iterable[Path] = (), *, replace: bool = True) -> Finding | None:
    """Why the output cannot be written, as far as it can be told before any work is done."""
    if any(same_file(output, given) for given in inputs):
        return _about(output, w_outputs.OUTPUT_IS_INPUT)
    try:
        target = _resolved(output)
        return _obstacle(output, target, replace=replace)
    except (OSError, ValueError) as error:
        return why_not_written(output, error)


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], inputs: Iterable[Path] = (), *, replace: bool = True
) -> Finding | None:
    """Write the file, whole or in pieces, to its end or not at all; a link keeps pointing at the file it named.

    Gives why it was not written; then the old file is as it was and nothing is left beside it.
    """
    refused = refusal(path, inputs, replace=replace)
    if refused is not None:
        return refused
    target = _resolved(path)
    # Short, so that a destination of the greatest length still has room beside it.
    temporary = target.parent / f".nianbao-{os.urandom(6).hex()}.tmp"
    try:
        _write_whole(temporary, data, like=target)
        _put_in_place(temporary, target)
    except (OSError, ValueError) as error:
        return why_not_written(path, error)
    finally:  # also when the user interrupts; after success there is nothing to remove
        with suppress(OSError):
            temporary.unlink()
    return None


def output_at(asked: str, named: Path) -> Path:
    """Where an output goes that is asked for: by its own name into a folder, else as it is asked."""
    into_folder = asked.endswith(("/", os.sep)) or is_folder(Path(asked))
    return Path(asked) / named.name if into_folder else Path(asked)


def default_output(source: Path, title: str, suffix: str) -> Path:
    """Where an output goes that nobody named: beside the source, by the report's title."""
    stem = fitting(file_name(title) or file_name(source.stem) or "nianbao", suffix)
    return source.parent / f"{stem}{suffix}"


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _obstacle(path: Path, target: Path, *, replace: bool) -> Finding | None:
    if os.name == "nt" and any(char in '<>:"|?*' or char < " " for char in target.name):
        return _about(path, w_outputs.DESTINATION_NAME_UNUSABLE)
    if not target.parent.is_dir():
        return _about(path, w_outputs.DESTINATION_MISSING)
    exists = target.exists()
    if exists and not target.is_file():
        return _about(path, w_outputs.DESTINATION_NOT_A_FILE)
    if exists and not replace:
        return _about(path, w_outputs.ALREADY_EXISTS)
    lock = _lock_of(target)
    if lock:
        return _about(path, w_outputs.DESTINATION_HELD_OPEN, lock=lock)
    # A rename would succeed over a read-only file; whoever marked it so would not thank us.
    if not os.access(target if exists else target.parent, os.W_OK):
        return _about(path, w_outputs.DESTINATION_NOT_WRITABLE)
    return None


def _lock_of(path: Path) -> str | None:
    # Excel and WPS put "~$" before the name, Word in place of its first two characters,
    # LibreOffice wraps it.
    name = path.name
    locks = [f"~${name}", f".~lock.{name}#"]
    if len(path.stem) > 2:
        locks.append(f"~${name[2:]}")
    for lock in locks:
        with suppress(OSError, ValueError):
            if (path.parent / lock).is_file():
                return lock
    return None


def _write_whole(temporary: Path, data: bytes | Iterable[bytes], *, like: Path) -> None:
    # Created with 0o666 the umask decides, as for any file; an old file's mode is kept.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o666), "wb") as stream:
        for piece in (data,) if isinstance(data, bytes) else data:
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
    if like.exists():
        temporary.chmod(like.stat().st_mode & 0o7777)


def _put_in_place(temporary: Path, target: Path) -> None:
    for pause in PATIENCE:
        with suppress(PermissionError):
            temporary.replace(target)
            return
        time.sleep(pause)
    temporary.replace(target)


def why_not_written(path: Path, error: OSError | ValueError) -> Finding:
    """What the system's refusal means, said about the path that was asked for."""
    if not isinstance(error, OSError):
        return _about(path, w_outputs.DESTINATION_NAME_UNUSABLE)
    renaming = error.filename2 is not None
    held = RENAME_REFUSED_MEANS_OPEN and renaming and isinstance(error, PermissionError)
    if held or getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return _about(path, w_outputs.DESTINATION_HELD_OPEN)
    kind = _KIND_OF_ERROR.get(error.errno or 0, w_outputs.WRITE_FAILED)
    return _about(path, kind, number=str(error.errno))


def _about(path: Path, kind: Kind, *, lock: str = "", number: str = "", limit: str = "") -> Finding:
    beside = Text(f"（旁边有锁文件“{lock}”）", f' (the lock "{lock}" stands beside it)')
    nothing = Text("", "")
    values: dict[str, str | Text] = {
        "file": str(path),
        "folder": str(path.parent),
        "lock": beside if lock else nothing,
        "number": number,
        "limit": limit,
    }
    return Finding(kind, Place(file=str(path)), values)


def _missing(path: Path) -> Finding:
    similar = _similar_name(path)
    suggestion = (
        Text(f"您要的是不是“{similar}”？", f'Did you mean "{similar}"?')
        if similar
        else Text(
            "请核对文件名、扩展名和所在的文件夹。",
            "Check the file's name, its extension and its folder.",
        )
    )
    values: dict[str, str | Text] = {"file": str(path), "suggestion": suggestion}
    return Finding(w_inputs.NO_SUCH_FILE, Place(file=str(path)), values)


def _similar_name(path: Path) -> str | None:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except (OSError, ValueError):
        return None
    shown = [name for name in names if not name.startswith((".", "~$"))]
    # Of files alike in all but their endings, the one whose ending was typed comes last, and counts.
    shown.sort(key=lambda name: Path(name).suffix.lower() == path.suffix.lower())
    return next(iter(alike(path.name, shown, compared_as=_without_ending)), None)


def _without_ending(name: str) -> str:
    """As folders compare names, and without the ending, which half of the files share; it may
    have been typed without its dot.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _ENDING.sub("", folded) or folded
