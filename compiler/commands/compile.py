"""`nianbao compile`: a report without errors → its finished document."""

from __future__ import annotations

from pathlib import Path

from compiler.catalogue.cells import ILLEGAL_CHARACTER
from compiler.command_line.arguments import Arguments
from compiler.command_line.exit_codes import UNPROVEN
from compiler.commands.answer import answer, deliver, optional_path
from compiler.files import default_output
from compiler.findings import Text
from compiler.pipeline import compile_report

_NO_DRAFT = Text(
    f"草稿没有写出：文字里有文档不能保存的控制字符，见 {ILLEGAL_CHARACTER.code}。",
    "No draft was written: the text contains a control character that no document can hold, "
    f"see {ILLEGAL_CHARACTER.code}.",
)


def run(asked: Arguments) -> int:
    source = Path(asked.report)
    compiled = compile_report(
        source, asked.format, optional_path(asked.prior), draft=asked.draft, strict=asked.strict
    )
    report, declaration = compiled.reading.report, compiled.reading.declaration
    if not compiled.proven:
        answer(asked, report, declaration, compiled.findings)
        return UNPROVEN
    if compiled.document is None:
        unreadable = report is None
        # A draft is held back by one thing only: what no document can hold.
        verdict = _NO_DRAFT if asked.draft and report is not None else None
        return answer(
            asked, report, declaration, compiled.findings, unreadable=unreadable, verdict=verdict
        )
    output = Path(asked.output) if asked.output else default_output(source, compiled.title, ".docx")
    return deliver(
        asked,
        output,
        compiled.document,
        report,
        declaration,
        compiled.findings,
        [source, *filter(None, [optional_path(asked.prior)])],
        ending=".docx",
    )
