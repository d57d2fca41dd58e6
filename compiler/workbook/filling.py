"""What the writers of the workbook's sheets share: what is filled in, and how high text is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compiler.format.declaration import Declaration
from compiler.format.identity import Identity
from compiler.format.judgement import Judgement
from compiler.model import Absent, FigureId, Quantity, Report, Unreadable
from compiler.numerals import plain, significant_digits
from compiler.typed import EXCEL_DIGITS
from compiler.words import Words
from compiler.workbook.form_styles import Styles
from compiler.workbook.layout import Layout


@dataclass(frozen=True)
class Form:
    """What every sheet's writer needs: the book, the declaration, and what to fill in.

    `judgements` are those of the live checks on the figures that are filled in.
    """

    book: Any
    declaration: Declaration
    layout: Layout
    words: Words
    styles: Styles
    report: Report
    judgements: Mapping[Identity, Judgement]

    def quantity(self, figure: FigureId) -> Quantity:
        return self.report.figures.get(figure, Absent.BLANK)


def as_kept(figures: Mapping[FigureId, Quantity]) -> dict[FigureId, Quantity]:
    """What a workbook can keep: a number too long for it stands as text, which it cannot add."""
    return {
        figure: Unreadable(plain(quantity))
        if isinstance(quantity, Decimal) and significant_digits(quantity) > EXCEL_DIGITS
        else quantity
        for figure, quantity in figures.items()
    }


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a cell so many half-width characters wide."""
    shown = sum(2 if ord(c) > 0x2E7F else 1 for c in text)
    return max(1, -(-shown // width))
