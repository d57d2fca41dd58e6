"""A declared table at the lines of one report: its rows as they are, each in its place.

Given a table with open rows and the lines that an office added, gives the table whose rows
are all there. What is wrong with lines is told in `checks`; here they only have no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.format.declaration import Line, OpenRows, Table
from compiler.values.dataclass import replace
from compiler.values.report import OpenLine

# The depth of a row of a workbook that waits for a line: it has no place, and needs none.
SPARE = -1


def extended(table: Table, lines: Sequence[OpenLine]) -> Table:
    """The table with these lines where the form has them."""
    declared = table.open_rows
    if declared is None or not lines:
        return table
    own = [
        Line(line.id, (line.key, line.label) if declared.key else (line.label,), depth=depth)
        for line, depth in zip(lines, depths(declared, lines), strict=True)
    ]
    at = opening(table)
    return replace(table, rows=(*table.rows[:at], *own, *table.rows[at:]))


def opening(table: Table) -> int:
    """How many rows of the form stand before the lines."""
    after = table.open_rows.after if table.open_rows else None
    ids = [row.id for row in table.fixed_rows]
    return ids.index(after) + 1 if after in ids else 0


def depths(declared: OpenRows, lines: Iterable[OpenLine]) -> Iterator[int]:
    """The depth of each line from 1; 0 for one that does not stand below its parent."""
    above: list[str] = []
    for line in lines:
        depth = line.level or 0
        parent = above[depth - 2] if 1 < depth <= len(above) + 1 else ""
        by_key = bool(declared.key_lengths)
        placed = depth == 1 or (bool(parent) and (not by_key or line.key.startswith(parent)))
        if placed:
            above[depth - 1 :] = [line.key or "?"]
        yield depth if placed else 0


def with_level(declared: OpenRows, line: OpenLine) -> OpenLine:
    """The line with the level that its key has, where the level is not said beside it."""
    if declared.level:
        return line
    lengths = declared.key_lengths or (len(line.key),)
    known = len(line.key) in lengths
    return replace(line, level=lengths.index(len(line.key)) + 1 if known else None)


def in_place(table: Table) -> bool:
    """Whether every line has its place, so that what they add up to can be told."""
    return all(line.depth for line in table.lines)


def families(table: Table) -> dict[str, tuple[str, ...]]:
    """The lines right below each line that has any, and those at the top under ""."""
    found: dict[str, list[str]] = {"": []}
    above: list[str] = [""]
    for line in table.lines:
        depth = line.depth or 1
        if depth == SPARE:
            continue
        found.setdefault(above[depth - 1], []).append(line.id)
        above[depth:] = [line.id]
    return {parent: tuple(children) for parent, children in found.items()}


def row_ids(keys: Iterable[str], taken: Iterable[str]) -> list[str]:
    """A row's id for each key: the key itself, or with a number where it is blank or repeated."""
    known = set(taken)
    ids = []
    for number, key in enumerate(keys, start=1):
        id = key
        while not id or id in known:
            id = f"{key}#{number}"
            number += 1
        known.add(id)
        ids.append(id)
    return ids


def specimen(table: Table) -> tuple[OpenLine, ...]:
    """A line of each depth, such as an office may add: what is declared of lines is tried on it."""
    declared = table.open_rows
    if declared is None:
        return ()
    deepest = len(declared.key_lengths) or (2 if declared.level else 1)
    lengths = declared.key_lengths or (1,) * deepest
    keys = ["…" * length for length in lengths] if declared.key_lengths else ["…"] * deepest
    ids = row_ids(keys, (row.id for row in table.fixed_rows))
    return tuple(
        with_level(declared, OpenLine(id, key, "…", level))
        for level, (id, key) in enumerate(zip(ids, keys, strict=True), start=1)
    )


def lines_by_table(
    tables: Iterable[Table], lines: Mapping[str, Sequence[OpenLine]]
) -> tuple[Table, ...]:
    """All tables, those with open rows at their lines."""
    return tuple(extended(table, lines.get(table.id, ())) for table in tables)
