"""Markup: parsed safely, its names and attributes read, elements added to it.

Given bytes from outside, gives a tree or None; given an element, what its children and
attributes say, by the names that WordprocessingML has for them (`W`). It knows no package.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_VAL = f"{{{W}}}val"
_BATCH = 512
# For all markup that comes from outside.
CLOSED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}
# Remarks are left out: inside a value they would cut it in two, `<v>1<!-- -->2</v>` is 12, and
# in a list they would count as members.
SAFELY: dict[str, Any] = {**CLOSED, "remove_comments": True, "remove_pis": True}
# Nobody asks for an element by its id.
_PARSER = etree.XMLParser(**SAFELY, collect_ids=False)
OFF = ("0", "false", "off")
# To begin a search takes longer than to look at so many.
_FEW = 12


def parsed(data: bytes) -> etree._Element | None:
    """The root of a part; None if it is not well formed or brings a document type."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.LxmlError, ValueError, LookupError):
        return None
    return None if root.getroottree().docinfo.internalDTD is not None else root


def to_edit(data: bytes) -> etree._Element:
    """The root of a part that passed the door, to be written again with little changed."""
    return etree.fromstring(data, etree.XMLParser(**SAFELY, strip_cdata=False))


def written(root: etree._Element) -> bytes:
    """A part as it stands in a package."""
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def own_markup(text: str | bytes) -> etree._Element:
    """An element that this program wrote itself, its name spaces declared."""
    return etree.fromstring(text)


def copied(element: etree._Element) -> etree._Element:
    """The same once more, in a tree of its own; without `copy`, which is large for one element."""
    return etree.fromstring(etree.tostring(element, with_tail=False), _PARSER)


def as_markup(text: str) -> str:
    """A text as it is written between tags, and in quotation marks within them."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;")


def elements(data: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements of these local names as they end.

    For parts too large for a tree: elements are dropped some time after they were given.
    """
    tags = tuple("{*}" + name for name in names)
    walk = etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **SAFELY)
    for count, (_, element) in enumerate(walk, 1):
        yield element
        parent = element.getparent()
        if count % _BATCH == 0 and parent is not None:
            # What follows may stand in the tree already, its turn still to come.
            del parent[: parent.index(element)]


def elements_in(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The same of a tree, as they begin."""
    return root.iter(*("{*}" + name for name in names))


def local_name(element: etree._Element) -> str:
    """A tag without its namespace: Strict and Transitional files differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def whole(element: etree._Element, name: str, default: int = 0) -> int:
    """An attribute that is a whole number from 0; `default` for any other and for none."""
    text = element.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first element of this name inside, if either is there."""
    if element is None:
        return None
    tag = f"{{{W}}}{name}"
    if len(element) > _FEW and element[0].tag != tag:
        return next(element.iterchildren(tag), None)
    for each in element:
        if each.tag == tag:
            return each
    return None


def attribute(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else element.get(f"{{{W}}}{name}")


def at(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at `path`, step by step: a path of names would be parsed each time."""
    for name in path:
        element = child(element, name)
    return element


def value_of(element: etree._Element | None, *path: str) -> str | None:
    """The w:val of the first element at `path`, if it is there."""
    reached = at(element, *path)
    return None if reached is None else reached.get(_VAL)


def is_on(element: etree._Element, *path: str) -> bool | None:
    """Whether the mark at `path` is set; None where there is none."""
    mark = at(element, *path)
    return None if mark is None else mark.get(_VAL, "true") not in OFF
