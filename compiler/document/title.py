"""A title broken by meaning: into lines that keep words whole and make a trapezoid or diamond.

Given a declaration's template and what stands in it, gives the lines; one line where the
title fits on it or where it cannot be broken well. It knows no report and no XML.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from itertools import combinations, pairwise

from compiler.document import gbt9704 as gbt
from compiler.text.widths import display_width

# 156 mm hold 20 characters of 二号; widths here are quarters of one.
_WIDEST = 4 * gbt.TEXT_WIDTH // (gbt.ER_HAO * 10)
# A line of one or two characters stands alone (7.3.1: 长短适宜); so does a year.
_NARROWEST = 16
# Between a digit or letter and a character programs put space, a quarter at most.
_SPACED = re.compile("(?<=[!-~])(?=[^!-~])|(?<=[^!-~])(?=[!-~])")
_MOST_LINES = 5
# More places than this to break at, and the combinations are no longer few.
_MOST_SEAMS = 12
# Where a name may be broken: after a place or an organ, but not between a place and its people's
# organs, nor where the character belongs to another word (城市管理局, 市场监督管理局, 津市市).
_PART_OF_NAME = re.compile(
    "(?:省(?![级直])|自治州|(?<!城)市(?!场|区|县|容|级|直|民|政|市(?!场))|县(?!级)|旗"
    "|(?<![社小园])区(?!域)|(?<![城乡集])镇(?!市)|(?<![城返])乡(?![村镇]))(?!人民)"
    "|街道办事处|人民政府|委员会"
)
_WITH_YEAR_WORD = re.compile(r"\{year\}(年度?)")

# Some words, and whether a line that ends with them parts what belongs together.
Piece = tuple[str, bool]


def title_lines(
    template: str, agency: str, year: str, language: str, paper: str = ""
) -> tuple[str, ...]:
    """The lines of the title; only Chinese ones are broken here (GB/T 9704-2012, 7.3.1).

    `paper` is what follows the title on another paper about the same report.
    """
    title = template.format(agency=agency, year=year) + paper
    if language != "zh" or _width(title) <= _WIDEST:
        return (title,)
    pieces = [*_pieces(template, agency, year), *([(paper, False)] if paper else [])]
    if len(pieces) > _MOST_SEAMS:
        return (title,)
    for lines in range(2, min(_MOST_LINES, len(pieces)) + 1):
        fitting = [
            (_cost(parted), tuple(text for text, _ in parted))
            for parted in _partings(pieces, lines)
            if all(_NARROWEST <= _width(text) <= _WIDEST for text, _ in parted)
        ]
        if fitting:
            return min(fitting)[1]
    return (title,)


def _pieces(template: str, agency: str, year: str) -> Iterator[Piece]:
    """What no line may part; 年 stays with its number."""
    for literal, name, _, _ in string.Formatter().parse(_WITH_YEAR_WORD.sub(r"{year}", template)):
        if literal:
            yield literal, False
        if name == "agency":
            *within, last = _parts_of(agency)
            yield from ((part, True) for part in within)
            yield last, False
        elif name == "year":
            word = _WITH_YEAR_WORD.search(template)
            yield year + (word[1] if word else ""), True


def _parts_of(agency: str) -> list[str]:
    """福州市仓山区司法局 → 福州市, 仓山区, 司法局: no part shorter than two characters."""
    edges = [0]
    for part in _PART_OF_NAME.finditer(agency):
        if part.end() - edges[-1] >= 2 and len(agency) - part.end() >= 2:
            edges.append(part.end())
    return [agency[start:end] for start, end in pairwise([*edges, len(agency)])]


def _partings(pieces: list[Piece], lines: int) -> Iterator[list[Piece]]:
    """Every way to make so many lines of them."""
    for cuts in combinations(range(1, len(pieces)), lines - 1):
        edges = (0, *cuts, len(pieces))
        yield [
            ("".join(text for text, _ in pieces[start:end]), pieces[end - 1][1])
            for start, end in pairwise(edges)
        ]


def _cost(lines: list[Piece]) -> tuple[bool, int, int]:
    """Less is better: the shape first, then the meaning, then lines of like length."""
    widths = [_width(text) for text, _ in lines]
    parted = sum(parts for _, parts in lines[:-1])
    return not _is_shapely(widths), parted, sum(width * width for width in widths)


def _is_shapely(widths: list[int]) -> bool:
    """A trapezoid either way up, or a diamond; neither a rectangle nor an hourglass."""
    longer = [after > before for before, after in pairwise(widths)]
    equal = any(after == before for before, after in pairwise(widths))
    return not equal and longer == sorted(longer, reverse=True)


def _width(text: str) -> int:
    return 2 * display_width(text) + len(_SPACED.findall(text))
