"""Last year's report beside this year's: what of it can be compared, and its record.

Given two reports and their declarations, gives the figures that both editions have, by
this year's ids; a line that an office added is known again by its key. The record of what was used travels with the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compiler.format.form import Form, form_with
from compiler.text.labels import folded
from compiler.values.dataclass import dataclass, field
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Finding
from compiler.values.report import Lines, Paragraph, Report


@dataclass(frozen=True)
class Prior:
    """Last year's figures by this year's ids, and its prose where the report is at hand.

    `lines` are all that it added to tables with open rows, whether or not they are there this
    year. `faults` are those of the document it was read from: altered, or not proven.
    """

    year: int | None
    agency: str
    source: str
    sha256: str
    figures: Mapping[FigureId, Quantity]
    narrative: Mapping[str, tuple[Paragraph, ...]]
    faults: tuple[Finding, ...] = ()
    lines: Lines = field(default_factory=dict)


def prior_of_report(last: Report, last_form: Form, form: Form) -> Prior:
    """Across editions only what both have under the same labels."""
    lines = {t.id: last.lines[t.id] for t in form.tables if t.open_rows and t.id in last.lines}
    at_their_lines = form_with(form.declaration, lines)
    common = {
        figure: last.figures[figure]
        for figure in at_their_lines.figures
        if figure in last.figures and _same_labels(figure, at_their_lines, last_form)
    }
    return Prior(
        last.year,
        last.name,
        _name(last.origin.source.path),
        last.origin.source.sha256,
        common,
        last.narrative,
        lines=lines,
    )


def prior_of_record(record: Mapping[str, Any], form: Form) -> Prior | None:
    """What a report carries with it of the last one; None if it is no such record."""
    tables = record.get("tables")
    if not isinstance(tables, dict):
        return None
    year = record.get("year")
    from compiler.report.from_data import recorded_of

    figures, lines = recorded_of(tables, form)
    return Prior(
        year=year if isinstance(year, int) else None,
        agency=str(record.get("agency", "")),
        source=str(record.get("source", "")),
        sha256=str(record.get("sha256", "")),
        figures=figures,
        narrative={},
        lines=lines,
    )


def own_prior(report: Report, form: Form) -> Prior | None:
    """Last year's report as far as the report itself carries it."""
    return prior_of_record(report.prior, form) if report.prior else None


def record_of(prior: Prior) -> dict[str, Any]:
    """The figures used and the digest of their source, as data."""
    from compiler.report.data import tables_of

    return {
        "year": prior.year,
        "agency": prior.agency,
        "source": prior.source,
        "sha256": prior.sha256,
        "tables": tables_of(prior.figures, prior.lines),
    }


def _same_labels(figure: FigureId, one: Form, other: Form) -> bool:
    tables = one.table(figure.table), other.table(figure.table)
    rows = [folded("".join(t.row(figure.row).label)) for t in tables]
    columns = [folded("".join(t.column(figure.column).label)) for t in tables]
    return rows[0] == rows[1] and columns[0] == columns[1]


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
