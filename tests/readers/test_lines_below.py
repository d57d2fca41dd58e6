"""Prose on the lines below the tables of a sheet: read with its place, wherever the lines went."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from compiler.report.reading import Reading
from compiler.workbook.layout import LINE_ROWS
from tests.support.looks import row_with
from tests.support.workbooks import (
    DISPUTES,
    MAIN,
    PROACTIVE,
    REQUESTS,
    blank_form,
    content,
    edited,
    line_cells,
    moved,
    raw_cells,
    read,
    remade,
    with_line,
)

TABLES = {PROACTIVE: "article20_9", REQUESTS: "requests", DISPUTES: "disputes"}
SECTIONS = {PROACTIVE: "proactive", REQUESTS: "requests", DISPUTES: "disputes"}


def said(reading: Reading, sheet: str) -> list[tuple[str, str, str | None]]:
    """(level, text, after) of each paragraph of the sheet's section."""
    assert reading.report is not None, [f.message("zh") for f in reading.findings]
    paragraphs = reading.report.narrative.get(SECTIONS[sheet], ())
    return [(p.level, p.text, p.after) for p in paragraphs]


def codes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(f.code, f.place.cell) for f in reading.findings]


@pytest.mark.parametrize("sheet", TABLES)
def test_a_line_is_read_with_its_place_and_its_level(sheet: str) -> None:
    data = with_line(blank_form(), sheet, "", "表前的话。")
    data = with_line(data, sheet, "表后", "（一）说明", "小标题（一）", line=3)
    data = with_line(data, sheet, "表前", "又一句。", "正文", line=5)
    reading = read(data)
    assert said(reading, sheet) == [
        ("body", "表前的话。", None),
        ("heading2", "（一）说明", TABLES[sheet]),
        ("body", "又一句。", None),
    ]
    assert codes(reading) == []
    assert reading.report is not None
    cells = [p.ref.cell for p in reading.report.narrative[SECTIONS[sheet]] if p.ref]
    assert cells == [line_cells(data, sheet, n)[2] for n in (1, 3, 5)]


def test_blank_lines_are_no_paragraphs() -> None:
    reading = read(blank_form())
    assert reading.report is not None
    assert not set(SECTIONS.values()) & set(reading.report.narrative)


def test_a_line_may_stand_between_two_tables_of_a_sheet() -> None:
    data = with_line(blank_form(), PROACTIVE, "第二十条第(五)项后", "说明。")
    assert said(read(data), PROACTIVE) == [("body", "说明。", "article20_5")]


def test_a_line_break_parts_a_line_and_both_keep_its_place() -> None:
    data = with_line(blank_form(), REQUESTS, "表后", "甲。\n乙。")
    parts = [("body", "甲。", "requests"), ("body", "乙。", "requests")]
    assert said(read(data), REQUESTS) == parts


def test_an_unknown_place_is_a_finding_and_its_paragraph_is_kept() -> None:
    data = with_line(blank_form(), REQUESTS, "第三页", "说明。")
    reading = read(data)
    assert said(reading, REQUESTS) == [("body", "说明。", None)]
    assert codes(reading) == [("W231", line_cells(data, REQUESTS)[0])]
    assert reading.findings[0].place.section == "requests"


def test_what_stands_in_the_column_of_places_without_a_text_is_not_lost_in_silence() -> None:
    place, level, text = line_cells(blank_form(), DISPUTES)
    data = edited(blank_form(), DISPUTES, {place: "写错了列的一段。"})
    assert codes(read(data)) == [("W211", place)]
    assert codes(read(edited(blank_form(), DISPUTES, {place: "表后", level: "正文"}))) == []
    beside = edited(blank_form(), DISPUTES, {text: "说明。", f"Z{text[1:]}": "另记"})
    assert codes(read(beside)) == [("W211", f"Z{text[1:]}")]


def test_what_is_struck_out_or_hidden_is_told_of_as_in_prose() -> None:
    text = line_cells(blank_form(), REQUESTS)[2]
    marked = content(
        '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>删去</t></r><r><t>。</t></r></is></c>'
    )
    data = with_line(blank_form(), REQUESTS, "表后", marked)
    assert codes(read(data)) == [("C142", text)]
    hidden = row_with(
        with_line(blank_form(), REQUESTS, "表后", "草稿。"), REQUESTS, int(text[1:]), hidden="1"
    )
    assert codes(read(hidden)) == [("C141", text)]
    [told] = read(hidden).findings
    assert f"”的第 {text[1:]} 行已隐藏，" in told.message("zh")


