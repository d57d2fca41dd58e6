"""The stages in order: read → check → compose → write → prove. Read this page first.

Each function takes values and gives values; only paths that are named are touched, and
nothing is written here but what `compile_report` proves first.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from compiler import __version__
from compiler.edges.files import open_elsewhere, read_bytes
from compiler.report.reading import Reading
from compiler.text.characters import printable
from compiler.text.dates import day_of
from compiler.text.language import Language, Text
from compiler.values.findings import Finding, Place, Severity, counted, holds_back
from compiler.values.report import Report, Source

if TYPE_CHECKING:
    from compiler.document.reference.restyle import Reference
    from compiler.document.seal import Seal
    from compiler.document.tree import DocumentTree
    from compiler.format.declaration import Declaration
    from compiler.proof.examination import Examination
    from compiler.report.prior import Prior


@dataclass(frozen=True)
class Compilation:
    """`document` is None where the report's errors forbid one or the proof failed."""

    reading: Reading
    findings: tuple[Finding, ...]
    document: bytes | None
    title: str = ""
    proven: bool = True


def read(path: Path, wanted: str | None = None) -> Reading:
    """A workbook, data file or document → a report; `wanted` is the format asked for."""
    data = read_bytes(path)
    if isinstance(data, Finding):
        return Reading.refused(data)
    kind = _kind(data, path)
    source = Source(str(path), kind, hashlib.sha256(data).hexdigest())
    reading = _read(data, source, path.name, wanted)
    opened = open_elsewhere(path)
    findings = [*reading.findings, *([opened] if opened else [])]
    placed = tuple(_in_file(finding, path) for finding in findings)
    return Reading(reading.report, reading.declaration, placed)


def _in_file(finding: Finding, path: Path) -> Finding:
    """Every finding of one input names it in the same way: as it was given."""
    if finding.place.file not in (None, path.name):
        return finding
    return replace(finding, place=replace(finding.place, file=str(path)))


def check_report(
    path: Path, wanted: str | None = None, prior: Path | None = None
) -> tuple[Reading, tuple[Finding, ...]]:
    """Read a report, and last year's if it is given, and check all of it.

    A last year's report that cannot be read makes the reading one that is refused.
    """
    from compiler.checks.check import check

    reading = read(path, wanted)
    if prior is None or reading.report is None or reading.declaration is None:
        return reading, check(reading)
    last_year = read_prior(prior, reading.declaration)
    if isinstance(last_year, tuple):
        refused = Reading.refused(*last_year)
        return refused, check(refused)
    from compiler.report.prior import record_of

    report = replace(reading.report, prior=record_of(last_year))
    reading = Reading(report, reading.declaration, reading.findings)
    return reading, check(reading, last_year)


def read_prior(path: Path, declaration: Declaration) -> Prior | tuple[Finding, ...]:
    """Last year's report as far as it compares with this edition, or why it cannot be read."""
    from compiler.report.prior import prior_of_report

    last = read(path)
    if last.report is None:  # it may be of this very format, which was given as a file
        again = read(path, declaration.path)
        last = last if again.report is None else again
    if last.report is None or last.declaration is None:
        return last.findings
    return prior_of_report(last.report, last.declaration, declaration)


def compile_report(
    path: Path,
    wanted: str | None = None,
    prior: Path | None = None,
    *,
    reference: Path | None = None,
    draft: bool = False,
    strict: bool = False,
) -> Compilation:
    """A report → a proven document, or the findings that forbid it; warnings too if `strict`.

    `reference` is the document whose styles it takes; one that cannot serve is refused as an
    input that cannot be read.
    """
    styles = None if reference is None else read_styles(reference)
    if isinstance(styles, tuple):
        return Compilation(Reading.refused(*styles), styles, None)
    reading, findings = check_report(path, wanted, prior)
    report, declaration = reading.report, reading.declaration
    held = holds_back(findings, strict=strict) and not draft
    if report is None or declaration is None or held:
        return Compilation(reading, findings, None)
    from compiler.catalogue.cell_kinds import ILLEGAL_CHARACTER
    from compiler.document.compose import compose

    if any(f.kind is ILLEGAL_CHARACTER for f in findings):
        return Compilation(reading, findings, None)
    notes = draft_notes(findings, declaration.language) if draft else None
    tree = compose(report, declaration, notes)
    document = _written(report, declaration, tree, findings, notes, styles)
    failures = _proof(document, path.name, reading)
    if failures:
        return Compilation(reading, (*findings, *failures), None, tree.title, proven=False)
    return Compilation(reading, findings, document, tree.title)


def verify_document(data: bytes, source: Source, wanted: str | None = None) -> Examination:
    """A finished document → what changed in it, its report checked again, its layout audited.

    What checks and audit find changes nothing about its status: that is what was changed.
    """
    from compiler.audit.audit import audit
    from compiler.checks.check import check
    from compiler.ooxml.package import open_package
    from compiler.proof.verify import examine_package, refused

    path = Path(source.path)
    package = open_package(data, path.name, "docx")
    if isinstance(package, Finding):
        return refused(_in_file(package, path))
    examined = examine_package(package, source, wanted)
    declaration = examined.declaration
    checked = check(Reading(examined.report, declaration, examined.findings))
    audited = audit(package, declaration.language if declaration else None)
    findings = tuple(_in_file(finding, path) for finding in (*checked, *audited))
    return replace(examined, findings=findings)


