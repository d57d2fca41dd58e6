"""`nianbao new`: the standardized workbook, blank or filled from a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from compiler.catalogue.workbooks import TOO_LONG_FOR_A_CELL
from compiler.command_line.arguments import Arguments
from compiler.commands.answer import answer, deliver
from compiler.document.compose import title_of
from compiler.files import default_output
from compiler.findings import Finding, Text
from compiler.format.declaration import Declaration
from compiler.format.find import find_format
from compiler.format.identity import defined_by
from compiler.format.judgement import defined_value
from compiler.model import Absent, Report
from compiler.pipeline import read, read_prior
from compiler.places import Places
from compiler.prior import Prior, carried, record_of
from compiler.workbook.form import CELL_LIMIT, blank_report, write_form

_DONE = Text("工作簿已生成。", "The workbook is made.")


def run(asked: Arguments) -> int:
    declaration = find_format(asked.format or "")
    if isinstance(declaration, tuple):
        return answer(asked, None, None, declaration, unreadable=True)
    report = blank_report(declaration, asked.year, asked.agency)
    findings: tuple[Finding, ...] = ()
    if asked.source:
        reading = read(Path(asked.source), asked.format)
        if reading.report is None:
            return answer(asked, None, declaration, reading.findings, unreadable=True)
        report = _restated(reading.report, asked)
        findings = reading.findings
        too_long = _too_long(report, declaration)
        if too_long:
            return answer(asked, report, declaration, [*too_long, *findings])
    if asked.prior:
        prior = read_prior(Path(asked.prior), declaration)
        if isinstance(prior, tuple):
            return answer(asked, None, declaration, prior, unreadable=True)
        report = _continuing(report, prior, declaration)
    output = Path(asked.output) if asked.output else _default(asked, report, declaration)
    data = write_form(declaration, report)
    inputs = [Path(given) for given in (asked.source, asked.prior) if given]
    return deliver(
        asked, output, data, report, declaration, findings, inputs,
        replacing=asked.force, done=_DONE,
    )  # fmt: skip


def _restated(report: Report, asked: Arguments) -> Report:
    """The report under the year and name given on the command line, if any were."""
    agency = dict(report.agency) | ({"name": asked.agency} if asked.agency else {})
    return replace(report, agency=agency, year=asked.year or report.year)


def _continuing(report: Report, prior: Prior, declaration: Declaration) -> Report:
    """The report after last year's: same body, next year, and what is carried over."""
    agency = {"name": prior.agency, **report.agency} if prior.agency else report.agency
    year = report.year or (prior.year + 1 if prior.year else None)
    figures = dict(report.figures)
    added = {f: q for f, q in carried(prior, declaration).items() if figures[f] is Absent.BLANK}
    figures.update(added)
    # A total of what was just filled in is live, not left blank.
    for total, identities in defined_by(declaration).items():
        if figures[total] is Absent.BLANK and set(identities[0].figures) & set(added):
            value = defined_value(identities[0], figures)
            figures[total] = Absent.BLANK if value is None else value
    return replace(report, agency=agency, year=year, figures=figures, prior=record_of(prior))


def _default(asked: Arguments, report: Report, declaration: Declaration) -> Path:
    title = title_of(report, declaration) if report.year and report.name else declaration.name
    return default_output(Path(asked.source or "nianbao"), title, ".xlsx")


def _too_long(report: Report, declaration: Declaration) -> list[Finding]:
    places = Places(declaration, report)
    return [
        Finding(
            TOO_LONG_FOR_A_CELL,
            place := places.paragraph(section, number),
            {
                "section": place.label or "",
                "paragraph": str(number),
                "length": str(len(paragraph.text)),
            },
        )
        for section, paragraphs in report.narrative.items()
        for number, paragraph in enumerate(paragraphs, start=1)
        if len(paragraph.text) > CELL_LIMIT
    ]
