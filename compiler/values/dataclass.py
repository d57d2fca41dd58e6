"""Dataclasses that are made without compiling code: `dataclass`, `field` and `replace`.

To a type checker they are those of the standard library. That one compiles six functions for
each class whenever a process starts, and loads the parser of Python to do so: some thirty
classes took a tenth of a whole `check`. Supported is what is used here.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    _NOTHING = object()

    class field:  # noqa: N801 – as the standard library calls it
        """A field of which more is said than its default.

        What `replace` of the standard library asks of one it has, too.
        """

        init, _field_type = True, None

        def __init__(self, *, default=_NOTHING, default_factory=None, compare=True, repr=True):
            self.default, self.factory = default, default_factory
            self.compare, self.repr = compare, repr

    def dataclass(cls=None, /, *, frozen=False, eq=True, slots=False):
        """The class made by its fields; what it says of itself counts before what is made."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, eq=eq, slots=slots)
        declared = {}
        for name in cls.__annotations__:
            given = cls.__dict__.get(name, _NOTHING)
            declared[name] = given if isinstance(given, field) else field(default=given)
            declared[name].name = name
        own = {name for name in cls.__dict__ if cls.__dict__[name] is not None}
        cls = _with_slots(cls, declared) if slots else _with_defaults(cls, declared)
        made = {"__init__": (_init_slots if slots else _init)(cls, declared), "__repr__": _repr}
        made["__dataclass_fields__"] = declared
        if slots:
            made["__reduce__"] = _reduce
        if eq:
            key = attrgetter(*(name for name, each in declared.items() if each.compare))
            made["__eq__"] = _eq(key)
            made["__hash__"] = (lambda self: hash(key(self))) if frozen else None
        if frozen:
            made["__setattr__"] = made["__delattr__"] = _refuse
        for name, value in made.items():
            if name not in own:
                setattr(cls, name, value)
        return cls

    def replace(value, /, **changes):
        """The value with some fields changed."""
        cls = type(value)
        return cls(**{name: getattr(value, name) for name in cls.__dataclass_fields__} | changes)

    def _init(cls, declared):
        names = tuple(declared)
        completed = _completed(cls, declared)

        def __init__(self, *given, **named):  # noqa: N807
            if named or len(given) != len(names):
                given = completed(given, named)
            self.__dict__.update(zip(names, given, strict=True))

        return __init__

    def _init_slots(cls, declared):
        put = [cls.__dict__[name].__set__ for name in declared]
        completed = _completed(cls, declared)

        def __init__(self, *given, **named):  # noqa: N807
            if named or len(given) != len(put):
                given = completed(given, named)
            for put_in, value in zip(put, given, strict=True):
                put_in(self, value)

        return __init__

    def _completed(cls, declared):
        """What is given by position and by name → a value for each field, in order."""

        def completed(given, named):
            values = [*given]
            for name, each in [*declared.items()][len(given) :]:
                if name in named:
                    values.append(named.pop(name))
                elif each.default is not _NOTHING:
                    values.append(each.default)
                elif each.factory:
                    values.append(each.factory())
                else:
                    raise TypeError(f"{cls.__name__} needs {name}")
            if named or len(values) > len(declared):
                raise TypeError(f"{cls.__name__} has only {', '.join(declared)}")
            return values

        return completed

    def _with_defaults(cls, declared):
        """Where a field stood of which more is said, its default stands, or nothing."""
        for name, each in declared.items():
            if each.default is not _NOTHING:
                setattr(cls, name, each.default)
            elif name in cls.__dict__:
                delattr(cls, name)
        return cls

    def _with_slots(cls, declared):
        left_out = {*declared, "__dict__", "__weakref__"}
        space = {name: value for name, value in cls.__dict__.items() if name not in left_out}
        space |= {"__slots__": (*declared,), "__qualname__": cls.__qualname__}
        return type(cls)(cls.__name__, cls.__bases__, space)

    def _repr(self):
        shown = (name for name, each in type(self).__dataclass_fields__.items() if each.repr)
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__name__}({told})"

    def _eq(key):
        def __eq__(self, other):  # noqa: N807
            if other.__class__ is not self.__class__:
                return NotImplemented
            return key(self) == key(other)

        return __eq__

    def _reduce(self):
        return type(self), tuple(getattr(self, name) for name in type(self).__dataclass_fields__)

    def _refuse(self, name, *_):
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")


__all__ = ["dataclass", "field", "replace"]
