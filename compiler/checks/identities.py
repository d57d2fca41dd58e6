"""Every identity of the edition on one report: broken ones as findings, with their numbers.

Given a judgement of what is broken, gives a finding of family T, X or Y. What follows from
what is decided in `fold`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from compiler.catalogue import t_within_tables, x_across_tables, y_across_years
from compiler.format.expression import (
    EXACT,
    Cell,
    Choice,
    Node,
    Number,
    Quoted,
    Sum,
    Word,
    as_decimal,
    cells,
    evaluate,
    of_words,
)
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import Figures, Judgement, State, wanted
from compiler.format.linear import linear
from compiler.format.spoken_rule import allowance, in_words
from compiler.report.places import Places
from compiler.report.prior import Prior
from compiler.text.language import Language, Text
from compiler.text.numerals import plain
from compiler.values.figures import Absent, Quantity, Said, number_or_zero
from compiler.values.findings import Finding, Kind
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report

# Where a declaration gives no advice of its own in the language asked for.
_HINT = Text(
    "请逐项核对这些数，再核对结果。",
    "Look these figures up again: the parts first, then the result.",
)
# A side of up to so many terms is shown whole, a longer one without its zeros.
_SHORT = 4
# A sum of so many lines that an office added is not told line by line.
_MANY_LINES = 12
# A quotient is told with so many decimals, and with more where a small difference matters.
_FEW = 4
_BLANK = Text("（空）", "(blank)")
# How a relation is written that does not hold.
_SIGNS = {"==": "≠", "!=": "=", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}
_FULL_WIDTH = str.maketrans("=<>", "＝＜＞")


def broken_finding(
    judgement: Judgement,
    report: Report,
    form: Form,
    places: Places,
    last_year: Prior | None = None,
) -> Finding:
    """The finding of one identity that does not hold."""
    identity, rule = judgement.identity, judgement.identity.rule
    assert judgement.state is State.BROKEN
    place = places.figure(identity.result)
    shown = _Shown(report.figures, last_year)
    expected, actual, difference = _compared(judgement, shown)
    values: dict[str, str | Text] = {
        "where": _where(identity, form, report.year),
        "equation": _equation(judgement, shown, form),
        "words": rule.words,
        "expected": expected or "",
        "actual": actual,
        "difference": difference or "",
        "hint": _hint(rule.hint, form),
    }
    asked = dict.fromkeys((*identity.cells, *(word.cell for word in identity.words)))
    figures = dict.fromkeys(cell.figure for cell in asked if not cell.prior)
    related = tuple(places.figure(f) for f in figures if f != identity.result)
    involved = tuple(text for cell in asked if (text := shown.written(cell)) is not None)
    return Finding(
        kind_of(identity),
        place,
        values,
        severity=rule.severity,
        related=related,
        expected=expected,
        actual=actual,
        difference=difference,
        rule=rule.id,
        clause=rule.clause or None,
        involved=involved,
        explainable=rule.explainable,
    )


def _teller(judgement: Judgement) -> Callable[[Decimal], str]:
    """How its numbers are told: exactly, but of quotients the few digits that show the difference."""
    if not judgement.identity.divides:
        return plain
    shown = max(_FEW, 1 - judgement.gap.adjusted())
    return lambda number: plain(round(number, shown))


def _compared(judgement: Judgement, shown: _Shown) -> tuple[str | None, str, str | None]:
    """What is expected, what stands there, and how much more that is.

    An equation that no value of its result mends expects its left side to equal its right.
    Words are what they are.
    """
    result = Cell(judgement.identity.result)
    if of_words(judgement.identity.holds) or _is_flag(judgement.identity):
        return None, shown.written(result) or "", None
    expected, number = wanted(judgement, shown.figures), shown.number(result)
    if expected is None and judgement.identity.holds.relation == "==":
        assert judgement.left is not None
        expected, number = judgement.right, judgement.left
    told = _teller(judgement)
    if expected is None:
        return None, told(number), None
    return told(expected), told(number), told(EXACT.subtract(number, expected))


def _is_flag(identity: Identity) -> bool:
    """Whether a side only says by a number of its own whether something is so: no figure is meant
    to be that number.
    """
    return any(
        isinstance(side, Choice)
        and isinstance(side.then, Number)
        and isinstance(side.other, Number)
        for side in (identity.holds.left, identity.holds.right)
    )


def _hint(own: str, form: Form) -> Text:
    """The rule's own advice is in the declaration's language; the other says it generally."""
    if not own:
        return _HINT
    return Text(own, _HINT.en) if form.language == "zh" else Text(_HINT.zh, own)


def kind_of(identity: Identity) -> Kind:
    """By what the rule spans and says: a total, an equation, a bound."""
    compared = of_words(identity.holds) or _is_flag(identity)
    equation = identity.holds.relation == "==" and not compared
    if identity.needs_prior:
        return y_across_years.ACROSS_YEARS if equation else y_across_years.ACROSS_YEARS_BOUND
    if len(identity.tables) > 1:
        return x_across_tables.ACROSS_TABLES if equation else x_across_tables.ACROSS_TABLES_BOUND
    if not equation:
        return t_within_tables.OUT_OF_BOUNDS
    return t_within_tables.WRONG_TOTAL if identity.defined else t_within_tables.UNBALANCED


def _where(identity: Identity, form: Form, year: int | None) -> Text:
    """The table and the line; where years are compared, this one too."""
    short = form.section_of[identity.result.table].short
    named = Text(short, short)
    if identity.needs_prior and year is not None:
        named = Text(f"{year}年报告{short}", f"{short} of {year}")
    if identity.axis is None:
        return named
    line = form.line_label(identity)
    zh, en = {"rows": ("行", "row"), "columns": ("列", "column")}[identity.axis]
    return Text(f"{named.zh}“{line}”{zh}", f"{named.en}, {en} “{line}”")


def _equation(judgement: Judgement, shown: _Shown, form: Form) -> Text:
    """Both sides in the form's own words with their numbers, terms of 0 left out of sums."""
    identity = judgement.identity
    sign = _SIGNS[identity.holds.relation]
    told = _teller(judgement)
    left = _side(identity.holds.left, identity, shown, form, told)
    right = _side(identity.holds.right, identity, shown, form, told)
    return Text(
        f"{left.zh} {sign.translate(_FULL_WIDTH)} {right.zh}{allowance(identity.rule, 'zh')}",
        f"{left.en} {sign} {right.en}{allowance(identity.rule, 'en')}",
    )


