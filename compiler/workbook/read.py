"""A filled workbook → a report, whoever saved it last.

Given the bytes of an .xlsx, gives a `Reading`. Sheets, rows and columns are found by
their names and labels; every value keeps its sheet and cell. Identities are not its
business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from compiler.catalogue import workbooks as kinds
from compiler.findings import Finding, Place, Severity
from compiler.format.declaration import Declaration
from compiler.format.find import find_format
from compiler.model import Absent, CellRef, FigureId, Report, Source
from compiler.package import open_package
from compiler.places import Places
from compiler.reading import Reading
from compiler.words import words_of
from compiler.workbook.address import cell_name
from compiler.workbook.cells import read_workbook
from compiler.workbook.layout import SheetLayout, layout_of
from compiler.workbook.locate import Located, locate
from compiler.workbook.raw import RawSheet, RawWorkbook
from compiler.workbook.read_cover import prior_of, read_cover, read_hidden, read_slips
from compiler.workbook.read_prose import ProseReading, read_prose, stray_findings
from compiler.workbook.read_tables import (
    note_findings,
    read_figures,
    settle_totals,
    total_findings,
)
from compiler.workbook.sheets import Sheets, find_sheets


def read_form(data: bytes, source: Source, name: str, wanted: str | None) -> Reading:
    """`wanted` is the format asked for on the command line, if any."""
    package = open_package(data, name, "xlsx")
    if isinstance(package, Finding):
        return Reading.refused(package)
    raw = read_workbook(package)
    if isinstance(raw, Finding):
        return Reading.refused(raw)
    hidden = read_hidden(raw)
    declaration = _declaration(raw, hidden, name, wanted)
    if isinstance(declaration, tuple):
        return Reading.refused(*declaration)
    sheets = find_sheets(raw, declaration)
    located = _locate(sheets, declaration)
    findings = [*sheets.findings, *(f for each in located.values() for f in each.findings)]
    if any(f.level is Severity.ERROR for f in findings):
        return Reading(None, declaration, tuple(findings))
    findings += _version_findings(hidden, declaration, name)
    return _report(raw, sheets, located, declaration, hidden, source, findings)


def _declaration(
    raw: RawWorkbook, hidden: Mapping[str, str], name: str, wanted: str | None
) -> Declaration | tuple[Finding, ...]:
    """By the workbook's own word, which a format asked for must not contradict."""
    own = hidden.get("format") or raw.properties.get("nianbao.format")
    if own is None and wanted is None:
        return (Finding(kinds.NOT_OURS, Place(file=name), {"file": name}),)
    declaration = find_format(wanted or own or "", by_path=bool(wanted))
    if isinstance(declaration, Declaration) and own not in (None, declaration.id):
        values = {"file": name, "found": own or "", "wanted": declaration.id}
        return (Finding(kinds.FORMAT_DIFFERS, Place(file=name), values),)
    return declaration


def _version_findings(
    hidden: Mapping[str, str], declaration: Declaration, name: str
) -> list[Finding]:
    if not hidden.get("digest") or hidden["digest"] == declaration.digest:
        return []
    values = {
        "id": declaration.id,
        "found": f"{hidden.get('version', '')} {hidden['digest'][:8]}",
        "wanted": f"{declaration.version} {declaration.digest[:8]}",
    }
    return [Finding(kinds.OTHER_VERSION, Place(file=name), values)]


def _locate(sheets: Sheets, declaration: Declaration) -> dict[str, Located]:
    layout = layout_of(declaration)
    return {
        section.id: locate(
            sheets.sections[section.id], layout.sheet(section.id), declaration.tables_of(section)
        )
        for section in declaration.table_sections
        if section.id in sheets.sections
    }


def _report(
    raw: RawWorkbook,
    sheets: Sheets,
    located: Mapping[str, Located],
    declaration: Declaration,
    hidden: Mapping[str, str],
    source: Source,
    findings: list[Finding],
) -> Reading:
    words = words_of(declaration.language)
    cover = read_cover(sheets.fixed[words.cover], words, hidden, date1904=raw.date1904)
    tables = {
        id: read_figures(sheets.sections[id], each.cells, declaration, date1904=raw.date1904)
        for id, each in located.items()
    }
    prose = {
        section.id: read_prose(sheets.sections[section.id], section, words)
        for section in declaration.prose_sections
    }
    lost = [f for f in _prose_findings(prose) if f.kind is kinds.MISSING_LINE]
    if lost:
        return Reading(None, declaration, (*findings, *lost))
    totals = settle_totals(tables.values(), declaration)
    report = Report(
        format=declaration.id,
        year=cover.year,
        agency=cover.agency,
        narrative={id: each.paragraphs for id, each in prose.items()},
        figures={f: totals.figures.get(f, Absent.BLANK) for f in declaration.figures},
        attachments=cover.attachments,
        slips=read_slips(sheets.fixed.get(words.slips), words),
        archive=cover.archive,
        prior=prior_of(hidden.get("prior", "")),
        refs=_refs(sheets, located),
        agency_refs=cover.refs,
        sheets={id: sheet.name for id, sheet in sheets.sections.items()},
        source=source,
    )
    places = Places(declaration, report)
    findings += cover.findings
    findings += _prose_findings(prose)
    findings += _stray(sheets, located, declaration, prior=bool(hidden.get("prior")))
    findings += total_findings(totals, places)
    noted = {f: text for each in tables.values() for f, text in each.noted.items()}
    findings += note_findings(noted, report.figures, places)
    return Reading(report, declaration, tuple(findings))


def _refs(sheets: Sheets, located: Mapping[str, Located]) -> dict[FigureId, CellRef]:
    return {
        figure: CellRef(sheets.sections[id].name, cell_name(*at))
        for id, each in located.items()
        for figure, at in each.cells.items()
    }


def _prose_findings(prose: Mapping[str, ProseReading]) -> list[Finding]:
    return [f for each in prose.values() for f in each.findings]


def _stray(
    sheets: Sheets, located: Mapping[str, Located], declaration: Declaration, *, prior: bool
) -> list[Finding]:
    """Contents of table sheets that are neither label nor figure; the top rows are ours, and
    where last year is shown (`prior`) so is what stands beside the grid.
    """
    found: list[Finding] = []
    for section in declaration.table_sections:
        sheet, each = sheets.sections[section.id], located[section.id]
        known = set(each.cells.values()) | each.labels
        top, left = (min(axis) for axis in zip(*known, strict=True))
        covered = _merged_over(sheet)
        last_year = _beside(each, layout_of(declaration).sheet(section.id)) if prior else None
        stray = [
            at for at in sheet.cells
            if at not in known and at not in covered and (at[0] >= top or at[1] > left)
            and not (last_year and last_year(at))
        ]  # fmt: skip
        found += stray_findings(sheet, section.id, stray)
    return found


def _beside(located: Located, layout: SheetLayout) -> Callable[[tuple[int, int]], bool]:
    """Whether a cell lies where last year's figures are shown."""
    last_row, last_column = (max(axis) for axis in zip(*located.cells.values(), strict=True))
    if layout.grid is not None and layout.grid.label_columns:
        return lambda at: at[1] > last_column
    return lambda at: at[0] > last_row


def _merged_over(sheet: RawSheet) -> set[tuple[int, int]]:
    """Cells that a merge hides; some programs leave old contents in them."""
    return {
        at
        for at in sheet.cells
        for r1, c1, r2, c2 in sheet.merges
        if r1 <= at[0] <= r2 and c1 <= at[1] <= c2 and at != (r1, c1)
    }
