"""The stages in order: read → check → compose → write → prove. Read this page first.

Each function takes values and gives values. What a stage needs of the world around it
comes from the desk; nothing is written here. A stage's module is loaded when it is reached.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from compiler.readers.table import kind_of, read_input
from compiler.report.outcome import Outcome
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.diagnosis import NOTHING, Diagnosis
from compiler.values.findings import Finding, Place, Severity, holds_back
from compiler.values.origin import ONLY_READ, Source
from compiler.values.report import Report
from compiler.values.sha256 import sha256

if TYPE_CHECKING:
    from compiler.checks.quotation import Quotation
    from compiler.document.reference.restyle import Reference
    from compiler.format.form import Form
    from compiler.learning.laid_beside import SideBySide
    from compiler.learning.learnt import Learnt
    from compiler.learning.outline import Outline
    from compiler.office.roster import Roster
    from compiler.ooxml.package import Package
    from compiler.proof.examination import Examination
    from compiler.proof.inside import SealedIn
    from compiler.proof.laid_out import PageDifference
    from compiler.report.desk import Desk
    from compiler.report.prior import Prior
    from compiler.report.whose import Whose
    from compiler.text.language import Text
    from compiler.values.laid import Page


def read(path: Path, desk: Desk, wanted: str | None = None) -> Reading:
    """A workbook, data file or document → a report; `wanted` is the format asked for."""
    data = desk.read(path)
    if isinstance(data, Finding):
        return Reading.refused(data)
    source = Source(str(path), kind_of(data, path), sha256(data).hexdigest())
    reading = read_input(data, source, path.name, desk.shelf, wanted)
    noticed = desk.noticed(path)
    findings = (*reading.findings, *([noticed] if noticed else []))
    return reading._replace(findings=in_file(findings, path))


def whose(path: Path, desk: Desk, wanted: str | None = None) -> Whose | None:
    """Whose report an input is, and of which year; None where that cannot be told."""
    data = desk.read(path)
    if isinstance(data, Finding):
        return None
    kind = kind_of(data, path)
    if kind == "xlsx":
        from compiler.readers.workbook.peek import whose_workbook

        return whose_workbook(data, path.name, desk.shelf, wanted)
    from compiler.report.whose import whose_report

    report = read_input(data, Source(str(path), kind, ""), path.name, desk.shelf, wanted).report
    return whose_report(report) if report else None


def read_roster(path: Path, desk: Desk) -> Roster | tuple[Finding, ...]:
    """The units that are to report, or why the roster cannot be used."""
    from compiler.office.roster import roster_of
    from compiler.readers.roster_rows import roster_rows

    data = desk.read(path)
    rows = data if isinstance(data, Finding) else roster_rows(data, path.name)
    roster = rows if isinstance(rows, Finding) else roster_of(rows, path.name)
    return in_file((roster,), path) if isinstance(roster, Finding) else roster


def read_prior(path: Path, desk: Desk, form: Form) -> Prior | tuple[Finding, ...]:
    """Last year's report as far as it compares with this form, or why it cannot be read."""
    from compiler.report.desk import Only
    from compiler.report.prior import prior_of_report

    last = read(path, desk)
    if last.report is None:  # it may be of this very format, which was given as a file
        again = read(path, desk._replace(shelf=Only(form.declaration)), form.id)
        last = last if again.report is None else again
    if last.report is None or last.form is None:
        return last.findings
    # What is wrong with a document is as wrong in last year's as in this year's.
    faults = (f for f in last.findings if f.code[0] == "D" and f.level is Severity.ERROR)
    return replace(prior_of_report(last.report, last.form, form), faults=tuple(faults))


def read_styles(path: Path, desk: Desk) -> Reference | tuple[Finding, ...]:
    """What a reference document gives, or why nothing can be taken from it."""
    from compiler.document.reference.read_reference import read_reference

    data = desk.read(path)
    styles = (data,) if isinstance(data, Finding) else read_reference(data, path.name)
    return in_file(styles, path) if isinstance(styles, tuple) else styles


def check_report(
    path: Path, desk: Desk, wanted: str | None = None, prior: Path | None = None
) -> Outcome:
    """Read a report, and last year's if it is given, check all of it, and say what may be why.

    A last year's report that cannot be read makes the reading one that is refused.
    """
    from compiler.checks.every_check import check
    from compiler.report.prior import record_of

    reading = read(path, desk, wanted)
    report, form, last_year = reading.report, reading.form, None
    if prior is not None and report is not None and form is not None:
        earlier = read_prior(prior, desk, form)
        if isinstance(earlier, tuple):
            reading = Reading.refused(*earlier)
        else:
            last_year = earlier
            report = replace(report, prior=record_of(earlier))
            findings = (*reading.findings, *earlier.faults)
            reading = reading._replace(report=report, findings=findings)
    findings = check(reading, last_year)
    return Outcome(reading, findings, diagnosed(reading, findings))


