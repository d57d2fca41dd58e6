"""A finished document read back: its visible words against the data sealed in it.

Given the bytes of a .docx, gives the report that is visible, what changed since it was
written, and family D's findings. It writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from compiler import __version__
from compiler.catalogue import d_document as kinds
from compiler.document.compose import compose, shown_text, title_of
from compiler.document.entries import ENTRY_OF_ROLE, label_of, with_entries
from compiler.document.seal import Seal, SealReading
from compiler.document.text_markup import as_shown
from compiler.document.tree import TableBlock, TextBlock
from compiler.format.expression import EXACT
from compiler.format.form import Form
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.main_parts import main_parts
from compiler.ooxml.words.visible import seen_in
from compiler.proof.examination import Examination, PlacedChange, Status
from compiler.proof.inside import SealedIn, of_draft, refused, sealed_in
from compiler.proof.prove import Difference, Pair, aligned, differences
from compiler.proof.sealed import as_sealed, contradicts, with_additions
from compiler.report.bounds import prose_over
from compiler.report.bounds import refusal as over_a_limit
from compiler.report.desk import Shelf
from compiler.report.in_print import read_again
from compiler.report.places import Places
from compiler.report.quotes import Quotable
from compiler.report.reading import parted
from compiler.report.standing import level_of
from compiler.text.language import Language
from compiler.text.numerals import plain
from compiler.values import limits
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Finding, Kind, Place
from compiler.values.origin import Source
from compiler.values.report import Paragraph, Report
from compiler.values.seen import SeenParagraph

# What `EXACT` subtracts without rounding; a figure that is longer is told in words alone.
_DECIMAL = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?")


def examine(
    data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None = None
) -> Examination:
    """Everything a document says of itself; never an exception for what is in it.

    `wanted` is the format asked for, where the document's own is not at hand by its id.
    """
    from compiler.proof.vouching import vouched

    package = open_package(data, name, "docx")
    if isinstance(package, Finding):
        return refused(package)
    return vouched(compared(package, source, shelf, wanted), package)


def compared(
    package: Package, source: Source, shelf: Shelf, wanted: str | None = None
) -> Examination:
    """What the words of an open document say against its seal: altered, foreign, or not yet
    vouched for (`vouching.vouched`).
    """
    inside = sealed_in(package, source, shelf, wanted)
    return inside if isinstance(inside, Examination) else compared_with(inside, package)


def compared_with(inside: SealedIn, package: Package) -> Examination:
    """The same of a document whose seal was read."""
    name, reading, seal, form = package.name, inside.reading, inside.seal, inside.form
    tree, contradicted = compose(inside.report, form, inside.notes), False
    if reading.holds:
        corrected = seal.edition_digest != form.declaration.digest
        if corrected or seal.compiler_version != __version__:
            tree, contradicted = as_sealed(tree, seal.resolved, inside.report, trusting=corrected)
        else:
            contradicted = contradicts(tree, seal.resolved)
    main = package.part(package.main) or b""
    if limits.DOCUMENT_TAGS.passed(tags := main.count(b"<")):
        return refused(over_a_limit((limits.DOCUMENT_TAGS, tags), name))
    parts = main_parts(package)
    seen = seen_in(parts)
    if limits.DOCUMENT_CHARACTERS.passed(length := sum(len(block.text) for block in seen)):
        return refused(over_a_limit((limits.DOCUMENT_CHARACTERS, length), name))
    trusted = reading._replace(holds=reading.holds and not contradicted)
    pairs = aligned(tree, seen)
    examined = _examined(trusted, seal, inside.report, form, pairs, name)
    if examined.report and (over := prose_over(examined.report.narrative)):
        return refused(over_a_limit(over, name))
    told = _version(reading, form, name)
    examined = examined._replace(seen=seen, notes=inside.notes, seal=reading, pairs=tuple(pairs))
    examined = examined._replace(findings=(*examined.findings, *told))
    return with_additions(examined, package, parts.body, reading, tree.title)


def _version(seal_reading: SealReading, form: Form, name: str) -> tuple[Finding, ...]:
    """With which version of the edition it was made, where that is not the one at hand."""
    seal, declaration = seal_reading.seal, form.declaration
    if seal is None or not seal_reading.holds or seal.edition_digest == declaration.digest:
        return ()
    values = {
        "id": form.id,
        "compiler": seal.compiler_version,
        "found": f"{seal.edition_version} {seal.edition_digest[:8]}",
        "wanted": f"{declaration.version} {declaration.digest[:8]}",
    }
    return (Finding(kinds.SEALED_BY_ANOTHER_VERSION, Place(file=name), values),)


def _examined(
    seal_reading: SealReading,
    seal: Seal,
    sealed: Report,
    form: Form,
    pairs: Sequence[Pair],
    name: str,
) -> Examination:
    places = Places(form, sealed)
    different = differences(pairs)
    visible = _visible_report(sealed, form, different, pairs) if different else sealed
    language = form.language
    placed = tuple(PlacedChange(_place(c, places, language), c.was, c.now) for c in different)
    findings = [_change_finding(c, p.place) for c, p in zip(different, placed, strict=True)]
    if not seal_reading.holds:
        findings.insert(0, Finding(kinds.SEAL_ALTERED, Place(file=name), {"file": name}))
    status: Status = "altered" if findings else "unproven"
    findings += of_draft(seal, name)
    return Examination(status, visible, sealed, form, placed, tuple(findings))


def _place(change: Difference, places: Places, language: Language) -> Place:
    if change.figure is not None:
        return places.figure(change.figure)
    if change.line is not None:
        key = change.line.entry or ""
        return places.agency(key, label_of(key, language))
    if change.section is not None:
        place = places.section(change.section)
        label = change.label or place.label
        return place._replace(paragraph=change.paragraph, label=label)
    return places.report()._replace(label=change.label)


def _change_finding(change: Difference, place: Place) -> Finding:
    figure = change.figure is not None
    return difference_finding(kinds.FIGURE_ALTERED if figure else kinds.TEXT_ALTERED, place, change)


def difference_finding(
    kind: Kind,
    place: Place,
    change: Difference | PlacedChange,
    told: Mapping[str, str] = MappingProxyType({}),
) -> Finding:
    """A finding on two texts; two numbers are what was expected and found.

    `told` is what the kind's message says besides.
    """
    was, now = change.was, change.now
    values = {"label": place.label or "", "was": was, "now": now, **told}
    if place.column is not None and _DECIMAL.fullmatch(was) and _DECIMAL.fullmatch(now):
        gap = plain(EXACT.subtract(Decimal(now), Decimal(was)))
        return Finding(kind, place, values, expected=was, actual=now, difference=gap)
    if place.column is None:
        from compiler.text.excerpts import excerpts

        values["was"], values["now"] = excerpts(was, now)
    return Finding(kind, place, values, words=was or now, involved=(was, now))


def _visible_report(
    sealed: Report,
    form: Form,
    different: Sequence[Difference],
    pairs: Iterable[Pair],
) -> Report:
    """The sealed report with every visible change taken over."""
    figures: dict[FigureId, Quantity] = dict(sealed.figures)
    for change in different:
        if change.figure is not None and not change.moved:
            figures[change.figure] = read_again(change.now, form.type_of(change.figure))
    seen = {c.line.entry or "": (c.line, c.now) for c in different if c.line is not None}
    report = with_entries(replace(sealed, figures=figures), seen)
    return replace(report, narrative=_visible_prose(report, form, pairs))


def _visible_prose(
    report: Report, form: Form, pairs: Iterable[Pair]
) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs in the order seen, each with its quotes where they still hold."""
    quotable = Quotable(form, report)
    prose: dict[str, list[Paragraph]] = {s.id: [] for s in form.sections}
    section, after = form.sections[0].id, None
    for was, now in pairs:
        if was is not None and was.section not in (None, section):
            section, after = was.section, None
        if isinstance(was, TableBlock):
            after = was.tables[-1]
        if not isinstance(now, SeenParagraph):
            continue
        if was is None and now.role not in ENTRY_OF_ROLE:
            level = level_of(now.role, form.section(section))
            prose[section].extend(parted(Paragraph(level, now.text, after=after)))
        elif isinstance(was, TextBlock) and was.paragraph:
            written = report.narrative[section][was.paragraph - 1]
            shown = shown_text(written, quotable, form.language)
            if as_shown(shown) == as_shown(now.text):
                prose[section].append(written)
            else:
                prose[section].extend(parted(replace(written, text=now.text)))
    sections = (s for s in form.sections if s.is_prose or prose[s.id])
    return {s.id: tuple(prose[s.id]) for s in sections}


def against(examined: Examination, other: Report, form: Form) -> tuple[PlacedChange, ...]:
    """Where the visible document differs from another report: `was` is the other's."""
    report, own = examined.report, examined.form
    if report is None or own is None:
        return ()
    places = Places(own, report)
    if form.id != own.id:
        place = places.report()._replace(label=title_of(report, own))
        return (PlacedChange(place, form.declaration.name, own.declaration.name),)
    tree = compose(other, form, examined.notes)
    different = differences(aligned(tree, examined.seen))
    return tuple(PlacedChange(_place(c, places, own.language), c.was, c.now) for c in different)
