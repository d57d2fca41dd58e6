"""The records of an old workbook's stream ([MS-XLS] 2.1.4), and the texts within them.

Given the stream, gives records one after the other, what continues one joined to it; given a
record, texts character by character. Must not know sheets or cells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from compiler.catalogue import w_parts as parts
from compiler.ooxml.biff.compound import DamagedError
from compiler.ooxml.cells.raw import Refused
from compiler.values import limits
from compiler.values.dataclass import dataclass, field
from compiler.values.named_tuple import NamedTuple

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
_WIDE, _PHONETIC, _RICH = 0x1, 0x4, 0x8


@dataclass
class Counter:
    """How many records were read of a whole workbook: sheets may share their place in it."""

    records: int = 0

    def add(self) -> None:
        self.records += 1
        if limits.RECORDS.passed(self.records):
            raise Refused(parts.OVER_A_LIMIT, limit=limits.RECORDS)


class Record(NamedTuple):
    """Its type, and its bytes; of a continued one each piece, for texts begin anew in it."""

    type: int
    pieces: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        return self.pieces[0]


def records(stream: bytes, start: int, counter: Counter) -> Iterator[Record]:
    """From `start` to the end of the part that begins there; what lies within it (a chart of
    its own) is passed over.
    """
    depth = 0
    waiting: tuple[int, list[bytes]] | None = None
    end = len(stream)
    while start + 4 <= end:
        counter.add()
        kind, length = struct.unpack_from("<HH", stream, start)
        start += 4
        if start + length > end:
            raise DamagedError("Workbook")
        content = stream[start : start + length]
        start += length
        if kind == CONTINUE:
            if waiting is not None:
                waiting[1].append(content)
            continue
        if waiting is not None:
            yield Record(waiting[0], tuple(waiting[1]))
            waiting = None
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
        if depth == 1:
            waiting = (kind, [content])
    raise DamagedError("Workbook")


class BiffText(NamedTuple):
    """A text, and from which character on which font (`runs`)."""

    text: str
    runs: tuple[tuple[int, int], ...] = ()


@dataclass
class Texts:
    """Reads texts from the pieces of a record, one after the other."""

    pieces: tuple[bytes, ...]
    at: int = 0
    piece: int = field(default=0)

    def take(self, count: int) -> bytes:
        """So many bytes, wherever one piece ends and the next begins."""
        found: list[bytes] = []
        while count:
            here = self.pieces[self.piece][self.at : self.at + count]
            found.append(here)
            self.at += len(here)
            count -= len(here)
            if count:
                self._turn()
        return b"".join(found)

    def _turn(self) -> None:
        self.piece, self.at = self.piece + 1, 0
        if self.piece >= len(self.pieces):
            raise DamagedError("Workbook")

    def numbers(self, form: str) -> tuple[int, ...]:
        return struct.unpack(f"<{form}", self.take(struct.calcsize(f"<{form}")))

    def text(self, length: str = "H") -> BiffText:
        """One text with the count of its characters before it (2.5.293, 2.5.294)."""
        (count,) = self.numbers(length)
        return self.of_length(count)

    def of_length(self, count: int) -> BiffText:
        (flags,) = self.numbers("B")
        (runs,) = self.numbers("H") if flags & _RICH else (0,)
        (extra,) = self.numbers("I") if flags & _PHONETIC else (0,)
        text = self._characters(count, wide=bool(flags & _WIDE))
        stored = [self.numbers("HH") for _ in range(runs)]
        self.take(extra)
        return BiffText(text, tuple((start, font) for start, font in stored))

    def _characters(self, count: int, *, wide: bool) -> str:
        """A piece that continues a text begins with whether its characters are wide."""
        found: list[str] = []
        while count:
            width = 2 if wide else 1
            here = self.pieces[self.piece][self.at : self.at + count * width]
            here = here[: len(here) // width * width]
            found.append(here.decode("utf-16-le" if wide else "latin-1", "replace"))
            self.at += len(here)
            count -= len(here) // width
            if count:
                self._turn()
                wide = bool(self.numbers("B")[0] & _WIDE)
        return "".join(found)
