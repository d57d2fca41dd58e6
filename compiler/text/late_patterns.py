"""Regular expressions that most runs do not need, compiled when they are first asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as late
else:

    class late:  # noqa: N801 – called as `re.compile` is
        """Does as the compiled pattern does, which takes a millisecond to make."""

        def __init__(self, pattern, flags=0):
            self._made_of = pattern, flags

        def __getattr__(self, name):
            value = getattr(re.compile(*self._made_of), name)
            setattr(self, name, value)
            return value


__all__ = ["late"]
