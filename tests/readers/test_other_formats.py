"""Workbooks of older formats and of other programs: what they say is what .xlsx would say.

`saved.zip` was written by LibreOffice; `python -m tests.readers.saved.rebuild` makes it anew.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import xlrd

from compiler.catalogue import w_files as files
from compiler.catalogue import w_inputs
from compiler.catalogue import w_parts as parts
from compiler.catalogue.w_workbook import OTHER_VERSION
from compiler.edges.machine import desk_of
from compiler.ooxml.biff.biff_book import OpenedBiff, open_biff
from compiler.ooxml.cells.gather import read_workbook
from compiler.ooxml.cells.raw import Floating, RawCell, RawSheet, RawWorkbook
from compiler.ooxml.opendocument.ods_book import open_ods
from compiler.ooxml.package import open_package
from compiler.pipeline import check_report, read
from compiler.report.data import to_data
from compiler.values.findings import Finding
from compiler.values.report import Report
from tests.readers.saved.rebuild import SAMPLE, SAVED
from tests.support.damaged import compound, repacked, zipped
from tests.support.running import nianbao

SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


@cache
def saved(name: str) -> bytes:
    with zipfile.ZipFile(SAVED) as kept:
        return kept.read(name)


def opened(data: bytes, name: str) -> RawWorkbook | Finding:
    if name.endswith(".xlsx"):
        package = open_package(data, name, "xlsx")
        return package if isinstance(package, Finding) else read_workbook(package)
    book = open_ods(data, name) if name.endswith(".ods") else open_biff(data, name)
    return book if isinstance(book, Finding) else book.read()


@cache
def looks(ending: str) -> tuple[RawSheet, ...]:
    raw = opened(saved(f"looks.{ending}"), f"looks.{ending}")
    assert isinstance(raw, RawWorkbook)
    return raw.sheets


def report_in(path: Path) -> Report:
    report = read(path, desk_of()).report
    assert report is not None
    return report


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Not that the declaration was corrected since the workbooks were saved."""
    return [finding.id for finding in findings if finding.kind is not OTHER_VERSION]


# The sample, whole


@pytest.mark.parametrize("name", ["sample.xls", "sample.ods", "年报.et", "改名.xlsx"])
def test_every_figure_and_every_paragraph_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(saved("sample.ods" if name.endswith(".ods") else "sample.xls"))
    outcome = check_report(path, desk_of())
    assert outcome.report is not None
    assert to_data(outcome.report) == to_data(report_in(SAMPLE))
    assert told(outcome.findings) == told(check_report(SAMPLE, desk_of()).findings)
    # Live totals are known by their formulas.
    assert outcome.report.origin.live == report_in(SAMPLE).origin.live
    assert outcome.report.origin.refs == report_in(SAMPLE).origin.refs


