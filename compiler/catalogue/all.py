"""Every kind of finding there is: what `explain`, the manual and the tests walk.

Nothing is listed by hand: whatever Kind a module of this folder declares is in the catalogue.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from compiler import catalogue
from compiler.values.findings import Kind


def _declared() -> tuple[Kind, ...]:
    """In the order of their codes; a module may borrow another's kind, which counts once."""
    names = [m.name for m in iter_modules(catalogue.__path__) if m.name[1] == "_"]
    modules = [import_module(f"{catalogue.__name__}.{name}") for name in names]
    kinds = {value for m in modules for value in vars(m).values() if isinstance(value, Kind)}
    return tuple(sorted(kinds, key=lambda kind: kind.code))


KINDS = _declared()
BY_CODE = {kind.code: kind for kind in KINDS}


def family(*prefixes: str) -> tuple[Kind, ...]:
    """The kinds whose codes begin so: a family's letter, or a letter and the first digits."""
    return tuple(kind for kind in KINDS if kind.code.startswith(prefixes))
