"""The smallest repair: the fewest cells whose change satisfies every identity.

Given judgements and figures, gives all minimal repairs when they are few. An exact search
over the broken equations; beyond three cells the figures do not tell. It offers, it never
applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from compiler.diagnosis import Change, Repair
from compiler.format.declaration import Declaration
from compiler.format.identity import Identity
from compiler.format.judgement import Figures, Judgement, decided, none_broken
from compiler.model import FigureId, Quantity, number_or_zero

MOST_CELLS = 3
# More repairs than these would not be read; the search gives up beyond the second bound.
MOST_REPAIRS = 12
_MOST_FOUND = 80
_MOST_STEPS = 60_000


Row = Mapping[FigureId, Decimal]
Residuals = dict[int, Decimal]


def smallest_repairs(
    judgements: Iterable[Judgement],
    declaration: Declaration,
    figures: Figures,
    prior: Figures | None = None,
) -> tuple[Repair, ...]:
    """All minimal repairs, likeliest first: empty where nothing is broken or more than three
    cells are. Beyond `MOST_REPAIRS` they tell a cause perhaps, but no repair.
    """
    known = decided(judgements)
    equations = [(j, row) for j in known if (row := _row(j.identity)) is not None]
    residuals = {
        number: j.left - j.right
        for number, (j, _) in enumerate(equations)
        if j.left is not None and j.right is not None and j.left != j.right
    }
    if not residuals:
        return ()
    search = _Search([row for _, row in equations], figures, declaration)
    for most in range(1, MOST_CELLS + 1):
        found = {frozenset(deltas.items()): deltas for deltas in search.run(residuals, most)}
        repairs = [search.repair(deltas) for deltas in found.values()]
        good = [r for r in repairs if _mends(r, known, declaration, figures, prior)]
        if good:
            return tuple(sorted(good, key=_unlikeliness)) if len(good) <= _MOST_FOUND else ()
        if search.steps > _MOST_STEPS:
            break
    return ()


def _row(identity: Identity) -> Row | None:
    """left − right by this year's figure, for an equation."""
    form = identity.difference
    if identity.holds.relation != "==" or form is None:
        return None
    return {c.figure: k for c, k in form.items() if c is not None and not c.prior and k}


class _Search:
    """Depth first: each step mends one broken equation wholly by one of its cells."""

    def __init__(self, rows: list[Row], figures: Figures, declaration: Declaration) -> None:
        self._rows = rows
        self._figures = figures
        self._declaration = declaration
        self._columns: dict[FigureId, list[tuple[int, Decimal]]] = {}
        for number, row in enumerate(rows):
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
        if not residuals:
            yield dict(deltas)
            return
        # One cell stands in few equations: more broken ones than all changes reach are hopeless.
        if len(residuals) > left * self._reach or self.steps > _MOST_STEPS:
            return
        for figure, delta in self._candidates(residuals, deltas, left):
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
                change = (figure, -residuals[number] / k)
                if figure not in deltas and change not in seen and self._possible(*change):
                    seen.add(change)
                    yield change

    def _possible(self, figure: FigureId, delta: Decimal) -> bool:
        value, kind = self.value(figure) + delta, self._declaration.type_of(figure)
        whole = kind == "amount" or value == value.to_integral_value()
        return whole and (kind == "change" or value >= 0)

    def value(self, figure: FigureId) -> Decimal:
        return number_or_zero(self._figures.get(figure))

    def repair(self, deltas: Mapping[FigureId, Decimal]) -> Repair:
        order = {figure: n for n, figure in enumerate(self._declaration.figures)}
        return Repair(
            tuple(
                Change(figure, self.value(figure), self.value(figure) + delta)
                for figure, delta in sorted(deltas.items(), key=lambda item: order[item[0]])
            )
        )


def _mends(
    repair: Repair,
    known: Iterable[Judgement],
    declaration: Declaration,
    figures: Figures,
    prior: Figures | None,
) -> bool:
    """Whether every identity that can be asked, bounds too, holds after the changes."""
    after: dict[FigureId, Quantity] = {**figures, **{c.figure: c.to for c in repair.changes}}
    return none_broken(known, declaration, after, prior)


def _unlikeliness(repair: Repair) -> tuple[int, int]:
    """Fewest cells first, then the fewest keystrokes away from what was typed."""
    return len(repair.changes), sum(_keystrokes(str(c.was), str(c.to)) for c in repair.changes)


def _keystrokes(was: str, to: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two numbers."""
    previous, before = list(range(len(to) + 1)), list(range(len(to) + 1))
    for i, a in enumerate(was, start=1):
        row = [i]
        for j, b in enumerate(to, start=1):
            cost = min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == to[j - 2] and was[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, previous = previous, row
    return previous[-1]