@pytest.mark.parametrize("sheet", TABLES)
@pytest.mark.parametrize("below", [1, 6, "lines"])
def test_rows_put_in_above_move_table_and_lines(sheet: str, below: int | str) -> None:
    data = with_line(blank_form(), sheet, "表后", "总计")  # a label of the tables themselves
    row = int(line_cells(data, sheet)[2][1:]) - 3 if below == "lines" else int(below)
    reading = read(moved(data, sheet, lambda each: each + 2 * (each > row)))
    assert said(reading, sheet) == [("body", "总计", TABLES[sheet])]
    assert not [f for f in reading.findings if f.code not in ("W208",)]


def test_a_program_that_takes_merges_apart_may_repeat_what_they_held() -> None:
    data = with_line(blank_form(), REQUESTS, "表后", "总计", "正文")
    row = int(line_cells(data, REQUESTS)[2][1:])
    again = {f"{c}{row}": "总计" for c in "EFGHIJ"} | {f"C{row}": "正文"}
    again |= {f"{c}{row - 1}": "内容（一行一段）" for c in "EFGHIJ"} | {f"C{row - 1}": "级别"}
    apart = remade(edited(data, REQUESTS, again), REQUESTS, without_merges_below(row - 2))
    reading = read(apart)
    assert said(reading, REQUESTS) == [("body", "总计", "requests")]
    assert codes(reading) == []


def without_merges_below(row: int) -> Callable[[etree._Element], None]:
    def edit(root: etree._Element) -> None:
        for merge in [*root.iter(f"{{{MAIN}}}mergeCell")]:
            if int(re.findall(r"[0-9]+", merge.get("ref", "0"))[0]) > row:
                merge.getparent().remove(merge)

    return edit


def test_lines_before_the_tables_end_where_these_begin() -> None:
    """Whoever took the protection away moved the lines to the top."""
    data = with_line(blank_form(), REQUESTS, "表后", "说明。")
    header = int(line_cells(data, REQUESTS, 0)[2][1:])
    last = header + LINE_ROWS

    def up(row: int) -> int:
        if header - 1 <= row <= last:
            return row - header + 5
        return row + LINE_ROWS + 2 if row >= 4 else row

    reading = read(moved(data, REQUESTS, up))
    assert said(reading, REQUESTS) == [("body", "说明。", "requests")]
    assert codes(reading) == [("W208", None)]


def test_a_workbook_without_the_lines_is_read_as_before() -> None:
    cells = raw_cells(blank_form())[REQUESTS]
    header = int(line_cells(blank_form(), REQUESTS, 0)[2][1:])
    lost = {f"{c}{header}": "" for c in "ABCD"} | {f"A{header - 1}": ""}
    data = edited(blank_form(), REQUESTS, lost)
    assert (header, 4) in cells
    reading = read(data)
    assert codes(reading) == []
    assert said(reading, REQUESTS) == []
    written = edited(data, REQUESTS, {f"D{header + 1}": "没有位置的话。"})
    assert codes(read(written)) == [("W211", f"D{header + 1}")]


@pytest.mark.parametrize(("cells", "told"), [(("0", "0", "0"), 14), (("", 0, ""), 4)])
def test_numbers_typed_below_a_table_are_one_finding(
    cells: tuple[str, str | int, str], told: int
) -> None:
    data, (place, text, level) = blank_form(), cells
    for line in range(1, 6):
        data = with_line(data, REQUESTS, place, text, level, line=line)
    reading = read(data)
    assert said(reading, REQUESTS) == []
    assert [f.code for f in reading.findings] == ["W211"]
    assert len(reading.findings[0].related) == told


def test_a_number_that_was_written_as_a_paragraph_stays_one() -> None:
    data = with_line(blank_form(), REQUESTS, "表后", "12", "正文")
    assert said(read(data), REQUESTS) == [("body", "12", "requests")]


def test_the_same_wrong_choice_on_many_lines_is_one_finding() -> None:
    data = blank_form()
    for line in range(1, 4):
        data = with_line(data, REQUESTS, "表上面", f"第{line}句。", line=line)
    reading = read(data)
    assert [text for _, text, _ in said(reading, REQUESTS)] == ["第1句。", "第2句。", "第3句。"]
    assert [f.code for f in reading.findings] == ["W231"]
    assert [p.cell for p in reading.findings[0].related] == [
        line_cells(data, REQUESTS, line)[0] for line in (2, 3)
    ]
