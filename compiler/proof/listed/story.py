"""The parts of a document that are read against the list, and what is found in them.

Plain values; nothing is looked at here.
"""

from __future__ import annotations

from lxml import etree

from compiler.proof.listed.naming import Named
from compiler.values.dataclass import dataclass

STORIES = ("document", "header", "footer", "footnotes", "endnotes")
RUNNING = ("header", "footer")
# What is wrong and where; None: in the part as a whole.
Placed = tuple[etree._Element | None, Named]
# The same by the kind of its part.
Found = tuple[str, etree._Element | None, Named]


@dataclass(frozen=True, slots=True)
class Story:
    """A part that is read, parsed; `kind` is what it is called by whoever refers to it."""

    kind: str
    name: str
    root: etree._Element
