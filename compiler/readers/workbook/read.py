"""A filled workbook → a report, whoever saved it last.

Given the bytes of an .xlsx, .xls, .et or .ods, gives a `Reading`. Sheets, rows and columns are found by
their names and labels; every value keeps its sheet and cell. Identities are not its
business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from compiler.catalogue import w_workbook as kinds
from compiler.catalogue.w_inputs import FORMULAS_UNSEEN
from compiler.format.form import Form, form_of, form_with
from compiler.format.words import FixedWords, words_of
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.gather import Opened, open_workbook
from compiler.ooxml.cells.raw import RawSheet, RawWorkbook
from compiler.ooxml.package import open_package
from compiler.readers.workbook.cover import Cover, prior_of, read_cover, read_hidden, read_slips
from compiler.readers.workbook.extra_lines import extra_lines
from compiler.readers.workbook.figure_faults import fault_findings
from compiler.readers.workbook.lines_below import Lines, find_lines, read_lines, without_lines
from compiler.readers.workbook.locate import locate
from compiler.readers.workbook.located import Located, merged
from compiler.readers.workbook.paragraphs import ProseReading, read_prose, stray_findings
from compiler.readers.workbook.sheets import Sheets, find_sheets
from compiler.readers.workbook.table_figures import (
    TableReading,
    Totals,
    note_findings,
    percent_findings,
    read_figures,
    settle_totals,
    total_findings,
    typed_findings,
)
from compiler.readers.workbook.units_read import read_units
from compiler.readers.workbook.unseen import floating_findings, unseen_findings
from compiler.report.bounds import prose_over, refusal, units_over
from compiler.report.desk import Shelf, declaration_of
from compiler.report.places import Places
from compiler.report.reading import Reading
from compiler.values.figures import Absent
from compiler.values.findings import Finding, Kind, Place, Severity
from compiler.values.limits import OPEN_LINES
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import Origin, Source
from compiler.values.report import OpenLine, Paragraph, Report, Slip, UnitFigures
from compiler.workbook.layout import HIDDEN_SHEET, SheetLayout, layout_of


def read_form(
    data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None = None
) -> Reading:
    """`wanted` is the format asked for on the command line, if any."""
    opened = _opened(data, name, source.kind)
    if isinstance(opened, Finding):
        return Reading.refused(opened)
    # Whose workbook it is comes first: a foreign one may be large, and is not read.
    identity = opened.read(HIDDEN_SHEET)
    if isinstance(identity, Finding):
        return Reading.refused(identity)
    hidden = read_hidden(identity)
    form = _form(identity, hidden, name, shelf, wanted)
    if isinstance(form, tuple):
        return Reading.refused(*form)
    if isinstance(opened, Opened):
        opened = opened._replace(unread=frozenset(words_of(form.language).unread_sheets))
    raw = opened.read()
    if isinstance(raw, Finding):
        return Reading.refused(raw)
    sheets = find_sheets(raw, form)
    lines = _lines(sheets, form)
    bare = {id: without_lines(each, lines.get(id)) for id, each in sheets.sections.items()}
    located = _locate(bare, form, date1904=raw.date1904)
    findings = [*sheets.findings, *(f for each in located.values() for f in each.findings)]
    if any(f.level is Severity.ERROR for f in findings):
        findings += _version_findings(kinds.OTHER_VERSION_UNREAD, hidden, form, name)
        return Reading(None, form, tuple(findings))
    added = _added(located)
    if OPEN_LINES.passed(count := sum(map(len, added.values()))):
        return Reading.refused(refusal((OPEN_LINES, count), name))
    form = form_with(form.declaration, added)
    contents = _read(raw, sheets, located, lines, form, hidden)
    lost = [f for p in contents.prose.values() for f in p.findings if f.kind is kinds.MISSING_LINE]
    if lost:
        findings += _version_findings(kinds.OTHER_VERSION_UNREAD, hidden, form, name)
        return Reading(None, form, (*findings, *lost))
    findings += _version_findings(kinds.OTHER_VERSION, hidden, form, name)
    report = _report(contents, form, hidden, source)
    findings += _unseen_formulas(contents, source)
    if over := prose_over(report.narrative) or units_over(report.units):
        return Reading.refused(refusal(over, name))
    findings += _findings(contents, bare, report, form, hidden)
    return Reading(report, form, tuple(findings))


class _Opened(Protocol):
    """A workbook of any kind, before its sheets."""

    def read(self, *names: str) -> RawWorkbook | Finding: ...


def _opened(data: bytes, name: str, kind: str) -> _Opened | Finding:
    """By the kind of its file; what is not of today is seldom, and loaded when it comes."""
    if kind == "xls":
        from compiler.ooxml.biff.biff_book import open_biff

        return open_biff(data, name)
    if kind == "ods":
        from compiler.ooxml.opendocument.ods_book import open_ods

        return open_ods(data, name)
    package = open_package(data, name, "xlsx", one_by_one=True)
    return package if isinstance(package, Finding) else open_workbook(package)


def _form(
    raw: RawWorkbook, hidden: Mapping[str, str], name: str, shelf: Shelf, wanted: str | None
) -> Form | tuple[Finding, ...]:
    """By the workbook's own word, which a format asked for must not contradict."""
    own = hidden.get("format") or raw.properties.get("nianbao.format")
    if own is None and wanted is None:
        return (Finding(kinds.NOT_OURS, Place(file=name), {"file": name}),)
    declaration = declaration_of(own or "", shelf, wanted)
    if isinstance(declaration, tuple):
        return declaration
    if own not in (None, declaration.id):
        values = {"file": name, "found": own or "", "wanted": declaration.id}
        return (Finding(kinds.FORMAT_DIFFERS, Place(file=name), values),)
    return form_of(declaration)


