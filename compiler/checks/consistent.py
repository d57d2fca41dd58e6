"""Consistent reports out of a declaration alone, to try its rules on.

Given an edition, gives figures of this year and of the last that keep every identity and
sit on the edge of every bound, so that one more or one less breaks it. Rules are solved as
linear equations over exact fractions; what no rule decides gets a number of its own. Must
not know an edition, nor how a rule is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from compiler.format.expression import Binary, Cell, Node, Number, Sum, cells
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.values.figures import FigureId

# Coefficients by cell; None stands for the constant.
Terms = dict[Cell | None, Fraction]

# A bound is kept at its edge: left − right of each relation, in whole numbers.
_EDGE = {"==": 0, "<=": 0, ">=": 0, "<": -1, ">": 1, "!=": 1}
_ATTEMPTS = 60


@dataclass(frozen=True)
class Figures:
    """Two neighbouring years; last year's as far as rules ask for it."""

    now: Mapping[FigureId, Decimal]
    prior: Mapping[FigureId, Decimal]


def consistent(form: Form, first: Iterable[Identity] = ()) -> Figures:
    """Figures that keep every rule, bounds at their edge; `first` bounds before the others.

    Where bounds exclude one another the later ones are left to chance. Counts are not
    below 0 where the rules let them be.
    """
    identities = form.identities
    equations = [i for i in identities if i.holds.relation == "=="]
    bounds = [i for i in identities if i.holds.relation != "=="]
    leading = list(first)
    system = _System()
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


def _first_without_negatives(system: _System, wanted: list[Cell], form: Form) -> Figures:
    """Free figures are tried with one sequence of numbers after another."""
    best: tuple[int, Figures] | None = None
    for attempt in range(_ATTEMPTS):
        values = system.solved(wanted, attempt)
        below = sum(
            value < 0 and form.type_of(cell.figure) != "change" for cell, value in values.items()
        )
        if best is None or below < best[0]:
            now = {c.figure: _decimal(v) for c, v in values.items() if not c.prior}
            prior = {c.figure: _decimal(v) for c, v in values.items() if c.prior}
            best = below, Figures(now, prior)
        if below == 0:
            break
    assert best is not None
    return best[1]


def _seed(position: int, attempt: int) -> int:
    """Small numbers, different from their neighbours: 19 is prime, the step none of its own."""
    return 2 + (position * (1 + (6 + attempt) % 18) + attempt * attempt) % 19


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _all_cells(identities: Iterable[Identity]) -> dict[Cell, None]:
    return dict.fromkeys(cell for identity in identities for cell in identity.cells)


def _to_solve_for(identity: Identity, form: Form) -> tuple[Cell, ...]:
    """Which figure follows from the others: a computed one, last year's, one that may be
    below 0, else the first.
    """
    defined = (Cell(identity.defined),) if identity.defined else ()
    last_year = tuple(cell for cell in identity.cells if cell.prior)
    signed = tuple(c for c in identity.cells if form.type_of(c.figure) == "change")
    return (*defined, *last_year, *signed, *identity.cells)


def _difference(identity: Identity, fixed: Mapping[Cell, Fraction]) -> Terms | None:
    """left − right, to be 0 where the identity just holds; None if it is not linear."""
    left, right = _form(identity.holds.left, fixed), _form(identity.holds.right, fixed)
    if left is None or right is None:
        return None
    edge = Fraction(_EDGE[identity.holds.relation])
    return _sum(left, _scaled(_sum(right, {None: edge}), Fraction(-1)))


def _factors(identity: Identity) -> list[list[Cell]]:
    """The shorter side of every product of figures: with numbers for it the rule is linear."""
    return [*_factors_of(identity.holds.left), *_factors_of(identity.holds.right)]


def _factors_of(node: Node) -> list[list[Cell]]:
    if not isinstance(node, Binary):
        return []
    found = [*_factors_of(node.left), *_factors_of(node.right)]
    sides = [list(cells(node.left)), list(cells(node.right))]
    if node.operator == "*" and all(sides):
        found.append(min(sides, key=len))
    return found


