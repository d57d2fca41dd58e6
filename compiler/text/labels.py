"""Labels compared as people read them: blanks, widths, brackets and quotes do not count."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_QUOTES = str.maketrans(
    dict.fromkeys("“”‘’'「」『』＂＇", '"') | {"〔": "(", "〕": ")", "【": "(", "】": ")"}
)


def folded(text: str) -> str:
    """The text without what nobody would call a change."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text.translate(_QUOTES))).translate(
        _QUOTES
    )


def closest(wanted: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known text most like the wanted one, if any is like it at all."""
    by_fold = {folded(text): text for text in known}
    close = difflib.get_close_matches(folded(wanted), list(by_fold), n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else None
