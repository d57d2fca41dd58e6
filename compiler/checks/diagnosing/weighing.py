"""What speaks for one repair before another: sentences, last year's figures, the kind of slip.

Given a part and the witnesses of the report's prose, puts its repairs in order; those that a
sentence contradicts come last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from compiler.checks.across_years import far_apart
from compiler.checks.diagnosing.equations import Following
from compiler.checks.diagnosing.jointly import told_jointly
from compiler.checks.diagnosing.keystrokes import kind_of_slip, unlikeliness
from compiler.checks.diagnosing.parts import Part, Sheet
from compiler.checks.diagnosing.patterns import (
    Scene,
    Story,
    exchanges,
    is_a_neighbours,
    stories,
)
from compiler.checks.prose.witness import Witnesses
from compiler.format.judgement import State
from compiler.format.totals import added_up, resting_on
from compiler.values.dataclass import replace
from compiler.values.diagnosis import Change, Repair
from compiler.values.figures import Absent, FigureId, Quantity
from compiler.values.named_tuple import NamedTuple

# So many are weighed; where there are more, those of the likeliest slips.
_MOST_WEIGHED = 120


class Weight(NamedTuple):
    """The less the likelier. `denied`: how many sentences contradict a figure as it would be;
    `unlike`: how many would be far from last year's that are not now, less those that are now;
    `slips`: cells changed, sentences that still are wrong and lone blanks that stay; then how likely
    the slips are.
    """

    denied: int
    unlike: int
    slips: int
    stories: int
    kind: int
    strokes: tuple[int, int]

    @property
    def evidence(self) -> tuple[int, int, int]:
        return self.denied, self.unlike, self.slips


def weighed(part: Part, sheet: Sheet, witnesses: Witnesses) -> Part:
    """The part with its repairs and explanations in order, those that are contradicted left out."""
    scene = Scene(sheet.form, sheet.figures, part)
    repairs, best = _in_order(part.repairs, scene, sheet, sheet.computed, witnesses)
    if part.explanations is part.repairs:
        explanations, likeliest = repairs, best
    else:
        explanations, likeliest = _in_order(
            part.explanations, scene, sheet, part.followers, witnesses
        )
    return replace(
        part, repairs=repairs, explanations=explanations,
        best_repairs=best, best_explanations=likeliest,
    )  # fmt: skip


def undoing(part: Part, told: Iterable[Story]) -> Part:
    """The part with what undoes its story as the first repair, unless fewer cells mend it."""
    repair = next((story.undone for story in told if story.undone), None)
    if repair is None or any(len(r.changes) < len(repair.changes) for r in part.repairs):
        return part
    others = tuple(r for r in part.repairs if set(r.changes) != set(repair.changes))
    return replace(part, repairs=(repair, *others), best_repairs=1)


def is_denied(repair: Repair, sheet: Sheet, witnesses: Witnesses) -> bool:
    """Whether a sentence contradicts a figure as it would be."""
    return bool(witnesses.denial(changed_by(repair, sheet, sheet.computed)).own)


def settled_jointly(
    parts: Sequence[Part], sheet: Sheet, witnesses: Witnesses
) -> Mapping[int, Part]:
    """The parts, by their numbers, of which sentences tell together how they are to be mended."""
    scenes = [Scene(sheet.form, sheet.figures, part) for part in parts]
    choice = told_jointly(parts, sheet, lambda n, repair: _likeliness(repair, scenes[n])[1])
    together = Repair(tuple(change for repair in choice.values() for change in repair.changes))
    if not choice or is_denied(together, sheet, witnesses):
        return {}
    return {
        n: replace(
            parts[n], repairs=(repair,), explanations=(repair,), best_repairs=1,
            best_explanations=1,
        )
        for n, repair in choice.items()
    }  # fmt: skip


def _in_order(
    repairs: Sequence[Repair], scene: Scene, sheet: Sheet, followers: Following,
    witnesses: Witnesses,
) -> tuple[tuple[Repair, ...], int]:  # fmt: skip
    """The repairs that no sentence contradicts, and for how many of them as much speaks."""
    likely = sorted(((_likeliness(r, scene), r) for r in repairs), key=itemgetter(0))
    blanks = _lone_blanks(scene)
    weights = sorted(
        (
            (Weight(*_evidence(repair, sheet, followers, witnesses, blanks), *likeliness), repair)
            for likeliness, repair in likely[:_MOST_WEIGHED]
        ),
        key=itemgetter(0),
    )
    good = [(weight, repair) for weight, repair in weights if not weight.denied]
    best = sum(weight.evidence == good[0][0].evidence for weight, _ in good) if good else 0
    if good and len(likely) > _MOST_WEIGHED:
        best = max(best, 2)  # nobody knows of the others
    return tuple(repair for _, repair in good), best


def _likeliness(repair: Repair, scene: Scene) -> tuple[int, int, tuple[int, int]]:
    exchanged = {change for pair in exchanges(repair) for change in pair}

    def is_anothers(change: Change) -> bool:
        return change in exchanged or is_a_neighbours(change, scene)

    kinds = (kind_of_slip(change, is_anothers) for change in repair.changes)
    return len(stories(repair, scene)) or 9, max(kinds), unlikeliness(repair)


def _evidence(
    repair: Repair, sheet: Sheet, followers: Following, witnesses: Witnesses, blanks: set[FigureId]
) -> tuple[int, int, int]:
    after = changed_by(repair, sheet, followers)
    denial = witnesses.denial(after)
    unlike = sum(
        _is_far(figure, to, sheet) - _is_far(figure, sheet.figures.get(figure), sheet)
        for figure, to in after.items()
    )
    left = blanks.difference(c.figure for c in repair.changes)
    return denial.own, unlike, len(repair.changes) + denial.left + len(left)


def _lone_blanks(scene: Scene) -> set[FigureId]:
    """Cells left blank of a broken equation all whose other cells were filled in."""
    lone = set()
    for judgement in scene.part.judgements:
        if judgement.state is State.BROKEN:
            blank = [f for f in judgement.identity.figures if scene.figures.get(f) is Absent.BLANK]
            lone |= set(blank) if len(blank) == 1 else set()
    return lone


def changed_by(repair: Repair, sheet: Sheet, followers: Following) -> Mapping[FigureId, Quantity]:
    """The cells of a repair and the totals that follow them, as they would be."""
    cells: dict[FigureId, Quantity] = {c.figure: c.to for c in repair.changes}
    resting = resting_on(cells, followers, sheet.form)
    return {**cells, **added_up({**sheet.figures, **cells}, resting, sheet.form)}


def _is_far(figure: FigureId, now: Quantity | None, sheet: Sheet) -> bool:
    before = (sheet.prior or {}).get(figure)
    return isinstance(before, Decimal) and isinstance(now, Decimal) and far_apart(before, now)
