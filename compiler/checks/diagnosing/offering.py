"""Which of the repairs are worth reading: few, or those for which most speaks.

Given parts with their repairs in order, gives those that are offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from compiler.checks.diagnosing.parts import Part
from compiler.checks.diagnosing.patterns import exchanges
from compiler.checks.diagnosing.repairs import MOST_CELLS
from compiler.values.diagnosis import Cause, Repair

# More repairs than these would not be read.
MOST_REPAIRS = 12


def offered(part: Part, causes: Iterable[Cause] = ()) -> tuple[Repair, ...]:
    """The repairs of a part where they are few; else those for which most speaks, or that undo
    one of the causes.
    """
    if len(part.repairs) <= MOST_REPAIRS:
        return part.repairs
    named = [{place.figure for place in cause.places} for cause in causes]
    backed = tuple(
        r for r in part.repairs if any({c.figure for c in r.changes} <= at for at in named)
    )
    best = part.repairs[: part.best_repairs]
    return next((few for few in (best, backed) if 0 < len(few) <= MOST_REPAIRS), ())


def together(parts: Sequence[tuple[Repair, ...]], clear: Sequence[bool] = ()) -> tuple[Repair, ...]:
    """What mends the whole report: one repair of each part, `clear` ones by their first where
    all are too many; none if some part has none, or three cells do not do for what is not clear.
    """
    if not parts or not all(parts):
        return ()
    choices = list(parts)
    if prod(map(len, choices)) > MOST_REPAIRS:
        choices = [
            part[:1] if is_clear else part
            for part, is_clear in zip(parts, clear or [False] * len(parts), strict=True)
        ]
    cells = sum(len(part[0].changes) for part in choices if len(part) > 1)
    if cells > MOST_CELLS or prod(map(len, choices)) > MOST_REPAIRS:
        return ()
    whole = [
        Repair(tuple(change for repair in choice for change in repair.changes))
        for choice in product(*choices)
    ]
    # Cells that change places are one slip, though each part that it broke might have its own.
    return tuple(sorted(whole, key=lambda repair: not any(exchanges(repair))))
