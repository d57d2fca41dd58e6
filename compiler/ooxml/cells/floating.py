"""What lies over a sheet's cells: given a worksheet part's drawings, gives pictures, text
boxes, charts and controls. Comments are not among them, nor lines and empty shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from compiler.ooxml.cells.raw import Floating
from compiler.ooxml.markup import local_name
from compiler.ooxml.package import Package

_OLD_SHAPE = re.compile(rb"ObjectType=[\"'](\w+)")
_COMMENT = b"note"
# Beyond these nobody counts.
_MOST, _LONGEST = 200, 200


def floating(package: Package, sheet: str, wanted: Sequence[str]) -> tuple[Floating, ...]:
    """`wanted` are the relationships by which the sheet names its drawings."""
    if not wanted:
        return ()
    found: list[Floating] = []
    for related in package.relationships(sheet):
        if related.id not in wanted or related.external:
            continue
        if related.kind == "drawing":
            root = package.xml(related.target)
            found += _drawn(root) if root is not None else ()
        elif related.kind == "vmlDrawing":
            found += _drawn_of_old(package.part(related.target) or b"")
    return tuple(found[:_MOST])


def _drawn(root: etree._Element) -> Iterator[Floating]:
    """Of a choice between forms of one thing, as newer programs write it, the first."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name == "pic":
            yield Floating("picture")
        elif name == "graphicFrame":
            yield Floating("chart")
        elif name == "sp":
            text = _text(element)
            if text:
                yield Floating("text box", text)
        elif name == "AlternateContent":
            waiting += list(element)[:1]
        elif name not in ("cxnSp", "clientData"):
            waiting += reversed(element)


def _text(shape: etree._Element) -> str:
    body = next((each for each in shape if local_name(each) == "txBody"), None)
    pieces = () if body is None else body.iter("{*}t")
    return "".join(piece.text or "" for piece in pieces).strip()[:_LONGEST]


def _drawn_of_old(data: bytes) -> Iterator[Floating]:
    """Old drawings are no well-formed markup; comments are drawn in them too."""
    for kind in _OLD_SHAPE.findall(data):
        if kind.lower() != _COMMENT:
            yield Floating("picture" if kind.lower() == b"pict" else "control")
