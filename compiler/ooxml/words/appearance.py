"""What paragraphs and words are by the styles they have: their role, their look, their number.

Given a style sheet and the lists of a package, answers for any paragraph and run. It knows no
report.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from lxml import etree

from compiler.ooxml.markup import child, value_of, w
from compiler.ooxml.words.cascade import Cascade, StyleSheet
from compiler.ooxml.words.inheritance import Inherited
from compiler.ooxml.words.legible import Look, look_of

T = TypeVar("T")

_ROLES = {
    "title": "title",
    "heading 1": "heading1",
    "heading 2": "heading2",
    "heading 3": "heading3",
    "heading 4": "heading4",
    "heading 5": "heading5",
    "caption": "caption",
    "table line": "above",
    "table note": "note",
    "draft note": "draft",
    "document number": "number",
    "attachment list": "attachment",
    "signature": "signatory",
    "date": "date",
}
_OUTLINE = {"0": "heading1", "1": "heading2", "2": "heading3"}


class Appearance:
    """Answers by style id, following what each style is based on."""

    def __init__(self, sheet: StyleSheet, lists: etree._Element | None = None):
        self._sheet = sheet
        self._roles = self.inherited("", lambda style, under: _named_role(style) or under)
        self._numbers = self.inherited(None, _list_over)
        self._looks = Cascade(sheet, Look(), look_of, Look.over, Look.across)
        self._lists = _Lists(lists)

    def role(self, paragraph: etree._Element) -> str:
        """By the paragraph's own outline level, or by its style's name or level."""
        properties = child(paragraph, "pPr")
        own = _OUTLINE.get(value_of(properties, "outlineLvl") or "")
        return own or self._roles.of(value_of(properties, "pStyle")) or "body"

    def look(self, run: etree._Element, paragraph: str | None, table: str | None) -> Look:
        """A run's look: its own, else that of its styles; `table` is None outside tables."""
        properties = child(run, "rPr")
        if properties is None:
            return self._looks.held(paragraph, table)
        styled = self._looks.held(paragraph, table, value_of(properties, "rStyle"))
        return look_of(run).over(styled)

    def numbered(self, paragraph: etree._Element) -> bool:
        """Whether a number or a bullet that is not among the words stands before them."""
        if not self._lists.show_anything:
            return False
        own = _list_of(paragraph)
        if own is not None:
            return self._lists.shows(own)
        id_ = value_of(paragraph, "pPr", "pStyle") or self._sheet.default("paragraph")
        return self._lists.shows(self._numbers.of(id_))

    def table_style(self, table: etree._Element) -> str | None:
        """The style of a table, also of one that names none."""
        return value_of(table, "tblPr", "tblStyle") or self._sheet.default("table")

    def inherited(self, nothing: T, over: Callable[[etree._Element, T], T]) -> Inherited[T]:
        """What the styles say of one thing, each over the one it is based on."""
        return Inherited(self._sheet.ancestry, nothing, over)


class _Lists:
    """Which automatic numbering shows anything: a heading can be in a list without a mark."""

    def __init__(self, root: etree._Element | None):
        self._marked: dict[str, bool] = {}
        self.show_anything = False
        if root is None:
            return
        named = {a.get(w("abstractNumId"), ""): a for a in root.iterchildren(w("abstractNum"))}
        for number in root.iterchildren(w("num")):
            abstract = named.get(value_of(number, "abstractNumId") or "")
            levels = [*number.iter(w("lvl"))]
            levels += [] if abstract is None else [*abstract.iterchildren(w("lvl"))]
            # A list that takes its levels from elsewhere is believed to have marks.
            marked = not levels or any(value_of(level, "lvlText") for level in levels)
            self._marked[number.get(w("numId"), "")] = marked
        self.show_anything = any(self._marked.values())

    def shows(self, id_: str | None) -> bool:
        """A list that is not there shows nothing; 0 takes a paragraph out of its list."""
        return id_ is not None and self._marked.get(id_, False)


def _list_of(holder: etree._Element) -> str | None:
    return value_of(holder, "pPr", "numPr", "numId")


def _list_over(style: etree._Element, under: str | None) -> str | None:
    return _list_of(style) or under


def _named_role(style: etree._Element) -> str:
    name = (value_of(style, "name") or "").lower()
    return _ROLES.get(name) or _OUTLINE.get(value_of(style, "pPr", "outlineLvl") or "") or ""
