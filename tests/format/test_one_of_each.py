"""Of equal values one, and none exchanged for another that Python only calls equal."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compiler.format.expression import Cell
from compiler.format.one_of_each import OneOfEach
from compiler.values.figures import FigureId

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(0, 2), st.just(1000), st.sampled_from("ab"),
    st.just(Fraction(1)),
)  # fmt: skip
FROZEN = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.frozensets(inner, max_size=3),
        inner.map(lambda row: FigureId("a", row, "b")),
        inner.map(lambda figure: Cell(figure, False)),
    ),
    max_leaves=12,
)
VALUES = st.one_of(FROZEN, st.dictionaries(st.sampled_from("ab"), FROZEN, max_size=2))


def shown(value: Any) -> object:
    """With its types, and sets in an order of their own."""
    if isinstance(value, frozenset):
        return "set", sorted(map(repr, map(shown, value)))
    if isinstance(value, tuple):
        return type(value), *map(shown, value)
    if isinstance(value, dict):
        return {key: shown(each) for key, each in value.items()}
    if isinstance(value, Cell):
        return Cell, shown(value.figure), value.prior
    return type(value), value


@given(VALUES)
def test_a_value_stays_what_it_is(value: object) -> None:
    assert shown(OneOfEach().of(value)) == shown(value)


@given(FROZEN)
def test_equal_values_become_one(one: object) -> None:
    other = pickle.loads(pickle.dumps(one))
    each = OneOfEach()
    assert each.of(one) is each.of(other)


def test_equal_parts_become_one_in_what_is_not_exchanged_itself() -> None:
    class Holder:
        def __init__(self, held: object) -> None:
            self.held = held

    def figure() -> FigureId:
        return FigureId("".join("ab"), "row", "column")

    holders = (Holder((figure(), 1)), Holder((figure(), True)), Holder(frozenset([figure()])))
    holders[0].back = holders  # type: ignore[attr-defined]  # objects hold each other
    first, second, third = OneOfEach().of(holders)
    assert (first, second, third) == holders
    assert first.held[0] is second.held[0] is next(iter(third.held))
    assert (type(first.held[1]), type(second.held[1])) == (int, bool)
