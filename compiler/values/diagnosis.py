"""What findings say together, as values: likely causes and smallest repairs.

How they are found is the business of `checks/diagnose`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from compiler.text.language import Text
from compiler.values.figures import FigureId
from compiler.values.findings import Place

CauseKind = Literal[
    "omitted", "doubled", "misfiled", "transposed", "digit", "shifted", "carried_as_new", "unit",
    "stale_total",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A cell, what stands there (0 for a blank) and what would stand there instead."""

    figure: FigureId
    was: Decimal
    to: Decimal


@dataclass(frozen=True, slots=True)
class Repair:
    """Cells which, changed together, satisfy every identity."""

    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Cause:
    """`places` are its evidence, `findings` the ids of what it explains."""

    kind: CauseKind
    message: Text
    places: tuple[Place, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Diagnosis:
    """`repairs` mend the whole report, `parts` hold the repairs of each part that shares no
    figure with the others. `untold`: there are parts whose figures do not tell which few
    cells are wrong; `places` says where the cells of repairs stand.
    """

    causes: tuple[Cause, ...] = ()
    repairs: tuple[Repair, ...] = ()
    parts: tuple[tuple[Repair, ...], ...] = ()
    places: Mapping[FigureId, Place] = field(default_factory=dict)
    untold: bool = False


NOTHING = Diagnosis()
