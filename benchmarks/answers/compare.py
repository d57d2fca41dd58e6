"""Two folders of answers compared, byte for byte.

Given what two checkouts left, gives every difference with the first spot where it shows.
A checkout's own folder is no difference, nor, where asked, is its version.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

_AROUND = 30


class Difference(NamedTuple):
    """`what`: the file of the answer; `spot`: where it first differs, and how."""

    input: str
    what: str
    spot: str

    def __str__(self) -> str:
        return f"{self.input}  {self.what}  {self.spot}"


@dataclass(frozen=True)
class Side:
    """A folder of answers, `files/INPUT/…` and `said/INPUT/…`; what is the checkout's own."""

    answers: Path
    checkout: Path
    version: str | None = None

    def plain(self, data: bytes) -> bytes:
        """Without what is the checkout's own, which has a name in its stead."""
        data = re.sub(re.escape(str(self.checkout).encode()) + rb"(?=/)", b"<checkout>", data)
        if self.version:
            own = rb"(?<![\d.])" + re.escape(self.version.encode()) + rb"(?![\w+-]|\.\d)"
            data = re.sub(own, b"<version>", data)
        return data


@dataclass
class Comparison:
    compared: int
    differences: list[Difference]


def compared(one: Side, other: Side, given: Path) -> Comparison:
    """Every file that either left; one that was `given` is no answer, but must not change."""
    names = sorted(
        {
            p.relative_to(s.answers)
            for s in (one, other)
            for p in s.answers.rglob("*")
            if p.is_file()
        }
    )
    answers, differences = 0, []
    for name in names:
        what = Path(*name.parts[2:])
        answers += not (given / name.parts[1] / what).is_file()
        spot = _spot(one, other, name)
        if spot is not None:
            differences.append(Difference(name.parts[1], what.as_posix(), spot))
    return Comparison(answers, differences)


def _spot(one: Side, other: Side, name: Path) -> str | None:
    paths = [side.answers / name for side in (one, other)]
    for path, side in zip(paths, ("the other checkout", "this one"), strict=True):
        if not path.is_file():
            return f"not there in {side}"
    first, second = (path.read_bytes() for path in paths)
    if first == second:
        return None
    if all(zipfile.is_zipfile(BytesIO(data)) for data in (first, second)):
        return _package_spot(one, other, first, second)
    return _text_spot(one.plain(first), other.plain(second))


def _text_spot(first: bytes, second: bytes) -> str | None:
    if first == second:
        return None
    texts = [data.decode("utf-8", "backslashreplace") for data in (first, second)]
    at = next((n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), None)
    at = min(map(len, texts)) if at is None else at
    line = texts[0].count("\n", 0, at) + 1
    column = at - (texts[0].rfind("\n", 0, at) + 1) + 1
    said = (repr(text[max(0, at - 10) : at + _AROUND]) for text in texts)
    return f"line {line} column {column}: {' | '.join(said)}"


def _package_spot(one: Side, other: Side, first: bytes, second: bytes) -> str | None:
    packages = [_members(data) for data in (first, second)]
    if isinstance(packages[0], str) or isinstance(packages[1], str):
        return f"a package that cannot be opened: {packages}"
    names = list(dict.fromkeys((*packages[0], *packages[1])))
    differing = list(_differing(one, other, packages[0], packages[1], names))
    if differing:
        parts = ", ".join(name for name, _ in differing)
        return f"members {parts}; first {differing[0][0]} {differing[0][1]}"
    if list(packages[0]) != list(packages[1]):
        return "the same members in another order"
    if one.plain(first) != other.plain(second) and one.version == other.version:
        return "the same members, packed in another way (dates, compression or flags)"
    return None


def _differing(
    one: Side, other: Side, first: dict[str, bytes], second: dict[str, bytes], names: list[str]
) -> Iterator[tuple[str, str]]:
    for name in names:
        if name not in first or name not in second:
            yield name, f"only in {'this one' if name in second else 'the other checkout'}"
        elif spot := _text_spot(one.plain(first[name]), other.plain(second[name])):
            yield name, spot


def _members(data: bytes) -> dict[str, bytes] | str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (OSError, ValueError, zipfile.BadZipFile) as fault:
        return f"{type(fault).__name__}: {fault}"
