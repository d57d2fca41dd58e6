"""The check record: what was found, every identity with both sides, and the document's digest.

Given the material, gives the rows of identities and the record as JSON: what
`check --json` prints, and more. The readable form is made elsewhere of the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from compiler.archive.digests import sha256
from compiler.archive.material import Material
from compiler.archive.names import DOCUMENT, SOURCES
from compiler.format.declaration import Rule
from compiler.format.form import Form
from compiler.format.judgement import State, judgements
from compiler.output.record import dumps, place_record, record
from compiler.report.outcome import Outcome
from compiler.report.places import Places
from compiler.report.prior import own_prior
from compiler.report.reading import Reading
from compiler.text.numerals import plain
from compiler.values.dataclass import dataclass, replace
from compiler.values.findings import Finding, Place
from compiler.values.report import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """One identity on this report; a side is "" where it was not computed."""

    rule: Rule
    short: str
    line: str
    place: Place
    state: State
    left: str
    right: str


def checked(report: Report, form: Form) -> tuple[Checked, ...]:
    """Every identity that could be asked, in declared order."""
    prior, places = own_prior(report, form), Places(form, report)
    rows = []
    for judged in judgements(report, form, prior.figures if prior else None):
        identity = judged.identity
        line = form.line_label(identity) if identity.axis else ""
        sides = ("" if side is None else plain(side) for side in (judged.left, judged.right))
        short = form.section_of[identity.result.table].short
        place = places.figure(identity.result)
        rows.append(Checked(identity.rule, short, line, place, judged.state, *sides))
    return tuple(rows)


def unasked(rows: Iterable[Checked], form: Form) -> int:
    """How many identities need last year's figures that nobody gave."""
    return len(form.identities) - sum(1 for _ in rows)


def record_json(material: Material, rows: Iterable[Checked]) -> bytes:
    """One JSON document; its words are Chinese, as those of the whole package."""
    report, form = material.report, material.form
    told = Outcome(Reading(report, form, ()), material.findings, material.diagnosis)
    content = record(told, "zh")
    return dumps(
        {
            **content,
            "edition": {
                "id": form.id,
                "version": form.declaration.version,
                "sha256": form.declaration.digest,
                "authority": form.declaration.authority,
            },
            "document": {"file": DOCUMENT, "sha256": material.document_sha256},
            "source": {
                "file": SOURCES[report.origin.source.kind],
                "original_name": material.source_name,
                "sha256": sha256(material.source),
            },
            "rules": [_row(row) for row in rows],
        }
    )


def _row(row: Checked) -> dict[str, object]:
    return {
        "rule": row.rule.id,
        "words": row.rule.words,
        "clause": row.rule.clause or None,
        "severity": row.rule.severity.value,
        "place": place_record(row.place._replace(file=None)),
        "state": _STATES[row.state],
        "left": row.left or None,
        "right": row.right or None,
    }


_STATES = {
    State.HOLDS: "holds",
    State.BROKEN: "broken",
    State.UNFILLED: "blank",
    State.UNCOMPUTED: "not computed",
    State.SPOILED: "not computed",
    State.NOT_ASKED: "not applicable",
}


def without_folders(finding: Finding, source: str) -> Finding:
    """A finding as a package tells of it: no folder of the machine it was made on."""

    def bare(place: Place) -> Place:
        return place._replace(file=PurePath(place.file).name if place.file else None)

    name = PurePath(source).name
    values = {key: name if value == source else value for key, value in finding.values.items()}
    consequences = tuple(c._replace(place=bare(c.place)) for c in finding.consequences)
    related = tuple(bare(place) for place in finding.related)
    return replace(
        finding,
        place=bare(finding.place),
        values=values,
        related=related,
        consequences=consequences,
    )
