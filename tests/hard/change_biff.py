"""Changes of an old workbook: of its sectors, of its records and of what stands in them.

Each takes the file and a source of chance and gives the changed file. The stream is taken to
lie in one piece, as LibreOffice writes it; where an earlier change broke that, what is left of
it is changed.
"""

from __future__ import annotations

import struct
from random import Random

from tests.hard.change_package import Change

_BOF = struct.pack("<4H", 0x0809, 16, 0x0600, 5)
_FORMULA, _TEXTS, _SHEETS, _STYLES = 0x0006, 0x00FC, 0x0085, 0x00E0
_NUMBERS = (0, 1, 2, 4, 0x7F, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)


def _records(data: bytes, *kinds: int) -> list[tuple[int, int]]:
    """Where records begin and how long they are; all of them without an argument."""
    found: list[tuple[int, int]] = []
    at = data.find(_BOF)
    while 0 <= at <= len(data) - 4:
        kind, length = struct.unpack_from("<HH", data, at)
        if not kind or at + 4 + length > len(data):
            break
        if not kinds or kind in kinds:
            found.append((at, length))
        at += 4 + length
    return found


def _overwritten(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _in_record(*kinds: int) -> Change:
    """Two bytes of a record's contents made a number at an edge."""

    def changed(data: bytes, rng: Random) -> bytes:
        for _ in range(rng.choice((1, 1, 3, 20))):
            filled = [(at, length) for at, length in _records(data, *kinds) if length > 1]
            if not filled:
                return data
            at, length = rng.choice(filled)
            number = struct.pack("<H", rng.choice(_NUMBERS))
            data = _overwritten(data, at + 4 + rng.randrange(length - 1), number)
        return data

    return changed


def _retyped(data: bytes, rng: Random) -> bytes:
    """A record made one of another type that stands in the file."""
    found = _records(data)
    if not found:
        return data
    (at, _), (other, _) = rng.choice(found), rng.choice(found)
    return _overwritten(data, at, data[other : other + 2])


def _resized(data: bytes, rng: Random) -> bytes:
    found = _records(data)
    if not found:
        return data
    at, length = rng.choice(found)
    number = rng.choice((*_NUMBERS, length + 1, max(length - 1, 0), length + 4))
    return _overwritten(data, at + 2, struct.pack("<H", number & 0xFFFF))


def _repeated(data: bytes, rng: Random) -> bytes:
    """What follows a record overwritten with it."""
    found = _records(data)
    if not found:
        return data
    at, length = rng.choice(found)
    return _overwritten(data, at + 4 + length, data[at : at + 4 + length])[: len(data)]


def _chained(data: bytes, rng: Random) -> bytes:
    """A number of a sector, or where something begins, changed in the header or a table."""
    places = [44, 48, 56, 60, 64, 68, 72, 76, 80]
    (table,) = struct.unpack_from("<I", data.ljust(80, b"\0"), 76)
    start = (table + 1) * 512
    places += [start + 4 * n for n in range(128)] if start < len(data) else []
    at = rng.choice(places)
    number = rng.choice((0, 1, 2, rng.randrange(400), 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF))
    return _overwritten(data, at, struct.pack("<I", number))[: max(len(data), 512)]


def _named(data: bytes, rng: Random) -> bytes:
    """An entry of the directory: its name, type, neighbours, place or length."""
    at = data.find("Root Entry".encode("utf-16-le"))
    if at < 0:
        return data
    entry = at + 128 * rng.randrange(4)
    place = entry + rng.choice((0, 64, 66, 68, 72, 76, 116, 120))
    return _overwritten(data, place, struct.pack("<I", rng.choice((0, 1, 2, 3, 5, 1 << 31))))


CHANGES: dict[str, Change] = {
    "contents of a record": _in_record(),
    "contents of a formula": _in_record(_FORMULA),
    "contents of the texts": _in_record(_TEXTS),
    "contents of what is shared": _in_record(_SHEETS, _STYLES),
    "a record of another type": _retyped,
    "a record's length": _resized,
    "a record repeated": _repeated,
    "chains of sectors": _chained,
    "the directory": _named,
}
