"""A fault of wording: its kind, the very words, and further values for its message."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.values.findings import Kind

Fault = tuple[Kind, str, dict[str, str]]

# Characters of Chinese words in a pattern, and some that are none: to compile a pattern with
# their own range takes longer than to read a page. `is_chinese` then tells.
WORDY = r"[^\W\d_A-Za-z]"


def holds_one(text: str, words: Iterable[str]) -> bool:
    """Whether any of these words stands in a text."""
    for word in words:  # noqa: SIM110 – asked of every paragraph: a generator takes twice as long
        if word in text:
            return True
    return False


def is_chinese(text: str) -> bool:
    """Whether it consists of nothing but the characters of Chinese words."""
    return all("\u3400" <= character <= "\u9fff" for character in text)
