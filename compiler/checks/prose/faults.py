"""A fault of wording: its kind, the very words, and further values for its message."""

from __future__ import annotations

from compiler.values.findings import Kind

Fault = tuple[Kind, str, dict[str, str]]

# The characters of Chinese words, for patterns.
CJK = "\u3400-\u9fff"
