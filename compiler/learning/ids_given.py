"""Ids for what a form shows: its words where they are English, a place in the order elsewhere.

Given labels; gives ids, of which no two are alike. Whoever writes rules may rename them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from compiler.learning.label_words import bare, is_total

_LONGEST = 32
# Words of the language of rules and of a declaration's own paths.
_RESERVED = frozenset(
    [
        "prior",
        "sum",
        "min",
        "max",
        "average",
        "count",
        "if",
        "and",
        "or",
        "not",
        "rows",
        "columns",
        "lines",
        "parent",
        "children",
    ]
)


def ids_of(labels: Iterable[str], prefix: str) -> tuple[str, ...]:
    """An id for each label, in order; `prefix` and a number where its words give none."""
    taken: dict[str, None] = {}
    for number, label in enumerate(labels, start=1):
        wanted = id = _from_words(label) or f"{prefix}{number}"
        more = 1
        while id in taken:
            more += 1
            id = f"{wanted}_{more}"
        taken[id] = None
    return tuple(taken)


def slug(text: str) -> str:
    """The Latin words of a text, joined by underscores; nothing where it has other letters."""
    plain = unicodedata.normalize("NFKD", text).lower()
    if any(c.isalpha() and not c.isascii() for c in plain):
        return ""
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    joined = ""
    for word in words:
        if joined and len(joined) + len(word) > _LONGEST:
            break
        joined = f"{joined}_{word}" if joined else word[:_LONGEST]
    return joined


def _from_words(label: str) -> str:
    own = bare(label)
    if is_total(label) and not slug(own):
        return "total"
    words = slug(own)
    if words[:1].isdigit():
        return f"n{words}"
    return f"{words}_" if words in _RESERVED else words
