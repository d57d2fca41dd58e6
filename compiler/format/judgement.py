"""Whether an identity holds on given figures: the one evaluation that all of nianbao uses.

The check, the live states of a new workbook and the coverage map call this. Blank terms
count as nothing; a blank total leaves the identity uncomputed; what cannot be read
spoils it. What does not apply is no number: it adds nothing to a total, and no other
identity is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import partial

from compiler.format.expression import (
    EXACT,
    Cell,
    Exact,
    Node,
    as_decimal,
    compare,
    evaluate,
    is_so,
    of_words,
)
from compiler.format.figure_type import FigureType
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.left_empty import left_empty
from compiler.values.figures import (
    Absent,
    FigureId,
    Quantity,
    Said,
    does_not_apply,
    is_counted,
    number_or_zero,
)
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report

Figures = Mapping[FigureId, Quantity]


class State(Enum):
    """What is known of an identity; `UNCOMPUTED`: a total it needs is blank.

    `NOT_ASKED`: one of its figures does not apply, and it is no sum of parts; or there is
    nothing to divide by; or all that it speaks of was left empty, as the form lets it be.
    """

    HOLDS = "holds"
    BROKEN = "broken"
    UNFILLED = "unfilled"
    UNCOMPUTED = "uncomputed"
    SPOILED = "spoiled"
    NOT_ASKED = "not asked"


class Judgement(NamedTuple):
    """An identity, its state, and both sides where they could be computed."""

    identity: Identity
    state: State
    left: Decimal | None = None
    right: Decimal | None = None
    culprits: tuple[FigureId, ...] = ()

    @property
    def gap(self) -> Decimal:
        """left − right, exactly; 0 where they could not be computed."""
        if self.left is None or self.right is None:
            return Decimal(0)
        return EXACT.subtract(self.left, self.right)


def judge(
    identity: Identity, form: Form, figures: Figures, prior: Figures | None = None
) -> Judgement:
    """`culprits` are the unreadable figures that spoil it, or the blank totals it needs: this
    year's, for last year's are told of in last year's report.
    """
    last_year = prior or {}
    valued = [
        (cell, (last_year if cell.prior else figures).get(cell.figure, Absent.BLANK))
        for cell in identity.cells
    ]
    if not valued or identity.words or not all(isinstance(v, Decimal) for _, v in valued):
        # Where there are but numbers nothing keeps it from being asked.
        told = _without_numbers(identity, valued, form, figures, prior)
        if told is not None:
            return told
    try:
        left, right = _exact_sides(identity, figures, prior)
    except ZeroDivisionError:
        unfilled = any(v is Absent.BLANK for _, v in valued)
        return Judgement(identity, State.UNFILLED if unfilled else State.NOT_ASKED)
    holds = compare(identity.holds.relation, left, right, identity.rule.within)
    state = State.HOLDS if holds else State.BROKEN
    return Judgement(identity, state, as_decimal(left), as_decimal(right))


def _without_numbers(
    identity: Identity,
    valued: Sequence[tuple[Cell, Quantity]],
    form: Form,
    figures: Figures,
    prior: Figures | None,
) -> Judgement | None:
    """What is to be said where words are compared, or not every figure is a number; None where
    both sides can be computed all the same.
    """
    worded = [(word.cell, _value(word.cell, figures, prior)) for word in identity.words]
    spoilers = [c for c, v in valued if _spoils(c, v, form, Decimal)]
    spoilers += [c for c, v in worded if _spoils(c, v, form, Said)]
    if spoilers:
        return Judgement(identity, State.SPOILED, culprits=_this_year(spoilers))
    apart = (c for c, v in (*valued, *worded) if does_not_apply(v))
    if any(c not in identity.optional for c in apart):
        return Judgement(identity, State.NOT_ASKED)
    if of_words(identity.holds):
        if any(v is Absent.BLANK for _, v in worded):
            return Judgement(identity, State.UNFILLED)
        holds = keeps(identity, figures, prior)
        return Judgement(identity, State.HOLDS if holds else State.BROKEN)
    if not any(is_counted(v) for _, v in valued):
        empty = valued and all(_left(cell, form, figures, prior) for cell, _ in valued)
        resting = empty or may_rest(identity, form)
        return Judgement(identity, State.NOT_ASKED if resting else State.UNFILLED)
    totals = needed_totals(identity, form)
    blank = [
        c
        for c, v in valued
        # A table that was left empty says that there was nothing: its totals are 0 to others.
        if v is Absent.BLANK and c.figure in totals and not _left(c, form, figures, prior)
    ]
    if blank:
        return Judgement(identity, State.UNCOMPUTED, culprits=_this_year(blank))
    return None


def may_rest(identity: Identity, form: Form) -> bool:
    """Whether all of its figures are of the form, and each may stay blank."""
    figures = [cell.figure for cell in identity.cells]
    return bool(figures) and all(_may_stay_blank(f, form) for f in figures)


def needed_totals(identity: Identity, form: Form) -> frozenset[FigureId]:
    """Its totals without which it cannot be asked; of those that may stay blank, its own."""
    found = (c.figure for c in identity.cells if c.figure in form.totals)
    return frozenset(f for f in found if f == identity.defined or not _may_stay_blank(f, form))


def _may_stay_blank(figure: FigureId, form: Form) -> bool:
    return form.type_of(figure).optional and form.table(figure.table).open_rows is None


def judgements(report: Report, form: Form, prior: Figures | None) -> tuple[Judgement, ...]:
    """One per identity of the edition that can be asked of this report."""
    return judge_all(form.identities, form, report.figures, prior)


def judge_all(
    identities: Iterable[Identity],
    form: Form,
    figures: Figures,
    prior: Figures | None = None,
) -> tuple[Judgement, ...]:
    """One per identity that can be asked: those on last year's figures need them."""
    known = prior or {}
    return tuple(
        judge(identity, form, figures, known)
        for identity in identities
        if not identity.needs_prior or all(cell.figure in known for cell in _of_last_year(identity))
    )


