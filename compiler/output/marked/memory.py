"""What a marked copy remembers, so that each cell can be given its own style back.

A hidden sheet holds a line for each marked cell: a formula that refers to it, the style
it had, the fill it had, whether it was made for the mark, what was written into its note
and how the note's box was enlarged. A formula follows its cell when rows are put in, the
sheet is renamed or another program saves the workbook, where styles are counted anew;
then the fill is what is given back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from lxml import etree

from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.gather import RawWorkbook, read_workbook
from compiler.ooxml.cells.raw import RawSheet
from compiler.ooxml.cells.rich_text import escaped
from compiler.ooxml.markup import written
from compiler.ooxml.package import Package
from compiler.output.marked.notes import NO_NOTE, Added
from compiler.output.marked.results import quoted
from compiler.values.dataclass import dataclass, field
from compiler.workbook.layout import MARKS_SHEET

_REFERENCE = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]+)")
_NUMBER = re.compile("[0-9]{1,9}")
_STYLES_ROW, _FIRST_ROW = 1, 2


@dataclass(frozen=True)
class Remembered:
    """`style` as stored ("" where the cell had none), `fill` as markup, `note` as `Added` says."""

    style: str
    fill: str
    made: bool = False
    note: Added = NO_NOTE


@dataclass(frozen=True)
class Memory:
    """`digest` of the styles as the marking left them, `counts` of their lists before it.

    `there`: a memory was found; else nothing is remembered.
    """

    digest: str = ""
    counts: tuple[int, ...] = ()
    cells: Mapping[tuple[str, str], Remembered] = field(default_factory=dict)
    there: bool = False

    def notes_on(self, sheet: str) -> dict[str, Added]:
        """What was written into the notes of one sheet, by address."""
        return {cell: kept.note for (name, cell), kept in self.cells.items() if name == sheet}


def recall(package: Package) -> tuple[Memory, Mapping[str, RawSheet]]:
    """What an earlier marking left, and every sheet by name as it is stored.

    The sheet was in the user's hands: what is no number any more counts as none.
    """
    raw = read_workbook(package)
    sheets = {sheet.name: sheet for sheet in raw.sheets} if isinstance(raw, RawWorkbook) else {}
    kept = sheets.get(MARKS_SHEET)
    if kept is None:
        return Memory(), sheets
    rows = {row for row, _ in kept.cells if row >= _FIRST_ROW}
    cells = {}
    for row in sorted(rows):
        formula = kept.cells.get((row, 1))
        match = _REFERENCE.fullmatch((formula.formula or "") if formula else "")
        if match:  # else its row was deleted: #REF!
            name = match[1].replace("''", "'") if match[1] else match[2]
            style, fill, made, said, box = (_text(kept, row, column) for column in range(2, 7))
            note = Added(said, box)
            cells[name, match[3] + match[4]] = Remembered(style, fill, made == "made", note)
    counts = [_text(kept, _STYLES_ROW, column) for column in range(2, 6)]
    known = tuple(int(count) for count in counts if _NUMBER.fullmatch(count))
    return Memory(_text(kept, _STYLES_ROW, 1), known, cells, there=True), sheets


def marks_sheet(
    namespace: str,
    digest: str,
    counts: Sequence[int],
    cells: Mapping[tuple[str, str], Remembered],
) -> bytes:
    """The hidden sheet's markup; `cells` by sheet and address."""
    tag = f"{{{namespace}}}"
    root = etree.Element(f"{tag}worksheet", nsmap=cast("dict[str, str]", {None: namespace}))
    rows = etree.SubElement(root, f"{tag}sheetData")
    _row(rows, [digest, *map(str, counts)], None)
    for (sheet, address), kept in cells.items():
        made = "made" if kept.made else ""
        texts = ["", kept.style, kept.fill, made, kept.note.text, kept.note.box]
        _row(rows, texts, f"{quoted(sheet)}!{address}")
    return written(root)


def _row(rows: etree._Element, texts: Sequence[str], formula: str | None) -> None:
    tag = rows.tag.removesuffix("sheetData")
    number = len(rows) + 1
    line = etree.SubElement(rows, f"{tag}row", r=str(number))
    for column, text in enumerate(texts, 1):
        cell = etree.SubElement(line, f"{tag}c", r=cell_name(number, column))
        if column == 1 and formula is not None:
            etree.SubElement(cell, f"{tag}f").text = escaped(formula)
        elif text:
            cell.set("t", "inlineStr")
            inline = etree.SubElement(cell, f"{tag}is")
            shown = etree.SubElement(inline, f"{tag}t")
            shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            shown.text = escaped(text)


def _text(sheet: RawSheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return cell.text if cell else ""
