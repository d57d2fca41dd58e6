"""`nianbao compile`: a report without errors → its finished document."""

from __future__ import annotations

from pathlib import Path

from compiler.catalogue.c_cells import ILLEGAL_CHARACTER
from compiler.commands.answer import answer, deliver, failed, optional_path, refuse, verdict_of
from compiler.commands.arguments import Arguments
from compiler.commands.beside import wanted_beside, write_beside
from compiler.commands.exit_codes import UNPROVEN
from compiler.edges.files import default_output, output_at
from compiler.pipeline import compile_report
from compiler.report.desk import Desk
from compiler.text.language import Text

_NO_DOCUMENT = Text(
    "没有写出文档，草稿可加 --draft。",
    "No document was written; for a draft add --draft.",
)
_DRAFT = Text(
    "写出的是草稿（页眉标明），不是正式文档；改正以后请再编成正式的。",
    "What is written is a draft, as its header says; once all is mended, compile the finished one.",
)
_REPLACED = Text(
    "原来的同名文件已由这份草稿代替。", "The file of this name that was there is replaced by it."
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
        source,
        desk,
        asked.format,
        prior,
        reference=reference,
        draft=asked.draft,
        strict=asked.strict,
    )
    document, title = outcome.document, outcome.title
    named = default_output(source, title, ".docx")
    output = output_at(asked.output, named) if asked.output else named
    inputs = [source, *filter(None, [prior, reference])]
    # Without a document nothing is written there, but it is no place for another output.
    kept = inputs if document else [*inputs, output]
    beside = write_beside(wanted_beside(asked), outcome, desk, kept, output if document else None)
    if beside.refused is not None:
        return refuse(asked.manner, outcome, beside.refused, beside=beside.written)
    if not outcome.proven:
        answer(asked.manner, outcome, outputs=beside.written)
        return UNPROVEN
    if document is None:
        unreadable = outcome.report is None
        # A draft is held back by one thing only: what no document can hold.
        held = None if unreadable or asked.quiet else _NO_DRAFT if asked.draft else _NO_DOCUMENT
        own = verdict_of(asked.manner, outcome.findings, unreadable=unreadable)
        return answer(
            asked.manner,
            outcome,
            outputs=beside.written,
            verdicts=failed(held, own) if held else [own],
            unreadable=unreadable,
        )
    told = _told_of_draft(output, asked) if asked.draft else []
    return deliver(
        asked.manner,
        output,
        document,
        outcome,
        inputs,
        ending=".docx",
        beside=beside.written,
        told=told,
    )


def _told_of_draft(output: Path, asked: Arguments) -> list[tuple[str, str]]:
    """It is named as the finished document is, and takes the place of one."""
    said = [_DRAFT, *([_REPLACED] if output.is_file() else [])]
    return [("", text.in_language(asked.lang)) for text in said]
