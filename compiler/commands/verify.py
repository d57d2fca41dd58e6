"""`nianbao verify`: a finished document against the data sealed in it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from compiler import __version__
from compiler.catalogue.document_kinds import (
    DIFFERS_FROM_REPORT,
    DRAFT_DOCUMENT,
    FOREIGN_DOCUMENT,
    NOT_THE_FILE,
)
from compiler.commands.answer import print_json, rendered, unreadable
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import DONE, UNPROVEN, UNUSABLE
from compiler.edges.console import terminal_width
from compiler.output.record import finding_record, identity, place_record
from compiler.pipeline import read, verify_document
from compiler.proof.examination import Examination, PlacedChange
from compiler.proof.verify import against, difference
from compiler.report.desk import Desk
from compiler.report.order import ordered
from compiler.report.outcome import Outcome
from compiler.report.reading import Reading
from compiler.text.language import Text
from compiler.text.widths import wrap
from compiler.values.findings import Finding, Place
from compiler.values.report import Source

_EXIT = {"intact": DONE, "resaved": DONE, "altered": UNPROVEN, "foreign": UNUSABLE}
_VERDICT = {
    "intact": ("文档完好：看得见的内容与封存的数据一致，文件没有改动过。", "Intact: what is visible is what was sealed, and the file is untouched."),
    "resaved": ("文档内容完好：重新保存过，看得见的内容与封存的数据一致。", "Content intact: the file was saved again, and what is visible is what was sealed."),
    "differs": ("文档与所给的报告不一致。", "It is not what the report given says."),
    "other": ("文档内容与封存的数据一致，但不是所给 SHA-256 的那个文件。", "Its content is what was sealed, but it is not the file of the SHA-256 given."),
    "altered": ("文档改动过：与编成时的内容不一致。", "Altered: it is not what was compiled."),
    "foreign": ("这不是本程序编成的文档。", "This document was not written by nianbao."),
}  # fmt: skip
# Whoever rewrites the words, the sealed data and its digests leaves nothing to compare with.
UNPROVABLE = Text(
    "查不出的：有人把文字和封存的数据一起改写，摘要重新算过，各项核对也都相符。"
    "这要用编成时打印的 SHA-256 对照才能发现。",
    "What this cannot tell: whether someone rewrote the words and the sealed data together, "
    "digests and all, so that every check holds. Only the SHA-256 printed when the document "
    "was compiled tells that.",
)


_DRAFT = Text("这是草稿，不是正式文档。", " This is a draft and no final document.")
_SAME_FILE = Text(
    "SHA-256 与所给的一致：这就是编成时的那个文件，一个字节也不差。",
    "The SHA-256 is the one given: it is the file that was compiled, byte for byte.",
)


def run(asked: Arguments, desk: Desk) -> int:
    path = Path(asked.document)
    data = desk.read(path)
    if isinstance(data, Finding):
        return _unreadable(asked, [data])
    source = Source(str(path), "docx", hashlib.sha256(data).hexdigest())
    examined = verify_document(data, source, desk, asked.format)
    status, changes, findings = examined.status, examined.changes, examined.findings
    verdict: str = status
    if asked.against and status != "foreign":
        other = read(Path(asked.against), desk, asked.format)
        if other.report is None or other.form is None:
            return _unreadable(asked, [*other.findings])
        differing = against(examined, other.report, other.form)
        # What was altered since it was written mostly differs from the report as well.
        changes = tuple(dict.fromkeys((*changes, *differing)))
        findings = (*findings, *(difference(DIFFERS_FROM_REPORT, c.place, c) for c in differing))
        if differing and status != "altered":
            status, verdict = "altered", "differs"
    if asked.sha256 and asked.sha256 != source.sha256:
        digests = {"expected": asked.sha256, "actual": source.sha256}
        finding = Finding(NOT_THE_FILE, Place(file=str(path)), digests)
        findings = (*findings, finding)
        if status in ("intact", "resaved"):
            status, verdict = "altered", "other"
    return _say(asked, examined, status, verdict, changes, findings)


def _unreadable(asked: Arguments, findings: list[Finding]) -> int:
    if asked.json:
        return print_json(_record(asked, None, "foreign", (), findings), UNUSABLE)
    return unreadable(asked, *findings)


def _say(
    asked: Arguments,
    examined: Examination,
    status: str,
    verdict: str,
    changes: tuple[PlacedChange, ...],
    findings: tuple[Finding, ...],
) -> int:
    if asked.json:
        return print_json(_record(asked, examined, status, changes, findings), _EXIT[status])
    if status == "foreign" and not any(f.kind is FOREIGN_DOCUMENT for f in findings):
        return unreadable(asked, *findings)
    said = _VERDICT[verdict][0 if asked.lang == "zh" else 1]
    if any(f.kind is DRAFT_DOCUMENT for f in findings):
        said += _DRAFT.in_language(asked.lang)
    good = _EXIT[status] == DONE
    text = rendered(
        asked,
        Outcome(Reading(None, examined.form, ()), findings),
        sys.stdout,
        verdict=said,
        good=good,
    )
    if good and not asked.quiet:
        remark = (_SAME_FILE if asked.sha256 else UNPROVABLE).in_language(asked.lang)
        text += "\n" + "\n".join(wrap(remark, terminal_width(sys.stdout))) + "\n"
    sys.stdout.write(text)
    return _EXIT[status]


def _record(
    asked: Arguments,
    examined: Examination | None,
    status: str,
    changes: tuple[PlacedChange, ...],
    findings: tuple[Finding, ...] | list[Finding],
) -> dict[str, object]:
    report = (examined.report or examined.sealed) if examined else None
    known = ordered(findings, examined.form if examined else None)
    return {
        "nianbao": __version__,
        "report": identity(report),
        "status": status,
        "changes": [{"place": place_record(c.place), "was": c.was, "now": c.now} for c in changes],
        "findings": [finding_record(f, asked.lang) for f in known],
    }
