"""The boxes in which notes are shown: an old drawing beside the sheet, edited as text.

Given a sheet that is being edited, draws boxes for new notes, takes some away, makes room
in those of the user. Must not know what the notes say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from compiler.output.marked.book import Book, SheetEntry
from compiler.output.marked.cell_edits import EditedSheet

_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML = b"urn:schemas-microsoft-com:vml"
_WIDTH, _LINE, _CHARACTERS, _MOST_LINES = 320, 17, 23, 40
_EMPTY_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" '
    'color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox '
    'style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}'
    "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
# Drawings are browser markup that need not be well formed: they are cut as text, and no
# pattern looks beyond the next tag, so that a damaged one costs no more than its length.
_TAG = re.compile(
    rb"""<(?:\w+:)?shape(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>|</(?:\w+:)?shape\s*>"""
)
_ROW = re.compile(rb"<\w+:Row>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb"<\w+:Column>\s*(\d{1,5})\s*<")
_EIGHT = rb"\s*\d{1,7}\s*(?:,\s*\d{1,7}\s*){7}"
_ANCHOR = re.compile(rb"(?<=:Anchor>)" + _EIGHT + rb"(?=<)")
_NUMBER = re.compile(rb'id="_x0000_s(\d{1,9})"')
_DRAWN = re.compile(
    rb"<(?:\w+:)?(?:shape|group|rect|roundrect|oval|line|polyline|curve|arc|image)[\s/>]"
)
_END = re.compile(rb"</xml\s*>\s*$")

At = tuple[int, int]


class Boxes:
    """The boxes of one sheet."""

    def __init__(self, book: Book, entry: SheetEntry, cells: EditedSheet) -> None:
        self._book, self._parts, self._part, self._cells = book, book.parts, entry.part, cells

    def draw(self, lines: Mapping[At, int]) -> None:
        """A new box at each cell, as high as so many lines need."""
        part = self._drawing()
        data = _EMPTY_DRAWING if part is None else self._parts.data(part) or b""
        first = 1 + max((int(n) for n in _NUMBER.findall(data)), default=1024)
        shapes = "" if b'id="_x0000_t202"' in data else _SHAPE_TYPE
        for order, (at, count) in enumerate(lines.items()):
            shapes += self._shape(at, count, first + order, order + 1)
        ending = _END.search(data)
        at_end = ending.start() if ending else len(data)
        data = data[:at_end] + shapes.encode() + data[at_end:]
        if part is not None:
            self._parts.replace(part, data)
            return
        part = self._parts.free_name("xl/drawings/nianbaoNotes{}.vml")
        self._parts.add(part, data, _DRAWING)
        link = self._parts.link(self._part, f"{self._book.relations}/vmlDrawing", part)
        self._cells.set_drawing(self._book.relations, link)

    def cut(self, places: set[At]) -> None:
        """Without the boxes at these cells, and without the drawing if they were all."""
        part = self._drawing()
        if part is None:
            return
        data = _edited(self._parts.data(part) or b"", dict.fromkeys(places, b""))
        if b'"#_x0000_t202"' not in data:
            data = data.replace(_SHAPE_TYPE.encode(), b"")
        if _DRAWN.search(data):
            self._parts.replace(part, data)
            return
        self._cells.set_drawing(self._book.relations, None)
        self._parts.unlink(self._part, part)
        self._parts.remove(part)

    def enlarge(self, lines: Mapping[At, int]) -> dict[At, str]:
        """Room for so many lines in boxes that are there; gives what `shrink` needs."""
        part, moved = self._drawing(), {}
        data = b"" if part is None else self._parts.data(part) or b""
        new: dict[At, bytes] = {}
        for at, start, end in _boxes(data):
            anchor = _ANCHOR.search(data, start, end)
            if at in lines and anchor:
                before = anchor[0].decode()
                after = self._with_room(before, lines[at])
                new[at] = data[start : anchor.start()] + after.encode() + data[anchor.end() : end]
                moved[at] = f"{before}/{after}"
        if part is not None and new:
            self._parts.replace(part, _edited(data, new))
        return moved

    def shrink(self, moved: Mapping[At, str]) -> None:
        """The sizes from before, but for boxes that somebody has drawn anew since."""
        part = self._drawing()
        data = b"" if part is None else self._parts.data(part) or b""
        new: dict[At, bytes] = {}
        for at, start, end in _boxes(data):
            before, _, after = moved.get(at, "").encode().partition(b"/")
            anchor = _ANCHOR.search(data, start, end)
            if anchor and anchor[0] == after and re.fullmatch(_EIGHT, before):
                new[at] = data[start : anchor.start()] + before + data[anchor.end() : end]
        if part is not None and new:
            self._parts.replace(part, _edited(data, new))

    def _drawing(self) -> str | None:
        link = self._cells.drawing(self._book.relations)
        for relation in self._parts.links(self._part):
            if relation.id == link and _VML in (self._parts.data(relation.target) or b""):
                return relation.target
        return None

    def _with_room(self, anchor: str, lines: int) -> str:
        left, dx, top, dy, right, right_dx, bottom, bottom_dy = map(int, anchor.split(","))
        wide = _stretch(self._cells.widths(left + 1), left, dx, _WIDTH)
        high = _stretch(self._cells.heights(top + 1), top, dy, _height(lines))
        ends = (*max((right, right_dx), wide), *max((bottom, bottom_dy), high))
        return ", ".join(map(str, (left, dx, top, dy, *ends)))

    def _shape(self, at: At, lines: int, number: int, order: int) -> str:
        row, column = at
        height, top = _height(lines), max(row - 2, 0)
        right, right_dx = _stretch(self._cells.widths(column + 1), column, 12, _WIDTH)
        bottom, bottom_dy = _stretch(self._cells.heights(top + 1), top, 4, height)
        anchor = (column, 12, top, 4, right, right_dx, bottom, bottom_dy)
        return _SHAPE.format(
            id=number,
            order=order,
            width=_WIDTH * 3 // 4,
            height=height * 3 // 4,
            anchor=", ".join(map(str, anchor)),
            row=row - 1,
            column=column - 1,
        )


def lines_of(text: str) -> int:
    """How many lines a text takes in a box."""
    return sum(1 + len(line) // _CHARACTERS for line in text.split("\n"))


def _height(lines: int) -> int:
    """In pixels; a box higher than a screen could not be read either."""
    return _LINE * min(lines, _MOST_LINES) + 12


def _stretch(sizes: Iterator[int], start: int, offset: int, length: int) -> At:
    """Where a length ends that begins in a line (counted from 0) at an offset, in pixels."""
    rest = offset + length
    for index, size in enumerate(islice(sizes, 2000), start):
        if rest < size:
            return index, rest
        rest -= size
    return start + 4, 0


def _boxes(data: bytes) -> Iterator[tuple[At, int, int]]:
    """Each whole box: its cell, and from where to where it is written."""
    start = None
    for tag in _TAG.finditer(data):
        if tag[0].startswith(b"</"):
            at = None if start is None else _place(data, start, tag.end())
            if start is not None and at is not None:
                yield at, start, tag.end()
            start = None
        elif not tag[0].endswith(b"/>"):  # one without an end of its own holds no cell
            start = tag.start()


def _place(data: bytes, start: int, end: int) -> At | None:
    row, column = _ROW.search(data, start, end), _COLUMN.search(data, start, end)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def _edited(data: bytes, new: Mapping[At, bytes]) -> bytes:
    """The drawing with other markup for the boxes of these cells."""
    pieces, done = [], 0
    for at, start, end in _boxes(data):
        if at in new:
            pieces += [data[done:start], new[at]]
            done = end
    return b"".join([*pieces, data[done:]])
