"""The marked copy: what is marked, what stays as it was, and how marks go away again."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from compiler.catalogue.w_outputs import NOTHING_TO_MARK
from compiler.output.marked.looks import OWN, RELATED
from compiler.output.marked.memory import MARKS_SHEET
from compiler.values.findings import Finding, Place
from tests.support.marks import (
    ERROR,
    RELATED_TO_ERROR,
    RESULTS,
    WARNING,
    Saves,
    at,
    colours,
    faulty,
    libreoffice_saves,
    looks,
    mark,
    marked_faulty,
    notes,
    openpyxl_saves,
    own_book,
)
from tests.support.running import nianbao
from tests.support.validators import audit_errors, sdk_errors
from tests.support.workbooks import (
    GOOD,
    MAIN,
    PROACTIVE,
    REQUESTS,
    SAMPLES,
    as_wps_saves,
    blank_form,
    edited,
    findings,
    good_form,
    packed,
    part_of,
    parts_of,
    renamed,
    strict,
)

# What is marked


def test_a_wrong_cell_is_coloured_and_says_why() -> None:
    assert colours(marked_faulty(), PROACTIVE)["C10"] == ERROR
    note = notes(marked_faulty(), PROACTIVE)["C10"]
    assert note.startswith("〔校验结果〕错误 T401\n")
    assert "上一年项目数量 3 ＋ 本年增/减 (-4)（合 -1） ＜ 0" in note
    assert "怎么改：减少的数不能超过上一年项目数量" in note


def test_related_cells_are_lighter_and_have_no_note() -> None:
    assert colours(marked_faulty(), PROACTIVE)["B10"] == RELATED_TO_ERROR
    assert "B10" not in notes(marked_faulty(), PROACTIVE)


def test_blank_cells_of_a_table_are_marked_though_the_finding_names_the_table() -> None:
    assert colours(marked_faulty(), REQUESTS)["F15"] == WARNING
    assert "1 格空着" in notes(marked_faulty(), REQUESTS)["F15"]


def test_a_cell_with_two_findings_has_the_colour_of_the_worse_and_one_note() -> None:
    place = Place(sheet=PROACTIVE, cell="C10")
    found = findings(faulty())
    mild = next(f for f in found if f.level == "advice")
    both = (Finding(mild.kind, place, mild.values), *found)
    data = mark(faulty(), both)
    assert colours(data, PROACTIVE)["C10"] == ERROR
    note = notes(data, PROACTIVE)["C10"]
    assert note.index("T401") < note.index(mild.code)


def test_the_first_sheet_lists_every_finding_with_a_link_and_the_token() -> None:
    found = findings(faulty())
    book = load_workbook(BytesIO(marked_faulty()))
    sheet = book.worksheets[0]
    assert sheet.title == RESULTS
    assert sheet["A2"].value == "不能定稿"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert [row[2] for row in rows] == [f.code for f in found]
    assert [row[9] or "" for row in rows] == [f.open_token for f in found]
    linked = {
        cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink
    }
    assert f"'{PROACTIVE}'!C10" in linked


def test_it_speaks_the_language_of_the_declaration() -> None:
    data = mark(faulty(), language="en")
    assert load_workbook(BytesIO(data)).worksheets[0].title == "Check results"
    assert notes(data, PROACTIVE)["C10"].startswith("[Check results] Error T401\n")


def test_it_still_opens_where_the_user_left_it() -> None:
    before, after = (load_workbook(BytesIO(each)) for each in (faulty(), marked_faulty()))
    assert after.active.title == before.active.title
    assert after[REQUESTS].print_area == before[REQUESTS].print_area
    assert after[REQUESTS].print_title_rows == before[REQUESTS].print_title_rows


def test_the_marked_copy_reads_as_the_workbook_does() -> None:
    before, after = findings(faulty()), findings(marked_faulty())
    assert [(f.token, f.message("zh")) for f in after] == [
        (f.token, f.message("zh")) for f in before
    ]


# What stays as it was


def bare(part: bytes) -> bytes:
    """A sheet's markup without the styles of cells and the link to its notes."""
    root = etree.fromstring(part)
    for cell in root.iter(f"{{{MAIN}}}c"):
        cell.attrib.pop("s", "")
    for drawing in list(root.iter(f"{{{MAIN}}}legacyDrawing")):
        root.remove(drawing)
    return etree.tostring(root, method="c14n")


