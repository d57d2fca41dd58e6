"""What `check` and `compile` write besides: the marked copy and the page.

Given what was asked and found; refuses before anything is written what can be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.commands.answer import wrong_ending
from compiler.commands.arguments import Arguments
from compiler.commands.write_marked import nothing_to_mark, write_marked
from compiler.commands.write_page import write_page
from compiler.edges.files import refusal
from compiler.report.order import ordered
from compiler.report.reading import Reading
from compiler.values.diagnosis import Diagnosis
from compiler.values.findings import Finding

_WORKBOOK, _PAGE, _DOCUMENT = (".xlsx",), (".html", ".htm"), (".docx",)


@dataclass(frozen=True)
class Beside:
    """The paths that were written, and what stood in the way of one."""

    written: tuple[str, ...] = ()
    refused: Finding | None = None


def write_beside(
    asked: Arguments,
    reading: Reading,
    findings: Sequence[Finding],
    diagnosis: Diagnosis,
    inputs: Sequence[Path],
    document: Path | None = None,
) -> Beside:
    """`inputs` must not be replaced, nor one output by another; `document` comes after them."""
    known = ordered(findings, reading.declaration)
    refused = nothing_to_mark(asked, reading) or next(_refusals(asked, inputs, document), None)
    if refused is not None:
        return Beside(refused=refused)
    written: list[str] = []
    for write in (write_marked, write_page):
        path = write(asked, reading, known, diagnosis)
        if isinstance(path, Finding):
            return Beside(tuple(written), path)
        written += [path] if path else []
    return Beside(tuple(written))


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
        found = refusal(path, [*inputs, *others]) or wrong_ending(path, *endings)
        if found is not None:
            yield found