def _form(node: Node, fixed: Mapping[Cell, Fraction]) -> Terms | None:
    """An expression as a linear form, its fixed cells being numbers."""
    if isinstance(node, Number):
        return {None: Fraction(node.value)}
    if isinstance(node, Cell):
        return {None: fixed[node]} if node in fixed else {node: Fraction(1)}
    if isinstance(node, Sum):
        terms: Terms = {}
        for cell in node.cells:
            terms = _sum(terms, _form(cell, fixed) or {})
        return terms
    if not isinstance(node, Binary):
        return None
    left, right = _form(node.left, fixed), _form(node.right, fixed)
    if left is None or right is None:
        return None
    if node.operator in "+-":
        return _sum(left, right if node.operator == "+" else _scaled(right, Fraction(-1)))
    if set(right) <= {None}:
        factor = right.get(None, Fraction(0))
        if node.operator == "*":
            return _scaled(left, factor)
        return _scaled(left, 1 / factor) if factor else None
    if node.operator == "*" and set(left) <= {None}:
        return _scaled(right, left.get(None, Fraction(0)))
    return None


def _sum(one: Terms, other: Terms) -> Terms:
    total = dict(one)
    for cell, coefficient in other.items():
        total[cell] = total.get(cell, Fraction(0)) + coefficient
    return {cell: k for cell, k in total.items() if k or cell is None}


def _scaled(terms: Terms, factor: Fraction) -> Terms:
    return {cell: k * factor for cell, k in terms.items() if k * factor}


class _System:
    """Equations solved one by one: each decides one figure by those that stay free."""

    def __init__(self) -> None:
        self._decided: dict[Cell, Terms] = {}

    def keep(self, identity: Identity, form: Form, fixed: Mapping[Cell, Fraction]) -> None:
        terms = _difference(identity, fixed)
        if terms is not None:
            self.add(terms, _to_solve_for(identity, form))

    def fixed(self, cell: Cell) -> Fraction:
        """The number that a cell has already, or is given now; halves are exact decimals."""
        known = self._decided.get(cell)
        if known is None or set(known) > {None}:
            self.add({cell: Fraction(1), None: Fraction(-2)}, (cell,))
            known = self._decided.get(cell, {})
        return known.get(None, Fraction(0))

    def add(self, terms: Terms, preferred: Iterable[Cell]) -> None:
        """form = 0; an equation that contradicts the earlier ones is left out."""
        reduced = self._reduced(terms)
        free = [cell for cell in reduced if cell is not None]
        if not free:
            return
        choice = [*(cell for cell in preferred if cell in reduced), *free]
        # Whole numbers stay whole where the figure solved for stands alone.
        pivot = next((cell for cell in choice if abs(reduced[cell]) == 1), choice[0])
        coefficient = reduced.pop(pivot)
        solution = _scaled(reduced, -1 / coefficient)
        for cell, other in self._decided.items():
            if pivot in other:
                rest = {c: k for c, k in other.items() if c != pivot}
                self._decided[cell] = _sum(rest, _scaled(solution, other[pivot]))
        self._decided[pivot] = solution

    def solved(self, wanted: Iterable[Cell], attempt: int) -> dict[Cell, Fraction]:
        """The value of every cell wanted; free ones have the numbers of this attempt."""
        asked = list(wanted)
        needed = [c for cell in asked for c in self._decided.get(cell, {cell: Fraction(1)})]
        free = [cell for cell in dict.fromkeys(needed) if cell is not None]
        numbers = {cell: _seed(position, attempt) for position, cell in enumerate(free)}
        return {
            cell: Fraction(numbers[cell])
            if cell in numbers
            else sum(
                (k * (numbers[c] if c is not None else 1) for c, k in self._decided[cell].items()),
                Fraction(0),
            )
            for cell in asked
        }

    def _reduced(self, terms: Terms) -> Terms:
        reduced: Terms = {}
        for cell, coefficient in terms.items():
            known = self._decided.get(cell) if cell is not None else None
            part = {cell: coefficient} if known is None else _scaled(known, coefficient)
            reduced = _sum(reduced, part)
        return reduced
