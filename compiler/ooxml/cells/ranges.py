"""Many cells in few words: those that lie together as D7:I29.

Given addresses, gives ranges in the order of their first cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.ooxml.cells.address import cell_name, parse_cell


def ranges(addresses: Iterable[str]) -> list[str]:
    """Rectangles of cells, a single one by its address; what is no address stands as it is."""
    columns: dict[int, set[int]] = {}
    others: list[str] = []
    for address in dict.fromkeys(addresses):
        at = parse_cell(address)
        if at is None:
            others.append(address)
        else:
            columns.setdefault(at[0], set()).add(at[1])
    # First row, first column, last row, last column of each rectangle.
    found: list[list[int]] = []
    for row, in_row in sorted(columns.items()):
        for first, last in _runs(sorted(in_row)):
            above = [r for r in found if r[1:] == [first, row - 1, last]]
            if above:
                above[0][2] = row
            else:
                found.append([row, first, row, last])
    return [*map(_named, found), *others]


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Consecutive numbers as (first, last)."""
    first = numbers[0]
    for number, following in zip(numbers, [*numbers[1:], 0], strict=True):
        if following != number + 1:
            yield first, number
            first = following


def _named(rectangle: list[int]) -> str:
    top, left, bottom, right = rectangle
    start, end = cell_name(top, left), cell_name(bottom, right)
    return start if start == end else f"{start}:{end}"
