"""What is visible in the body of any .docx: its paragraphs and tables, in order.

Given the parts of a package, checked for safety, gives blocks of plain text. It reads
what other programs made of a document too: insertions and content controls are part of
the text, deletions, hidden text and the codes of fields are not. It knows no report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from compiler.document.page import W
from compiler.document.stylesheet import StyleSheet, main_parts, value_of

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def _w(*names: str) -> frozenset[str]:
    return frozenset(f"{{{W}}}{name}" for name in names)


_P, _R, _TBL, _TR, _TC = (f"{{{W}}}{name}" for name in ("p", "r", "tbl", "tr", "tc"))
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
    """`role` is draft, title, heading1 to heading3 or body, by style or outline level."""

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
    rows: int
    columns: int
    cells: tuple[VisibleCell, ...]

    def by_row(self) -> tuple[tuple[VisibleCell, ...], ...]:
        """The cells that begin in each row, from the left."""
        lines: list[list[VisibleCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            lines[cell.row].append(cell)
        return tuple(map(tuple, lines))


VisibleBlock = VisibleParagraph | VisibleTable


def visible_blocks(parts: Mapping[str, bytes]) -> tuple[VisibleBlock, ...]:
    """Every block that shows something; none if the package has no document body."""
    found = main_parts(parts)
    body = None if found.document is None else found.document.find(f"{{{W}}}body")
    return () if body is None else tuple(_Reader(found.styles, found.notes).blocks(body))


class _Reader:
    """Walks a body in reading order; fields may open in one paragraph and close in another."""

    def __init__(self, styles: StyleSheet, notes: Mapping[tuple[str, str], etree._Element]):
        self._styles = styles
        self._notes = notes
        self._fields: list[bool] = []  # whether each open field has come to its result

    def blocks(self, container: etree._Element) -> Iterator[VisibleBlock]:
        for element in _unwrapped(container, (_P, _TBL)):
            if element.tag == _TBL:
                yield self._table(element)
            else:
                beside: list[VisibleBlock] = []
                text = self._text(element, beside)
                if text.strip():
                    yield VisibleParagraph(self._styles.role(element), text)
                yield from beside

    def _text(self, paragraph: etree._Element, beside: list[VisibleBlock]) -> str:
        style = value_of(paragraph, "pPr", "pStyle")
        pieces = (
            piece
            for element in _unwrapped(paragraph, (_R, _MATH_TEXT))
            for piece in self._pieces(element, style, beside)
        )
        return "".join(pieces)

    def _pieces(
        self, run: etree._Element, style: str | None, beside: list[VisibleBlock]
    ) -> Iterator[str]:
        if run.tag == _MATH_TEXT:
            yield run.text or ""
            return
        hidden = self._styles.hides(run, style)
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
        elif child.tag == f"{{{W}}}ruby":
            for run in child.iter(_R):
                yield from self._pieces(run, style, beside)
        elif child.tag in _NOTES:
            note = self._notes.get((_NOTES[child.tag], child.get(f"{{{W}}}id", "")))
            beside.extend(self.blocks(note) if note is not None else ())
        else:
            for box in child.iter(f"{{{W}}}txbxContent"):
                beside.extend(self.blocks(box))

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _table(self, table: etree._Element) -> VisibleTable:
        cells: list[VisibleCell] = []
        above: dict[int, int] = {}  # by column, which cell the row above ends with
        row = columns = 0
        for line in _unwrapped(table, (_TR,)):
            if line.find(f"{{{W}}}trPr/{{{W}}}del") is not None:
                continue
            column, here = _number(line, "trPr", "gridBefore", 0), {}
            for element in _unwrapped(line, (_TC,)):
                width = _number(element, "tcPr", "gridSpan", 1)
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
        return VisibleTable(row, columns, tuple(cells))

    def _cell_text(self, cell: etree._Element) -> str:
        lines = (
            block.text
            if isinstance(block, VisibleParagraph)
            else "\n".join("\t".join(c.text for c in row) for row in block.by_row())
            for block in self.blocks(cell)
        )
        return "\n".join(lines)


def _unwrapped(container: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """The wanted elements inside, through whatever other programs wrap around them."""
    for child in _choices(container):
        if child.tag in wanted:
            yield child
        elif len(child) and child.tag not in _GONE:
            yield from _unwrapped(child, wanted)


def _choices(container: etree._Element) -> Iterator[etree._Element]:
    """The children; of alternatives for newer and older programs only the first."""
    for child in container.iterchildren(etree.Element):
        if child.tag != f"{_MC}AlternateContent":
            yield child
            continue
        chosen = child.find(f"{_MC}Choice")
        chosen = child.find(f"{_MC}Fallback") if chosen is None else chosen
        if chosen is not None:
            yield from _choices(chosen)


def _continues(cell: etree._Element, kind: str) -> bool:
    merge = cell.find(f"{{{W}}}tcPr/{{{W}}}{kind}")
    return merge is not None and merge.get(f"{{{W}}}val", "continue") == "continue"


def _number(element: etree._Element, properties: str, name: str, absent: int) -> int:
    written = value_of(element, properties, name) or ""
    return int(written) if written.isdecimal() else absent


def _symbol(code: str) -> str:
    """The character a symbol names by four hexadecimal digits."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
