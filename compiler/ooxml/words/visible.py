"""What is visible in the body of any .docx: its paragraphs and tables, in order.

Given a package that passed the door, gives blocks of plain text. It reads what other
programs made of a document too: insertions and content controls are part of the text;
deletions, hidden text and rows, white words on white paper and the codes of fields are
not. It knows no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from lxml import etree

from compiler.ooxml.markup import MC, at, attribute, child, is_on, value_of, w
from compiler.ooxml.words.contrast import HIGHLIGHTS, LEAST, WHITE, contrast, is_colour
from compiler.ooxml.words.main_parts import MainParts
from compiler.values.seen import Seen, SeenBlock, SeenCell, SeenParagraph, SeenTable

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES, *_EACH = (f"{{{MC}}}{n}" for n in ("AlternateContent", "Choice", "Fallback"))
_MARK, _NAME = w("bookmarkStart"), w("name")
_P, _R, _TBL, _TR, _TC = map(w, ("p", "r", "tbl", "tr", "tc"))
_SPAN, _ACROSS, _DOWN, _CELL_GONE = map(w, ("gridSpan", "hMerge", "vMerge", "cellDel"))
_PLACES = (_SPAN, _ACROSS, _DOWN, _CELL_GONE)
_SHADES = (w("shd"), w("highlight"))
# Another document that is put in when this one is opened: whatever it says, it shows.
_OTHERS = (w("altChunk"), w("subDoc"))
_BLOCKS, _WORDS = (_P, _TBL, *_OTHERS), (_R, _MATH_TEXT)
_P_STYLE, _VAL = map(w, ("pStyle", "val"))
_P_PROPERTIES, _R_PROPERTIES = map(w, ("pPr", "rPr"))
_TR_PROPERTIES, _BEFORE, _HEIGHT = map(w, ("trPr", "gridBefore", "trHeight"))
_HIDDEN, _ROW_GONE = map(w, ("hidden", "del"))
_BOX, _RUBY = w("txbxContent"), w("ruby")
# Tables and text boxes within one another; nobody needs as many, and each costs a few frames.
_DEEPEST = 24
# What stands before the words of a paragraph that a program numbers by itself.
AUTOMATIC_NUMBER = "#. "
# A row that may not be as high as one point shows nothing.
_LOWEST_ROW = 20
_GONE = frozenset(map(w, (
    "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr",
    "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr",
)))  # fmt: skip
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_TEXT, _FIELD, _BREAK, _SYMBOL = map(w, ("t", "fldChar", "br", "sym"))
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
}


def seen_in(parts: MainParts) -> Seen:
    """Every block that shows something; none if the package has no document body."""
    return () if parts.body is None else tuple(_BodyReader(parts).blocks(parts.body))


# An element for what it holds, or its children, taken out of it once: what asks about them
# again then need not have them made anew.
Elements = Iterable[etree._Element]
# The shades of paragraphs and cells that were looked at.
Fills = dict[etree._Element, str]


class _BodyReader:
    """Walks a body in reading order; fields may open in one paragraph and close in another."""

    def __init__(self, parts: MainParts):
        self._styles = parts.styles
        self._notes = dict(parts.notes)
        roots = [root for root in (parts.body, *self._notes.values()) if root is not None]
        self._shaded = any(map(_has_shades, roots))
        self._placed, self._marked = _placed(roots), _marked(roots)
        self._fields: list[bool] = []  # whether each open field has come to its result
        self._tables: list[str | None] = []  # the styles of the tables around
        self._depth = 0
        self._fills: Fills = {}
        # Of runs that say nothing of their looks and stand on no shade: by what they are styled.
        self._plain: dict[tuple[str | None, str | None], bool] = {}

    def blocks(self, container: Elements) -> list[SeenBlock]:
        if self._depth == _DEEPEST:
            words = [each.text or "" for element in container for each in element.iter(_TEXT)]
            text = "".join(words)
            return [SeenParagraph("body", text)] if text.strip() else []
        self._depth += 1
        blocks: list[SeenBlock] = []
        for element in unwrapped(container, _BLOCKS):
            tag = element.tag
            if tag == _TBL:
                blocks.append(self._table(element))
            elif tag == _P:
                beside: list[SeenBlock] = []
                text = self._text(element, beside)
                if text.strip():
                    # Of a table nothing but its words is told.
                    role = "body" if self._tables else self._styles.role(element)
                    blocks.append(SeenParagraph(role, text))
                blocks.extend(beside)
            else:
                blocks.append(SeenParagraph("body", etree.QName(element).localname))
        self._depth -= 1
        return blocks

    def _text(self, paragraph: etree._Element, beside: list[SeenBlock]) -> str:
        within = list(paragraph)
        properties = _first(within, _P_PROPERTIES)
        named = None if properties is None else _first(properties, _P_STYLE)
        style = None if named is None else named.get(_VAL)
        pieces = [AUTOMATIC_NUMBER] if self._styles.numbered(paragraph) else []
        for element in unwrapped(within, _WORDS):
            if element.tag == _R:
                pieces += self._pieces(element, style, beside)
            else:
                pieces.append(element.text or "")
        return "".join(pieces)

    def _pieces(self, run: etree._Element, style: str | None, beside: list[SeenBlock]) -> list[str]:
        pieces: list[str] = []
        within = list(run)
        tags = [element.tag for element in within]
        hidden = self._is_hidden(run, style, plain=_R_PROPERTIES not in tags)
        for element in _choices(within) if _ALTERNATIVES in tags else within:
            tag = element.tag
            if tag == _FIELD:
                self._turn(attribute(element, "fldCharType") or "")
            elif hidden or tag in _GONE or not all(self._fields):
                continue
            elif tag == _TEXT:
                pieces.append(element.text or "")
            else:
                pieces += self._shown(element, style, beside)
        return pieces

    def _is_hidden(self, run: etree._Element, style: str | None, plain: bool) -> bool:
        """`plain` is whether the run says nothing of its looks."""
        table = self._tables[-1] if self._tables else None
        plain = plain and not self._shaded
        if plain and (style, table) in self._plain:
            return self._plain[style, table]
        look = self._styles.look(run, style, table)
        hidden = look.unseen or self._blends(look.ink, run)
        if plain:
            self._plain[style, table] = hidden
        return hidden

    def _blends(self, ink: str | None, run: etree._Element) -> bool:
        """Whether letters have the colour of what is behind them; automatic ones never do."""
        if ink is None or not is_colour(ink):
            return False
        return contrast(ink, _behind(run, self._fills) if self._shaded else WHITE) < LEAST

    def _shown(
        self, element: etree._Element, style: str | None, beside: list[SeenBlock]
    ) -> Iterator[str]:
        """What one element shows besides text; text boxes and notes become blocks of their own."""
        if element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag]
        elif element.tag == _BREAK:
            # A page or column break shows no sign of its own.
            yield "\n" if attribute(element, "type") in (None, "textWrapping") else ""
        elif element.tag == _SYMBOL:
            yield _symbol(attribute(element, "char") or "")
        elif element.tag == _RUBY:
            for run in unwrapped(element, (_R,)):
                yield from self._pieces(run, style, beside)
        elif element.tag in _NOTES:
            # A note is read where it is first referred to: one that refers to itself ends.
            note = self._notes.pop((_NOTES[element.tag], attribute(element, "id") or ""), None)
            beside.extend(self.blocks(note) if note is not None else ())
        else:
            for box in unwrapped(element, (_BOX,)):
                beside.extend(self.blocks(box))

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _table(self, table: etree._Element) -> SeenTable:
        self._tables.append(self._styles.table_style(table))
        read = self._rows(table)
        self._tables.pop()
        return read

    def _rows(self, table: etree._Element) -> SeenTable:
        cells: list[SeenCell] = []
        above: dict[int, int] = {}  # by column, which cell the row above ends with
        row = columns = 0
        for line in unwrapped(table, (_TR,)):
            inside = list(line)
            properties = _said(_first(inside, _TR_PROPERTIES))
            if not _is_seen(properties):
                continue
            column, here = _number(properties.get(_BEFORE), 0), {}
            for element in unwrapped(inside, (_TC,)):
                said = self._placed.get(element)
                width = _number(said.get(_SPAN), 1) if said else 1
                if said and _CELL_GONE in said:
                    continue
                if said and _continues(said.get(_ACROSS)) and cells and cells[-1].row == row:
                    cells[-1] = cells[-1]._replace(width=cells[-1].width + width)
                elif said and _continues(said.get(_DOWN)) and column in above:
                    here[column] = upper = above[column]
                    cells[upper] = cells[upper]._replace(height=row - cells[upper].row + 1)
                else:
                    here[column] = len(cells)
                    marks = tuple(self._marked.get(element, ()))
                    cells.append(SeenCell(row, column, 1, width, self._cell_text(element), marks))
                column += width
            above, row, columns = here, row + 1, max(columns, column)
        return SeenTable(row, columns, tuple(cells), _edges(table))

    def _cell_text(self, cell: etree._Element) -> str:
        return "\n".join([block.text for block in self.blocks(cell)])


def unwrapped(container: Elements, wanted: tuple[str, ...]) -> list[etree._Element]:
    """The wanted elements inside, through whatever other programs wrap around them.

    It calls itself no deeper than the door lets elements stand within one another.
    """
    found: list[etree._Element] = []
    for element in container:
        tag = element.tag
        if tag in wanted:
            found.append(element)
        elif tag == _ALTERNATIVES:
            found += unwrapped(_alternatives(element), wanted)
        elif tag not in _GONE and len(element):
            found += unwrapped(element, wanted)
    return found


def _choices(within: Elements) -> Iterator[etree._Element]:
    """The elements, and of alternatives for newer and older programs what stands in them."""
    for element in within:
        if element.tag != _ALTERNATIVES:
            yield element
        else:
            yield from _alternatives(element)


def _alternatives(element: etree._Element) -> Iterator[etree._Element]:
    """What stands in each alternative that says another thing.

    Which of them a program shows, it alone knows; written honestly they all say the same.
    """
    said: set[str] = set()
    for alternative in element.iterchildren(*_EACH):
        words = "".join(element.text or "" for element in alternative.iter(_TEXT))
        if words not in said:
            said.add(words)
            yield from _choices(alternative)


def _edges(table: etree._Element) -> tuple[float, ...]:
    widths = [
        int(width) if (width := column.get(w("w"), "")).isdecimal() and len(width) < 7 else 0
        for grid in table.iterchildren(w("tblGrid"))
        for column in grid.iterchildren(w("gridCol"))
    ]
    whole = sum(widths)
    return tuple(edge / whole for edge in accumulate(widths, initial=0)) if whole else ()


def _is_seen(row: Mapping[str, etree._Element]) -> bool:
    """Whether a row of these properties is neither hidden, nor deleted, nor pressed to nothing."""
    hidden, height = row.get(_HIDDEN), row.get(_HEIGHT)
    if (hidden is not None and is_on(hidden)) or _ROW_GONE in row:
        return False
    exact = attribute(height, "hRule") == "exact"
    return not exact or _number(height, 0) >= _LOWEST_ROW


def _has_shades(root: etree._Element) -> bool:
    return next(root.iter(*_SHADES), None) is not None


def _behind(run: etree._Element, fills: Fills) -> str:
    """The colour behind a run: its highlight, or the nearest shade of run, paragraph and cell."""
    highlight = (value_of(run, "rPr", "highlight") or "none").lower()
    if highlight in HIGHLIGHTS:
        return HIGHLIGHTS[highlight]
    around = [(run, "rPr")]
    around += [(paragraph, "pPr") for paragraph in run.iterancestors(_P)]
    around += [(cell, "tcPr") for cell in run.iterancestors(_TC)]
    for element, properties in around:
        # A paragraph of very many runs is gone through once, not once for each of them.
        fill = fills.get(element)
        if fill is None:
            fill = attribute(at(element, properties, "shd"), "fill") or ""
            if element is not run:
                fills[element] = fill
        if is_colour(fill):
            return fill
    return WHITE


def _said(properties: etree._Element | None) -> dict[str, etree._Element]:
    """What properties say, by its tag; of two of a tag the first counts."""
    return {} if properties is None else {str(each.tag): each for each in reversed(properties)}


def _first(within: Elements, tag: str) -> etree._Element | None:
    """The first of these elements that has this tag."""
    for element in within:
        if element.tag == tag:
            return element
    return None


def _placed(roots: Elements) -> dict[etree._Element, dict[str, etree._Element]]:
    """What cells say of their place, by its tag; most say nothing, so that those that do are
    looked for once. Of two of a tag the first counts, and of two properties of a cell.
    """
    said: dict[etree._Element, dict[str, etree._Element]] = {}
    for root in roots:
        for each in root.iter(*_PLACES):
            properties = each.getparent()
            cell = None if properties is None else properties.getparent()
            if cell is not None and cell.tag == _TC and child(cell, "tcPr") is properties:
                said.setdefault(cell, {}).setdefault(each.tag, each)
    return said


def _marked(roots: Elements) -> dict[etree._Element, list[str]]:
    """The names of the bookmarks in each cell that stands in no other: of those that do, nothing
    but their words is told.
    """
    marked: dict[etree._Element, list[str]] = {}
    for root in roots:
        for mark in root.iter(_MARK):
            around = [*mark.iterancestors(_TC)]
            if around:
                marked.setdefault(around[-1], []).append(str(mark.get(_NAME)))
    return marked


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and value_of(merge) in (None, "continue")


def _number(element: etree._Element | None, absent: int) -> int:
    if element is None:
        return absent
    written = element.get(_VAL, "")
    return int(written) if written.isdecimal() and len(written) < 6 else absent


def _symbol(code: str) -> str:
    """The character a symbol names by four hexadecimal digits."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
