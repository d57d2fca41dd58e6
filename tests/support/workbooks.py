"""Workbooks for tests: the good sample as a report and as a file, and edits to its markup.

An edit changes what it names and nothing else: cached results stay as they were, as when
a program saves without calculating.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

from lxml import etree

from compiler.checks.every_check import check
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.identity import Identity
from compiler.format.judgement import defined_value
from compiler.ooxml.cells.address import cell_name, parse_cell
from compiler.ooxml.cells.gather import RawCell, RawWorkbook, read_workbook
from compiler.ooxml.package import Package, open_package
from compiler.readers.workbook.read import read_form
from compiler.report.from_data import read_data
from compiler.report.prior import prior_of_record
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity
from compiler.values.findings import Finding
from compiler.values.origin import Source
from compiler.values.report import Paragraph, Report
from compiler.workbook.form.make import blank_report, write_form
from compiler.workbook.layout import layout_of

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
GOOD, FAULTY = "cangshan-justice-2020", "cangshan-justice-2020-faults"
PROACTIVE = "二、主动公开政府信息情况"
REQUESTS = "三、收到和处理政府信息公开申请情况"
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]
# Prose that says nothing of any figure.
_ASPECTS = "主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障"
_NEUTRAL = {
    "introduction": (Paragraph("body", "本报告依照有关规定编制。"),),
    "overview": (
        Paragraph("heading2", "（一）做法"),
        Paragraph("body", f"本机关按照要求做好{_ASPECTS}等各项工作。"),
        Paragraph("heading3", "1.安排"),
        Paragraph("body", "各科室各负其责。"),
    ),
    "problems": (Paragraph("body", "存在的主要问题是培训不够；下一步改进措施是加强培训。"),),
    "other": (Paragraph("body", "无。"),),
}
Cell = str | int | float | None | etree._Element


@cache
def form() -> Form:
    declaration = shelf_of().asked("disclosure-2019")
    assert isinstance(declaration, Declaration)
    return form_of(declaration)


@cache
def good_report() -> Report:
    """The good sample as its data file says it."""
    reading = read_data(
        (SAMPLES / f"{GOOD}.json").read_bytes(), Source("", "json", ""), "", shelf_of(), None
    )
    assert reading.report is not None
    return reading.report


@cache
def full_report() -> Report:
    """The good sample with a number of its own in every input, all identities kept."""
    figures: dict[FigureId, Quantity] = {}
    for number, each in enumerate(form().figures, start=2):
        if each not in form().totals:
            figures[each] = Decimal(number)
    for table in form().tables:
        for row in table.rows if table.id.startswith("article") else ():
            for column in ("total_public", "previous"):
                if FigureId(table.id, row.id, column) in figures:
                    figures[FigureId(table.id, row.id, column)] += 1000
    report = changed(good_report(), figures)
    for column in form().table("requests").columns[:-1]:
        carried_in, received, handled, carried_out = (
            FigureId("requests", row, column.id)
            for row in ("carried_in", "received", "handled", "carried_out")
        )
        now = report.figures
        figures[received] = now[handled] + now[carried_out] - now[carried_in]
    return replace(changed(good_report(), figures), narrative=_NEUTRAL)


@cache
def full_form() -> bytes:
    return write_form(form(), full_report())


@cache
def good_form() -> bytes:
    return write_form(form(), good_report())


@cache
def blank_form() -> bytes:
    return write_form(form(), blank_report(form(), None, None))


def figure(path: str) -> FigureId:
    """`requests.received.total` as an id."""
    return FigureId(*path.split("."))


def changed(report: Report, figures: Mapping[FigureId, Quantity]) -> Report:
    """The report with other figures; totals are added up anew unless they are named."""
    merged = {**report.figures, **figures}
    for _ in range(2):  # totals of rows, then those that add up other totals
        for total, identities in form().totals.items():
            if total not in figures:
                value = defined_value(identities[0], merged)
                merged[total] = Absent.BLANK if value is None else value
    return replace(report, figures=merged)


def read(data: bytes, name: str = "年报.xlsx", wanted: str | None = None) -> Reading:
    return read_form(data, Source(name, "xlsx", ""), name, shelf_of(), wanted)


def report_of(data: bytes) -> Report:
    reading = read(data)
    assert reading.report is not None, said(reading.findings)
    return reading.report


def findings(data: bytes) -> tuple[Finding, ...]:
    """Everything that `nianbao check` would say of this workbook."""
    return check(read(data))


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [f.code for f in found]


def said(found: tuple[Finding, ...]) -> str:
    return "\n".join(f"{f.code} {f.place.cell} {f.message('zh')} {f.hint('zh')}" for f in found)


def live_checks(report: Report) -> tuple[Identity, ...]:
    """The checks on the workbook's live sheet; those across years need last year's figures."""
    known = last_year(report)
    checks = (i for check in layout_of(form()).checks for i in check.identities)
    return tuple(i for i in checks if all(c.figure in known for c in i.cells if c.prior))


def last_year(report: Report) -> Mapping[FigureId, Quantity]:
    """The figures of the year before that the report carries with it."""
    prior = prior_of_record(report.prior, form()) if report.prior else None
    return prior.figures if prior else {}


def raw_cells(data: bytes) -> dict[str, Mapping[tuple[int, int], RawCell]]:
    """The stored cells of every sheet."""
    package = open_package(data, "年报.xlsx", "xlsx")
    assert isinstance(package, Package)
    book = read_workbook(package)
    assert isinstance(book, RawWorkbook)
    return {sheet.name: sheet.cells for sheet in book.sheets}


# Edits of the markup


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def part_of(parts: Parts, sheet: str) -> str:
    """The part in which a sheet of this name stands."""
    book = etree.fromstring(parts["xl/workbook.xml"])
    ids = {s.get("name"): s.get(f"{{{RELATIONS}}}id") for s in book.iter(f"{{{MAIN}}}sheet")}
    links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    target = next(link.get("Target") for link in links if link.get("Id") == ids[sheet])
    return "xl/" + str(target).removeprefix("/xl/")


def edited(data: bytes, sheet: str, cells: Mapping[str, Cell]) -> bytes:
    """Cells by address: a number, a text, None for an empty one, or the content's markup."""
    return remade(data, sheet, lambda root: _fill(root, cells))


