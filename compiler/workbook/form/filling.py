"""What the writers of the workbook's sheets share: what is filled in, and how high text is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from compiler.format.declaration import Section
from compiler.format.expression import Cell
from compiler.format.form import Form
from compiler.format.judgement import State
from compiler.format.words import FixedWords
from compiler.report.filled import whose
from compiler.report.prior import Prior
from compiler.report.typed import EXCEL_DIGITS
from compiler.report.unit_sums import unit_sums
from compiler.text.numerals import plain, significant_digits
from compiler.values.dataclass import dataclass
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.report import Report
from compiler.workbook.form.cell_styles import Styles
from compiler.workbook.formulas import References
from compiler.workbook.layout import Layout
from compiler.workbook.live_checks import LiveCheck
from compiler.workbook.unit_layout import UnitSheet, unit_sheets


@dataclass(frozen=True)
class Filling:
    """What every sheet's writer needs: the book, the declaration, and what to fill in.

    `states` are those of the live checks on the figures that are filled in, in order; `prior` is last year's report where the workbook shows its figures.
    """

    book: Any
    form: Form
    layout: Layout
    words: FixedWords
    styles: Styles
    report: Report
    states: tuple[tuple[LiveCheck, State], ...]
    prior: Prior | None = None

    @cached_property
    def sums(self) -> Mapping[FigureId, Quantity]:
        """What the units of the report come to."""
        return unit_sums(self.report.units, self.form)

    @cached_property
    def unit_sheets(self) -> tuple[UnitSheet, ...]:
        return unit_sheets(self.form) if self.report.units else ()

    @property
    def checks(self) -> tuple[LiveCheck, ...]:
        return tuple(check for check, _ in self.states)

    @property
    def prior_figures(self) -> Mapping[FigureId, Quantity]:
        return self.prior.figures if self.prior else {}

    def references(self, home: str | None) -> References:
        """How a sheet refers to this year's figures and to last year's."""
        layout = self.layout
        return References(layout.addresses, home, layout.prior_addresses, layout.blocks)

    def is_number(self, cell: Cell) -> bool:
        known = self.prior_figures if cell.prior else self.report.figures
        return isinstance(known.get(cell.figure), Decimal)

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


def help_of(filling: Filling, section: Section) -> str:
    """What the declaration says of a section, and what the document says if it is left empty."""
    tables, report = filling.form.tables_of(section), filling.report
    of = whose(report.name, report.year, filling.form.language)
    told = (section.printing.when_empty, *(table.printing.when_empty for table in tables))
    return section.help + "".join(
        filling.words.when_empty_help.format(sentence=of.fill(sentence))
        for sentence in filter(None, told)
    )
