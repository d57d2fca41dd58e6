"""Notes on cells as every office program shows them: texts in one part, boxes in another.

Given a sheet that is being edited and the texts by cell, adds them beside the user's own
notes; takes away those that an earlier marking left. Must not know findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from compiler.package import local_name, whole
from compiler.workbook.address import cell_name, parse_cell
from compiler.workbook.mark_book import Book, Entry
from compiler.workbook.mark_cells import Cells
from compiler.workbook.texts import escaped, unescaped

AUTHOR = "nianbao"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_WIDTH, _LINE, _CHARACTERS = 320, 17, 23
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
# Drawings are browser markup that need not be well formed: they are cut as text.
_ANY_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_AT = re.compile(rb"<\w+:Row>\s*(\d+).*?<\w+:Column>\s*(\d+)", re.DOTALL)
_NUMBER = re.compile(rb'id="_x0000_s(\d+)"')
_END = re.compile(rb"</xml\s*>\s*$")


@dataclass(frozen=True)
class Note:
    """The head is printed bold; by it a note of ours is known when its author is not."""

    head: str
    text: str


class Notes:
    """The notes of one sheet."""

    def __init__(self, book: Book, entry: Entry, cells: Cells) -> None:
        self._book, self._parts, self._part, self._cells = book, book.parts, entry.part, cells

    def remove(self, heads: tuple[str, ...]) -> None:
        """Takes away our own notes; their boxes too."""
        part = self._parts.related(self._part, "comments")
        if part is None:
            return
        root = self._parts.tree(part)
        ours = [each for each in _listed(root, "comment") if _is_ours(each, root, heads)]
        if not ours:
            return
        for comment in ours:
            parent = comment.getparent()
            if parent is not None:
                parent.remove(comment)
        self._cut({at for each in ours if (at := parse_cell(each.get("ref", "")))})
        if not list(_listed(root, "comment")):
            self._parts.unlink(self._part, part)
            self._parts.remove(part)
        else:
            _forget_author(root)

    def add(self, notes: Mapping[tuple[int, int], Note]) -> None:
        """One note a cell; where the user has one of their own, that stays alone."""
        part = self._parts.related(self._part, "comments") or self._new_comments()
        root = self._parts.tree(part)
        taken = {each.get("ref") for each in _listed(root, "comment")}
        free = {at: note for at, note in sorted(notes.items()) if cell_name(*at) not in taken}
        if not free:
            return
        author = _author(root)
        group = next(each for each in root if local_name(each) == "commentList")
        for at, note in free.items():
            group.append(_comment(root, at, note, author))
        self._draw(free)

    def _new_comments(self) -> str:
        part = self._parts.free_name("xl/nianbaoNotes{}.xml")
        markup = f'<comments xmlns="{self._book.namespace}"><authors/><commentList/></comments>'
        self._parts.add(part, markup.encode(), _COMMENTS)
        self._parts.link(self._part, f"{self._book.relations}/comments", part)
        return part

    def _drawing(self) -> str | None:
        link = self._cells.drawing(self._book.relations)
        targets = {each.id: each.target for each in self._parts.links(self._part)}
        target = targets.get(link or "")
        return target if target and self._parts.data(target) is not None else None

    def _cut(self, places: set[tuple[int, int]]) -> None:
        part = self._drawing()
        if part is None:
            return

        def kept(match: re.Match[bytes]) -> bytes:
            at = _AT.search(match[0])
            gone = at is not None and (int(at[1]) + 1, int(at[2]) + 1) in places
            return b"" if gone else match[0]

        data = _ANY_SHAPE.sub(kept, self._parts.data(part) or b"")
        if _ANY_SHAPE.search(data):
            self._parts.replace(part, data)
            return
        self._cells.set_drawing(self._book.relations, None)
        self._parts.unlink(self._part, part)
        self._parts.remove(part)

    def _draw(self, notes: Mapping[tuple[int, int], Note]) -> None:
        part = self._drawing()
        data = _EMPTY_DRAWING if part is None else self._parts.data(part) or b""
        first = 1 + max((int(n) for n in _NUMBER.findall(data)), default=1024)
        shapes = "" if b'id="_x0000_t202"' in data else _SHAPE_TYPE
        for order, (at, note) in enumerate(notes.items()):
            shapes += self._shape(at, note, first + order, order + 1)
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

    def _shape(self, at: tuple[int, int], note: Note, number: int, order: int) -> str:
        height = _LINE * (_lines(note.head) + _lines(note.text)) + 12
        row, column = at
        left, left_offset, right, right_offset = _stretch(self._cells.widths(), column, 12, _WIDTH)
        top, top_offset, bottom, bottom_offset = _stretch(
            self._cells.heights(), max(row - 2, 0), 4, height
        )
        anchor = (left, left_offset, top, top_offset, right, right_offset, bottom, bottom_offset)
        return _SHAPE.format(
            id=number, order=order, width=_WIDTH * 3 // 4, height=height * 3 // 4,
            anchor=", ".join(map(str, anchor)), row=row - 1, column=column - 1,
        )  # fmt: skip


def _stretch(
    sizes: Iterator[int], start: int, offset: int, length: int
) -> tuple[int, int, int, int]:
    """From a line (counted from 0) and an offset in pixels: the same, and where it ends."""
    rest = offset + length
    for index, size in enumerate(islice(sizes, start, start + 2000), start):
        if rest < size:
            return start, offset, index, rest
        rest -= size
    return start, offset, start + 4, 0


def _lines(text: str) -> int:
    return sum(1 + len(line) // _CHARACTERS for line in text.split("\n"))


def _comment(root: etree._Element, at: tuple[int, int], note: Note, author: int) -> etree._Element:
    tag = f"{{{etree.QName(root).namespace or ''}}}"
    comment = etree.Element(f"{tag}comment", ref=cell_name(*at), authorId=str(author))
    text = etree.SubElement(comment, f"{tag}text")
    for words, bold in ((note.head + "\n", True), (note.text, False)):
        run = etree.SubElement(text, f"{tag}r")
        looks = etree.SubElement(run, f"{tag}rPr")
        if bold:
            etree.SubElement(looks, f"{tag}b")
        etree.SubElement(looks, f"{tag}sz", val="10")
        etree.SubElement(looks, f"{tag}rFont", val="宋体")
        shown = etree.SubElement(run, f"{tag}t")
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        shown.text = escaped(words)
    return comment


def _author(root: etree._Element) -> int:
    """The number of our name among the authors."""
    group = next(each for each in root if local_name(each) == "authors")
    names = [each.text or "" for each in group]
    if AUTHOR in names:
        return names.index(AUTHOR)
    entry = etree.SubElement(group, f"{{{etree.QName(root).namespace or ''}}}author")
    entry.text = AUTHOR
    return len(names)


def _forget_author(root: etree._Element) -> None:
    """Our name, where it is the last: the others keep their numbers."""
    group = next(each for each in root if local_name(each) == "authors")
    if len(group) and group[-1].text == AUTHOR:
        group.remove(group[-1])


def _is_ours(comment: etree._Element, root: etree._Element, heads: tuple[str, ...]) -> bool:
    names = [each.text or "" for each in _listed(root, "author")]
    number = whole(comment, "authorId")
    if number < len(names) and names[number] == AUTHOR:
        return True
    text = "".join(t.text or "" for t in comment.iter() if local_name(t) == "t")
    return unescaped(text).startswith(heads)


def _listed(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for group in root for each in group if local_name(each) == name)
