"""A report of any form comes back as it was from its workbook, its data and its document.

Forms with everything at once, a few of them each time:

    NIANBAO_EXAMPLES=200 python -m pytest tests/whole/test_any_form.py
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.format.form import Form, form_with
from compiler.format.left_empty import left_empty
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.raw import RawCell
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.main_parts import main_parts
from compiler.ooxml.words.visible import seen_in
from compiler.pipeline import written
from compiler.proof.verify import examine
from compiler.readers.workbook.read import read_form
from compiler.report.data import to_json
from compiler.report.desk import Only
from compiler.report.from_data import read_data
from compiler.report.in_print import in_print, read_again
from compiler.report.match import match
from compiler.report.outcome import Outcome
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Said
from compiler.values.origin import Source
from compiler.values.report import OpenLine, Report
from compiler.workbook.form.make import blank_report, write_form
from tests.support.any_form import HEAD, declarations, loaded, reports
from tests.support.workbooks import edited, moved, raw_cells

EXAMPLES = int(os.environ.get("NIANBAO_EXAMPLES", "6"))
SOURCE = Source("年报.json", "json", "")


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_workbook_data_and_document_of_any_form_give_the_report_back(data: st.DataObject) -> None:
    comes_back(*data.draw(reports(data.draw(declarations()))))


# Forms that once came back otherwise.
LINES_FIRST = """
[table.t]
columns = [{ id = "a", label = ["数", "甲"] }]
rows = [{ id = "all", label = "合计" }]
[table.t.open]
key = "编码"
label = "名称"
level = "级次"
"""
WORDS_ALONE = """
[table.t]
band = "表一"
unit_line = "单位：略"
columns = [{ id = "a", label = "甲", type = "text" }, { id = "b", label = "乙", type = "text" }]
[table.t.open]
label = "名称"
"""
# Between the heads and the first line there is a row of numbers.
COLUMNS_COUNTED = LINES_FIRST.replace("[table.t]\n", '[table.t]\ncolumn_numbers = "栏次"\n', 1)
# Shown on the right of a line as wide as the page.
LETTER_LINE = """
[table.t]
above = [["{agency}", "{year}年"]]
columns = [{ id = "a", label = "甲", type = "text" }]
rows = [{ id = "r", label = "行" }]
"""


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (LINES_FIRST, (OpenLine("1", "1", "上", 1), OpenLine("2", "2", "下", 2))),
        (WORDS_ALONE, (OpenLine("张三", "张三", "张三", 1),)),
        (WORDS_ALONE, ()),
        (COLUMNS_COUNTED, (OpenLine("1", "1", "上", 1), OpenLine("2", "2", "下", 2))),
        (COLUMNS_COUNTED, ()),
        (LETTER_LINE, ()),
    ],
    ids=(
        "lines first, by level",
        "words alone",
        "no line at all",
        "columns counted",
        "columns of no line counted",
        "a line over a table",
    ),
)
def test_forms_that_once_came_back_otherwise(table: str, lines: tuple[OpenLine, ...]) -> None:
    comes_back(*with_lines(table, lines))


def with_lines(table: str, lines: tuple[OpenLine, ...]) -> tuple[Form, Report]:
    """A form of this one table, and its report with these lines."""
    section = '[[section]]\nid = "s"\nheading = "一、表"\ntables = ["t"]\n'
    declaration = loaded(HEAD.format(language='"en"', paper='"Letter"') + section + table)
    own = {"t": lines} if declaration.tables[0].open_rows else {}
    form = form_with(declaration, own)
    figures = {
        f: Said("字") if form.type_of(f).kind == "text" else Decimal(1) for f in form.figures
    }
    return form, replace(blank_report(form, 2023, "某局"), figures=figures, lines=own)


def row_of_numbers(cells: Mapping[tuple[int, int], RawCell]) -> int:
    return next((row for (row, _), cell in cells.items() if cell.text == "栏次"), 0)


@pytest.mark.parametrize("gone", [1, 2], ids=("the numbers", "and where lines begin"))
def test_lines_are_all_read_where_the_row_of_column_numbers_was_deleted(gone: int) -> None:
    lines = (OpenLine("1", "1", "上", 1), OpenLine("2", "2", "下", 2))
    form, report = with_lines(COLUMNS_COUNTED, lines)
    data = write_form(form, report)
    sheet, cells = next((s, c) for s, c in raw_cells(data).items() if row_of_numbers(c))
    first, last = row_of_numbers(cells), max(row for row, _ in cells)
    rows = range(first, first + gone)
    emptied = edited(data, sheet, {cell_name(*at): None for at in cells if at[0] in rows})
    shorter = moved(
        emptied,
        sheet,
        lambda r: last + r if r in rows else r - gone if r > first else r,
    )
    book = read_form(shorter, SOURCE, "年报.xlsx", Only(form.declaration))
    assert book.report
    assert (book.report.lines, book.report.figures) == (report.lines, report.figures)


def comes_back(form: Form, report: Report) -> None:
    shelf = Only(form.declaration)

    book = read_form(write_form(form, report), SOURCE, "年报.xlsx", shelf)
    assert (book.report, book.findings) == (report, ())
    assert book.form == form
    data = read_data(to_json(report).encode(), SOURCE, "年报.json", shelf)
    assert (data.report, data.findings) == (report, ())

    outcome = written(Outcome(book, ()), report, form, "年报.json", None, draft=False)
    assert outcome.document, [f.message("zh") for f in outcome.findings]
    found = examine(outcome.document, SOURCE, "年报.docx", shelf)
    assert (found.status, found.report, found.findings) == ("intact", report, ())

    package = open_package(outcome.document, "年报.docx", "docx")
    assert isinstance(package, Package)
    seen = match(seen_in(main_parts(package)), form, SOURCE)
    assert seen.report
    assert seen.report.figures == {
        figure: as_shown(form, report, figure) for figure in form.figures
    }


def as_shown(form: Form, report: Report, figure: FigureId) -> Quantity:
    """What a figure is to whoever has the document alone: a form may print nothing for a 0, or
    no table at all.
    """
    left = left_empty(form, figure.table, report.figures)
    if left and not form.table(figure.table).printing.drawn_empty:
        return Absent.BLANK
    type = form.type_of(figure)
    return read_again(in_print(report.figures[figure], type, form.language), type)
