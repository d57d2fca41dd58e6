"""The kinds that the modules of this folder declare: all, or those of a family.

Nothing is listed by hand: whatever Kind a module declares is in the catalogue.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from compiler import catalogue
from compiler.values.findings import Kind


def declared(family: str = "") -> tuple[Kind, ...]:
    """In the order of their codes; those of a family stand in the modules named by its letter.

    A module may borrow another's kind, which counts once.
    """
    modules = (m.name for m in iter_modules(catalogue.__path__) if m.name[1] == "_")
    loaded = [import_module(f"{catalogue.__name__}.{m}") for m in modules if m.startswith(family)]
    kinds = {value for m in loaded for value in vars(m).values() if isinstance(value, Kind)}
    return tuple(sorted(kinds, key=lambda kind: kind.code))
