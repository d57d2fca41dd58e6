"""What a package's own style sheet says of its paragraphs: their role, their look, their number.

Given a package that passed the door, finds the main document, its styles, its lists and its
notes by their relationships, whatever their names are. It knows no report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from compiler.ooxml.markup import W
from compiler.ooxml.package import Package, parsed
from compiler.ooxml.words.contrast import WHITE
from compiler.ooxml.words.inheritance import Ancestry, Inherited

T = TypeVar("T")

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
    "document number": "number",
    "attachment list": "attachment",
    "signature": "signatory",
    "date": "date",
}
_RUN_PROPERTIES = f"{{{W}}}rPr"
_OUTLINE = {"0": "heading1", "1": "heading2", "2": "heading3"}
_OFF = ("0", "false", "off")
# Of a theme only this is looked at: the colour of the page itself.
_WHITES = ("background1", "light1")
# Type of four points or less is a line, not words.
_SMALLEST = 8
# Letters narrower than this share of their width are strokes; a symbol font shows no letters.
_NARROWEST = 30
_SYMBOLS = re.compile("wingdings|webdings|symbol|marlett|mt extra|dingbats", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look, as far as it is said: hidden, their colour, their half points."""

    hidden: bool | None = None
    ink: str | None = None
    size: int | None = None

    def over(self, under: Look) -> Look:
        """This look where it says something; what hides anywhere below hides."""
        hidden = under.hidden if self.hidden is None else self.hidden
        return Look(hidden, self.ink or under.ink, self.size if self.size else under.size)

    @property
    def unseen(self) -> bool:
        return bool(self.hidden) or (self.size is not None and self.size <= _SMALLEST)


class StyleSheet:
    """Answers by style id, following what each style is based on."""

    def __init__(self, root: etree._Element | None, lists: etree._Element | None = None):
        found = () if root is None else root.iterchildren(f"{{{W}}}style")
        styles = {style.get(f"{{{W}}}styleId", ""): style for style in found}
        self._ancestry = Ancestry(styles)
        self._default = {
            style.get(f"{{{W}}}type", ""): id_
            for id_, style in styles.items()
            if style.get(f"{{{W}}}default", "0") not in _OFF
        }
        self._roles = self.inherited("", lambda style, under: _named_role(style) or under)
        self._numbers = self.inherited(None, _list_over)
        self._own_looks = self.inherited(Look(), lambda style, under: look_of(style).over(under))
        self._looks: dict[tuple[str | None, str | None, str | None], Look] = {}
        defaults = None if root is None else root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault")
        self._plain = Look() if defaults is None else look_of(defaults)
        self._lists = _Lists(lists)

    def role(self, paragraph: etree._Element) -> str:
        """By the paragraph's own outline level, or by its style's name or level."""
        own = _OUTLINE.get(value_of(paragraph, "pPr", "outlineLvl") or "")
        if own:
            return own
        return self._roles.of(value_of(paragraph, "pPr", "pStyle")) or "body"

    def look(self, run: etree._Element, paragraph: str | None, table: str | None) -> Look:
        """A run's look: its own, else that of its styles."""
        properties = next(run.iterchildren(_RUN_PROPERTIES), None)
        if properties is None:
            return self._styled(None, paragraph, table)
        styled = self._styled(value_of(properties, "rStyle"), paragraph, table)
        return look_of(run).over(styled)

    def numbered(self, paragraph: etree._Element) -> bool:
        """Whether a number or a bullet that is not among the words stands before them."""
        if not self._lists.show_anything:
            return False
        own = _list_of(paragraph)
        if own is not None:
            return self._lists.shows(own)
        id_ = value_of(paragraph, "pPr", "pStyle") or self._default.get("paragraph")
        return self._lists.shows(self._numbers.of(id_))

    def _styled(self, character: str | None, paragraph: str | None, table: str | None) -> Look:
        """What the styles say together; kept, for every run asks."""
        asked = (character, paragraph, table)
        if asked not in self._looks:
            look = self._plain
            layers = (
                table or self._default.get("table"),
                paragraph or self._default.get("paragraph"),
                character,
            )
            for id_ in layers:
                own = self._own_looks.of(id_)
                # Of styles over one another each can hide (ECMA-376, Part 1, 17.7.3).
                hidden = bool(own.hidden or look.hidden)
                look = Look(hidden, own.ink or look.ink, own.size or look.size)
            self._looks[asked] = look
        return self._looks[asked]

    def default(self, kind: str) -> str | None:
        """The style of a paragraph, character or table that names none."""
        return self._default.get(kind)

    def inherited(self, nothing: T, over: Callable[[etree._Element, T], T]) -> Inherited[T]:
        """What the styles say of one thing, each over the one it is based on."""
        return Inherited(self._ancestry, nothing, over)


