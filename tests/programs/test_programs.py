"""The comparison behind the page of other programs; the programs themselves are not run here."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, Protection

from docs.programs_page import CALCULATED, PARTS, SAVED, programs_page
from tests.programs.__main__ import DATA, as_toml, differences, on_the_page
from tests.programs.calculated import without_results
from tests.programs.facts import Book, Fact, Part, compared, facts, opened, results_of
from tests.programs.installed import CALCULATING, NPM, PACKAGES, PYPI, SAVING, Tools
from tests.programs.measured import saved
from tests.support.workbooks import DISPUTES, PROACTIVE, REQUESTS, full_form

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("programs") / "full.xlsx"
    path.write_bytes(full_form())
    return path


@pytest.fixture(scope="module")
def was(full: Path) -> Book:
    return opened(full)


def changed_facts(full: Path, was: Book) -> dict[str, Fact]:
    """Of the full workbook and one in which a little of everything is otherwise."""
    book: Any = openpyxl.load_workbook(full)
    book[PROACTIVE].protection.sheet = False
    book[REQUESTS]["D7"].protection = Protection(locked=True)
    book[REQUESTS]["D8"] = 987654
    book[REQUESTS]["Z1"] = "新"
    book[REQUESTS]["J7"] = "=1+1"
    book[REQUESTS]["D9"].number_format = "0.00"
    book[REQUESTS]["A1"].font = Font(name="Sans", sz=15)
    book[REQUESTS].freeze_panes = None
    book[DISPUTES].merged_cells.remove("A4:E4")
    book[DISPUTES].data_validations.dataValidation.pop()
    book[DISPUTES].print_title_rows = "1:2"
    book[DISPUTES].page_setup.orientation = "portrait"
    book["校验"].column_dimensions["A"].width += 5
    book["_nianbao"].sheet_state = "visible"
    del book.custom_doc_props["nianbao.format"]
    target = full.with_name("changed.xlsx")
    book.save(target)
    return facts(was, opened(target))


def test_what_became_otherwise_is_noticed_and_nothing_else(full: Path, was: Book) -> None:
    found = changed_facts(full, was)
    touched = {id: (f.lost, f.changed, f.added) for id, f in found.items() if f.kept != f.had}
    touched |= {id: (f.lost, f.changed, f.added) for id, f in found.items() if f.added}
    stored = sum(bool(text) for text in results_of(was, was).values())
    prompts = touched.pop("validations", None), touched.pop("prompts")
    assert prompts == (None, (5, 0, 0))
    assert touched == {
        "protection": (1, 0, 0),
        "unlocked": (1, 0, 0),
        "values": (0, 1, 1),
        "formulas": (0, 1, 0),
        "number_formats": (0, 0, 1),
        "fonts": (0, 1, 0),
        "panes": (1, 0, 0),
        "merges": (1, 0, 0),
        "print_titles": (0, 1, 0),
        "page": (0, 1, 0),
        "widths": (0, 1, 0),
        "hidden": (1, 0, 0),
        "properties": (1, 0, 0),
        "results": (stored, 0, 0),
    }


class Miscopying(Tools):
    """A program that writes 987654 for one figure."""

    def save(self, program: str, source: Path, target: Path) -> None:
        assert program == "miscopying"
        book = openpyxl.load_workbook(source)
        book[REQUESTS]["D8"] = 987654
        book.save(target)


def test_a_figure_that_is_read_otherwise_is_counted(full: Path, tmp_path: Path) -> None:
    found = saved(Miscopying(tmp_path), "miscopying", {"full": full}, tmp_path)
    # The figure and its row's total, which is added up as the stored result is lost.
    assert found["read"]["had"] - found["read"]["same"] == 2
    assert "C131" in found["more"]
    assert found["parts"]["values"]["changed"] == 1


def test_a_fact_counts_every_place_once() -> None:
    before: Part = {("a",): 1, ("b",): 2, ("c",): 3}
    after: Part = {("a",): 1, ("b",): 5, ("d",): 4}
    assert compared(before, after, adding=True) == Fact(3, 1, 1, 1, 1, "2 → 5")
    assert compared(before, before) == Fact(3, 3)


def test_what_is_calculated_cannot_be_what_was_stored(
    full: Path, was: Book, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.xlsx"
    bare.write_bytes(without_results(full.read_bytes()))
    book = opened(bare)
    assert any(results_of(was, was).values())
    assert not any(results_of(book, was).values())
    formulas = facts(was, book)["formulas"]
    assert formulas.kept == formulas.had


def test_what_was_written_is_read_again_and_a_difference_is_told() -> None:
    found = on_the_page()
    again = tomllib.loads(as_toml(found))
    assert {f"{did}.{p}": told for did, by in again.items() for p, told in by.items()} == found
    assert not list(differences(found, found))
    known = found["saved.exceljs"]
    now = {**known, "parts": {**known["parts"], "merges": {"had": 199, "kept": 0, "lost": 199}}}
    assert list(differences(known, now)) == [
        "parts.merges.kept: 199 on the page, 0 now",
        "parts.merges.lost: nothing on the page, 199 now",
    ]


def test_the_page_knows_every_program_at_the_pinned_version() -> None:
    found = on_the_page()
    assert tuple(SAVED) == SAVING
    assert tuple(CALCULATED) == CALCULATING
    assert set(found) == {f"saved.{p}" for p in SAVING} | {f"calculated.{p}" for p in CALCULATING}
    for name, told in found.items():
        package = PACKAGES.get(name.partition(".")[2])
        if package:
            assert told["version"].split(",")[0] == {**NPM, **PYPI}[package], name
        assert set(told.get("parts", PARTS)) == set(PARTS)


def test_its_links_lead_somewhere() -> None:
    text = (DOCS / "other-programs.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        assert not anchor or f'id="{anchor}"' in (DOCS / name).read_text("utf-8"), target
        assert (DOCS / name).is_file(), target


def test_what_was_read_otherwise_would_stand_on_the_page() -> None:
    data: dict[str, Any] = tomllib.loads(DATA.read_text("utf-8"))
    data["saved"]["pyexcel"] |= {"read": {"had": 3, "same": 2}, "more": {"W211": 3}}
    text = programs_page(data)
    assert "3 项（数字、封面、各段文字）里有 2 项相同；多提出 [W211](manual/W.md#w211) ×3。" in text
