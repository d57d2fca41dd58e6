"""Labels compared as people read them: blanks, widths, brackets and quotes do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from compiler.text.likeness import ALIKE, alike

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_LONGEST = 80
_QUOTES = str.maketrans(
    dict.fromkeys("“”‘’'「」『』＂＇", '"') | {"〔": "(", "〕": ")", "【": "(", "】": ")"}
)


def folded(text: str) -> str:
    """The text without what nobody would call a change."""
    return _of_label(text) if len(text) <= _LONGEST else _folded(text)


def _folded(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text.translate(_QUOTES))).translate(
        _QUOTES
    )


# The same labels come again in every report.
_of_label = lru_cache(maxsize=2048)(_folded)


def closest(wanted: str, known: Iterable[str], cutoff: float = ALIKE) -> str | None:
    """The known text most like the wanted one, if any is like it at all."""
    return next(iter(alike(wanted, known, cutoff=cutoff, compared_as=folded)), None)
