"""Named tuples that are made without compiling code for each class: `NamedTuple`.

To a type checker it is that of `typing`. That one compiles a function, and code for each
annotation, and makes six more functions for every class: three times the time and the memory,
for a hundred and forty classes in each process. What annotates the fields is kept of none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple
    from functools import cache
    from types import FunctionType

    class _Named(tuple):
        """What all of them can do; a class of its own adds only its fields."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            told = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({told})"

        def __getnewargs__(self):
            return tuple(self)

    @cache
    def _pattern(count):
        """A named tuple of so many fields, whose parts serve every class of as many."""
        return namedtuple("_Pattern", [f"field{number}" for number in range(count)])

    def _new(pattern, name, fields, defaults):
        """The function that makes an instance: compiled once, its parameters named anew."""
        code = pattern.__new__.__code__.replace(
            co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__"
        )
        return FunctionType(code, pattern.__new__.__globals__, "__new__", defaults)

    class _Making(type):
        def __new__(cls, name, bases, space):
            if not bases:
                return super().__new__(cls, name, bases, space)
            if len(bases) > 1:
                raise TypeError(f"{name}: what else it is based on would be lost")
            fields = (*space.pop("__annotations__", ()),)
            defaults = {field: space[field] for field in fields if field in space}
            if (*defaults,) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one with a default")
            pattern = _pattern(len(fields))
            getters = [pattern.__dict__[field] for field in pattern._fields]
            made = {
                "__new__": _new(pattern, name, fields, (*defaults.values(),)),
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
            }
            if taken := [*(made.keys() & space), *(f for f in fields if f.startswith("_"))]:
                raise TypeError(f"{name}: of its own it has {', '.join(taken)} already")
            return type(name, (_Named,), space | made | dict(zip(fields, getters, strict=True)))

    class NamedTuple(metaclass=_Making):
        """Its fields are annotated, those with a default last."""


__all__ = ["NamedTuple"]
