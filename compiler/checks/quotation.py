"""What of the prose can be a quote: numbers that are surely a figure with a name, and right.

Given a report and its form, gives what to write instead of each such number, what is left
and why, and the paragraphs as they then stand; they print as before. Must not know a
workbook.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from compiler.checks.prose.agreeing import Agreeing, agreeing
from compiler.checks.prose.paragraph import Paragraph, paragraphs
from compiler.checks.prose.reader import reader_of
from compiler.format.expression import Cell
from compiler.format.form import Form
from compiler.format.linear import linear
from compiler.report.places import Places
from compiler.report.quotes import Quotable, written_apart
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId
from compiler.values.findings import Place
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef
from compiler.values.report import Paragraph as Written
from compiler.values.report import Report

# unnamed: the figure has no name. unsure: the sentence may be read otherwise. blank: a figure
# of the name is not there. spelled: the quote would print otherwise. cell: what stands in the
# cell cannot be written anew.
Reason = Literal["unnamed", "unsure", "blank", "spelled", "cell"]
_DIGITS = re.compile(r"(?:£\s?)?([0-9]+(?:[.,][0-9]+)*)")
_BEFORE, _AFTER = 18, 6


class Replacement(NamedTuple):
    """A number as written and the quote that stands for it, "" where none does.

    `context` are the words about it, the number marked; `reading` the figure in the form's
    own words.
    """

    place: Place
    was: str
    now: str
    context: str
    reading: str


class Quotation(NamedTuple):
    """`narrative` is the report's with every replacement made."""

    replacements: tuple[Replacement, ...]
    left: tuple[tuple[Replacement, Reason], ...]
    narrative: Mapping[str, tuple[Written, ...]]


class _Spot(NamedTuple):
    """A number in its paragraph as written: where it begins and ends there, and why it is left."""

    start: int
    end: int
    replacement: Replacement
    reason: Reason | None


def quotation(report: Report, form: Form) -> Quotation:
    """Every number of the prose that agrees with the tables, as a quote or left."""
    quotable, names = Quotable(form, report), names_of_sums(form)
    narrative = {section: list(texts) for section, texts in report.narrative.items()}
    spots: list[_Spot] = []
    for paragraph in paragraphs(reader_of(report, form, Places(form, report), None)):
        written = narrative[paragraph.section][paragraph.number - 1]
        found = list(_spots(paragraph, written.text, quotable, names))
        text = _replaced(written.text, found)
        if quotable.resolved(text) != quotable.resolved(written.text):
            # A bracket that stood open about the number makes another quote of it.
            found = [spot._replace(reason=spot.reason or "spelled") for spot in found]
            text = written.text
        narrative[paragraph.section][paragraph.number - 1] = replace(written, text=text)
        spots += found
    return Quotation(
        tuple(s.replacement for s in spots if s.reason is None),
        tuple((s.replacement, s.reason) for s in spots if s.reason is not None),
        {section: tuple(texts) for section, texts in narrative.items()},
    )


def without(told: Quotation, report: Report, cells: Collection[CellRef]) -> Quotation:
    """The same with what stands in these cells left as the report has it."""
    kept, left = list[Replacement](), list(told.left)
    for one in told.replacements:
        if CellRef(one.place.sheet or "", one.place.cell or "") in cells:
            left.append((one, "cell"))
        else:
            kept.append(one)
    narrative = {
        section: tuple(
            was if was.ref in cells else now for was, now in zip(texts, told.narrative[section], strict=True)
        )
        for section, texts in report.narrative.items()
    }  # fmt: skip
    return Quotation(tuple(kept), tuple(left), narrative)


def names_of_sums(form: Form) -> dict[frozenset[FigureId], str]:
    """The names by which figures, or sums of figures, can be quoted."""
    names: dict[frozenset[FigureId], str] = {}
    for name, node in form.quotable.items():
        terms = linear(node) or {}
        own = [c for c, k in terms.items() if isinstance(c, Cell) and not c.prior and k == 1]
        if own and len(own) == len(terms):
            names.setdefault(frozenset(cell.figure for cell in own), name)
    return names


def _spots(
    paragraph: Paragraph, text: str, quotable: Quotable, names: Mapping[frozenset[FigureId], str]
) -> Iterator[_Spot]:
    printed = paragraph.skeleton.written
    pieces = list(_outside_quotes(text, quotable))
    for spoken in paragraph.spoken:
        for found in agreeing(paragraph, spoken):
            number = found.number
            place = next(
                (p for p in pieces if p.begin <= number.start and number.end <= p.end), None
            )
            name = names.get(frozenset(found.candidate.figures), "")
            if place is None or not (name or found.sure):
                continue
            digits = _DIGITS.match(printed, number.start)
            start, end = digits.span(1) if digits else (number.start, number.end)
            reason = _reason(found, name, printed[start:end], quotable)
            replacement = Replacement(
                paragraph.place, printed[start:end], f"{{{name}}}" if name else "",
                _about(printed, start, end), paragraph.reading(found.candidate),
            )  # fmt: skip
            shift = place.origin - place.begin
            yield _Spot(start + shift, end + shift, replacement, reason)


def _reason(found: Agreeing, name: str, digits: str, quotable: Quotable) -> Reason | None:
    """Why a number is left; None if its quote prints the same, this year and next."""
    if not name:
        return "unnamed"
    if not found.sure:
        return "unsure"
    if (shown := quotable.shown(name)) is None:
        return "blank"
    return None if found.as_kept and shown == digits else "spelled"


class _Piece(NamedTuple):
    """Where a stretch outside of quotes begins and ends as printed, and begins as written."""

    begin: int
    end: int
    origin: int


def _outside_quotes(text: str, quotable: Quotable) -> Iterator[_Piece]:
    printed = written = 0
    for piece, name in written_apart(text):
        shown = piece if name is None else quotable.resolved(piece)
        if name is None:
            yield _Piece(printed, printed + len(shown), written)
        printed, written = printed + len(shown), written + len(piece)


def _replaced(text: str, spots: list[_Spot]) -> str:
    for spot in sorted(spots, key=lambda spot: spot.start, reverse=True):
        if spot.reason is None:
            text = text[: spot.start] + spot.replacement.now + text[spot.end :]
    return text


def _about(text: str, start: int, end: int) -> str:
    """The number marked among the words next to it, within its paragraph."""
    before, after = text[:start], text[end:]
    before = before if len(before) <= _BEFORE else "…" + before[-_BEFORE:]
    after = after if len(after) <= _AFTER else after[:_AFTER] + "…"
    return f"{before}【{text[start:end]}】{after}"