def _version_findings(
    kind: Kind, hidden: Mapping[str, str], form: Form, name: str
) -> list[Finding]:
    if not hidden.get("digest") or hidden["digest"] == form.declaration.digest:
        return []
    values = {
        "id": form.id,
        "found": f"{hidden.get('version', '')} {hidden['digest'][:8]}",
        "wanted": f"{form.declaration.version} {form.declaration.digest[:8]}",
    }
    return [Finding(kind, Place(file=name), values)]


def _lines(sheets: Sheets, form: Form) -> dict[str, Lines]:
    """The lines for prose of the sheets of tables that have them."""
    layout, words = layout_of(form), words_of(form.language)
    found = {
        section.id: find_lines(sheets.sections[section.id], layout.sheet(section.id), words)
        for section in form.table_sections
        if section.id in sheets.sections
    }
    return {id: lines for id, lines in found.items() if lines}


def _added(located: Mapping[str, Located]) -> dict[str, tuple[OpenLine, ...]]:
    """The lines of each table with open rows."""
    return {id: own.lines for each in located.values() for id, own in each.added.items()}


def _locate(bare: Mapping[str, RawSheet], form: Form, *, date1904: bool) -> dict[str, Located]:
    layout, words = layout_of(form), words_of(form.language)
    return {
        section.id: locate(
            bare[section.id],
            layout.sheet(section.id),
            form.tables_of(section),
            words,
            date1904=date1904,
        )
        for section in form.table_sections
        if section.id in bare
    }


class _Read(NamedTuple):
    """What the sheets of one workbook gave."""

    sheets: Sheets
    located: Mapping[str, Located]
    lines: Mapping[str, Lines]
    cover: Cover
    prose: Mapping[str, ProseReading]
    tables: Mapping[str, TableReading]
    totals: Totals
    slips: tuple[Slip, ...]
    slip_findings: tuple[Finding, ...]
    unseen: tuple[Finding, ...]
    units: tuple[UnitFigures, ...]


def _read(
    raw: RawWorkbook,
    sheets: Sheets,
    located: Mapping[str, Located],
    lines: Mapping[str, Lines],
    form: Form,
    hidden: Mapping[str, str],
) -> _Read:
    layout, words = layout_of(form), words_of(form.language)
    tables = {
        id: read_figures(sheets.sections[id], each, form, date1904=raw.date1904)
        for id, each in located.items()
    }
    prose = {
        section.id: read_prose(sheets.sections[section.id], section, words, date1904=raw.date1904)
        for section in form.prose_sections
    }
    prose |= {
        id: read_lines(sheets.sections[id], layout.sheet(id), each, words, date1904=raw.date1904)
        for id, each in lines.items()
    }
    cover = read_cover(sheets.fixed[words.cover], words, hidden, date1904=raw.date1904)
    slips, slip_findings = read_slips(sheets.fixed.get(words.slips), words, date1904=raw.date1904)
    totals = settle_totals(tables.values(), form)
    unseen = [
        f for id, each in located.items() for f in _unseen(sheets.sections[id], id, each, raw)
    ]
    unseen += [f for sheet, id in _read_sheets(sheets, words) for f in floating_findings(sheet, id)]
    return _Read(
        sheets, located, lines, cover, prose, tables, totals, slips, tuple(slip_findings),
        tuple(unseen), read_units(sheets.units, form, date1904=raw.date1904),
    )  # fmt: skip


