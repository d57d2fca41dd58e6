"""甲和乙分别为N件、M件 reads as 甲N件，乙M件."""

from __future__ import annotations

import re

from compiler.checks.prose.amounts import MARK, Skeleton
from compiler.checks.prose.faults import WORDY

# 分别为, 依次是: what follows is told in the order of what stood before.
IN_ORDER = ("分别", "依次")
_RESPECTIVELY = f"(?P<names>[^，,。；;：:（(]{{2,60}}?)(?:分别|依次)(?P<verb>{WORDY}{{0,3}}?)(?P<marks>{MARK}(?:[、，,和]{MARK})+)"


# 分别为, 分别有 say no more than that numbers follow; 分别精简 is said of each.
_ONLY_TELLING = ("", "为", "是", "有", "达")


def distributed(skeleton: Skeleton) -> Skeleton:
    """The skeleton with each number beside its own name, as far as there are as many."""
    if not any(word in skeleton.text for word in IN_ORDER):
        return skeleton
    match = re.search(_RESPECTIVELY, skeleton.text)
    if match is None:
        return skeleton
    names = re.split("[、和与及]", match["names"])
    marks = list(re.finditer(MARK, match["marks"]))
    if len(names) != len(marks):
        return skeleton
    text, origin = list(skeleton.text[: match.start()]), list(skeleton.origin[: match.start()])
    at, said = match.start(), match["verb"] not in _ONLY_TELLING
    verb = range(*match.span("verb")) if said else range(0)
    for name, mark in zip(names, marks, strict=True):
        place = match.start("marks") + mark.start()
        text += [*name, *(skeleton.text[n] for n in verb), skeleton.text[place], "，"]
        origin += [*skeleton.origin[at : at + len(name)], *(skeleton.origin[n] for n in verb)]
        origin.append(skeleton.origin[place])
        origin.append(skeleton.origin[place])
        at += len(name) + 1
    text += skeleton.text[match.end() :]
    origin += skeleton.origin[match.end() :]
    return Skeleton(skeleton.written, "".join(text), tuple(origin), skeleton.numbers)
