"""`nianbao compile`: a report without errors → its finished document."""

from __future__ import annotations

from pathlib import Path

from compiler.catalogue.cell_kinds import ILLEGAL_CHARACTER
from compiler.commands.answer import answer, deliver, optional_path, refuse
from compiler.commands.arguments import Arguments
from compiler.commands.beside import write_beside
from compiler.commands.exit_codes import UNPROVEN
from compiler.edges.files import default_output
from compiler.pipeline import compile_report
from compiler.report.desk import Desk
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


def run(asked: Arguments, desk: Desk) -> int:
    source, prior = Path(asked.report), optional_path(asked.prior)
    reference = optional_path(asked.reference)
    outcome = compile_report(
        source, desk, asked.format, prior,
        reference=reference, draft=asked.draft, strict=asked.strict,
    )  # fmt: skip
    document, title = outcome.document, outcome.title
    output = Path(asked.output) if asked.output else default_output(source, title, ".docx")
    inputs = [source, *filter(None, [prior, reference])]
    # Without a document nothing is written there, but it is no place for another output.
    kept = inputs if document else [*inputs, output]
    beside = write_beside(asked, outcome, desk, kept, output if document else None)
    if beside.refused is not None:
        return refuse(asked, outcome, beside.refused, beside=beside.written)
    if not outcome.proven:
        answer(asked, outcome, outputs=beside.written)
        return UNPROVEN
    if document is None:
        held, unreadable = _held_back(asked, outcome.report), outcome.report is None
        return answer(asked, outcome, outputs=beside.written, besides=held, unreadable=unreadable)
    return deliver(asked, output, document, outcome, inputs, ending=".docx", beside=beside.written)


def _held_back(asked: Arguments, report: Report | None) -> Text | None:
    """What is to be said of the document that was not written."""
    if report is None or asked.quiet:
        return None
    # A draft is held back by one thing only: what no document can hold.
    return _NO_DRAFT if asked.draft else _NO_DOCUMENT
