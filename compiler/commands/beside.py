"""What `check` and `compile` write besides: the marked copy and the page.

Given what was asked and found; writes them unless one would harm a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.command_line.arguments import Arguments
from compiler.commands.marking import marking_refused, write_marked
from compiler.commands.page import written_page
from compiler.diagnosis import Diagnosis
from compiler.findings import Finding
from compiler.format.order import ordered
from compiler.reading import Reading


def write_beside(
    asked: Arguments,
    reading: Reading,
    findings: Sequence[Finding],
    diagnosis: Diagnosis,
    others: Sequence[Path],
) -> tuple[str, ...] | Finding:
    """The paths written, or the finding that refuses one; `others` must not be replaced."""
    known = ordered(findings, reading.declaration)
    page = [Path(asked.html)] if asked.html else []
    refused = marking_refused(asked, reading, [*others, *page])
    if refused is not None:
        return refused
    marked = write_marked(asked, reading, known)
    if isinstance(marked, Finding):
        return marked
    written = written_page(asked, reading, known, diagnosis, others)
    if isinstance(written, Finding):
        return written
    return (*marked, *([written] if written else []))
