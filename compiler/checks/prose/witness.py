"""What the sentences of a report would say of other figures than those that stand in it.

Given a report, tells which claims contradict its tables, and which would if some figures were
others. Needed only where figures do not add up and it is asked which of them are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from compiler.catalogue.p_figures import CONTRADICTS_TABLE
from compiler.checks.prose.paragraph import paragraphs
from compiler.checks.prose.reader import reader_of
from compiler.checks.prose.verdicts import judged
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.report.places import Places
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Finding, Severity
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report


class Said(NamedTuple):
    """A sentence that says of these figures together what is so much less than they are."""

    figures: tuple[FigureId, ...]
    off: Decimal


class Denial(NamedTuple):
    """How many claims contradict changed figures, or are contradictions anew; and how many
    contradict the tables in all.
    """

    own: int
    left: int


class _Heard(NamedTuple):
    """What is said against the tables in one paragraph, and the figures it was compared with."""

    figures: frozenset[FigureId]
    findings: tuple[Finding, ...]


class _Watched(Mapping[FigureId, Quantity]):
    """Figures that remember which of them were asked for."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self.asked: set[FigureId] = set()

    def __getitem__(self, figure: FigureId) -> Quantity:
        self.asked.add(figure)
        return self._figures[figure]

    def __iter__(self) -> Iterator[FigureId]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


class Witnesses:
    """The claims of a report's prose; `accepted` are ids of those explained by a slip."""

    def __init__(
        self,
        report: Report,
        form: Form,
        prior: Figures | None,
        accepted: frozenset[str] = frozenset(),
    ) -> None:
        self._report = report
        self._form = form
        self._prior = prior
        self._accepted = accepted
        self._again: dict[tuple[int, frozenset[tuple[FigureId, Quantity]]], _Heard] = {}

    @cached_property
    def _heard(self) -> tuple[_Heard, ...]:
        return tuple(self._hear(self._report.figures))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(f.id for heard in self._heard for f in heard.findings)

    @cached_property
    def contradicted(self) -> tuple[Said, ...]:
        """What sentences say of figures that are others in the tables."""
        return tuple(
            Said(tuple(p.figure for p in f.related), Decimal(f.expected) - Decimal(f.actual))
            for heard in self._heard
            for f in heard.findings
            if f.kind is CONTRADICTS_TABLE and f.expected and f.actual and f.related
        )

    def denial(self, changed: Mapping[FigureId, Quantity]) -> Denial:
        """What speaks against the report with these figures changed."""
        touched = [
            n for n, heard in enumerate(self._heard) if not heard.figures.isdisjoint(changed)
        ]
        heard = list(self._heard)
        if touched:
            for number, again in self._rehear(touched, changed).items():
                heard[number] = again
        after = [f for each in heard for f in each.findings]
        own = sum(
            f.id not in self._known or any(p.figure in changed for p in f.related) for f in after
        )
        return Denial(own, len(after))

    def _rehear(
        self, touched: list[int], changed: Mapping[FigureId, Quantity]
    ) -> dict[int, _Heard]:
        """The paragraphs that are compared with a changed figure, judged by what stands there then."""
        keys = {
            n: (n, frozenset((f, q) for f, q in changed.items() if f in self._heard[n].figures))
            for n in touched
        }
        missing = {n for n, key in keys.items() if key not in self._again}
        if missing:
            figures = {**self._report.figures, **changed}
            for n, heard in enumerate(self._hear(figures, missing)):
                if n in missing:
                    self._again[keys[n]] = heard
        return {n: self._again[key] for n, key in keys.items()}

    def _hear(self, figures: Figures, wanted: set[int] | None = None) -> Iterator[_Heard]:
        """Every paragraph; those not wanted are read, for what they say of the next, and no more."""
        watched = _Watched(figures)
        report = replace(self._report, figures=watched)
        reader = reader_of(report, self._form, Places(self._form, report), self._prior)
        for number, paragraph in enumerate(paragraphs(reader)):
            skipped = wanted is not None and number not in wanted
            found = judged(paragraph) if paragraph.spoken and not skipped else ()
            against = tuple(
                f for f in found if f.level is not Severity.ADVICE and f.id not in self._accepted
            )
            yield _Heard(frozenset(watched.asked), against)
            watched.asked.clear()
