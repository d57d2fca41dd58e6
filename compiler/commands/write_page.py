"""`--html`: the page beside what `check` and `compile` say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compiler.commands.arguments import Arguments
from compiler.edges.files import write_atomically
from compiler.report.reading import Reading
from compiler.values.diagnosis import Diagnosis
from compiler.values.findings import Finding


def write_page(
    asked: Arguments, reading: Reading, findings: Sequence[Finding], diagnosis: Diagnosis
) -> str | Finding | None:
    """The path written, what stood in its way, or None where no page was asked for."""
    if not asked.html:
        return None
    from compiler.output.html import page

    data = page(
        findings, reading.report, reading.declaration, asked.lang,
        source=asked.report, strict=asked.strict, diagnosis=diagnosis,
    )  # fmt: skip
    return write_atomically(Path(asked.html), data) or asked.html
