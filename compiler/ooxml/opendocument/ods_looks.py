"""The styles of an OpenDocument spreadsheet: how cells and letters look, what is hidden.

Given the parts that declare styles, gives looks by name. Must not know cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from compiler.ooxml.cells.cell_looks import Letters, Look
from compiler.ooxml.markup import elements, local_name
from compiler.ooxml.opendocument.ods_code import DATA_STYLES, codes_of, own
from compiler.values.named_tuple import NamedTuple

# How often one style may stand on another.
_DEEPEST = 32
# In points: of what is lower or narrower nothing can be read.
_LEAST = 2.0
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0}
_NO_LINE = ("", "none")


class OdsStyle(NamedTuple):
    """What one style says itself; None and "" where it leaves that to its parent."""

    parent: str = ""
    code: str = ""
    struck: bool | None = None
    position: Letters | None = None
    hidden: bool = False


class OdsLooks(NamedTuple):
    """Styles by family and name."""

    styles: Mapping[tuple[str, str], OdsStyle]
    codes: Mapping[str, str]

    def look(self, name: str) -> Look:
        """Of a cell, its style's and those on which it stands."""
        code = next((s.code for s in self._line("table-cell", name) if s.code), "")
        return Look(self.codes.get(code, "General"), self.letters("table-cell", name))

    def letters(self, family: str, name: str) -> Letters:
        line = self._line(family, name)
        if next((s.struck for s in line if s.struck is not None), False):
            return "struck"
        return next((s.position for s in line if s.position is not None), "plain")

    def says(self, family: str, name: str) -> bool:
        """Whether a style of letters says anything of its own."""
        return any(s.struck is not None or s.position for s in self._line(family, name))

    def hidden(self, family: str, name: str) -> bool:
        """A sheet that is not displayed, a row or column of which nothing is left."""
        own_style = self.styles.get((family, name))
        return own_style is not None and own_style.hidden

    def _line(self, family: str, name: str) -> list[OdsStyle]:
        found: list[OdsStyle] = []
        while name and len(found) < _DEEPEST and (style := self.styles.get((family, name))):
            found.append(style)
            name = style.parent
        return found


def read_looks(pieces: Iterable[bytes]) -> OdsLooks:
    """What is declared in any of these parts."""
    styles: dict[tuple[str, str], OdsStyle] = {}
    data: dict[str, etree._Element] = {}
    for part in pieces:
        for element in elements(part, "style", *DATA_STYLES, "automatic-styles"):
            name = own(element, "name")
            if local_name(element) == "automatic-styles":
                break  # what comes after them are the cells
            if local_name(element) == "style":
                styles[own(element, "family"), name] = _style(element)
            else:
                data[name] = element
    return OdsLooks(styles, codes_of(data))


def _style(element: etree._Element) -> OdsStyle:
    letters = _child(element, "text-properties")
    struck = position = None
    if letters is not None:
        line = own(letters, "text-line-through-style") or own(letters, "text-line-through-type")
        struck = line not in _NO_LINE if line else None
        position = _position(own(letters, "text-position"))
    return OdsStyle(
        own(element, "parent-style-name"),
        own(element, "data-style-name"),
        struck,
        position,
        _is_hidden(element),
    )


def _is_hidden(element: etree._Element) -> bool:
    for child in element:
        name = local_name(child)
        if name == "table-properties" and own(child, "display") == "false":
            return True
        size = {"table-row-properties": "row-height", "table-column-properties": "column-width"}
        if name in size and _points(own(child, size[name])) < _LEAST:
            return True
    return False


def _points(length: str) -> float:
    """What is no length hides nothing."""
    try:
        return float(length[:-2]) * _POINTS[length[-2:]]
    except (ValueError, KeyError):
        return 100.0


def _position(text: str) -> Letters | None:
    """20.391: “super 58%”, “sub 58%” or by how much of the height."""
    if not text:
        return None
    first = text.split()[0]
    if first in ("super", "sub"):
        return "raised" if first == "super" else "lowered"
    number = first.removesuffix("%")
    try:
        height = float(number)
    except ValueError:
        return None
    return "raised" if height > 0 else "lowered" if height < 0 else "plain"


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element if local_name(each) == name), None)
