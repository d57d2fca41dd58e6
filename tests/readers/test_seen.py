"""What is seen is what is read, or it is said: every row of the manual's page of cells."""

from __future__ import annotations

from collections import Counter

import pytest

from compiler.checks.every_check import check
from compiler.format.figure_type import BUILT_IN
from compiler.ooxml.cells.cell_looks import Look
from compiler.ooxml.cells.raw import Marked, RawCell
from compiler.ooxml.cells.shown import shown_value
from compiler.readers.workbook.figure_faults import fault_of, stand_in
from compiler.readers.workbook.shown_figure import as_seen
from compiler.readers.workbook.shown_text import text_of
from compiler.readers.workbook.table_figures import quantity_in
from compiler.report.typed import typed
from compiler.text.numerals import plain
from compiler.values.figures import Absent, Quantity, Unreadable
from compiler.values.report import Report
from tests.support.seen_cells import SEEN_CELLS, SeenCell, Where
from tests.support.workbooks import figure, form, full_form, read

FIGURES: dict[Where, str] = {
    "count": "article20_5.licences.decisions",
    "amount": "article20_9.procurement.amount",
}


def value_read(report: Report, where: Where) -> str | None:
    if where in FIGURES:
        return _as_text(report.figures[figure(FIGURES[where])])
    if where == "prose":
        return next((p.text for p in report.narrative["other"] if _cell(p.ref) == "B6"), None)
    if where == "slip":
        return next((slip.date for slip in report.slips), None)
    return report.agency.get(where)


def _cell(ref: object) -> str | None:
    return getattr(ref, "cell", None)


def _as_text(quantity: Quantity) -> str | None:
    return None if isinstance(quantity, Absent | Unreadable) else plain(quantity)


@pytest.mark.parametrize("row", SEEN_CELLS, ids=lambda row: f"{row.where}: {row.what.en}")
def test_a_cell_gives_what_it_shows_or_a_finding_says_why_not(row: SeenCell) -> None:
    reading = read(row.edit(full_form()))
    assert reading.report is not None
    assert value_read(reading.report, row.where) == row.value
    before = Counter(f.code for f in check(read(full_form())))
    found = Counter(f.code for f in check(reading)) - before
    about_cells = {c: n for c, n in found.items() if c[0] in "CW" and c != "W217"}
    assert about_cells == dict.fromkeys(row.codes, 1)


def test_an_unreadable_figure_stays_unreadable_as_data() -> None:
    """What stands for a figure that is not what it seems is no number in any other form."""
    for row in SEEN_CELLS:
        report = read(row.edit(full_form())).report
        assert report is not None
        if row.where in FIGURES and row.value is None:
            given = report.figures[figure(FIGURES[row.where])]
            if isinstance(given, Unreadable):
                assert isinstance(typed(given.text, BUILT_IN["amount"]).quantity, Unreadable)


@pytest.mark.parametrize("stored", ["0", "12.5", " 7 ", "/", "#VALUE!", '=DISPIMG("ID_1",1)'])
def test_what_stands_in_a_pictures_stead_is_no_number_anywhere(stored: str) -> None:
    cell, amount = RawCell("picture", stored), BUILT_IN["amount"]
    fault = fault_of(cell, amount, date1904=False)
    assert fault is not None
    instead = typed(stand_in(cell, fault), amount).quantity
    assert isinstance(instead, Unreadable)
    assert stored.strip() in instead.text


@pytest.mark.parametrize("stored", ["1,000", "１２", "/", "INF", "1e999999999", "0x10", "一千"])
def test_what_is_stored_as_a_number_and_is_none_is_no_number_anywhere(stored: str) -> None:
    """A damaged cell; in the data sealed in a draft it is still what it was."""
    beyond = RawCell("number", "99999999", look=Look("yyyy-mm-dd"))  # no day
    damaged = [RawCell("number", stored, look=Look(code)) for code in ("General", "yyyy-mm-dd")]
    for cell in (*damaged, beyond):
        read_as = quantity_in(cell, form(), figure(FIGURES["amount"]), date1904=False)
        assert isinstance(read_as, Unreadable)
        assert cell.text in read_as.text
        assert typed(read_as.text, BUILT_IN["amount"]).quantity == read_as


def test_what_is_not_known_of_a_format_is_said_with_none() -> None:
    from decimal import Decimal

    assert shown_value(Decimal("0.5"), "# ?/?") is None
    assert shown_value(Decimal(-1), "yyyy/m/d") is None


def test_a_number_among_words_is_written_as_its_format_shows_it() -> None:
    stored = "0.30000000000000004"
    assert text_of(RawCell("number", stored)) == "0.3"
    assert text_of(RawCell("number", "3.5", look=Look("0.00"))) == "3.50"
    assert text_of(RawCell("text", stored)) == stored


def test_what_is_stored_as_a_number_and_is_none_is_not_shown_otherwise() -> None:
    """Its text is refused where figures are read: the format of the cell has no part in it."""
    thousands = Look("0.0,")
    count = BUILT_IN["count"]
    assert fault_of(RawCell("number", "12345", look=thousands), count, date1904=False) is not None
    assert fault_of(RawCell("number", "1,2", look=thousands), count, date1904=False) is None


def test_letters_that_look_otherwise_are_told_so_that_no_number_can_be_read() -> None:
    assert as_seen("81", (Marked("raised", "1", 1),)) == "8¹"
    assert as_seen("81", (Marked("struck", "8", 0),)) == "8\N{COMBINING LONG STROKE OVERLAY}1"
    # A letter that has no small form is shown as it is.
    assert as_seen("5件", (Marked("lowered", "件", 1),)) == "“5件”"
