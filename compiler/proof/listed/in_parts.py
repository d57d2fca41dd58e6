"""What is told of one kind of part alone: links, fields and bookmarks, running heads, styles.

Given a part that was read, gives what is amiss in it whose names and values are all on the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from compiler.document import gbt9704 as gbt
from compiler.ooxml.markup import w
from compiler.ooxml.package import Package
from compiler.ooxml.words.contrast import LEAST, contrast, is_colour
from compiler.ooxml.words.fields import PAGE, Field, fields, is_address
from compiler.ooxml.words.main_parts import part_root
from compiler.proof.listed.allowance import SPACES
from compiler.proof.listed.naming import named
from compiler.proof.listed.papers import strange_sheets
from compiler.proof.listed.story import RUNNING, Placed, Story

_P, _T, _STYLE, _BODY, _LINK = map(w, ("p", "t", "style", "body", "hyperlink"))
_ID = f"{{{SPACES['r']}}}id"
_MOST_RUNNING_PARAGRAPHS = 2
# What stands there once more for programs that do not know the other.
_OTHERWISE = f"{{{SPACES['mc']}}}Fallback"
_DRAWING, _SOLID, _ALPHA = (
    f"{{{SPACES[s]}}}{n}" for s, n in (("wp", ""), ("a", "solidFill"), ("a", "alpha"))
)
_RECT, _FILL = (f"{{{SPACES['v']}}}{name}" for name in ("rect", "fill"))
# In EMU, of which a twip has 635: as far from the edges as the frame.
_OFFSETS = {
    f"{_DRAWING}positionH": (str(635 * gbt.FOOTER_DISTANCE),),
    f"{_DRAWING}positionV": (str(635 * gbt.MARGIN_LEFT),),
}


def of_story(story: Story, package: Package) -> Iterator[Placed]:
    """What holds for this kind of part alone."""
    themed = [each for each in story.root.iter(w("color")) if each.get(w("themeColor"))]
    if themed and not _is_seen(_link_colour(package)):
        pale = named("comes", "主题里与纸同色的链接", "links as pale as paper by the theme")
        yield from ((colour, pale) for colour in themed)
    if story.kind == "document":
        yield from _bodies(story.root)
        yield from strange_sheets(story.root)
        yield from _links(story, package)
        yield from _bookmarks(story.root)
        yield from _of_fields(story.root, lambda field: is_address(field.code, field.shown))
    elif story.kind in RUNNING:
        yield from _of_fields(story.root, lambda field: bool(PAGE.fullmatch(field.code)))
        yield from _running(story)
        yield from _boxes(story.root)
    elif story.kind in ("footnotes", "endnotes"):
        for text in story.root.iter(_T):
            yield text, named("words", w(story.kind))
    elif story.kind == "styles":
        yield from _style_doubles(story.root)


def _link_colour(package: Package) -> str:
    """What the theme says of links, the one of its colours that is on the list."""
    theme = part_root(package, package.related(package.main, "theme"))
    links = () if theme is None else theme.iter("{*}hlink")
    return next((each.get("val", "") for link in links for each in link), "")


def _is_seen(colour: str) -> bool:
    return is_colour(colour) and contrast(colour) >= LEAST


def _bookmarks(root: etree._Element) -> Iterator[Placed]:
    """What marks a place in a cell ends where it begins."""
    ends = {end.get(w("id")): end.getparent() for end in root.iter(w("bookmarkEnd"))}
    for start in root.iter(w("bookmarkStart")):
        parent = start.getparent()
        in_cell = parent is not None and next(parent.iterancestors(w("tc")), None) is not None
        # LibreOffice leaves one that marks nothing without an end.
        if in_cell and ends.get(start.get(w("id")), parent) is not parent:
            yield start, named("comes", "跨出单元格的书签", "a bookmark that leaves its cell")


def _bodies(root: etree._Element) -> Iterator[Placed]:
    bodies = [*root.iterchildren(_BODY)]
    for body in bodies[1:]:
        yield body, named("twice", _BODY)


def _links(story: Story, package: Package) -> Iterator[Placed]:
    """A link is that of the address it stands on."""
    targets = {
        relation.id: relation.target
        for relation in package.relationships(story.name)
        if relation.external and relation.kind == "hyperlink"
    }
    used = set()
    for link in story.root.iter(_LINK):
        id_ = link.get(_ID, "")
        used.add(id_)
        words = "".join(text.text or "" for text in link.iter(_T))
        if not is_address(f'HYPERLINK "{targets.get(id_, "")}"', words):
            yield link, named("link", targets.get(id_, ""))
    for id_ in targets.keys() - used:
        yield None, named("link", targets[id_])


def _of_fields(root: etree._Element, innocent: Callable[[Field], bool]) -> Iterator[Placed]:
    for field in fields(root):
        if not (field.whole and innocent(field)):
            yield field.marks[0], named("field", field.code.strip())


def _running(story: Story) -> Iterator[Placed]:
    """A page number or the mark of a draft: a line or two, and no figure but in its field."""
    paragraphs = [p for p in story.root.iter(_P) if next(p.iterancestors(_OTHERWISE), None) is None]
    if len(paragraphs) > _MOST_RUNNING_PARAGRAPHS:
        yield story.root, named("lines", story.kind)
    results = {run for field in fields(story.root) for run in field.results}
    for text in story.root.iter(_T):
        outside = text.getparent() not in results
        if outside and any(char.isdecimal() for char in text.text or ""):
            yield text, named("running", text.text or "")


def _boxes(root: etree._Element) -> Iterator[Placed]:
    """The box of a page's number is where the frame was, beside the text, and is not seen."""
    for offset in root.iter(f"{_DRAWING}posOffset"):
        if offset.text not in _OFFSETS.get(str(getattr(offset.getparent(), "tag", "")), ()):
            yield offset, named("comes", "移动了的文本框", "a text box moved elsewhere")
    solid = [fill for fill in root.iter(_SOLID) if next(fill.iter(_ALPHA), None) is None]
    solid += [box for box in root.iter(_RECT) if next(box.iterchildren(_FILL), None) is None]
    for each in solid:
        yield each, named("comes", "不透明的文本框", "a text box that covers what is behind it")


def _style_doubles(root: etree._Element) -> Iterator[Placed]:
    seen: set[str] = set()
    for style in root.iterchildren(_STYLE):
        id_ = style.get(w("styleId"), "")
        if id_ in seen:
            yield style, named("twice", _STYLE)
        seen.add(id_)
