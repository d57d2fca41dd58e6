"""What parts refer to, and what kind each is said to be: given the roots of a package's lists,
gives relationships and content types.

Must not know the package: which names are in it is told.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from compiler.ooxml.markup import local_name
from compiler.values.named_tuple import NamedTuple

CONTENT_TYPES = "[Content_Types].xml"
# ECMA-376 Part 1, 15, of both classes; Part 2, annex F.
_RELATION = re.compile(
    "http://schemas[.]openxmlformats[.]org/officeDocument/2006/relationships/([A-Za-z]+|[a-z]+-properties)"
    "|http://purl[.]oclc[.]org/ooxml/officeDocument/relationships/([A-Za-z]+)"
    "|http://(?:schemas[.]openxmlformats[.]org/package/2006|purl[.]oclc[.]org/ooxml/officeDocument)"
    "/relationships/metadata/(core-properties|thumbnail)"
    # LibreOffice by one of its filters; an early draft of the standard.
    "|http://schemas[.]openxmlformats[.]org/office[dD]ocument/2006/relationships/metadata/(core-properties)"
)
# What the strict standard calls otherwise.
_STRICT_WORDS = {
    "customProperties": "custom-properties",
    "extendedProperties": "extended-properties",
}


class Relationship(NamedTuple):
    """A reference from one part to another.

    `type` is the last word of its type's address, to be shown. `kind` is what it is known by:
    that word where the standard has the whole address, and the whole address where it has not;
    other programs go by the whole, and a document must be read as they read it.
    """

    id: str
    type: str
    target: str
    external: bool
    kind: str


def content_types(root: etree._Element | None) -> dict[str, str]:
    """Types by "/part name" and by ".extension", all in lower case."""
    types: dict[str, str] = {}
    for element in () if root is None else root:
        kind = element.get("ContentType", "").lower()
        if local_name(element) == "Override":
            types["/" + element.get("PartName", "").lstrip("/").lower()] = kind
        elif local_name(element) == "Default":
            types["." + element.get("Extension", "").lower()] = kind
    return types


def content_type(part: str, types: Mapping[str, str]) -> str:
    """The type of a part by its name, else by its extension; "" without one."""
    lowered = "/" + part.lower()
    return types.get(lowered) or types.get("." + lowered.rpartition(".")[2], "")


def relationships_of(part: str) -> str:
    """The name of the part that holds what a part refers to."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def relationship(element: etree._Element, part: str, actual: Mapping[str, str]) -> Relationship:
    """One entry in the list of a part; `actual` are the package's names by those in lower case."""
    external = element.get("TargetMode", "").lower() == "external"
    target = element.get("Target", "")
    if not external:
        target = resolved(target, part, actual)
    word = element.get("Type", "").rstrip("/").rpartition("/")[2]
    kind = kind_of_relation(element)
    return Relationship(element.get("Id", ""), word, target, external, kind)


def kind_of_relation(element: etree._Element) -> str:
    """The last word of a relationship's type, which Strict and Transitional share; of a type
    that the standard does not have the whole address.
    """
    address = element.get("Type", "")
    match = _RELATION.fullmatch(address)
    if match is None:
        return address
    word: str = next(filter(None, match.groups()))
    return _STRICT_WORDS.get(word, word)


def resolved(target: str, part: str, actual: Mapping[str, str]) -> str:
    """The part a relative address means, as it is spelled in the package."""
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
    for candidate in (path, unquote(path)):
        if candidate.lower() in actual:
            return actual[candidate.lower()]
    return path
