"""What a document is vouched for: everything in it against the list, and its strongest proof.

Given an examination of its words, the package and perhaps the document compiled again, gives
the examination with its status, its evidence and what is not on the list. It compares no word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from compiler.catalogue import d_document as kinds
from compiler.ooxml.package import Package
from compiler.proof.examination import Evidence, Examination, Status
from compiler.proof.listed.allowance import Allowance, allowance
from compiler.proof.listed.judged import Found, Thing, judged, things
from compiler.proof.listed.within import beyond
from compiler.text.language import Text
from compiler.values.findings import Finding, Place, Severity


def vouched(examined: Examination, package: Package, *, untouched: bool) -> Examination:
    """`untouched`: the digest of the package holds."""
    if examined.status in ("altered", "foreign"):
        beside = [_finding(thing, package.name) for thing in _told(package) if thing.beside]
        return replace(examined, findings=(*examined.findings, *beside))
    told = _told(package)
    findings = (*examined.findings, *(_finding(thing, package.name) for thing in told))
    if any(finding.level is Severity.ERROR for finding in findings):
        return replace(examined, status="unproven", findings=findings)
    status: Status = "intact" if untouched else "resaved"
    evidence: Evidence = "digest" if untouched else "words"
    if status == "resaved":
        place = Place(file=package.name)
        findings = (*findings, Finding(kinds.RESAVED_DOCUMENT, place, {"file": package.name}))
    return replace(examined, status=status, evidence=evidence, findings=findings)


def _told(package: Package, allowed: Allowance | None = None) -> tuple[Thing, ...]:
    found, read = judged(package, allowed or allowance())
    return things([*found, *beyond(read)])


def _finding(thing: Thing, name: str) -> Finding:
    first = (
        Text(f"，首见于“{thing.first}”", f", first at “{thing.first}”")
        if thing.first
        else Text("", "")
    )
    values = {"what": thing.what, "count": str(thing.count), "first": first, "part": thing.part}
    kind = kinds.BESIDE_THE_WORDS if thing.beside else kinds.NOT_LISTED
    return Finding(kind, Place(file=name), values, words=f"{thing.part.zh} {thing.what.zh}")
