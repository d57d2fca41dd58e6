"""What the prose of a report is read with: its tables, its words, and last year's figures."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.checks.prose.crossings import Candidate, value_of_all
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.format.lexicon import Lexicon, lexicon_of
from compiler.report.places import Places
from compiler.values.figures import FigureId, Unreadable
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report

_LEVEL, _OFFICE = "(?P<level>[省市县区州盟旗镇乡]|街道)?", "(?:办公室|办公厅)?$"


class Reader(NamedTuple):
    """The report, the tables and words it is read with, and last year's figures.

    `government`: the kind of place that the body governs, 市 or 镇; "" of a department.
    `unknown`: totals of which a part cannot be read, so that nobody knows what they come to.
    """

    report: Report
    form: Form
    places: Places
    prior: Figures | None
    lexicon: Lexicon
    government: str
    unknown: frozenset[FigureId] = frozenset()

    def value(self, candidate: Candidate, figures: Figures | None = None) -> Decimal | None:
        if figures is None and self.unknown and not self.unknown.isdisjoint(candidate.figures):
            return None
        return value_of_all(candidate, self.report.figures if figures is None else figures)


def reader_of(report: Report, form: Form, places: Places, prior: Figures | None) -> Reader:
    """What this report is read with; `prior` are last year's figures."""
    governed = _governed(report.name, form.prose.governments)
    unknown = _over_unreadable(report.figures, form)
    return Reader(report, form, places, prior, lexicon_of(form), governed, unknown)


def _over_unreadable(figures: Figures, form: Form) -> frozenset[FigureId]:
    """The totals over what cannot be read, and the totals over these."""
    unknown = {figure for figure, each in figures.items() if isinstance(each, Unreadable)}
    count = 0
    while count < len(unknown):
        count = len(unknown)
        for total, identities in form.totals.items():
            if any(not unknown.isdisjoint(i.figures) for i in identities):
                unknown.add(total)
    return frozenset(unknown)


def _governed(name: str, governments: tuple[str, ...]) -> str:
    """The kind of place that a government of this name governs."""
    if not any(word in name for word in governments):
        return ""
    match = re.search(f"{_LEVEL}(?:{'|'.join(map(re.escape, governments))}){_OFFICE}", name)
    return (match["level"] or "政府") if match else ""
