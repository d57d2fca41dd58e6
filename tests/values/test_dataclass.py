"""Our own dataclasses do as those of the standard library do."""

from __future__ import annotations

import dataclasses
import pickle
from functools import cached_property
from typing import Any

import pytest

from compiler.format.expression import Cell
from compiler.values import dataclass as ours
from compiler.values.figures import FigureId, Said
from compiler.values.report import Paragraph


def made_by(library: Any) -> tuple[Any, Any, Any]:
    """The same three classes."""

    @library.dataclass(frozen=True, slots=True)
    class Slotted:
        text: str
        weight: str | None = None

    @library.dataclass(frozen=True)
    class Frozen:
        figures: tuple[int, ...]
        note: str = library.field(default="", compare=False)
        lines: dict[str, int] = library.field(default_factory=dict, repr=False)

        @cached_property
        def total(self) -> int:
            return sum(self.figures)

    @library.dataclass
    class Open:
        seen: list[int] = library.field(default_factory=list)

    return Slotted, Frozen, Open


BOTH = pytest.mark.parametrize("library", [ours, dataclasses])


@BOTH
def test_values_are_made_shown_and_compared_by_their_fields(library: Any) -> None:
    slotted, frozen, opened = made_by(library)
    assert slotted("a") == slotted(text="a", weight=None) != slotted("a", "b")
    assert hash(slotted("a")) == hash(slotted("a"))
    assert repr(slotted("a")).endswith("Slotted(text='a', weight=None)")
    assert not hasattr(slotted("a"), "__dict__")
    assert slotted("a") != ("a", None)
    assert frozen((1, 2), "x") == frozen((1, 2), "y")
    assert "lines" not in repr(frozen(()))
    assert frozen((1, 2)).total == 3
    assert opened() == opened([])
    assert opened().seen is not opened().seen
    for unhashable in (opened(), frozen((1,))):
        with pytest.raises(TypeError):
            hash(unhashable)


@BOTH
def test_frozen_values_cannot_be_changed_but_replaced(library: Any) -> None:
    slotted, frozen, opened = made_by(library)
    for value in (slotted("a"), frozen(())):
        with pytest.raises(AttributeError):
            value.text = "b"
        with pytest.raises(AttributeError):
            del value.text
    assert library.replace(slotted("a"), weight="b") == slotted("a", "b")
    assert library.replace(frozen((1,)), figures=(4,)).total == 4
    # To a type checker they are the same, and so to who calls the other's.
    assert dataclasses.replace(slotted("a"), weight="b") == slotted("a", "b")
    assert dataclasses.replace(frozen((1,), "x"), note="y").note == "y"
    changed = opened()
    changed.seen = [1]
    assert changed == opened([1])


@BOTH
@pytest.mark.parametrize("given", [(), ("a", "b", "c")])
def test_what_does_not_fit_is_refused(library: Any, given: tuple[str, ...]) -> None:
    slotted, frozen, _ = made_by(library)
    for cls in (slotted, frozen):
        with pytest.raises(TypeError):
            cls(*given, *given)
        with pytest.raises(TypeError):
            cls((), unknown=1)
    with pytest.raises(TypeError):
        slotted("a", text="a")


def test_values_are_the_same_after_a_journey() -> None:
    for value in (Cell(FigureId("t", "r", "c"), True), Said("N/A", "skip"), Paragraph("body", "a")):
        assert pickle.loads(pickle.dumps(value)) == value
