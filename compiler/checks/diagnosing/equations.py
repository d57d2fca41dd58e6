"""The equations of a report over those figures that people type.

Given judgements and the totals that follow their parts; gives rows of coefficients with
those totals replaced by what they add up, and the parts of the report that no equation
ties together. It searches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import Figures, Judgement
from compiler.values.figures import FigureId, Quantity, number_or_zero

Row = Mapping[FigureId, Decimal]
Following = Mapping[FigureId, Row]


def row_of(identity: Identity, *, bounds: bool = False) -> Row | None:
    """left − right by this year's figure, for an equation; for others only if `bounds`."""
    terms = identity.difference
    if terms is None or not (bounds or identity.holds.relation == "=="):
        return None
    return {c.figure: k for c, k in terms.items() if c is not None and not c.prior and k}


def following(form: Form, totals: Iterable[FigureId]) -> Following:
    """Each of these totals as what it adds up, down to figures that are none of them."""
    direct: dict[FigureId, Row] = {}
    definitions, wanted = form.totals, set(totals)
    for total in wanted & set(definitions):
        identity = definitions[total][0]
        row, terms = row_of(identity), identity.difference
        alone = terms is not None and not identity.needs_prior and not terms.get(None)
        if row is not None and alone and row.get(total):
            direct[total] = {f: -k / row[total] for f, k in row.items() if f != total}
    # Totals of totals need one more round; a total cannot add itself up.
    for _ in direct:
        wider = {total: expanded(row, direct) for total, row in direct.items()}
        if wider == direct:
            break
        direct = wider
    return direct


def expanded(row: Row, followers: Following) -> Row:
    """The row with each follower replaced by its parts."""
    found: dict[FigureId, Decimal] = {}
    for figure, k in row.items():
        for part, share in followers.get(figure, {figure: Decimal(1)}).items():
            found[part] = found.get(part, Decimal(0)) + k * share
    return {figure: k for figure, k in found.items() if k}


def settled(figures: Figures, followers: Following) -> dict[FigureId, Quantity]:
    """The figures after every follower was added up again; over blanks alone it stays blank."""
    sums = {
        total: sum((k * number_or_zero(figures.get(f)) for f, k in row.items()), Decimal(0))
        for total, row in followers.items()
        if any(isinstance(figures.get(f), Decimal) for f in row)
    }
    return {**figures, **sums}


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
