"""What findings say together, as values: likely causes and smallest repairs.

How they are found is the business of `checks/diagnose`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from compiler.text.language import Text
from compiler.values.figures import FigureId
from compiler.values.findings import Place
from compiler.values.named_tuple import NamedTuple

CauseKind = Literal[
    "omitted", "doubled", "misfiled", "transposed", "digit", "shifted", "carried_as_new", "unit",
    "stale_total", "off_by_one", "neighbour",
]  # fmt: skip


class Change(NamedTuple):
    """A cell, what stands there (0 for a blank) and what would stand there instead."""

    figure: FigureId
    was: Decimal
    to: Decimal


class Repair(NamedTuple):
    """Cells which, changed together, satisfy every identity."""

    changes: tuple[Change, ...]


class Cause(NamedTuple):
    """`places` are its evidence, the cells that are `likely` wrong first; `findings` the ids of
    what it explains.
    """

    kind: CauseKind
    message: Text
    places: tuple[Place, ...]
    findings: tuple[str, ...]
    likely: int = 1


class Likely(NamedTuple):
    """A cell that is probably the wrong one, what should stand there as far as that is known, and
    the ids of the findings that are due to it.
    """

    place: Place
    findings: tuple[str, ...]
    to: Decimal | None = None


class Diagnosis(NamedTuple):
    """`repairs` mend the whole report, `parts` hold the repairs of each part that shares no
    figure with the others, the first being the likeliest; those of which more speaks for the
    first than for any other are `clear`. `untold`: there are parts whose figures do not tell
    which few cells are wrong; `places` says where the cells of repairs stand. `likely` are the
    cells of causes and of repairs that are clear.
    """

    causes: tuple[Cause, ...] = ()
    repairs: tuple[Repair, ...] = ()
    parts: tuple[tuple[Repair, ...], ...] = ()
    places: Mapping[FigureId, Place] = {}
    untold: bool = False
    clear: frozenset[int] = frozenset()
    likely: tuple[Likely, ...] = ()


NOTHING = Diagnosis()