def line_cells(data: bytes, sheet: str, line: int = 1) -> tuple[str, str, str]:
    """The addresses of place, level and text on a line below the tables, counted from 1."""
    names, cells = ("位置", "级别", "内容（一行一段）"), raw_cells(data)[sheet]
    row = next(at[0] for at, cell in cells.items() if cell.text == names[2])
    columns = {cell.text: at[1] for at, cell in cells.items() if at[0] == row}
    place, level, text = (cell_name(row + line, columns[name]) for name in names)
    return place, level, text


def with_line(
    data: bytes, sheet: str, place: str, text: Cell, level: str = "", line: int = 1
) -> bytes:
    """A line for prose below the tables filled in."""
    filled = zip(line_cells(data, sheet, line), (place, level, text), strict=True)
    return edited(data, sheet, {at: words for at, words in filled if words != ""})


def remade(data: bytes, sheet: str, edit: Callable[[etree._Element], None]) -> bytes:
    """The workbook with one sheet's markup edited in place."""
    parts = parts_of(data)
    part = part_of(parts, sheet)
    root = etree.fromstring(parts[part])
    edit(root)
    return packed({**parts, part: etree.tostring(root)})


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a text of one part exchanged."""
    parts = parts_of(data)
    assert old.encode() in parts[part], old
    return packed({**parts, part: parts[part].replace(old.encode(), new.encode())})


def renamed(data: bytes, sheet: str, name: str) -> bytes:
    return replaced(data, "xl/workbook.xml", f'<sheet name="{sheet}"', f'<sheet name="{name}"')


def without(data: bytes, sheet: str) -> bytes:
    """The workbook after the sheet was deleted."""
    parts = parts_of(data)
    book = re.sub(
        rf'<sheet name="{re.escape(sheet)}"[^>]*/>'.encode(), b"", parts["xl/workbook.xml"]
    )
    assert book != parts["xl/workbook.xml"]
    return packed({**parts, "xl/workbook.xml": book})


def copied(data: bytes, sheet: str, name: str) -> bytes:
    """The workbook with a copy of the sheet after all others."""
    parts = parts_of(data)
    parts["xl/worksheets/copy.xml"] = parts[part_of(parts, sheet)]
    links, book = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    link = f'<Relationship Id="copy" Type="{RELATIONS}/worksheet" Target="worksheets/copy.xml"/>'
    entry = f'<sheet name="{name}" sheetId="999" r:id="copy"/>'
    parts[links] = parts[links].replace(b"</Relationships>", f"{link}</Relationships>".encode())
    parts[book] = parts[book].replace(b"</sheets>", f"{entry}</sheets>".encode())
    return packed(parts)


def moved(
    data: bytes, sheet: str, row: Callable[[int], int], column: Callable[[int], int] = lambda c: c
) -> bytes:
    """The sheet after rows and columns went elsewhere; merges and formulas went along."""

    def there(reference: str) -> str:
        return re.sub(r"(?<![!A-Z])[A-Z]{1,3}[0-9]+", _there, reference)

    def _there(match: re.Match[str]) -> str:
        at = parse_cell(match[0])
        assert at is not None
        return cell_name(row(at[0]), column(at[1]))

    def edit(root: etree._Element) -> None:
        lines = root.find(_tag("sheetData"))
        assert lines is not None
        for line in lines:
            line.attrib.pop("spans", None)
            line.set("r", str(row(int(line.get("r", "")))))
            for cell in line:
                cell.set("r", there(cell.get("r", "")))
                formula = cell.find(_tag("f"))
                if formula is not None:
                    formula.text = there(formula.text or "")
            line[:] = sorted(line, key=lambda c: parse_cell(c.get("r", "")) or (0, 0))
        lines[:] = sorted(lines, key=lambda each: int(each.get("r", "")))
        for merge in root.iter(_tag("mergeCell")):
            merge.set("ref", there(merge.get("ref", "")))

    return remade(data, sheet, edit)


def content(markup: str) -> etree._Element:
    """A cell's type and content: `<c t="e"><v>#REF!</v></c>`."""
    return etree.fromstring(f'<root xmlns="{MAIN}">{markup}</root>')[0]


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _fill(root: etree._Element, cells: Mapping[str, Cell]) -> None:
    for address, value in cells.items():
        cell = cell_of(root, address)
        cell.attrib.pop("t", None)
        cell[:] = []
        if isinstance(value, etree._Element):
            cell.attrib.update(value.attrib)
            cell.extend(copy.deepcopy(each) for each in value)
        elif isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, _tag("is")), _tag("t"))
            text.text = value
        elif value is not None:
            etree.SubElement(cell, _tag("v")).text = str(value)


