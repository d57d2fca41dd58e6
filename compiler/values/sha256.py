"""SHA-256 without OpenSSL: a report hashes less than it takes to load that.

The interpreter's own is a fifth as fast, but hashlib costs 2.5 ms and 3.6 MiB to import. So it is
loaded where much is hashed, as of many reports; and whoever has loaded it is served by it.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Hash(Protocol):
    """What becomes of bytes; as in hashlib."""

    def update(self, data: bytes, /) -> None: ...

    def digest(self) -> bytes: ...

    def hexdigest(self) -> str: ...


# So many bytes are those of three reports or four: more of them are worth loading hashlib.
_MUCH = 2 << 20


class _Hashed:
    """How many bytes so far were given to `sha256` without it."""

    so_far = 0


def sha256(data: bytes = b"") -> Hash:
    """The hash of `data`, to which more may be added."""
    loaded = sys.modules.get("hashlib")
    if loaded is None:
        _Hashed.so_far += len(data)
        if _Hashed.so_far > _MUCH:
            loaded = import_module("hashlib")
    make: Callable[[bytes], Hash] = getattr(loaded, "sha256", None) or _own()
    return make(data)


@lru_cache(maxsize=1)
def _own() -> Callable[[bytes], Hash]:
    """By the name that it has in this version of Python; hashlib's where it has none."""
    for name in ("_sha2", "_sha256"):
        try:
            module = import_module(name)
        except ImportError:
            continue
        own: Callable[[bytes], Hash] = module.sha256
        return own
    from hashlib import sha256 as of_hashlib

    return of_hashlib
