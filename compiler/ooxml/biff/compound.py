"""A compound file ([MS-CFB]): given its bytes, gives the streams that lie at its root.

Every chain is followed no further than the file is long. Must not know what a stream holds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from compiler.values import limits
from compiler.values.named_tuple import NamedTuple

# 2.1: what a sector's number means instead of a place.
_LAST_REGULAR = 0xFFFFFFFA
_ENTRY = 128
_STREAM = 2


class DamagedError(ValueError):
    """What cannot be followed; `part` is what it was about."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class _Entry(NamedTuple):
    name: str
    type: int
    siblings: tuple[int, int]
    child: int
    start: int
    size: int


class Compound(NamedTuple):
    """The names at the root, of storages too, and the bytes of its streams."""

    names: tuple[str, ...]
    streams: Mapping[str, bytes]


def open_compound(data: bytes, *wanted: str) -> Compound:
    """The streams of these names, in any case of letters; raises DamagedError."""
    try:
        file = _File(data)
        entries = file.entries()
        at_root = [entries[number] for number in _children(entries)]
        names = {name.lower() for name in wanted}
        streams = {
            entry.name: file.stream(entry, entries[0])
            for entry in at_root
            if entry.type == _STREAM and entry.name.lower() in names
        }
    except (struct.error, IndexError) as error:
        raise DamagedError("OLE") from error
    return Compound(tuple(entry.name for entry in at_root), streams)


def _children(entries: list[_Entry]) -> Iterator[int]:
    """The members of the root: a tree of siblings, each visited once."""
    waiting, seen = [entries[0].child], set[int]()
    while waiting:
        number = waiting.pop()
        if number > _LAST_REGULAR or number in seen:
            continue
        seen.add(number)
        yield number
        waiting.extend(entries[number].siblings)


class _File:
    """Sectors and the chains in which they stand."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise DamagedError("OLE")
        self._size, self._small = 1 << shift, 1 << small_shift
        (self._directory,) = struct.unpack_from("<I", data, 48)
        self._cutoff, small_table = struct.unpack_from("<II", data, 56)
        self._next = self._table(self._places())
        self._small_next = self._table(self._chain(small_table, self._next))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _places(self) -> list[int]:
        """The sectors in which the table of chains stands (2.5): 109 in the header, then more."""
        per_sector = self._size // 4
        listed = list(struct.unpack_from("<109I", self._data, 76))
        (more,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while more <= _LAST_REGULAR and more not in seen:
            seen.add(more)
            numbers = struct.unpack(f"<{per_sector}I", self._sector(more))
            listed += numbers[:-1]
            more = numbers[-1]
        most = len(self._data) // self._size + 1
        return [number for number in listed if number <= _LAST_REGULAR][:most]

    def _table(self, places: list[int]) -> tuple[int, ...]:
        joined = b"".join(map(self._sector, dict.fromkeys(places)))
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _chain(self, start: int, following: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        seen: set[int] = set()
        while start <= _LAST_REGULAR:
            if start in seen:
                raise DamagedError("OLE")
            seen.add(start)
            found.append(start)
            start = following[start]
        return found

    def _content(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._next)))

    def entries(self) -> list[_Entry]:
        content = self._content(self._directory)
        number = len(content) // _ENTRY
        if not number or limits.MEMBERS.passed(number):
            raise DamagedError("OLE")
        return [_entry(content[_ENTRY * n : _ENTRY * (n + 1)]) for n in range(number)]

    def stream(self, entry: _Entry, root: _Entry) -> bytes:
        if entry.size >= self._cutoff:
            content = self._content(entry.start)
        else:
            within = self._content(root.start)
            content = b"".join(
                within[place * self._small : (place + 1) * self._small]
                for place in self._chain(entry.start, self._small_next)
            )
        if len(content) < entry.size:
            raise DamagedError(entry.name)
        return content[: entry.size]


def _entry(stored: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", stored, 64)
    left, right, child = struct.unpack_from("<III", stored, 68)
    start, size = struct.unpack_from("<II", stored, 116)
    name = stored[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, kind, (left, right), child, start, size)
