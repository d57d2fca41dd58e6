"""Poppler asked for the pages of a PDF, where it is installed: their words and their picture.

Given the bytes of a PDF; gives pages, or why there are none. It leaves nothing behind. What the
pages say is judged by others.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.text.language import Text
from compiler.values.laid import Page

SECONDS = 120
PROGRAMS = ("pdftotext", "pdftoppm")
# Enough to see a letter, little enough to hold every page.
_DOTS_PER_INCH = "60"
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>')


def is_missing() -> bool:
    return any(shutil.which(program) is None for program in PROGRAMS)


def pages_of(pdf: bytes) -> tuple[Page, ...] | Text:
    """Each page's words with where they begin, in points, and its picture, a PNG."""
    failed = Text("用 poppler 读取版式文件没有成功", "poppler could not read the PDF")
    try:
        with TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
            source, text = Path(folder, "a.pdf"), Path(folder, "a.html")
            source.write_bytes(pdf)
            _run("pdftotext", "-bbox", source, text)
            _run("pdftoppm", "-r", _DOTS_PER_INCH, "-png", source, Path(folder, "page"))
            words = [_words(page) for page in text.read_text("utf-8").split("<page ")[1:]]
            pictures = [path.read_bytes() for path in sorted(Path(folder).glob("page-*.png"))]
    except (OSError, subprocess.SubprocessError):
        return failed
    if len(words) != len(pictures):
        return failed
    return tuple(map(Page, words, pictures))


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)


def _words(page: str) -> tuple[tuple[str, float, float], ...]:
    return tuple((unescape(text), float(x), float(y)) for x, y, text in _WORD.findall(page))
