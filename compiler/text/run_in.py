"""A paragraph's own heading by its number: （一）主动公开情况。正文……, or nothing but （一）主动公开.

Given a paragraph, gives its level and what of it is the heading (GB/T 9704-2012, 7.3.3 sets
level two in 楷体).
"""

from __future__ import annotations

import re

# GB/T 9704-2012, 5.2.3: so many characters are a line.
CHARACTERS_OF_A_LINE = 28
# In Chinese, as headings are numbered.
NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBERS = (
    ("heading1", re.compile(rf"\s*{NUMERAL}、")),
    ("heading2", re.compile(rf"\s*[（(]{NUMERAL}[）)]")),
    ("heading3", re.compile(r"\s*\d{1,2}[.．](?!\d)")),
)
# What a heading says it says briefly, and without numbers.
_RUN_IN = re.compile(rf"\s*[（(]{NUMERAL}[）)][^。！？；：0-9\n]{{1,30}}。(?=\s*\S)")


def numbered_level(text: str) -> str:
    """The level that the number before the words is of, "" without one."""
    return next((level for level, number in _NUMBERS if number.match(text)), "")


def level_alone(text: str) -> str:
    """The same of a paragraph that is no more than a heading: a line without a second sentence."""
    words = text.strip()
    if len(words) > CHARACTERS_OF_A_LINE or "\n" in words or "。" in words.rstrip("。"):
        return ""
    return numbered_level(words)


def heading_of_level_two(text: str) -> str:
    """With its full stop; empty where the paragraph begins with none."""
    if level_alone(text) == "heading2":
        return text
    match = _RUN_IN.match(text)
    return match[0] if match else ""
