"""What people do to a workbook in LibreOffice, done there by LibreOffice, is read or said."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from compiler.checks.every_check import check
from compiler.values.figures import FigureId
from tests.support.spending import accounts, read_workbook, reading_of, workbook
from tests.support.workbooks import findings, full_form, full_report, read

SCRIPT = Path(__file__).parents[1] / "support" / "office_actions.py"
PICTURE = Path(__file__).parents[2] / "docs" / "page.png"
# By action: what is said of it, and the paragraphs of 六 where they are not the form's own.
EXPECTED: Mapping[str, tuple[str, tuple[str, ...] | None]] = {
    "hide_row": ("C141", ("无。", "隐藏的一段。")),
    "no_height": ("C141", ("无。", "高为零的一段。")),
    "hide_column": ("C141", None),
    "hide_figure_row": ("C141", None),
    "hide_sheet": ("W225", None),
    "copy_and_hide": ("W226", None),
    "strike_sentence": ("C142", ("无。", "留下。删去。")),
    "strike_figure": ("C107", None),
    "raise_digit": ("C107", None),
    "merge_over": ("C143", ("无。", "盖住的一段。")),
    "insert_row": ("W208", None),
    "delete_row": ("W208", None),
    "sort_rows": ("", ("丙。", "无。")),
    "shown_in_yuan": ("C106", None),
    "shown_in_thousands": ("C106", None),
    "date_in_prose": ("S143", ("无。", "2025年1月10日")),
    "percent_in_prose": ("", ("无。", "98.5%")),
    "telephone_format": ("", None),
    "date_on_cover": ("S141", None),
    "formula_as_text": ("C108", ("无。", '=三!J7&"件"')),
    "text_box": ("W227", None),
    "picture": ("W227", None),
    "chart": ("W227", None),
}
UNREADABLE = ("C106", "C107")


def python_with_uno() -> str:
    """LibreOffice's own Python, or the system's with python3-uno."""
    for program in ("/usr/bin/python3", "/opt/libreoffice/program/python"):
        if Path(program).exists():
            asked = subprocess.run([program, "-c", "import uno"], check=False, capture_output=True)
            if asked.returncode == 0:
                return program
    pytest.skip("no Python with uno is installed")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks that LibreOffice saved, one after each action."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("actions")
    source = folder / "年报.xlsx"
    source.write_bytes(full_form())
    adding = folder / "决算.xlsx"
    adding.write_bytes(workbook(accounts(12)))
    given = [source, folder / "saved", PICTURE, adding]
    command = [python_with_uno(), str(SCRIPT), *map(str, given)]
    subprocess.run(command, check=True, timeout=400, capture_output=True)
    return folder / "saved"


@pytest.mark.parametrize("action", EXPECTED)
def test_what_was_done_is_read_or_said(action: str, saved: Path) -> None:
    data = (saved / f"{action}.xlsx").read_bytes()
    report = read(data).report
    assert report is not None
    code, paragraphs = EXPECTED[action]
    found = Counter(f.code for f in findings(data)) - Counter(f.code for f in findings(full_form()))
    found.pop("C131", None)
    assert dict(found) == ({code: 1} if code else {})
    kept = {f: v for f, v in report.figures.items() if v == full_report().figures[f]}
    assert len(report.figures) - len(kept) == (code in UNREADABLE)
    texts = tuple(p.text for p in report.narrative["other"])
    assert texts == (paragraphs or tuple(p.text for p in full_report().narrative["other"]))


# By action: what is said of it, how many lines more, and what is more in 合计 of 基本支出.
ADDED: Mapping[str, tuple[list[str], int, int]] = {
    "line_inside": (["C135"], 1, 100),
    "line_before_the_last_mark": (["C135"], 1, 5),
    "line_in_a_spare_row": ([], 1, 5),
    "line_of_a_new_group": ([], 2, 5),
    "lines_deleted": ([], -2, -32),
    "marks_deleted": ([], 0, 0),
}


@pytest.mark.parametrize("action", ADDED)
def test_lines_that_were_added_are_added_up(action: str, saved: Path) -> None:
    """What LibreOffice stored in the totals is what the lines come to."""
    reading = read_workbook((saved / f"{action}.xlsx").read_bytes())
    was = reading_of(accounts(12)).report
    assert reading.report is not None
    assert was is not None
    told, lines, more = ADDED[action]
    assert [f.code for f in check(reading)] == told
    assert len(reading.report.lines["spending"]) == len(was.lines["spending"]) + lines
    total = FigureId("spending", "total", "basic")
    before, now = was.figures[total], reading.report.figures[total]
    assert isinstance(before, Decimal)
    assert now == before + more
    book = load_workbook(saved / f"{action}.xlsx", data_only=True)
    states = [row[7] for row in book["校验"].iter_rows(min_row=5, values_only=True)]
    assert states == ["✓"] * 8


def test_entries_of_the_cover_are_as_libreoffice_shows_them(saved: Path) -> None:
    for action, key, shown in (
        ("telephone_format", "telephone", "0517-8888888"),
        ("date_on_cover", "date", "2025年1月10日"),
    ):
        report = read((saved / f"{action}.xlsx").read_bytes()).report
        assert report is not None
        assert report.agency[key] == shown
