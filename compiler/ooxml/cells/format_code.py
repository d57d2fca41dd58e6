"""A number format's code taken apart: given the code, gives its sections and their pieces.

ECMA-376 Part 1, 18.8.31, with what Excel's Chinese edition adds: `!` before a character
that is to be shown, weekdays as `aaaa`, 上午/下午. Must not know numbers, cells or styles.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from compiler.values.named_tuple import NamedTuple

PieceKind = Literal[
    "literal", "digit", "point", "comma", "percent", "exponent", "slash", "text", "general",
    "date", "elapsed", "half-day",
]  # fmt: skip
SectionKind = Literal["number", "date", "general", "text", "empty"]


class Piece(NamedTuple):
    """`text` is what a literal shows, and of any other piece the letters of the code."""

    kind: PieceKind
    text: str


class Section(NamedTuple):
    """One of the parts between semicolons.

    `condition` are a comparison and its number; `red` tells that a colour is named, `numerals`
    which Chinese numerals ([DBNum1]), `place` the language as [$-804] gives it.
    """

    pieces: tuple[Piece, ...]
    condition: tuple[str, Decimal] | None = None
    red: bool = False
    numerals: int = 0
    place: str = ""

    @property
    def kind(self) -> SectionKind:
        kinds = {piece.kind for piece in self.pieces}
        if kinds & {"date", "elapsed", "half-day"}:
            return "date"
        if "general" in kinds:
            return "general"
        if "text" in kinds:
            return "text"
        return "number" if "digit" in kinds else "empty"

    @property
    def percent(self) -> bool:
        return any(piece.kind == "percent" for piece in self.pieces)


_PIECES = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | _(?P<blank>.) | \*(?P<filled>.)
    | \[(?P<elapsed>h+|m+|s+)\] | \[DBNum(?P<numerals>\d)\]
    | \[\$(?P<currency>[^\]-]*)(?:-(?P<place>[^\]]*))?\]
    | \[(?P<sign><=|>=|<>|=|<|>)\s*(?P<limit>-?\d+(?:\.\d+)?)\]
    | \[(?P<colour>[^\]]*)\]
    | (?P<general>General|G/通用格式|常规)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-]) | (?P<end>;)
    | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/) | (?P<text>@)
    | (?P<date>s+(?:\.0+)?|y+|m+|d+|h+|a{3,4}|e+|g+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_KINDS: dict[str, PieceKind] = {
    "digit": "digit", "point": "point", "comma": "comma", "percent": "percent",
    "slash": "slash", "text": "text", "exponent": "exponent", "general": "general",
    "date": "date", "elapsed": "elapsed", "half": "half-day",
}  # fmt: skip
_LITERALS = ("quoted", "escaped", "currency", "other")
_RED = re.compile("red|红色?|color ?[0-9]+", re.IGNORECASE)
# Excel's own limit; what is beyond it is not looked at.
_LONGEST = 255


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The parts of a code in order; at least one."""
    found: list[list[re.Match[str]]] = [[]]
    for match in _PIECES.finditer(code[:_LONGEST]):
        if match.lastgroup == "end":
            found.append([])
        else:
            found[-1].append(match)
    return tuple(map(_section, found))


def _section(matches: list[re.Match[str]]) -> Section:
    pieces: list[Piece] = []
    condition, red, numerals, place = None, False, 0, ""
    for match in matches:
        name = match.lastgroup or ""
        if name in _KINDS:
            pieces.append(Piece(_KINDS[name], match[name]))
        elif name == "blank":
            pieces.append(Piece("literal", " "))
        elif name == "numerals":
            numerals = int(match[name])
        elif name == "limit":
            condition = match["sign"], Decimal(match["limit"])
        elif name == "colour":
            red = red or _RED.fullmatch(match["colour"]) is not None
        elif name in ("place", "currency"):
            place = (match["place"] or place).upper()
            pieces.append(Piece("literal", match["currency"]))
        elif name in _LITERALS:
            pieces.append(Piece("literal", match[name]))
    return Section(_slashes(tuple(pieces)), condition, red, numerals, place)


def _slashes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A slash parts the numbers of a fraction; in a date, or beside words, it is a sign."""
    if any(piece.kind == "date" for piece in pieces) or not any(p.kind == "digit" for p in pieces):
        return tuple(Piece("literal", "/") if p.kind == "slash" else p for p in pieces)
    return pieces
