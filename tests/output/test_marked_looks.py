"""How the marked copy looks: colours that are seen, the list of results, fills given back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Font, PatternFill, Side

from compiler.checks.diagnosing.diagnose import diagnose
from compiler.checks.every_check import check
from compiler.output.diagnosed import diagnosis_lines
from compiler.output.marked.looks import OWN, RELATED
from compiler.output.marked.memory import MARKS_SHEET
from compiler.output.marked.said import Told
from compiler.values.findings import SEVERITY_NAMES, Finding, Place
from compiler.workbook.form.cell_styles import INPUT, LABEL
from compiler.workbook.form.fills import form_fills
from compiler.workbook.form.make import write_form
from tests.support.marks import (
    ERROR,
    RELATED_TO_ERROR,
    RESULTS,
    Saves,
    at,
    colours,
    faulty,
    looks,
    mark,
    marked_faulty,
    notes,
    openpyxl_saves,
    own_book,
    with_a_cause,
)
from tests.support.office import converted
from tests.support.pictures import areas, dots, page_of
from tests.support.workbooks import (
    PROACTIVE,
    REQUESTS,
    findings,
    form,
    full_report,
    read,
    report_of,
    without,
)

# A cell's area on the picture is hundreds of pixels.
_AREA = 100


def rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[-6:])
    return red, green, blue


# What is seen


def test_severity_is_seen_by_colour_whatever_the_live_marks_say(tmp_path: Path) -> None:
    """The form's own marks for cells that disagree must not lie over these colours."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(marked_faulty())
    [pdf] = converted([path], tmp_path / "pdf", to="pdf")
    seen = areas(page_of(pdf, PROACTIVE, tmp_path))
    shown = {colour for colour, size in seen.items() if size >= _AREA}
    wanted = [*OWN.values(), RELATED_TO_ERROR, next(iter([*RELATED.values()][1:])), INPUT, LABEL]
    assert shown == {(255, 255, 255), *map(rgb, wanted)}


def test_a_cell_that_disagrees_is_seen_in_the_form_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(faulty())
    [pdf] = converted([path], tmp_path / "pdf", to="pdf")
    reds = [
        count
        for (red, green, blue), count in dots(page_of(pdf, PROACTIVE, tmp_path)).items()
        if red > 180 and green < 60 and blue < 60
    ]
    assert sum(reds) > 200


# The list of results


def rows_of_results(data: bytes) -> list[list[object]]:
    rows = [[c.value for c in row] for row in load_workbook(BytesIO(data))[RESULTS].iter_rows()]
    header = next(n for n, row in enumerate(rows) if row[2] == "编码")
    return rows[header + 1 :]


def test_results_are_listed_by_severity_however_findings_come() -> None:
    found = findings(faulty())[::-1]
    assert [f.level.rank for f in found] != sorted(f.level.rank for f in found)
    grades = [row[1] for row in rows_of_results(mark(faulty(), found))]
    ranks = {name.zh: level.rank for level, name in SEVERITY_NAMES.items()}
    assert [ranks[str(grade)] for grade in grades] == sorted(f.level.rank for f in found)


def test_places_are_not_cut_off() -> None:
    sheet = load_workbook(BytesIO(marked_faulty()))[RESULTS]
    room = sheet.column_dimensions["D"].width
    for row in rows_of_results(marked_faulty()):
        assert sum(1 + (east_asian_width(c) in "WFA") for c in str(row[3])) < room


def told_of(data: bytes) -> tuple[tuple[Finding, ...], Told]:
    reading = read(data)
    found = check(reading)
    diagnosis = diagnose(reading, found)
    assert diagnosis.causes
    return found, Told("不能定稿", tuple(diagnosis_lines(diagnosis, "zh")), diagnosis.causes)


def test_causes_and_repairs_stand_below_the_verdict() -> None:
    found, told = told_of(with_a_cause())
    data = mark(with_a_cause(), found, told=told)
    sheet = load_workbook(BytesIO(data))[RESULTS]
    said = [cell.value for cell in sheet["A"]]
    assert said[1] == "不能定稿"
    assert said[2 : 2 + len(told.lines)] == [opening + text for opening, text in told.lines]
    assert "可能的原因：" in str(said[2])
    assert any("最少改动：" in str(line) for line in said)
    assert [row[2] for row in rows_of_results(data)] == [f.code for f in found]
    assert looks(mark(data, ())) == looks(with_a_cause())