def read_styles(path: Path) -> Reference | tuple[Finding, ...]:
    """What a reference document gives, or why nothing can be taken from it."""
    from compiler.document.reference.read import read_reference

    data = read_bytes(path)
    found = (data,) if isinstance(data, Finding) else read_reference(data, path.name)
    if isinstance(found, tuple):
        return tuple(_in_file(finding, path) for finding in found)
    return found


def draft_notes(findings: tuple[Finding, ...], language: Language) -> tuple[str, ...]:
    """The open findings as lines at the front of a draft."""
    return tuple(
        printable(f"{number}. {_where(f, language)}{f.message(language)}")
        for number, f in enumerate(_open(findings), start=1)
    )


def _where(finding: Finding, language: Language) -> str:
    place = finding.place
    if not (place.sheet and place.cell):
        return ""
    at = f"{place.sheet} {place.cell}"
    return f"〔{at}〕" if language == "zh" else f"[{at}] "


def _open(findings: tuple[Finding, ...]) -> list[Finding]:
    return [f for f in findings if f.level is not Severity.ADVICE and not f.explained]


def _kind(data: bytes, path: Path) -> str:
    """By what the file holds; a document and a workbook are both packages."""
    if data[:2] == b"PK":
        from compiler.ooxml.package import family_of

        return family_of(data) or ("docx" if path.suffix.lower() == ".docx" else "xlsx")
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "json" if text in (b"{", b"[") or path.suffix.lower() == ".json" else "xlsx"


def _read(data: bytes, source: Source, name: str, wanted: str | None) -> Reading:
    if source.kind == "json":
        from compiler.report.data import read_data

        return read_data(data, source, name, wanted)
    if source.kind == "docx":
        from compiler.proof.verify import read_document

        return read_document(data, source, name, wanted)
    from compiler.readers.workbook.read import read_form

    return read_form(data, source, name, wanted)


def _written(
    report: Report,
    declaration: Declaration,
    tree: DocumentTree,
    findings: tuple[Finding, ...],
    notes: tuple[str, ...] | None,
    styles: Reference | None,
) -> bytes:
    from compiler.document.bookmarks import bookmarks_of
    from compiler.document.write import Properties, write
    from compiler.workbook.layout import layout_of

    properties = Properties(
        title=tree.title,
        agency=report.name,
        year=report.year,
        edition=declaration.id,
        compiler_version=__version__,
        source_sha256=report.source.sha256,
        created=created(report),
    )
    seal = _sealed(report, declaration, tree, findings, notes)
    if styles is not None:
        seal = replace(seal, reference_sha256=styles.sha256)
    # As the user sees the cells; a report that came as data has those of the layout.
    addresses = {**layout_of(declaration).addresses, **report.refs}
    return write(tree, properties, seal, bookmarks_of(declaration, addresses), styles)


def _sealed(
    report: Report,
    declaration: Declaration,
    tree: DocumentTree,
    findings: tuple[Finding, ...],
    notes: tuple[str, ...] | None,
) -> Seal:
    import json

    from compiler.document.seal import Seal
    from compiler.document.tree import TableBlock
    from compiler.report.data import to_json
    from compiler.text.characters import escaped

    shown = [list(b.words) if isinstance(b, TableBlock) else b.text for b in tree.blocks]
    return Seal(
        data=escaped(to_json(report)),
        resolved=json.dumps(shown, ensure_ascii=False),
        edition=declaration.id,
        edition_version=declaration.version,
        edition_digest=declaration.digest,
        compiler_version=__version__,
        source_sha256=report.source.sha256,
        errors=counted(findings, Severity.ERROR),
        warnings=counted(findings, Severity.WARNING),
        advice=counted(findings, Severity.ADVICE),
        draft=notes is not None,
        draft_notes=notes or (),
    )


def created(report: Report) -> datetime:
    """The date on the report, else the end of its year: never the clock's."""
    day = day_of(report.agency.get("date", ""))
    return datetime(*day.timetuple()[:3]) if day else datetime(report.year or 2000, 12, 31)


def _proof(document: bytes, name: str, reading: Reading) -> tuple[Finding, ...]:
    """The written bytes opened again: every visible word and every sealed value."""
    from compiler.catalogue.document_kinds import PROOF_FAILED
    from compiler.proof.verify import difference, examine

    report, declaration = reading.report, reading.declaration
    assert report is not None
    assert declaration is not None
    examined = examine(document, report.source, name, declaration.path)
    if examined.status == "intact" and examined.sealed == report:
        return ()
    if examined.changes:
        told = _told(report)
        return tuple(difference(PROOF_FAILED, c.place, c, told) for c in examined.changes)
    errors = tuple(f for f in examined.findings if f.level is Severity.ERROR)
    return errors or (_not_as_sealed(report, examined.sealed),)


def _told(report: Report) -> dict[str, str]:
    """What whoever gets word of a failed proof must know besides the difference."""
    return {"file": report.source.path, "version": __version__}


def _not_as_sealed(report: Report, sealed: Report | None) -> Finding:
    """The visible words are right, but the data beside them is not the report's."""
    from compiler.catalogue.document_kinds import PROOF_FAILED
    from compiler.report.data import to_json

    lines = zip_longest(*(to_json(r).splitlines() if r else () for r in (report, sealed)))
    was, now = next((pair for pair in lines if pair[0] != pair[1]), ("", ""))
    label = Text("封存的数据", "the sealed data")
    words = {"was": (was or "").strip(), "now": (now or "").strip()}
    values = {"label": label, **words, **_told(report)}
    return Finding(PROOF_FAILED, Place(file=report.source.path), values)
