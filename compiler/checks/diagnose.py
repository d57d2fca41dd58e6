"""What the findings say together: likely causes and smallest repairs of one report.

Given a reading and its findings; computes only where an identity is broken.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.checks.causes import likely_causes
from compiler.checks.identities import judgements
from compiler.checks.repairs import MOST_REPAIRS, smallest_repairs
from compiler.diagnosis import NOTHING, Diagnosis
from compiler.findings import Finding
from compiler.places import Places
from compiler.prior import own_prior
from compiler.reading import Reading


def diagnose(reading: Reading, findings: Iterable[Finding]) -> Diagnosis:
    """Last year's figures are those that the report carries."""
    report, declaration = reading.report, reading.declaration
    known = tuple(findings)
    if report is None or declaration is None or not any(f.code[0] in "CTXY" for f in known):
        return NOTHING
    prior = own_prior(report, declaration)
    last = prior.figures if prior else None
    judged = judgements(report, declaration, last)
    repairs = smallest_repairs(judged, declaration, report.figures, last)
    places = Places(declaration, report)
    causes = likely_causes(known, repairs, judged, declaration, report.figures, places, last)
    offered = repairs if len(repairs) <= MOST_REPAIRS else ()
    broken = any(f.rule and f.code[0] in "TXY" for f in known)
    return Diagnosis(causes, offered, places, untold=broken and not offered)
