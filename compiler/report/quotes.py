"""Figures quoted in prose: {name} → the number as the report prints it.

Given a declaration and figures, says what a quote stands for. Arithmetic in quotes is
not offered; what reports need is a key figure of the declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from compiler.format.declaration import LONGEST_NAME, KeyFigure
from compiler.format.expression import Cell, as_decimal, cells, evaluate
from compiler.format.form import Form
from compiler.report.in_print import in_print
from compiler.report.prior import Prior, own_prior
from compiler.text.numerals import plain
from compiler.values.dataclass import replace
from compiler.values.figures import Quantity, Said
from compiler.values.report import Report

# Room for the quotient of the largest number that is read and the smallest.
_WIDE = Context(prec=120)
_QUOTE = re.compile(rf"[{{｛]([^{{}}｛｝\n]{{1,{LONGEST_NAME}}})[}}｝]")


def quotes_in(text: str) -> Iterator[tuple[str, str]]:
    """(as written, name) of every quote from left to right."""
    for match in _QUOTE.finditer(text):
        yield match[0], match[1].strip()


def written_apart(text: str) -> Iterator[tuple[str, str | None]]:
    """The text in pieces: what stands between quotes, and the quotes, each with its name."""
    at = 0
    for match in _QUOTE.finditer(text):
        yield text[at : match.start()], None
        yield match[0], match[1].strip()
        at = match.end()
    yield text[at:], None


class Quotable:
    """What one report's quotes stand for; last year's figures as far as the report knows them."""

    def __init__(self, form: Form, report: Report) -> None:
        self._form = form
        self._figures = report.figures
        prior = own_prior(report, form)
        self._prior = prior.figures if prior else {}
        self._nodes = form.quotable
        self._printed = {figure.name: figure for figure in form.key_figures}

    def shown(self, name: str) -> str | None:
        """The number as the report prints it, or the word that stands for it; None where a figure is
        missing or no number.
        """
        node = self._nodes.get(name)
        if isinstance(node, Cell):  # a word of the form's own says itself
            said = self._quantity(node)
            if isinstance(said, Said) and said.weight:
                return said.text
            if isinstance(said, Decimal) and self._printed[name].as_printed:
                return in_print(said, self._form.type_of(node.figure), self._form.language)
        value = self.value(name)
        return None if value is None else _printed(value, self._printed[name])

    def value(self, name: str) -> Decimal | None:
        """The number itself; None where a figure of it is missing or no number."""
        node = self._nodes.get(name)
        if node is None or not all(isinstance(self._quantity(c), Decimal) for c in cells(node)):
            return None
        try:
            return as_decimal(evaluate(node, self._number, self._said))
        except ZeroDivisionError:
            return None

    def tells_direction(self, name: str) -> bool:
        """Whether it is printed with a sign, or with words of its own for a rise and a fall."""
        figure = self._printed.get(name)
        told = figure is not None and figure.direction is not None
        return told or (self.shown(name) or "").startswith("-")

    def resolved(self, text: str) -> str:
        """The text with every quote that has a value replaced by it."""

        def number(match: re.Match[str]) -> str:
            shown = self.shown(match[1].strip())
            return match[0] if shown is None else shown

        return _QUOTE.sub(number, text)

    def _quantity(self, cell: Cell) -> Quantity | None:
        return (self._prior if cell.prior else self._figures).get(cell.figure)

    def _said(self, cell: Cell) -> str | None:
        quantity = self._quantity(cell)
        return quantity.text if isinstance(quantity, Said) else None

    def _number(self, cell: Cell) -> Decimal:
        quantity = self._quantity(cell)
        assert isinstance(quantity, Decimal)
        return quantity


def quotable_before(form: Form, report: Report, prior: Prior) -> Quotable:
    """What the same quotes stand for with last year's figures."""
    return Quotable(form, replace(report, figures=prior.figures, prior=None))


def _printed(value: Decimal, figure: KeyFigure) -> str:
    """What rounds to nothing has no sign, and is no change."""
    if figure.decimals is not None:
        step = Decimal(1).scaleb(-figure.decimals)
        value = value.quantize(step, ROUND_HALF_UP, _WIDE)
    word = ""
    if figure.direction is not None:
        if not value:
            return figure.direction.same
        word = figure.direction.rise if value > 0 else figure.direction.fall
    bare = abs(value) if word or not value else value
    number = plain(bare) if figure.decimals is None else f"{bare:f}"
    return f"{word}{number}{figure.suffix}"
