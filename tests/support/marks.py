"""Marked copies in tests: made from workbooks, read back as another program reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from compiler.ooxml.package import Package, open_package
from compiler.output.marked.looks import OWN, RELATED
from compiler.output.marked.mark import Fills, marked
from compiler.output.marked.said import Told
from compiler.text.language import Language
from compiler.values.findings import Finding, Place
from compiler.workbook.form.make import write_form
from tests.support.office import converted
from tests.support.workbooks import (
    FAULTY,
    SAMPLES,
    changed,
    figure,
    findings,
    form,
    good_report,
    packed,
    parts_of,
)

RESULTS = "校验结果"
ERROR, WARNING, ADVICE = OWN.values()
RELATED_TO_ERROR = next(iter(RELATED.values()))


def mark(
    data: bytes,
    found: tuple[Finding, ...] | None = None,
    language: Language = "zh",
    told: Told | None = None,
    fills: Fills | None = None,
) -> bytes:
    package = open_package(data, "年报.xlsx", "xlsx")
    assert isinstance(package, Package), package
    found = findings(data) if found is None else found
    return marked(data, package, found, language, told or Told("不能定稿"), fills)


@cache
def faulty() -> bytes:
    return (SAMPLES / f"{FAULTY}.xlsx").read_bytes()


@cache
def marked_faulty() -> bytes:
    return mark(faulty())


@cache
def with_a_cause() -> bytes:
    """The total of what was received leaves the enterprises out."""
    figures = {
        "received.natural_person": 60, "received.enterprise": 2, "received.total": 60,
        "granted.natural_person": 60, "granted.enterprise": 2,
    }  # fmt: skip
    values = {figure(f"requests.{path}"): Decimal(value) for path, value in figures.items()}
    return write_form(form(), changed(good_report(), values))


def colours(data: bytes, sheet: str) -> dict[str, str]:
    """The marked cells of a sheet and their colours, as another program reads them."""
    book = load_workbook(BytesIO(data))
    return {
        cell.coordinate: str(cell.fill.fgColor.rgb)
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.fill.patternType == "solid"
        and cell.fill.fgColor.rgb in (*OWN.values(), *RELATED.values())
    }


def notes(data: bytes, sheet: str) -> dict[str, str]:
    book = load_workbook(BytesIO(data))
    return {
        cell.coordinate: cell.comment.text
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.comment
    }


def looks(data: bytes) -> dict[str, dict[str, tuple[object, ...]]]:
    """Value and looks of every cell of every sheet, as another program reads them."""
    return {
        sheet.title: {
            cell.coordinate: (
                getattr(cell.value, "text", cell.value), cell.number_format, cell.font.b, cell.font.sz, cell.protection.locked,
                cell.fill.patternType, str(cell.fill.fgColor.rgb), cell.border.left.style,
                cell.alignment.wrap_text, cell.comment.text if cell.comment else None,
            )
            for row in sheet.iter_rows()
            for cell in row
        }
        for sheet in load_workbook(BytesIO(data)).worksheets
    }  # fmt: skip


def at(sheet: str, cell: str) -> tuple[Finding, ...]:
    finding = next(f for f in findings(faulty()) if f.code == "C110")
    return (Finding(finding.kind, Place(sheet=sheet, cell=cell), finding.values),)


def own_book(sheet: str = "表") -> bytes:
    book = Workbook()
    book.active.title = sheet
    book.active["A1"] = 1
    book.active["A1"].comment = Comment("我的批注", "张三")
    book.active["A2"] = 2
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def openpyxl_saves(data: bytes, tmp_path: Path) -> bytes:
    del tmp_path
    target = BytesIO()
    load_workbook(BytesIO(data)).save(target)
    return target.getvalue()


def libreoffice_saves(data: bytes, tmp_path: Path) -> bytes:
    path = tmp_path / "年报.xlsx"
    path.write_bytes(data)
    return converted([path], tmp_path / "saved")[0].read_bytes()


Saves = Callable[[bytes, Path], bytes]


def overwritten(data: bytes, part: str, pattern: str, new: str) -> bytes:
    """The workbook with every match of the pattern in a part replaced; there must be one."""
    parts = parts_of(data)
    text, count = re.subn(pattern, new, parts[part].decode())
    assert count
    return packed({**parts, part: text.encode()})
