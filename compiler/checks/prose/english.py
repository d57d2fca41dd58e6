"""Numbers and words of English prose, in the form in which Chinese prose is read.

Given a text, gives its skeleton: small letters, one blank between words, the marks that
part sentences as Chinese ones, and each number one mark. It knows no figure.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.checks.prose.amounts import ProseNumber, Skeleton, UnitKind, mark_of
from compiler.values import limits

_NUMBER = re.compile(
    r"(?<![\w/.,-])(?:(?P<about>about|around|some|over|more than|nearly|almost|up to)\s)?"
    r"(?P<money>£\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>thousand|million)\b)?(?P<percent>\s?%|\sper\s?cent\b)?(?![\w/-])",
    re.ASCII | re.IGNORECASE,
)
_SCALE = {"thousand": Decimal(1000), "million": Decimal(1_000_000), "": Decimal(1)}
_LETTERS = {n: n + 32 for n in range(ord("A"), ord("Z") + 1)}
_MARKS = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_STOP = re.compile(r"\.(?=\s|$)")
_BLANK = re.compile(r"\s")


def english_skeleton(written: str, year: int | None) -> Skeleton:
    """The report's own year says nothing and is left out; another one is a number."""
    folded = _STOP.sub("。", _BLANK.sub(" ", written)).translate(_LETTERS)
    text, origin, numbers, at = "", list[int](), list[ProseNumber](), 0
    for match in _NUMBER.finditer(folded):
        if limits.DIGITS.passed(len(match["digits"])):
            continue  # its own finding says so
        number = _number(match)
        start = match.start("money") if match["money"] else match.start("digits")
        text += folded[at:start].translate(_MARKS)
        origin += range(at, start)
        at = number.end
        if number.kind != "time" or number.value != year:
            text += mark_of(len(numbers))
            origin.append(start)
            numbers.append(number)
    text += folded[at:].translate(_MARKS)
    return Skeleton(written, text, (*origin, *range(at, len(folded))), tuple(numbers))


def _number(match: re.Match[str]) -> ProseNumber:
    digits, scale = match["digits"], _SCALE[(match["scale"] or "").lower()]
    plain = digits.replace(",", "")
    decimals = len(plain.partition(".")[2])
    kind = _kind(match)
    return ProseNumber(
        start=match.start("money") if match["money"] else match.start("digits"),
        end=match.end(),
        value=Decimal(plain) * scale,
        unit={"money": "£", "percent": "%", "time": "年"}.get(kind, ""),
        kind=kind,
        approximate=match["about"] is not None,
        ordinal=False,
        decimals=decimals,
        step=Decimal(1).scaleb(-decimals) * scale,
    )


def _kind(match: re.Match[str]) -> UnitKind:
    if match["percent"]:
        return "percent"
    if match["money"]:
        return "money"
    is_year = re.fullmatch("(?:19|20)[0-9]{2}", match["digits"]) and not match["scale"]
    return "time" if is_year else "count"
