"""A package in the making: its parts and their relations.

Given nothing, gives the parts that every document has, empty; given parts, the members of the
package. Only the theme is taken from a template, python-docx's: validators want one, and
nothing of ours refers to it.
"""

from __future__ import annotations

import importlib.util
import posixpath
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from compiler.ooxml.markup import W, as_markup
from compiler.ooxml.relations import relationships_of
from compiler.ooxml.zipped import one_unzipped

MAIN, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
_THEME = "word/theme/theme1.xml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
CORE_PART = "docProps/core.xml"
# By kind of part: its type and the address of the relation that leads to it.
_KINDS = {
    "fontTable": f"{_WORD}.fontTable+xml",
    "footer": f"{_WORD}.footer+xml",
    "header": f"{_WORD}.header+xml",
    "customXml": "application/xml",
    "customXmlProps": f"{_OFFICE}.customXmlProperties+xml",
    "extended-properties": f"{_OFFICE}.extended-properties+xml",
    "custom-properties": f"{_OFFICE}.custom-properties+xml",
}
# The ids are those of the template that documents of before were made from.
_STAND = {
    "": (
        ("rId3", f"{_METADATA}/core-properties", CORE_PART),
        ("rId1", f"{_R}/officeDocument", MAIN),
    ),
    MAIN: (
        ("rId3", f"{_R}/styles", STYLES),
        ("rId5", f"{_R}/settings", SETTINGS),
        ("rId8", f"{_R}/theme", _THEME),
    ),
}
Relation = tuple[str, str, str]


class Skeleton:
    """Its body is still to be set; `styles` is its style sheet."""

    def __init__(self, styles: bytes, settings: bytes) -> None:
        self.styles = styles
        self._parts = {STYLES: styles, SETTINGS: settings, _THEME: _theme()}
        self._types = {
            MAIN: f"{_WORD}.document.main+xml",
            STYLES: f"{_WORD}.styles+xml",
            SETTINGS: f"{_WORD}.settings+xml",
            _THEME: f"{_OFFICE}.theme+xml",
            CORE_PART: "application/vnd.openxmlformats-package.core-properties+xml",
        }
        self._relations: dict[str, list[Relation]] = {s: [*all_] for s, all_ in _STAND.items()}

    def set_body(self, content: Iterable[str]) -> None:
        """The body's blocks as text, what is said of its last section at their end."""
        self.put(MAIN, filled("document", "<w:body>", *content, "</w:body>"))

    def add(self, name: str, kind: str, content: bytes, source: str = MAIN) -> str:
        """Add a part of this kind, reached from `source` ("" is the package); gives the id."""
        self.put(name, content)
        self._types[name] = _KINDS[kind]
        relations = self._relations.setdefault(source, [])
        taken = {id_ for id_, _, _ in relations}
        id_ = next(each for n in range(1, len(taken) + 2) if (each := f"rId{n}") not in taken)
        relations.append((id_, f"{_R}/{kind}", name))
        return id_

    def put(self, name: str, content: bytes) -> None:
        """The content of a part that is there already."""
        self._parts[name] = content

    @property
    def types(self) -> Mapping[str, str]:
        return self._types

    def parts(self) -> dict[str, bytes]:
        """The members of the package but the list of their types."""
        lists = {relationships_of(s): _links(s, told) for s, told in self._relations.items()}
        return {**lists, **self._parts}


def filled(name: str, *content: str) -> bytes:
    """A part by the name of its root, with what stands in it, piece by piece."""
    head = f'{_HEAD}<w:{name} xmlns:r="{_R}" xmlns:w="{W}">'
    return b"".join(map(str.encode, (head, *content, f"</w:{name}>")))


def _links(source: str, relations: list[Relation]) -> bytes:
    folder = posixpath.dirname(source) or "."
    rows = "".join(
        f'<Relationship Id="{id_}" Type="{address}"'
        f' Target="{as_markup(_relative(target, folder))}"/>'
        for id_, address, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_LINKS}">{rows}</Relationships>'.encode()


# It asks where the program was started, which changes nothing between two paths of a package.
_relative = lru_cache(maxsize=64)(posixpath.relpath)


@cache
def _theme() -> bytes:
    # Importing the library for the sake of one part of its template costs a tenth of a second.
    found = importlib.util.find_spec("docx")
    if found is None or found.origin is None:
        raise ImportError("python-docx is not installed")
    template = Path(found.origin).parent / "templates" / "default.docx"
    return one_unzipped(template.read_bytes(), _THEME)