def test_a_cell_that_a_cause_names_says_the_cause() -> None:
    found, told = told_of(with_a_cause())
    data = mark(with_a_cause(), found, told=told)
    assert f"可能的原因：{told.causes[0].message.zh}" in notes(data, REQUESTS)["J7"]
    assert colours(data, REQUESTS)["E7"] == RELATED_TO_ERROR
    only_the_cause = notes(data, REQUESTS)["E7"]
    assert only_the_cause == f"〔校验结果〕可能的原因\n{told.causes[0].message.zh}"


def test_many_causes_leave_room_for_the_findings() -> None:
    found, told = told_of(with_a_cause())
    many = Told(told.verdict, told.lines * 20, told.causes)
    assert load_workbook(BytesIO(mark(faulty(), found, told=told)))[RESULTS].freeze_panes
    assert load_workbook(BytesIO(mark(faulty(), found, told=many)))[RESULTS].freeze_panes is None


# Fills of the user


def own_colours() -> bytes:
    """A workbook that never was marked, in which the user likes one of our colours."""
    book = load_workbook(BytesIO(own_book()))
    for cell in ("A2", "B5"):
        book["表"][cell].fill = PatternFill("solid", fgColor=ERROR)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_colour_like_a_mark_in_a_workbook_that_never_was_marked_stays() -> None:
    data = own_colours()
    assert mark(data, ()) == data


@pytest.mark.parametrize("saves", [None, openpyxl_saves])
@pytest.mark.parametrize("cell", ["A2", "A1", "D7"])
def test_a_colour_like_a_mark_outlives_the_marks(
    cell: str, saves: Saves | None, tmp_path: Path
) -> None:
    data = mark(own_colours(), at("表", cell))
    again = mark(data, at("表", cell))
    unmarked = mark(saves(again, tmp_path) if saves else again, ())
    assert colours(unmarked, "表") == {"A2": ERROR, "B5": ERROR}


@pytest.mark.parametrize("saves", [None, openpyxl_saves])
def test_where_the_memory_was_deleted_cells_of_the_form_have_its_fills(
    saves: Saves | None, tmp_path: Path
) -> None:
    data = without(marked_faulty(), MARKS_SHEET)
    data = saves(data, tmp_path) if saves else data
    unmarked = mark(data, (), fills=form_fills(report_of(data), form()))
    for sheet in (PROACTIVE, REQUESTS):
        fills = [
            {cell: look[5:7] for cell, look in looks(each)[sheet].items()}
            for each in (faulty(), unmarked)
        ]
        assert fills[0] == fills[1]


def test_the_fills_of_a_form_are_those_that_it_is_written_with() -> None:
    data = write_form(form(), full_report())
    shown = looks(data)
    fills = form_fills(report_of(data), form())
    assert len(fills) > 200
    for (sheet, cell), colour in fills.items():
        assert shown[sheet][cell][5:7] == ("solid", colour), (sheet, cell)


# Large workbooks


def many_styles(count: int) -> bytes:
    book = Workbook()
    for number in range(count):
        cell = book.active.cell(number + 1, 1, number)
        cell.font = Font(size=1 + number / 4)
        cell.border = Border(left=Side("thin", color=f"{number:06X}"))
        cell.fill = PatternFill("solid", fgColor=f"{number:06X}")
    target = BytesIO()
    book.active.title = "表"
    book.save(target)
    return target.getvalue()


@pytest.mark.unexamined
def test_marks_on_cells_of_many_styles_come_and_go(tmp_path: Path) -> None:
    data = many_styles(800)
    [one] = at("表", "A1")
    found = tuple(
        Finding(one.kind, Place(sheet="表", cell=f"A{n}"), one.values) for n in range(1, 801)
    )
    copy = mark(data, found)
    copy = openpyxl_saves(copy, tmp_path)  # styles are counted anew, so fills are given back
    unmarked = mark(copy, ())
    assert looks(unmarked) == looks(data)
