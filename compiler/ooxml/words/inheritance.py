"""Each style over the one it is based on, reckoned once a style however deep they stand.

Given a sheet's styles by id. Word's own window stops at eleven styles upon one another, but
it opens files with more, and a file can have thousands: nothing is cut off and nothing here
calls itself. It knows neither what styles say nor what for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from lxml import etree

from compiler.ooxml.markup import value_of

T = TypeVar("T")


class Ancestry:
    """Which style each is based on, of a sheet's styles by id.

    In a circle the link that leads back is left out, the first in the order of the sheet:
    a question has one answer whichever was asked before it.
    """

    def __init__(self, styles: Mapping[str, etree._Element]):
        self.styles = styles
        self._bases: dict[str, str | None] = {}
        for first in styles:
            walked: set[str] = set()
            id_: str | None = first
            while id_ is not None and id_ not in self._bases:
                walked.add(id_)
                base = based_on(styles[id_])
                self._bases[id_] = base if base in styles and base not in walked else None
                id_ = self._bases[id_]

    def base(self, id_: str) -> str | None:
        return self._bases[id_]

    def chain(self, id_: str | None) -> Iterator[etree._Element]:
        """A style and what it is based on, step by step; nothing for one that is not there."""
        while id_ is not None and id_ in self.styles:
            yield self.styles[id_]
            id_ = self._bases[id_]


class Inherited(Generic[T]):
    """What holds for each style: `over` reckons it from the style and from what holds below."""

    def __init__(self, ancestry: Ancestry, nothing: T, over: Callable[[etree._Element, T], T]):
        self._ancestry = ancestry
        self._nothing = nothing
        self._over = over
        self._known: dict[str, T] = {}

    def of(self, id_: str | None) -> T:
        """`nothing` for a style that is not there."""
        styles = self._ancestry.styles
        way: list[str] = []
        while id_ is not None and id_ in styles and id_ not in self._known:
            way.append(id_)
            id_ = self._ancestry.base(id_)
        held = self._nothing if id_ is None else self._known.get(id_, self._nothing)
        for style in reversed(way):
            held = self._known[style] = self._over(styles[style], held)
        return held


def based_on(style: etree._Element) -> str | None:
    return value_of(style, "basedOn")
