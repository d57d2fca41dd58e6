"""What became of one input: all that terminal, page, marked copy and archive tell of it."""

from __future__ import annotations

from compiler.format.form import Form
from compiler.report.reading import Reading
from compiler.values.diagnosis import NOTHING, Diagnosis
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report


class Outcome(NamedTuple):
    """`findings` are all there are, in order. `document` is None where none was asked for,
    the report's errors forbid one, or the written one failed its proof (not `proven`).
    """

    reading: Reading
    findings: tuple[Finding, ...]
    diagnosis: Diagnosis = NOTHING
    document: bytes | None = None
    title: str = ""
    proven: bool = True

    @property
    def report(self) -> Report | None:
        return self.reading.report

    @property
    def form(self) -> Form | None:
        return self.reading.form

    @staticmethod
    def refused(*findings: Finding) -> Outcome:
        """Of an input that cannot be read, or that cannot serve."""
        return Outcome(Reading.refused(*findings), findings)
