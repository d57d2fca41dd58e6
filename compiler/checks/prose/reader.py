"""What the prose of a report is read with: its tables, its words, and last year's figures."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from compiler.checks.prose.crossings import Candidate, value_of_all
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.format.lexicon import Lexicon, lexicon_of
from compiler.report.places import Places
from compiler.values.report import Report

_GOVERNMENT = "(?P<level>[省市县区州盟旗镇乡]|街道)?(?:人民政府|政府|街道办事处)(?:办公室|办公厅)?$"


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
    return Reader(report, form, places, prior, lexicon_of(form), _governed(report.name))


def _governed(name: str) -> str:
    if "政府" not in name and "街道" not in name:
        return ""
    match = re.search(_GOVERNMENT, name)
    return (match["level"] or "政府") if match else ""
