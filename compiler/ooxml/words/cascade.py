"""The one cascade of styles: what holds where document defaults and styles meet.

Given a style sheet and a way of reading what one style says itself, gives what holds for a
style and for words (ECMA-376 Part 1, 17.7.2): document defaults, table style, paragraph
style, character style, each style over those it is based on. What the words say themselves
is laid over it by whoever reads them. It knows neither what styles say nor what for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from lxml import etree

from compiler.ooxml.markup import OFF, at, copied, w
from compiler.ooxml.words.inheritance import Ancestry, Inherited, based_on

T = TypeVar("T")


class StyleSheet:
    """The styles of a sheet in its order, and what it says of all of them.

    Of several styles with one id the last is meant by whoever names it.
    """

    def __init__(self, root: etree._Element | None):
        self.styles = () if root is None else tuple(root.iterchildren(w("style")))
        self.ancestry = Ancestry({style.get(w("styleId"), ""): style for style in self.styles})
        self._default = {
            style.get(w("type"), ""): id_
            for id_, style in self.ancestry.styles.items()
            if style.get(w("default"), "0") not in OFF
        }
        # The defaults wrap their properties once more: as one style they are read like any.
        self.defaults = etree.Element(w("style"))
        for name in ("pPr", "rPr"):
            properties = at(root, "docDefaults", f"{name}Default", name)
            if properties is not None:
                self.defaults.append(copied(properties))

    def default(self, kind: str) -> str | None:
        """The style of a paragraph, character or table that names none."""
        return self._default.get(kind)

    def depth(self, style: etree._Element) -> int:
        """How many styles this one is based on."""
        base = based_on(style) if self.is_shadowed(style) else self._base(style)
        return sum(1 for _ in self.ancestry.chain(base))

    def is_shadowed(self, style: etree._Element) -> bool:
        """Whether another style of the same id is the one that is meant."""
        return self.ancestry.styles[style.get(w("styleId"), "")] is not style

    def _base(self, style: etree._Element) -> str | None:
        return self.ancestry.base(style.get(w("styleId"), ""))


class Cascade(Generic[T]):
    """One way of reading the styles of a sheet; what was reckoned is kept.

    `own` reads what a style says itself, `over` lays that upon what holds below it.
    `across` does the same for what holds for styles of different kinds, where that differs.
    """

    def __init__(
        self,
        sheet: StyleSheet,
        nothing: T,
        own: Callable[[etree._Element], T],
        over: Callable[[T, T], T],
        across: Callable[[T, T], T] | None = None,
    ):
        self._sheet, self._own, self._over = sheet, own, over
        self._across = across or over
        self._styles = Inherited(
            sheet.ancestry, nothing, lambda style, under: over(own(style), under)
        )
        self._held: dict[tuple[str | None, str | None, str | None], T] = {}

    @cached_property
    def defaults(self) -> T:
        """What the document says of everything in it."""
        return self._own(self._sheet.defaults)

    def of(self, id_: str | None) -> T:
        """A style over those it is based on; `nothing` for one that is not there."""
        return self._styles.of(id_)

    def of_style(self, style: etree._Element) -> T:
        """The same of a style of the sheet that its id may not lead to."""
        if self._sheet.is_shadowed(style):
            return self._over(self._own(style), self.of(based_on(style)))
        return self.of(style.get(w("styleId"), ""))

    def held(
        self, paragraph: str | None, table: str | None = None, character: str | None = None
    ) -> T:
        """What holds for words under these styles; `table` is None outside tables."""
        asked = (paragraph, table, character)
        if asked in self._held:
            return self._held[asked]
        held = self.defaults
        for id_ in (table, paragraph or self._sheet.default("paragraph"), character):
            if id_ is not None:
                held = self._across(self.of(id_), held)
        # Documents can name any number of styles that are not there.
        if all(id_ is None or id_ in self._sheet.ancestry.styles for id_ in asked):
            self._held[asked] = held
        return held
