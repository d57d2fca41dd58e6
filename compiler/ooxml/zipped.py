"""The one writer of packages: the same bytes for the same parts, on every machine, at any time.

Given parts in their order, gives a ZIP. It knows no part.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# No clock: the first day that a ZIP can name.
_DATED = (1980, 1, 1, 0, 0, 0)
# Which system a member says it was written on (APPNOTE 4.4.2.2).
NO_SYSTEM, UNIX = 0, 3


def zipped(parts: Mapping[str, bytes], *, packed: bool, system: int = NO_SYSTEM) -> bytes:
    """`packed`: deflated; else stored, so that no compressor's version shows in the bytes."""
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name, _DATED)
            member.compress_type = method
            member.create_system = system
            package.writestr(member, data)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a ZIP that this program has just been given by a library of its own.

    What comes from outside goes through the door (`package.open_package`).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def one_unzipped(data: bytes, name: str) -> bytes:
    """The same, of one part alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
