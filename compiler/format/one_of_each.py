"""Of equal values one: what a declaration comes to says the same ids, sets and numbers many times.

Given values of frozen parts, gives equal ones in which equal texts, whole numbers, fractions and
what is made of them are one object: bytes made of them hold it once, and so does whoever loads
them. What has a `__dict__` is changed in place, for such objects hold each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from typing import Any


class OneOfEach:
    """Gives each value back as the first that was equal to it; True never for 1."""

    def __init__(self) -> None:
        self._first: dict[object, Any] = {}
        self._gone_through: dict[int, object] = {}

    def of(self, value: Any) -> Any:
        """The value, an object with a `__dict__` itself, with what stands there exchanged."""
        kind = type(value)
        if kind in (str, int, Fraction):
            return self._first.setdefault((kind, value), value)
        if kind is frozenset:
            return self._made(kind, value, frozenset, frozenset)
        if isinstance(value, tuple):
            return self._made(kind, value, tuple, getattr(kind, "_make", kind))
        if kind is dict:
            return {self.of(key): self.of(each) for key, each in value.items()}
        if hasattr(value, "__dict__") and not (callable(value) or isinstance(value, Enum)):
            if id(value) not in self._gone_through:
                self._gone_through[id(value)] = value
                vars(value).update({name: self.of(each) for name, each in vars(value).items()})
        elif hasattr(kind, "__dataclass_fields__"):
            fields = (getattr(value, name) for name in kind.__dataclass_fields__)
            return self._made(kind, fields, tuple, lambda parts: kind(*parts))
        return value

    def _made(
        self,
        kind: type,
        parts: Iterable[Any],
        known_by: Callable[[Iterable[int]], object],
        make: Callable[[list[Any]], Any],
    ) -> Any:
        """Equal by its parts being the same: by their values (1,) would be (True,)."""
        same = [*map(self.of, parts)]
        return self._first.setdefault((kind, known_by(map(id, same))), make(same))
