"""A sentence as a finding quotes it: the words at fault marked, the rest cut where it is long."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from compiler.checks.prose.faults import is_chinese
from compiler.values.named_tuple import NamedTuple

_QUOTED = 40
_END = re.compile(r"[。；！？\n]|\. ")


def sentence_with(text: str, words: str) -> str:
    """The words marked in their sentence, which is cut where it is long."""
    at = text.find(words)
    if at < 0:
        return text[: 2 * _QUOTED]
    marks = _marks(text)
    # An end counts before the words only with all its characters.
    earlier = bisect_right(marks.ends, at)
    later = bisect_left(marks.starts, at + len(words))
    start = marks.starts[earlier - 1] + 1 if earlier else 0
    stop = marks.starts[later] + 1 if later < len(marks.starts) else len(text)
    before, after = text[start:at].lstrip(), text[at + len(words) : stop].rstrip()
    before = before if len(before) <= _QUOTED else "…" + before[-_QUOTED:]
    after = after if len(after) <= _QUOTED else after[:_QUOTED] + "…"
    if marks.chinese:
        return f"{before.rstrip()}【{words}】{after.lstrip()}"
    return f"{before}[{words}]{after}"


class _Marks(NamedTuple):
    """Where the ends of sentences begin and end in a text, and whether it is Chinese."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    chinese: bool


# Asked for every finding of a paragraph, of which a long one may have thousands.
@lru_cache(maxsize=8)
def _marks(text: str) -> _Marks:
    spans = [match.span() for match in _END.finditer(text)]
    starts, ends = (tuple(span[side] for span in spans) for side in (0, 1))
    return _Marks(starts, ends, any(map(is_chinese, text)))
