"""Rows and columns that somebody added to a table: a label of its own beside numbers.

Given what stands on a sheet outside the form, gives a finding for each such line, and what
is left. A note beside the table, without a label and a number in line, is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.catalogue.w_entries import NO_PLACE
from compiler.ooxml.cells.address import cell_name, column_letters
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.located import Located
from compiler.readers.workbook.shown_text import text_of
from compiler.text.language import Text
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple

Cell = tuple[int, int]
_HINT = Text(
    "如果写的是表里有的项目，请把数移到那一项；这一版格式没有的，写到文字里，再删掉这一{line}。",
    "If it is one of the form's own lines, move its numbers there; else say it in the text, and delete this {line}.",
)


class ExtraLines(NamedTuple):
    """`left` are the cells that belong to no added line."""

    findings: tuple[Finding, ...]
    left: list[Cell]


def extra_lines(
    sheet: RawSheet, section: str, located: Located, stray: Iterable[Cell]
) -> ExtraLines:
    """Within the table, or right below and beside it."""
    left = sorted(stray)
    findings: list[Finding] = []
    for axis in (0, 1) if left else ():
        for line in _added(sheet, located, left, axis):
            findings.append(_finding(sheet, section, line, axis))
            left = [at for at in left if at not in line]
    return ExtraLines(tuple(findings), left)


def _added(sheet: RawSheet, located: Located, stray: list[Cell], axis: int) -> Iterator[list[Cell]]:
    """The stray cells of each row (`axis` 0) or column that bears a label and a number."""
    figures = set(located.cells.values())
    if not figures:
        return
    along = {at[axis] for at in figures}  # the table's own rows
    across = {at[1 - axis] for at in figures}  # the columns of its numbers
    for position in sorted({at[axis] for at in stray} - along):
        line = [at for at in stray if at[axis] == position]
        labelled = any(at[1 - axis] < min(across) and _is_label(sheet, at) for at in line)
        counted = any(at[1 - axis] in across and sheet.cells[at].kind == "number" for at in line)
        if labelled and counted and min(along) <= position <= max(along) + 1:
            yield line


def _is_label(sheet: RawSheet, at: Cell) -> bool:
    return sheet.cells[at].kind == "text" and bool(text_of(sheet.cells[at]).strip())


def _finding(sheet: RawSheet, section: str, line: list[Cell], axis: int) -> Finding:
    label = next(text_of(sheet.cells[at]).strip() for at in line if _is_label(sheet, at))[:30]
    number = line[0][0] if axis == 0 else column_letters(line[0][1])
    found = Text(
        f"“{sheet.name}”第 {number} {'行' if axis == 0 else '列'}“{label}”",
        f"{'Row' if axis == 0 else 'Column'} {number} “{label}” of “{sheet.name}”",
    )
    hint = Text(
        _HINT.zh.format(line="行" if axis == 0 else "列"),
        _HINT.en.format(line="row" if axis == 0 else "column"),
    )
    places = [Place(sheet=sheet.name, cell=cell_name(*at), section=section) for at in line]
    return Finding(
        NO_PLACE,
        places[0],
        {"found": found, "suggestion": hint},
        related=tuple(places[1:20]),
        words=label,
    )
