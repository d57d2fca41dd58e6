"""Every kind of finding there is: what the manual and the tests walk."""

from __future__ import annotations

from compiler.catalogue.declared import declared
from compiler.values.findings import Kind

KINDS = declared()
BY_CODE = {kind.code: kind for kind in KINDS}


def family(*prefixes: str) -> tuple[Kind, ...]:
    """The kinds whose codes begin so: a family's letter, or a letter and the first digits."""
    return tuple(kind for kind in KINDS if kind.code.startswith(prefixes))
