"""The colours of marks: an original style and its copy that differs in the fill alone.

Given the styles of a workbook that is being edited, gives the index of a marked copy of a
style, and from a marked style the original one again. Must not know cells or findings.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from compiler.ooxml.markup import local_name, own_markup, parsed, whole
from compiler.output.marked.book import Book
from compiler.values.findings import Severity
from compiler.values.sha256 import sha256

# No program's and no form's own colours, so that a mark is known by its colour.
OWN = {
    Severity.ERROR: "FFF4A79D",
    Severity.WARNING: "FFF9CB7B",
    Severity.ADVICE: "FFB7D4F0",
}
RELATED = {
    Severity.ERROR: "FFFCE3E0",
    Severity.WARNING: "FFFDEED6",
    Severity.ADVICE: "FFE4EFFA",
}
_COLOURS = frozenset((*OWN.values(), *RELATED.values()))
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
# CT_Stylesheet, as far as lists of it may have to be made.
_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_COUNTED = ("fonts", "fills", "borders", "cellXfs")
_NUMBER = re.compile("[0-9]{1,9}")
_NO_FILL = '<fill xmlns="{}"><patternFill patternType="none"/></fill>'


class MarkStyles:
    """The styles part of a package."""

    def __init__(self, book: Book) -> None:
        self._parts = book.parts
        self._part = self._parts.related(self._parts.main, "styles", "styleSheet") or _made(book)
        self.root = self._parts.tree(self._part)
        self.namespace = etree.QName(self.root).namespace or ""
        self._marked: dict[tuple[int, str], int] = {}
        self._refilled: dict[tuple[int, str], int] = {}
        self._known: dict[str, dict[bytes, int]] = {}

    def marked(self) -> frozenset[int]:
        """The styles whose fill is a mark's."""
        fills = [_colour(fill) in _COLOURS for fill in self._list("fills")]
        return frozenset(
            index
            for index, xf in enumerate(self._list("cellXfs"))
            if whole(xf, "fillId") < len(fills) and fills[whole(xf, "fillId")]
        )

    def mark(self, style: int, colour: str) -> int:
        """The style that looks like `style` but for its fill."""
        key = (style, colour)
        if key not in self._marked:
            self._marked[key] = self.append("cellXfs", self._filled(style, self.solid(colour)))
        return self._marked[key]

    def fill_of(self, style: int) -> str:
        """The fill of a style as markup of its own."""
        fills = self._list("fills")
        number = whole(self._xf(style), "fillId")
        if number >= len(fills):
            return self.fill_in(None)
        return etree.tostring(_apart(fills[number]), encoding="unicode")

    def fill_in(self, colour: str | None) -> str:
        """A fill of this colour, or none, as markup of its own."""
        if colour is None:
            return _NO_FILL.format(self.namespace)
        return etree.tostring(_apart(self.solid(colour)), encoding="unicode")

    def has(self, style: str) -> bool:
        """Whether a style as a cell names it is there; "" is the usual one."""
        return not style or (
            _NUMBER.fullmatch(style) is not None and int(style) < len(self._list("cellXfs"))
        )

    def refilled(self, style: int, fill: str) -> int:
        """The style that looks like `style` but has this fill; an existing one if there is.

        The fill is markup that stood in the workbook: what is no markup any more is no fill.
        """
        key = (style, fill)
        if key not in self._refilled:
            element = parsed(fill.encode("utf-8", "replace"))
            if element is None or local_name(element) != "fill":
                element = own_markup(self.fill_in(None))
            xf = self._filled(style, element)
            known = self._looks_of("cellXfs").get(_looks(xf))
            self._refilled[key] = self.append("cellXfs", xf) if known is None else known
        return self._refilled[key]

    def _filled(self, style: int, fill: etree._Element) -> etree._Element:
        xf = copy.deepcopy(self._xf(style))
        xf.set("fillId", str(self._fill(fill)))
        xf.set("applyFill", "1")
        return xf

    def append(self, name: str, element: etree._Element) -> int:
        """Adds to one of the lists; gives the index."""
        group = self._list(name)
        group.append(element)
        if "count" in group.attrib:
            group.set("count", str(len(group)))
        index = len(group) - 1
        if name in self._known:
            self._known[name].setdefault(_looks(element), index)
        return index

    def element(self, markup: str) -> etree._Element:
        """An element of the styles from its markup without namespaces."""
        return own_markup(f'<x xmlns="{self.namespace}">{markup}</x>')[0]

    def solid(self, colour: str) -> etree._Element:
        return self.element(
            f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
            '<bgColor indexed="64"/></patternFill></fill>'
        )

    def counts(self) -> tuple[int, ...]:
        return tuple(len(self._list(name)) for name in _COUNTED)

    def truncate(self, counts: Iterable[int]) -> None:
        """Lets go what was appended since the lists had these lengths."""
        self._known.clear()
        for name, length in zip(_COUNTED, counts, strict=True):
            group = self._list(name)
            del group[length:]
            if "count" in group.attrib:
                group.set("count", str(length))

    def digest(self, counts: Sequence[int]) -> str:
        """By which it is known that no other program saved the styles since.

        The counts that were written down beside it are in it, so that both are to be trusted.
        """
        known = " ".join(map(str, counts)).encode() + etree.tostring(self.root, method="c14n")
        return sha256(known).hexdigest()

    def _xf(self, style: int) -> etree._Element:
        known = self._list("cellXfs")
        if style < len(known):
            return known[style]
        return known[0] if len(known) else self.element('<xf numFmtId="0" fillId="0"/>')

    def _fill(self, element: etree._Element) -> int:
        known = self._looks_of("fills").get(_looks(element))
        return self.append("fills", _apart(element)) if known is None else known

    def _looks_of(self, name: str) -> Mapping[bytes, int]:
        """The first index of each look in one of the lists."""
        if name not in self._known:
            first: dict[bytes, int] = {}
            for index, element in enumerate(self._list(name)):
                first.setdefault(_looks(element), index)
            self._known[name] = first
        return self._known[name]

    def _list(self, name: str) -> etree._Element:
        for element in self.root:
            if local_name(element) == name:
                return element
        before = _LISTS[: _LISTS.index(name)]
        group = etree.Element(f"{{{self.namespace}}}{name}")
        self.root.insert(sum(local_name(element) in before for element in self.root), group)
        if name == "fills":  # the first two are every program's own
            for pattern in ("none", "gray125"):
                group.append(self.element(f'<fill><patternFill patternType="{pattern}"/></fill>'))
        return group


