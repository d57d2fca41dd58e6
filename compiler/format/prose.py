"""What a declaration says about prose: phrases that name a figure, and the words of scope.

Values only; how sentences are read with them is the business of `checks/prose`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compiler.format.expression import Node
from compiler.values.findings import Severity


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


@dataclass(frozen=True, slots=True)
class Labelled:
    """A table whose rows' own labels name their figure of `column`; `unlike` as a phrase's."""

    table: str
    column: str
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prose:
    """Everything of one declaration. `scope` holds lists of words by what they narrow:

    own (this body itself), places (itself for a government, for a department others), last_year, this_year, cumulative, part_of_year, bodies, kinds
    (other things counted in the same units), channels, plans, disclaimers (anywhere in the sentence);
    and by what they make plain: subject (what the report is about, as its title has it),
    speaks_of (a phrase with one is about it, whatever its sentence is about), asked_for (what
    “all of them” must follow), causes (why a case arose that counts here), duties (what a
    body's name that begins a sentence is judged by), some_cases (which deny only a kind).
    """

    phrases: tuple[Phrase, ...] = ()
    denials: tuple[Denial, ...] = ()
    bases: tuple[Basis, ...] = ()
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wholes: tuple[Node, ...] = ()
    period: tuple[str, ...] = ()
    labelled: tuple[Labelled, ...] = ()


SCOPES = (
    "own", "places", "last_year", "this_year", "cumulative", "part_of_year", "bodies", "kinds", "channels",
    "plans", "disclaimers", "subject", "speaks_of", "asked_for", "causes", "duties", "some_cases",
)  # fmt: skip
