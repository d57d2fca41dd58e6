"""`nianbao reference-doc`: the document in which an office edits the styles of its reports."""

from __future__ import annotations

from pathlib import Path

from compiler.commands.answer import answer, deliver
from compiler.commands.arguments import Arguments
from compiler.document.reference.specimen import reference_document
from compiler.edges.shelf import find_format
from compiler.text.language import Text

_DONE = Text("参考文档已写出。", "The reference document is written.")


def run(asked: Arguments) -> int:
    declaration = find_format(asked.format) if asked.format else None
    if isinstance(declaration, tuple):
        return answer(asked, None, None, declaration, unreadable=True)
    data = reference_document(declaration.language if declaration else "zh")
    return deliver(
        asked, Path(asked.output or ""), data, None, declaration, (), (),
        ending=".docx", replacing=asked.force, done=_DONE,
    )  # fmt: skip
