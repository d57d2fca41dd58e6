"""What the prose of a report is read with: its tables, its words, and last year's figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from compiler.checks.prose.crossings import Candidate, value_of_all
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.format.lexicon import Lexicon, lexicon_of
from compiler.report.places import Places
from compiler.values.report import Report

_GOVERNMENT = re.compile(
    "(?P<level>[省市县区州盟旗镇乡]|街道)?(?:人民政府|政府|街道办事处)(?:办公室|办公厅)?$"
)


@dataclass(frozen=True)
class Reader:
    """The report, the tables and words it is read with, and last year's figures."""

    report: Report
    form: Form
    places: Places
    prior: Figures | None

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon_of(self.form)

    @cached_property
    def government(self) -> str:
        """The kind of place that it governs, 市 or 镇; "" of a department."""
        match = _GOVERNMENT.search(self.report.name)
        return (match["level"] or "政府") if match else ""

    def value(self, candidate: Candidate, figures: Figures | None = None) -> Decimal | None:
        return value_of_all(candidate, self.report.figures if figures is None else figures)
