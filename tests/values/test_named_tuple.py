"""Named tuples made without compiling code for each do all that those of `typing` do."""

from __future__ import annotations

import copy
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

    def told(self) -> tuple[object, ...]:
        return self.shown, super().__len__()


class Theirs(typing.NamedTuple):
    """What it is."""

    name: str
    merges: tuple[int, ...] = ()
    most: int | None = None

    @property
    def shown(self) -> str:
        return f"{self.name}{self.most}"

    def told(self) -> tuple[object, ...]:
        return self.shown, tuple.__len__(self)


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
        lambda made: copy.deepcopy(made("a", (1,))) == made("a", (1,)),
        lambda made: made._make(["a", (), 1]) == made("a", (), 1),
        lambda made: matched(made("a", (1,), 3)),
        lambda made: made("a").told(),
        lambda made: refusal(lambda: made("a")._replace(more=1)),
        lambda made: refusal(lambda: made._make(["a"])),
        lambda made: refusal(lambda: setattr(made("a"), "name", "b")),
    ],
)
def test_as_of_the_standard_library(asked: Callable[[Any], object]) -> None:
    assert asked(Ours) == asked(Theirs)


def matched(value: Any) -> object:
    match value:
        case Ours(name, merges, most) | Theirs(name, merges, most):
            return name, merges, most
    return None


def refusal(ask: Callable[[], object]) -> type[Exception] | None:
    try:
        ask()
    except Exception as fault:
        return type(fault)
    return None


@pytest.mark.parametrize("given", [(), ("a", (), 1, 2)])
def test_too_few_or_too_many_values_are_refused(given: tuple[Any, ...]) -> None:
    for made in (Ours, Theirs):
        with pytest.raises(TypeError):
            made(*given)


def test_what_is_refused_names_the_class() -> None:
    with pytest.raises(TypeError, match=r"^Ours\.__new__\(\) missing 1 .*'name'$"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="Ours has no more"):
        Ours("a")._replace(more=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Ours has 3 fields, not 1"):
        Ours._make(["a"])


@pytest.mark.parametrize("name", ["__new__", "__slots__", "_fields"])
def test_what_a_class_has_already_is_not_lost(name: str) -> None:
    body: dict[str, Any] = {"__module__": __name__, "__annotations__": {"a": "int"}, name: ()}
    with pytest.raises(TypeError, match=name):
        type(named_tuple.NamedTuple)("Wrong", (named_tuple.NamedTuple,), body)


def test_a_field_may_not_be_named_like_what_they_can_do() -> None:
    with pytest.raises(TypeError, match="_make"):

        class Wrong(named_tuple.NamedTuple):  # type: ignore[misc]
            _make: int  # type: ignore[misc, assignment]


def test_another_base_is_refused_rather_than_lost() -> None:
    with pytest.raises(TypeError):

        class Wrong(named_tuple.NamedTuple, typing.Generic[typing.TypeVar("T")]):  # type: ignore[misc]
            name: str


def test_a_field_without_default_after_one_with_is_refused() -> None:
    with pytest.raises(TypeError):

        class Wrong(named_tuple.NamedTuple):  # type: ignore[misc]
            name: str = ""
            most: int  # type: ignore[misc]
