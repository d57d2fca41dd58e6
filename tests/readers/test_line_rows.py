"""Rows that an office adds: the workbook made, filled, changed, and read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from compiler.checks.every_check import check
from compiler.format.declaration import Declaration
from compiler.format.form import form_of, form_with
from compiler.report.carrying import continued
from compiler.report.data import to_data
from compiler.report.prior import prior_of_report
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Finding
from compiler.values.report import Report
from compiler.workbook.form.make import blank_report, write_form
from tests.support.any_form import HEAD, loaded
from tests.support.office import converted
from tests.support.spending import (
    accounts,
    blank_workbook,
    by_level,
    declared,
    edited,
    read_workbook,
    reading_of,
    spending,
    workbook,
)

KEYS = ("201", "20101", "2010101", "2010102", "20102", "202", "2020101", "20", "9")
Row = tuple[object, ...]
# Without stored results every sum is added up anew, which is said once.
UNCALCULATED = "C131"


def report_of(reading: Reading) -> Report:
    assert reading.report is not None, [f.message("en") for f in reading.findings]
    return reading.report


def told(reading: Reading) -> list[str]:
    return [f.code for f in check(reading) if f.code != UNCALCULATED]


def writing(rows: Sequence[Row], first: int = 8) -> Callable[[Worksheet], None]:
    def write(sheet: Worksheet) -> None:
        for down, row in enumerate(rows):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(first + down, column).value = value  # type: ignore[union-attr]

    return write


def filled(rows: Sequence[Row], first: int = 8, declaration: Declaration | None = None) -> Reading:
    """A blank workbook in which staff wrote these rows: key, name, and figures after them."""
    made = edited(blank_workbook(declaration), writing(rows, first))
    return read_workbook(made, declaration)


def figure(reading: Reading, row: str, column: str = "total") -> Quantity:
    return report_of(reading).figures[FigureId("spending", row, column)]


@pytest.mark.parametrize("items", [0, 1, 12, 240])
def test_a_workbook_says_what_it_was_made_from(items: int) -> None:
    data = accounts(items)
    reading = read_workbook(workbook(data))
    assert report_of(reading) == reading_of(data).report
    assert reading.findings == ()
    assert reading.form == reading_of(data).form


def test_a_line_has_its_cell() -> None:
    report = report_of(read_workbook(workbook(accounts(3))))
    first = report.lines["spending"][2]
    assert first.ref is not None
    assert (first.id, first.ref.cell) == ("2010101", "A10")
    assert report.origin.refs[FigureId("spending", "2010101", "basic")].cell == "D10"


FILLED: tuple[Row, ...] = (
    ("201", "公共服务"),
    ("20101", "人大事务"),
    ("2010101", "行政运行", None, 10, "1.5"),
    (2010102, " 一般\n管理 ", None, 20, 2),
    (),
    ("205", "教育"),
    ("20502", "普通教育", None, 7, 0),
)


def test_spare_rows_that_staff_filled() -> None:
    """Blank rows part nothing; a key that is a number is its digits; sums are the rows' own."""
    reading = filled(FILLED)
    lines = [(line.key, line.label, line.level) for line in report_of(reading).lines["spending"]]
    assert lines == [
        ("201", "公共服务", 1), ("20101", "人大事务", 2), ("2010101", "行政运行", 3),
        ("2010102", "一般 管理", 3), ("205", "教育", 1), ("20502", "普通教育", 2),
    ]  # fmt: skip
    assert figure(reading, "20101") == Decimal("33.5")
    assert figure(reading, "total") == Decimal("40.5")
    assert told(reading) == ["S110", "W216", "C130"]


def test_levels_in_a_column_of_their_own() -> None:
    rows = [
        ("甲", "一", None, 5, 0, 1),
        ("乙", "二", None, None, None, 1),
        ("丙", "三", None, 1, 2, 2),
    ]
    reading = filled(rows, declaration=by_level())
    assert [line.level for line in report_of(reading).lines["spending"]] == [1, 1, 2]
    assert figure(reading, "乙") == 3
    assert figure(reading, "total") == 8
    assert told(reading) == ["S110"]
    again = read_workbook(workbook(to_data(report_of(reading)), by_level()), by_level())
    assert report_of(again) == report_of(reading)
    skipping = filled(
        [("甲", "一", None, 5, 0, 1), ("乙", "二", None, 1, 0, "二")], declaration=by_level()
    )
    assert told(skipping) == ["S153", "S110"]


