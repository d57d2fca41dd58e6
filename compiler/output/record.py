"""What `check --json` and `compile --json` print: findings as plain data.

Given a report's identity, its findings and what was written; gives a dictionary of the
published shape, every key present, and its bytes. Must not know a file format or a disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from compiler import __version__
from compiler.report.order import ordered
from compiler.report.outcome import Outcome
from compiler.text.language import Language
from compiler.text.numerals import plain
from compiler.values.diagnosis import Cause, Diagnosis, Repair
from compiler.values.findings import Consequence, Finding, Place, Severity, counted, status
from compiler.values.report import Report

Record = dict[str, object]


def record(
    outcome: Outcome,
    language: Language,
    *,
    outputs: Iterable[Path | str] = (),
    unreadable: bool = False,
    besides: Sequence[Finding] = (),
) -> Record:
    """The whole answer; `unreadable` where the input could not be read as a report. `besides`
    are no faults of the report, and count in neither its status nor its counts.
    """
    own = outcome.findings
    known = ordered((*besides, *own), outcome.form)
    diagnosis = outcome.diagnosis
    return {
        "nianbao": __version__,
        "report": identity(outcome.report),
        "status": "unreadable" if unreadable else status(own),
        "counts": counts(own),
        "findings": [finding_record(finding, language) for finding in known],
        "causes": [_cause_record(cause, language) for cause in diagnosis.causes],
        "repairs": [_repair_record(repair, diagnosis) for repair in diagnosis.repairs],
        "outputs": [str(path) for path in outputs],
    }


def _cause_record(cause: Cause, language: Language) -> Record:
    return {
        "kind": cause.kind,
        "message": cause.message.in_language(language),
        "places": [place_record(place) for place in cause.places],
        "likely": [place_record(place) for place in cause.places[: cause.likely]],
        "findings": list(cause.findings),
    }


def _repair_record(repair: Repair, diagnosis: Diagnosis) -> list[Record]:
    likely = {each.place.figure for each in diagnosis.likely}
    return [
        {
            "place": place_record(diagnosis.places[change.figure]),
            "from": plain(change.was),
            "to": plain(change.to),
            "likely": change.figure in likely,
        }
        for change in repair.changes
    ]


def identity(report: Report | None) -> Record:
    """Which report it is: edition, year and the agency's name, null where unknown."""
    if report is None:
        return {"format": None, "year": None, "agency": None}
    return {"format": report.format or None, "year": report.year, "agency": report.name or None}


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many there are of each severity, those validly explained left out."""
    known = tuple(findings)
    return {severity.value: counted(known, severity) for severity in Severity}


def refusal_record(finding: Finding, language: Language) -> Record:
    """The answer where no report was reached: the one finding that says why."""
    return {"nianbao": __version__, "findings": [finding_record(finding, language)]}


def finding_record(finding: Finding, language: Language) -> Record:
    """One finding as data; its words in the language asked for."""
    return {
        "code": finding.code,
        "name": finding.kind.name,
        "severity": finding.level.value,
        "message": finding.message(language),
        "hint": finding.hint(language),
        "place": place_record(finding.place),
        "related": [place_record(place) for place in finding.related],
        "expected": finding.expected,
        "actual": finding.actual,
        "difference": finding.difference,
        "rule": finding.rule,
        "clause": finding.clause,
        "id": finding.id,
        "token": finding.token,
        "slip": _slip_record(finding),
        "consequences": [_consequence_record(consequence) for consequence in finding.consequences],
    }


def place_record(place: Place) -> Record:
    """A place with all its keys, null where it says nothing."""
    return place._asdict()


def dumps(content: Mapping[str, object]) -> bytes:
    """The content as JSON in UTF-8, whatever the console's encoding."""
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    # A lone surrogate (a file name that is no UTF-8) becomes \udcff, JSON's own way to write it.
    return text.encode("utf-8", "backslashreplace")


def _consequence_record(consequence: Consequence) -> Record:
    return {"rule": consequence.rule, "place": place_record(consequence.place)}


def _slip_record(finding: Finding) -> Record | None:
    slip = finding.slip
    if slip is None:
        return None
    return {
        "reason": slip.reason,
        "by": slip.by,
        "date": slip.date,
        "state": finding.slip_state,
    }