def _unseen_formulas(read: _Read, source: Source) -> list[Finding]:
    """One advice where figures are formulas of which only the result could be read."""
    if source.kind == "xlsx":
        return []
    places = [
        Place(sheet=read.sheets.sections[id].name, cell=cell_name(*at), section=id)
        for id, each in read.located.items()
        for at in each.cells.values()
        if (cell := read.sheets.sections[id].cells.get(at)) and cell.formula == ""
    ]
    if not places:
        return []
    values = {"count": str(len(places))}
    return [Finding(FORMULAS_UNSEEN, Place(), values, related=tuple(places[:20]))]


def _unseen(sheet: RawSheet, section: str, located: Located, raw: RawWorkbook) -> list[Finding]:
    return unseen_findings(sheet, located.cells.values(), section, date1904=raw.date1904)


def _read_sheets(sheets: Sheets, words: FixedWords) -> list[tuple[RawSheet, str | None]]:
    """The sheets from which the report is read."""
    fixed = [sheets.fixed[name] for name in (words.cover, words.slips) if name in sheets.fixed]
    return [*((each, None) for each in fixed), *((s, id) for id, s in sheets.sections.items())]


def _report(read: _Read, form: Form, hidden: Mapping[str, str], source: Source) -> Report:
    cover, sheets = read.cover, read.sheets.sections
    return Report(
        format=form.id,
        year=cover.year,
        agency=cover.agency,
        narrative=_narrative(read.prose, form),
        figures={f: read.totals.figures.get(f, Absent.BLANK) for f in form.figures},
        attachments=cover.attachments,
        slips=read.slips,
        archive=cover.archive,
        prior=prior_of(hidden.get("prior", "")),
        lines=_added(read.located),
        units=read.units,
        origin=Origin(
            source,
            refs={f: ref for table in read.tables.values() for f, ref in table.refs.items()},
            agency_refs=cover.refs,
            sheets={id: sheet.name for id, sheet in sheets.items()},
            live=frozenset(figure for table in read.tables.values() for figure in table.ours),
        ),
    )


def _narrative(prose: Mapping[str, ProseReading], form: Form) -> dict[str, tuple[Paragraph, ...]]:
    """Every section of prose, and of tables those in which something is written."""
    said = {s.id: prose[s.id].paragraphs for s in form.sections if s.id in prose}
    return {id: each for id, each in said.items() if each or form.section(id).is_prose}


def _findings(
    read: _Read,
    bare: Mapping[str, RawSheet],
    report: Report,
    form: Form,
    hidden: Mapping[str, str],
) -> list[Finding]:
    """What is to be said of the sheets' contents, but for the rules."""
    places = Places(form, report)
    noted = {f: text for each in read.tables.values() for f, text in each.noted.items()}
    return [
        *read.cover.findings,
        *(f for each in read.prose.values() for f in each.findings),
        *_stray(bare, read.located, form, prior=bool(hidden.get("prior"))),
        *read.slip_findings,
        *read.unseen,
        *(f for each in read.tables.values() for f in fault_findings(each.faults, places)),
        *total_findings(read.totals, places),
        *(f for each in read.tables.values() for f in typed_findings(each.typed, places)),
        *note_findings(noted, report.figures, places),
        *percent_findings(read.tables.values(), places),
    ]


def _stray(
    bare: Mapping[str, RawSheet], located: Mapping[str, Located], form: Form, *, prior: bool
) -> list[Finding]:
    """Contents of table sheets that are neither label nor figure, nor on the lines for prose;
    the top rows are ours, and where last year is shown (`prior`) so is what stands beside the
    grid.
    """
    found: list[Finding] = []
    for section in form.table_sections:
        sheet, each = bare[section.id], located[section.id]
        known = set(each.cells.values()) | each.labels
        top, left = (min(axis) for axis in zip(*known, strict=True))
        stray = [at for at in sheet.cells if at not in known and (at[0] >= top or at[1] > left)]
        if stray:
            covered = _merged_over(sheet, known)
            last_year = _beside(each, layout_of(form).sheet(section.id)) if prior else None
            stray = [at for at in stray if at not in covered and not (last_year and last_year(at))]
        added = extra_lines(sheet, section.id, each, stray)
        found += (*added.findings, *stray_findings(sheet, section.id, added.left))
    return found


def _beside(located: Located, layout: SheetLayout) -> Callable[[tuple[int, int]], bool]:
    """Whether a cell lies where last year's figures are shown."""
    last_row, last_column = (max(axis) for axis in zip(*located.cells.values(), strict=True))
    if layout.grid is not None and layout.grid.label_columns:
        return lambda at: at[1] > last_column
    return lambda at: at[0] > last_row


def _merged_over(sheet: RawSheet, known: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Cells of the form that a merge hides; some programs leave old contents in them."""
    last_row, last_column = (max(axis) for axis in zip(*known, strict=True))
    return {
        at for corner, cells in merged(sheet, last_row, last_column) for at in cells if at != corner
    }
