"""Something looked at again and again, until whoever asked has enough.

Given a look, gives what it shows whenever that is new and has stood still for a moment: a
program that saves takes some time, and may write beside and rename.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Seen = TypeVar("Seen")
_PAUSE = 1.0
# A look at thousands of files on a network takes long: most of the time nobody looks.
_REST = 10


def changes(
    look: Callable[[], Seen], sleep: Callable[[float], object] = time.sleep
) -> Iterator[Seen]:
    """What is there now, and from then on whatever it becomes; never ends by itself."""
    given = last = look()
    yield given
    while True:
        started = time.monotonic()
        now = look()
        if now == last and now != given:
            given = now
            yield given
        last = now
        sleep(max(_PAUSE, _REST * (time.monotonic() - started)))