FLAT = """\
[format]
id = "foia"
version = "1"
language = "en"
name = "Requests by component"
title = "{agency}{year}"
[[section]]
id = "requests"
heading = "I. Requests"
sheet = "支出决算表"
tables = ["spending"]
[table.spending]
columns = [{ id = "pending", label = ["Requests", "Pending"] }, { id = "received", label = ["Requests", "Received"] }]
rows = [{ id = "overall", label = "AGENCY OVERALL" }]
[table.spending.open]
label = "Component"
[[rule]]
id = "overall"
each = ["spending.columns"]
holds = "overall == sum(lines)"
defines = "overall"
words = "The components add up"
"""


def test_lines_without_keys_before_the_total() -> None:
    flat = loaded(FLAT)
    reading = filled([("Legal", 3, 4), ("HR", 1, 0)], first=7, declaration=flat)
    assert [line.key for line in report_of(reading).lines["spending"]] == ["Legal", "HR"]
    assert [row.id for row in reading.form.table("spending").rows] == ["Legal", "HR", "overall"]  # type: ignore[union-attr]
    assert figure(reading, "overall", "received") == 4
    assert told(reading) == []
    again = read_workbook(workbook(to_data(report_of(reading)), flat), flat)
    assert (report_of(again), again.findings) == (report_of(reading), ())


def mend(**cells: object) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (mend(D12=None, E12=None, A12=None, B12=None), []),  # an emptied row is none
        (mend(A12=None), ["S150"]),
        (mend(B12=None), ["S152"]),
        (mend(A12="2010101"), ["S151"]),
        (mend(A12="2020103"), ["S153"]),
        (mend(A6="总数"), ["W207"]),
        (mend(A5="编码号"), ["W207"]),
        (mend(D6=1), ["T201", "T201", "C135"]),
        (mend(D9=105), ["C135"]),
        (mend(G9="另记"), ["W211"]),
        (mend(A29="注：单位万元"), ["W211"]),
    ],
)
def test_what_was_changed_is_read_or_said(
    edit: Callable[[Worksheet], None], codes: list[str]
) -> None:
    assert told(read_workbook(edited(workbook(accounts(6)), edit))) == codes


def test_what_is_written_below_the_last_mark_is_a_line_too() -> None:
    """No formula reaches there: it is read all the same, and the total does not agree."""

    def below(sheet: Worksheet) -> None:
        marks = [row for row in range(7, 60) if str(sheet.cell(row, 1).value).startswith("↑")]
        for column, value in enumerate(("209", "另一类", 5, 5, 0), start=1):
            sheet.cell(marks[0] + 1, column).value = value  # type: ignore[union-attr]

    reading = read_workbook(edited(workbook(accounts(6)), below))
    assert report_of(reading).lines["spending"][-1].key == "209"
    assert figure(reading, "209") == 5


def test_a_name_that_no_document_holds() -> None:
    found: tuple[Finding, ...] = check(reading_of(spending(["201 公\x01共"])))
    assert [(f.code, f.place.row) for f in found] == [("C140", "201")]


def test_last_year_stands_beside_the_line_with_its_key() -> None:
    last, now = reading_of(accounts(6, 2021)), reading_of(accounts(6))
    assert last.report is not None
    assert last.form is not None
    assert now.report is not None
    assert now.form is not None
    prior = prior_of_report(last.report, last.form, now.form)
    form = form_of(declared())
    report = continued(blank_report(form, None, None), prior, form)
    assert report.lines == last.report.lines
    data = write_form(form_with(declared(), report.lines), report)
    shown = load_workbook(BytesIO(data), data_only=True)["支出决算表"]
    assert [shown.cell(10, column).value for column in (1, 3, 4, 7, 8, 9)] == [
        "2010101", None, None, 6, 1, 5,
    ]  # fmt: skip
    again = report_of(read_workbook(data))
    assert (again.year, again.lines, again.prior) == (2022, report.lines, report.prior)


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_any_lines_come_back_as_they_were(data: st.DataObject) -> None:
    """From data to the workbook and back, whatever the lines nest like and say."""
    amount = st.one_of(st.none(), st.integers(0, 10**9), st.just(0.25))
    keys = data.draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=9).map(sorted))
    rows = [
        {"key": key, "label": data.draw(st.sampled_from(("行政运行", "其他 支出", "=1", "合计"))),
         "figures": {column: data.draw(amount) for column in ("total", "basic", "project")}}
        for key in keys
    ]  # fmt: skip
    report = spending(())
    report["tables"]["spending"] += rows
    was = reading_of(report)
    assert report_of(read_workbook(workbook(report))) == was.report
    assert [f.code for f in check(read_workbook(workbook(report))) if f.code[0] == "S"] == [
        f.code for f in check(was) if f.code[0] == "S"
    ]


