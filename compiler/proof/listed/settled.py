"""What holds for words in the end, property by property: styles over one another, then their own.

Given a style sheet, answers for a paragraph and a run with plain mappings (ECMA-376 Part 1,
17.7.2). Properties are named as here; lengths in twips, sizes in half points. A value that is
none is left out: the list has refused it already.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from compiler.ooxml.markup import OFF, attribute, child, value_of, w
from compiler.ooxml.words.cascade import Cascade, StyleSheet
from compiler.ooxml.words.measures import HALF_POINTS, TWIPS, measured

Said = Mapping[str, str | int]
# What is written, name by name, in the order of the file.
Own = tuple[tuple[str, str], ...]
SaidOf = tuple[str | None, str | None, Own, Own]
_PREFIX = len(w(""))
_OF_LETTERS = frozenset(("rStyle", "sz", "position", "spacing", "w", "color"))
# By what is written: what it is called here, and in what it counts. An indent that hangs counts
# back from where the first line would begin.
_LENGTHS = {
    "ind left": ("left", TWIPS), "ind start": ("left", TWIPS), "ind right": ("right", TWIPS),
    "ind end": ("right", TWIPS), "ind firstLine": ("first", TWIPS), "ind hanging": ("first", TWIPS),
    "ind leftChars": ("left characters", TWIPS), "ind startChars": ("left characters", TWIPS),
    "ind rightChars": ("right characters", TWIPS), "ind endChars": ("right characters", TWIPS),
    "ind firstLineChars": ("first characters", TWIPS), "spacing before": ("before", TWIPS),
    "spacing after": ("after", TWIPS), "spacing line": ("line", TWIPS), "sz": ("sz", HALF_POINTS),
    "position": ("position", HALF_POINTS), "spacing": ("spacing", TWIPS), "w": ("w", 1),
}  # fmt: skip


class Settled:
    """Answers are kept: most paragraphs and runs say nothing of their own."""

    def __init__(self, sheet: StyleSheet):
        self._sheet = sheet
        self._cascade: Cascade[Said] = Cascade(sheet, {}, said, lambda own, under: {**under, **own})

    def paragraph(self, style: str | None, table: str | None, own: Own) -> Said:
        held = self._cascade.held(style, table)
        return {**held, **_values(own)} if own else held

    def run(self, style: str | None, table: str | None, own: Own) -> Said:
        named = next((value for name, value in own if name == "rStyle"), None)
        held = self._cascade.held(style, table, named)
        return {**held, **_values(own)} if own else held

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
    return _values((*own_paragraph(child(holder, "pPr")), *own_run(holder)))


def own_paragraph(properties: etree._Element | None) -> Own:
    """What the properties of a paragraph say of its place, as it is written."""
    if properties is None:
        return ()
    told: list[tuple[str, str]] = []
    for element in properties:
        name = str(element.tag)[_PREFIX:]
        if name in ("ind", "spacing"):
            told += [(f"{name} {str(key)[_PREFIX:]}", str(text)) for key, text in element.items()]
        elif name == "suppressAutoHyphens":
            told.append((name, attribute(element, "val") or "true"))
    return tuple(told)


def own_run(holder: etree._Element) -> Own:
    """What the properties of a run or a style say of its letters, as it is written."""
    properties = child(holder, "rPr")
    if properties is None:
        return ()
    names = ((str(element.tag)[_PREFIX:], element) for element in properties)
    return tuple(
        (name, attribute(element, "val") or "") for name, element in names if name in _OF_LETTERS
    )


def _values(own: Own) -> dict[str, str | int]:
    told: dict[str, str | int] = {}
    for name, text in own:
        if name == "suppressAutoHyphens":
            told["unhyphenated"] = int(text not in OFF)
        elif name == "spacing lineRule":
            told["rule"] = text
        elif name == "color":
            told["color"] = text
        elif name in _LENGTHS:
            key, per_point = _LENGTHS[name]
            number = measured(text.removesuffix("%"), per_point)
            if number is not None:
                told[key] = -number if name == "ind hanging" else number
    return told
