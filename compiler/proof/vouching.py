"""What a document is vouched for: its strongest proof first, then all of it against the list.

Given an examination of its words, the package and perhaps the document compiled again, gives
the examination with its status, its evidence and what is not on the list. It compares no word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.catalogue import d_document as kinds
from compiler.document.bookmarks import bookmarks_of
from compiler.document.recipe import recipe_of
from compiler.document.seal import Seal
from compiler.ooxml.package import Package
from compiler.proof.examination import Evidence, Examination, Status
from compiler.report.places import Places
from compiler.text.language import Text
from compiler.values.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from compiler.proof.listed.judged import Thing

_OTHERWISE = Text(
    "同一版本由封存的数据重新编成的文档，与它并非每个字节都相同",
    "what this version compiles from its sealed data is not the same byte for byte",
)


def vouched(
    compared: Examination, package: Package, data: bytes = b"", again: bytes | Text | None = None
) -> Examination:
    """`again` is what this program compiles from the sealed data, to be held against `data`, or
    why it compiles nothing.
    """
    if compared.status == "foreign" or compared.seal is None:
        return compared
    if compared.status == "altered":
        told = _told(package, compared)
        beside = [_finding(thing, package.name) for thing in told if thing.beside]
        return compared._replace(findings=(*compared.findings, *beside))
    untouched = compared.seal.untouched
    if untouched and again == data and data:
        return compared._replace(status="intact", evidence="recompiled")
    prevented = _OTHERWISE if isinstance(again, bytes) else again
    told = _told(package, compared)
    findings = (
        *compared.findings,
        *(_finding(thing, package.name) for thing in told),
        *_bookmarks(compared, compared.seal.seal),
    )
    if any(finding.level is Severity.ERROR for finding in findings):
        return compared._replace(status="unproven", findings=findings)
    status: Status = "intact" if untouched else "resaved"
    evidence: Evidence = "digest" if untouched else "words"
    if status == "resaved":
        place = Place(file=package.name)
        findings = (*findings, Finding(kinds.RESAVED_DOCUMENT, place, {"file": package.name}))
    return compared._replace(
        status=status, evidence=evidence, findings=findings, prevented=prevented
    )


def _told(package: Package, compared: Examination) -> tuple[Thing, ...]:
    # Not needed for a document that was compiled again.
    from compiler.proof.listed.allowance import allowance
    from compiler.proof.listed.footers import exchanged_footers
    from compiler.proof.listed.judged import judged, things
    from compiler.proof.listed.within import beyond

    allowed, seal = allowance(), compared.seal.seal if compared.seal else None
    if seal is not None and seal.reference_sha256:
        from compiler.proof.listed.restyled import with_reference

        allowed = with_reference(allowed, seal)
    found, read = judged(package, allowed)
    told = things([*found, *beyond(read), *exchanged_footers(read, package)])
    return (*told, *_of_roles(compared))


def _of_roles(compared: Examination) -> Iterator[Thing]:
    from compiler.proof.listed.judged import Thing, cut
    from compiler.proof.listed.naming import named
    from compiler.proof.other_roles import other_roles

    if lines := [*other_roles(compared.pairs)]:
        what = named("comes", "换了样式的段落", "paragraphs of another style").what
        yield Thing(named("part", "document").what, what, len(lines), cut(lines[0].text))


def _finding(thing: Thing, name: str) -> Finding:
    first = (
        Text(f"，首见于“{thing.first}”", f", first at “{thing.first}”")
        if thing.first
        else Text("", "")
    )
    values: dict[str, str | Text] = {
        "what": thing.what,
        "count": str(thing.count),
        "first": first,
        "part": thing.part,
    }
    kind = kinds.BESIDE_THE_WORDS if thing.beside else kinds.NOT_LISTED
    return Finding(kind, Place(file=name), values, words=f"{thing.part.zh} {thing.what.zh}")


def _bookmarks(compared: Examination, seal: Seal | None) -> Iterator[Finding]:
    """Of many figures without a bookmark the first is told, and how many there are."""
    form, sealed = compared.form, compared.sealed
    if form is None or sealed is None or seal is None:
        return
    from compiler.proof.bookmarked import misplaced
    from compiler.workbook.layout import layout_of

    recipe = recipe_of(seal)
    cells = {**layout_of(form).addresses, **(recipe.cells if recipe else {})}
    names = {figure: mark.name for figure, mark in bookmarks_of(form, cells).items()}
    found = misplaced(compared.pairs, names, certain=recipe is not None)
    places = Places(form, sealed)
    without = [each for each in found if not each.now]
    for each in [*(each for each in found if each.now), *without[:1]]:
        count = 1 if each.now else len(without)
        now = Text(*("、".join(each.now) or "没有了", ", ".join(each.now) or "none"))
        place = places.figure(each.figure)
        values: dict[str, str | Text] = {
            "label": place.label or "",
            "was": each.was,
            "now": now,
            "count": str(count),
        }
        yield Finding(kinds.BOOKMARK_MOVED, place, values)
