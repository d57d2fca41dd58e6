"""Pages as LibreOffice and poppler draw them, measured in millimetres from the top left.

Words and where they stand come from `pdftotext -bbox`, ink from `pdftoppm`. On a machine
without the standard's own fonts others stand in: Chinese characters keep their width.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

import pytest

from tests.support.office import converted

_MM = 25.4 / 72
_RESOLUTION = 144
_PIXEL = 25.4 / _RESOLUTION
# Darker than this is ink.
_INK = 128
_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True)
class Line:
    """Words whose middles are at the same height, from the left."""

    left: float
    right: float
    middle: float
    text: str


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    number: int
    lines: tuple[Line, ...]
    pdf: Path

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def line(self, text: str) -> Line:
        """The line that begins with this."""
        return next(line for line in self.lines if line.text.startswith(text))

    def ink(self, top: float = 0, bottom: float = 297, right: float = 210) -> Box:
        """What is printed between these heights, left of this edge."""
        width, pixels = self._picture
        first, last, edge = (round(length / _PIXEL) for length in (top, bottom, right))
        rows = [pixels[y * width : y * width + min(edge, width)] for y in range(first, last)]
        printed = [y for y, row in enumerate(rows, start=first) if min(row, default=255) < _INK]
        columns = [x for row in rows if min(row, default=255) < _INK
                   for x, grey in enumerate(row) if grey < _INK]  # fmt: skip
        left, right_edge = min(columns), max(columns) + 1
        return Box(*(e * _PIXEL for e in (left, printed[0], right_edge, printed[-1] + 1)))

    @cached_property
    def _picture(self) -> tuple[int, bytes]:
        """(pixels in a row, grey of every pixel)."""
        number = str(self.number)
        done = subprocess.run(
            ["pdftoppm", "-gray", "-r", str(_RESOLUTION), "-f", number, "-l", number, str(self.pdf)],
            check=True, capture_output=True,
        )  # fmt: skip
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", done.stdout)
        assert head is not None
        return int(head[1]), done.stdout[head.end() :]


def rendered(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """The pages of each document by its name."""
    if shutil.which("pdftotext") is None or shutil.which("pdftoppm") is None:
        pytest.skip("poppler is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    sources = [folder / f"{name}.docx" for name in documents]
    for source, data in zip(sources, documents.values(), strict=True):
        source.write_bytes(data)
    printed = converted(sources, folder / "printed", to="pdf")
    return dict(zip(documents, map(_pages, printed), strict=True))


def _pages(pdf: Path) -> list[Page]:
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True)
    pages = _PAGE.findall(done.stdout.decode())
    return [Page(number, _lines(page), pdf) for number, page in enumerate(pages, start=1)]


def _lines(page: str) -> tuple[Line, ...]:
    words = [
        (*(float(n) * _MM for n in found[:4]), unescape(found[4])) for found in _WORD.findall(page)
    ]
    rows: dict[int, list[tuple[float, float, float, str]]] = {}
    for left, top, right, bottom, text in words:
        # Half a millimetre apart is the same line in another face.
        middle = (top + bottom) / 2
        near = next((at for at in rows if abs(at - middle * 10) < 15), round(middle * 10))
        rows.setdefault(near, []).append((left, right, middle, text))
    return tuple(
        Line(min(w[0] for w in row), max(w[1] for w in row), row[0][2],
             "".join(w[3] for w in sorted(row)))
        for _, row in sorted(rows.items())
    )  # fmt: skip