def diagnosed(reading: Reading, findings: tuple[Finding, ...]) -> Diagnosis:
    """What the findings say together: likely causes and smallest repairs, if figures are amiss."""
    if not any(finding.about_figures for finding in findings):
        return NOTHING
    from compiler.checks.diagnosing.diagnose import diagnose

    return diagnose(reading, findings)


def compile_report(
    path: Path,
    desk: Desk,
    wanted: str | None = None,
    prior: Path | None = None,
    *,
    reference: Path | None = None,
    draft: bool = False,
    strict: bool = False,
) -> Outcome:
    """A report → a proven document, or the findings that forbid it; warnings too if `strict`.

    `reference` is the document whose styles it takes; one that cannot serve is refused as an
    input that cannot be read.
    """
    styles = None if reference is None else read_styles(reference, desk)
    if isinstance(styles, tuple):
        return Outcome.refused(*styles)
    outcome = check_report(path, desk, wanted, prior)
    report, form = outcome.report, outcome.form
    held = holds_back(outcome.findings, strict=strict) and not draft
    if report is None or form is None or held or not can_be_held(outcome):
        return outcome
    return written(outcome, report, form, path.name, styles, draft=draft)


def can_be_held(outcome: Outcome) -> bool:
    """Whether a document can hold the report's texts at all, be it a draft."""
    from compiler.catalogue.c_cells import ILLEGAL_CHARACTER

    return not any(f.kind is ILLEGAL_CHARACTER for f in outcome.findings)


def written(
    outcome: Outcome,
    report: Report,
    form: Form,
    name: str,
    styles: Reference | None,
    *,
    draft: bool,
) -> Outcome:
    """A checked report → its document, opened again and compared; `name` is its source's."""
    from compiler.document.compose import compose
    from compiler.document.finish import finished_document
    from compiler.proof.proven import failures
    from compiler.workbook.layout import layout_of

    notes = None
    if draft:
        from compiler.output.draft_notes import draft_notes

        notes = draft_notes(outcome.findings, form.language)
    tree = compose(report, form, notes)
    cells = layout_of(form).addresses
    document = finished_document(report, form, tree, outcome.findings, cells, notes, styles)
    failed = failures(document, name, report, form)
    if failed:
        findings = (*outcome.findings, *failed)
        return outcome._replace(findings=findings, title=tree.title, proven=False)
    return outcome._replace(document=document, title=tree.title)


def mark(outcome: Outcome, data: bytes, name: str, *, strict: bool = False) -> bytes | None:
    """A checked workbook → a copy with the findings marked in it; None if it is no workbook.

    `data` is the workbook as it was read.
    """
    from compiler.output.marked.copy import marked_copy
    from compiler.workbook.form.fills import form_fills

    report, form = outcome.report, outcome.form
    fills = form_fills(report, form) if report and form else {}
    return marked_copy(outcome, data, name, fills, strict=strict)


def quote_workbook(
    path: Path, desk: Desk, wanted: str | None = None
) -> tuple[Outcome, tuple[bytes, Quotation] | None]:
    """A workbook → a copy in which numbers that agree with the tables are quotes, and which they are.

    No copy where the input cannot be read or is no workbook. The copy is read again: what it
    prints is what the original prints.
    """
    from compiler.catalogue.w_outputs import NOTHING_TO_QUOTE, READ_ONLY_FORMAT
    from compiler.checks.quotation import quotation
    from compiler.ooxml.package import open_package
    from compiler.output.requoted import requoted

    reading, data = read(path, desk, wanted), desk.read(path)
    report, form = reading.report, reading.form
    if report is None or form is None or isinstance(data, Finding):
        return Outcome(reading, reading.findings), None
    source = report.origin.source
    package = open_package(data, path.name, "xlsx") if source.kind == "xlsx" else None
    if package is None or isinstance(package, Finding):
        values = {"file": path.name}
        kind = READ_ONLY_FORMAT if source.kind in ONLY_READ else NOTHING_TO_QUOTE
        refused = package or Finding(kind, Place(file=str(path)), values)
        return Outcome.refused(refused), None
    copy, told = requoted(data, package, report, quotation(report, form))
    again = read_input(copy, source, path.name, desk.shelf, wanted).report
    if again is None or not same_words(again, report, form):
        raise AssertionError("the copy would print otherwise")
    return Outcome(reading, reading.findings), (copy, told)


def same_words(one: Report, other: Report, form: Form) -> bool:
    """Whether two reports of a form make the same document."""
    from compiler.document.compose import compose

    return compose(one, form) == compose(other, form)


def carry_over(report: Report, prior: Prior, form: Form) -> Report:
    """A new report after last year's: same body, next year, and what is carried over."""
    from compiler.report.carrying import continued

    return continued(report, prior, form)


