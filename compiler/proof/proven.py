"""A document just written, opened again: every visible word and every sealed value.

Given its bytes and the report it was written from, gives what differs. It knows nothing
of the writing.
"""

from __future__ import annotations

from itertools import zip_longest

from compiler import __version__
from compiler.catalogue.d_document import PROOF_FAILED
from compiler.format.form import Form
from compiler.ooxml.package import open_package
from compiler.proof.verify import compared, difference_finding
from compiler.report.data import to_json
from compiler.report.desk import Only
from compiler.text.language import Text
from compiler.values.findings import Finding, Place, Severity
from compiler.values.report import Report


def failures(document: bytes, name: str, report: Report, form: Form) -> tuple[Finding, ...]:
    """Nothing, where the document says and seals what the report says; `name` is its source's."""
    package = open_package(document, name, "docx")
    if isinstance(package, Finding):
        return (package,)
    examined = compared(package, report.origin.source, Only(form.declaration))
    untouched = examined.seal is not None and examined.seal.untouched
    if examined.status != "altered" and untouched and examined.sealed == report:
        return ()
    if examined.changes:
        told = _told(report)
        return tuple(difference_finding(PROOF_FAILED, c.place, c, told) for c in examined.changes)
    errors = tuple(f for f in examined.findings if f.level is Severity.ERROR)
    return errors or (_not_as_sealed(report, examined.sealed),)


def _told(report: Report) -> dict[str, str]:
    """What whoever gets word of a failed proof must know besides the difference."""
    return {"file": report.origin.source.path, "version": __version__}


def _not_as_sealed(report: Report, sealed: Report | None) -> Finding:
    """The visible words are right, but the data beside them is not the report's."""
    lines = zip_longest(*(to_json(r).splitlines() if r else () for r in (report, sealed)))
    was, now = next((pair for pair in lines if pair[0] != pair[1]), ("", ""))
    label = Text("封存的数据", "the sealed data")
    words = {"was": (was or "").strip(), "now": (now or "").strip()}
    values = {"label": label, **words, **_told(report)}
    return Finding(PROOF_FAILED, Place(file=report.origin.source.path), values)
