"""Named tuples made without compiling their annotations do all that those of `typing` do."""

from __future__ import annotations

import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from compiler.values import named_tuple


class Ours(named_tuple.NamedTuple):
    """What it is."""

    name: str
    merges: tuple[int, ...] = ()
    most: int | None = None

    @property
    def shown(self) -> str:
        return f"{self.name}{self.most}"


class Theirs(typing.NamedTuple):
    """What it is."""

    name: str
    merges: tuple[int, ...] = ()
    most: int | None = None

    @property
    def shown(self) -> str:
        return f"{self.name}{self.most}"


@pytest.mark.parametrize(
    "asked",
    [
        lambda made: tuple(made("a")),
        lambda made: tuple(made("a", (1,), most=3)),
        lambda made: made("a", (1,), 3)._replace(most=4).shown,
        lambda made: made("a")._asdict(),
        lambda made: repr(made("a")).partition("(")[2],
        lambda made: made("a") == ("a", (), None),
        lambda made: {made("a"): 1}["a", (), None],
        lambda made: (made._fields, made._field_defaults, made.__doc__, made.__module__),
        lambda made: made.__qualname__ == made.__name__,
        lambda made: pickle.loads(pickle.dumps(made("a", (1,)))) == made("a", (1,)),
        lambda made: type(pickle.loads(pickle.dumps(made("a")))) is made,
        lambda made: hasattr(made("a"), "__dict__"),
    ],
)
def test_as_of_the_standard_library(asked: Callable[[Any], object]) -> None:
    assert asked(Ours) == asked(Theirs)


@pytest.mark.parametrize("given", [(), ("a", (), 1, 2)])
def test_too_few_or_too_many_values_are_refused(given: tuple[Any, ...]) -> None:
    for made in (Ours, Theirs):
        with pytest.raises(TypeError):
            made(*given)


def test_another_base_is_refused_rather_than_lost() -> None:
    with pytest.raises(TypeError):

        class Wrong(named_tuple.NamedTuple, typing.Generic[typing.TypeVar("T")]):  # type: ignore[misc]
            name: str


def test_a_field_without_default_after_one_with_is_refused() -> None:
    with pytest.raises(TypeError):

        class Wrong(named_tuple.NamedTuple):  # type: ignore[misc]
            name: str = ""
            most: int  # type: ignore[misc]
