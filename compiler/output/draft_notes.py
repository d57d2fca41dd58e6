"""The open findings as lines at the front of a draft."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.text.characters import printable
from compiler.text.language import Language
from compiler.values.findings import Finding, Severity


def draft_notes(findings: Iterable[Finding], language: Language) -> tuple[str, ...]:
    """Errors and warnings that nothing explains, numbered from 1."""
    still_open = (f for f in findings if f.level is not Severity.ADVICE and not f.explained)
    return tuple(
        printable(f"{number}. {_where(finding, language)}{finding.message(language)}")
        for number, finding in enumerate(still_open, start=1)
    )


def _where(finding: Finding, language: Language) -> str:
    place = finding.place
    if not (place.sheet and place.cell):
        return ""
    at = f"{place.sheet} {place.cell}"
    return f"〔{at}〕" if language == "zh" else f"[{at}] "