class _Shown(NamedTuple):
    """The figures of this year and, for a term that asks for them, of last year."""

    figures: Figures
    last: Prior | None

    def get(self, cell: Cell) -> Quantity | None:
        last = self.last.figures if self.last else {}
        return (last if cell.prior else self.figures).get(cell.figure)

    @property
    def last_year(self) -> Text:
        """What a term of last year's is said to be of."""
        if self.last is None or self.last.year is None:
            return Text("上年报告的", "last year's ")
        return Text(f"{self.last.year}年报告的", f"{self.last.year}'s ")

    def number(self, cell: Cell) -> Decimal:
        return number_or_zero(self.get(cell))

    def said(self, cell: Cell) -> str | None:
        quantity = self.get(cell)
        return quantity.text if isinstance(quantity, Said) else None

    def written(self, cell: Cell) -> str | None:
        """The number or the words that stand there."""
        quantity = self.get(cell)
        return plain(quantity) if isinstance(quantity, Decimal) else self.said(cell)

    def there(self, cell: Cell) -> Decimal | None:
        quantity = self.get(cell)
        return quantity if isinstance(quantity, Decimal) else None


def _side(
    node: Node, identity: Identity, shown: _Shown, form: Form, told: Callable[[Decimal], str]
) -> Text:
    terms = list(cells(node))
    if isinstance(node, Sum) and not terms:
        return Text("0（没有行）", "0 (there are no lines)")
    coefficients = linear(node)
    simple = (
        coefficients is not None
        and None not in coefficients
        and all(k == 1 for k in coefficients.values())
    )
    if simple and len(terms) > _SHORT:
        terms = [c for c in terms if shown.number(c) != 0]
        if not terms:
            return Text("各项合计 0", "the parts together 0")
        if isinstance(node, Sum) and node.over and len(terms) > _MANY_LINES:
            total = told(as_decimal(evaluate(node, shown.there)))
            return Text(f"{len(terms)} 行合计 {total}", f"{len(terms)} lines together {total}")
    said = Sum(tuple(terms)) if simple else node
    words = Text(
        in_words(said, lambda cell: _spoken(cell, identity, shown, form, "zh"), "zh"),
        in_words(said, lambda cell: _spoken(cell, identity, shown, form, "en"), "en"),
    )
    if isinstance(node, Number | Word | Quoted) or (simple and len(terms) == 1):
        return words
    total = told(as_decimal(evaluate(node, shown.there, shown.said)))
    if not simple and len(terms) > _MANY_LINES:
        return Text(
            f"由 {len(terms)} 项算得 {total}", f"{total}, worked out of {len(terms)} figures"
        )
    if coefficients is None or any(
        abs(k) != 1 for cell, k in coefficients.items() if cell is not None
    ):
        return Text(f"{words.zh}（得 {total}）", f"{words.en} (makes {total})")
    return Text(f"{words.zh}（合 {total}）", f"{words.en} (together {total})")


def _spoken(cell: Cell, identity: Identity, shown: _Shown, form: Form, language: Language) -> str:
    value = plain(shown.number(cell))
    number = f"({value})" if value.startswith("-") else value
    if cell in {word.cell for word in identity.words}:
        said = shown.said(cell)
        number = _BLANK.in_language(language) if said is None else f"“{said}”"
    elif cell in identity.passed_over and shown.there(cell) is None:
        number = shown.said(cell) or _nothing(shown.get(cell)).in_language(language)
    last_year = shown.last_year.in_language(language) if cell.prior else ""
    return f"{last_year}{_term(cell, identity, form)} {number}"


def _nothing(quantity: Quantity | None) -> Text:
    return Text("/", "/") if quantity is Absent.NOT_APPLICABLE else _BLANK


def _term(cell: Cell, identity: Identity, form: Form) -> str:
    """A figure by what tells it from the others of the line; one of another line by its row, too,
    and one of another table by what that is called.
    """
    figure = cell.figure
    table = form.table(figure.table)
    row, column = table.row(figure.row), table.column(figure.column)
    along = figure.row if identity.axis == "rows" else figure.column
    if identity.axis is None or along != identity.line:
        return f"{row.name}·{column.name}"
    name = column.name if identity.axis == "rows" else row.name
    if figure.table == identity.table:
        return name
    return f"{table.band or form.section_of[table.id].short}·{name}"