LEVELS: tuple[Row, ...] = (
    ("甲", "一", None, None, None, 1),
    ("乙", "二", None, 1, 2, 2),
    ("丙", "三", None, None, None, 2),
    ("丁", "四", None, 3, 4, 3),
    ("戊", "五", None, 5, 6, 3),
    ("己", "六", 15, 7, 7, 1),
)


def test_libreoffice_adds_up_what_staff_wrote(tmp_path: Path) -> None:
    """By level and by key: sums, and the states of the live checks, one of them failing."""
    wrong = (*FILLED, ("2050201", "小学", None, 3, 0), ("2050202", "中学", None, 5, 0))
    typed = (*LEVELS[:2], ("丙", "三", None, 9, None, 2), *LEVELS[3:])  # its lines come to 8
    written = {
        "level": (LEVELS, by_level()),
        "key": (wrong, declared()),
        "typed": (typed, by_level()),
    }
    for name, (rows, declaration) in written.items():
        made = edited(blank_workbook(declaration), writing(rows))
        (tmp_path / f"{name}.xlsx").write_bytes(made)
    (tmp_path / "empty.xlsx").write_bytes(_left_empty())
    sources = [tmp_path / f"{name}.xlsx" for name in (*written, "empty")]
    saved = converted(sources, tmp_path / "saved", recalculating=True)
    sheets = [load_workbook(path, data_only=True) for path in saved]
    assert [sheets[0]["支出决算表"].cell(row, 4).value for row in (6, 8, 10)] == [16, 9, 8]
    # 15 was typed for 7 and 7, which neither the line nor the sum of all lines comes to.
    assert states(sheets[0]) == ["✓", "✗", "✗", "✓", "✓", "✓", "✓", "✓"]
    assert [sheets[1]["支出决算表"].cell(row, 4).value for row in (6, 8, 13)] == [37, 30, 7]
    # 7 was typed for 普通教育, whose lines come to 8; no formula adds a number that is text.
    assert states(sheets[1]) == ["✓", "✗", "✓", "✓", "✓", "✗", "✗", "✗"]
    # The levels tell which lines are added up: 9 was typed for 3 and 5.
    assert states(sheets[2])[-3:] == ["✗", "✗", "✓"]
    # What was left empty is not asked about, and is nothing to others; so says the cell at first.
    told = ["/", "✗", "✓"]
    assert (states(sheets[3]), states(load_workbook(sources[3], data_only=True))) == (told, told)


def _left_empty() -> bytes:
    """A table that may be left empty, and is, and one that says 3 where that says nothing."""
    declaration = loaded(
        HEAD.format(language='"zh"', paper='"A4"')
        + """
[[section]]
id = "a"
heading = "一、甲"
tables = ["a"]
[[section]]
id = "b"
heading = "二、乙"
tables = ["b"]
[table.a]
when_empty = "没有。"
columns = [{ id = "c", label = "数" }]
rows = [{ id = "x", label = "项" }, { id = "all", label = "合计" }]
[table.a.open]
label = "名称"
after = "x"
[table.b]
columns = [{ id = "c", label = "数" }]
rows = [{ id = "all", label = "合计" }]
[[rule]]
id = "sum"
each = ["a.columns"]
holds = "all == x + sum(lines)"
defines = "all"
words = "和"
[[rule]]
id = "same"
holds = "b.all.c == a.all.c"
words = "两表相同"
[[rule]]
id = "most"
holds = "b.all.c <= a.all.c + 3"
words = "至多多 3"
"""
    )
    form = form_of(declaration)
    blank = blank_report(form, 2023, "某局")
    figures = {f: Decimal(3) if f.table == "b" else q for f, q in blank.figures.items()}
    return write_form(form, replace(blank, figures=figures))


def states(book: Workbook) -> list[object]:
    return [row[7] for row in book["校验"].iter_rows(min_row=5, values_only=True)]
