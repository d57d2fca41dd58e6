"""`--html`: the page beside what `check` and `compile` say.

Given what was asked and found; writes the page unless it would harm a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from compiler.command_line.arguments import Arguments
from compiler.diagnosis import Diagnosis
from compiler.files import refusal, write_atomically
from compiler.findings import Finding
from compiler.reading import Reading


def written_page(
    asked: Arguments,
    reading: Reading,
    findings: Sequence[Finding],
    diagnosis: Diagnosis,
    others: Iterable[Path],
) -> str | Finding | None:
    """The path written, the finding that refuses it, or None where no page was asked for.

    `others` are files that the page must not replace: the inputs and the other outputs.
    """
    if not asked.html:
        return None
    output = Path(asked.html)
    refused = refusal(output, others)
    if refused is not None:
        return refused
    from compiler.output.page import page

    data = page(
        findings, reading.report, reading.declaration, asked.lang,
        source=asked.report, strict=asked.strict, diagnosis=diagnosis,
    )  # fmt: skip
    return write_atomically(output, data) or str(output)
