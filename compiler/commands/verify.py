"""`nianbao verify`: a finished document against the data sealed in it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from compiler.catalogue.document import DIFFERS_FROM_REPORT
from compiler.command_line.arguments import Arguments
from compiler.commands.answer import DONE, UNPROVEN, UNUSABLE, answer, print_json, rendered
from compiler.document.verify import Examination, PlacedChange, against, examine
from compiler.files import read_bytes
from compiler.findings import Finding
from compiler.model import Source
from compiler.output.record import finding_record, identity, place_record
from compiler.pipeline import read
from compiler.version import __version__

_EXIT = {"intact": DONE, "resaved": DONE, "altered": UNPROVEN, "foreign": UNUSABLE}
_VERDICT = {
    "intact": ("文档完好：看得见的内容与内存的数据一致，文件没有改动过。", "Intact: what is visible is what was sealed, and the file is untouched."),
    "resaved": ("文档内容完好：重新保存过，看得见的内容与内存的数据一致。", "Content intact: the file was saved again, and what is visible is what was sealed."),
    "altered": ("文档改动过：与编成时的内容不一致。", "Altered: it is not what was compiled."),
    "foreign": ("这不是本程序编成的文档。", "This document was not written by nianbao."),
}  # fmt: skip


def run(asked: Arguments) -> int:
    path = Path(asked.document)
    data = read_bytes(path)
    if isinstance(data, Finding):
        return _unreadable(asked, [data])
    source = Source(str(path), "docx", hashlib.sha256(data).hexdigest())
    examined = examine(data, source, path.name)
    status, changes, findings = examined.status, examined.changes, examined.findings
    if asked.against and status != "foreign":
        other = read(Path(asked.against))
        if other.report is None:
            return _unreadable(asked, [*other.findings])
        differing = against(examined, other.report)
        changes = (*changes, *differing)
        findings = (*findings, *(_differs(change) for change in differing))
        status = "altered" if differing else status
    return _say(asked, examined, status, changes, findings)


def _differs(change: PlacedChange) -> Finding:
    values = {"label": change.place.label or "", "was": change.was, "now": change.now}
    return Finding(
        DIFFERS_FROM_REPORT, change.place, values, expected=change.was, actual=change.now
    )


def _unreadable(asked: Arguments, findings: list[Finding]) -> int:
    if asked.json:
        return print_json(_record(asked, None, "foreign", (), findings), UNUSABLE)
    return answer(asked, None, None, findings, unreadable=True)


def _say(
    asked: Arguments,
    examined: Examination,
    status: str,
    changes: tuple[PlacedChange, ...],
    findings: tuple[Finding, ...],
) -> int:
    if asked.json:
        return print_json(_record(asked, examined, status, changes, findings), _EXIT[status])
    verdict = _VERDICT[status][0 if asked.lang == "zh" else 1]
    sys.stdout.write(rendered(asked, examined.declaration, findings, sys.stdout, verdict=verdict))
    return _EXIT[status]


def _record(
    asked: Arguments,
    examined: Examination | None,
    status: str,
    changes: tuple[PlacedChange, ...],
    findings: tuple[Finding, ...] | list[Finding],
) -> dict[str, object]:
    report = (examined.report or examined.sealed) if examined else None
    return {
        "nianbao": __version__,
        "report": identity(report),
        "status": status,
        "changes": [{"place": place_record(c.place), "was": c.was, "now": c.now} for c in changes],
        "findings": [finding_record(f, asked.lang) for f in findings],
    }
