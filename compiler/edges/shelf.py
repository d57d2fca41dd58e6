"""The shelf of declarations: by id among those shipped and those of the office, or by path.

The office's own folder is named by NIANBAO_FORMATS. Gives declarations or findings. What
a report says of itself is an id and never a path: no report chooses a file to be opened.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from compiler.catalogue import w_declarations
from compiler.catalogue import w_workbook as kinds
from compiler.edges.files import read_bytes
from compiler.edges.ready_made import ready_made, shipped_folder
from compiler.format.declaration import FORMAT_ID, Declaration
from compiler.text.language import Text
from compiler.text.likeness import suggestion
from compiler.values.findings import Finding, Place, Values
from compiler.values.named_tuple import NamedTuple

_LONGEST_ID = 80
_ENDING = ".toml"


def shelf_of(environment: Mapping[str, str] = os.environ) -> FolderShelf:
    """The shipped declarations, and the office's own where the environment names their folder."""
    named = environment.get("NIANBAO_FORMATS")
    return FolderShelf(shipped_folder(), Path(named) if named else None)


class FolderShelf(NamedTuple):
    """Declarations in folders; the office's own come before those shipped."""

    shipped: Path
    office: Path | None = None

    def known(self) -> dict[str, Path]:
        """Declaration files by id.

        An office's file is known by the id it declares, for that is what its workbooks name:
        renaming or copying the file must not strand them. Ours are named by their ids.
        """
        shipped = {path.stem: path for path in sorted(self.shipped.glob(f"*{_ENDING}"))}
        # Of two files with one id the first by name counts; `faults` names the other.
        return shipped | {_declared_id(path): path for path in reversed(self._own())}

    def faults(self) -> tuple[Finding, ...]:
        """What is wrong with the office's folder itself: it is not there, or says an id twice."""
        if missing := _missing_folder(self.office):
            return missing
        known = self.known()
        return tuple(
            Finding(
                w_declarations.REPEATED_ID,
                Place(file=str(path)),
                {"file": str(path), "id": id, "other": known[id].name},
                words=id,
            )
            for path in self._own()
            if known[id := _declared_id(path)] != path
        )

    def asked(self, wanted: str, *, drafts: bool = False) -> Declaration | tuple[Finding, ...]:
        """What a person asks for on the command line: an edition's id, or a declaration's path."""
        by_path = wanted.lower().endswith(_ENDING)
        found = _read(Path(wanted)) if by_path else self._declared(wanted)
        return found if drafts else _settled(found)

    def named(self, id: str) -> Declaration | tuple[Finding, ...]:
        """The edition that a report names, or why there is none; a path is no id."""
        return _settled(self._declared(id))

    def _declared(self, id: str) -> Declaration | tuple[Finding, ...]:
        if missing := _missing_folder(self.office):
            return missing
        known = self.known()
        if len(id) <= _LONGEST_ID and FORMAT_ID.fullmatch(id) and id in known:
            return _read(known[id])
        shown = id if len(id) <= _LONGEST_ID else f"{id[:_LONGEST_ID]}…"
        values: Values = {"found": shown, "suggestion": suggestion(shown, tuple(known))}
        return (Finding(kinds.UNKNOWN_FORMAT, Place(label=shown), values, words=id),)

    def _own(self) -> list[Path]:
        return sorted(self.office.glob(f"*{_ENDING}")) if self.office else []


def _settled(found: Declaration | tuple[Finding, ...]) -> Declaration | tuple[Finding, ...]:
    """A draft is refused by naming the guesses that are open in it."""
    if not isinstance(found, Declaration) or not found.guesses:
        return found
    places = [guess.at for guess in found.guesses]
    values: Values = {
        "file": found.path,
        "number": str(len(places)),
        "places": Text("、".join(places), ", ".join(places)),
    }
    place = Place(file=found.path, label=places[0])
    return (Finding(w_declarations.OPEN_GUESSES, place, values, words=found.id),)


def _missing_folder(folder: Path | None) -> tuple[Finding, ...]:
    if folder is None or _is_folder(folder):
        return ()
    values: Values = {"folder": str(folder)}
    return (Finding(w_declarations.NO_FOLDER, Place(file=str(folder)), values),)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and os.access(path, os.R_OK | os.X_OK)
    except (OSError, ValueError):
        return False


def _declared_id(path: Path) -> str:
    """The id a file declares; its name where that cannot be told, so that it is found and told of."""
    data = read_bytes(path)
    if isinstance(data, Finding):
        return path.stem
    return _id_in(data) or path.stem


@lru_cache(maxsize=64)
def _id_in(data: bytes) -> str | None:
    import tomllib

    try:
        head = tomllib.loads(data.decode("utf-8-sig")).get("format")
    except (ValueError, RecursionError):  # told when it is loaded
        return None
    declared = head.get("id") if isinstance(head, dict) else None
    return declared if isinstance(declared, str) and FORMAT_ID.fullmatch(declared) else None


def _read(path: Path) -> Declaration | tuple[Finding, ...]:
    data = read_bytes(path)
    return (data,) if isinstance(data, Finding) else _loaded(str(path), data)


# By its bytes: a process that lives long sees a corrected file, though not a corrected include.
@lru_cache(maxsize=16)
def _loaded(path: str, data: bytes) -> Declaration | tuple[Finding, ...]:
    if Path(path).parent == shipped_folder() and (known := ready_made(Path(path), data)):
        return known
    from compiler.format.load import load

    return load(data, path, read_bytes)
