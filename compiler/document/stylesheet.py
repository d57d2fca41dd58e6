"""What a package's own style sheet says of its paragraphs: their role, and what is hidden.

Given the parts of a package, finds the main document, its styles and its notes by their
relationships, whatever their names are. It knows no report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from lxml import etree

from compiler.document.packing import parsed
from compiler.document.page import W

# Word can save the same document under the name spaces of the strict standard.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_ROLES = {
    "title": "title",
    "heading 1": "heading1",
    "heading 2": "heading2",
    "heading 3": "heading3",
    "draft note": "draft",
}
_RUN_PROPERTIES = f"{{{W}}}rPr"
_OUTLINE = {"0": "heading1", "1": "heading2", "2": "heading3"}


class StyleSheet:
    """Answers by style id, following what each style is based on."""

    def __init__(self, root: etree._Element | None):
        found = () if root is None else root.iterchildren(f"{{{W}}}style")
        self._styles = {style.get(f"{{{W}}}styleId", ""): style for style in found}
        self._roles: dict[str | None, str] = {}
        self._hidden: dict[str | None, bool | None] = {None: None}

    def role(self, paragraph: etree._Element) -> str:
        """By the paragraph's own outline level, or by its style's name or level."""
        own = _OUTLINE.get(value_of(paragraph, "pPr", "outlineLvl") or "")
        if own:
            return own
        id_ = value_of(paragraph, "pPr", "pStyle")
        if id_ not in self._roles:
            named = (_named_role(style) for style in self._chain(id_))
            self._roles[id_] = next(filter(None, named), "body")
        return self._roles[id_]

    def hides(self, run: etree._Element, paragraph_style: str | None) -> bool:
        """Whether a run is hidden text: by itself, its character or its paragraph style."""
        own = None
        if run.find(_RUN_PROPERTIES) is not None:
            own = _vanishes(run)
            if own is None:
                own = self._style_hides(value_of(run, "rPr", "rStyle"))
        return bool(self._style_hides(paragraph_style) if own is None else own)

    def _style_hides(self, id_: str | None) -> bool | None:
        """What the nearest style that says anything says; kept, for every run asks."""
        if id_ not in self._hidden:
            said = (_vanishes(style) for style in self._chain(id_))
            self._hidden[id_] = next((hides for hides in said if hides is not None), None)
        return self._hidden[id_]

    def _chain(self, id_: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while id_ in self._styles and id_ not in seen:
            seen.add(id_)
            yield self._styles[id_]
            id_ = value_of(self._styles[id_], "basedOn")


@dataclass(frozen=True, slots=True)
class MainParts:
    document: etree._Element | None
    styles: StyleSheet
    notes: Mapping[tuple[str, str], etree._Element]


def main_parts(parts: Mapping[str, bytes]) -> MainParts:
    """The main document, its styles and its foot- and endnotes by (kind, id)."""
    name = _related(parts, "", "officeDocument") or "word/document.xml"
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = _root(parts, _related(parts, name, f"{kind}s"))
        for note in () if root is None else root.iterchildren(f"{{{W}}}{kind}"):
            notes[kind, note.get(f"{{{W}}}id", "")] = note
    styles = StyleSheet(_root(parts, _related(parts, name, "styles")))
    return MainParts(_root(parts, name), styles, notes)


def value_of(element: etree._Element, *path: str) -> str | None:
    """The w:val of the first element at `path`, if it is there."""
    found: etree._Element | None = element
    for name in path:
        # Step by step: a path of names would be parsed for every cell.
        found = None if found is None else next(found.iterchildren(f"{{{W}}}{name}"), None)
    return None if found is None else found.get(f"{{{W}}}val")


def _named_role(style: etree._Element) -> str:
    name = (value_of(style, "name") or "").lower()
    return _ROLES.get(name) or _OUTLINE.get(value_of(style, "pPr", "outlineLvl") or "") or ""


def _vanishes(holder: etree._Element) -> bool | None:
    mark = holder.find(f"{_RUN_PROPERTIES}/{{{W}}}vanish")
    return None if mark is None else mark.get(f"{{{W}}}val", "true") not in ("0", "false", "off")


def _root(parts: Mapping[str, bytes], name: str | None) -> etree._Element | None:
    data = parts.get(name or "", b"")
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    return parsed(data)


def _related(parts: Mapping[str, bytes], name: str, kind: str) -> str | None:
    """The part that `name` (the package, if empty) is related to by the last word of a type."""
    folder = dirname(name)
    root = parsed(parts.get(join(folder, "_rels", f"{basename(name)}.rels"), b""))
    for relation in () if root is None else root.iterchildren(etree.Element):
        if relation.get("Type", "").rpartition("/")[2] == kind:
            return normpath(join("/", folder, relation.get("Target", ""))).lstrip("/")
    return None
