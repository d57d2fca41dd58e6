"""A sentence as a finding quotes it: the words at fault marked, the rest cut where it is long."""

from __future__ import annotations

import re

from compiler.checks.prose.faults import CJK

_QUOTED = 40
_CHINESE = re.compile(f"[{CJK}]")
_ENDS = ("。", "；", "！", "？", "\n", ". ")


def sentence_with(text: str, words: str) -> str:
    """The words marked in their sentence, which is cut where it is long."""
    at = text.find(words)
    if at < 0:
        return text[: 2 * _QUOTED]
    start = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    ends = [e for mark in _ENDS if (e := text.find(mark, at + len(words))) >= 0]
    stop = min(ends, default=len(text) - 1) + 1
    before, after = text[start:at].lstrip(), text[at + len(words) : stop].rstrip()
    before = before if len(before) <= _QUOTED else "…" + before[-_QUOTED:]
    after = after if len(after) <= _QUOTED else after[:_QUOTED] + "…"
    if _CHINESE.search(text):
        return f"{before.rstrip()}【{words}】{after.lstrip()}"
    return f"{before}[{words}]{after}"
