"""The likely cause, from all findings together: what was done wrong, with its evidence.

Given the broken parts, each with what mends it, and the figures; names a cause only where
it explains the findings better than its rivals; silence beats a bad guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from compiler.catalogue.c_cells import STALE_TOTAL
from compiler.catalogue.y_across_years import JUMP
from compiler.checks.across_years import mixed_up
from compiler.checks.diagnosing.parts import Part
from compiler.checks.diagnosing.patterns import (
    Scene,
    Story,
    counted_in,
    misfiled_somewhere,
    pairs_that_add_up,
    stories,
)
from compiler.checks.diagnosing.shifts import shifted
from compiler.format.expression import cells
from compiler.format.figure_type import Unit
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import Figures, State
from compiler.format.linear import put_in
from compiler.report.places import Places
from compiler.text.language import Text
from compiler.values.diagnosis import Cause
from compiler.values.figures import FigureId
from compiler.values.findings import Finding


def likely_causes(
    findings: Iterable[Finding],
    parts: Iterable[tuple[Part, Iterable[Story]]],
    form: Form,
    places: Places,
) -> tuple[Cause, ...]:
    """Those that explain most findings first; one that explains none is not named."""
    known = tuple(findings)
    told = [*_from_findings(known, form)]
    for part, stories_of_part in parts:
        told += [(story, explained_by(story.figures, part, known)) for story in stories_of_part]
    causes = [
        Cause(
            story.kind, story.message, tuple(map(places.figure, story.figures)), explained,
            likely=story.culprits,
        )
        for story, explained in told
        if explained
    ]  # fmt: skip
    return tuple(sorted(causes, key=lambda cause: -len(cause.findings)))


def explained_by(
    figures: Iterable[FigureId], part: Part, findings: tuple[Finding, ...]
) -> tuple[str, ...]:
    """Ids of findings on identities that one of the figures enters, through totals too."""
    wanted = set(figures)
    entered = {
        (j.identity.rule.id, j.identity.result)
        for j in (*part.judgements, *part.beside)
        if j.state is State.BROKEN
        and not wanted.isdisjoint(
            (
                *j.identity.figures,
                *put_in(dict.fromkeys(j.identity.figures, Fraction(1)), part.followers),
            )
        )
    }
    return tuple(f.id for f in findings if f.rule and (f.rule, f.place.figure) in entered)


def _from_findings(
    findings: tuple[Finding, ...], form: Form
) -> Iterator[tuple[Story, tuple[str, ...]]]:
    """Those that one finding tells alone, with its id."""
    for finding in findings:
        figure = finding.place.figure
        name = f"“{form.label_of(figure)}”" if finding.place.column else ""
        if finding.kind is STALE_TOTAL:
            zh = f"{name}的合计没有重新计算，存的是旧数。"
            en = f"The total {name} was not recalculated; an old one is stored."
            yield Story("stale_total", Text(zh, en), (figure,)), (finding.id,)
        if finding.kind is JUMP and (slip := _unit_slip(finding, form.unit_of(figure))):
            own, other, times = slip
            zh = f"{name}与上年相差约 {times} 倍，可能是{other}、{own}弄混了。"
            en = f"{name} is about {times} times last year's, or as many times less: {other} and {own} may be mixed up."
            yield Story("unit", Text(zh, en), (figure,)), (finding.id,)


def _unit_slip(finding: Finding, unit: Unit | None) -> tuple[str, str, str] | None:
    """The figure's unit, another that people write for it, and how many times the one is the
    other, where that is about the ratio of the two years.
    """
    before, now = (Decimal(text) for text in finding.involved)
    if not before or not now or unit is None:
        return None
    mixed = mixed_up(max(before, now) / min(before, now), unit, either_way=True)
    return mixed and (unit.label, mixed[0], f"{mixed[1]:.0f}")


def told_of(part: Part, form: Form, figures: Figures, prior: Figures | None) -> list[Story]:
    """The simplest story of what went wrong in one part; none where two are as simple."""
    scene = Scene(form, figures, part)
    if carried := _carried_as_new(scene, prior):
        return carried
    if held := _already_counted(scene):
        return [held]
    if best := _of_best_explanations(scene):
        return best
    plainly_mended = part.explanations and len(part.explanations[0].changes) < 3
    return [] if plainly_mended else shifted(scene, prior)


def _of_best_explanations(scene: Scene) -> list[Story]:
    """Of the repairs that undo a known slip those with the fewest stories, if they agree; only
    of those for which most speaks.
    """
    likeliest = scene.part.explanations[: scene.part.best_explanations]
    sure = len(likeliest) == 1
    told = [(r, t) for r in likeliest if (t := stories(r, scene, sure=sure))]
    if not told:
        return []
    fewest = min(len(its_stories) for _, its_stories in told)
    best = [(repair, its_stories) for repair, its_stories in told if len(its_stories) == fewest]
    if len(best) == 1:
        return [*best[0][1]]
    somewhere = misfiled_somewhere([repair for repair, _ in best], scene)
    return [somewhere] if somewhere else []


def _already_counted(scene: Scene) -> Story | None:
    """Every broken balance is off by what stands beside the same figure: it was added twice."""
    broken = {
        j.identity: j
        for j in scene.part.judgements
        if j.state is State.BROKEN and j.identity.defined is None
    }
    off = [
        (figure, other)
        for figure, other in pairs_that_add_up(scene.part)
        if any(
            figure in i.figures
            and other in i.figures
            and scene.figures.get(other) != 0
            and scene.is_about(other, j.gap.copy_abs())
            for i, j in broken.items()
        )
    ]
    order = {figure: position for position, figure in enumerate(scene.form.figures)}
    off.sort(key=lambda pair: order[pair[0]])
    for _, pairs in groupby(off, key=lambda pair: (pair[0].table, pair[0].row)):
        row_pairs = list(pairs)
        typed = [pair for pair in row_pairs if pair[0] not in scene.part.followers]
        one_row = len({other.row for _, other in row_pairs}) == 1
        if len(row_pairs) == len(broken) and len(typed) > 1 and one_row:
            return counted_in(tuple(f for f, _ in typed), tuple(o for _, o in typed), None, scene)
    return None


def _carried_as_new(scene: Scene, prior: Figures | None) -> list[Story]:
    """What last year carried over is missing here and stands in another term of the balance."""
    told = []
    for judgement in scene.part.judgements if prior is not None else ():
        identity = judgement.identity
        empty = scene.figures.get(identity.result) == 0
        computed = identity.result in scene.part.followers
        if judgement.state is not State.BROKEN or not identity.needs_prior or computed or not empty:
            continue
        missing = judgement.gap.copy_negate()
        other = _beside(identity, scene.part)
        held = scene.figures.get(other) if other else None
        if other and missing > 0 and isinstance(held, Decimal) and held >= missing:
            name, result = scene.name(other), scene.name(identity.result)
            count = scene.amount(missing, identity.result)
            zh = f"上年结转来的 {count.zh}好像算进了{name}，{result}却是 0。"
            en = f"The {count.en} carried over from last year seem to be counted under {name}; {result} is 0."
            figures = (identity.result, other)
            told.append(Story("carried_as_new", Text(zh, en), figures, culprits=2))
    return told


def _beside(identity: Identity, part: Part) -> FigureId | None:
    """The figure added to this one on the same side of an equation that holds."""
    for judgement in part.judgements:
        for side in (judgement.identity.holds.left, judgement.identity.holds.right):
            figures = [c.figure for c in cells(side)]
            if (
                judgement.state is State.HOLDS
                and judgement.identity.defined is None
                and identity.result in figures
                and len(figures) == 2
            ):
                return next(f for f in figures if f != identity.result)
    return None