def _made(book: Book) -> str:
    """The least that a workbook without any styles needs."""
    part = book.parts.free_name("xl/nianbaoStyles{}.xml")
    markup = (
        f'<styleSheet xmlns="{book.namespace}"><fonts><font><sz val="11"/><name val="宋体"/></font>'
        '</fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill '
        'patternType="gray125"/></fill></fills><borders><border><left/><right/><top/><bottom/>'
        '<diagonal/></border></borders><cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" '
        'borderId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0" fillId="0" '
        'borderId="0" xfId="0"/></cellXfs></styleSheet>'
    )
    book.parts.add(part, markup.encode(), _STYLES)
    book.parts.link(book.parts.main, f"{book.relations}/styles", part)
    return part


def _colour(fill: etree._Element) -> str:
    """The one colour of a solid fill."""
    for pattern in fill:
        if local_name(pattern) == "patternFill" and pattern.get("patternType") == "solid":
            return next(
                (
                    colour.get("rgb", "").upper()
                    for colour in pattern
                    if local_name(colour) == "fgColor"
                ),
                "",
            )
    return ""


def _looks(element: etree._Element) -> bytes:
    """What a style or a fill shows; "applyFill" is a hint to programs, and differs between them."""
    bare = _apart(element)
    bare.attrib.pop("applyFill", "")
    return etree.tostring(bare, method="c14n", exclusive=True)


def _apart(element: etree._Element) -> etree._Element:
    """A copy without the white space after it."""
    alone = copy.deepcopy(element)
    alone.tail = None
    return alone
