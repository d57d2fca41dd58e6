"""Whose workbook it is, told of the sheets that say it: the others are not unpacked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.edges.shelf import shelf_of
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.gather import read_workbook
from compiler.ooxml.cells.raw import RawWorkbook
from compiler.ooxml.package import Package, open_package
from compiler.readers.table import kind_of
from compiler.readers.workbook.peek import whose_workbook
from compiler.readers.workbook.units_read import names_in
from compiler.report.whose import Whose
from tests.support.workbooks import (
    GOOD,
    SAMPLES,
    edited,
    packed,
    part_of,
    parts_of,
    raw_cells,
    renamed,
    replaced,
)

LINKS = "xl/_rels/workbook.xml.rels"
# Made for one body, and another typed over its name on the cover.
_MADE = (SAMPLES / f"{GOOD}.xlsx").read_bytes()
_AT = next(at for at, cell in raw_cells(_MADE)["封面"].items() if cell.text.endswith("司法局"))
WORKBOOK = edited(_MADE, "封面", {cell_name(*_AT): "某县水利局"})


def _with_a_broken_table(data: bytes) -> bytes:
    parts = parts_of(data)
    return packed({**parts, part_of(parts, "二、主动公开政府信息情况"): b"<broken"})


def _with_two_links_to_the_cover(data: bytes) -> bytes:
    parts = parts_of(data)
    cover, kind = (
        part_of(parts, "封面"),
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
    )
    link = f'<Relationship Id="other" Type="{kind}" Target="/{cover}"/></Relationships>'
    return replaced(data, LINKS, "</Relationships>", link)


def _with_its_name_escaped(data: bytes) -> bytes:
    return renamed(data, "封面", "_x5C01_面")


@pytest.mark.parametrize(
    "edit", [_with_a_broken_table, _with_two_links_to_the_cover, _with_its_name_escaped]
)
def test_it_is_told_however_the_rest_is(edit: Callable[[bytes], bytes]) -> None:
    told = _whose(edit(WORKBOOK))
    assert told is not None
    assert (told.agency, told.year) == ("某县水利局", 2020)


def test_a_cover_that_nobody_can_read_tells_nothing() -> None:
    parts = parts_of(WORKBOOK)
    assert _whose(packed({**parts, part_of(parts, "封面"): b"<broken"})) is None


def _whose(data: bytes) -> Whose | None:
    return whose_workbook(data, "年报.xlsx", shelf_of({}), None)


def test_of_a_format_that_nobody_knows_nothing_is_told() -> None:
    assert whose_workbook(WORKBOOK, "年报.xlsx", shelf_of({}), "no-such-format") is None


def test_a_sheet_that_is_none_of_units_names_nobody() -> None:
    package = open_package(_MADE, "年报.xlsx", "xlsx")
    assert isinstance(package, Package)
    raw = read_workbook(package)
    assert isinstance(raw, RawWorkbook)
    assert {names_in(sheet, date1904=False) for sheet in raw.sheets} == {()}


def test_what_a_package_is_stands_in_it_and_not_in_its_name() -> None:
    assert kind_of(_MADE, Path("年报.docx")) == "xlsx"
    assert kind_of(_MADE, Path("年报.xlsx")) == "xlsx"
    # Of what was cut short only the name tells.
    assert kind_of(_MADE[:100], Path("年报.docx")) == "docx"
    assert kind_of(_MADE[:100], Path("年报.xlsx")) == "xlsx"
