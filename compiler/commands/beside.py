"""What `check` and `compile` write besides: the marked copy and the page.

Given what was asked and what became of the report; refuses before anything is written
what can be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.catalogue.marking_kinds import NOTHING_TO_MARK
from compiler.commands.answer import wrong_ending
from compiler.commands.arguments import Arguments
from compiler.edges.files import refusal, write_atomically
from compiler.pipeline import mark
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.values.findings import Finding, Place

_WORKBOOK, _PAGE, _DOCUMENT = (".xlsx",), (".html", ".htm"), (".docx",)


@dataclass(frozen=True)
class Beside:
    """The paths that were written, and what stood in the way of one."""

    written: tuple[str, ...] = ()
    refused: Finding | None = None


def write_beside(
    asked: Arguments,
    outcome: Outcome,
    desk: Desk,
    inputs: Sequence[Path],
    document: Path | None = None,
) -> Beside:
    """`inputs` must not be replaced, nor one output by another; `document` comes after them."""
    refused = _nothing_to_mark(asked, outcome) or next(_refusals(asked, inputs, document), None)
    if refused is not None:
        return Beside(refused=refused)
    written: list[str] = []
    for write in (_write_marked, _write_page):
        path = write(asked, outcome, desk)
        if isinstance(path, Finding):
            return Beside(tuple(written), path)
        written += [path] if path else []
    return Beside(tuple(written))


def _nothing_to_mark(asked: Arguments, outcome: Outcome) -> Finding | None:
    """Why no marked copy can be made of this input."""
    if asked.marked and outcome.report is not None and outcome.report.source.kind != "xlsx":
        return Finding(NOTHING_TO_MARK, Place(file=asked.report), {"file": asked.report})
    return None


def _refusals(asked: Arguments, inputs: Sequence[Path], document: Path | None) -> Iterator[Finding]:
    """Why an output cannot be written, for each of them."""
    outputs = [
        (Path(text), endings)
        for text, endings in ((asked.marked, _WORKBOOK), (asked.html, _PAGE))
        if text
    ]
    outputs += [(document, _DOCUMENT)] if document else []
    for position, (path, endings) in enumerate(outputs):
        others = [other for other, _ in outputs[position + 1 :]]
        refused = refusal(path, [*inputs, *others]) or wrong_ending(path, *endings)
        if refused is not None:
            yield refused


def _write_marked(asked: Arguments, outcome: Outcome, desk: Desk) -> str | Finding | None:
    """The path written, what stood in its way, or None where there is nothing to write.

    That is where no copy is asked for or the input is no workbook of a known form.
    """
    if not asked.marked or outcome.form is None:
        return None
    source = Path(asked.report)
    data = desk.read(source)
    if isinstance(data, Finding):
        return data
    copy = mark(outcome, data, source.name, strict=asked.strict)
    if copy is None:
        return None
    return write_atomically(Path(asked.marked), copy) or asked.marked


def _write_page(asked: Arguments, outcome: Outcome, desk: Desk) -> str | Finding | None:
    """The path written, what stood in its way, or None where no page was asked for."""
    if not asked.html:
        return None
    from compiler.output.html import page

    data = page(outcome, desk.language, source=asked.report, strict=asked.strict)
    return write_atomically(Path(asked.html), data) or asked.html
