"""All checks of a report in one run: given a reading, gives its findings in order.

What only a report with mistakes or with last year's figures needs is loaded when it is reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from compiler.catalogue.c_cells import BLANKS, NEVER_CALCULATED_CELLS, STALE_TOTAL
from compiler.catalogue.s_structure import MISSING_YEAR, WRONG_YEAR
from compiler.catalogue.w_entries import WRONG_DATA
from compiler.checks.parts_of_report import structure_findings
from compiler.checks.prose.verdicts import figure_findings
from compiler.checks.prose.wording import wording_findings
from compiler.checks.quoted import quote_findings
from compiler.checks.unfilled import cell_findings
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import Judgement, State, judgements
from compiler.report.order import ordered
from compiler.report.places import Places
from compiler.report.prior import Prior, own_prior
from compiler.report.reading import Reading
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Consequence, Finding, Place, Severity
from compiler.values.report import Report

# Where a whole row of a table with open rows stands in data.
_ROW_OF_DATA = re.compile(r"tables\.(.+)\[\d+\]")

if TYPE_CHECKING:
    from compiler.checks.fold import Folding


def check(reading: Reading, last_year: Prior | None = None) -> tuple[Finding, ...]:
    """What reading noticed and everything that is wrong, most severe first.

    `last_year` is the report of the year before; without it, the record of it that the
    report itself carries serves as far as it goes.

    Cascades are folded; slips are applied. Without a report only the reading's findings.
    """
    report, form = reading.report, reading.form
    if report is None or form is None:
        return tuple(ordered(reading.findings, form))
    places = Places(form, report)
    last_year = last_year or own_prior(report, form)
    prior = last_year.figures if last_year else None
    errors = (f for f in reading.findings if f.level is Severity.ERROR)
    told = frozenset(place.figure for error in errors for place in _cells_of(error))
    findings = [
        *reading.findings,
        *structure_findings(report, form, places),
        *_of_added_lines(report, form, places),
        *cell_findings(report, form, places, told),
        *quote_findings(report, form, places),
        *figure_findings(report, form, places, prior),
        *wording_findings(report, form, places),
    ]
    if report.units:
        from compiler.checks.unit_totals import unit_findings

        findings += unit_findings(report, form, places)
    if last_year:
        from compiler.checks.across_years import year_findings

        findings += year_findings(report, form, places, last_year)
    if any(map(_about_the_year, reading.findings)):
        findings = [finding for finding in findings if finding.kind is not MISSING_YEAR]
    judged = judgements(report, form, prior)
    if any(judgement.state is not State.HOLDS for judgement in judged):
        findings = _with_identities(findings, judged, report, form, places, last_year)
    if report.slips:
        from compiler.checks.slips import explained, slip_findings

        findings = explained(findings, report.slips)
        findings += slip_findings(findings, report.slips, places)
    return tuple(ordered(findings, form))


def _of_added_lines(report: Report, form: Form, places: Places) -> list[Finding]:
    if not any(table.open_rows for table in form.tables):
        return []
    from compiler.checks.added_lines import line_findings

    return line_findings(report, form, places)


def _about_the_year(finding: Finding) -> bool:
    """A year that could not be read has been said; it is not missing as well."""
    return finding.kind is WRONG_YEAR or (
        finding.kind is WRONG_DATA and finding.place.label == "year"
    )


def _corrected(findings: Iterable[Finding], report: Report) -> dict[FigureId, Quantity]:
    """What stale totals would show after recalculation."""
    return {
        figure: Decimal(f.expected or 0)
        for f in findings
        if f.kind is STALE_TOTAL and (figure := f.place.figure) in report.figures
    }


def _with_identities(
    findings: list[Finding],
    judged: Iterable[Judgement],
    report: Report,
    form: Form,
    places: Places,
    last_year: Prior | None,
) -> list[Finding]:
    """With what does not hold, or waits, under what it follows from."""
    from compiler.checks.fold import fold

    judged = tuple(judged)
    findings, judged = _without_lost_rows(findings, judged, places)
    folding = fold(judged, form, report.figures, _corrected(findings, report))
    findings = _with_consequences(findings, folding, places)
    return [*findings, *_identity_findings(folding, report, form, places, last_year)]


def _without_lost_rows(
    findings: list[Finding], judged: tuple[Judgement, ...], places: Places
) -> tuple[list[Finding], tuple[Judgement, ...]]:
    """A row of data that could not be taken in leaves its table without its figures: whatever
    rule of the table fails then, follows from it.
    """
    lost: dict[str, int] = {}
    for position, finding in enumerate(findings):
        row = _ROW_OF_DATA.fullmatch(finding.place.label or "")
        if finding.kind is WRONG_DATA and row:
            lost.setdefault(row[1], position)
    following: dict[int, list[Consequence]] = {}
    left = []
    for judgement in judged:
        of = next((lost[t] for t in sorted(judgement.identity.tables) if t in lost), None)
        if of is None or judgement.state in (State.HOLDS, State.NOT_ASKED):
            left.append(judgement)
        else:
            following.setdefault(of, []).append(places.consequence(judgement.identity))
    told = [f.following(following.get(n, ())) for n, f in enumerate(findings)]
    return told, tuple(left)


def _with_consequences(findings: list[Finding], folding: Folding, places: Places) -> list[Finding]:
    """Findings about a cell, with the identities that fail or wait because of it."""
    waiting: dict[FigureId, list[Consequence]] = {}
    for identity, figure in folding.under_cell.items():
        waiting.setdefault(figure, []).append(places.consequence(identity))
    result = []
    for finding in findings:
        own = (waiting.pop(place.figure, []) for place in _cells_of(finding))
        result.append(finding.following(chain.from_iterable(own)))
    # A total blank because all its parts are: the finding about the table's blanks says so.
    for position, finding in enumerate(result):
        if finding.kind is BLANKS:
            blank = [figure for figure in waiting if figure.table == finding.place.table]
            result[position] = finding.following(c for f in blank for c in waiting.pop(f))
    return result


def _cells_of(finding: Finding) -> tuple[Place, ...]:
    """The cells that it is about, not those that it only speaks of."""
    if finding.kind is NEVER_CALCULATED_CELLS:
        return finding.related
    return (finding.place,) if finding.place.column else ()


def _identity_findings(
    folding: Folding,
    report: Report,
    form: Form,
    places: Places,
    last_year: Prior | None,
) -> list[Finding]:
    from compiler.checks.identities import broken_finding

    following: dict[Identity, list[Consequence]] = {}
    for identity, root in folding.under_identity.items():
        following.setdefault(root, []).append(places.consequence(identity))
    return [
        broken_finding(judgement, report, form, places, last_year).following(
            following.get(judgement.identity, ())
        )
        for judgement in folding.roots
    ]
