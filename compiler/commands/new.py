"""`nianbao new`: the standardized workbook, blank or filled from a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from compiler.commands.answer import answer, deliver
from compiler.commands.arguments import Arguments
from compiler.document.compose import title_of
from compiler.edges.files import default_output
from compiler.edges.shelf import find_format
from compiler.format.declaration import Declaration
from compiler.format.identity import defined_by
from compiler.format.judgement import defined_value
from compiler.pipeline import read, read_prior
from compiler.report.prior import Prior, carried, record_of
from compiler.text.language import Text
from compiler.text.numerals import year_of
from compiler.values.figures import Absent
from compiler.values.findings import Finding
from compiler.values.report import Report
from compiler.workbook.form.make import blank_report, too_long, write_form

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
    if asked.prior:
        prior = read_prior(Path(asked.prior), declaration)
        if isinstance(prior, tuple):
            return answer(asked, None, declaration, prior, unreadable=True)
        report = _continuing(report, prior, declaration)
    if refused := too_long(declaration, report):
        return answer(asked, report, declaration, [*refused, *findings])
    output = Path(asked.output) if asked.output else _default(asked, report, declaration)
    data = write_form(declaration, report)
    inputs = [Path(given) for given in (asked.source, asked.prior) if given]
    return deliver(
        asked, output, data, report, declaration, findings, inputs,
        ending=".xlsx", replacing=asked.force, done=_DONE,
    )  # fmt: skip


def _restated(report: Report, asked: Arguments) -> Report:
    """The report under the year and name given on the command line, if any were."""
    agency = dict(report.agency) | ({"name": asked.agency} if asked.agency else {})
    return replace(report, agency=agency, year=asked.year or report.year)


def _continuing(report: Report, prior: Prior, declaration: Declaration) -> Report:
    """The report after last year's: same body, next year, and what is carried over."""
    agency = {"name": prior.agency, **report.agency} if prior.agency else report.agency
    year = report.year or (year_of(str(prior.year + 1)) if prior.year else None)
    figures = dict(report.figures)
    added = {f: q for f, q in carried(prior, declaration).items() if figures[f] is Absent.BLANK}
    figures.update(added)
    # A total of what was just filled in is live, not left blank.
    totals = {
        total: identities[0]
        for total, identities in defined_by(declaration).items()
        if figures[total] is Absent.BLANK
    }
    reached = set(added)
    for _ in totals:  # once more wherever a total adds up others
        before = dict(figures)
        for total, identity in totals.items():
            value = defined_value(identity, figures)
            if value is not None and (set(identity.figures) - {total}) & reached:
                figures[total] = value
                reached.add(total)
        if figures == before:
            break
    return replace(report, agency=agency, year=year, figures=figures, prior=record_of(prior))


def _default(asked: Arguments, report: Report, declaration: Declaration) -> Path:
    title = title_of(report, declaration) if report.year and report.name else declaration.name
    return default_output(Path(asked.source or "nianbao"), title, ".xlsx")
