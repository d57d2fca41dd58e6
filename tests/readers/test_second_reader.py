"""Every figure read from a workbook is the one that openpyxl and python-calamine find in its cell.

Where one of them is known to read otherwise, the kind of cell stands in `KNOWN`, and the test
fails as soon as that is no longer so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from compiler.values.report import Report
from tests.support.seen_cells import SEEN_CELLS, SeenCell
from tests.support.workbooks import PROACTIVE, content, edited, full_form, read, strict

ROOT = Path(__file__).parents[2]
OF_OTHER_FORMATS = ("library.xlsx",)
KEPT = sorted(
    path
    for folder in ("sample_workbooks", "tests/kept")
    for path in (ROOT / folder).rglob("*.xlsx")
    if path.name not in OF_OTHER_FORMATS
)
Address = tuple[str, str]
Cells = Mapping[Address, object]


def by_openpyxl(data: bytes, wanted: list[Address]) -> Cells:
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return {(sheet, cell): book[sheet][cell].value for sheet, cell in wanted}


def by_calamine(data: bytes, wanted: list[Address]) -> Cells:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found: dict[Address, object] = {}
    for name in {sheet for sheet, _ in wanted}:
        sheet = book.get_sheet_by_name(name)
        lines = sheet.to_python(skip_empty_area=False)
        for _, cell in (w for w in wanted if w[0] == name):
            column, row = openpyxl.utils.cell.coordinate_from_string(cell)
            line = lines[row - 1] if row <= len(lines) else []
            at = openpyxl.utils.column_index_from_string(column) - 1
            found[name, cell] = line[at] if at < len(line) else ""
    return found


SECOND: dict[str, Callable[[bytes, list[Address]], Cells]] = {
    "openpyxl": by_openpyxl, "calamine": by_calamine,
}  # fmt: skip
# What a second reader takes for another number, or for none: a kind of cell, and its reader.
KNOWN = {("count", "被合并的单元格盖住", "openpyxl")}


def as_number(value: object) -> Decimal | None:
    """What a second reader found, as a workbook shows it: 15 significant digits.

    Text stays text there; of full-width digits, too, the number is taken here.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return Decimal(f"{value:.15g}")
    try:
        return Decimal(unicodedata.normalize("NFKC", str(value)))
    except InvalidOperation:
        return None


def differing(data: bytes, report: Report, second: str) -> Iterator[str]:
    read = {
        figure: value
        for figure, value in report.figures.items()
        if isinstance(value, Decimal) and figure in report.origin.refs
    }
    refs = {figure: report.origin.refs[figure] for figure in read}
    cells = SECOND[second](data, [(r.sheet, r.cell) for r in refs.values()])
    for figure, value in read.items():
        other = as_number(cells[refs[figure].sheet, refs[figure].cell])
        if other != value:
            yield f"{figure}: {value} here, {other} by {second}"


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("path", KEPT, ids=lambda p: p.name)
def test_the_kept_workbooks_are_read_alike(path: Path, second: str) -> None:
    data = path.read_bytes()
    report = read(data).report
    assert report is not None
    assert report.origin.refs
    assert not list(differing(data, report, second))


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("seen", SEEN_CELLS, ids=lambda s: f"{s.where}-{s.what.zh}")
def test_every_kind_of_cell_is_read_alike(seen: SeenCell, second: str) -> None:
    data = seen.edit(full_form())
    report = read(data).report
    assert report is not None
    found = list(differing(data, report, second))
    assert bool(found) == ((seen.where, seen.what.zh, second) in KNOWN), found


@pytest.mark.parametrize("second", SECOND)
def test_a_figure_read_otherwise_is_noticed(second: str) -> None:
    """The comparison itself: another workbook's cells are not this one's."""
    report = read(full_form()).report
    assert report is not None
    other = edited(full_form(), PROACTIVE, {"D10": content("<c><v>987654</v></c>")})
    assert len(list(differing(other, report, second))) == 1


def test_strict_workbooks_are_read_alike_by_calamine_and_not_by_openpyxl() -> None:
    data = strict(full_form())
    report = read(data).report
    assert report is not None
    assert not list(differing(data, report, "calamine"))
    assert not openpyxl.load_workbook(BytesIO(data)).sheetnames
