"""Claims judged against the tables: given a report's prose, gives family P's findings."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.checks.prose.changes import change_findings
from compiler.checks.prose.equality import equality_findings
from compiler.checks.prose.paragraph import Paragraph, Reader, paragraphs
from compiler.checks.prose.shares import share_findings
from compiler.checks.prose.sums import sum_findings
from compiler.checks.prose.universal import universal_findings
from compiler.findings import Finding
from compiler.format.declaration import Declaration
from compiler.format.judgement import Figures
from compiler.model import Report
from compiler.places import Places


def figure_findings(
    report: Report, declaration: Declaration, places: Places, prior: Figures | None
) -> list[Finding]:
    """Every claim of every paragraph about figures."""
    reader = Reader(report, declaration, places, prior)
    return [f for paragraph in paragraphs(reader) for f in _judged(paragraph)]


def _judged(paragraph: Paragraph) -> Iterator[Finding]:
    before = None
    for spoken in paragraph.spoken:
        yield from equality_findings(paragraph, spoken, before)
        yield from universal_findings(paragraph, spoken)
        before = spoken
    yield from sum_findings(paragraph)
    yield from share_findings(paragraph)
    yield from change_findings(paragraph)
