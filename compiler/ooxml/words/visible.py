"""What is visible in the body of any .docx: its paragraphs and tables, in order.

Given a package that passed the door, gives blocks of plain text. It reads what other
programs made of a document too: insertions and content controls are part of the text;
deletions, hidden text and rows, white words on white paper and the codes of fields are
not. It knows no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml import etree

from compiler.ooxml.markup import W
from compiler.ooxml.words.contrast import HIGHLIGHTS, LEAST, WHITE, contrast, is_colour
from compiler.ooxml.words.stylesheet import MainParts, is_on, value_of

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def _w(*names: str) -> frozenset[str]:
    return frozenset(f"{{{W}}}{name}" for name in names)


_P, _R, _TBL, _TR, _TC = (f"{{{W}}}{name}" for name in ("p", "r", "tbl", "tr", "tc"))
# Another document that is put in when this one is opened: whatever it says, it shows.
_OTHERS = (f"{{{W}}}altChunk", f"{{{W}}}subDoc")
_BOX, _RUBY = f"{{{W}}}txbxContent", f"{{{W}}}ruby"
# Tables and text boxes within one another; nobody needs as many, and each costs a few frames.
_DEEPEST = 24
# What stands before the words of a paragraph that a program numbers by itself.
AUTOMATIC_NUMBER = "#. "
# A row that may not be as high as one point shows nothing.
_LOWEST_ROW = 20
_GONE = _w("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")
_NOTES = {f"{{{W}}}footnoteReference": "footnote", f"{{{W}}}endnoteReference": "endnote"}
_TEXT = f"{{{W}}}t"
_CHARACTERS = {
    f"{{{W}}}tab": "\t",
    f"{{{W}}}ptab": "\t",
    f"{{{W}}}cr": "\n",
    f"{{{W}}}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}


@dataclass(frozen=True, slots=True)
class VisibleParagraph:
    """`role` is one of the tree's, by style or outline level; "body" where neither says."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class VisibleCell:
    """A cell at (row, column), counted from 0, covering height × width unit cells."""

    row: int
    column: int
    height: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class VisibleTable:
    """`edges` of the unit columns as shares of the table's width, the first 0 and the last 1;
    empty where the table does not say them.
    """

    rows: int
    columns: int
    cells: tuple[VisibleCell, ...]
    edges: tuple[float, ...] = ()

    def by_row(self) -> tuple[tuple[VisibleCell, ...], ...]:
        """The cells that begin in each row, from the left."""
        lines: list[list[VisibleCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            lines[cell.row].append(cell)
        return tuple(map(tuple, lines))

    @property
    def text(self) -> str:
        """A line a row, its cells parted by tabs."""
        return "\n".join("\t".join(cell.text for cell in row) for row in self.by_row())


VisibleBlock = VisibleParagraph | VisibleTable


def visible_blocks(parts: MainParts) -> tuple[VisibleBlock, ...]:
    """Every block that shows something; none if the package has no document body."""
    return () if parts.body is None else tuple(_Reader(parts).blocks(parts.body))


class _Reader:
    """Walks a body in reading order; fields may open in one paragraph and close in another."""

    def __init__(self, parts: MainParts):
        self._styles = parts.styles
        self._notes = dict(parts.notes)
        self._fields: list[bool] = []  # whether each open field has come to its result
        self._tables: list[str | None] = []  # the styles of the tables around
        self._depth = 0

    def blocks(self, container: etree._Element) -> list[VisibleBlock]:
        if self._depth == _DEEPEST:
            text = "".join(element.text or "" for element in container.iter(_TEXT))
            return [VisibleParagraph("body", text)] if text.strip() else []
        self._depth += 1
        found: list[VisibleBlock] = []
        for element in unwrapped(container, (_P, _TBL, *_OTHERS)):
            if element.tag == _TBL:
                found.append(self._table(element))
            elif element.tag == _P:
                beside: list[VisibleBlock] = []
                text = self._text(element, beside)
                if text.strip():
                    found.append(VisibleParagraph(self._styles.role(element), text))
                found.extend(beside)
            else:
                found.append(VisibleParagraph("body", etree.QName(element).localname))
        self._depth -= 1
        return found

    def _text(self, paragraph: etree._Element, beside: list[VisibleBlock]) -> str:
        style = value_of(paragraph, "pPr", "pStyle")
        pieces = [
            piece
            for element in unwrapped(paragraph, (_R, _MATH_TEXT))
            for piece in self._pieces(element, style, beside)
        ]
        if self._styles.numbered(paragraph):
            pieces.insert(0, AUTOMATIC_NUMBER)
        return "".join(pieces)

    def _pieces(
        self, run: etree._Element, style: str | None, beside: list[VisibleBlock]
    ) -> Iterator[str]:
        if run.tag == _MATH_TEXT:
            yield run.text or ""
            return
        look = self._styles.look(run, style, self._tables[-1] if self._tables else None)
        hidden = look.unseen or _blends(look.ink, run)
        for child in _choices(run):
            if child.tag == f"{{{W}}}fldChar":
                self._turn(child.get(f"{{{W}}}fldCharType", ""))
            elif not hidden and all(self._fields):
                yield from self._shown(child, style, beside)

    def _shown(
        self, child: etree._Element, style: str | None, beside: list[VisibleBlock]
    ) -> Iterator[str]:
        """What one element of a run shows; text boxes and notes become blocks of their own."""
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == f"{{{W}}}br":
            # A page or column break shows no sign of its own.
            yield "\n" if child.get(f"{{{W}}}type") in (None, "textWrapping") else ""
        elif child.tag == f"{{{W}}}sym":
            yield _symbol(child.get(f"{{{W}}}char", ""))
        elif child.tag == _RUBY:
            for run in unwrapped(child, (_R,)):
                yield from self._pieces(run, style, beside)
        elif child.tag in _NOTES:
            # A note is read where it is first referred to: one that refers to itself ends.
            note = self._notes.pop((_NOTES[child.tag], child.get(f"{{{W}}}id", "")), None)
            beside.extend(self.blocks(note) if note is not None else ())
        else:
            for box in unwrapped(child, (_BOX,)):
                beside.extend(self.blocks(box))

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _table(self, table: etree._Element) -> VisibleTable:
        self._tables.append(value_of(table, "tblPr", "tblStyle"))
        read = self._rows(table)
        self._tables.pop()
        return read

    def _rows(self, table: etree._Element) -> VisibleTable:
        cells: list[VisibleCell] = []
        above: dict[int, int] = {}  # by column, which cell the row above ends with
        row = columns = 0
        for line in unwrapped(table, (_TR,)):
            if not _is_seen(line):
                continue
            column, here = _number(line, "trPr", "gridBefore", 0), {}
            for element in unwrapped(line, (_TC,)):
                width = _number(element, "tcPr", "gridSpan", 1)
                if element.find(f"{{{W}}}tcPr/{{{W}}}cellDel") is not None:
                    continue
                if _continues(element, "hMerge") and cells and cells[-1].row == row:
                    cells[-1] = replace(cells[-1], width=cells[-1].width + width)
                elif _continues(element, "vMerge") and column in above:
                    here[column] = upper = above[column]
                    cells[upper] = replace(cells[upper], height=row - cells[upper].row + 1)
                else:
                    here[column] = len(cells)
                    cells.append(VisibleCell(row, column, 1, width, self._cell_text(element)))
                column += width
            above, row, columns = here, row + 1, max(columns, column)
        return VisibleTable(row, columns, tuple(cells), _edges(table))

    def _cell_text(self, cell: etree._Element) -> str:
        return "\n".join(block.text for block in self.blocks(cell))


def unwrapped(container: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """The wanted elements inside, through whatever other programs wrap around them."""
    around = [_choices(container)]
    while around:
        for child in around[-1]:
            if child.tag in wanted:
                yield child
            elif len(child) and child.tag not in _GONE:
                around.append(_choices(child))
                break
        else:
            around.pop()


def _choices(container: etree._Element) -> Iterator[etree._Element]:
    """The children; of alternatives for newer and older programs each that says another thing.

    Which of them a program shows, it alone knows; written honestly they all say the same.
    """
    for child in container.iterchildren(etree.Element):
        if child.tag != f"{_MC}AlternateContent":
            yield child
            continue
        said: set[str] = set()
        for alternative in child.iterchildren(f"{_MC}Choice", f"{_MC}Fallback"):
            words = "".join(element.text or "" for element in alternative.iter(_TEXT))
            if words not in said:
                said.add(words)
                yield from _choices(alternative)


def _edges(table: etree._Element) -> tuple[float, ...]:
    widths = [
        int(width) if (width := column.get(f"{{{W}}}w", "")).isdecimal() and len(width) < 7 else 0
        for column in table.iterfind(f"{{{W}}}tblGrid/{{{W}}}gridCol")
    ]
    whole = sum(widths)
    return tuple(edge / whole for edge in accumulate(widths, initial=0)) if whole else ()


def _is_seen(row: etree._Element) -> bool:
    """Whether a row is neither hidden, nor deleted, nor pressed to nothing."""
    properties = next(row.iterchildren(f"{{{W}}}trPr"), None)
    if properties is None:
        return True
    if is_on(properties, "hidden") or properties.find(f"{{{W}}}del") is not None:
        return False
    height = next(properties.iterchildren(f"{{{W}}}trHeight"), None)
    exact = height is not None and height.get(f"{{{W}}}hRule") == "exact"
    return not exact or _number(row, "trPr", "trHeight", 0) >= _LOWEST_ROW


def _blends(ink: str | None, run: etree._Element) -> bool:
    """Whether letters have the colour of what is behind them; automatic ones never do."""
    return ink is not None and is_colour(ink) and contrast(ink, _behind(run)) < LEAST


def _behind(run: etree._Element) -> str:
    """The colour behind a run: its highlight, or the nearest shade of run, paragraph and cell."""
    highlight = (value_of(run, "rPr", "highlight") or "none").lower()
    if highlight in HIGHLIGHTS:
        return HIGHLIGHTS[highlight]
    around = [(run, "rPr")]
    around += [(paragraph, "pPr") for paragraph in run.iterancestors(_P)]
    around += [(cell, "tcPr") for cell in run.iterancestors(_TC)]
    for element, properties in around:
        shade = element.find(f"{{{W}}}{properties}/{{{W}}}shd")
        fill = "" if shade is None else shade.get(f"{{{W}}}fill", "")
        if is_colour(fill):
            return fill
    return WHITE


def _continues(cell: etree._Element, kind: str) -> bool:
    merge = cell.find(f"{{{W}}}tcPr/{{{W}}}{kind}")
    return merge is not None and merge.get(f"{{{W}}}val", "continue") == "continue"


def _number(element: etree._Element, properties: str, name: str, absent: int) -> int:
    written = value_of(element, properties, name) or ""
    return int(written) if written.isdecimal() and len(written) < 6 else absent


def _symbol(code: str) -> str:
    """The character a symbol names by four hexadecimal digits."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
