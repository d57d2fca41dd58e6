"""How far what should stand in cells is from what was typed there, and by what slip of the pen.

Given changes of cells, gives numbers to order them by.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from compiler.text.numerals import plain
from compiler.values.diagnosis import Change, Repair

_SLIPPED = (Decimal(10), Decimal(100), Decimal(1000))


def unlikeliness(repair: Repair) -> tuple[int, int]:
    """Fewest cells first, then the fewest keystrokes away from what was typed."""
    return len(repair.changes), sum(_keystrokes(str(c.was), str(c.to)) for c in repair.changes)


def kind_of_slip(change: Change, is_anothers: Callable[[Change], bool]) -> int:
    """Two digits transposed, a slipped place, one more or less, another cell's figure, none."""
    kinds = (is_transposed, is_slipped, is_off_by_one, is_anothers)
    return next((n for n, is_so in enumerate(kinds) if is_so(change)), len(kinds))


def is_transposed(change: Change) -> bool:
    was, to = plain(change.was), plain(change.to)
    if len(was) != len(to) or was == to:
        return False
    differing = [n for n in range(len(was)) if was[n] != to[n]]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and was[differing[0]] == to[differing[1]]
        and was[differing[1]] == to[differing[0]]
    )


def is_slipped(change: Change) -> bool:
    """Ten, a hundred or a thousand times as much or as little."""
    if not change.was or not change.to:
        return False
    high, low = max(change.was, change.to), min(change.was, change.to)
    return any(low * factor == high for factor in _SLIPPED)


def is_off_by_one(change: Change) -> bool:
    return abs(change.to - change.was) == 1


def _keystrokes(was: str, to: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two numbers."""
    previous, before = list(range(len(to) + 1)), list(range(len(to) + 1))
    for i, a in enumerate(was, start=1):
        row = [i]
        for j, b in enumerate(to, start=1):
            cost = min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == to[j - 2] and was[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, previous = previous, row
    return previous[-1]
