"""What is wrong with words themselves: years, legal bases, placeholders, names, marks.

Given a report's prose, gives family P's findings that no table is needed for. All of
them are the author's slips of the pen; none forbids a document but a wrong period.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from compiler.catalogue import p_wording as kinds
from compiler.checks.prose.bodies import other_bodies
from compiler.checks.prose.faults import Fault
from compiler.checks.prose.marks import (
    doubled,
    half_width,
    long_numbers,
    number_brackets,
    placeholders,
)
from compiler.checks.prose.personal import identity_numbers, mobile_numbers
from compiler.checks.prose.quoting import sentence_with
from compiler.checks.prose.references import wrong_bases, wrong_years
from compiler.format.form import Form
from compiler.format.prose import Prose
from compiler.report.places import Places
from compiler.values.findings import Finding
from compiler.values.report import Report


def wording_findings(report: Report, form: Form, places: Places) -> list[Finding]:
    """Every occurrence in every paragraph; half-width marks once a section."""
    found: list[Finding] = []
    for section, paragraphs in report.narrative.items():
        halves: list[tuple[int, str, int]] = []
        for number, paragraph in enumerate(paragraphs, start=1):
            place = places.paragraph(section, number)
            for kind, words, more in _faults(paragraph.text, section, report, form.prose):
                values = {"words": words, "sentence": sentence_with(paragraph.text, words), **more}
                found.append(Finding(kind, place, values, words=words))
            if marks := half_width(paragraph):
                halves.append((number, *marks))
        if halves:
            found.append(_half_width_finding(section, halves, places))
    return found


def _faults(text: str, section: str, report: Report, prose: Prose) -> Iterator[Fault]:
    yield from wrong_years(text, report, prose)
    yield from wrong_bases(text, prose)
    yield from placeholders(text, report.name)
    yield from other_bodies(text, report, prose)
    yield from _of_any_report(text)
    if section != _contact_section(report):
        yield from mobile_numbers(text, report)


# Many reports say the same in the same words.
@lru_cache(maxsize=256)
def _of_any_report(text: str) -> tuple[Fault, ...]:
    """What is wrong whoever says it."""
    return (
        *doubled(text), *number_brackets(text), *long_numbers(text), *identity_numbers(text)
    )  # fmt: skip


def _contact_section(report: Report) -> str:
    """Contacts are given in the first section of the report."""
    return next(iter(report.narrative), "")


def _half_width_finding(
    section: str, halves: list[tuple[int, str, int]], places: Places
) -> Finding:
    first, *others = (places.paragraph(section, number) for number, _, _ in halves)
    words, count = halves[0][1], sum(each[2] for each in halves)
    values = {"words": words, "count": str(count)}
    related = tuple(others)
    return Finding(kinds.HALF_WIDTH_MARK, first, values, related=related, words=words)
