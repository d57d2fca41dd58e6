"""Named tuples that are made without compiling their annotations: `NamedTuple`.

To a type checker it is that of `typing`. That one makes a reference of every annotation, which
is compiled as code: twice to three times the time of making the class, for a hundred and forty
classes in each process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    _SAID_ALREADY = ("__module__", "__annotations__")

    class _Making(type):
        def __new__(cls, name, bases, space):
            if not bases:
                return super().__new__(cls, name, bases, space)
            if len(bases) > 1:
                raise TypeError(f"{name}: what else it is based on would be lost")
            fields = [*space.get("__annotations__", ())]
            defaulted = [field for field in fields if field in space]
            if defaulted != fields[len(fields) - len(defaulted) :]:
                raise TypeError(f"{name}: a field without a default follows one with a default")
            defaults = [space.pop(field) for field in defaulted]
            module = space["__module__"]
            made = namedtuple(name, fields, defaults=defaults, module=module)
            for key, value in space.items():
                if key not in _SAID_ALREADY:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Making):
        """Its fields are annotated, those with a default last."""


__all__ = ["NamedTuple"]
