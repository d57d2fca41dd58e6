"""A finished document read back: its visible words against the data sealed in it.

Given the bytes of a .docx, gives the report that is visible, what changed since it was
written, and family D's findings. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from compiler.catalogue import document as kinds
from compiler.data import read_data
from compiler.document.compose import compose, shown_figure, title_of
from compiler.document.prove import Change, changes
from compiler.document.seal import Seal, SealReading, read_seal
from compiler.document.visible import visible_blocks
from compiler.findings import Finding, Kind, Place
from compiler.format.declaration import Declaration
from compiler.model import FigureId, Paragraph, Quantity, Report, Source
from compiler.package import open_package
from compiler.places import Places
from compiler.reading import Reading
from compiler.typed import typed

Status = Literal["intact", "resaved", "altered", "foreign"]


@dataclass(frozen=True)
class PlacedChange:
    """A change at its place: what the sealed data says and what is visible."""

    place: Place
    was: str
    now: str


@dataclass(frozen=True)
class Examination:
    """`report` is what is visible, `sealed` what was compiled; both None if foreign."""

    status: Status
    report: Report | None
    sealed: Report | None
    declaration: Declaration | None
    changes: tuple[PlacedChange, ...]
    findings: tuple[Finding, ...]


def examine(data: bytes, source: Source, name: str) -> Examination:
    """Everything a document says of itself; never an exception for what is in it."""
    package = open_package(data, name, "docx")
    if isinstance(package, Finding):
        return Examination("foreign", None, None, None, (), (package,))
    found = read_seal(package.contents)
    if not found.ours:
        return _foreign(Finding(kinds.FOREIGN_DOCUMENT, Place(file=name), {"file": name}))
    if found.seal is None:
        missing = Finding(kinds.SEAL_MISSING, Place(file=name), {"file": name})
        return Examination("altered", None, None, None, (), (missing,))
    reading = read_data(found.seal.data.encode("utf-8", "replace"), source, name, None)
    if reading.report is None or reading.declaration is None:
        spoilt = (
            () if found.holds else (Finding(kinds.SEAL_ALTERED, Place(file=name), {"file": name}),)
        )
        status: Status = "foreign" if found.holds else "altered"
        return Examination(status, None, None, None, (), (*spoilt, *reading.findings))
    sealed = replace(reading.report, source=source)
    notes = found.seal.draft_notes if found.seal.draft else None
    tree = compose(sealed, reading.declaration, notes)
    different = changes(tree, visible_blocks(package.contents))
    return _examined(found, found.seal, sealed, reading.declaration, different, name)


def _foreign(finding: Finding) -> Examination:
    return Examination("foreign", None, None, None, (), (finding,))


def _examined(
    found: SealReading,
    seal: Seal,
    sealed: Report,
    declaration: Declaration,
    different: tuple[Change, ...],
    name: str,
) -> Examination:
    places = Places(declaration, sealed)
    visible = _visible_report(sealed, declaration, different)
    placed = tuple(PlacedChange(_place(c, places), c.was, c.now) for c in different)
    findings = [_change_finding(c, p.place) for c, p in zip(different, placed, strict=True)]
    if not found.holds:
        findings.insert(0, Finding(kinds.SEAL_ALTERED, Place(file=name), {"file": name}))
    status: Status = "altered" if findings else ("intact" if found.untouched else "resaved")
    if status == "resaved":
        findings.append(Finding(kinds.RESAVED_DOCUMENT, Place(file=name), {"file": name}))
    if seal.draft:
        values = {"file": name, "errors": str(seal.errors)}
        findings.append(Finding(kinds.DRAFT_DOCUMENT, Place(file=name), values))
    return Examination(status, visible, sealed, declaration, placed, tuple(findings))


def _place(change: Change, places: Places) -> Place:
    if change.figure is not None:
        return places.figure(change.figure)
    if change.section is not None:
        place = places.section(change.section)
        label = change.label or place.label
        return replace(place, paragraph=change.paragraph, label=label)
    return replace(places.report(), label=change.label)


def _change_finding(change: Change, place: Place) -> Finding:
    kind: Kind = kinds.FIGURE_ALTERED if change.figure else kinds.TEXT_ALTERED
    values = {"label": place.label or "", "was": change.was, "now": change.now}
    return Finding(
        kind, place, values, expected=change.was, actual=change.now,
        words=f"{change.paragraph} {change.was}",
    )  # fmt: skip


def _visible_report(
    sealed: Report, declaration: Declaration, different: Iterable[Change]
) -> Report:
    """The sealed report with every visible change taken over."""
    figures: dict[FigureId, Quantity] = dict(sealed.figures)
    prose = {id: list(paragraphs) for id, paragraphs in sealed.narrative.items()}
    gone: set[tuple[str, int]] = set()
    for change in different:
        if change.figure is not None:
            kind, unit = declaration.type_of(change.figure), declaration.unit_of(change.figure)
            figures[change.figure] = typed(change.now, kind, unit).quantity
        elif change.section in prose and change.paragraph:
            section, position = prose[change.section], change.paragraph - 1
            if not change.was:
                section.append(Paragraph("body", change.now))
            elif change.now:
                section[position] = replace(section[position], text=change.now)
            else:
                gone.add((change.section, position))
    narrative = {
        id: tuple(p for n, p in enumerate(paragraphs) if (id, n) not in gone)
        for id, paragraphs in prose.items()
    }
    return replace(sealed, figures=figures, narrative=narrative)


def read_document(data: bytes, source: Source, name: str, _wanted: str | None) -> Reading:
    """A document as a report: what is visible counts, differences are findings."""
    examined = examine(data, source, name)
    return Reading(examined.report, examined.declaration, examined.findings)


def against(examined: Examination, other: Report) -> tuple[PlacedChange, ...]:
    """Where the visible document differs from another report: `was` is the other's."""
    report, declaration = examined.report, examined.declaration
    if report is None or declaration is None:
        return ()
    places = Places(declaration, report)
    found = []
    titles = title_of(other, declaration), title_of(report, declaration)
    if titles[0] != titles[1]:
        found.append(PlacedChange(places.report(), *titles))
    for figure in declaration.figures:
        was, now = (
            shown_figure(figure, r.figures.get(figure, report.figures[figure]), declaration)
            for r in (other, report)
        )
        if was != now:
            found.append(PlacedChange(places.figure(figure), was, now))
    for section in declaration.prose_sections:
        found += _prose_against(section.id, other, report, places)
    return tuple(found)


def _prose_against(
    section: str, other: Report, report: Report, places: Places
) -> list[PlacedChange]:
    pairs = [tuple(p.text.strip() for p in r.narrative.get(section, ())) for r in (other, report)]
    found = []
    for position in range(max(map(len, pairs))):
        was, now = (texts[position] if position < len(texts) else "" for texts in pairs)
        if was != now:
            place = replace(places.section(section), paragraph=position + 1)
            found.append(PlacedChange(place, was, now))
    return found
