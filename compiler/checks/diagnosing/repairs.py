"""The smallest repair: the fewest cells whose change satisfies every identity.

Given judgements and figures, gives all minimal repairs when they are few. An exact search
over the broken equations; beyond three cells the figures do not tell. It offers, it never
applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from itertools import islice

from compiler.checks.diagnosing.equations import Equation, Following, row_of, settled
from compiler.checks.diagnosing.keystrokes import unlikeliness
from compiler.format.expression import as_decimal, rounded
from compiler.format.form import Form
from compiler.format.judgement import Figures, Judgement, State, decided, none_broken
from compiler.format.linear import put_in
from compiler.text.numerals import slips_of
from compiler.values.dataclass import dataclass
from compiler.values.diagnosis import Change, Repair
from compiler.values.figures import Absent, FigureId, Said, number_or_zero

MOST_CELLS = 3
# The search gives up beyond these bounds.
_MOST_FOUND = {1: 1_500, 2: 1_500, 3: 200}
_MOST_STEPS = 8_000
_HUNDREDTH = Decimal("0.01")

Residuals = dict[int, Decimal]
# As numbers of the search, which tries thousands: decimals are added faster than fractions.
Coefficients = Mapping[FigureId, Decimal]


def smallest_repairs(
    judgements: Iterable[Judgement],
    form: Form,
    figures: Figures,
    prior: Figures | None = None,
    followers: Following | None = None,
    *,
    besides: Iterable[Equation] = (),
) -> tuple[Repair, ...]:
    """All minimal repairs, likeliest first: empty where nothing is broken or more than three
    cells are. `followers` change with their parts and are no cells of a repair. `besides` are
    further equations that they have to satisfy.
    """
    known, followers = decided(judgements), followers or {}
    more = tuple(besides)
    equations = [j for j in known if row_of(j.identity) is not None]
    bounds = [j for j in known if row_of(j.identity) is None]
    broken_bounds = [j for j in bounds if j.state is State.BROKEN]
    for tight in ([], broken_bounds) if broken_bounds else ([],):
        system = _system((*equations, *tight), followers, more)
        computed = any(row == {total: 1} for total, row in followers.items())
        verified = known if computed else bounds
        mending = _mending(system, verified, form, figures, prior, followers)
        if mending:
            return tuple(sorted(mending, key=unlikeliness))
    return ()


@dataclass(frozen=True)
class _System:
    """`allowed` says how far a row may be off where figures were rounded."""

    rows: tuple[Coefficients, ...]
    residuals: Residuals
    allowed: Residuals

    def broken(self, residuals: Residuals) -> Residuals:
        if not self.allowed:
            return residuals
        return {n: off for n, off in residuals.items() if abs(off) > self.allowed.get(n, 0)}


def _system(
    judgements: Iterable[Judgement], followers: Following, besides: Iterable[Equation]
) -> _System:
    """Rows and what each is off by; a bound among them is to be met exactly."""
    rows: list[Coefficients] = []
    residuals: Residuals = {}
    allowed: Residuals = {}
    for judgement in judgements:
        row = row_of(judgement.identity, bounds=True)
        if row is None or judgement.left is None or judgement.right is None:
            continue
        if judgement.left != judgement.right:
            residuals[len(rows)] = _off(judgement)
        if judgement.identity.rule.within:
            allowed[len(rows)] = judgement.identity.rule.within
        rows.append({f: as_decimal(k) for f, k in put_in(row, followers).items()})
    for equation in besides:
        if equation.off:
            residuals[len(rows)] = equation.off
        rows.append({f: as_decimal(k) for f, k in put_in(equation.row, followers).items()})
    return _System(tuple(rows), residuals, allowed)


def _off(judgement: Judgement) -> Decimal:
    """What both sides are apart; of a quotient as many digits as people write, a bound kept."""
    identity = judgement.identity
    if not identity.divides:
        return judgement.gap
    step = min(_HUNDREDTH, Decimal(1).scaleb(_exponent(identity.rule.within)))
    return judgement.gap.quantize(
        step, ROUND_HALF_UP if identity.holds.relation == "==" else ROUND_UP
    )


def _mending(
    system: _System,
    verified: Sequence[Judgement],
    form: Form,
    figures: Figures,
    prior: Figures | None,
    followers: Following,
) -> list[Repair]:
    """The repairs of the fewest cells after which what is verified holds too."""
    if not system.broken(system.residuals):
        return []
    search = _RepairSearch(system, figures, form, followers)
    for most in range(1, MOST_CELLS + 1):
        solutions = {
            frozenset(deltas.items()): deltas
            for deltas in islice(search.run(system.residuals, most), _MOST_FOUND[most] + 1)
        }
        if search.steps > _MOST_STEPS or len(solutions) > _MOST_FOUND[most]:
            return []
        repairs = [search.repair(deltas) for deltas in solutions.values()]
        good = [r for r in repairs if _mends(r, verified, form, figures, prior, followers)]
        if good:
            return _one_of_each(good) if system.allowed else good
    return []


def _one_of_each(repairs: Iterable[Repair]) -> list[Repair]:
    """Of repairs of the same cells, all as good where figures are rounded, the likeliest."""
    kept: dict[frozenset[FigureId], Repair] = {}
    for repair in sorted(repairs, key=unlikeliness):
        kept.setdefault(frozenset(c.figure for c in repair.changes), repair)
    return list(kept.values())


class _RepairSearch:
    """Depth first: each step mends one broken equation wholly by one of its cells."""

    def __init__(self, system: _System, figures: Figures, form: Form, computed: Following) -> None:
        self._system = system
        self._rows = system.rows
        self._figures = figures
        self._form = form
        self._computed = computed
        self._columns: dict[FigureId, list[tuple[int, Decimal]]] = {}
        for number, row in enumerate(system.rows):
            for figure, k in row.items():
                self._columns.setdefault(figure, []).append((number, k))
        self._reach = max((len(column) for column in self._columns.values()), default=1)
        self.steps = 0

    def run(self, residuals: Residuals, most: int) -> Iterator[dict[FigureId, Decimal]]:
        yield from self._step(dict(residuals), {}, most)

    def _step(
        self, residuals: Residuals, deltas: dict[FigureId, Decimal], left: int
    ) -> Iterator[dict[FigureId, Decimal]]:
        self.steps += 1
        broken = self._system.broken(residuals)
        if not broken:
            yield dict(deltas)
            return
        # One cell stands in few equations: more broken ones than all changes reach are hopeless.
        if len(broken) > left * self._reach or self.steps > _MOST_STEPS:
            return
        for figure, delta in self._candidates(broken, deltas, left):
            after = dict(residuals)
            for number, k in self._columns[figure]:
                value = after.get(number, Decimal(0)) + k * delta
                if value:
                    after[number] = value
                else:
                    after.pop(number, None)
            yield from self._step(after, {**deltas, figure: delta}, left - 1)

    def _candidates(
        self, residuals: Residuals, deltas: Mapping[FigureId, Decimal], left: int
    ) -> Iterator[tuple[FigureId, Decimal]]:
        numbers = list(residuals)
        if left == 1:  # the last cell must stand in every equation that is still broken
            numbers = [min(numbers, key=lambda n: len(self._rows[n]))]
        seen: set[tuple[FigureId, Decimal]] = set()
        for number in numbers:
            for figure, k in self._rows[number].items():
                if left == 1 and not set(residuals) <= {n for n, _ in self._columns[figure]}:
                    continue
                for delta in self._mending(figure, number, residuals[number] / k):
                    change = (figure, delta)
                    if figure not in deltas and change not in seen and self._possible(*change):
                        seen.add(change)
                        yield change

    def _mending(self, figure: FigureId, number: int, off: Decimal) -> Iterator[Decimal]:
        """What mends one row wholly; where figures are rounded, too, the number of fewest decimals
        and the slips of the pen that mend it as nearly as is allowed.
        """
        yield -off
        allowed = self._system.allowed.get(number)
        if allowed is None:
            return
        value, reach = self.value(figure), abs(allowed / self._rows[number][figure])
        fewer = (rounded(value - off, places) for places in range(-_exponent(allowed)))
        for other in (*fewer, *slips_of(value)):
            if abs(other - value + off) <= reach:
                yield other - value

    def _possible(self, figure: FigureId, delta: Decimal) -> bool:
        quantity = self._figures.get(figure)
        if quantity is Absent.NOT_APPLICABLE or isinstance(quantity, Said):
            return False  # said to be no number, so not mistyped
        if figure in self._computed:
            return False  # the workbook, not people, writes it
        return self._form.type_of(figure).may_be(self.value(figure) + delta)

    def value(self, figure: FigureId) -> Decimal:
        return number_or_zero(self._figures.get(figure))

    def repair(self, deltas: Mapping[FigureId, Decimal]) -> Repair:
        order = {figure: n for n, figure in enumerate(self._form.figures)}
        return Repair(
            tuple(
                Change(figure, self.value(figure), self.value(figure) + delta)
                for figure, delta in sorted(deltas.items(), key=lambda item: order[item[0]])
            )
        )


def _exponent(number: Decimal) -> int:
    """0.05 → -2: of the last decimal written."""
    return min(0, int(number.as_tuple().exponent))


def _mends(
    repair: Repair,
    others: Sequence[Judgement],
    form: Form,
    figures: Figures,
    prior: Figures | None,
    followers: Following,
) -> bool:
    """Whether bounds hold after the changes; the equations do by the way it was found."""
    if not others:
        return True
    after = settled({**figures, **{c.figure: c.to for c in repair.changes}}, followers, form)
    return none_broken(others, form, after, prior)
