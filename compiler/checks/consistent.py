"""Consistent reports out of a declaration alone, to try its rules on.

Given an edition, gives figures of this year and of the last that keep every identity and
sit on the edge of every bound, so that one more or one less breaks it. Rules are solved as
linear equations over exact fractions; what no rule decides gets a number of its own. Must
not know an edition, nor how a rule is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from compiler.format.expression import Binary, Call, Cell, Choice, Node, Number, as_decimal, cells
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.linear import Terms, linear, reduced
from compiler.values.dataclass import dataclass
from compiler.values.figures import FigureId

# A bound is kept at its edge: left − right of each relation, in whole numbers.
_EDGE = {"==": 0, "<=": 0, ">=": 0, "<": -1, ">": 1, "!=": 1}
_ATTEMPTS = 60


@dataclass(frozen=True)
class TwoYears:
    """Two neighbouring years; last year's as far as rules ask for it."""

    now: Mapping[FigureId, Decimal]
    prior: Mapping[FigureId, Decimal]


def consistent(form: Form, first: Iterable[Identity] = ()) -> TwoYears:
    """TwoYears that keep every rule, bounds at their edge; `first` bounds before the others.

    Where bounds exclude one another the later ones are left to chance. Counts are not
    below 0 where the rules let them be.
    """
    identities = form.identities
    equations = [i for i in identities if i.holds.relation == "=="]
    bounds = [i for i in identities if i.holds.relation != "=="]
    leading = list(first)
    system = _Solution()
    everything = [*equations, *leading, *(i for i in bounds if i not in leading)]
    products = [identity for identity in everything if _factors(identity)]
    for identity in everything:
        if identity not in products:
            system.keep(identity, form, {})
    for identity in products:
        fixed = {cell: system.fixed(cell) for factor in _factors(identity) for cell in factor}
        system.keep(identity, form, fixed)
    wanted = [Cell(figure) for figure in form.figures]
    wanted += [c for c in _all_cells(identities) if c.prior]
    return _first_without_negatives(system, wanted, form)


def _first_without_negatives(system: _Solution, wanted: list[Cell], form: Form) -> TwoYears:
    """Free figures are tried with one sequence of numbers after another."""
    best: tuple[int, TwoYears] | None = None
    forms = system.forms(wanted)
    for attempt in range(_ATTEMPTS):
        values = _valued(forms, attempt)
        below = sum(
            value < 0 and not form.type_of(cell.figure).signed for cell, value in values.items()
        )
        if best is None or below < best[0]:
            now = {c.figure: as_decimal(v) for c, v in values.items() if not c.prior}
            prior = {c.figure: as_decimal(v) for c, v in values.items() if c.prior}
            best = below, TwoYears(now, prior)
        if below == 0:
            break
    assert best is not None
    return best[1]


def _seed(position: int, attempt: int) -> int:
    """Small numbers, different from their neighbours: 19 is prime, the step none of its own."""
    return 2 + (position * (1 + (6 + attempt) % 18) + attempt * attempt) % 19


def _all_cells(identities: Iterable[Identity]) -> dict[Cell, None]:
    return dict.fromkeys(cell for identity in identities for cell in identity.cells)


def _to_solve_for(identity: Identity, form: Form) -> tuple[Cell, ...]:
    """Which figure follows from the others: a computed one, last year's, one that may be
    below 0, else the first.
    """
    defined = (Cell(identity.defined),) if identity.defined else ()
    last_year = tuple(cell for cell in identity.cells if cell.prior)
    signed = tuple(c for c in identity.cells if form.type_of(c.figure).signed)
    return (*defined, *last_year, *signed, *identity.cells)


def _difference(identity: Identity, fixed: Mapping[Cell, Fraction]) -> Terms | None:
    """left − right, to be 0 where the identity just holds; None if it is not linear."""
    holds = identity.holds
    edge = Binary("+", holds.right, Number(Decimal(_EDGE[holds.relation])))
    return linear(Binary("-", holds.left, edge), fixed, quotients=True)


def _factors(identity: Identity) -> list[list[Cell]]:
    """What a rule is linear with, once it is numbers: the shorter side of every product of
    figures, what is divided by, and all that a function is given.
    """
    return [*_factors_of(identity.holds.left), *_factors_of(identity.holds.right)]


def _factors_of(node: Node) -> list[list[Cell]]:
    if isinstance(node, Call | Choice):
        return [list(cells(node))]
    if not isinstance(node, Binary):
        return []
    factors = [*_factors_of(node.left), *_factors_of(node.right)]
    sides = [list(cells(node.left)), list(cells(node.right))]
    if node.operator == "*" and all(sides):
        factors.append(min(sides, key=len))
    if node.operator == "/" and sides[1]:
        factors.append(sides[1])
    return factors


class _Solution:
    """Equations solved one by one: each decides one figure by those that stay free."""

    def __init__(self) -> None:
        self._solved: list[tuple[Cell | None, Terms]] = []

    def keep(self, identity: Identity, form: Form, fixed: Mapping[Cell, Fraction]) -> None:
        terms = _difference(identity, fixed)
        if terms is not None:
            self.add(terms, _to_solve_for(identity, form))

    def fixed(self, cell: Cell) -> Fraction:
        """The number that a cell has already, or is given now; halves are exact decimals."""
        if set(self._reduced({cell: Fraction(1)})) - {None}:
            self.add({cell: Fraction(1), None: Fraction(-2)}, (cell,))
        return self._reduced({cell: Fraction(1)}).get(None, Fraction(0))

    def add(self, terms: Terms, preferred: Iterable[Cell]) -> None:
        """form = 0; an equation that contradicts the earlier ones is left out."""
        equation = self._reduced(terms)
        free = [cell for cell in equation if cell is not None]
        if free:
            choice = [*(cell for cell in preferred if cell in equation), *free]
            # Whole numbers stay whole where the figure solved for stands alone.
            cell = next((cell for cell in choice if abs(equation[cell]) == 1), choice[0])
            self._solved.append((cell, equation))

    def forms(self, wanted: Iterable[Cell]) -> dict[Cell, Terms]:
        """Every cell wanted by those that stay free."""
        return {cell: self._reduced({cell: Fraction(1)}) for cell in wanted}

    def _reduced(self, terms: Terms) -> Terms:
        return reduced(terms, self._solved)


def _valued(forms: Mapping[Cell, Terms], attempt: int) -> dict[Cell, Fraction]:
    """The value of every cell; free ones have the numbers of this attempt."""
    free = dict.fromkeys(c for terms in forms.values() for c in terms if c is not None)
    numbers = {cell: _seed(position, attempt) for position, cell in enumerate(free)}
    return {
        cell: sum((k * (1 if c is None else numbers[c]) for c, k in terms.items()), Fraction(0))
        for cell, terms in forms.items()
    }
