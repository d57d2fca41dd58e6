"""What the prose of a report is read with: its tables, its words, and last year's figures."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.checks.prose.crossings import Candidate, value_of_all
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.format.lexicon import Lexicon, lexicon_of
from compiler.report.places import Places
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report

_LEVEL, _OFFICE = "(?P<level>[省市县区州盟旗镇乡]|街道)?", "(?:办公室|办公厅)?$"


class Reader(NamedTuple):
    """The report, the tables and words it is read with, and last year's figures.

    `government`: the kind of place that the body governs, 市 or 镇; "" of a department.
    """

    report: Report
    form: Form
    places: Places
    prior: Figures | None
    lexicon: Lexicon
    government: str

    def value(self, candidate: Candidate, figures: Figures | None = None) -> Decimal | None:
        return value_of_all(candidate, self.report.figures if figures is None else figures)


def reader_of(report: Report, form: Form, places: Places, prior: Figures | None) -> Reader:
    """What this report is read with; `prior` are last year's figures."""
    governed = _governed(report.name, form.prose.governments)
    return Reader(report, form, places, prior, lexicon_of(form), governed)


def _governed(name: str, governments: tuple[str, ...]) -> str:
    """The kind of place that a government of this name governs."""
    if not any(word in name for word in governments):
        return ""
    match = re.search(f"{_LEVEL}(?:{'|'.join(map(re.escape, governments))}){_OFFICE}", name)
    return (match["level"] or "政府") if match else ""
