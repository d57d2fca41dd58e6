"""Phrases found in a skeleton: patterns of words that name a figure → numbers bound to it.

Given a declaration's phrases and a skeleton, gives bindings; where two phrases claim one
number the more telling one has it, and where that cannot be said neither has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from compiler.checks.prose.amounts import MARK, MARKS, ProseNumber, Skeleton, is_mark
from compiler.format.prose import Phrase

# What a gap may not cross: the end of a clause, brackets, another number.
_STOPS = "，,。;；:：！!？?、\n（()）《》“”"
_GAP = f"[^{_STOPS}{MARKS}]{{0,14}}?"


@dataclass(frozen=True, slots=True)
class Binding:
    """A number that a phrase binds to a figure; the span is the skeleton's."""

    phrase: Phrase
    number: ProseNumber
    start: int
    end: int
    weight: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of words; its regular expression is made only for texts that can match."""

    says: str
    units: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, overlapping ones too."""
        if not all(any(word in text for word in either) for either in self.required):
            return
        expression, at = _expression(self.says), 0
        while match := expression.search(text, at):
            yield match
            at = match.start() + 1


@lru_cache(maxsize=512)
def pattern_of(says: str) -> Pattern:
    """Its units are those of its number; required is every word that is not optional."""
    units: tuple[str, ...] = ()
    required: list[tuple[str, ...]] = []
    for token in says.split():
        if token.startswith("N"):
            units = tuple(token[1:].split("|")) if len(token) > 1 else ()
        elif token != "…" and not token.endswith("?"):
            required.append(tuple(token.split("|")))
    return Pattern(says, units, tuple(required))


@lru_cache(maxsize=512)
def _expression(says: str) -> re.Pattern[str]:
    parts: list[str] = []
    for token in says.split():
        if token == "…":
            parts.append(_GAP)
        elif token.startswith("N"):
            parts.append(f"(?P<number>{MARK})")
        else:
            optional = token.endswith("?")
            either = "|".join(re.escape(word) for word in token.removesuffix("?").split("|"))
            parts.append(f"(?:{either}){'?' if optional else ''}")
    return re.compile("".join(parts))


# 分别 gives each its own number; 多收, 增加 tell a difference, not a figure.
_OTHERWISE = re.compile("分别|(?:多|少|增加|减少|增长|下降|新增|净增|增|减)(?:了|约)?.?$")
# 行政复议和行政诉讼共N件: the number is that of both.
_TOGETHER = re.compile("[与和及、].*(?:合计|共计|总计|共)")
_RESPECTIVELY = re.compile(
    f"(?P<names>[^，,。；;：:（(]{{2,60}}?)分别(?:为|是|有|达)?(?P<marks>{MARK}(?:[、，,和]{MARK})+)"
)


def distributed(skeleton: Skeleton) -> Skeleton:
    """甲和乙分别为N件、M件 reads as 甲N件，乙M件."""
    match = _RESPECTIVELY.search(skeleton.text)
    if match is None:
        return skeleton
    names = re.split("[、和与及]", match["names"])
    marks = list(re.finditer(MARK, match["marks"]))
    if len(names) != len(marks):
        return skeleton
    text, origin = list(skeleton.text[: match.start()]), list(skeleton.origin[: match.start()])
    at = match.start()
    for name, mark in zip(names, marks, strict=True):
        place = match.start("marks") + mark.start()
        text += [*name, skeleton.text[place], "，"]
        origin += [*skeleton.origin[at : at + len(name)], skeleton.origin[place]]
        origin.append(skeleton.origin[place])
        at += len(name) + 1
    text += skeleton.text[match.end() :]
    origin += skeleton.origin[match.end() :]
    return Skeleton(skeleton.written, "".join(text), tuple(origin), skeleton.numbers)


def bindings(phrases: Iterable[Phrase], skeleton: Skeleton) -> tuple[Binding, ...]:
    """At most one binding a number, in the order of the text."""
    best: dict[ProseNumber, list[Binding]] = {}
    for phrase in phrases:
        for binding in _found(phrase, skeleton):
            rivals = best.setdefault(binding.number, [])
            if not rivals or binding.weight > rivals[0].weight:
                best[binding.number] = [binding]
            elif binding.weight == rivals[0].weight:
                rivals.append(binding)
    certain = [each[0] for each in best.values() if len({b.phrase.value for b in each}) == 1]
    return tuple(sorted(certain, key=lambda b: b.number.start))


def _found(phrase: Phrase, skeleton: Skeleton) -> Iterator[Binding]:
    for says in phrase.says:
        pattern = pattern_of(says)
        for match in pattern.matches(skeleton.text):
            number = skeleton.number(match["number"])
            if pattern.units and number.unit not in pattern.units:
                continue
            if _is_joint(skeleton.text, match.start()) or _says_otherwise(match[0]):
                continue
            if not _near_enough(phrase, skeleton.text[: match.start("number")]):
                continue
            literal = sum(1 for c in match[0] if not is_mark(c)) - _gaps(says, match[0])
            # A trigger next to the number tells more than one far from it.
            yield Binding(phrase, number, match.start(), match.end(), 4 * literal - len(match[0]))


def _gaps(says: str, matched: str) -> int:
    """About how many of the matched characters are no words of the pattern."""
    words = [
        max((w for w in t.removesuffix("?").split("|") if w in matched), key=len, default="")
        for t in says.split()
        if t != "…" and not t.startswith("N")
    ]
    return max(0, sum(1 for c in matched if not is_mark(c)) - sum(map(len, words)))


def _near_enough(phrase: Phrase, before: str) -> bool:
    """Of the words that decide, the last one before; where none stands there, nothing does."""
    ends = {w: before.rfind(w) + len(w) for w in (*phrase.near, *phrase.unlike) if w in before}
    return not ends or max(ends, key=lambda word: ends[word]) in phrase.near


def _says_otherwise(matched: str) -> bool:
    words = "".join(c for c in matched if not is_mark(c))
    return bool(_OTHERWISE.search(words) or _TOGETHER.search(words))


def _is_joint(text: str, start: int) -> bool:
    """不予公开、不予处理共N件: the number is that of several things together."""
    before = text[max(0, start - 2) : start]
    joined = before[-1:] in ("、", "和", "与", "及") and not is_mark(before[0])
    return joined or before[-1:] in ("多", "少")
