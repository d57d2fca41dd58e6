"""Figures quoted in prose: {name} → the number as the report prints it.

Given a declaration and figures, says what a quote stands for. Arithmetic in quotes is
not offered; what reports need is a key figure of the declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from compiler.format.declaration import Declaration
from compiler.format.expression import Cell, Node, cells, evaluate
from compiler.format.identity import bind_value
from compiler.model import FigureId, Quantity
from compiler.numerals import plain

_QUOTE = re.compile(r"[{｛]([^{}｛｝\n]{1,60})[}｝]")


@lru_cache(maxsize=16)
def quotable(declaration: Declaration) -> Mapping[str, Node]:
    """The bound expressions of the key figures by name."""
    return {f.name: bind_value(f.value, declaration) for f in declaration.key_figures}


def quotes_in(text: str) -> Iterator[tuple[str, str]]:
    """(as written, name) of every quote from left to right."""
    for match in _QUOTE.finditer(text):
        yield match[0], match[1].strip()


def value_of(
    name: str, declaration: Declaration, figures: Mapping[FigureId, Quantity]
) -> Decimal | None:
    """None where the name is unknown or one of its figures is no number."""
    node = quotable(declaration).get(name)
    if node is None or not all(isinstance(figures.get(c.figure), Decimal) for c in cells(node)):
        return None

    def number(cell: Cell) -> Decimal:
        found = figures[cell.figure]
        assert isinstance(found, Decimal)
        return found

    try:
        return evaluate(node, number)
    except ZeroDivisionError:
        return None


def resolved(text: str, declaration: Declaration, figures: Mapping[FigureId, Quantity]) -> str:
    """The text with every quote that has a value replaced by it."""

    def number(match: re.Match[str]) -> str:
        value = value_of(match[1].strip(), declaration, figures)
        return match[0] if value is None else plain(value)

    return _QUOTE.sub(number, text)
