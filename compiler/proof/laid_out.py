"""A document as a program lays it out beside the one compiled again from its sealed data.

Given the pages of both, gives the pages that differ, as text with positions or as pictures. It
runs no program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from compiler.text.language import Text
from compiler.values.dataclass import dataclass
from compiler.values.laid import Page

# Points: less than a hair's breadth of what one program rounds otherwise on another day.
_NEAR = 0.5
_MISSING = Text("这一页只有一方有", "only one of them has this page")
_WORDS = Text("文字不同", "its words differ")
MOVED = Text("文字的位置不同", "its words stand elsewhere")
_PICTURE = Text("文字和位置相同，画出来不同", "its words are the same, but it looks different")


@dataclass(frozen=True, slots=True)
class PageDifference:
    """`number` counts from 1; the pages are None where there is none."""

    number: int
    what: Text
    document: Page | None
    again: Page | None


def page_differences(document: Sequence[Page], again: Sequence[Page]) -> tuple[PageDifference, ...]:
    return tuple(
        PageDifference(number, what, one, other)
        for number, (one, other) in enumerate(zip_longest(document, again), 1)
        for what in _differs(one, other)
    )


def _differs(one: Page | None, other: Page | None) -> Iterator[Text]:
    """The first of these that holds."""
    if one is None or other is None:
        yield _MISSING
    elif [word for word, _, _ in one.words] != [word for word, _, _ in other.words]:
        yield _WORDS
    elif any(
        abs(x - x2) > _NEAR or abs(y - y2) > _NEAR
        for (_, x, y), (_, x2, y2) in zip(one.words, other.words, strict=True)
    ):
        yield MOVED
    elif one.picture != other.picture:
        yield _PICTURE
