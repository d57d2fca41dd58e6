"""Tables whose header is merged over many columns, whose labels were reworded or taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.ooxml.cells.address import cell_name, parse_cell
from compiler.readers.workbook.read import read_form
from compiler.report.from_data import read_data
from compiler.report.reading import Reading
from compiler.values.origin import Source
from compiler.workbook.form.make import write_form
from compiler.workbook.layout import GRID_TOP, layout_of
from tests.support.workbooks import MAIN, codes, edited, moved, remade, said

HELP = 2
KEPT = Path(__file__).parents[1] / "kept" / "given"
GIVEN = {
    "disclosure-2019": KEPT / "cangshan-2020.json",
    "disclosure-2021": KEPT / "yunze-2024.json",
}


@cache
def filled(id: str) -> tuple[Form, bytes, Reading]:
    declaration = shelf_of().asked(id)
    assert isinstance(declaration, Declaration)
    form = form_of(declaration)
    reading = read_data(GIVEN[id].read_bytes(), Source("", "json", ""), "", shelf_of(), None)
    assert reading.report is not None
    return form, write_form(form, reading.report), reading


def read(data: bytes) -> Reading:
    return read_form(data, Source("a.xlsx", "xlsx", ""), "a.xlsx", shelf_of(), None)


def tables(id: str) -> list[str]:
    form, _, _ = filled(id)
    return [section.sheet for section in form.table_sections]


def without_help(root: etree._Element) -> None:
    """The second row is gone, and no merge lies over it."""
    for line in [*root.iter(f"{{{MAIN}}}row")]:
        if line.get("r") == str(HELP):
            line.getparent().remove(line)
    for merge in [*root.iter(f"{{{MAIN}}}mergeCell")]:
        first = parse_cell(merge.get("ref", "").partition(":")[0])
        if first is not None and first[0] == HELP:
            merge.getparent().remove(merge)


EVERY_TABLE = [(id, sheet) for id in GIVEN for sheet in tables(id)]
CHANGES: dict[str, Callable[[bytes, str], bytes]] = {
    "a row put in above": lambda data, sheet: moved(
        data, sheet, lambda row: row + (row >= GRID_TOP)
    ),
    "the row of help deleted": lambda data, sheet: moved(
        remade(data, sheet, without_help), sheet, lambda row: row - (row > HELP)
    ),
    "a row put in between": lambda data, sheet: moved(
        data, sheet, lambda row: row + (row >= GRID_TOP + 1)
    ),
    "a column put in before": lambda data, sheet: moved(
        data, sheet, lambda row: row, lambda column: column + 1
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("id", "sheet"), EVERY_TABLE)
def test_a_moved_table_keeps_its_figures(id: str, sheet: str, change: str) -> None:
    _, data, given = filled(id)
    reading = read(CHANGES[change](data, sheet))
    assert reading.report is not None, said(reading.findings)
    assert given.report is not None
    assert reading.report.figures == given.report.figures
    assert "W208" in codes(reading.findings)


def labels(id: str) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and words of every label but the corners, which name nothing."""
    form, _, _ = filled(id)
    for section in form.table_sections:
        grid = layout_of(form).sheet(section.id).grid
        assert grid is not None
        for cell in grid.cells:
            if cell.figure is None and cell.kind != "corner":
                yield section.sheet, cell_name(GRID_TOP + cell.row, 1 + cell.column), cell.text


@pytest.mark.parametrize("id", GIVEN)
def test_a_reworded_label_is_one_finding(id: str) -> None:
    _, data, _ = filled(id)
    for sheet, cell, words in labels(id):
        found = read(edited(data, sheet, {cell: "完全不同的几个字"})).findings
        assert len(found) == 1, (words, said(found))


def test_a_longer_label_is_offered_back() -> None:
    _, data, _ = filled("disclosure-2021")
    sheet, cell, words = next(each for each in labels("disclosure-2021") if each[2] == "规章")
    [found] = read(edited(data, sheet, {cell: "规章（含政府规章、部门规章）"})).findings
    assert found.code == "W207"
    assert cell in found.hint("zh")
    assert f"“{words}”" in found.hint("zh")


def taken_apart(root: etree._Element) -> None:
    """As pyexcel does: no merges, and what the first cell said in each that it covered."""
    texts = {cell.get("r", ""): cell for cell in root.iter(f"{{{MAIN}}}c")}
    merges = root.find(f"{{{MAIN}}}mergeCells")
    assert merges is not None
    for merge in merges:
        first, _, last = merge.get("ref", "").partition(":")
        start, end = parse_cell(first), parse_cell(last)
        assert start is not None
        assert end is not None
        for row in range(start[0], end[0] + 1):
            for column in range(start[1], end[1] + 1):
                covered = texts.get(cell_name(row, column))
                if covered is not None and (row, column) != start:
                    covered.attrib.pop("t", None)
                    covered.attrib.update(
                        {k: v for k, v in texts[first].attrib.items() if k == "t"}
                    )
                    covered[:] = [
                        etree.fromstring(etree.tostring(child))
                        for child in texts[first]
                        if child.tag != f"{{{MAIN}}}f"
                    ]
    root.remove(merges)


@pytest.mark.parametrize("change", [None, *CHANGES])
@pytest.mark.parametrize(("id", "sheet"), EVERY_TABLE)
def test_labels_filled_again_are_not_stray(id: str, sheet: str, change: str | None) -> None:
    _, data, given = filled(id)
    data = data if change is None else CHANGES[change](data, sheet)
    reading = read(remade(data, sheet, taken_apart))
    assert given.report is not None
    assert reading.report is not None, said(reading.findings)
    assert reading.report.figures == given.report.figures
    assert "W211" not in codes(reading.findings), said(reading.findings)


def test_another_text_where_a_merge_was_is_stray() -> None:
    _, data, _ = filled("disclosure-2021")
    sheet = tables("disclosure-2021")[0]
    apart = remade(data, sheet, taken_apart)
    assert "W211" not in codes(read(apart).findings)
    beyond = cell_name(GRID_TOP, 3)  # beside the band, which reached over it
    assert "W211" in codes(read(edited(apart, sheet, {beyond: "另有说明"})).findings)


def test_a_heading_of_another_section_is_said() -> None:
    form, data, _ = filled("disclosure-2021")
    problems, other = form.prose_sections[-2:]
    found = read(edited(data, other.sheet, {"A1": problems.title})).findings
    assert codes(found) == ["W230"]
    assert problems.title in found[0].message("zh")
    for harmless in (other.title, "", "随便写的一句话"):
        assert read(edited(data, other.sheet, {"A1": harmless})).findings == ()
