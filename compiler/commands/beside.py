"""What `check` and `compile` write besides: the marked copy and the page.

Given what is wanted and what became of the report; refuses before anything is written
what can be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from compiler.catalogue.w_outputs import NOTHING_TO_MARK, READ_ONLY_FORMAT
from compiler.commands.answer import optional_path, wrong_ending
from compiler.commands.arguments import Arguments
from compiler.edges.files import refusal, write_atomically
from compiler.pipeline import mark
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import ONLY_READ

_WORKBOOK, _PAGE, _DOCUMENT = (".xlsx",), (".html", ".htm"), (".docx",)


class Beside(NamedTuple):
    """The paths that were written, and what stood in the way of one."""

    written: tuple[str, ...] = ()
    refused: Finding | None = None


class Wanted(NamedTuple):
    """What is wanted besides, of the report in `source`: a marked copy, a page."""

    source: Path
    marked: Path | None = None
    page: Path | None = None
    strict: bool = False


def wanted_beside(asked: Arguments) -> Wanted:
    marked, page = optional_path(asked.marked), optional_path(asked.html)
    return Wanted(Path(asked.report), marked, page, asked.strict)


def write_beside(
    wanted: Wanted,
    outcome: Outcome,
    desk: Desk,
    inputs: Sequence[Path],
    document: Path | None = None,
) -> Beside:
    """`inputs` must not be replaced, nor one output by another; `document` comes after them."""
    refused = _nothing_to_mark(wanted, outcome) or next(_refusals(wanted, inputs, document), None)
    if refused is not None:
        return Beside(refused=refused)
    written: list[str] = []
    for write in (_write_marked, _write_page):
        path = write(wanted, outcome, desk)
        if isinstance(path, Finding):
            return Beside(tuple(written), path)
        written += [path] if path else []
    return Beside(tuple(written))


def _nothing_to_mark(wanted: Wanted, outcome: Outcome) -> Finding | None:
    """Why no marked copy can be made of this input."""
    if not wanted.marked or outcome.report is None:
        return None
    kind = outcome.report.origin.source.kind
    if kind == "xlsx":
        return None
    why = READ_ONLY_FORMAT if kind in ONLY_READ else NOTHING_TO_MARK
    return Finding(why, Place(file=str(wanted.source)), {"file": str(wanted.source)})


def _refusals(wanted: Wanted, inputs: Sequence[Path], document: Path | None) -> Iterator[Finding]:
    """Why an output cannot be written, for each of them."""
    endings_of = ((wanted.marked, _WORKBOOK), (wanted.page, _PAGE), (document, _DOCUMENT))
    outputs = [(path, endings) for path, endings in endings_of if path]
    for position, (path, endings) in enumerate(outputs):
        others = [other for other, _ in outputs[position + 1 :]]
        refused = refusal(path, [*inputs, *others]) or wrong_ending(path, *endings)
        if refused is not None:
            yield refused


def _write_marked(wanted: Wanted, outcome: Outcome, desk: Desk) -> str | Finding | None:
    """The path written, what stood in its way, or None where there is nothing to write.

    That is where no copy is asked for or the input is no workbook of a known form.
    """
    if not wanted.marked or outcome.form is None:
        return None
    data = desk.read(wanted.source)
    if isinstance(data, Finding):
        return data
    copy = mark(outcome, data, wanted.source.name, strict=wanted.strict)
    if copy is None:
        return None
    return write_atomically(wanted.marked, copy) or str(wanted.marked)


def _write_page(wanted: Wanted, outcome: Outcome, desk: Desk) -> str | Finding | None:
    """The path written, what stood in its way, or None where no page was asked for."""
    if not wanted.page:
        return None
    from compiler.output.html import page

    data = page(outcome, desk.language, source=str(wanted.source), strict=wanted.strict)
    return write_atomically(wanted.page, data) or str(wanted.page)
