"""What the values on the list come to together: whether words stay on the paper and whole.

Given the parts that were read, looks at what holds in the end for each paragraph, run, cell
and table. Each value may be on the list and words still be cut, covered or moved: a title's
size on the lines of a table, an indent as wide as the page. It knows no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from compiler.document.readable import (
    APART_PER_SIZE,
    LARGEST,
    LARGEST_IN_CELLS,
    LEAST_OF_A_LINE,
    LINE_PER_SIZE,
    MOST_IN_CELLS,
    MOVED_PER_SIZE,
    ROOM_PER_SIZE,
    SMALLEST,
)
from compiler.ooxml.markup import at, child, is_on, value_of, w
from compiler.ooxml.words.cascade import StyleSheet
from compiler.ooxml.words.contrast import LEAST, contrast, is_colour
from compiler.ooxml.words.measures import length, measured
from compiler.proof.listed.naming import Named, named
from compiler.proof.listed.settled import Said, SaidOf, Settled, own_paragraph, own_run
from compiler.proof.listed.story import Found, Placed, Story
from compiler.values.dataclass import dataclass

_P, _R, _T, _BR, _TBL, _TR, _TC, _SECT = map(w, ("p", "r", "t", "br", "tbl", "tr", "tc", "sectPr"))
_MARK = w("bookmarkStart")
_PAPER, _TEXT = 11906, 8845
_SIDE = 1474
_DEFAULT_SIZE = 20
# 小四; figures are set in 五号 and 小五.
_LARGE = 24
_SIDES = ("left", "right", "first")


def beyond(read: Iterable[Story]) -> Iterator[Found]:
    """What the values together do to words, in the order of the parts."""
    stories = [*read]
    sheet = next((story.root for story in stories if story.kind == "styles"), None)
    settings = next((story.root for story in stories if story.kind == "settings"), None)
    settled = Settled(StyleSheet(sheet))
    hyphens = settings is not None and bool(is_on(settings, "autoHyphenation"))
    for story in stories:
        if story.kind in ("document", "header", "footer"):
            looked = _Story(settled, _pages(story.root), hyphens)
            for paragraph in story.root.iter(_P):
                yield from ((story.kind, *each) for each in looked.paragraph(paragraph))
            for table in story.root.iter(_TBL):
                yield from ((story.kind, *each) for each in looked.table(table))
            yield from ((story.kind, *each) for each in _empty(story.root))


def _empty(root: etree._Element) -> Iterator[Placed]:
    """Lines without words: one after each table and one at the end, none in a cell beside its own.

    Many of them push words to another page, or out of a cell.
    """
    body = child(root, "body")
    tables = 0 if body is None else sum(1 for _ in body.iter(_TBL))
    lines = () if body is None else body.iterchildren(_P)
    empty = [line for line in lines if next(line.iter(_T), None) is None]
    for line in empty[tables + 2 :]:
        yield line, named("comes", "多出来的空行", "more empty lines")
    for cell in root.iter(_TC):
        paragraphs = [*cell.iterchildren(_P)]
        if len(paragraphs) > 1:
            yield paragraphs[1], named("comes", "格子里多出来的空行", "more lines in a cell")


@dataclass(frozen=True, slots=True)
class _Page:
    width: int = _PAPER
    left: int = 1587
    right: int = _SIDE

    @property
    def text(self) -> int:
        return self.width - self.left - self.right


def _pages(root: etree._Element) -> Mapping[etree._Element, _Page]:
    """The pages on which each element of the body stands: what the section it is in says."""
    pages: dict[etree._Element, _Page] = {}
    waiting: list[etree._Element] = []
    for element in _children(child(root, "body")):
        waiting.append(element)
        own = element if element.tag == _SECT else at(element, "pPr", "sectPr")
        if own is not None:
            pages |= dict.fromkeys(waiting, _page(own))
            waiting = []
    return pages


def _children(body: etree._Element | None) -> Iterable[etree._Element]:
    return () if body is None else body.iterchildren()


def _page(section: etree._Element) -> _Page:
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    plain = _Page()
    return _Page(
        length(size, "w") or plain.width,
        length(margins, "left") or plain.left,
        length(margins, "right") or plain.right,
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a paragraph stands: the width it has, and whether in a cell."""

    width: int
    cell: bool
    upright: bool = False


