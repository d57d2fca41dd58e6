"""The coverage map: which rules guard which input cell, and which cells nothing guards.

Given an edition, gives for every input cell the rules that break when it alone is one more
or one less, found by trying it on consistent reports. A rule across years counts, with a
consistent report of last year. Must not know how the map is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from compiler.checks.consistent import Figures, consistent
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import State, defined_value, judge
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
            guarding = [i for i in identities if i in broken]
            rules[figure] = tuple(dict.fromkeys(i.rule.id for i in guarding))
    following = (f for f, guards in rules.items() if guards and not trial.broken_live.get(f))
    return Coverage(rules, frozenset(following))


def _reports(form: Form) -> list[Figures]:
    """One report in which all bounds are at their edge; more where bounds exclude each other."""
    reports = [consistent(form)]
    for identity in form.identities:
        if identity.holds.relation != "==" and not any(
            _breakable(identity, form, figures) for figures in reports
        ):
            reports.append(consistent(form, first=[identity]))
    return reports


def _breakable(identity: Identity, form: Form, figures: Figures) -> bool:
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

    def on(self, figures: Figures) -> None:
        for figure in self._speaking:
            for step in _STEPS:
                moved = _moved(figures, figure, step)
                broken = self._newly_broken([figure], moved, figures)
                self.broken.setdefault(figure, set()).update(broken)
                changed = self._with_live_totals(figure, moved)
                followed = self._newly_broken(changed, moved, figures)
                self.broken_live.setdefault(figure, set()).update(followed)

    def _newly_broken(
        self, changed: Iterable[FigureId], moved: Mapping[FigureId, Decimal], figures: Figures
    ) -> set[Identity]:
        return {
            identity
            for figure in changed
            for identity in self._speaking.get(figure, ())
            if not _holds(identity, self._form, moved, figures)
            and _holds(identity, self._form, figures.now, figures)
        }

    def _with_live_totals(
        self, figure: FigureId, moved: dict[FigureId, Decimal]
    ) -> dict[FigureId, None]:
        """Adds up again, in place, what depends on the figure; gives all that changed."""
        changed = {figure: None}
        waiting = [figure]
        while waiting:
            for identity in self._speaking.get(waiting.pop(), ()):
                total = identity.defined
                value = None if total is None else defined_value(identity, moved)
                # A total is computed from its parts, and none from itself.
                if total is not None and total not in changed and value not in (None, moved[total]):
                    assert value is not None
                    moved[total] = value
                    changed[total] = None
                    waiting.append(total)
        return changed


def _moved(figures: Figures, figure: FigureId, step: Decimal) -> dict[FigureId, Decimal]:
    return {**figures.now, figure: figures.now[figure] + step}


def _holds(
    identity: Identity,
    form: Form,
    now: Mapping[FigureId, Decimal],
    figures: Figures,
) -> bool:
    return judge(identity, form, now, figures.prior).state is State.HOLDS
