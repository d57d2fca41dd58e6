"""What stands in a finished document besides its words: things that this program never writes.

Given the package of a document, gives what could make a reader see other words than are
stored (fields, drawings, frames, words in alternatives or turned around), and the words in
headers and footers. It judges no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from compiler.format.words import words_of
from compiler.ooxml.markup import MC, W, w
from compiler.ooxml.package import Package
from compiler.ooxml.words.fields import addresses
from compiler.ooxml.words.main_parts import part_root
from compiler.text.language import Text
from compiler.values.named_tuple import NamedTuple

_TEXT, _PARAGRAPH = map(w, ("t", "p"))
_KNOWN = (f"{{{W}}}", f"{{{MC}}}")
# To ask all elements at once takes a third of the time of asking those around words.
_NOTHING_ELSE = etree.XPath("count(/descendant::*) = count(/descendant::w:*)", namespaces={"w": W})
_LONGEST = 24


def _w(*names: str) -> tuple[str, ...]:
    return tuple(map(w, names))


_FIELD = Text("域", "a field")
_PICTURE = Text("图片、图形或对象", "a picture, a drawing or an object")
_FRAME = Text("图文框或浮动的表格", "a frame or a floating table")
_TURNED = Text("改变方向的文字或表格", "words or a table turned around")
_BOUND = Text("取自别处的内容控件", "a content control that is filled from elsewhere")
_EITHER = Text("供不同软件选用的内容", "alternatives for different programs")
_WRAPPED = Text("来历不明的标记", "marks of unknown meaning")
# In the body each of these may show other words than those that are stored.
_SHOWS_OTHERWISE: dict[str, Text] = {
    **dict.fromkeys(_w("fldSimple", "fldChar", "instrText"), _FIELD),
    **dict.fromkeys(
        _w("pgNum", "dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort"),
        _FIELD,
    ),
    **dict.fromkeys(_w("drawing", "pict", "object"), _PICTURE),
    **dict.fromkeys(_w("framePr", "tblpPr"), _FRAME),
    **dict.fromkeys(_w("bdo", "dir", "bidiVisual"), _TURNED),
    **dict.fromkeys(_w("dataBinding"), _BOUND),
    f"{{{MC}}}AlternateContent": _EITHER,
}
# What is left of a page number once its dashes and digits are gone is words.
_PAGE_NUMBER = re.compile(r"[—–\-\s\d]*")


class Addition(NamedTuple):
    """So `many` things of one kind; `first`: the words around the first of them."""

    what: Text
    many: int
    first: str


def shown_otherwise(body: etree._Element | None) -> tuple[Addition, ...]:
    """What in the body may show a reader other words than those that are stored."""
    if body is None:
        return ()
    things = [(found, _SHOWS_OTHERWISE[str(found.tag)]) for found in body.iter(*_SHOWS_OTHERWISE)]
    if things and any(what is _FIELD for _, what in things):
        # A link on an address shows that address and nothing else.
        links = {mark for field in addresses(body) for mark in field.marks}
        things = [(element, what) for element, what in things if element not in links]
    things += [(element, _WRAPPED) for element in _unknown(body)]
    return _counted(things)


def _unknown(body: etree._Element) -> Iterator[etree._Element]:
    """Elements of no known name space around words: a program may drop them with the words."""
    if _NOTHING_ELSE(body):
        return
    walked: set[etree._Element] = set()
    for element in body.iter(_TEXT):
        around = element.getparent()
        while around is not None and around not in walked:
            name = str(around.tag)
            if not name.startswith(_KNOWN) and "/office/" not in name:
                yield around
                break
            walked.add(around)
            around = around.getparent()


def running_words(package: Package, language: str, *, draft: bool) -> tuple[str, ...]:
    """Words in headers and footers, but for page numbers and the mark of a draft."""
    running: list[str] = []
    for relation in package.relationships(package.main):
        root = (
            part_root(package, relation.target) if relation.kind in ("header", "footer") else None
        )
        for paragraph in () if root is None else root.iter(_PARAGRAPH):
            words = "".join(element.text or "" for element in paragraph.iter(_TEXT)).strip()
            ours = draft and relation.kind == "header" and words == words_of(language).draft
            if not ours and not _PAGE_NUMBER.fullmatch(words):
                running.append(words)
    return tuple(dict.fromkeys(running))


def _counted(things: list[tuple[etree._Element, Text]]) -> tuple[Addition, ...]:
    """A field's begin, code and end are one thing where they stand in one paragraph."""
    places: dict[Text, dict[etree._Element, None]] = {}
    for element, what in things:
        places.setdefault(what, {})[_paragraph(element)] = None
    return tuple(
        Addition(what, len(around), _words_of(next(iter(around))))
        for what, around in places.items()
    )


def _paragraph(element: etree._Element) -> etree._Element:
    return next(element.iterancestors(_PARAGRAPH), element)


def _words_of(element: etree._Element) -> str:
    words = "".join(run.text or "" for run in element.iter(_TEXT)).strip()
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
