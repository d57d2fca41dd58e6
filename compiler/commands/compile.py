"""`nianbao compile`: a report without errors → its finished document."""

from __future__ import annotations

from pathlib import Path

from compiler.catalogue.cell_kinds import ILLEGAL_CHARACTER
from compiler.checks.diagnosing.diagnose import diagnose
from compiler.commands.answer import answer, deliver, optional_path, refuse
from compiler.commands.arguments import Arguments
from compiler.commands.beside import write_beside
from compiler.commands.exit_codes import UNPROVEN
from compiler.edges.files import default_output
from compiler.pipeline import compile_report
from compiler.text.language import Text
from compiler.values.report import Report

_NO_DOCUMENT = Text(
    "没有写出文档，草稿可加 --draft。",
    "No document was written; for a draft add --draft.",
)
_NO_DRAFT = Text(
    f"草稿没有写出：文字里有文档不能保存的控制字符，见 {ILLEGAL_CHARACTER.code}。",
    "No draft was written: the text contains a control character that no document can hold, "
    f"see {ILLEGAL_CHARACTER.code}.",
)


def run(asked: Arguments) -> int:
    source, prior = Path(asked.report), optional_path(asked.prior)
    reference = optional_path(asked.reference)
    compiled = compile_report(
        source, asked.format, prior,
        reference=reference, draft=asked.draft, strict=asked.strict,
    )  # fmt: skip
    reading, findings = compiled.reading, compiled.findings
    report, declaration = reading.report, reading.declaration
    output = Path(asked.output) if asked.output else default_output(source, compiled.title, ".docx")
    inputs = [source, *filter(None, [prior, reference])]
    diagnosis = diagnose(reading, findings)
    # Without a document nothing is written there, but it is no place for another output.
    beside = write_beside(
        asked, reading, findings, diagnosis,
        inputs if compiled.document else [*inputs, output],
        output if compiled.document else None,
    )  # fmt: skip
    if beside.refused is not None:
        return refuse(
            asked, report, declaration, beside.refused, findings,
            beside=beside.written, diagnosis=diagnosis,
        )  # fmt: skip
    if not compiled.proven:
        answer(asked, report, declaration, findings, outputs=beside.written, diagnosis=diagnosis)
        return UNPROVEN
    if compiled.document is None:
        return answer(
            asked, report, declaration, findings, outputs=beside.written,
            besides=_held_back(asked, report), unreadable=report is None, diagnosis=diagnosis,
        )  # fmt: skip
    return deliver(
        asked, output, compiled.document, report, declaration, findings, inputs,
        ending=".docx", beside=beside.written, diagnosis=diagnosis,
    )  # fmt: skip


def _held_back(asked: Arguments, report: Report | None) -> Text | None:
    """What is to be said of the document that was not written."""
    if report is None or asked.quiet:
        return None
    # A draft is held back by one thing only: what no document can hold.
    return _NO_DRAFT if asked.draft else _NO_DOCUMENT
