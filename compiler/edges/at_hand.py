"""Where declarations stand, where what the build works out of them does, and the state of the code.

Told without loading what a page of `explain` can do without.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from compiler.values.named_tuple import NamedTuple

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class AtHand(NamedTuple):
    """The folders of declarations and of what is worked out, and whether they are installed."""

    templates: str
    ready: str
    installed: bool


def at_hand() -> AtHand:
    inside, checkout = os.path.join(PACKAGE, "templates"), os.path.dirname(PACKAGE)
    if os.path.isdir(inside):
        return AtHand(inside, os.path.join(inside, "ready"), installed=True)
    templates = os.path.join(checkout, "templates")
    return AtHand(templates, os.path.join(checkout, "build", "ready"), installed=False)


def stamps_of(rooms: Iterable[str]) -> Iterator[str]:
    """The times and sizes of the files of a checkout's rooms, as Python's own bytecode is known."""
    for room in rooms:
        with os.scandir(os.path.join(PACKAGE, room)) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_file():
                    about = entry.stat()
                    yield f"{room}/{entry.name} {about.st_mtime_ns} {about.st_size}"
