"""`nianbao reference-doc`: the document in which an office edits the styles of its reports."""

from __future__ import annotations

from pathlib import Path

from compiler.commands.answer import NOT_WRITTEN, deliver, unreadable
from compiler.commands.arguments import Arguments
from compiler.document.reference.specimen import reference_document
from compiler.edges.files import output_at
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.text.language import Text

_NAME = Text("参考文档.docx", "reference.docx")
_DONE = Text("参考文档已写出。", "The reference document is written.")


def run(asked: Arguments, desk: Desk) -> int:
    declaration = desk.shelf.asked(asked.format) if asked.format else None
    if isinstance(declaration, tuple):
        return unreadable(asked.manner, *declaration, verdict=NOT_WRITTEN)
    data = reference_document("zh")
    if declaration:
        in_parts = any(section.printing.part for section in declaration.sections)
        data = reference_document(declaration.language, in_parts=in_parts)
    return deliver(
        asked.manner,
        output_at(asked.output or "", Path(_NAME.in_language(asked.lang))),
        data,
        Outcome.refused(),
        (),
        ending=".docx",
        replacing=asked.force,
        done=_DONE,
    )
