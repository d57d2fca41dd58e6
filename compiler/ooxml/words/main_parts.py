"""The parts that make a document: found by their relationships, whatever their names are.

Given a package that passed the door, gives the main document, its styles and its notes.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from compiler.ooxml.markup import W, child, parsed, w
from compiler.ooxml.package import Package
from compiler.ooxml.words.appearance import Appearance
from compiler.ooxml.words.cascade import StyleSheet
from compiler.values.named_tuple import NamedTuple

# Word can save the same document under the name spaces of the strict standard.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

_FACES = frozenset(map(w, ("ascii", "hAnsi", "eastAsia", "cs")))


class MainParts(NamedTuple):
    """`related` is the first part of each type that the document refers to; `notes` are its
    foot- and endnotes by (kind, id).
    """

    related: Mapping[str, str]
    document: etree._Element | None
    sheet: StyleSheet
    styles: Appearance
    notes: Mapping[tuple[str, str], etree._Element]

    @property
    def body(self) -> etree._Element | None:
        return child(self.document, "body")


def main_parts(package: Package) -> MainParts:
    related = related_parts(package)
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = part_root(package, related.get(f"{kind}s"))
        for note in () if root is None else root.iterchildren(w(kind)):
            notes[kind, note.get(w("id"), "")] = note
    document = part_root(package, package.main)
    styles, lists = (_transitional(package, related.get(kind)) for kind in ("styles", "numbering"))
    return MainParts(related, document, *_styled(styles, lists), notes)


# The last ones only: what a large part says of styles can take a hundred megabytes.
@lru_cache(maxsize=1)
def _styled(styles: bytes, lists: bytes) -> tuple[StyleSheet, Appearance]:
    """What these two parts say; reckoned once for documents that share them."""
    sheet = StyleSheet(parsed(styles))
    return sheet, Appearance(sheet, parsed(lists))


def related_parts(package: Package) -> Mapping[str, str]:
    """The first part of each type that the document refers to: there is no other."""
    related: dict[str, str] = {}
    for relation in package.relationships(package.main):
        if not relation.external:
            related.setdefault(relation.kind, relation.target)
    return related


def fonts_in(package: Package) -> tuple[str, ...]:
    """The fonts that its styles name, in their order."""
    styles = part_root(package, related_parts(package).get("styles"))
    named = [] if styles is None else [*styles.iter(w("rFonts"))]
    return tuple(
        dict.fromkeys(
            str(font)
            for element in named
            for key, font in element.attrib.items()
            if key in _FACES and font
        )
    )


def part_root(package: Package, name: str | None) -> etree._Element | None:
    """The root of a part under the transitional name spaces; None where there is none."""
    data = _transitional(package, name)
    return package.xml(name or "") if data == package.markup(name or "") else parsed(data)


def _transitional(package: Package, name: str | None) -> bytes:
    """A part under the transitional name spaces; nothing where there is none."""
    data = package.markup(name or "") or b""
    if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        wide = parsed(data)
        data = b"" if wide is None else etree.tostring(wide)
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    return data
