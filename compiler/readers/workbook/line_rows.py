"""The lines that staff wrote on a sheet, between the rows of the form, in their order.

Given a raw sheet and where its labels, rows and columns are, gives the lines with their keys,
names and levels, and the row of each. Whether they are as they should be is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.format.declaration import OpenRows, Table
from compiler.format.extents import row_ids, with_level
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.shown_text import not_as_shown, text_of, unprintable
from compiler.readers.workbook.unseen import look_findings
from compiler.report.reading import break_read_as_blank, one_line
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef
from compiler.values.report import OpenLine
from compiler.workbook.open_block import OpenBlock

Cell = tuple[int, int]


class Between(NamedTuple):
    """The rows that may hold lines, `first` and `last` the marks around them, None where a mark
    is gone; and the columns from 1.
    """

    rows: range
    first: int | None
    last: int | None
    key: int
    label: int
    level: int | None
    columns: Mapping[str, int]


class LineRows(NamedTuple):
    """`cells` are those of keys, names and levels."""

    lines: tuple[OpenLine, ...]
    block: OpenBlock
    cells: frozenset[Cell] = frozenset()
    findings: tuple[Finding, ...] = ()


def read_line_rows(
    sheet: RawSheet, table: Table, section: str, between: Between, *, date1904: bool
) -> LineRows:
    declared = table.open_rows
    assert declared is not None
    rows = [row for row in between.rows if _is_line(sheet, row, between)]
    columns = [between.key, *([between.label] if declared.key else [])]
    cells = [(row, column) for row in rows for column in columns]
    findings = [*look_findings(sheet, cells, section, date1904=date1904)]
    texts: dict[Cell, str] = {}
    for at in cells:
        place = Place(sheet=sheet.name, cell=cell_name(*at), section=section, table=table.id)
        text, told = _text(sheet, at, place, date1904=date1904)
        texts[at] = text
        findings += told
    ids = row_ids((texts[row, between.key] for row in rows), (r.id for r in table.fixed_rows))
    lines = tuple(
        _line(id, row, declared, sheet, between, texts) for id, row in zip(ids, rows, strict=True)
    )
    levels = [(row, between.level) for row in rows] if between.level else []
    # Without marks the formulas reach as far as there is anything.
    filled = (row for row, column in sheet.cells if row in between.rows and column >= between.key)
    block = OpenBlock(
        sheet.name, declared, between.first or between.rows.start,
        between.last or max(filled, default=between.rows.start), between.key, between.label, between.level,
        between.columns, dict(zip(ids, rows, strict=True)),
    )  # fmt: skip
    return LineRows(lines, block, frozenset([*cells, *levels]), tuple(findings))


def _is_line(sheet: RawSheet, row: int, between: Between) -> bool:
    """Whether anything is written on it; below the last mark, whether that has figures."""
    if row in (between.first, between.last):
        return False
    named = any(_written(sheet, (row, column)) for column in (between.key, between.label))
    figures = any(_written(sheet, (row, column)) for column in between.columns.values())
    if between.last and row > between.last:
        return named and figures
    level = between.level is not None and _written(sheet, (row, between.level))
    return named or figures or level


def _written(sheet: RawSheet, at: Cell) -> bool:
    """Whether staff wrote in a cell: a formula that shows nothing is the form's own."""
    cell = sheet.cells.get(at)
    if cell is None:
        return False
    if cell.formula is not None and cell.kind in ("empty", "text"):
        return bool(cell.text.strip())
    return bool(cell.text.strip()) or cell.kind == "picture"


def _text(
    sheet: RawSheet, at: Cell, place: Place, *, date1904: bool
) -> tuple[str, tuple[Finding, ...]]:
    """A key or a name as it is shown, and why it is not as it stands there."""
    cell = sheet.cells.get(at)
    if cell is None:
        return "", ()
    told = unprintable(cell, place) or not_as_shown(cell, place, date1904=date1904)
    line, changed = one_line(text_of(cell, date1904=date1904))
    broken = (break_read_as_blank(place, place.cell or "", line),) if changed else ()
    return line, (*([told] if told else []), *broken)


def _line(
    id: str,
    row: int,
    declared: OpenRows,
    sheet: RawSheet,
    between: Between,
    texts: Mapping[Cell, str],
) -> OpenLine:
    key = texts[row, between.key]
    label = texts[row, between.label] if declared.key else key
    level = text_of(sheet.cells.get((row, between.level))).strip() if between.level else ""
    number = int(level) if level.isascii() and level.isdigit() and len(level) < 3 else None
    ref = CellRef(sheet.name, cell_name(row, between.key))
    return with_level(declared, OpenLine(id, key, label, number, ref))
