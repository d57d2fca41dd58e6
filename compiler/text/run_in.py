"""A heading that runs in to its paragraph: （一）主动公开情况。正文……

Given a paragraph, gives what of it is the heading (GB/T 9704-2012, 7.3.3 sets level two in 楷体).
"""

from __future__ import annotations

import re

# What a heading says it says briefly, and without numbers.
_RUN_IN = re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[）)][^。！？；：0-9\n]{1,30}。(?=\s*\S)")


def run_in_heading(text: str) -> str:
    """With its full stop; empty where the paragraph begins with none."""
    match = _RUN_IN.match(text)
    return match[0] if match else ""
