"""The pages of `explain` as the build worked them out: text, told without loading what made it.

Given a code and a language, gives a page; None where none was worked out, where it is not of
the code and the declarations at hand, or where an office has declarations of its own.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator

from compiler import __version__
from compiler.edges.at_hand import AtHand, at_hand, stamps_of
from compiler.values.named_tuple import NamedTuple

FILE = "explained.txt"
# The rooms whose code and texts make a page.
_MAKERS = ("text", "values", "format", "catalogue", "checks", "commands")


class Page(NamedTuple):
    """`said`: what each of its paragraphs is about, and its words on one line."""

    title: str
    said: tuple[tuple[str, str], ...]


def page_at_hand(code: str, language: str, shelf: AtHand | None = None) -> Page | None:
    if os.environ.get("NIANBAO_FORMATS"):
        return None
    shelf = shelf or at_hand()
    try:
        with open(os.path.join(shelf.ready, FILE), encoding="utf-8") as file:
            stamp, _, pages = file.read().partition("\n")
        if stamp != _stamp(shelf):
            return None
    except (OSError, ValueError):
        return None
    found = pages.partition(f"\n{code} {language}\n")[2].partition("\n\n")[0].splitlines()
    if not found:
        return None
    said = (line.partition("\t") for line in found[1:])
    return Page(found[0], tuple((label, text) for label, _, text in said))


def file_of(shelf: AtHand, pages: Iterable[tuple[str, str, Page]]) -> bytes:
    """What stands in the file that holds these pages, each with its code and language."""
    lines = [_stamp(shelf), ""]
    for code, language, page in pages:
        lines += [f"{code} {language}", page.title, *map("\t".join, page.said), ""]
    return "\n".join([*lines, ""]).encode()


def _stamp(shelf: AtHand) -> str:
    """The declarations by their content, the code by its version; of a checkout by the times
    and sizes of its files, as Python's own bytecode is.
    """
    code = [__version__] if shelf.installed else stamps_of(_MAKERS)
    contents = ("\n".join(code).encode(), *_declared(shelf.templates))
    return " ".join(f"{zlib.crc32(each):08x}" for each in contents)


def _declared(templates: str) -> Iterator[bytes]:
    for folder in (templates, os.path.join(templates, "shared")):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".toml"):
                with open(os.path.join(folder, name), "rb") as file:
                    yield file.read()
