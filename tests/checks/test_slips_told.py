"""Slips that several cells or other evidence show: shifts, exchanges, blanks, what was left out.

Each is planted in figures that agree; what is expected is the cells it was made in and no other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from compiler.checks.diagnosing.parts import Part, broken_groups, sheet_of, whole
from compiler.checks.diagnosing.patterns import Story
from compiler.checks.diagnosing.weighing import undoing
from compiler.checks.prose.witness import Said
from compiler.format.judgement import judgements
from compiler.text.language import Text
from compiler.values.dataclass import replace
from compiler.values.diagnosis import Change, Repair
from compiler.values.figures import FigureId
from tests.support.examples import clean_data, declaration_of, report_of
from tests.support.running import nianbao

Cell = tuple[str, str, str]
APPLICANTS = (
    "natural_person", "enterprise", "research", "social_organisation", "legal_services", "other",
)  # fmt: skip
ROWS = {
    "received": (640, 52, 0, 0, 3, 2),
    "carried_in": (17, 0, 0, 0, 0, 0),
    "granted": (415, 23, 0, 0, 2, 1),
    "refused_third_party": (9, 4, 0, 0, 0, 0),
    "refused_internal": (31, 13, 0, 0, 0, 0),
    "refused_deliberative": (57, 6, 0, 0, 1, 0),
    "unavailable_not_held": (126, 5, 0, 0, 0, 1),
    "carried_out": (19, 1, 0, 0, 0, 0),
}
DISPUTES = {
    "reconsideration": (37, 8, 21, 5),
    "litigation_direct": (4, 1, 14, 3),
    "litigation_after_reconsideration": (11, 2, 58, 6),
}
OUTCOMES = ("upheld", "corrected", "other", "pending")


def agreeing() -> dict[str, Any]:
    data = clean_data(declaration_of("disclosure-2021"), 2023)
    requests, disputes = data["tables"]["requests"], data["tables"]["disputes"]
    handled = [sum(c) for c in zip(*(ROWS[r] for r in list(ROWS)[2:-1]), strict=True)]
    for row, numbers in {**ROWS, "handled": tuple(handled)}.items():
        requests[row] = {**dict(zip(APPLICANTS, numbers, strict=True)), "total": sum(numbers)}
    for group, numbers in DISPUTES.items():
        disputes[group] = {**dict(zip(OUTCOMES, numbers, strict=True)), "total": sum(numbers)}
    return data


def with_slip(slip: Mapping[Cell, int | None]) -> dict[str, Any]:
    data = agreeing()
    for (table, row, column), typed in slip.items():
        data["tables"][table][row][column] = typed
    return data


class Told:
    def __init__(self, data: dict[str, Any], folder: Path) -> None:
        path = folder / "a.json"
        path.write_text(json.dumps(data), "utf-8")
        answer = nianbao("check", path, "--json").json
        self.causes = [(c["kind"], _cells(c["likely"])) for c in answer["causes"]]
        self.repairs = [{_cell(c["place"]): int(c["to"]) for c in r} for r in answer["repairs"]]
        self.likely = {_cell(c["place"]) for r in answer["repairs"] for c in r if c["likely"]}


def _cells(places: list[dict[str, str]]) -> set[Cell]:
    return {_cell(place) for place in places}


def _cell(place: dict[str, str]) -> Cell:
    return place["table"], place["row"], place["column"]


def true(slip: Mapping[Cell, int | None]) -> dict[Cell, int]:
    tables = agreeing()["tables"]
    return {cell: tables[cell[0]][cell[1]][cell[2]] for cell in slip}


def test_the_figures_they_start_from_agree(tmp_path: Path) -> None:
    told = Told(agreeing(), tmp_path)
    assert (told.causes, told.repairs) == ([], [])


def column(applicant: str, rows: Mapping[str, int]) -> dict[Cell, int | None]:
    return {("requests", row, applicant): typed for row, typed in rows.items()}


def row(name: str, *typed: int) -> dict[Cell, int | None]:
    """Those of the applicants' cells that hold something else than they should."""
    right = agreeing()["tables"]["requests"][name]
    cells = zip(APPLICANTS, typed, strict=True)
    return {("requests", name, a): number for a, number in cells if number != right[a]}


