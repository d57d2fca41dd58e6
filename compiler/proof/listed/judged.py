"""A package against the list: whatever stands in it and is not on the list, and where.

Given a package that passed the door and the list, gives things, each with the words it stands
at. It looks at names, values and order; what comes of them together is `within`'s. It knows
no report.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from lxml import etree

from compiler.ooxml.markup import attribute, child, value_of, w
from compiler.ooxml.package import Package
from compiler.ooxml.words.cascade import StyleSheet
from compiler.ooxml.words.main_parts import part_root
from compiler.proof.listed.allowance import SPACES, Allowance, Attributes, Marks, Values
from compiler.proof.listed.in_parts import of_story
from compiler.proof.listed.naming import Named, named, stands_beside
from compiler.proof.listed.reached import Reached, reached, stray
from compiler.proof.listed.story import RUNNING, STORIES, Found, Placed, Story
from compiler.text.language import Text
from compiler.values.dataclass import dataclass

_P, _T, _STYLE, _FONT, _SECT, _BODY = map(w, ("p", "t", "style", "font", "sectPr", "body"))
# Elements whose text is no word of the document; what it may be is looked at where they stand.
_SPOKEN = (w("instrText"), f"{{{SPACES['wp']}}}posOffset")
# Properties come first in what they are of, and once.
_FIRST = frozenset(map(w, ("pPr", "rPr", "tcPr", "trPr", "tblPr", "docDefaults")))
_WHOLE = tuple(map(w, ("pPr", "rPr", "tcPr", "trPr", "tblPr", "sectPr", "style", "settings")))
_ONE_EACH = frozenset(
    (*_WHOLE, *map(w, ("ind", "tblBorders", "tblCellMar", "docDefaults", "pPrDefault", "rPrDefault",
    "compat", "font", "document")))
)  # fmt: skip
_GRID, _TABLE_PROPERTIES = w("tblGrid"), w("tblPr")
_ORDERED = _FIRST | _ONE_EACH | {_GRID, _SECT}
# Several may stand there, one of each kind.
_BY_ATTRIBUTE = {
    w("headerReference"): w("type"),
    w("footerReference"): w("type"),
    w("compatSetting"): w("name"),
}
_IGNORABLE = f"{{{SPACES['mc']}}}Ignorable"
_VAL = w("val")
_SPACE = f"{{{SPACES['xml']}}}space"
_EXTENSIONS = "http://schemas.microsoft.com/office/"
_USES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_FACES = tuple(map(w, ("ascii", "hAnsi", "eastAsia", "cs")))
_REMARK = re.compile(r"<!--|<\?(?!xml\s)|<!\[CDATA\[")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Thing:
    """`count` things of one sort in one kind of part; `first`: the words at the first of them.

    `beside`: it stands beside the words, and people have a name for it.
    """

    part: Text
    what: Text
    count: int
    first: str
    beside: bool = False


def judged(package: Package, allowed: Allowance) -> tuple[list[Found], list[Story]]:
    """What is not on the list, and the parts that were read, each once."""
    relations = [*reached(package)]
    found = [*_of_relations(relations, package, allowed)]
    read = _read(relations, package, allowed)
    used, lists = _used_styles(read), _used_lists(read)
    fonts = {
        str(element.get(face))
        for story in read
        for element in story.root.iter(w("rFonts"))
        for face in _FACES
    }
    for story in read:
        found += [(story.kind, None, each) for each in _of_bytes(package.part(story.name) or b"")]
        marks = allowed.marks[story.kind]
        skipped = _skipped(story, used, fonts, lists)
        found += [(story.kind, *each) for each in _of_tree(story.root, marks, skipped)]
        found += [(story.kind, *each) for each in of_story(story, package)]
    return found, read


def things(found: Iterable[Found]) -> tuple[Thing, ...]:
    """The same counted: what is of one sort is one thing."""
    sorts: dict[tuple[str, Named], list[etree._Element | None]] = {}
    for kind, element, what in found:
        sorts.setdefault((kind, what), []).append(element)
    return tuple(
        Thing(
            named("part", kind).what,
            what.what,
            len(elements),
            words_at(elements[0]),
            stands_beside(what),
        )
        for (kind, what), elements in sorts.items()
    )


def _of_relations(
    relations: Iterable[Reached], package: Package, allowed: Allowance
) -> Iterator[Found]:
    names: set[str] = set()
    ids: set[tuple[str, str]] = set()
    mains: set[tuple[str, str]] = set()
    for found in relations:
        listed = allowed.relations.get(found.by, frozenset())
        if (found.source, found.relation.id) in ids:
            yield found.by, None, named("double", found.relation.id)
        ids.add((found.source, found.relation.id))
        if found.relation.external:
            # Where it leads to is looked at where it stands.
            if (found.kind, "external") not in listed:
                yield found.by, None, named("link", found.relation.target)
            continue
        if (found.kind, found.content_type) not in listed:
            yield found.by, None, named("relation", found.relation.type or found.name)
        names.add(found.name)
        if found.kind in allowed.marks and found.kind not in RUNNING:
            if (found.by, found.kind) in mains:
                yield found.by, None, named("double", found.relation.type)
            mains.add((found.by, found.kind))
    for name in stray(package, names):
        yield "package", None, named("stray", name)


def _read(relations: Iterable[Reached], package: Package, allowed: Allowance) -> list[Story]:
    read: dict[str, Story] = {}
    for found in relations:
        if found.kind in allowed.marks and not found.relation.external and found.name not in read:
            root = part_root(package, found.name)
            if root is not None:
                read[found.name] = Story(found.kind, found.name, root)
    return [*read.values()]


def _used_styles(read: Iterable[Story]) -> set[str]:
    """The styles that anything has, and those they are based on: no other is seen."""
    sheet = next((story.root for story in read if story.kind == "styles"), None)
    styles = StyleSheet(sheet)
    asked = {styles.default(kind) for kind in ("paragraph", "character", "table", "numbering")}
    for story in read:
        if story.kind in STORIES:
            asked |= {value_of(element) for element in story.root.iter(*_USES)}
    return {
        style.get(w("styleId"), "") for id_ in asked for style in styles.ancestry.chain(id_)
    } | {id_ for id_ in asked if id_ is not None}


def _used_lists(read: Iterable[Story]) -> set[str]:
    """The lists that anything is in, and those that they are made of."""
    asked = {
        element.get(w("val"), "")
        for story in read
        if story.kind in (*STORIES, "styles")
        for element in story.root.iter(w("numId"))
    }
    numbering = next((story.root for story in read if story.kind == "numbering"), None)
    lists = [] if numbering is None else [*numbering.iterchildren(w("num"))]
    used = [each for each in lists if each.get(w("numId")) in asked]
    return asked | {f"abstract {value_of(each, 'abstractNumId')}" for each in used}


def _skipped(story: Story, used: set[str], fonts: set[str], lists: set[str]) -> set[etree._Element]:
    """Of styles, fonts and lists those that nothing has."""
    if story.kind == "numbering":
        numbers, abstract = map(story.root.iterchildren, (w("num"), w("abstractNum")))
        return {each for each in numbers if each.get(w("numId")) not in lists} | {
            each for each in abstract if f"abstract {each.get(w('abstractNumId'))}" not in lists
        }
    if story.kind == "styles":
        styles = story.root.iterchildren(_STYLE)
        unused = {style for style in styles if style.get(w("styleId"), "") not in used}
        return unused | {*story.root.iterchildren(w("latentStyles"))}
    if story.kind == "fontTable":
        return {font for font in story.root.iterchildren(_FONT) if font.get(w("name")) not in fonts}
    return set()


def _of_bytes(data: bytes) -> Iterator[Named]:
    """What a parser leaves out, and programs may leave out otherwise."""
    wide = data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
    text = data.decode("utf-16" if wide else "utf-8", "replace")
    if text.startswith("\ufeff"):
        text = text[1:]
    if _REMARK.search(text):
        yield named("remark", "")


def _of_tree(root: etree._Element, marks: Marks, skipped: set[etree._Element]) -> Iterator[Placed]:
    """Every element in its parent; of one that is not on the list, nothing within."""
    waiting = [("", root)]
    # Most elements say what another has said: what was found right is not looked at again.
    right: set[object] = set()
    while waiting:
        around, element = waiting.pop()
        tag = str(element.tag)
        said = around, tag, tuple(element.attrib.items())
        if said not in right:
            attributes = marks.get((around, tag))
            if attributes is None:
                yield element, named("element", tag)
                continue
            wrong = [*_of_attributes(element, tag, attributes)]
            yield from wrong
            if not wrong:
                right.add(said)
        if tag in _ORDERED or element.text or element.tail:
            yield from _of_order(element, tag, around)
        if len(element):
            waiting += [(tag, each) for each in reversed(element) if each not in skipped]


def _of_attributes(element: etree._Element, tag: str, listed: Attributes) -> Iterator[Placed]:
    for name, value in element.attrib.items():
        values = listed.get(str(name))
        if values is None:
            yield element, named("attribute", tag, str(name))
        elif not _holds(values, str(value), tag):
            yield element, named("value", tag, str(name), str(value))
        elif name == _IGNORABLE:
            spaces = [element.nsmap.get(prefix, "") for prefix in str(value).split()]
            if not all(space.startswith(_EXTENSIONS) for space in spaces):
                yield element, named("value", tag, str(name), str(value))
    if (
        (stated := listed.get(_VAL)) is not None
        and not stated.absent
        and _VAL not in element.attrib
    ):
        yield element, named("element", tag)


def _holds(values: Values, text: str, tag: str) -> bool:
    if tag == w("altName"):  # several names, each of which may stand in
        return all(values.hold(name.strip()) for name in text.split(","))
    return values.hold(text)


def _of_order(element: etree._Element, tag: str, around: str) -> Iterator[Placed]:
    """What stands twice, in another place than its own, or where no words belong."""
    if tag in _FIRST:
        if around not in _WHOLE and element.getprevious() is not None:
            yield element, named("place", tag)
    elif tag == _GRID:
        before = element.getprevious()
        if before is None or before.tag != _TABLE_PROPERTIES:
            yield element, named("place", tag)
    elif tag == _SECT and around == _BODY and element.getnext() is not None:
        yield element, named("place", tag)
    text = element.text
    if tag == _T:
        if text and not _is_plain(text, element):
            yield element, named("space", "")
    elif text and tag not in _SPOKEN and not text.isspace():
        yield element, named("words", tag)
    if element.tail and not element.tail.isspace():
        yield element, named("words", tag)
    if tag in _ONE_EACH and len(element) > 1:
        yield from _of_doubles(element)


def _of_doubles(element: etree._Element) -> Iterator[Placed]:
    once: set[object] = set()
    for inside in element:
        name = _BY_ATTRIBUTE.get(str(inside.tag))
        key = inside.tag, name and inside.get(name)
        if key in once:
            yield inside, named("twice", str(inside.tag))
        once.add(key)


def _is_plain(text: str, element: etree._Element) -> bool:
    """Whether every program shows the words with these spaces: a line break or a tab is an
    element, and spaces at an end are kept where that is said.
    """
    if any(char in text for char in "\t\n\r"):
        return False
    return text == text.strip(" ") or element.get(_SPACE) == "preserve"


def words_at(element: etree._Element | None) -> str:
    """The words around, as people find a place again; "" where there are none."""
    if element is None:
        return ""
    around = next(element.iterancestors(_P), None)
    holder = element if element.tag == _P or around is None else around
    words = "".join(text.text or "" for text in holder.iter(_T)).strip()
    if not words and (name := value_of(holder, "name") or attribute(child(holder, "name"), "val")):
        words = name
    if not words and (style := next(element.iterancestors(_STYLE), None)) is not None:
        words = value_of(style, "name") or ""
    return cut(words)


def cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
