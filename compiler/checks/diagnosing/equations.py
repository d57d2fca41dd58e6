"""The equations of a report over those figures that people type.

Given judgements and the totals that follow their parts; gives rows of coefficients with
those totals replaced by what they add up, and the parts of the report that no equation
ties together. It searches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import Figures, Judgement
from compiler.format.linear import put_in, reduced, scaled
from compiler.format.totals import added_up, in_order
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple

Row = Mapping[FigureId, Fraction]
Following = Mapping[FigureId, Row]


def row_of(identity: Identity, *, bounds: bool = False) -> Row | None:
    """left − right by this year's figure, for a linear equation; for others only if `bounds`,
    and then by those figures that stand outside of what is not linear.
    """
    terms = identity.difference
    if bounds and terms is None:
        terms = identity.beside
    if terms is None or not (bounds or identity.holds.relation == "=="):
        return None
    return {c.figure: k for c, k in terms.items() if c is not None and not c.prior and k}


def following(form: Form, totals: Iterable[FigureId]) -> Following:
    """Each of these totals as what it adds up, down to figures that are none of them; those
    that they add up stand before them. What is computed otherwise than by adding is itself.
    """
    followers: dict[FigureId, Row] = {}
    for total in in_order(form.totals.keys() & set(totals), form):
        identity = form.totals[total][0]
        row, terms = row_of(identity), identity.difference
        alone = terms is not None and not identity.needs_prior and not terms.get(None)
        if row is not None and alone and row.get(total):
            parts = {f: k for f, k in row.items() if f != total}
            followers[total] = put_in(scaled(parts, -1 / row[total]), followers)
        elif terms is None and not identity.needs_prior:
            followers[total] = {total: Fraction(1)}
    return followers


def settled(figures: Figures, followers: Following, form: Form) -> Figures:
    """The figures after every follower was added up again; over blanks alone it stays."""
    return {**figures, **added_up(figures, tuple(followers), form)}


def connected(judgements: Iterable[Judgement]) -> Iterator[tuple[Judgement, ...]]:
    """Judgements grouped so that no two groups share a figure of this year."""
    groups: list[tuple[set[FigureId], list[Judgement]]] = []
    for judgement in judgements:
        reach, members = set(judgement.identity.figures), [judgement]
        apart = []
        for figures, others in groups:
            if figures & reach:
                reach |= figures
                members = others + members
            else:
                apart.append((figures, others))
        groups = [*apart, (reach, members)]
    return (tuple(members) for _, members in groups)


class Equation(NamedTuple):
    """A row of figures and what it is off by: the sum of coefficient × figure is to lose that."""

    row: Row
    off: Decimal


def independent(
    judgements: Iterable[Judgement], followers: Following
) -> tuple[list[Judgement], list[Judgement]]:
    """Equations that say something each, and those that follow from them: the total column's
    balance from those of its parts.

    Short ones come first, so that what is off stands in the equation that says most about it.
    """
    rows = [(j, put_in(row_of(j.identity) or {}, followers)) for j in judgements]
    said, following_ones = [], []
    solved: list[tuple[FigureId, Row]] = []
    for judgement, row in sorted(rows, key=lambda pair: len(pair[1])):
        if rest := reduced(row, solved):
            solved.append((next(iter(rest)), rest))
            said.append(judgement)
        else:
            following_ones.append(judgement)
    return said, following_ones
