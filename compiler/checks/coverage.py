"""The coverage map: which rules guard which input cell, and which cells nothing guards.

Given an edition, gives for every input cell the rules that break when it alone is one more
or one less, found by trying it on consistent reports. A rule across years counts, with a
consistent report of last year. Must not know how the map is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from compiler.checks.consistent import TwoYears, consistent
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import State, judge
from compiler.format.totals import added_up, resting_on
from compiler.values.dataclass import dataclass
from compiler.values.figures import FigureId

_STEPS = (Decimal(1), Decimal(-1))


@dataclass(frozen=True)
class Coverage:
    """Rules by input cell, in printed and declared order: those that break with totals as they
    were typed, and those that break when the workbook has added them up again.

    `only_typed_totals`: cells whose every rule defines a total, which the workbook adds up by
    itself. A live total follows a mistyped part, so that only a typed one guards it.
    """

    rules: Mapping[FigureId, tuple[str, ...]]
    only_typed_totals: frozenset[FigureId]

    @property
    def unguarded(self) -> tuple[FigureId, ...]:
        return tuple(figure for figure, rules in self.rules.items() if not rules)


@lru_cache(maxsize=16)
def coverage(form: Form) -> Coverage:
    identities = form.identities
    trial = _Trial(form, identities)
    for figures in _reports(form):
        trial.on(figures)
    totals = form.totals
    rules: dict[FigureId, tuple[str, ...]] = {}
    for figure in form.figures:
        if figure not in totals:
            broken = trial.broken.get(figure, set()) | trial.broken_live.get(figure, set())
            guarding = [i for i in identities if i in broken or _asks_for_words(i, figure)]
            rules[figure] = tuple(dict.fromkeys(i.rule.id for i in guarding))
    following = (f for f in rules if trial.broken.get(f) and not trial.broken_live.get(f))
    return Coverage(rules, frozenset(following))


def _reports(form: Form) -> list[TwoYears]:
    """One report in which all bounds are at their edge; more where bounds exclude each other."""
    reports = [consistent(form)]
    for identity in form.identities:
        if (
            identity.figures
            and identity.holds.relation != "=="
            and not any(_breakable(identity, form, figures) for figures in reports)
        ):
            reports.append(consistent(form, first=[identity]))
    return reports


def _asks_for_words(identity: Identity, figure: FigureId) -> bool:
    """Cells of text and dates cannot be one more or one less; that they are asked for must do."""
    return any(word.cell.figure == figure for word in identity.words)


def _breakable(identity: Identity, form: Form, figures: TwoYears) -> bool:
    return _holds(identity, form, figures.now, figures) and any(
        not _holds(identity, form, _moved(figures, figure, step), figures)
        for figure in identity.figures
        for step in _STEPS
    )


class _Trial:
    """Every cell one more and one less: with all else left as it is, and with live totals."""

    def __init__(self, form: Form, identities: Iterable[Identity]) -> None:
        self.broken: dict[FigureId, set[Identity]] = {}
        self.broken_live: dict[FigureId, set[Identity]] = {}
        self._form = form
        self._speaking: dict[FigureId, list[Identity]] = {}
        for identity in identities:
            for figure in identity.figures:
                self._speaking.setdefault(figure, []).append(identity)

    def on(self, figures: TwoYears) -> None:
        for figure in self._speaking:
            live = resting_on([figure], self._form.totals, self._form)
            for step in _STEPS:
                moved = _moved(figures, figure, step)
                broken = self._newly_broken([figure], moved, figures)
                self.broken.setdefault(figure, set()).update(broken)
                after = {**moved, **added_up(moved, live, self._form)}
                followed = self._newly_broken([figure, *live], after, figures)
                self.broken_live.setdefault(figure, set()).update(followed)

    def _newly_broken(
        self, changed: Iterable[FigureId], moved: Mapping[FigureId, Decimal], figures: TwoYears
    ) -> set[Identity]:
        return {
            identity
            for figure in changed
            for identity in self._speaking.get(figure, ())
            if not _holds(identity, self._form, moved, figures)
            and _holds(identity, self._form, figures.now, figures)
        }


def _moved(figures: TwoYears, figure: FigureId, step: Decimal) -> dict[FigureId, Decimal]:
    return {**figures.now, figure: figures.now[figure] + step}


def _holds(
    identity: Identity,
    form: Form,
    now: Mapping[FigureId, Decimal],
    figures: TwoYears,
) -> bool:
    return judge(identity, form, now, figures.prior).state is State.HOLDS