def verify_document(
    data: bytes, source: Source, desk: Desk, wanted: str | None = None, *, seen: bool = False
) -> Examination:
    """A finished document → what changed in it, its report checked again, its layout audited.

    What checks and audit find changes nothing about its status: that is what was changed. The
    strongest proof comes first; what is seen is read all the same where it is asked for (`seen`).
    """
    from compiler.audit.audit import audit
    from compiler.checks.every_check import check
    from compiler.ooxml.package import open_package
    from compiler.proof.examination import Examination
    from compiler.proof.inside import refused, same_again, sealed_in

    path = Path(source.path)
    package = open_package(data, path.name, "docx")
    if isinstance(package, Finding):
        return refused(*in_file((package,), path))
    inside = sealed_in(package, source, desk.shelf, wanted)
    if isinstance(inside, Examination):
        examined = inside
    else:
        again = compiled_again(inside) if inside.reading.untouched else None
        same = None if seen else same_again(inside, path.name, data, again)
        examined = same or looked_at(inside, package, data, again)
    form = examined.form
    checked = check(Reading(examined.report, form, examined.findings))
    audited = audit(package, form.language if form else None)
    return examined._replace(findings=in_file((*checked, *audited), path))


def looked_at(
    inside: SealedIn, package: Package, data: bytes, again: bytes | Text | None
) -> Examination:
    """A document word by word against its seal, and what it is vouched for."""
    from compiler.proof.verify import compared_with
    from compiler.proof.vouching import vouched

    return vouched(compared_with(inside, package), package, data, again)


def laid_out(
    data: bytes, source: Source, desk: Desk, wanted: str | None
) -> tuple[PageDifference, ...] | Text:
    """The pages of a document that LibreOffice lays out otherwise than those compiled again, or
    why they cannot be compared.
    """
    from compiler.edges.libreoffice import office_program, rendered_pdf
    from compiler.edges.poppler import is_missing, pages_of
    from compiler.ooxml.package import open_package
    from compiler.proof.inside import SealedIn, sealed_in
    from compiler.proof.laid_out import page_differences
    from compiler.text.language import Text

    if office_program() is None or is_missing():
        return Text(
            "这台机器上没有装 LibreOffice 和 poppler",
            "LibreOffice and poppler are not installed here",
        )
    package = open_package(data, Path(source.path).name, "docx")
    inside = (
        None if isinstance(package, Finding) else sealed_in(package, source, desk.shelf, wanted)
    )
    if not isinstance(inside, SealedIn):
        return Text("封存的数据读不出来", "its sealed data cannot be read")
    again = compiled_again(inside)
    if isinstance(again, Text):
        return again
    pages: list[tuple[Page, ...]] = []
    for document in (data, again):
        pdf = rendered_pdf(document)
        laid = pdf if isinstance(pdf, Text) else pages_of(pdf)
        if isinstance(laid, Text):
            return laid
        pages.append(laid)
    return page_differences(*pages)


def compiled_again(inside: SealedIn) -> bytes | Text:
    """What this program compiles from the data sealed in a document, or why nothing."""
    from compiler.document.finish import finished_again
    from compiler.workbook.layout import layout_of

    cells = layout_of(inside.form).addresses
    return finished_again(inside.report, inside.form, inside.notes, inside.seal, cells)


def outlined(path: Path, desk: Desk) -> Outline | tuple[Finding, ...]:
    """An official form, blank or filled in → its sections and tables by their labels."""
    from compiler.learning.sections_seen import outline_seen
    from compiler.readers.official_form import read_official_form

    data = desk.read(path)
    seen = data if isinstance(data, Finding) else read_official_form(data, path.name)
    return in_file((seen,), path) if isinstance(seen, Finding) else outline_seen(seen)


def learn(path: Path, desk: Desk, example: Path | None = None) -> Learnt | tuple[Finding, ...]:
    """An official form, with a filled example if there is one → a declaration drafted."""
    from compiler.learning.learnt import learnt

    form = outlined(path, desk)
    filled = None if example is None else outlined(example, desk)
    refused = [f for outline in (form, filled) if isinstance(outline, tuple) for f in outline]
    if isinstance(form, tuple) or isinstance(filled, tuple):
        return tuple(refused)
    drafted = learnt(form, filled, path.name)
    return in_file(drafted, path) if isinstance(drafted, tuple) else drafted


def beside_form(form: Form, path: Path, desk: Desk) -> SideBySide | tuple[Finding, ...]:
    """What is declared, line by line beside what an official form shows."""
    from compiler.learning.laid_beside import laid_beside
    from compiler.learning.outline import outline_of

    seen = outlined(path, desk)
    return seen if isinstance(seen, tuple) else laid_beside(outline_of(form), seen)


def in_file(findings: tuple[Finding, ...], path: Path) -> tuple[Finding, ...]:
    """Every finding of one input names it in the same way: as it was given."""
    return tuple(
        replace(f, place=f.place._replace(file=str(path)))
        if f.place.file in (None, path.name)
        else f
        for f in findings
    )
