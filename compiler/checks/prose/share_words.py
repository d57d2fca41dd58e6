"""Shares told in words: 六成以上, 近半, 超过三分之二, 过半. Given a skeleton, gives what they allow.

Whoever says 近八成 means somewhat less, 七成多 somewhat more; the bounds are wide enough that
no one who counts would call a share between them wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compiler.checks.prose.amounts import MARK, Skeleton, chinese_value
from compiler.values.named_tuple import NamedTuple

_DIGIT = "[一二两三四五六七八九十]"
_SHARE = re.compile(
    "(?P<before>将近|接近|近|大约|约为|约|超过|超|逾|过|不足|不到|至少|恰好|恰为|恰|正好|刚好|大)?"
    f"(?:(?P<mark>{MARK})|(?P<below>{_DIGIT})分之(?P<above>{_DIGIT})|(?P<half>一半|半数|半))"
    "(?P<after>以上|有余|多|强|左右|上下|以下|以内|弱)?"
)
_LESS = frozenset(("将近", "接近", "近", "弱"))
_UNDER = frozenset(("不足", "不到", "以下", "以内"))
_MORE = frozenset(("多", "强", "有余", "大"))
_OVER = frozenset(("超过", "超", "逾", "过", "至少", "以上"))
_EXACT = frozenset(("恰好", "恰为", "恰是", "恰占", "恰", "正好", "刚好"))
_ABOUT = _LESS | _UNDER | _MORE | _OVER | _EXACT
_HALF, _ALL = Decimal(50), Decimal(100)
# How far from it a share may lie of which 近, 约 or 多 is said, and what rounding gives.
_NEAR, _ROUGH, _ROUNDED = Decimal(10), Decimal(6), Decimal("0.5")


class ShareWords(NamedTuple):
    """Where a share stands in the skeleton, and between what it may lie, in per cent."""

    start: int
    end: int
    low: Decimal
    high: Decimal

    def allows(self, part: Decimal, whole: Decimal) -> bool:
        return whole > 0 and self.low <= part * 100 / whole <= self.high


def may_tell_share(words: Skeleton, start: int, end: int) -> bool:
    """Whether a stretch can hold such a share."""
    text = words.text[start:end]
    if "半" in text or "分之" in text:
        return True
    return any(number.unit == "%" for number in words.numbers_between(start, end))


def only_share(words: Skeleton, start: int, end: int) -> ShareWords | None:
    """The share that a clause is and nothing else: 予以公开12件，已超过半数."""
    found = next(shares_in(words, start, end, ""), None)
    if found is None or found.end != end or words.text[start : found.start] not in _LEADING:
        return None
    return found


_LEADING = ("", "仅", "只", "已", "已经", "均", "也")


def shares_in(words: Skeleton, start: int, end: int, leading: str) -> Iterator[ShareWords]:
    """Every share of a stretch that is no plain percentage; `leading`: 超过 in 超过总数的一半."""
    for match in _SHARE.finditer(words.text, start, end):
        said = {match["before"], match["after"], leading if leading in _ABOUT else None} - {None}
        base = _base(words, match, bool(said))
        if base is not None:
            yield ShareWords(match.start(), match.end(), *_bounds(base, said))


def _base(words: Skeleton, match: re.Match[str], about: bool) -> Decimal | None:
    if match["mark"]:
        number = words.number(match["mark"])
        return number.value if number.unit == "%" and about else None
    if match["below"]:
        below = chinese_value(match["below"])
        return chinese_value(match["above"]) * 100 / below if below > 1 else None
    return _HALF


def _bounds(base: Decimal, said: set[str | None]) -> tuple[Decimal, Decimal]:
    if said & _EXACT:
        return base - _ROUNDED, base + _ROUNDED
    if said & _LESS:
        return base - _NEAR, base + _ROUNDED
    if said & _UNDER:
        return Decimal(0), base + _ROUNDED
    if said & _MORE:
        return base - _ROUNDED, base + _NEAR if base != _HALF else _ALL
    if said & _OVER:
        return base - _ROUNDED, _ALL
    return base - _ROUGH, base + _ROUGH
