"""The copy in which numbers are quotes: what changes in the file, what is left alone.

Seen from the package: cells by their markup, parts by their bytes.
"""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree

from compiler.checks.quotation import Quotation, quotation
from compiler.document.compose import compose
from compiler.ooxml.package import open_package
from compiler.output.requoted import requoted
from compiler.values.dataclass import replace
from compiler.values.findings import Finding
from compiler.values.report import Paragraph
from compiler.workbook.form.make import write_form
from tests.support.looks import runs
from tests.support.workbooks import (
    MAIN,
    as_wps_saves,
    cell_of,
    content,
    edited,
    form,
    full_report,
    part_of,
    parts_of,
    raw_cells,
    read,
    remade,
    strict,
)

OVERVIEW = "一、总体情况"
SAID = "新收政府信息公开申请12681件。"
QUOTED = "新收政府信息公开申请{新收申请总数}件。"


@cache
def workbook() -> bytes:
    texts = (SAID, "上年结转201件。", SAID)
    narrative = {
        **full_report().narrative,
        "overview": tuple(Paragraph("body", text) for text in texts),
    }
    return write_form(form(), replace(full_report(), narrative=narrative))


def copied(data: bytes) -> tuple[bytes, Quotation]:
    report = read(data).report
    package = open_package(data, "年报.xlsx", "xlsx")
    assert report is not None
    assert not isinstance(package, Finding)
    return requoted(data, package, report, quotation(report, form()))


def texts(data: bytes) -> list[str]:
    report = read(data).report
    assert report is not None
    return [p.text for p in report.narrative["overview"]]


def test_a_cell_is_written_anew_and_its_neighbour_of_the_same_text_too() -> None:
    copy, told = copied(workbook())
    assert texts(copy) == [QUOTED, "上年结转{上年结转申请总数}件。", QUOTED]
    assert (len(told.replacements), told.left) == (3, ())


def test_every_other_part_and_cell_keeps_its_bytes() -> None:
    copy, _ = copied(workbook())
    before, after = parts_of(workbook()), parts_of(copy)
    changing = {part_of(before, OVERVIEW)}
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= changing
    old, new = raw_cells(workbook()), raw_cells(copy)
    cells = {at for at, cell in old[OVERVIEW].items() if new[OVERVIEW][at] != cell}
    assert cells == {(5, 2), (6, 2), (7, 2)}
    assert all(new[OVERVIEW][at].look == old[OVERVIEW][at].look for at in cells)


def test_a_workbook_without_such_numbers_is_itself() -> None:
    data = edited(workbook(), OVERVIEW, {"B5": "无。", "B6": "无。", "B7": "无。"})
    assert copied(data)[0] == data


def test_a_copy_of_the_copy_is_the_copy() -> None:
    copy, _ = copied(workbook())
    assert copied(copy)[0] == copy


@pytest.mark.parametrize("as_saved", [as_wps_saves, strict])
def test_a_workbook_as_others_save_it(as_saved: object) -> None:
    assert callable(as_saved)
    copy, told = copied(as_saved(workbook()))
    assert texts(copy) == [QUOTED, "上年结转{上年结转申请总数}件。", QUOTED]
    assert told.left == ()


@pytest.mark.parametrize(
    "cell",
    [
        runs(("<b/>", "新收政府信息公开申请"), ("", "12681件。")),
        f'<c t="str"><f>"新收政府信息公开申请"&amp;12681&amp;"件。"</f><v>{SAID}</v></c>',
        f'<c t="inlineStr"><is><t>{SAID}</t><rPh sb="0" eb="1"><t>xin</t></rPh></is></c>',
    ],
    ids=["letters of several looks", "a formula", "with a reading above"],
)
def test_what_cannot_be_written_anew_is_left(cell: str) -> None:
    data = edited(workbook(), OVERVIEW, {"B5": content(cell)})
    copy, told = copied(data)
    assert texts(copy) == [SAID, "上年结转{上年结转申请总数}件。", QUOTED]
    assert [(one.place.cell, why) for one, why in told.left] == [("B5", "cell")]
    assert [p.text for p in told.narrative["overview"]] == texts(copy)
    kept = [etree.fromstring(parts_of(each)[part_of(parts_of(each), OVERVIEW)]) for each in (data, copy)]  # fmt: skip
    one, other = (etree.tostring(cell_of(root, "B5")) for root in kept)
    assert one == other


def test_letters_that_differ_in_their_face_alone_are_one_look() -> None:
    """As LibreOffice saves every text in which Chinese letters and digits meet."""
    size = '<b/><sz val="11"/>'
    faces = [
        f'{size}<rFont val="{face}"/><family val="2"/>' for face in ("宋体", "Noto Sans CJK SC")
    ]
    parted = runs((faces[1], "新收政府信息公开申请"), (faces[0], "12681"), (faces[1], "件。"))
    copy, told = copied(edited(workbook(), OVERVIEW, {"B5": content(parted)}))
    assert texts(copy) == [QUOTED, "上年结转{上年结转申请总数}件。", QUOTED]
    assert told.left == ()
    root = etree.fromstring(parts_of(copy)[part_of(parts_of(copy), OVERVIEW)])
    (run,) = cell_of(root, "B5").iter(f"{{{MAIN}}}r")
    assert [etree.QName(each).localname for each in run[0]] == ["b", "sz", "rFont", "family"]


def test_lines_of_one_cell_are_written_each_for_itself() -> None:
    text = f"  开头一行。\n\n{SAID}\n上年结转201件。  "
    copy, told = copied(edited(workbook(), OVERVIEW, {"B5": text, "B6": "无。", "B7": "无。"}))
    stored = raw_cells(copy)[OVERVIEW][5, 2].text
    assert stored == f"  开头一行。\n\n{QUOTED}\n上年结转{{上年结转申请总数}}件。  "
    assert len(told.replacements) == 2


def test_characters_that_markup_cannot_hold_survive() -> None:
    text = f"甲_x0041_乙 & <丙>：{SAID}"
    copy, _ = copied(edited(workbook(), OVERVIEW, {"B5": text.replace("_x", "_x005F_x")}))
    assert raw_cells(copy)[OVERVIEW][5, 2].text == text.replace(SAID, QUOTED)


def test_a_row_grows_with_its_text() -> None:
    def heights(data: bytes) -> list[float]:
        root = etree.fromstring(parts_of(data)[part_of(parts_of(data), OVERVIEW)])
        rows = {row.get("r"): row for row in root.iter(f"{{{MAIN}}}row")}
        return [float(rows[number].get("ht", "0")) for number in ("5", "6")]

    narrow = remade(
        workbook(), OVERVIEW, lambda root: [c.set("width", "24") for c in root.iter(f"{{{MAIN}}}col")]
    )  # fmt: skip
    before, after = heights(narrow), heights(copied(narrow)[0])
    assert [new > old for old, new in zip(before, after, strict=True)] == [False, True]


def test_the_document_is_the_same() -> None:
    before, after = (read(data).report for data in (workbook(), copied(workbook())[0]))
    assert before is not None
    assert after is not None
    assert compose(after, form()) == compose(before, form())
