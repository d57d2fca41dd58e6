"""Every figure of a document can be gone to by the sheet's short name and its cell, as 表三_D9."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree

from compiler.document.bookmarks import bookmarks_of
from compiler.document.compose import shown_figure
from compiler.edges.machine import desk_of
from compiler.format.form import form_of
from compiler.ooxml.markup import W
from compiler.pipeline import compile_report
from compiler.values.dataclass import replace
from compiler.values.origin import CellRef
from compiler.workbook.layout import layout_of
from tests.golden.rebuild import CONTEXTS
from tests.support.documents import BODY, draft_document, good_document
from tests.support.office import converted
from tests.support.workbooks import (
    GOOD,
    REQUESTS,
    SAMPLES,
    figure,
    form,
    good_form,
    good_report,
    moved,
    parts_of,
)  # fmt: skip

LIBRARY = Path(__file__).parents[1] / "library"
# What Word takes for the name of a bookmark.
NAME = re.compile(r"[^\W\d_]\w{0,39}")


@cache
def _english() -> bytes:
    declaration = str(LIBRARY / "library-statement.toml")
    compiled = compile_report(LIBRARY / "statement-2023.json", desk_of(), declaration)
    assert compiled.document is not None
    return compiled.document


@cache
def _second() -> bytes:
    city, last = CONTEXTS / "city-2024.json", CONTEXTS / "city-2024.prior.json"
    compiled = compile_report(city, desk_of(), prior=last)
    assert compiled.document is not None
    return compiled.document


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "2019": good_document, "draft": draft_document, "2021": _second, "English": _english,
}  # fmt: skip


def bookmarked(data: bytes) -> dict[str, str]:
    """What stands in each bookmark, by its name."""
    body = etree.fromstring(parts_of(data)[BODY])
    starts = list(body.iter(f"{{{W}}}bookmarkStart"))
    names = [start.get(f"{{{W}}}name", "") for start in starts]
    assert len({name.casefold() for name in names}) == len(names)
    return {
        name: "".join(text.text or "" for text in start.getparent().iter(f"{{{W}}}t"))
        for name, start in zip(names, starts, strict=True)
    }


def test_a_bookmark_names_the_sheet_and_the_cell_of_its_figure() -> None:
    report, found = good_report(), bookmarked(good_document())
    assert found["表三_D9"] == "0"
    assert found["表二_B11"] == "175"
    expected = {
        f"{form().section_of[figure.table].short}_{ref.cell}": shown_figure(
            figure, report.figures[figure], form()
        )
        for figure, ref in layout_of(form()).addresses.items()
    }
    assert found == expected


def test_the_cells_are_those_of_the_users_workbook(tmp_path: Path) -> None:
    """A row inserted above the table moves the bookmarks; data has the layout's cells."""
    path = tmp_path / "年报.xlsx"
    path.write_bytes(moved(good_form(), REQUESTS, lambda row: row + 2))
    compiled = compile_report(path, desk_of())
    assert compiled.document is not None
    here, there = bookmarked(compiled.document), bookmarked(good_document())
    cells = [name for name in there if name.startswith("表三_")]
    pushed = {re.sub(r"\d+$", lambda m: str(int(m[0]) + 2), name): there[name] for name in cells}
    assert {name: here[name] for name in here if name.startswith("表三_")} == pushed
    assert compiled.reading.report is not None
    ref = compiled.reading.report.origin.refs[figure("requests.received.natural_person")]
    assert f"表三_{ref.cell}" in here
    from_data = compile_report(SAMPLES / f"{GOOD}.json", desk_of()).document
    assert from_data is not None
    assert bookmarked(from_data) == there


@pytest.mark.parametrize("name", DOCUMENTS)
def test_names_and_ids_are_unique_and_words_own(name: str) -> None:
    data = DOCUMENTS[name]()
    figures = bookmarked(data)
    assert len(figures) > 20
    assert [each for each in figures if not NAME.fullmatch(each)] == []
    body = etree.fromstring(parts_of(data)[BODY])
    starts, ends = (
        [mark.get(f"{{{W}}}id") for mark in body.iter(f"{{{W}}}{tag}")]
        for tag in ("bookmarkStart", "bookmarkEnd")
    )
    assert len(set(starts)) == len(starts) == len(figures)
    assert sorted(starts) == sorted(ends)


def test_names_that_word_cannot_hold_are_made_into_such() -> None:
    """Too long, of other characters, the same but for capitals, of none at all."""
    shorts = ("2. Loans & visits, by branch and by month", "loans", "LOANS", "——", "１号")
    sections = form().table_sections
    made = tuple(
        sections[0]._replace(id=f"s{n}", short=short, tables=(table.id,))
        for n, (short, table) in enumerate(zip(shorts, form().tables, strict=False))
    )
    declared = replace(form().declaration, sections=made, digest="of these sections")
    other = form_of(declared)
    addresses = {f: CellRef("", "XFD1048576") for f in other.figures}
    names = {mark.name for mark in bookmarks_of(other, addresses).values()}
    assert names == {
        "Loans___visits__by_branch_an_XFD1048576",
        "loans_XFD1048576",
        "LOANS_2_XFD1048576",
        "T_XFD1048576",
        "号_XFD1048576",
    }
    assert all(NAME.fullmatch(name) for name in names)


def test_libreoffice_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(good_document())
    [saved] = converted([path], tmp_path / "saved", to="docx")
    assert bookmarked(saved.read_bytes()) == bookmarked(good_document())


# For readers who cannot see the page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_say_what_they_are_and_which_rows_head_them(name: str) -> None:
    body = docx.Document(BytesIO(DOCUMENTS[name]())).element.body
    for table in body.iter(f"{{{W}}}tbl"):
        properties = table.tblPr
        for tag in ("tblCaption", "tblDescription"):
            assert properties.find(f"{{{W}}}{tag}").get(f"{{{W}}}val")
        assert properties.find(f"{{{W}}}tblLook").get(f"{{{W}}}firstRow") == "1"
        rows = list(table.iter(f"{{{W}}}tr"))
        repeated = [row.find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None for row in rows]
        # A band may be parted from the next, which the first one's heads are not those of.
        banded = "".join(rows[0].itertext()).startswith("第二十条")
        assert any(repeated) == (not banded)
        assert repeated == sorted(repeated, reverse=True)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_language_is_said_and_headings_have_their_levels(name: str) -> None:
    document = docx.Document(BytesIO(DOCUMENTS[name]()))
    assert document.core_properties.language == ("en-US" if name == "English" else "zh-CN")
    languages = document.styles.element.xpath("w:docDefaults//w:lang")
    assert [lang.get(f"{{{W}}}eastAsia") for lang in languages] == ["zh-CN"]
    for level in (1, 2, 3):
        [outline] = document.styles[f"Heading {level}"].element.xpath("w:pPr/w:outlineLvl")
        assert outline.get(f"{{{W}}}val") == str(level - 1)