SHIFTS = {
    # The clerk found the way back after four cells, so that the column still adds up.
    "a run down a column": column(
        "enterprise",
        {
            "refused_third_party": 0, "refused_internal": 4, "refused_deliberative": 13,
            "refused_enforcement_files": 6,
        },
    ),
    # What stood first fell off: the total tells what it was.
    "a row that lost its first": row("granted", 23, 0, 0, 2, 1, 0),
    "a row that lost its last": row("unavailable_not_held", 0, 126, 5, 0, 0, 0),
    "the row of the results added up": row("handled", 0, 638, 51, 0, 0, 3),
    "down the totals": column(
        "total",
        {
            "refused_third_party": 0, "refused_internal": 13, "refused_deliberative": 44,
            "refused_enforcement_files": 64,
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHIFTS)
def test_a_shift_is_told_by_the_cells_it_changed_with_what_undoes_it(
    name: str, tmp_path: Path
) -> None:
    slip = SHIFTS[name]
    told = Told(with_slip(slip), tmp_path)
    assert told.causes == [("shifted", set(slip))]
    assert told.repairs[0] == true(slip)
    assert told.likely == set(slip)


def test_a_shift_whose_undoing_a_sentence_contradicts_is_not_told(tmp_path: Path) -> None:
    slip = row("received", 52, 0, 0, 3, 2, 0)
    data = with_slip(slip)
    assert Told(data, tmp_path).repairs == [true(slip)]
    said = "新收的申请中，自然人提出52件。"
    data["narrative"]["overview"].append({"level": "body", "text": said})
    told = Told(data, tmp_path)
    assert "shifted" not in {kind for kind, _ in told.causes}
    assert true(slip) not in told.repairs


@pytest.mark.parametrize(
    "said",
    [
        ("予以公开449件。",),
        ("予以公开449件。", "予以公开的申请中，商业企业28件。"),
        ("新收政府信息公开申请700件。",),
    ],
)
def test_a_sentence_that_is_wrong_itself_hides_no_repair(
    said: tuple[str, ...], tmp_path: Path
) -> None:
    """No one cell makes it right with the sums: what mends these is offered all the same."""
    slip: dict[Cell, int | None] = {("requests", "granted", "natural_person"): 425}
    data = with_slip(slip)
    data["narrative"]["overview"] += [{"level": "body", "text": text} for text in said]
    assert Told(data, tmp_path).repairs == [true(slip)]


def test_two_cells_of_different_groups_that_changed_places_come_first(tmp_path: Path) -> None:
    """No sum ties the groups together: each alone might have been broken by any of its cells."""
    slip: dict[Cell, int | None] = {
        ("disputes", "litigation_direct", "other"): 58,
        ("disputes", "litigation_after_reconsideration", "other"): 14,
    }
    told = Told(with_slip(slip), tmp_path)
    assert len(told.repairs) > 1
    assert told.repairs[0] == true(slip)


def test_of_what_may_be_wrong_the_one_cell_left_blank_is_likely(tmp_path: Path) -> None:
    blank: dict[Cell, int | None] = {("disputes", "reconsideration", "other"): None}
    told = Told(with_slip(blank), tmp_path)
    assert told.causes == [("omitted", set(blank))]
    assert told.repairs[0] == true(blank)
    assert told.likely == set(blank)


@pytest.mark.parametrize(
    ("slip", "zh", "en"),
    [
        ({("requests", "granted", "natural_person"): 414},
         "的 414 好像少了 1，应为 415。",
         "The 414 of “三、本年度办理结果 （一）予以公开 / 自然人” seems to be one too few: 415."),
        ({("requests", "granted", "natural_person"): 416},
         "的 416 好像多了 1，应为 415。", " seems to be one too many: 415."),
        ({("requests", "refused_internal", "enterprise"): 4},
         "的数填的，应为 13。", " beside it; it should be 13."),
        ({("requests", "granted", "natural_person"): 405, ("requests", "granted", "enterprise"): 33},
         "有 10 件好像在“自然人”和“商业企业”两列之间记错了，在哪一行不能确定。",
         "10 seem to be filed wrongly between “自然人” and “商业企业”; in which row cannot be told."),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_both_languages(
    slip: Mapping[Cell, int | None], zh: str, en: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(with_slip(slip)), "utf-8")
    for language, told in (("zh", zh), ("en", en)):
        [cause] = nianbao("check", path, "--json", "--lang", language).json["causes"]
        assert cause["message"].endswith(told)


def test_what_was_carried_over_and_counted_as_new_is_told(tmp_path: Path) -> None:
    slip: dict[Cell, int | None] = {
        ("requests", "carried_in", "natural_person"): 0,
        ("requests", "carried_in", "total"): 0,
        ("requests", "received", "natural_person"): 657,
        ("requests", "received", "total"): 714,
    }
    last = agreeing()
    last["year"] = 2022
    last["tables"]["requests"]["carried_out"].update(natural_person=17, enterprise=0, total=17)
    for name, data in (("this.json", with_slip(slip)), ("last.json", last)):
        (tmp_path / name).write_text(json.dumps(data), "utf-8")
    asked = ("check", tmp_path / "this.json", "--prior", tmp_path / "last.json", "--json", "--lang")
    [zh], [en] = (nianbao(*asked, language).json["causes"] for language in ("zh", "en"))
    assert zh["kind"] == "carried_as_new"
    assert zh["message"] == (
        "上年结转来的 17 件好像算进了“一、本年新收政府信息公开申请数量 / 自然人”，"
        "“二、上年结转政府信息公开申请数量 / 自然人”却是 0。"
    )
    assert en["message"].startswith(
        "The 17 carried over from last year seem to be counted under “一、本年新收"
    )
    assert _cells(zh["likely"]) == {cell for cell in slip if cell[2] == "natural_person"}


def test_what_a_sentence_says_otherwise_is_mended_with_the_sums_where_one_cell_does_both() -> None:
    form = declaration_of("disclosure-2021")
    wrong = FigureId("disputes", "reconsideration", "other")
    report = report_of(with_slip({wrong: 25}), form)
    judged = judgements(report, form, None)
    [group] = broken_groups(judged)

    def repaired(*said: Said) -> set[FigureId]:
        sheet = sheet_of(judged, form, report.figures, said=said)
        return {change.figure for r in whole(group, sheet).repairs for change in r.changes}

    assert len(repaired()) > 1
    assert repaired(Said((wrong,), Decimal(4))) == {wrong}


def test_what_undoes_a_slip_stands_first_and_once() -> None:
    def change(row: str, to: int) -> Change:
        return Change(FigureId("requests", row, "total"), Decimal(1), Decimal(to))

    undone = Repair((change("received", 2), change("granted", 3)))
    the_same = Repair(undone.changes[::-1])
    other = Repair((change("received", 4), change("carried_in", 5)))
    story = Story("shifted", Text("移了位", "shifted"), (), undone=undone)
    part = Part((), (other, the_same), (), {})
    assert undoing(part, [story]).repairs == (undone, other)
    fewer = replace(part, repairs=(Repair((change("received", 2),)),))
    assert undoing(fewer, [story]) == fewer


def test_of_several_blanks_none_is_likelier(tmp_path: Path) -> None:
    blanks: dict[Cell, int | None] = {
        ("disputes", "reconsideration", "other"): None,
        ("disputes", "reconsideration", "pending"): None,
    }
    told = Told(with_slip(blanks), tmp_path)
    assert (told.causes, told.likely) == ([], set())


def test_a_figure_left_out_is_told_where_nothing_else_can_be_wrong(tmp_path: Path) -> None:
    slip: dict[Cell, int | None] = {("requests", "refused_internal", "natural_person"): 0}
    told = Told(with_slip(slip), tmp_path)
    assert told.causes == [("omitted", set(slip))]
    assert told.repairs == [true(slip)]
