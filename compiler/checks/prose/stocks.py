"""What a stock was at the year's beginning and how it changed within the year: 比年初净增2件.

Given a sentence, gives findings. A stock is a figure that a rule makes of last year's and of
what came and went; so its change stands in this year's tables, and its beginning, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.expression import Cell
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity, Values

# What came, with 1, and what went, with -1.
Flows = tuple[tuple[int, FigureId], ...]


def stock_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each change since the beginning, and each number at it, that the year's flows do not give."""
    for position, slots in enumerate(spoken.slots):
        amount = slots.segment.amount
        number = amount.number if amount else None
        if amount is None or number is None or number.kind != "count" or number.approximate:
            continue
        at_beginning = slots.why != "difference" and _is_at_beginning(spoken, position)
        if slots.unknown or not (at_beginning or slots.why == "difference"):
            continue
        stock = _stock(slots, paragraph.reader.form)
        if stock is None or not _counted_alike(paragraph, slots, number):
            continue
        flows = flows_of(paragraph.reader.form)[stock]
        change = _change(paragraph, flows)
        now = paragraph.reader.value(Candidate((stock,)))
        if change is None or now is None:
            continue
        if not at_beginning:
            yield from _changed(paragraph, slots, amount, stock, now, change)
        elif number.value != now - change:
            yield _began(paragraph, slots, amount, stock, now - change, flows)


@lru_cache(maxsize=16)
def flows_of(form: Form) -> Mapping[FigureId, Flows]:
    """By its figure each stock's flows, as the rules over two years have them."""
    found = {}
    for identity in form.identities:
        if identity.needs_prior and identity.holds.relation == "==":
            for figure in identity.figures:
                if flows := _flows(identity, figure):
                    found[figure] = flows
    return found


def _flows(identity: Identity, stock: FigureId) -> Flows:
    """Empty unless the figure is last year's same figure and whole flows of this year."""
    terms = dict(identity.difference or {})
    own, before = terms.pop(Cell(stock), None), terms.pop(Cell(stock, prior=True), None)
    if own not in (1, -1) or before is None or own != -before:
        return ()
    if not terms or any(cell is None or cell.prior or abs(k) != 1 for cell, k in terms.items()):
        return ()
    return tuple((int(-k * own), cell.figure) for cell, k in terms.items() if cell)


def _stock(slots: Slots, form: Form) -> FigureId | None:
    """The stock that the clause speaks of: its column named or carried, or the only one of its row."""
    rows = slots.rows or ((slots.carried_rows,) if slots.carried_rows else ())
    if len({m.ids for m in rows}) != 1:
        return None
    columns = slots.columns or ((slots.carried_columns,) if slots.carried_columns else ())
    roles = slots.segment.roles
    of_all = "net" in roles or "beginning" in roles  # what needs no column to speak of the stock
    if not columns and not of_all:
        return None
    if slots.columns and len({m.ids for m in slots.columns}) > 1:
        return None
    row = rows[-1].ids
    of_row = [f for f in flows_of(form) if f.table == slots.table and (f.row,) == row]
    fit = [f for f in of_row if not columns or columns[-1].ids == (f.column,)]
    if not fit and "net" in roles and not slots.columns:
        fit = of_row
    return fit[0] if len(fit) == 1 else None


def _counted_alike(paragraph: Paragraph, slots: Slots, number: ProseNumber) -> bool:
    units = paragraph.reader.lexicon.how_counted(slots.table).units
    return not number.unit or not units or number.unit in units


def _change(paragraph: Paragraph, flows: Flows) -> Decimal | None:
    values = [(sign, paragraph.reader.value(Candidate((figure,)))) for sign, figure in flows]
    if any(value is None for _, value in values):
        return None
    return sum((sign * value for sign, value in values if value is not None), Decimal(0))


def _changed(
    paragraph: Paragraph, slots: Slots, amount: Token, stock: FigureId, now: Decimal, change: Decimal
) -> Iterator[Finding]:  # fmt: skip
    number, roles = amount.number, slots.segment.roles
    assert number is not None
    fewer, more = "fewer" in roles, "more" in roles
    if fewer == more or roles.isdisjoint(("net", "beginning", "compared")):
        return
    if (-number.value if fewer else number.value) == change:
        return
    sure = "net" in roles or "beginning" in roles or bool(slots.columns)
    one = Candidate((stock,))
    values: Values = {
        "said": plain(number.value), "expected": plain(abs(change)), "part": plain(now),
        "whole": plain(now - change), "sign": number.unit, "reading": paragraph.read_as(one),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.WRONG_GROWTH, slots.segment.start, amount.end, values, related=paragraph.related(one),
        expected=plain(abs(change)), actual=plain(number.value),
        involved=(plain(now), plain(now - change)),
        severity=Severity.WARNING if sure else Severity.ADVICE,
    )  # fmt: skip


def _is_at_beginning(spoken: Spoken, position: int) -> bool:
    """年初的30件, 由上年末的31件变为…; 其中上年制发6件 tells a part."""
    slots = spoken.slots[position]
    roles = slots.segment.roles
    if (
        slots.why not in ("last_year", "part_of_year", "beginning")
        or "opens" in roles
        or "rest" in roles
    ):
        return False
    if not slots.columns and any("opens" in s.segment.roles for s in spoken.slots[:position]):
        return False
    if not (slots.columns or slots.carried_columns) and not all(
        map(_only_tells, slots.segment.tokens)
    ):
        return False
    return "beginning" in roles or ("from" in roles and "last_year" in roles)


_TELLING = ("的", "为", "有", "是", "共", "计", "达", "共有", "实有", "尚有", "由", "从", "件")


def _only_tells(token: Token) -> bool:
    """年初有规范性文件30件: nothing beside the row, the time and the number; 年初确定5件 is none."""
    return (
        token.number is not None
        or token.text in _TELLING
        or token.has("beginning")
        or bool(token.word and token.word.meanings)
    )


def _began(
    paragraph: Paragraph, slots: Slots, amount: Token, stock: FigureId, begin: Decimal, flows: Flows
) -> Finding:  # fmt: skip
    """The number at the beginning: the stock less what came and with what went."""
    number, label = amount.number, paragraph.reader.form.label_of
    assert number is not None
    formula = label(stock) + "".join(
        f" {'－' if sign > 0 else '＋'} {label(figure)}" for sign, figure in flows
    )
    figures = Candidate((stock, *(figure for _, figure in flows)))
    values: Values = {
        "said": paragraph.written(number), "figure": plain(begin), "label": formula,
        "reading": paragraph.reading(Candidate((stock,))),
    }  # fmt: skip
    return paragraph.finding(
        kinds.CONTRADICTS_TABLE, slots.segment.start, amount.end, values,
        severity=Severity.WARNING, related=paragraph.related(figures), expected=plain(begin),
        actual=plain(number.value), involved=(plain(number.value), plain(begin)),
    )  # fmt: skip
