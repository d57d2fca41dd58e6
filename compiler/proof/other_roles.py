"""Whether each line is still what it is among others: a heading a heading, words no draft's note.

Given the lines of a document beside those that were composed, gives those that have another
role. It knows no XML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.document.tree import TextBlock
from compiler.proof.prove import Pair
from compiler.values.seen import SeenParagraph


def other_roles(pairs: Sequence[Pair]) -> Iterator[SeenParagraph]:
    """Such lines as they are seen, in order."""
    for was, now in pairs:
        if isinstance(was, TextBlock) and isinstance(now, SeenParagraph) and was.role != now.role:
            yield now
