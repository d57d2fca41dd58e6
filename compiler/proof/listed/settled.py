"""What holds for words in the end, property by property: styles over one another, then their own.

Given a style sheet, answers for a paragraph and a run with plain mappings (ECMA-376 Part 1,
17.7.2). Properties are named as here; lengths in twips, sizes in half points. A value that is
none is left out: the list has refused it already.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from compiler.ooxml.markup import OFF, attribute, child, value_of
from compiler.ooxml.words.cascade import Cascade, StyleSheet
from compiler.ooxml.words.measures import HALF_POINTS, TWIPS, measured

Said = Mapping[str, str | int]
_INDENTS = {
    "left": "left", "start": "left", "right": "right", "end": "right", "firstLine": "first",
    "leftChars": "left characters", "startChars": "left characters",
    "rightChars": "right characters", "endChars": "right characters",
    "firstLineChars": "first characters",
}  # fmt: skip
_SPACES = {"before": "before", "after": "after", "line": "line"}


class Settled:
    """Answers are kept: most paragraphs and runs say nothing of their own."""

    def __init__(self, sheet: StyleSheet):
        self._sheet = sheet
        self._cascade: Cascade[Said] = Cascade(sheet, {}, said, lambda own, under: {**under, **own})

    def paragraph(self, paragraph: etree._Element, table: str | None) -> Said:
        held = self._cascade.held(value_of(paragraph, "pPr", "pStyle"), table)
        own = _of_paragraph(child(paragraph, "pPr"))
        return {**held, **own} if own else held

    def run(self, run: etree._Element, paragraph: str | None, table: str | None) -> Said:
        properties = child(run, "rPr")
        if properties is None or not len(properties):
            return self._cascade.held(paragraph, table)
        held = self._cascade.held(paragraph, table, value_of(properties, "rStyle"))
        own = _of_run(properties)
        return {**held, **own} if own else held

    def table_style(self, table: etree._Element) -> str | None:
        return value_of(table, "tblPr", "tblStyle") or self._sheet.default("table")

    def cell_margins(self, table: etree._Element) -> int:
        """Left and right together, in twips."""
        both = {"left": 0, "right": 0}
        chain = [*self._sheet.ancestry.chain(self.table_style(table))]
        for holder in (*reversed(chain), table):
            margins = child(child(holder, "tblPr"), "tblCellMar")
            for side in () if margins is None else margins:
                name = {"start": "left", "end": "right"}.get(
                    (local := etree.QName(side).localname), local
                )
                width = measured(attribute(side, "w"), TWIPS)
                if name in both and width is not None:
                    both[name] = width
        return sum(both.values())


def said(holder: etree._Element) -> Said:
    """What a style says itself."""
    return {**_of_paragraph(child(holder, "pPr")), **_of_run(child(holder, "rPr"))}


def _of_paragraph(properties: etree._Element | None) -> dict[str, str | int]:
    if properties is None:
        return {}
    told: dict[str, str | int] = {}
    indent, spacing = child(properties, "ind"), child(properties, "spacing")
    if indent is not None:
        for name, key in _INDENTS.items():
            _add(told, key, indent, name)
        if (hanging := measured(attribute(indent, "hanging"), TWIPS)) is not None:
            told["first"] = -hanging
    if spacing is not None:
        for name, key in _SPACES.items():
            _add(told, key, spacing, name)
        if rule := attribute(spacing, "lineRule"):
            told["rule"] = rule
    hyphens = child(properties, "suppressAutoHyphens")
    if hyphens is not None:
        told["unhyphenated"] = int((attribute(hyphens, "val") or "true") not in OFF)
    return told


def _of_run(properties: etree._Element | None) -> dict[str, str | int]:
    if properties is None:
        return {}
    told: dict[str, str | int] = {}
    for name, per in (("sz", HALF_POINTS), ("position", HALF_POINTS), ("spacing", TWIPS), ("w", 1)):
        value = (value_of(properties, name) or "").removesuffix("%")
        if (number := measured(value, per)) is not None:
            told[name] = number
    if (colour := value_of(properties, "color")) is not None:
        told["color"] = colour
    return told


def _add(told: dict[str, str | int], key: str, element: etree._Element, name: str) -> None:
    number = measured(attribute(element, name), TWIPS)
    if number is not None:
        told[key] = number