@pytest.mark.parametrize(("command", "ending"), [("check", "xls"), ("quote", "ods")])
def test_nothing_is_written_into_them(command: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"年报.{ending}"
    path.write_bytes(saved(f"sample.{ending}"))
    option = "--marked" if command == "check" else "-o"
    ran = nianbao(command, path, option, tmp_path / "新.xlsx", "--json")
    assert ran.code == 2
    [refused] = [f for f in ran.json["findings"] if f["severity"] == "error"]
    assert refused["code"] == "W183"
    assert "另存为“Excel 工作簿（*.xlsx）”" in refused["hint"]
    assert not (tmp_path / "新.xlsx").exists()


# Cell by cell


def _told(cell: RawCell | None) -> tuple[object, ...]:
    """What counts of a cell; a program may write no result for one that shows nothing, and a
    truth as a function.
    """
    if cell is None:
        return ()
    text = "1" if cell.kind == "boolean" and cell.text == "true" else cell.text
    kind = "date" if cell.number_format == "date" else cell.kind if text else ""
    formula = None if cell.kind == "boolean" else cell.formula
    if kind == "date":
        return kind, cell.number_format, formula
    return kind, text, cell.number_format, formula, cell.look.letters, cell.marked


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_cells_are_read_as_from_todays_workbook(ending: str) -> None:
    for original, other in zip(looks("xlsx"), looks(ending), strict=True):
        assert {at: _told(cell) for at, cell in other.cells.items()} == {
            at: _told(cell) for at, cell in original.cells.items()
        }
        assert other[:2] == original[:2]
        assert other[3:] == original[3:]
    assert looks(ending)[0].floating == (Floating("text box", "文本框里的字"),)
    assert looks(ending)[1].state == "hidden"


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_number_formats_show_the_same(ending: str) -> None:
    from decimal import Decimal

    from compiler.ooxml.cells.shown import shown_value

    compared = 0
    for at, cell in looks("xlsx")[0].cells.items():
        other = looks(ending)[0].cells[at]
        if cell.kind == other.kind == "number":
            number = Decimal(cell.text)
            shown = shown_value(number, cell.look.code)
            assert shown_value(number, other.look.code) == shown, at
            compared += 1
    assert compared > 18


@pytest.mark.parametrize("name", ["sample.xls", "looks.xls"])
def test_an_older_reader_reads_the_same(name: str) -> None:
    """xlrd knows no formulas; what it reads of values, merges and looks is the same."""
    book = xlrd.open_workbook(file_contents=saved(name), formatting_info=True)
    raw = opened(saved(name), name)
    assert isinstance(raw, RawWorkbook)
    assert [sheet.name for sheet in raw.sheets] == book.sheet_names()
    for sheet in raw.sheets:
        other = book.sheet_by_name(sheet.name)
        filled = {
            (row + 1, column + 1): other.cell(row, column)
            for row in range(other.nrows)
            for column in range(other.row_len(row))
            if other.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        }
        assert filled.keys() == sheet.cells.keys()
        for at, cell in sheet.cells.items():
            value = filled[at].value
            if cell.kind == "number":
                assert float(cell.text) == value
            elif cell.kind == "text":
                assert cell.text == value
            font = book.font_list[book.xf_list[filled[at].xf_index].font_index]
            assert (cell.look.letters == "struck") == bool(font.struck_out)
        assert {(a + 1, c + 1, b, d) for a, b, c, d in other.merged_cells} == set(sheet.merges)


def test_formulas_that_are_not_seen_are_told(tmp_path: Path) -> None:
    """The function of a total's token made one that is not known here."""
    data = saved("sample.xls")
    countblank = b"\x41" + struct.pack("<H", 347)
    changed = data.replace(countblank, b"\x41" + struct.pack("<H", 351))
    assert changed != data
    path = tmp_path / "a.xls"
    path.write_bytes(changed)
    outcome = check_report(path, desk_of())
    sample = told(check_report(SAMPLE, desk_of()).findings)
    more = [f.kind for f in outcome.findings if f.id in set(told(outcome.findings)) - set(sample)]
    assert more == [w_inputs.FORMULAS_UNSEEN]
    assert to_data(outcome.report or report_in(path)) == to_data(report_in(SAMPLE))


# What is refused


def _without(data: bytes, old: bytes, new: bytes) -> bytes:
    assert data.count(old) >= 1
    return data.replace(old, new)


def _ods(**parts_: bytes) -> bytes:
    return zipped(**{"mimetype": SPREADSHEET, **parts_})


def _content(inside: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{inside}"
        "</office:spreadsheet></office:body></office:document-content>"
    ).encode()


_CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'
_ROW = '<table:table table:name="a"><table:table-row{}>{}</table:table-row></table:table>'
REFUSED: dict[str, tuple[str, Callable[[], bytes], object]] = {
    "no directory": ("a.xls", lambda: compound("Workbook"), parts.MALFORMED_PART),
    "cut short": ("a.xls", lambda: saved("sample.xls")[:60_000], parts.MALFORMED_PART),
    "Excel 5": ("a.xls", lambda: _older(saved("looks.xls")), files.OLD_FORMAT),
    "a password": ("a.xls", lambda: _locked(saved("looks.xls")), files.ENCRYPTED_FILE),
    "macros": (
        "a.xls",
        lambda: _without(saved("looks.xls"), _name("\x05SummaryInformation"), _name("_VBA_PROJECT_CUR")),
        files.MACRO_FILE,
    ),
    "no content": ("a.ods", lambda: _ods(), parts.MISSING_PART),
    "a document type": (
        "a.ods", lambda: _ods(**{"content.xml": b"<!DOCTYPE a []>" + _content("")}), parts.DOCUMENT_TYPE,
    ),
    "macros of LibreOffice": (
        "a.ods", lambda: repacked(saved("looks.ods"), extra={"Basic/script-lc.xml": b"<a/>"}), files.MACRO_FILE,
    ),
    "a password of LibreOffice": (
        "a.ods", lambda: _ods(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), files.ENCRYPTED_FILE,
    ),
    "two sheets of one name": (
        "a.ods", lambda: _ods(**{"content.xml": _content(_ROW.format("", "") * 2)}), parts.DUPLICATE_SHEET,
    ),
    "rows repeated": (
        "a.ods",
        lambda: _ods(**{"content.xml": _content(
            _ROW.format(' table:number-rows-repeated="1000000"', _CELL.format("")))}),
        parts.OVER_A_LIMIT,
    ),
    "cells repeated": (
        "a.ods",
        lambda: _ods(**{"content.xml": _content(
            _ROW.format("", _CELL.format(' table:number-columns-repeated="20000"')))}),
        parts.BAD_ADDRESS,
    ),
    "a text of blanks": (
        "a.ods",
        lambda: _ods(**{"content.xml": _content(_ROW.format(
            "", '<table:table-cell><text:p><text:s text:c="99999999"/></text:p></table:table-cell>'))}),
        parts.OVER_A_LIMIT,
    ),
}  # fmt: skip


def _name(text: str) -> bytes:
    return text.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(text) + 2)


def _older(data: bytes) -> bytes:
    """The version at the head of the stream made the one before."""
    return data.replace(
        struct.pack("<4H", 0x0809, 16, 0x0600, 5), struct.pack("<4H", 0x0809, 16, 0x0500, 5)
    )


def _locked(data: bytes) -> bytes:
    """A record of no length made the one that says that all after it is encrypted."""
    dates = struct.pack("<HH", 0x0022, 2)
    return _without(data, dates, struct.pack("<HH", 0x002F, 2))


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_trusted_is_refused_by_name(what: str) -> None:
    name, make, kind = REFUSED[what]
    found = opened(make(), name)
    assert isinstance(found, Finding), found
    assert found.kind is kind
    assert found.place.file == name


def test_sheets_that_share_a_place_are_read_no_more_often_than_the_limit() -> None:
    """Each of them may be as long as the file."""
    book = open_biff(saved("sample.xls"), "a.xls")
    assert isinstance(book, OpenedBiff)
    book.counter.records = 999_000
    found = book.read()
    assert isinstance(found, Finding)
    assert found.kind is parts.OVER_A_LIMIT
