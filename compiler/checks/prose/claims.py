"""What a sentence claims: equal to a figure, parts of a whole, a share, nothing at all.

Given a skeleton and its bindings, gives claims; whether they are true is judged in
`verdicts`. What cannot be bound is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.checks.prose.amounts import MARK, MARKS, ProseNumber, Skeleton, is_mark
from compiler.checks.prose.phrases import Binding

_SENTENCE_END = re.compile("[。!！?？\n]")
_OF_WHICH = re.compile(
    f"({MARK})(?:[^。;；!！?？\n{MARKS}]{{0,12}}?(?:其中|包括|含|分别(?:为|是)?)[:：，,]?|[:：（(])"
)
_SHARE = re.compile(f"占[^，,。;；\n{MARKS}]{{0,16}}?(?:的|比)?(?:比例|比重)?(?:为|达|约)?({MARK})")
_CHANGE = re.compile(
    "(?:同比|比上年|较上年|比去年|较去年|与上年相比|与去年相比)"
    f"(?P<way>增长|上升|增加|提高|下降|减少|降低|回落)(?:了|约)?({MARK})"
)
# What follows these is no part of the list any more.
_LEAVES_LIST = (
    "累计", "历年", "同比", "较上年", "比上年", "以来", "此外", "截至", "全年", "另外", "总量", "比",
    "较",
)  # fmt: skip
_REMAINDER = ("其他", "其余", "另", "分别", "均为")


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole and the parts named after 其中; `exhaustive` if they claim to be all of it."""

    whole: ProseNumber
    parts: tuple[ProseNumber, ...]
    exhaustive: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """A bound number said to be so many percent of something."""

    part: Binding
    percent: ProseNumber
    end: int


@dataclass(frozen=True, slots=True)
class Growth:
    """A bound figure said to have changed by so many percent since last year."""

    figure: Binding
    percent: ProseNumber
    more: bool
    start: int
    end: int


def parts_of(skeleton: Skeleton) -> Iterator[Parts]:
    """Every “共N件，其中…a件，…b件” with at least two parts of the whole's unit."""
    for match in _OF_WHICH.finditer(skeleton.text):
        whole = skeleton.number(match[1])
        if whole.approximate or whole.kind not in ("count", "money"):
            continue
        stop = _SENTENCE_END.search(skeleton.text, match.end())
        end = stop.start() if stop else len(skeleton.text)
        for semicolon in ("；", ";"):
            found = skeleton.text.find(semicolon, match.end(), end)
            end = found if found >= 0 else end
        found_parts, last = _listed(skeleton, match.end(), end, whole)
        bare = not any(word in match[0] for word in ("其中", "包括", "含", "分别"))
        if len(found_parts) < (3 if bare else 2):
            continue
        text = skeleton.text[match.start() : last]
        # 含 and 等 name some of the whole; 其中 with a rest, or with three parts, all of it.
        some = "含" in match[0] or skeleton.text[last:].startswith("等")
        exhaustive = not some and (any(w in text for w in _REMAINDER) or len(found_parts) >= 3)
        yield Parts(whole, tuple(found_parts), exhaustive, match.start(1), last)


def _listed(
    skeleton: Skeleton, start: int, end: int, whole: ProseNumber
) -> tuple[list[ProseNumber], int]:
    """The numbers of the list, its nested lists left out; a further 其中 ends it."""
    found: list[ProseNumber] = []
    depth, last = 0, start
    stops = [skeleton.text.find(word, start, end) for word in ("其中", *_LEAVES_LIST)]
    for place in range(start, min((s for s in stops if s >= 0), default=end)):
        character = skeleton.text[place]
        depth += (character in "（(") - (character in "）)")
        if depth < 0:
            break
        if depth == 0 and is_mark(character):
            number = skeleton.number(character)
            if number.unit == whole.unit and not number.ordinal:
                if number.approximate:
                    return [], place
                found.append(number)
                last = place + 1
    return found, last


def shares_of(skeleton: Skeleton, bindings: tuple[Binding, ...]) -> Iterator[Share]:
    """Every “…N件，占…x%” with the number that it is said of."""
    for match in _SHARE.finditer(skeleton.text):
        percent = skeleton.number(match[1])
        if percent.kind != "percent" or percent.approximate:
            continue
        number = _before(skeleton, match.start())
        if number is None or not _JOINS.fullmatch(_between(skeleton, number, match.start())):
            continue
        part = next((b for b in bindings if b.number is number), None)
        if part is not None:
            yield Share(part, percent, match.end())


def growths_of(skeleton: Skeleton, bindings: tuple[Binding, ...]) -> Iterator[Growth]:
    for match in _CHANGE.finditer(skeleton.text):
        percent = skeleton.number(match[2])
        number = _before(skeleton, match.start())
        figure = next((b for b in bindings if b.number is number), None)
        if figure is not None and percent.unit == "%" and not percent.approximate:
            more = match["way"] in ("增长", "上升", "增加", "提高")
            yield Growth(figure, percent, more, match.start(), match.end())


# Between a number and what it makes of the whole stands nothing with a subject of its own.
_JOINS = re.compile("[，,（(]?(?:在[^，,]{1,12}[中里])?(?:仅|约|共|均|分别|总体)?")


def _between(skeleton: Skeleton, number: ProseNumber, end: int) -> str:
    start = next(
        n for n, c in enumerate(skeleton.text) if is_mark(c) and skeleton.number(c) is number
    )
    return skeleton.text[start + 1 : end]


def _before(skeleton: Skeleton, end: int) -> ProseNumber | None:
    """The last amount before a place within its sentence."""
    for place in range(end - 1, -1, -1):
        character = skeleton.text[place]
        if character in "。;；!！?？\n":
            return None
        if is_mark(character):
            number = skeleton.number(character)
            if number.kind in ("count", "money") and not number.ordinal:
                return number
    return None
