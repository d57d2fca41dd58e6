"""The shipped declarations as the build worked them out: files kept like bytecode.

    python -m compiler.edges.ready_made      makes them, in a checkout

A file serves only while the declaration, what it includes and the code that made it are
those of then; else it is passed over, and the TOML is read. What is installed was made with
its code; in a checkout, code is known by the times and sizes of its modules, as Python's own
bytecode is. Nothing is written but by the command and by the build.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from compiler import __version__
from compiler.edges.at_hand import PACKAGE, at_hand, stamps_of
from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple
from compiler.values.sha256 import sha256

_PACKAGE = Path(PACKAGE)
# The rooms whose code makes a declaration and what is derived of it.
_MAKERS = ("text", "values", "format", "ooxml/cells", "workbook", "readers/workbook")
# A file begins with the digest of what follows.
_DIGEST = 32


class ReadyMade(NamedTuple):
    """`sources` are the digests of the declaration's files, by their paths beside it; `code`
    says what worked it out.
    """

    sources: tuple[tuple[str, bytes], ...]
    code: str
    worked_out: bytes


def shipped_folder() -> Path:
    """Where the package keeps its declarations, installed or in a checkout."""
    return Path(at_hand().templates)


def ready_folder(templates: Path) -> Path:
    """Where they are worked out: in the package, or among what a checkout builds."""
    installed = templates.parent == _PACKAGE
    return templates / "ready" if installed else templates.parent / "build" / "ready"


def ready_made(path: Path, data: bytes) -> Declaration | None:
    """The shipped declaration at a path, whose bytes are `data`, if it was worked out."""
    from compiler.format.ready import taken_up

    try:
        whole = (ready_folder(path.parent) / f"{path.stem}.pickle").read_bytes()
        if whole[:_DIGEST] != _digest(whole[_DIGEST:]):
            return None
        made = ReadyMade(*pickle.loads(whole[_DIGEST:]))
        sources = ((_source(path, name, data), was) for name, was in made.sources)
        if made.code != code_at_work(path.parent) or any(_digest(s) != was for s, was in sources):
            return None
        return taken_up(made.worked_out, str(path))
    except Exception:  # whatever it is: the TOML is the source
        return None


def make_ready(path: Path, code: str) -> bytes:
    """What stands in the file of a shipped declaration. A faulty one ends the build."""
    from compiler.format.load import load
    from compiler.format.ready import worked_out
    from compiler.readers.workbook.own_formulas import formulas_of

    sources: dict[str, bytes] = {}

    def read(included: Path) -> bytes | Finding:
        data = read_bytes(included)
        if isinstance(data, bytes):
            sources[included.relative_to(path.parent).as_posix()] = _digest(data)
        return data

    data = read(path)
    declaration = load(data, str(path), read) if isinstance(data, bytes) else (data,)
    if isinstance(declaration, tuple):
        raise SystemExit("\n".join(finding.message("en") for finding in declaration))
    made = ReadyMade(tuple(sources.items()), code, worked_out(declaration, formulas_of))
    whole = pickle.dumps(tuple(made), protocol=5)
    return _digest(whole) + whole


def code_at_work(templates: Path) -> str:
    """Of an installed package its version; of a checkout the times and sizes of its modules."""
    if templates.parent == _PACKAGE:
        return installed_code()
    return _digest("\n".join(stamps_of(_MAKERS)).encode()).hex()


def installed_code() -> str:
    return f"nianbao {__version__}"


def _source(path: Path, name: str, data: bytes) -> bytes:
    return data if name == path.name else (path.parent / name).read_bytes()


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()


def main() -> int:
    """Make them all: for this checkout, or for a wheel in the folder that is named."""
    from compiler.edges.files import write_atomically

    templates = shipped_folder()
    for_wheel = Path(sys.argv[1]) if sys.argv[1:] else None
    code = installed_code() if for_wheel else code_at_work(templates)
    folder = for_wheel or ready_folder(templates)
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(templates.glob("*.toml")):
        made = make_ready(path, code)
        if refused := write_atomically(folder / f"{path.stem}.pickle", made):
            sys.stderr.write(refused.message("en") + "\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
