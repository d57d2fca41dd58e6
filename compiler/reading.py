"""What reading gives: a report with its declaration, and what was noticed on the way.

Every reader (workbook, data, document) gives a `Reading`; bad input is a value in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from compiler.findings import Finding
from compiler.format.declaration import Declaration
from compiler.model import Paragraph, Report


@dataclass(frozen=True)
class Reading:
    """`report` and `declaration` are None where the input could not be read at all."""

    report: Report | None
    declaration: Declaration | None
    findings: tuple[Finding, ...]

    @staticmethod
    def refused(*findings: Finding) -> Reading:
        return Reading(None, None, findings)


def parted(paragraph: Paragraph) -> list[Paragraph]:
    """A line break inside a paragraph parts it; what follows a heading's first line is text."""
    lines = [line for line in paragraph.text.splitlines() if line.strip()]
    if len(lines) == 1 and lines[0] == paragraph.text:
        return [paragraph]
    return [
        Paragraph(paragraph.level if position == 0 else "body", line, paragraph.ref)
        for position, line in enumerate(lines)
    ]
