"""What the findings say together: likely causes and smallest repairs of one report.

Given a reading and its findings; computes only where an identity is broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, localcontext

from compiler.checks.diagnosing.causes import likely_causes, ranked
from compiler.checks.diagnosing.equations import following, settled
from compiler.checks.diagnosing.repairs import broken_parts, offered, together
from compiler.format.judgement import judgements
from compiler.report.places import Places
from compiler.report.prior import own_prior
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.diagnosis import NOTHING, Diagnosis
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity

# The widest figures that a file can hold have 75 digits between them; a repair that rounds mends
# nothing.
_ROOM = Context(prec=100)


def diagnose(reading: Reading, findings: Iterable[Finding]) -> Diagnosis:
    """Last year's figures are those that the report carries.

    Live totals are thought of as added up again: a stale one says nothing of its parts. What
    a slip explains is as it should be.
    """
    with localcontext(_ROOM):
        return _diagnosis(reading, tuple(findings))


def _diagnosis(reading: Reading, known: tuple[Finding, ...]) -> Diagnosis:
    report, form = reading.report, reading.form
    if report is None or form is None or not any(f.about_figures for f in known):
        return NOTHING
    prior = own_prior(report, form)
    last = prior.figures if prior else None
    figures = settled(report.figures, following(form, report.origin.live), form)
    accepted = _explained(known)
    judged = [
        j
        for j in judgements(replace(report, figures=figures), form, last)
        if (j.identity.rule.id, j.identity.result) not in accepted
    ]
    broken = broken_parts(judged, form, figures, last, report.origin.live)
    parts = [ranked(part, form, figures) for part in broken]
    places = Places(form, report)
    causes = likely_causes(known, parts, form, figures, places, last)
    repairs = [offered(part, causes) for part in parts]
    return Diagnosis(
        causes,
        together(repairs),
        tuple(filter(None, repairs)),
        {c.figure: places.figure(c.figure) for part in repairs for r in part for c in r.changes},
        untold=_holds_back(known) and not all(repairs),
    )


def _explained(findings: Iterable[Finding]) -> set[tuple[str, FigureId]]:
    """The identities whose breaking a valid slip explains, and what follows from them."""
    return {
        (rule, place.figure)
        for f in findings
        if f.explained
        for rule, place in [(f.rule, f.place), *((c.rule, c.place) for c in f.consequences)]
        if rule
    }


def _holds_back(findings: Iterable[Finding]) -> bool:
    """Whether an identity is broken that must be mended: others may well be as they are."""
    return any(
        f.rule and f.code[0] in "TXY" and f.level is Severity.ERROR and not f.explained
        for f in findings
    )
