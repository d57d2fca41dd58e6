"""What is sealed in a finished document, before anything visible is looked at.

Given an open .docx, gives the report sealed in it, or the whole answer where none can be
read; and the answer for a document that is what is compiled from it, byte for byte.
"""

from __future__ import annotations

from compiler.catalogue import d_document as kinds
from compiler.document.seal import Seal, SealReading, read_seal
from compiler.format.form import Form
from compiler.ooxml.package import Package
from compiler.proof.examination import Examination, Status
from compiler.report.desk import Shelf
from compiler.report.from_data import read_data
from compiler.values.dataclass import replace
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import Origin, Source
from compiler.values.report import Report


class SealedIn(NamedTuple):
    """What a document's seal says, before anything visible is looked at."""

    reading: SealReading
    seal: Seal
    report: Report
    form: Form
    notes: tuple[str, ...] | None


def sealed_in(
    package: Package, source: Source, shelf: Shelf, wanted: str | None = None
) -> SealedIn | Examination:
    """The report sealed in an open document, or the whole answer where none can be read."""
    name = package.name
    seal_reading = read_seal(package.contents)
    if not seal_reading.ours:
        return refused(Finding(kinds.FOREIGN_DOCUMENT, Place(file=name), {"file": name}))
    if seal_reading.seal is None:
        missing = Finding(kinds.SEAL_MISSING, Place(file=name), {"file": name})
        return Examination("altered", None, None, None, (), (missing,))
    seal = seal_reading.seal
    reading = read_data(seal.data.encode("utf-8", "replace"), source, name, shelf, wanted)
    if reading.report is None or reading.form is None:
        spoilt = (
            ()
            if seal_reading.holds
            else (Finding(kinds.SEAL_ALTERED, Place(file=name), {"file": name}),)
        )
        status: Status = "foreign" if seal_reading.holds else "altered"
        return Examination(status, None, None, None, (), (*spoilt, *reading.findings))
    sealed = replace(reading.report, origin=Origin(source))
    notes = seal.draft_notes if seal.draft else None
    return SealedIn(seal_reading, seal, sealed, reading.form, notes)


def same_again(inside: SealedIn, name: str, data: bytes, again: object) -> Examination | None:
    """The answer for a document that is, byte for byte, what is compiled from its sealed data:
    nothing in it needs to be looked at. `seen` stays empty.
    """
    if not isinstance(again, bytes) or again != data:
        return None
    findings = tuple(of_draft(inside.seal, name))
    return Examination(
        "intact", inside.report, inside.report, inside.form, (), findings,
        notes=inside.notes, evidence="recompiled", seal=inside.reading,
    )  # fmt: skip


def refused(finding: Finding) -> Examination:
    """What is no document of ours, or cannot be read."""
    return Examination("foreign", None, None, None, (), (finding,))


def of_draft(seal: Seal, name: str) -> list[Finding]:
    values = {"file": name, "errors": str(seal.errors)}
    return [Finding(kinds.DRAFT_DOCUMENT, Place(file=name), values)] if seal.draft else []
