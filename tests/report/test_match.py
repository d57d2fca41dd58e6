"""A report read back from what a document shows, by labels alone: both editions and one more."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

import pytest

from compiler.catalogue.seen_kinds import HEADING_NOT_SEEN, LINE_NOT_SEEN, LINE_SEEN_TWICE
from compiler.document.compose import shown_text
from compiler.edges.shelf import shelf_of
from compiler.format.form import Form
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.main_parts import main_parts
from compiler.ooxml.words.visible import seen_in
from compiler.proof.verify import examine
from compiler.report.match import match
from compiler.report.quotes import Quotable
from compiler.report.reading import Reading
from compiler.values.figures import Absent, FigureId
from compiler.values.origin import Source
from compiler.values.report import Report
from compiler.values.seen import Seen, SeenCell, SeenParagraph, SeenTable
from tests.support.documents import document_of, good_document
from tests.support.examples import clean_data, declaration_of

SOURCE = Source("年报.docx", "docx", "")


def seen_of(data: bytes) -> Seen:
    package = open_package(data, SOURCE.path, "docx")
    assert isinstance(package, Package)
    return seen_in(main_parts(package))


def sealed_in(data: bytes) -> tuple[Report, Form]:
    examined = examine(data, SOURCE, SOURCE.path, shelf_of())
    assert examined.sealed is not None
    assert examined.form is not None
    return examined.sealed, examined.form


def numbered(edition: str) -> bytes:
    """The draft of a report in which every figure is another number, with all that may stand in it."""
    data = clean_data(declaration_of(edition), year=2023)
    number = count(11)
    for table in data["tables"].values():
        for row in table.values():
            row.update({column: next(number) for column in row})
    data["agency"] |= {"signatory": "某某县司法局", "date": "2024年1月15日"}
    data["attachments"] = ["1.某表", "某图"]
    data["narrative"]["overview"] += [
        {"level": "heading2", "text": "（一）主动公开"},
        {"level": "heading3", "text": "1.网站"},
        {"level": "body", "text": "一句话。"},
    ]
    return document_of(data, draft=True)


@pytest.fixture(scope="module", params=["disclosure-2019", "disclosure-2021", "quotes"])
def document(request: pytest.FixtureRequest) -> bytes:
    return good_document() if request.param == "quotes" else numbered(request.param)


@pytest.fixture(scope="module")
def good() -> tuple[Seen, Report, Form]:
    return (seen_of(good_document()), *sealed_in(good_document()))


def matched(seen: Seen, form: Form) -> Report:
    reading = match(seen, form, SOURCE)
    assert reading.findings == ()
    assert reading.report is not None
    return reading.report


def prose_of(report: Report, form: Form) -> dict[str, list[tuple[str, str]]]:
    """As it is shown: quotes resolved, brackets of one width."""
    quotable = Quotable(form, report)
    return {
        section: [(p.level, shown_text(p, quotable, form.language)) for p in paragraphs]
        for section, paragraphs in report.narrative.items()
    }


def test_a_compiled_document_gives_its_report(document: bytes) -> None:
    report, form = sealed_in(document)
    back = matched(seen_of(document), form)
    assert back.figures == report.figures
    assert prose_of(back, form) == prose_of(report, form)
    assert (back.name, back.year) == (report.name, report.year)
    assert back.attachments == report.attachments
    for entry in ("signatory", "date", "document_number"):
        assert back.agency.get(entry) == report.agency.get(entry)


def rows_of(table: SeenTable, first: int, last: int) -> SeenTable:
    """What of a table stands on one page: labels over rows begin anew there, or are empty."""
    cells = [
        cell._replace(
            row=max(cell.row, first) - first,
            height=min(cell.row + cell.height, last) - max(cell.row, first),
            text=cell.text if cell.row >= first else "",
        )
        for cell in table.cells
        if cell.row < last and cell.row + cell.height > first
    ]
    return SeenTable(last - first, table.columns, tuple(cells))


def headed(table: SeenTable, head: SeenTable) -> SeenTable:
    below = [cell._replace(row=cell.row + head.rows) for cell in table.cells]
    return SeenTable(head.rows + table.rows, table.columns, (*head.cells, *below))


@pytest.mark.parametrize("repeated", [True, False], ids=["head repeated", "head once"])
@pytest.mark.parametrize("at", [5, 11, 19])
def test_a_table_parted_over_pages(
    good: tuple[Seen, Report, Form], at: int, repeated: bool
) -> None:
    seen, report, form = good
    largest = max((b for b in seen if isinstance(b, SeenTable)), key=lambda t: t.rows)
    head = rows_of(largest, 0, 3)
    first, second = rows_of(largest, 0, at), rows_of(largest, at, largest.rows)
    pages = (first, headed(second, head) if repeated else second)
    parted = [page for b in seen for page in (pages if b is largest else (b,))]
    assert matched(tuple(parted), form).figures == report.figures


def test_a_document_without_styles_and_with_other_widths(good: tuple[Seen, Report, Form]) -> None:
    seen, report, form = good
    wide = str.maketrans({"、": " 、", "0": "０", "1": "１", "（": "("})
    bare = tuple(
        SeenParagraph("body", b.text.translate(wide) if b.role == "heading1" else b.text)
        if isinstance(b, SeenParagraph)
        else b._replace(cells=tuple(c._replace(text=c.text.translate(wide)) for c in b.cells))
        for b in seen
        if not isinstance(b, SeenParagraph) or b.role not in ("signatory", "date")
    )
    back = matched(bare, form)
    assert back.figures == report.figures
    assert prose_of(back, form) == prose_of(report, form)


def changed(seen: Seen, old: str, new: str) -> Seen:
    def edit(cell: SeenCell) -> SeenCell:
        return cell._replace(text=new) if cell.text == old else cell

    return tuple(
        block._replace(cells=tuple(map(edit, block.cells)))
        if isinstance(block, SeenTable)
        else block._replace(text=new if block.text == old else block.text)
        for block in seen
    )


def told(reading: Reading) -> list[tuple[str, str | None]]:
    return [(f.code, f.place.label) for f in reading.findings]


def test_what_is_not_there_is_told_and_blank(good: tuple[Seen, Report, Form]) -> None:
    seen, report, form = good
    label = "一、本年新收政府信息公开申请数量"
    reading = match(changed(seen, label, "本年新收"), form, SOURCE)
    assert told(reading) == [(LINE_NOT_SEEN.code, label)]
    assert reading.report is not None
    lost = {f for f in report.figures if reading.report.figures[f] != report.figures[f]}
    assert {(f.table, f.row) for f in lost} == {("requests", "received")}
    assert all(reading.report.figures[f] is Absent.BLANK for f in lost)


def test_a_heading_that_is_gone(good: tuple[Seen, Report, Form]) -> None:
    seen, _, form = good
    heading = form.section("requests").heading
    reading = match(changed(seen, heading, "其他"), form, SOURCE)
    assert told(reading) == [(HEADING_NOT_SEEN.code, heading)]


def test_a_line_that_stands_twice(good: tuple[Seen, Report, Form]) -> None:
    seen, report, form = good
    twice = "二、上年结转政府信息公开申请数量"
    reading = match(changed(seen, twice, "一、本年新收政府信息公开申请数量"), form, SOURCE)
    assert told(reading) == [
        (LINE_SEEN_TWICE.code, "一、本年新收政府信息公开申请数量"),
        (LINE_NOT_SEEN.code, twice),
    ]
    assert reading.report is not None
    first = FigureId("requests", "received", "natural_person")
    assert reading.report.figures[first] == report.figures[first]
    assert isinstance(report.figures[first], Decimal)
