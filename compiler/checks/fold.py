"""Cascades folded: which broken identities are faults, and which only follow from one.

Given judgements and the findings about single cells, gives the root of every identity
that fails or cannot be computed. Nothing is lost: what follows stands in the
consequences of what it follows from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from compiler.format.expression import EXACT
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import Figures, Judgement, State, keeps, value_of
from compiler.format.linear import reduced
from compiler.values.dataclass import dataclass, field
from compiler.values.figures import FigureId, Quantity


@dataclass
class Folding:
    """`roots` are broken identities that stand as findings of their own; the two maps say
    under which identity or which single cell's finding the others go.
    """

    roots: list[Judgement] = field(default_factory=list)
    under_identity: dict[Identity, Identity] = field(default_factory=dict)
    under_cell: dict[Identity, FigureId] = field(default_factory=dict)


def fold(
    judgements: Iterable[Judgement],
    form: Form,
    figures: Figures,
    corrected: Mapping[FigureId, Quantity],
) -> Folding:
    """`corrected` are stale totals with the values that their formulas would give."""
    known = sorted(judgements, key=lambda j: _rank(j.identity, form))
    folding = Folding()
    spoiled = _spoiled_totals(known)
    for judgement in known:
        if judgement.state in (State.SPOILED, State.UNCOMPUTED) and judgement.culprits:
            culprit = judgement.culprits[0]
            folding.under_cell[judgement.identity] = spoiled.get(culprit, culprit)
    broken = [j for j in known if j.state is State.BROKEN]
    broken = _under_cells(broken, folding, spoiled, figures, corrected)
    broken = _under_wrong_totals(broken, folding, figures)
    broken = _under_their_parts(broken, folding, form)
    _under_combinations(known, broken, folding)
    for identity in folding.under_identity:
        folding.under_identity[identity] = _topmost(identity, folding)
    return folding


def _topmost(identity: Identity, folding: Folding) -> Identity:
    """The root at the end: what an identity follows from may itself follow from another."""
    while identity in folding.under_identity:
        identity = folding.under_identity[identity]
    return identity


def _rank(identity: Identity, form: Form) -> tuple[bool, bool, bool]:
    """Sums of sums last, a total column after a total row, what defines a total first."""
    totals = form.totals
    return (
        all(f in totals for f in identity.figures),
        identity.defined is None,
        identity.axis == "columns",
    )


def _spoiled_totals(judgements: list[Judgement]) -> dict[FigureId, FigureId]:
    """Totals that rest on an unreadable cell, at whatever remove, and that cell."""
    unreadable = {f for j in judgements if j.state is State.SPOILED for f in j.culprits}
    resting: dict[FigureId, FigureId] = {}
    growing = True
    while growing:
        growing = False
        for identity in (j.identity for j in judgements):
            if identity.defined is None or identity.defined in {*resting, *unreadable}:
                continue
            through = next((f for f in identity.figures if f in unreadable or f in resting), None)
            if through is not None:
                resting[identity.defined] = resting.get(through, through)
                growing = True
    return resting


def _under_cells(
    broken: list[Judgement],
    folding: Folding,
    spoiled: Mapping[FigureId, FigureId],
    figures: Figures,
    corrected: Mapping[FigureId, Quantity],
) -> list[Judgement]:
    """Identities that fail through an unreadable cell's total or a stale one."""
    left = []
    for judgement in broken:
        identity = judgement.identity
        through = next((f for f in identity.figures if f in spoiled), None)
        stale = next((f for f in identity.figures if f in corrected), None)
        if through is not None:
            folding.under_cell[identity] = spoiled[through]
        elif stale is not None and keeps(identity, {**figures, **corrected}):
            folding.under_cell[identity] = stale
        else:
            left.append(judgement)
    return left


def _under_wrong_totals(
    broken: list[Judgement], folding: Folding, figures: Figures
) -> list[Judgement]:
    """Identities that would hold if a wrong total were the sum of its parts."""
    mended: dict[FigureId, Quantity] = dict(figures)
    cause: dict[FigureId, Identity] = {}
    left = []
    for judgement in broken:
        identity = judgement.identity
        touched = next((f for f in identity.figures if f in cause), None)
        if touched is not None and keeps(identity, mended):
            folding.under_identity[identity] = cause[touched]
            continue
        left.append(judgement)
        if identity.defined is None or identity.defined in cause:
            continue
        if (value := value_of(identity.holds.right, mended)) is not None:
            mended[identity.defined] = value
            cause[identity.defined] = identity
    return left


def _under_their_parts(broken: list[Judgement], folding: Folding, form: Form) -> list[Judgement]:
    """A rule about last year that fails for a total by as much as for the total's parts."""
    gaps = {(j.identity.rule.id, j.identity.result): j for j in broken if j.identity.needs_prior}
    left = []
    for judgement in broken:
        identity = judgement.identity
        parts = {f for i in form.totals.get(identity.result, ()) for f in i.figures}
        siblings = [
            other
            for (rule, result), other in gaps.items()
            if rule == identity.rule.id and result in parts and result != identity.result
        ]
        gaps_of_parts = reduce(EXACT.add, (other.gap for other in siblings), Decimal(0))
        unexplained = EXACT.subtract(judgement.gap, gaps_of_parts)
        if siblings and abs(unexplained) <= identity.rule.within:
            folding.under_identity[identity] = siblings[0].identity
        else:
            left.append(judgement)
    return left


def _under_combinations(known: list[Judgement], broken: list[Judgement], folding: Folding) -> None:
    """Equations that are sums of others fail exactly when some of those do.

    Each carries its identity along as an unknown: where all figures cancel out, what is left
    are the identities that it is the sum of. One that fails through what those may be apart
    within their allowances, added up, follows from none of them.
    """
    if not broken:
        return
    kept = {j.identity: Fraction(j.gap) for j in known if j.state is State.HOLDS and j.gap}
    solved: list[tuple[FigureId | Identity, Mapping[FigureId | Identity, Fraction]]] = []
    waiting = {j.identity for j in broken}
    for judgement in known:
        identity = judgement.identity
        equation = _equation(identity)
        if equation is None or judgement.state not in (State.HOLDS, State.BROKEN, State.UNFILLED):
            if identity in waiting:
                folding.roots.append(judgement)
            continue
        rest = reduced(equation, solved)
        figure = next((unknown for unknown in rest if isinstance(unknown, FigureId)), None)
        if figure is not None:
            solved.append((figure, {**rest, identity: Fraction(1)}))
        if identity not in waiting:
            continue
        drift = sum((k * kept[i] for i, k in rest.items() if i in kept), Fraction(0))
        follows = figure is None and abs(drift) <= identity.rule.within
        root = _root(rest, judgement, folding) if follows else None
        if root is None:
            folding.roots.append(judgement)
        else:
            folding.under_identity[identity] = root


def _equation(identity: Identity) -> dict[FigureId | Identity, Fraction] | None:
    """left − right by figure, for an equation of this year's figures without a constant."""
    terms = identity.difference
    if identity.holds.relation != "==" or terms is None or None in terms or identity.needs_prior:
        return None
    return {cell.figure: k for cell, k in terms.items() if cell is not None}


def _root(
    parts: Iterable[FigureId | Identity], judgement: Judgement, folding: Folding
) -> Identity | None:
    """The first fault among the equations that this one is the sum of."""
    roots = {j.identity for j in folding.roots}
    for identity in parts:
        if not isinstance(identity, Identity):
            continue
        root = folding.under_identity.get(identity, identity)
        if root in roots and root is not judgement.identity:
            return root
    return None
