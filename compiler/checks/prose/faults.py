"""A fault of wording: its kind, the very words, and further values for its message."""

from __future__ import annotations

from compiler.values.findings import Kind

Fault = tuple[Kind, str, dict[str, str]]

# Characters of Chinese words in a pattern, and some that are none: to compile a pattern with
# their own range takes longer than to read a page. `is_chinese` then tells.
WORDY = r"[^\W\d_A-Za-z]"


def is_chinese(text: str) -> bool:
    """Whether it consists of nothing but the characters of Chinese words."""
    return all("\u3400" <= character <= "\u9fff" for character in text)
