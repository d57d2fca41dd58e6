"""The page number in a footer: what stands around it, how it is set and on which side.

Given a footer's root, finds the number wherever a program put it: in a plain paragraph, a
frame, a text box or a control. It judges nothing.
"""

from __future__ import annotations

import re

from lxml import etree

from compiler.ooxml.markup import attribute, child, value_of, w
from compiler.ooxml.words.formatting import Formatting, Type
from compiler.ooxml.words.visible import unwrapped
from compiler.values.named_tuple import NamedTuple

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_P, _R, _T = map(w, ("p", "r", "t"))
_TABS = (w("tab"), w("ptab"))
_FIELD, _CODE = w("fldSimple"), w("instrText")
_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_SIDES = {
    "right": "right", "end": "right", "left": "left", "start": "left", "center": "center",
    "outside": "outside", "inside": "inside", None: "left",
}  # fmt: skip

# Lines of words from top to bottom, as programs name them for paragraphs and for boxes.
_DOWN, _UPRIGHT = ("tbRl", "tbRlV"), ("vert", "eaVert")


class PageNumber(NamedTuple):
    """`side` is right, left, center, outside, inside, or None where it cannot be told.

    `floats`: it stands in a frame or a box of its own, not at the footer's distance. `turned`:
    it is read from the right of the page, its side being that of the page so held.
    """

    text: str
    type: Type
    side: str | None
    floats: bool
    turned: bool = False


def page_number(footer: etree._Element | None, formatting: Formatting) -> PageNumber | None:
    if footer is None:
        return None
    codes = (element for element in footer.iter(_FIELD, _CODE) if _PAGE.match(_code(element)))
    code = next(codes, None)
    paragraph = None if code is None else next(code.iterancestors(_P), None)
    if code is None or paragraph is None:
        return None
    style = value_of(paragraph, "pPr", "pStyle")
    words = [
        ("".join(text.text or "" for text in run.iterchildren(_T)), run)
        for run in unwrapped(paragraph, (_R,))
    ]
    digits = (run for text, run in words if any(char.isdecimal() for char in text))
    run = next(digits, None)
    run = next(code.iterancestors(_R), words[0][1] if words else None) if run is None else run
    type_ = formatting.plain if run is None else formatting.type_of(run, style)
    text = "".join(text for text, _ in words)
    box = next(code.iterancestors(f"{_DRAWING}anchor", w("pict")), None)
    frame = child(child(paragraph, "pPr"), "framePr")
    floats = box is not None or frame is not None
    if floats and _is_turned(paragraph, box):
        return PageNumber(text, type_, _aligned(paragraph, formatting), True, True)
    return PageNumber(text, type_, _side(paragraph, box, frame, formatting), floats)


def _code(element: etree._Element) -> str:
    return (attribute(element, "instr") if element.tag == _FIELD else element.text) or ""


def _is_turned(paragraph: etree._Element, box: etree._Element | None) -> bool:
    inside = () if box is None else box.iter("{*}bodyPr")
    turned = any(each.get("vert") in _UPRIGHT for each in inside)
    return turned or value_of(paragraph, "pPr", "textDirection") in _DOWN


def _aligned(paragraph: etree._Element, formatting: Formatting) -> str | None:
    return _SIDES.get(formatting.setting_of(paragraph).alignment)


def _side(
    paragraph: etree._Element,
    box: etree._Element | None,
    frame: etree._Element | None,
    formatting: Formatting,
) -> str | None:
    if box is not None:
        align = box.find(f"{_DRAWING}positionH/{_DRAWING}align")
        return None if align is None else _SIDES.get(align.text)
    if frame is not None:
        return _SIDES.get(attribute(frame, "xAlign") or "unknown")
    if any(next(run.iterchildren(*_TABS), None) is not None for run in unwrapped(paragraph, (_R,))):
        return None  # where a tab leads to is known to whoever lays the line out
    return _aligned(paragraph, formatting)
