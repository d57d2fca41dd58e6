"""Which labels of neighbouring lines are one cell: those of their shared beginnings.

Given lines by their label paths, gives cells; both axes of a drawing merge so.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.format.declaration import Line

# First line, lines, level, levels covered, text.
Merged = tuple[int, int, int, int, str]


def merged_labels(lines: Sequence[Line], depth: int) -> list[Merged]:
    """(first line, lines, level, levels covered, text) of every label of these paths."""
    merged: list[Merged] = []
    for level in range(depth):
        first = 0
        while first < len(lines):
            path = lines[first].label
            last = first + 1
            if level < len(path):
                leaf = level == len(path) - 1
                # A line that an office added has a label of its own, whatever its neighbours say.
                own = lines[first].depth is not None
                while not (leaf or own) and last < len(lines) and _shares(lines[last], path, level):
                    last += 1
                merged.append(
                    (first, last - first, level, depth - level if leaf else 1, path[level])
                )
            first = last
    return merged


def _shares(line: Line, other: tuple[str, ...], level: int) -> bool:
    path = line.label
    return line.depth is None and len(path) > level + 1 and path[: level + 1] == other[: level + 1]
