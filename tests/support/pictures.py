"""Pictures in tests: the pixels of what a browser or an office program draws."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest


def pixels(png: bytes) -> Iterator[list[tuple[int, ...]]]:
    """The rows of a PNG of eight bits a channel, not interlaced."""
    at, packed, width, channels = 8, b"", 0, 3
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, inside = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        if name == b"IHDR":
            width, _, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", inside)
            assert (depth, interlaced) == (8, 0)
            channels = {2: 3, 6: 4}[colour]
        packed += inside if name == b"IDAT" else b""
        at += size + 12
    data, last = zlib.decompress(packed), bytes(width * channels)
    for start in range(0, len(data), width * channels + 1):
        last = _unfiltered(data[start], data[start + 1 : start + 1 + len(last)], last, channels)
        yield [tuple(last[i : i + 3]) for i in range(0, len(last), channels)]


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """PNG, 9.2: each byte is stored as its difference from its neighbours."""
    out = bytearray(line)
    for i, value in enumerate(line):
        left = out[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = left + above[i] - corner
        near = min((left, above[i], corner), key=lambda each: abs(guess - each))
        out[i] = (value + (0, left, above[i], (left + above[i]) // 2, near)[kind]) & 255
    return bytes(out)


_SQUARE = 5


def areas(png: bytes) -> Counter[tuple[int, ...]]:
    """How many pixels each colour has, letters and lines left out: corners of squares of one."""
    rows = list(pixels(png))
    return Counter(
        a
        for row, below in zip(rows, rows[_SQUARE:], strict=False)
        for a, b, c, d in zip(row, row[_SQUARE:], below, below[_SQUARE:], strict=False)
        if a == b == c == d
    )


def dots(png: bytes) -> Counter[tuple[int, ...]]:
    """How many pixels each colour has."""
    return Counter(colour for row in pixels(png) for colour in row)


def page_of(pdf: Path, first_line: str, folder: Path) -> bytes:
    """The page that opens with this line, as a PNG."""
    for program in ("pdftotext", "pdftoppm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout
    pages = text.decode().split("\f")
    [number] = [n for n, page in enumerate(pages, 1) if page.startswith(first_line + "\n")]
    at = str(number)
    target = folder / f"page{at}"
    subprocess.run(
        ["pdftoppm", "-r", "60", "-f", at, "-l", at, "-singlefile", "-png", pdf, target], check=True
    )
    return target.with_suffix(".png").read_bytes()
