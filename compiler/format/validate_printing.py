"""What the layout of a declaration means between its parts: neighbours, rows, headings, widths.

Given a declaration whose shape is right, notes each mistake with its key.
"""

from __future__ import annotations

from itertools import pairwise

from compiler.catalogue import w_declarations as kinds
from compiler.format.declaration import Declaration, Section, Table
from compiler.format.entry import Mistakes
from compiler.text.language import Text

# 一、 （一） 1. below one another, and two more for what staff write.
MOST_LEVELS = 3


def validate_printing(declaration: Declaration, mistakes: Mistakes) -> None:
    """Adds to `mistakes` what is wrong between the parts."""
    tables = {table.id: table for table in declaration.tables}
    for section in declaration.sections:
        _headings(section, declaration, mistakes)
        placed = [tables[id] for id in section.tables if id in tables]
        for before, table in zip([None, *placed], placed, strict=False):
            _neighbour(table, before, mistakes)
            _counted(table, mistakes)
            if len(placed) > 1 and table.printing.caption and not table.name:
                # On the sheet, where nothing is filled in, it must be told from the others.
                mistakes.add(kinds.MISSING_KEY, f"table.{table.id}.band", found="band")
    for table in declaration.tables:
        if table.printing.beside and not any(table.id in s.tables for s in declaration.sections):
            mistakes.add(kinds.MISSING_KEY, f"section.tables[{table.id}]", found=table.id)


def _headings(section: Section, declaration: Declaration, mistakes: Mistakes) -> None:
    key = f"section[{section.id}].heading"
    above = section.printing.above
    if section.printing.level > MOST_LEVELS:
        _wrong(
            mistakes,
            key,
            " / ".join((*above, section.heading)),
            Text(f"最多 {MOST_LEVELS} 级的标题", f"headings on at most {MOST_LEVELS} levels"),
        )
    if above and not section.heading:
        mistakes.add(kinds.MISSING_KEY, key, found="heading")
    for other in declaration.sections:
        way = (*other.printing.above, other.heading)
        if other.heading in above and above[: len(way)] != way:
            mistakes.add(kinds.DUPLICATE, key, found=other.heading)


def _neighbour(table: Table, before: Table | None, mistakes: Mistakes) -> None:
    printing, key = table.printing, f"table.{table.id}"
    if printing.beside is None:
        if printing.level_with:
            mistakes.add(kinds.MISSING_KEY, f"{key}.beside", found="beside")
        return
    if before is None or before.id != printing.beside:
        neighbours = () if before is None else (before.id,)
        mistakes.unknown_name(f"{key}.beside", printing.beside, neighbours)
        return
    for own in (before, table):
        if own.single_row:
            wanted = Text("不是单独一行的表才能并排", "tables of several rows side by side")
            _wrong(mistakes, f"table.{own.id}.single_row", "true", wanted)
        if own.open_rows:
            wanted = Text("行数固定的表才能并排", "tables side by side whose rows are fixed")
            _wrong(mistakes, f"table.{own.id}.open", own.id, wanted)
    if not (table.band or table.corner) or (table.band or table.corner) in (
        before.band,
        before.corner,
    ):
        wanted = Text("与左边的表不同的 band 或 corner", "a band or corner unlike its neighbour's")
        _wrong(mistakes, f"{key}.band", table.band or table.corner, wanted)
    rows, others = ([row.id for row in each.rows] for each in (table, before))
    pairs = []
    for row, other in printing.level_with:
        if row not in rows or other not in others:
            name, known = (row, rows) if row not in rows else (other, others)
            mistakes.unknown_name(f"{key}.level_with", name, tuple(known))
        else:
            pairs.append((rows.index(row), others.index(other)))
    if any(a >= c or b >= d for (a, b), (c, d) in pairwise(sorted(pairs))):
        wanted = Text("两张表里次序相同的行", "rows that have the same order in both tables")
        _wrong(mistakes, f"{key}.level_with", ", ".join(r for r, _ in printing.level_with), wanted)


def _counted(table: Table, mistakes: Mistakes) -> None:
    """Rows that an office adds have no number of the form's, nor has a row without a label."""
    printing, key = table.printing, f"table.{table.id}"
    if printing.row_numbers and (table.open_rows or table.single_row):
        wanted = Text("行数固定、各有一行的表", "a table of fixed rows below one another")
        _wrong(mistakes, f"{key}.row_numbers", printing.row_numbers, wanted)
    if printing.column_numbers and table.single_row:
        wanted = Text("不是单独一行的表", "a table of several rows")
        _wrong(mistakes, f"{key}.column_numbers", printing.column_numbers, wanted)


def _wrong(mistakes: Mistakes, key: str, found: str, wanted: Text) -> None:
    advice = Text(f"请改为{wanted.zh}。", f"Write {wanted.en}.")
    mistakes.add(kinds.WRONG_TYPE, key, found=found, wanted=wanted, suggestion=advice)