def _of_last_year(identity: Identity) -> Iterator[Cell]:
    cells = (*identity.cells, *(word.cell for word in identity.words))
    return (cell for cell in cells if cell.prior)


def decided(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that hold or are broken: what can be asked again of changed figures."""
    return [j for j in judgements if j.state in (State.HOLDS, State.BROKEN)]


def none_broken(
    judgements: Iterable[Judgement],
    form: Form,
    figures: Figures,
    prior: Figures | None,
) -> bool:
    """Whether the identities of these judgements are not broken on other figures."""
    return all(
        judge(j.identity, form, figures, prior).state is not State.BROKEN for j in judgements
    )


def keeps(identity: Identity, figures: Figures, prior: Figures | None = None) -> bool:
    """Whether it is not broken, whatever is no number counting as nothing."""
    if of_words(identity.holds):
        said = partial(_said, figures=figures, prior=prior)
        return is_so(identity.holds, _no_number, said)
    try:
        left, right = _exact_sides(identity, figures, prior)
    except ZeroDivisionError:
        return True
    return compare(identity.holds.relation, left, right, identity.rule.within)


def value_of(node: Node, figures: Figures, prior: Figures | None = None) -> Decimal | None:
    """The value of a bound expression, whatever is no number counting as nothing; None where
    it cannot be divided.
    """
    try:
        return as_decimal(_exact_value(node, figures, prior))
    except ZeroDivisionError:
        return None


def _exact_sides(
    identity: Identity, figures: Figures, prior: Figures | None
) -> tuple[Exact, Exact]:
    left, right = identity.holds.left, identity.holds.right
    return _exact_value(left, figures, prior), _exact_value(right, figures, prior)


def _exact_value(node: Node, figures: Figures, prior: Figures | None) -> Exact:
    def number(cell: Cell) -> Decimal | None:
        quantity = (prior or {}).get(cell.figure) if cell.prior else figures.get(cell.figure)
        return quantity if isinstance(quantity, Decimal) else None

    return evaluate(node, number, partial(_said, figures=figures, prior=prior))


def _said(cell: Cell, figures: Figures, prior: Figures | None) -> str | None:
    quantity = _value(cell, figures, prior)
    return quantity.text if isinstance(quantity, Said) else None


def _no_number(_cell: Cell) -> Decimal | None:
    return None


def wanted(judgement: Judgement, figures: Figures) -> Decimal | None:
    """The value of the result that makes both sides equal, where that mends the identity."""
    identity = judgement.identity
    mendable = identity.holds.relation in ("==", "<=", ">=")
    if judgement.left is None or judgement.right is None or not mendable:
        return None
    slope = identity.beside.get(Cell(identity.result))
    if slope not in (1, -1):
        return None
    start = number_or_zero(figures.get(identity.result))
    return (EXACT.subtract if slope == 1 else EXACT.add)(start, judgement.gap)


def defined_value(identity: Identity, figures: Figures) -> Decimal | None:
    """What the workbook's own formula computes; None where `without_value` says what it shows,
    or nothing can be divided.
    """
    if all(figures.get(c.figure, Absent.BLANK) is Absent.BLANK for c in identity.made_of):
        return None
    if rests_on_none(identity, figures):
        return None
    return value_of(identity.holds.right, figures)


def rests_on_none(identity: Identity, figures: Figures) -> bool:
    """Whether a term that a computed figure rests on does not apply."""
    return any(does_not_apply(figures.get(c.figure)) for c in identity.rests_on)


def without_value(identity: Identity, figures: Figures, form: Form) -> Quantity:
    """What a computed figure is that has no value: not applicable, in its own word for that, if
    it rests on what does not apply.
    """
    if identity.defined is None or not rests_on_none(identity, figures):
        return Absent.BLANK
    word = word_for_none(form.type_of(identity.defined))
    return Absent.NOT_APPLICABLE if word == "/" else Said(word, "skip")


def word_for_none(type: FigureType) -> str:
    return next(iter(type.skipped), "/")


def _value(cell: Cell, figures: Figures, prior: Figures | None) -> Quantity:
    source = prior if cell.prior else figures
    return (source or {}).get(cell.figure, Absent.BLANK)


def _left(cell: Cell, form: Form, figures: Figures, prior: Figures | None) -> bool:
    source = (prior or {}) if cell.prior else figures
    return left_empty(form, cell.figure.table, source)


def _this_year(culprits: list[Cell]) -> tuple[FigureId, ...]:
    return tuple(cell.figure for cell in culprits if not cell.prior)


def _spoils(cell: Cell, value: Quantity, form: Form, wanted: type[Decimal] | type[Said]) -> bool:
    if value is Absent.NOT_APPLICABLE:
        return not form.allows_not_applicable(cell.figure)
    if isinstance(value, Said) and value.weight:
        return False
    return not isinstance(value, (wanted, Absent))
