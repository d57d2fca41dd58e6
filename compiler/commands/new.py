"""`nianbao new`: the standardized workbook, blank or filled from a report."""

from __future__ import annotations

from pathlib import Path

from compiler.checks.parts_of_report import unusual_year
from compiler.commands.answer import NOT_WRITTEN, answer, deliver, unreadable
from compiler.commands.arguments import Arguments
from compiler.document.compose import title_of
from compiler.edges.files import default_output, output_at
from compiler.format.form import Form, form_of, form_with
from compiler.pipeline import carry_over, read, read_prior
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.report.reading import Reading
from compiler.text.language import Text
from compiler.values.dataclass import replace
from compiler.values.findings import Finding
from compiler.values.report import Report
from compiler.workbook.form.make import blank_report, too_long, write_form

_DONE = Text("工作簿已生成。", "The workbook is made.")


def run(asked: Arguments, desk: Desk) -> int:
    declaration = desk.shelf.asked(asked.format or "")
    if isinstance(declaration, tuple):
        return unreadable(asked.manner, *declaration, verdict=NOT_WRITTEN)
    form = form_of(declaration)
    report = blank_report(form, asked.year, asked.agency)
    findings: tuple[Finding, ...] = ()
    if asked.source:
        reading = read(Path(asked.source), desk, asked.format)
        if reading.report is None:
            return unreadable(asked.manner, *reading.findings, verdict=NOT_WRITTEN)
        report = _restated(reading.report, asked.year, asked.agency)
        form = form_with(declaration, report.lines)
        findings = reading.findings
    if asked.prior:
        prior = read_prior(Path(asked.prior), desk, form)
        if isinstance(prior, tuple):
            return unreadable(asked.manner, *prior, verdict=NOT_WRITTEN)
        report = carry_over(report, prior, form)
        form = form_with(declaration, report.lines)
        findings = (*findings, *prior.faults)
    findings = (*findings, *unusual_year(report, form))
    outcome = Outcome(Reading(report, form, findings), findings)
    if refused := too_long(form, report):
        return answer(asked.manner, outcome._replace(findings=(*refused, *findings)))
    named = _default(Path(asked.source or "nianbao"), report, form)
    output = output_at(asked.output, named) if asked.output else named
    data = write_form(form, report)
    inputs = [Path(given) for given in (asked.source, asked.prior) if given]
    return deliver(
        asked.manner,
        output,
        data,
        outcome,
        inputs,
        ending=".xlsx",
        replacing=asked.force,
        done=_DONE,
    )


def _restated(report: Report, year: int | None, name: str | None) -> Report:
    """The report under the year and name given on the command line, if any were."""
    agency = dict(report.agency) | ({"name": name} if name else {})
    return replace(report, agency=agency, year=year or report.year)


def _default(source: Path, report: Report, form: Form) -> Path:
    title = title_of(report, form) if report.year and report.name else form.declaration.name
    return default_output(source, title, ".xlsx")