@pytest.mark.parametrize("data", [faulty(), mark(good_form(), ())], ids=["faults", "good"])
def test_only_what_must_change_does(data: bytes) -> None:
    before, after = parts_of(data), parts_of(mark(data, findings(faulty())))
    touched = {name for name in before if before[name] != after[name]}
    sheets = {name for name in touched if name.startswith("xl/worksheets/sheet")}
    assert touched - sheets == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    }  # fmt: skip
    assert list(before) == list(after)[: len(before)]
    for name in sheets:
        assert bare(before[name]) == bare(after[name])


def test_cells_that_are_not_marked_keep_their_very_style() -> None:
    before, after = parts_of(faulty()), parts_of(marked_faulty())
    part = part_of(before, PROACTIVE)
    styles = [
        {c.get("r"): c.get("s") for c in etree.fromstring(parts[part]).iter(f"{{{MAIN}}}c")}
        for parts in (before, after)
    ]
    changed = {cell for cell, style in styles[0].items() if styles[1][cell] != style}
    assert changed == set(colours(marked_faulty(), PROACTIVE))


def test_a_marked_cell_differs_in_its_fill_alone() -> None:
    before, after = looks(faulty()), looks(marked_faulty())
    for sheet, cells in before.items():
        for cell, was in cells.items():
            assert was[:5] == after[sheet][cell][:5], (sheet, cell)
            assert was[7:9] == after[sheet][cell][7:9], (sheet, cell)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert mark(faulty()) == mark(faulty())


def test_a_report_without_findings_gives_the_workbook_itself() -> None:
    assert mark(good_form(), ()) == good_form()


# Marks that go away


def test_marks_without_findings_left_are_taken_off_whole() -> None:
    before, after = parts_of(faulty()), parts_of(mark(marked_faulty(), ()))
    assert list(after) == list(before)
    for name, part in before.items():
        assert after[name] == part or canonical(after[name]) == canonical(part), name


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n")


def test_marking_again_replaces_the_marks() -> None:
    assert mark(marked_faulty()) == marked_faulty()
    mended = edited(marked_faulty(), PROACTIVE, {"C10": -3})
    again = mark(mended)
    assert "C10" not in colours(again, PROACTIVE)
    assert "C10" not in notes(again, PROACTIVE)
    assert colours(again, PROACTIVE)["D14"] == ERROR


@pytest.mark.parametrize("saves", [openpyxl_saves, libreoffice_saves])
def test_marks_go_away_after_another_program_saved_the_copy(saves: Saves, tmp_path: Path) -> None:
    wanted = looks(saves(faulty(), tmp_path))
    unmarked = mark(saves(marked_faulty(), tmp_path), ())
    found = looks(unmarked)
    assert list(found) == list(wanted)
    for sheet in (PROACTIVE, REQUESTS):
        for cell, was in wanted[sheet].items():
            assert found[sheet][cell] == was, (sheet, cell)
    assert not [name for name in parts_of(unmarked) if "comment" in name or name.endswith(".vml")]


def test_marks_follow_their_cells_when_a_program_moves_them(tmp_path: Path) -> None:
    """A formula refers to each marked cell: after a sheet is renamed it still does."""
    saved = load_workbook(BytesIO(libreoffice_saves(marked_faulty(), tmp_path)))
    formulas = [row[0].value for row in saved[MARKS_SHEET].iter_rows(min_row=2)]
    assert any(str(f).replace("$", "").endswith("!C10") for f in formulas)


def test_a_colour_copied_from_a_marked_cell_is_taken_off_too() -> None:
    parts = parts_of(marked_faulty())
    part = part_of(parts, PROACTIVE)
    style = re.search(rb'<c r="C10"( s="\d+")', parts[part])
    assert style
    parts[part] = re.sub(rb'<c r="B15" s="\d+"', b'<c r="B15"' + style[1], parts[part])
    assert colours(packed(parts), PROACTIVE)["B15"] == ERROR
    assert colours(mark(packed(parts), ()), PROACTIVE) == {}


# Workbooks of other programs, and the user's own notes


def test_a_cell_that_is_not_in_the_file_is_made_and_taken_away() -> None:
    data = mark(own_book(), at("表", "D7"))
    assert colours(data, "表") == {"D7": ERROR}
    assert b'r="D7"' not in parts_of(mark(data, ()))["xl/worksheets/sheet1.xml"]


def test_a_sheet_name_with_quotes_is_linked_and_remembered() -> None:
    data = mark(own_book("张三's 表"), at("张三's 表", "A2"))
    link = load_workbook(BytesIO(data))[RESULTS]["D6"].hyperlink
    assert link.location == "'张三''s 表'!A2"
    assert looks(mark(data, ())) == looks(own_book("张三's 表"))


