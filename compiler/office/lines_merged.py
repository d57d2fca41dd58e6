"""Lines that units added to tables with open rows, merged by key.

Given the lines of each unit, gives those of all of them and by what row each unit's line is
known there. Must not know figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.format.declaration import Declaration, OpenRows, Table
from compiler.format.extents import row_ids
from compiler.text.labels import folded
from compiler.values.dataclass import replace
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Lines, OpenLine

# A line's key and which of the lines of this key it is: a mistaken unit may have several.
_Known = tuple[str, int]


class MergedLines(NamedTuple):
    """`rows` gives, for each unit in order, the row of the whole by table and row of its own;
    `names` the names of each line that has several, by table and key.
    """

    lines: Lines
    rows: tuple[dict[tuple[str, str], str], ...]
    names: Mapping[tuple[str, str], tuple[str, ...]]


def merged_lines(units: Sequence[Lines], declaration: Declaration) -> MergedLines:
    tables = [table for table in declaration.tables if table.open_rows]
    lines: dict[str, tuple[OpenLine, ...]] = {}
    rows: tuple[dict[tuple[str, str], str], ...] = tuple({} for _ in units)
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for table in tables:
        own = [_known(each.get(table.id, ())) for each in units]
        order = _ordered(own, table.open_rows)
        first = {known: line for each in reversed(own) for known, line in each.items()}
        ids = _ids(order, table)
        lines[table.id] = tuple(
            replace(first[known], id=id, ref=None) for known, id in zip(order, ids, strict=True)
        )
        names.update(_several_names(table.id, own, order))
        row_of = dict(zip(order, ids, strict=True))
        for each, mapped in zip(own, rows, strict=True):
            mapped.update({(table.id, line.id): row_of[known] for known, line in each.items()})
    return MergedLines(lines, rows, names)


def _several_names(
    table: str, units: Sequence[Mapping[_Known, OpenLine]], order: Sequence[_Known]
) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The first stands in the whole."""
    for known in order:
        labels = [unit[known].label for unit in units if known in unit]
        first = {folded(label): label for label in reversed(labels)}
        if len(first) > 1:
            yield (table, known[0]), tuple(dict.fromkeys(first[folded(text)] for text in labels))


def _ids(order: Sequence[_Known], table: Table) -> list[str]:
    return row_ids((key for key, _ in order), (row.id for row in table.fixed_rows))


def _known(lines: Iterable[OpenLine]) -> dict[_Known, OpenLine]:
    counted: Counter[str] = Counter()
    found: dict[_Known, OpenLine] = {}
    for line in lines:
        counted[line.key] += 1
        found[line.key, counted[line.key]] = line
    return found


def _ordered(units: Sequence[Mapping[_Known, OpenLine]], declared: OpenRows | None) -> list[_Known]:
    """By key where lines nest by their keys, parents first; else each new line stands after the
    one that it follows in its unit, and after what stands below that one in another's.
    """
    if declared is not None and declared.key_lengths:
        return sorted({known for unit in units for known in unit})
    order: list[_Known] = []
    levels: dict[_Known, int] = {}
    for unit in units:
        at = 0
        for known, line in unit.items():
            if known in levels:
                at = order.index(known) + 1
                continue
            levels[known] = line.level or 1
            while at < len(order) and levels[order[at]] > levels[known]:
                at += 1
            order.insert(at, known)
            at += 1
    return order
