"""What a declaration says about prose: phrases that name a figure, and the words of scope.

Values only; how sentences are read with them is the business of `checks/prose`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compiler.findings import Severity
from compiler.format.expression import Node


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way of naming a figure in a sentence.

    `says` are patterns of words: `a|b` either, `?` may be missing, `…` a few characters,
    `N件|宗` the number with one of these units. `value` is the figure, `allows` other
    readings that practice accepts. Of the words of `near` and `unlike`, the last before
    the number must be one of `near`. A `stock` counts what stands at the end of the year,
    so that words of accumulation do not change its meaning; one `of_last_year` is spoken of
    as last year's though it stands in this year's tables.
    """

    id: str
    says: tuple[str, ...]
    value: Node
    allows: tuple[Node, ...] = ()
    near: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    stock: bool = False
    of_last_year: bool = False
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Denial:
    """Words that deny something which `value` must then not have: it must be zero.

    A sentence with one of the words of `unless` denies something narrower.
    """

    id: str
    says: tuple[str, ...]
    value: Node
    unless: tuple[str, ...] = ()
    of_last_year: bool = False
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis that no longer holds or belongs to another edition, and the right one."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Need:
    """What a section must speak of: one of these words."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Prose:
    """Everything of one declaration. `scope` holds lists of words by what they narrow:

    own (this body itself), last_year, this_year, cumulative, part_of_year, bodies, kinds
    (other things counted in the same units), channels, plans, disclaimers (anywhere in the sentence).
    `labelled` names tables whose rows' own labels name their figure of a column.
    """

    phrases: tuple[Phrase, ...] = ()
    denials: tuple[Denial, ...] = ()
    bases: tuple[Basis, ...] = ()
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wholes: tuple[Node, ...] = ()
    period: tuple[str, ...] = ()
    labelled: tuple[tuple[str, str], ...] = ()


SCOPES = (
    "own", "last_year", "this_year", "cumulative", "part_of_year", "bodies", "kinds", "channels",
    "plans", "disclaimers",
)  # fmt: skip