class _Story:
    def __init__(self, settled: Settled, pages: Mapping[etree._Element, _Page], hyphens: bool):
        self._settled, self._pages, self._hyphens = settled, pages, hyphens
        self._rooms: dict[etree._Element, tuple[str | None, _Room]] = {}
        self._sizes: dict[SaidOf, int] = {}
        self._margins: dict[etree._Element, int] = {}
        self._known: dict[object, tuple[Named, ...]] = {}

    def paragraph(self, paragraph: etree._Element) -> Iterator[Placed]:
        own = own_paragraph(child(paragraph, "pPr"))
        style = value_of(paragraph, "pPr", "pStyle")
        table, room = self._around(paragraph)
        said: set[Named] = set()
        ended, whole, largest = "", "", 0
        for run in paragraph.iter(_R):
            words = self._words(run)
            if any(inside.tag == _BR for inside in run) and _broken(run, ended):
                yield run, named("comes", "一个数分在两行", "a number broken over two lines")
            ended = words[-1:] or ended
            if words:
                look = style, table, own, own_run(run)
                said.update(self._looked(look, room, self._page(paragraph)))
                whole, largest = whole + words, max(largest, self._sizes[look])
        if room.cell and _breaks(whole, largest, room):
            yield paragraph, named("comes", "格子容不下的数", "a number too wide for its cell")
        yield from ((paragraph, each) for each in sorted(said, key=lambda n: n.words))
        if (
            self._hyphens
            and ended
            and not self._settled.paragraph(style, table, own).get("unhyphenated")
        ):
            yield paragraph, named("comes", "自动断字", "automatic hyphens")

    @staticmethod
    def _words(run: etree._Element) -> str:
        return "".join(text.text or "" for text in run.iterchildren(_T))

    def _page(self, element: etree._Element) -> _Page:
        around = (each for each in (element, *element.iterancestors()) if each in self._pages)
        return self._pages.get(next(around, element), _Page())

    def _looked(self, said: SaidOf, room: _Room, page: _Page) -> tuple[Named, ...]:
        """Most words are set as others are: what comes of it is kept."""
        if (said, room, page) not in self._known:
            style, table, paragraph, run = said
            held = self._settled.paragraph(style, table, paragraph)
            letters = self._settled.run(style, table, run)
            self._sizes[said] = _number(letters, "sz", _DEFAULT_SIZE)
            self._known[said, room, page] = (
                *_of_letters(letters, room),
                *_of_lines(held, letters, room, page),
            )
        return self._known[said, room, page]

    def _around(self, paragraph: etree._Element) -> tuple[str | None, _Room]:
        cell = next(paragraph.iterancestors(_TC), None)
        if cell is None:
            return None, _Room(self._page(paragraph).text, False)
        if cell not in self._rooms:
            table = next(cell.iterancestors(_TBL))
            if table not in self._margins:
                self._margins[table] = self._settled.cell_margins(table)
            width = (length(at(cell, "tcPr", "tcW"), "w") or _TEXT) - self._margins[table]
            direction = value_of(cell, "tcPr", "textDirection")
            upright = direction not in (None, "lrTb")
            self._rooms[cell] = self._settled.table_style(table), _Room(width, True, upright)
        return self._rooms[cell]

    def table(self, table: etree._Element) -> Iterator[Placed]:
        columns = [length(c, "w") or 0 for c in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        width, page = sum(columns), self._page(table)
        centred = value_of(table, "tblPr", "jc") == "center"
        shift = length(at(table, "tblPr", "tblInd"), "w") or 0
        begins = page.left + ((page.text - width) // 2 if centred else shift)
        if begins < 0 or begins + width > page.width:
            yield table, named("comes", "超出纸张的表格", "a table that leaves the paper")
        for row in table.iterchildren(_TR):
            yield from self._row(row, columns)

    def _row(self, row: etree._Element, columns: list[int]) -> Iterator[Placed]:
        if is_on(row, "trPr", "tblHeader") and next(row.iter(_MARK), None) is not None:
            yield row, named("comes", "每页重复的数据行", "a row of figures repeated on each page")
        column = 0
        for cell in row.iterchildren(_TC):
            span = max(measured(value_of(cell, "tcPr", "gridSpan"), 1) or 1, 1)
            planned = sum(columns[column : column + span])
            stated = length(at(cell, "tcPr", "tcW"), "w")
            if stated is not None and abs(stated - planned) > max(60, planned // 20):
                yield (
                    cell,
                    named("comes", "与所在列不同宽的单元格", "a cell not as wide as its columns"),
                )
            column += span
            turned = value_of(cell, "tcPr", "textDirection") not in (None, "lrTb")
            if turned and next(cell.iter(_MARK), None) is not None:
                yield cell, named("comes", "横放的数字", "figures turned on their side")


def _breaks(words: str, size: int, room: _Room) -> bool:
    """Whether a number set larger than those of any form is parted by the edge of its cell."""
    return size > _LARGE and words[-1:].isdecimal() and len(words) * 5 * size > room.width


def _broken(run: etree._Element, ended: str) -> bool:
    """Whether a line ends between two digits."""
    after = "".join(
        text.text or "" for text in run.itersiblings(_R) for text in text.iterchildren(_T)
    )
    line = ended
    for element in run:
        if element.tag == _T:
            line = (element.text or "")[-1:] or line
        elif element.tag == _BR:
            rest = "".join(e.text or "" for e in element.itersiblings(_T)) + after
            if line.isdecimal() and rest[:1].isdecimal():
                return True
    return False


def _number(said: Said, name: str, absent: int = 0) -> int:
    value = said.get(name, absent)
    return value if isinstance(value, int) else absent


def _of_letters(run: Said, room: _Room) -> Iterator[Named]:
    size = _number(run, "sz", _DEFAULT_SIZE)
    if not SMALLEST <= size <= (LARGEST_IN_CELLS if room.cell else LARGEST):
        told = f"{size / 2:g}"
        yield named("comes", f"{told} 磅的字", f"letters of {told} points")
    colour = str(run.get("color", "auto"))
    if is_colour(colour) and contrast(colour) < LEAST:
        yield named("comes", f"与纸同色的字（{colour}）", f"letters as pale as paper ({colour})")
    tracking, moved = _number(run, "spacing"), _number(run, "position")
    if not -size <= tracking <= APART_PER_SIZE * size:
        yield named("comes", "挤在一起或离得过远的字", "letters pressed together or far apart")
    if MOVED_PER_SIZE * abs(moved) > size:
        yield named("comes", "升降过多的字", "letters moved off their line")


def _of_lines(paragraph: Said, run: Said, room: _Room, page: _Page) -> Iterator[Named]:
    size = _number(run, "sz", _DEFAULT_SIZE)
    line, rule = _number(paragraph, "line", 240), paragraph.get("rule", "auto")
    if line < {"exact": LINE_PER_SIZE * size, "auto": LEAST_OF_A_LINE}.get(str(rule), 0):
        yield named("comes", "切去字的行距", "lines that cut letters")
    if room.upright:
        return
    # Some programs go by the count of characters, some by the length beside it.
    for by_characters in (True, False):
        left, right, first = (_indent(paragraph, name, size, by_characters) for name in _SIDES)
        if not _fits(left, right, first, size, room, page):
            yield named("comes", "把字移出纸面或挤成一条的缩进", "an indent that moves words away")
            break


def _fits(left: int, right: int, first: int, size: int, room: _Room, page: _Page) -> bool:
    if room.cell:
        # A digit is half as wide as it is high.
        return (
            max(abs(left), abs(right), abs(first)) <= MOST_IN_CELLS
            and room.width - left - right - max(first, 0) >= 5 * size
        )
    return (
        left + min(first, 0) >= -MOST_IN_CELLS
        and right >= -page.right + MOST_IN_CELLS
        and page.text - left - right - max(first, 0) >= ROOM_PER_SIZE * size
    )


def _indent(said: Said, name: str, size: int, by_characters: bool) -> int:
    characters = _number(said, f"{name} characters") if by_characters else 0
    return characters * size // 10 if characters else _number(said, name)
