"""`nianbao verify`: a finished document against the data sealed in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.catalogue.d_document import (
    DIFFERS_FROM_REPORT,
    DRAFT_DOCUMENT,
    FOREIGN_DOCUMENT,
    LAID_OUT_OTHERWISE,
    NOT_THE_FILE,
    RESAVED_DOCUMENT,
)
from compiler.catalogue.w_inputs import WRONG_USAGE
from compiler.commands.answer import Verdict, failed, print_json, rendered, unreadable
from compiler.commands.arguments import Arguments, Manner
from compiler.commands.exit_codes import DONE, UNPROVEN, UNUSABLE
from compiler.edges.console import terminal_width
from compiler.output.verification import (
    DRAFT,
    EXAMINED,
    LAID_OUT,
    SAME_FILE,
    UNPROVABLE,
    VERDICTS,
    not_compiled_again,
    verification_record,
)
from compiler.pipeline import read, verify_document
from compiler.proof.examination import Examination, PlacedChange
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.report.reading import Reading
from compiler.text.language import Text
from compiler.text.widths import wrap
from compiler.values.findings import Finding, Place
from compiler.values.origin import Source
from compiler.values.sha256 import sha256

if TYPE_CHECKING:
    from compiler.proof.laid_out import PageDifference

_EXIT = {
    "intact": DONE,
    "resaved": DONE,
    "unproven": UNPROVEN,
    "altered": UNPROVEN,
    "foreign": UNUSABLE,
}


_NOT_COMPARED = Text(
    "排出的版面没有比较完。", "Its pages as laid out were not compared to the end."
)
_WITHOUT = Text(
    "去掉 --render，核验照常进行，只是不比较排出来的版面。",
    "Leave out --render: all else is verified, only the pages as laid out are not compared.",
)


def run(asked: Arguments, desk: Desk) -> int:
    path = Path(asked.document)
    data = desk.read(path)
    if isinstance(data, Finding):
        return _unreadable(asked.manner, [data])
    source = Source(str(path), "docx", sha256(data).hexdigest())
    examined = verify_document(data, source, desk, asked.format, seen=bool(asked.against))
    if asked.render:
        rendered_too = _laid_out(asked, desk, examined, data, source)
        if isinstance(rendered_too, Finding):
            return _refused(asked.manner, examined, rendered_too)
        examined = rendered_too
    status, changes, findings = examined.status, examined.changes, examined.findings
    verdict: str = status
    if asked.against and status != "foreign":
        other = read(Path(asked.against), desk, asked.format)
        if other.report is None or other.form is None:
            return _unreadable(asked.manner, [*other.findings])
        from compiler.proof.verify import against, difference_finding

        differing = against(examined, other.report, other.form)
        # What was altered since it was written mostly differs from the report as well.
        changes = tuple(dict.fromkeys((*changes, *differing)))
        findings = (
            *findings,
            *(difference_finding(DIFFERS_FROM_REPORT, c.place, c) for c in differing),
        )
        if differing and status != "altered":
            status, verdict = "altered", "differs"
    if asked.sha256 and asked.sha256 != source.sha256:
        digests = {"expected": asked.sha256, "actual": source.sha256}
        finding = Finding(NOT_THE_FILE, Place(file=str(path)), digests)
        findings = (*findings, finding)
        if status in ("intact", "resaved"):
            status, verdict = "altered", "other"
    return _say(
        asked.manner,
        examined,
        status,
        verdict,
        changes,
        findings,
        named=bool(asked.sha256),
        laid=asked.render,
    )


def _laid_out(
    asked: Arguments, desk: Desk, examined: Examination, data: bytes, source: Source
) -> Examination | Finding:
    """With the pages that LibreOffice lays out otherwise, their pictures in the folder asked for."""
    if examined.status in ("altered", "foreign"):
        return examined
    from compiler.edges.folders import write_folder
    from compiler.pipeline import laid_out

    found, path = laid_out(data, source, desk, asked.format), Path(source.path)
    if isinstance(found, Text):
        said = Text(f"不能用 --render：{found.zh}。", f"--render cannot be used: {found.en}.")
        return Finding(WRONG_USAGE, Place(file=str(path)), {"said": said, "help": _WITHOUT})
    if asked.output and found:
        refused = write_folder(Path(asked.output), pictures(found), [path])
        if refused is not None:
            return refused
    place = Place(file=str(path))
    told = [
        Finding(
            LAID_OUT_OTHERWISE, place, {"page": str(d.number), "what": d.what}, words=str(d.number)
        )
        for d in found
    ]
    findings = (
        *(f for f in examined.findings if not told or f.kind is not RESAVED_DOCUMENT),
        *told,
    )
    if not told:
        return examined._replace(findings=findings)
    return examined._replace(status="unproven", evidence=None, findings=findings)


def pictures(found: Sequence[PageDifference]) -> dict[str, bytes]:
    """The pages of both, by the names of their files."""
    return {
        f"{d.number:03}-{name}.png": page.picture
        for d in found
        for name, page in (("document", d.document), ("compiled-again", d.again))
        if page is not None
    }


def _unreadable(manner: Manner, findings: Sequence[Finding]) -> int:
    if manner.as_data:
        return print_json(
            verification_record(None, "foreign", (), findings, manner.language), UNUSABLE
        )
    return unreadable(manner, *findings)


def _say(
    manner: Manner,
    examined: Examination,
    status: str,
    verdict: str,
    changes: Sequence[PlacedChange],
    findings: tuple[Finding, ...],
    *,
    named: bool,
    laid: bool,
) -> int:
    """`verdict` is the status, or what of it is to be said instead; `named`: its SHA-256 was,
    `laid`: its pages were compared."""
    language = manner.language
    if manner.as_data:
        content = verification_record(examined, status, changes, findings, language)
        return print_json(content, _EXIT[status])
    if status == "foreign" and not any(f.kind is FOREIGN_DOCUMENT for f in findings):
        return unreadable(manner, *findings)
    good = _EXIT[status] == DONE
    outcome = Outcome(Reading(None, examined.form, ()), findings)
    verdicts = [Verdict(_verdict(verdict, findings), good)]
    text = rendered(manner, outcome, sys.stdout, verdicts=verdicts)
    if good and not manner.quiet:
        for remark in _remarks(examined, named=named, rendered=laid):
            said = remark.in_language(language)
            text += "\n" + "\n".join(wrap(said, terminal_width(sys.stdout))) + "\n"
    sys.stdout.write(text)
    return _EXIT[status]


def _verdict(verdict: str, findings: Sequence[Finding]) -> Text:
    said = VERDICTS[verdict]
    draft = any(f.kind is DRAFT_DOCUMENT for f in findings)
    return Text(said.zh + DRAFT.zh, said.en + DRAFT.en) if draft else said


def _refused(manner: Manner, examined: Examination, refused: Finding) -> int:
    """Answers that its pages cannot be laid out, or their pictures written: no fault of it."""
    findings = (refused, *examined.findings)
    if manner.as_data:
        content = verification_record(
            examined, examined.status, examined.changes, findings, manner.language
        )
        return print_json(content, UNUSABLE)
    own = Verdict(_verdict(examined.status, findings), _EXIT[examined.status] == DONE)
    outcome = Outcome(Reading(None, examined.form, ()), findings)
    verdicts = failed(_NOT_COMPARED, own)
    sys.stdout.write(rendered(manner, outcome, sys.stdout, verdicts=verdicts))
    return UNUSABLE


def _remarks(examined: Examination, *, named: bool, rendered: bool) -> Iterator[Text]:
    """What the verdict rests on, what was not done for it, and what it cannot tell."""
    if examined.evidence is not None:
        yield EXAMINED[examined.evidence]
    if rendered or examined.evidence == "words":
        yield LAID_OUT[rendered]
    if examined.prevented is not None:
        yield not_compiled_again(examined.prevented)
    yield SAME_FILE if named else UNPROVABLE
