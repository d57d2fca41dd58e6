"""One paragraph to be judged: its skeleton, the figures it may speak of, and how findings are said.

Given the report and its declaration, gives the value of a phrase, the scope of some words
and findings at this paragraph; what is claimed and whether it is true stand elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from compiler.checks.prose.amounts import Skeleton
from compiler.checks.prose.quoting import sentence_with
from compiler.checks.prose.scope import Scope, own_names, scope_of, words_for
from compiler.format.expression import EXACT, Node, cells
from compiler.format.form import Form
from compiler.format.judgement import Figures, value_of
from compiler.format.prose import Denial, Phrase, Prose
from compiler.report.places import Places
from compiler.text.numerals import plain
from compiler.values.figures import Absent
from compiler.values.findings import Finding, Kind, Place, Severity, Values
from compiler.values.report import Report


@dataclass(frozen=True)
class ParagraphReader:
    """One paragraph, with all that judging it needs."""

    report: Report
    form: Form
    prose: Prose
    prior: Figures | None
    places: Places
    section: str
    number: int
    skeleton: Skeleton

    @property
    def place(self) -> Place:
        return self.places.paragraph(self.section, self.number)

    def value(self, node: Node, figures: Figures | None = None) -> Decimal | None:
        """None where a figure is unreadable or all are blank; a blank counts as nothing.

        None as well where last year's figures are spoken of and not known, or where a rate
        has nothing to be a rate of. `figures` are those of another year.
        """
        now = self.report.figures if figures is None else figures
        last = self.prior or {}
        if any(c.prior and c.figure not in last for c in cells(node)):
            return None
        found = [(last if c.prior else now).get(c.figure, Absent.BLANK) for c in cells(node)]
        if not all(isinstance(v, Decimal) or v is Absent.BLANK for v in found):
            return None
        if not any(isinstance(v, Decimal) for v in found):
            return None
        try:
            return value_of(node, now, last)
        except ZeroDivisionError:
            return None

    def scope(self, span: tuple[int, int], named: Phrase | Denial) -> Scope:
        return scope_of(
            span,
            self.skeleton,
            words_for(self.prose.scope, self.report.name),
            self.report.year,
            stock=isinstance(named, Phrase) and named.stock,
            of_last_year=named.of_last_year,
            names=own_names(self.report.name),
        )

    def related(self, node: Node) -> tuple[Place, ...]:
        return tuple(self.places.figure(f) for f in dict.fromkeys(c.figure for c in cells(node)))

    def finding(
        self, kind: Kind, words: str, values: Values, *, severity: Severity | None = None,
        related: tuple[Place, ...] = (), expected: str | None = None, actual: str | None = None,
        rule: str | None = None, involved: tuple[str, ...] = (),
    ) -> Finding:  # fmt: skip
        shown = {"words": words, "sentence": sentence_with(self.skeleton.written, words), **values}
        gap = EXACT.subtract(Decimal(actual), Decimal(expected)) if expected and actual else None
        return Finding(
            kind, self.place, shown, severity=severity, related=related, expected=expected,
            actual=actual, difference=None if gap is None else plain(gap), rule=rule, words=words,
            involved=involved,
        )  # fmt: skip

    def label(self, node: Node) -> str:
        """The form's own words for a figure, or for the sum of several."""
        figures = list(dict.fromkeys(c.figure for c in cells(node)))
        labels = [self.form.label_of(f) for f in figures]
        return " ＋ ".join(labels) if len(labels) <= 2 else f"{labels[0]} ＋ … ＋ {labels[-1]}"