class _Lists:
    """Which automatic numbering shows anything: a heading can be in a list without a mark."""

    def __init__(self, root: etree._Element | None):
        self._marked: dict[str, bool] = {}
        self.show_anything = False
        if root is None:
            return
        named = {
            a.get(f"{{{W}}}abstractNumId", ""): a for a in root.iterfind(f"{{{W}}}abstractNum")
        }
        for number in root.iterfind(f"{{{W}}}num"):
            abstract = named.get(value_of(number, "abstractNumId") or "")
            levels = [*number.iter(f"{{{W}}}lvl")]
            levels += [] if abstract is None else [*abstract.iterfind(f"{{{W}}}lvl")]
            # A list that takes its levels from elsewhere is believed to have marks.
            marked = not levels or any(value_of(level, "lvlText") for level in levels)
            self._marked[number.get(f"{{{W}}}numId", "")] = marked
        self.show_anything = any(self._marked.values())

    def shows(self, id_: str | None) -> bool:
        """A list that is not there shows nothing; 0 takes a paragraph out of its list."""
        return id_ is not None and self._marked.get(id_, False)


@dataclass(frozen=True, slots=True)
class MainParts:
    """`related` is the first part of each type that the document refers to: there is no other."""

    related: Mapping[str, str]
    document: etree._Element | None
    styles: StyleSheet
    notes: dict[tuple[str, str], etree._Element]

    @property
    def body(self) -> etree._Element | None:
        return None if self.document is None else self.document.find(f"{{{W}}}body")


def main_parts(package: Package) -> MainParts:
    """The main document, its styles and its foot- and endnotes by (kind, id)."""
    related: dict[str, str] = {}
    for relation in package.relationships(package.main):
        if not relation.external:
            related.setdefault(relation.type, relation.target)
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = part_root(package, related.get(f"{kind}s"))
        for note in () if root is None else root.iterchildren(f"{{{W}}}{kind}"):
            notes[kind, note.get(f"{{{W}}}id", "")] = note
    styles, lists = (part_root(package, related.get(kind)) for kind in ("styles", "numbering"))
    document = part_root(package, package.main)
    return MainParts(related, document, StyleSheet(styles, lists), notes)


def value_of(element: etree._Element, *path: str) -> str | None:
    """The w:val of the first element at `path`, if it is there."""
    found: etree._Element | None = element
    for name in path:
        # Step by step: a path of names would be parsed for every cell.
        found = None if found is None else next(found.iterchildren(f"{{{W}}}{name}"), None)
    return None if found is None else found.get(f"{{{W}}}val")


def is_on(element: etree._Element, *path: str) -> bool | None:
    """Whether the mark at `path` is set; None where there is none."""
    parent: etree._Element | None = element
    for name in path:
        parent = None if parent is None else next(parent.iterchildren(f"{{{W}}}{name}"), None)
    return None if parent is None else parent.get(f"{{{W}}}val", "true") not in _OFF


def look_of(holder: etree._Element) -> Look:
    """What the run properties of a run or a style say themselves."""
    properties = next(holder.iterchildren(_RUN_PROPERTIES), None)
    if properties is None:
        return Look()
    marks = [is_on(properties, name) for name in ("vanish", "specVanish", "strike", "dstrike")]
    hidden = True if True in marks else (False if False in marks[:2] else None)
    if _is_illegible(properties):
        hidden = True
    color = next(properties.iterchildren(f"{{{W}}}color"), None)
    ink = None if color is None else color.get(f"{{{W}}}val", "").upper()
    if color is not None and color.get(f"{{{W}}}themeColor") in _WHITES:
        ink = WHITE
    size = value_of(properties, "sz") or ""
    return Look(
        hidden, ink, int(size) if size.isascii() and size.isdecimal() and len(size) < 6 else None
    )


def _is_illegible(properties: etree._Element) -> bool:
    """Whether letters are pressed to strokes, moved off their line or replaced by symbols."""
    scale = (value_of(properties, "w") or "").rstrip("%")
    position, size = (value_of(properties, name) or "" for name in ("position", "sz"))
    fonts = next(properties.iterchildren(f"{{{W}}}rFonts"), None)
    faces = () if fonts is None else fonts.attrib.values()
    height = int(size) if size.isdecimal() and len(size) < 6 else 4 * _SMALLEST
    moved = position.lstrip("+-")
    return (
        (scale.isdecimal() and len(scale) < 6 and int(scale) < _NARROWEST)
        or (moved.isdecimal() and (len(moved) > 5 or int(moved) > 2 * height))
        or any(_SYMBOLS.search(str(face)) for face in faces)
    )


def _list_of(holder: etree._Element) -> str | None:
    return value_of(holder, "pPr", "numPr", "numId")


def _list_over(style: etree._Element, under: str | None) -> str | None:
    return _list_of(style) or under


def _named_role(style: etree._Element) -> str:
    name = (value_of(style, "name") or "").lower()
    return _ROLES.get(name) or _OUTLINE.get(value_of(style, "pPr", "outlineLvl") or "") or ""


def part_root(package: Package, name: str | None) -> etree._Element | None:
    """The root of a part under the transitional name spaces; None where there is none."""
    data = package.markup(name or "") or b""
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    return parsed(data)