def cell_of(root: etree._Element, address: str) -> etree._Element:
    """The cell of this address, made where there is none."""
    at = parse_cell(address)
    lines = root.find(_tag("sheetData"))
    assert at is not None
    assert lines is not None
    line = next((each for each in lines if each.get("r") == str(at[0])), None)
    if line is None:
        line = etree.Element(_tag("row"), r=str(at[0]))
        lines.append(line)
        lines[:] = sorted(lines, key=lambda each: int(each.get("r", "")))
    cell = next((each for each in line if each.get("r") == address), None)
    if cell is None:
        cell = etree.Element(_tag("c"), r=address)
        line.append(cell)
        line[:] = sorted(line, key=lambda c: parse_cell(c.get("r", "")) or (0, 0))
    return cell


def styled(data: bytes, sheet: str, address: str, value: float, number_format: int) -> bytes:
    """The cell with a number shown by one of the built-in number formats."""
    parts = parts_of(edited(data, sheet, {address: value}))
    styles = etree.fromstring(parts["xl/styles.xml"])
    known = styles.find(_tag("cellXfs"))
    assert known is not None
    etree.SubElement(known, _tag("xf"), numFmtId=str(number_format))
    parts["xl/styles.xml"] = etree.tostring(styles)
    return remade(
        packed(parts), sheet, lambda root: cell_of(root, address).set("s", str(len(known) - 1))
    )


# The same workbook as other programs write it


def strict(data: bytes) -> bytes:
    """In the namespaces of ISO 29500 Strict."""
    spoken = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "relationships/custom-properties": "relationships/customProperties",
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "http://purl.oclc.org/ooxml/officeDocument/customProperties",
        "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    }
    parts = parts_of(data)
    for name, content in parts.items():
        for transitional, other in spoken.items():
            content = content.replace(transitional.encode(), other.encode())
        parts[name] = content
    return packed(parts)


def as_wps_saves(data: bytes) -> bytes:
    """Texts inside their cells, cells and rows without addresses, totals as shared formulas."""
    parts = parts_of(data)
    texts = [
        "".join(t.text or "" for t in item.iter(_tag("t")))
        for item in etree.fromstring(parts["xl/sharedStrings.xml"])
    ]
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        root = etree.fromstring(parts[name])
        lines = root.find(_tag("sheetData"))
        assert lines is not None
        _share_formulas(root)
        _fill_up(lines, "row", lambda line: int(line.get("r", "")))
        for line in lines:
            _fill_up(line, "c", lambda cell: (parse_cell(cell.get("r", "")) or (0, 0))[1])
            for cell in line:
                if cell.get("t") == "s":
                    _fill_one(cell, texts[int(cell.findtext(_tag("v"), ""))])
        parts[name] = etree.tostring(root)
    return packed(parts)


def _fill_one(cell: etree._Element, escaped: str) -> None:
    cell[:] = []
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, _tag("is")), _tag("t"))
    text.text = escaped


def _share_formulas(root: etree._Element) -> None:
    """The row totals below one another, as one formula and its followers."""
    totals = [c for c in root.iter(_tag("c")) if c.get("r", "").startswith("J") and len(c)]
    formulas = [(cell, f) for cell in totals if (f := cell.find(_tag("f"))) is not None]
    for number, (_, formula) in enumerate(formulas):
        formula.set("t", "shared")
        formula.set("si", "0")
        if number == 0:
            formula.set("ref", f"{formulas[0][0].get('r')}:{formulas[-1][0].get('r')}")
        else:
            formula.text = None


def _fill_up(parent: etree._Element, name: str, position: Callable[[etree._Element], int]) -> None:
    """Empty elements in the gaps; then nobody needs an address."""
    children = {position(child): child for child in parent}
    last = max(children, default=0)
    parent[:] = [children.get(n, etree.Element(_tag(name))) for n in range(1, last + 1)]
    for child in parent:
        child.attrib.pop("r", None)
        child.attrib.pop("spans", None)
