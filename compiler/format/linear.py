"""Expressions as linear forms: a coefficient for each unknown, and a constant.

Given bound expressions, gives their forms in exact fractions; given forms, puts others in
and takes equations away. It judges nothing and knows no report.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from compiler.format.expression import (
    Binary,
    Call,
    Cell,
    Choice,
    Node,
    Number,
    Sum,
    as_decimal,
    cells,
    evaluate,
    words,
)

Unknown = TypeVar("Unknown", bound=Hashable)

# Coefficients by figure; None stands for the constant.
Terms = dict[Cell | None, Fraction]

_NONE_FIXED: Mapping[Cell, Fraction] = {}


def linear(
    node: Node, fixed: Mapping[Cell, Fraction] = _NONE_FIXED, *, quotients: bool = False
) -> Terms | None:
    """Coefficients of a bound expression by figure (None: the constant), if it is linear.

    `fixed` figures count as their numbers. A division has no form unless `quotients`: half
    of a figure cannot always be written as a decimal. Nor has a function, unless all that it
    is given is fixed.
    """
    if isinstance(node, Number):
        return {None: Fraction(node.value)}
    if isinstance(node, Cell):
        return {None: fixed[node]} if node in fixed else {node: Fraction(1)}
    if isinstance(node, Sum):
        return plus({}, *(linear(cell, fixed) or {} for cell in node.cells))
    if isinstance(node, Call | Choice):
        return _worked_out(node, fixed)
    if not isinstance(node, Binary) or (node.operator == "/" and not quotients):
        return None
    left = linear(node.left, fixed, quotients=quotients)
    right = linear(node.right, fixed, quotients=quotients)
    if left is None or right is None:
        return None
    if node.operator in "+-":
        return plus(left, right if node.operator == "+" else scaled(right, Fraction(-1)))
    if set(right) <= {None}:
        factor = right.get(None, Fraction(0))
        if node.operator == "*":
            return scaled(left, factor)
        return scaled(left, 1 / factor) if factor else None
    if node.operator == "*" and set(left) <= {None}:
        return scaled(right, left.get(None, Fraction(0)))
    return None


def _worked_out(node: Node, fixed: Mapping[Cell, Fraction]) -> Terms | None:
    if not fixed.keys() >= set(cells(node)) or any(words(node)):
        return None
    try:
        return {None: Fraction(evaluate(node, lambda cell: as_decimal(fixed[cell])))}
    except ZeroDivisionError:
        return None


def beside(node: Node) -> Terms:
    """Coefficients of those figures that stand outside of all that is not linear.

    With nothing else changed, these say what a change of one of them does to the expression.
    """
    within: set[Cell] = set()
    terms = _outside(node, within)
    return {cell: k for cell, k in terms.items() if cell is not None and cell not in within}


def _outside(node: Node, within: set[Cell]) -> Terms:
    """Adds to `within` the figures of what has no linear form."""
    terms = linear(node)
    if terms is not None:
        return terms
    if isinstance(node, Binary) and node.operator in "+-":
        sign = Fraction(1 if node.operator == "+" else -1)
        return plus(_outside(node.left, within), scaled(_outside(node.right, within), sign))
    within.update(cells(node))
    return {}


def plus(
    terms: Mapping[Unknown, Fraction], *others: Mapping[Unknown, Fraction]
) -> dict[Unknown, Fraction]:
    """The sum of forms; what cancels out stays, with 0."""
    total = dict(terms)
    for other in others:
        for unknown, coefficient in other.items():
            total[unknown] = total[unknown] + coefficient if unknown in total else coefficient
    return total


def scaled(terms: Mapping[Unknown, Fraction], factor: Fraction) -> dict[Unknown, Fraction]:
    if factor == 1:
        return dict(terms)
    return {unknown: k * factor for unknown, k in terms.items()}


def put_in(
    terms: Mapping[Unknown, Fraction], meanings: Mapping[Unknown, Mapping[Unknown, Fraction]]
) -> dict[Unknown, Fraction]:
    """The form with each unknown that has a meaning replaced by it."""
    if meanings.keys().isdisjoint(terms):
        return without_zeros(terms)
    alone = ({u: k} if u not in meanings else scaled(meanings[u], k) for u, k in terms.items())
    return without_zeros(plus({}, *alone))


def reduced(
    terms: Mapping[Unknown, Fraction],
    solved: Iterable[tuple[Unknown, Mapping[Unknown, Fraction]]],
) -> dict[Unknown, Fraction]:
    """The form less as much of each equation as makes the unknown solved by it vanish.

    `solved` are equations (form = 0), each with one of its unknowns and itself reduced by
    those before it: then no unknown that was solved for is left.
    """
    rest = dict(terms)
    for unknown, equation in solved:
        if factor := rest.get(unknown):
            rest = plus(rest, scaled(equation, -factor / equation[unknown]))
    return without_zeros(rest)


def without_zeros(terms: Mapping[Unknown, Fraction]) -> dict[Unknown, Fraction]:
    return {unknown: k for unknown, k in terms.items() if k}
