"""The parts of a report that are wrong by themselves, each with what mends it.

Given judgements, figures and what sentences say otherwise, gives parts: by the figures that
identities share, and within these by slips that have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from compiler.checks.diagnosing.equations import (
    Equation,
    Following,
    Row,
    connected,
    following,
    independent,
    row_of,
)
from compiler.checks.diagnosing.repairs import smallest_repairs
from compiler.checks.prose.witness import Said
from compiler.format.expression import as_decimal
from compiler.format.form import Form
from compiler.format.judgement import Figures, Judgement, State, decided
from compiler.format.linear import put_in
from compiler.values.dataclass import dataclass
from compiler.values.diagnosis import Repair
from compiler.values.figures import FigureId, number_or_zero
from compiler.values.named_tuple import NamedTuple

# Of what sentences say otherwise so much is tried together with what does not add up.
_MOST_SAID = 3


@dataclass(frozen=True)
class Part:
    """Judgements that hang together by their figures, one broken at least.

    `repairs` mend it, with totals following their parts only where the workbook adds them
    up. `explanations` mend it with every total following that agrees with its parts: what
    people did wrong they did to the figures they typed. `beside` are broken because these are.
    `best_repairs` is for how many of the first repairs as much speaks, and for more than for
    any other; so `best_explanations`. None that a sentence contradicts is left.
    """

    judgements: tuple[Judgement, ...]
    repairs: tuple[Repair, ...]
    explanations: tuple[Repair, ...]
    followers: Following
    beside: tuple[Judgement, ...] = ()
    best_repairs: int = 0
    best_explanations: int = 0

    @property
    def allowance(self) -> Decimal:
        """How far the figures of what is broken may be off, having been rounded."""
        broken = (j for j in self.judgements if j.state is State.BROKEN)
        return max((j.identity.rule.within for j in broken), default=Decimal(0))


class Sheet(NamedTuple):
    """What parts are found in: the figures, last year's, the totals that the workbook adds up,
    those and all that agree with their parts, and what sentences say otherwise.
    """

    form: Form
    figures: Figures
    prior: Figures | None
    computed: Following
    everything: Following
    said: tuple[Said, ...] = ()


class _Piece(NamedTuple):
    """Judgements to be mended together; those of `others` stay as broken as they are."""

    judgements: tuple[Judgement, ...]
    others: tuple[Judgement, ...] = ()
    beside: tuple[Judgement, ...] = ()


def sheet_of(
    judgements: Iterable[Judgement],
    form: Form,
    figures: Figures,
    prior: Figures | None = None,
    live: Iterable[FigureId] = (),
    said: Iterable[Said] = (),
) -> Sheet:
    """`live` are the totals that the workbook adds up; `figures` have them added up."""
    agreeing = {j.identity.defined for j in judgements if j.state is State.HOLDS and not j.gap}
    everything = following(form, {*live, *(f for f in agreeing if f)})
    return Sheet(form, figures, prior, following(form, live), everything, tuple(said))


def broken_groups(judgements: Iterable[Judgement]) -> Iterator[tuple[Judgement, ...]]:
    """What is wrong in one table says nothing of another that no identity ties to it."""
    for group in connected(judgements):
        if any(j.state is State.BROKEN for j in group):
            yield group


def whole(group: tuple[Judgement, ...], sheet: Sheet) -> Part:
    """All that is broken in a group, mended together."""
    return _part(_Piece(group), sheet)


def pieces(group: tuple[Judgement, ...], sheet: Sheet) -> tuple[Part, ...]:
    """A part for each slip that can be mended by itself, one for all others; one where all that
    is broken hangs together.
    """
    apart = _apart(group, sheet)
    return tuple(_part(piece, sheet) for piece in apart) if len(apart) > 1 else ()


def _part(piece: _Piece, sheet: Sheet) -> Part:
    repairs = _mending(piece, sheet, sheet.computed)
    same = sheet.everything == sheet.computed
    explanations = repairs if same else _mending(piece, sheet, sheet.everything)
    return Part(piece.judgements, repairs, explanations, sheet.everything, piece.beside)


def _mending(piece: _Piece, sheet: Sheet, followers: Following) -> tuple[Repair, ...]:
    """One cell that satisfies what sentences say as well; without such, repairs that satisfy all
    of it, some or none.
    """
    kept = [Equation(row, Decimal(0)) for j in piece.others if (row := row_of(j.identity))]
    told = _said_of(piece, sheet, followers)
    singly = [[each] for each in told] if len(told) > 1 else []
    found: dict[Repair, None] = {}
    for besides in ([told] if told else []) + [*singly, []]:
        repairs = smallest_repairs(
            piece.judgements, sheet.form, sheet.figures, sheet.prior, followers,
            besides=[*kept, *besides],
        )  # fmt: skip
        if besides == told and any(len(repair.changes) == 1 for repair in repairs):
            return repairs
        found |= dict.fromkeys(repairs)
    return tuple(found)


def _said_of(piece: _Piece, sheet: Sheet, followers: Following) -> list[Equation]:
    """What sentences say otherwise of figures that what is broken speaks of, too."""
    reach: set[FigureId] = set()
    for judgement in piece.judgements:
        if judgement.state is State.BROKEN:
            reach |= put_in(row_of(judgement.identity, bounds=True) or {}, followers).keys()
    told = []
    for said in sheet.said:
        row: Row = dict.fromkeys(said.figures, Fraction(1))
        if not reach.isdisjoint(put_in(row, followers).keys()):
            told.append(Equation(row, said.off))
    return told if len(told) <= _MOST_SAID else []


# Slips that have nothing to do with each other


def _apart(group: tuple[Judgement, ...], sheet: Sheet) -> list[_Piece]:
    """Equations that one cell each may have broken, and what is broken besides."""
    known = decided(group)
    equations = [j for j in known if _is_plain(j)]
    besides = [j for j in known if not _is_plain(j)]
    if sum(j.state is State.BROKEN for j in equations) < 2 or any(
        j.state is State.BROKEN for j in besides
    ):
        return [_Piece(group)]
    said, following_ones = independent(equations, sheet.computed)
    rows = [put_in(row_of(j.identity) or {}, sheet.computed) for j in said]
    off = [n for n, j in enumerate(said) if j.state is State.BROKEN]
    alone = [knot for knot in _knots(off, said, rows) if _one_cell_mends(knot, said, rows, sheet)]
    rest = [n for n in off if not any(n in knot for knot in alone)]
    holding = [j for j in said if j.state is State.HOLDS]
    return [
        _Piece(
            (*besides, *holding, *(said[n] for n in knot)),
            tuple(said[n] for n in off if n not in knot),
            tuple(j for j in following_ones if j.state is State.BROKEN),
        )
        for knot in (*alone, *([rest] if rest else []))
    ]


def _is_plain(judgement: Judgement) -> bool:
    return row_of(judgement.identity) is not None and not judgement.identity.rule.within


def _knots(off: Sequence[int], said: Sequence[Judgement], rows: Sequence[Row]) -> list[list[int]]:
    """Broken equations that one change of one cell mends together, at whatever remove."""
    knots: list[list[int]] = []
    for number in off:
        tied = [k for k in knots if any(_share(number, other, said, rows) for other in k)]
        knots = [k for k in knots if k not in tied]
        knots.append([*(n for k in tied for n in k), number])
    return knots


def _share(one: int, other: int, said: Sequence[Judgement], rows: Sequence[Row]) -> bool:
    return any(
        said[one].gap / as_decimal(k) == said[other].gap / as_decimal(rows[other][figure])
        for figure, k in rows[one].items()
        if figure in rows[other]
    )


def _one_cell_mends(
    knot: Sequence[int], said: Sequence[Judgement], rows: Sequence[Row], sheet: Sheet
) -> bool:
    """Whether the change of one cell mends these and touches no other equation."""
    for figure, k in rows[knot[0]].items():
        change = -said[knot[0]].gap / as_decimal(k)
        entered = [n for n, row in enumerate(rows) if figure in row]
        mends = all(
            figure in rows[n] and said[n].gap + as_decimal(rows[n][figure]) * change == 0
            for n in knot
        )
        after = number_or_zero(sheet.figures.get(figure)) + change
        if mends and set(entered) == set(knot) and sheet.form.type_of(figure).may_be(after):
            return True
    return False