def test_a_sheet_of_that_name_which_is_the_users_own_stays() -> None:
    book = own_book(RESULTS)
    data = mark(book, at(RESULTS, "A2"))
    assert load_workbook(BytesIO(data)).sheetnames[0] == f"{RESULTS}+"
    assert looks(mark(data, ())) == looks(book)


def prefixed(data: bytes) -> bytes:
    """Every tag of sheets, styles and workbook with a prefix."""
    parts = parts_of(data)
    for name, part in parts.items():
        if name.startswith("xl/") and name.endswith(".xml") and MAIN.encode() in part:
            root = etree.fromstring(part)
            text = etree.tostring(root).replace(f'xmlns="{MAIN}"'.encode(), b"")
            text = re.sub(rb"<(/?)(?=[a-zA-Z]+[\s/>])", rb"<\1x:", text)
            parts[name] = re.sub(rb"^<x:(\w+)", f'<x:\\1 xmlns:x="{MAIN}"'.encode(), text, count=1)
    return packed(parts)


@pytest.mark.parametrize("saves", [prefixed, as_wps_saves, strict])
def test_however_the_workbook_was_saved(saves: Callable[[bytes], bytes]) -> None:
    found = findings(faulty())
    data = mark(saves(faulty()), found)
    assert findings_of(data) == findings_of(saves(faulty()))
    assert raw_fills(data)
    assert not raw_fills(mark(data, ()))


def findings_of(data: bytes) -> list[str]:
    return [f.token for f in findings(data)]


def raw_fills(data: bytes) -> set[bytes]:
    pattern = "|".join((*OWN.values(), *RELATED.values()))
    return set(re.findall(pattern.encode(), parts_of(data)["xl/styles.xml"]))


# The copy is a sound file


@pytest.mark.parametrize("data", [faulty, blank_form], ids=["faults", "blank"])
def test_validators_find_nothing(data: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(mark(data(), findings(faulty())))
    assert audit_errors(path) == []
    assert sdk_errors(path) == []


def test_every_relationship_and_type_leads_to_a_part() -> None:
    for data in (marked_faulty(), mark(marked_faulty(), ())):
        parts = parts_of(data)
        types = etree.fromstring(parts["[Content_Types].xml"])
        named = {each.get("PartName", "").lstrip("/") for each in types} - {""}
        assert named <= set(parts)
        links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
        targets = [each.get("Target", "") for each in links]
        assert len(targets) == len(set(targets))


# The command


@pytest.mark.parametrize("command", ["check", "compile"])
def test_the_copy_is_written_though_the_report_has_errors(command: str, tmp_path: Path) -> None:
    report, copy = tmp_path / "年报.xlsx", tmp_path / "标记.xlsx"
    report.write_bytes(faulty())
    ran = nianbao(command, report, "--marked", copy, "--json")
    assert ran.code == 1
    assert ran.json["outputs"] == [str(copy)]
    assert colours(copy.read_bytes(), PROACTIVE)["C10"] == ERROR
    assert report.read_bytes() == faulty()


def test_without_findings_the_copy_is_unmarked(tmp_path: Path) -> None:
    report, copy, document = SAMPLES / f"{GOOD}.xlsx", tmp_path / "a.xlsx", tmp_path / "a.docx"
    ran = nianbao("compile", report, "--marked", copy, "-o", document, "--json")
    assert ran.code == 0
    assert ran.json["outputs"] == [str(document), str(copy)]
    assert ran.json["findings"] == []
    assert copy.read_bytes() == report.read_bytes()


@pytest.mark.parametrize("command", ["check", "compile"])
def test_a_report_that_is_no_workbook_has_nothing_to_mark(command: str, tmp_path: Path) -> None:
    copy = tmp_path / "a.xlsx"
    ran = nianbao(command, SAMPLES / f"{GOOD}.json", "--marked", copy, "--json")
    assert ran.code == 2
    assert ran.json["findings"][0]["code"] == NOTHING_TO_MARK.code
    assert ran.json["outputs"] == []
    assert list(tmp_path.iterdir()) == []


def test_the_original_is_never_written_to(tmp_path: Path) -> None:
    report = tmp_path / "年报.xlsx"
    report.write_bytes(faulty())
    ran = nianbao("check", report, "--marked", report, "--json")
    assert ran.code == 2
    assert report.read_bytes() == faulty()


def test_renamed_sheets_are_marked_by_their_own_names() -> None:
    data = renamed(faulty(), PROACTIVE, "二、主动公开情况")
    assert colours(mark(data), "二、主动公开情况")["C10"] == ERROR
