"""What the findings say together: likely causes and smallest repairs of one report.

Given a reading and its findings; computes only where an identity is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Context, localcontext

from compiler.checks.diagnosing.causes import explained_by, likely_causes, told_of
from compiler.checks.diagnosing.equations import following, settled
from compiler.checks.diagnosing.offering import offered, together
from compiler.checks.diagnosing.parts import Part, broken_groups, pieces, sheet_of, whole
from compiler.checks.diagnosing.patterns import Story
from compiler.checks.diagnosing.weighing import is_denied, settled_jointly, undoing, weighed
from compiler.checks.prose.witness import Witnesses
from compiler.format.form import Form
from compiler.format.judgement import judgements
from compiler.report.places import Places
from compiler.report.prior import own_prior
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.diagnosis import NOTHING, Cause, Diagnosis, Likely, Repair
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report

# The widest figures that a file can hold have 75 digits between them; a repair that rounds mends
# nothing.
_ROOM = Context(prec=100)


class _Told(NamedTuple):
    """A part, and what was probably done wrong in it."""

    part: Part
    stories: tuple[Story, ...]


def diagnose(reading: Reading, findings: Iterable[Finding]) -> Diagnosis:
    """Last year's figures are those that the report carries.

    Live totals are thought of as added up again: a stale one says nothing of its parts. What
    a slip explains is as it should be.
    """
    with localcontext(_ROOM):
        return _diagnosis(reading, tuple(findings))


def _diagnosis(reading: Reading, known: tuple[Finding, ...]) -> Diagnosis:
    report, form = reading.report, reading.form
    if report is None or form is None or not any(f.about_figures for f in known):
        return NOTHING
    told = tuple(_told_of_parts(report, form, known))
    places = Places(form, report)
    causes = likely_causes(known, told, form, places)
    repairs = [offered(part, causes) for part, _ in told]
    kept = [(each, part) for each, (part, _) in zip(repairs, told, strict=True) if each]
    clear = frozenset(n for n, (_, part) in enumerate(kept) if part.best_repairs == 1)
    return Diagnosis(
        causes,
        together(repairs, [part.best_repairs == 1 for part, _ in told]),
        tuple(each for each, _ in kept),
        {c.figure: places.figure(c.figure) for part in repairs for r in part for c in r.changes},
        untold=_holds_back(known) and not all(repairs),
        clear=clear,
        likely=_likely(causes, [kept[n] for n in sorted(clear)], known, places),
    )


def _told_of_parts(report: Report, form: Form, known: tuple[Finding, ...]) -> Iterator[_Told]:
    """Each part of the report that is wrong by itself; where one story tells of several slips,
    these are one.
    """
    prior = own_prior(report, form)
    last = prior.figures if prior else None
    figures = settled(report.figures, following(form, report.origin.live), form)
    accepted = _explained(known)
    judged = [
        j
        for j in judgements(replace(report, figures=figures), form, last)
        if (j.identity.rule.id, j.identity.result) not in accepted
    ]
    groups = tuple(broken_groups(judged))
    if not groups:
        return
    explained = frozenset(f.id for f in known if f.explained)
    witnesses = Witnesses(replace(report, figures=figures), form, last, explained)
    sheet = sheet_of(judged, form, figures, last, report.origin.live, witnesses.contradicted)

    def told(part: Part) -> _Told:
        its_stories = tuple(
            story
            for story in told_of(part, form, figures, last)
            if story.undone is None or not is_denied(story.undone, sheet, witnesses)
        )
        return _Told(undoing(part, its_stories), its_stories)

    for group in groups:
        silent = sheet._replace(said=())
        apart = pieces(group, silent)
        one = told(weighed(whole(group, silent if apart else sheet), sheet, witnesses))
        if not apart or 0 < len(one.stories) < len(apart):
            yield one
            continue
        known_parts = settled_jointly(apart, sheet, witnesses)
        for number, part in enumerate(apart):
            yield told(known_parts.get(number) or weighed(part, sheet, witnesses))


def _likely(
    causes: Iterable[Cause],
    clear: Iterable[tuple[Sequence[Repair], Part]],
    known: tuple[Finding, ...],
    places: Places,
) -> tuple[Likely, ...]:
    """The cells of causes, then those of repairs for which most speaks, each once."""
    found: dict[FigureId, Likely] = {}
    for cause in causes:
        for place in cause.places[: cause.likely]:
            found.setdefault(place.figure, Likely(place, cause.findings))
    for repairs, part in clear:
        explained = explained_by([c.figure for c in repairs[0].changes], part, known)
        for figure, _, to in repairs[0].changes:
            found[figure] = Likely(places.figure(figure), explained, to)
    return tuple(found.values())


def _explained(findings: Iterable[Finding]) -> set[tuple[str, FigureId]]:
    """The identities whose breaking a valid slip explains, and what follows from them."""
    return {
        (rule, place.figure)
        for f in findings
        if f.explained
        for rule, place in [(f.rule, f.place), *((c.rule, c.place) for c in f.consequences)]
        if rule
    }


def _holds_back(findings: Iterable[Finding]) -> bool:
    """Whether an identity is broken that must be mended: others may well be as they are."""
    return any(
        f.rule and f.code[0] in "TXY" and f.level is Severity.ERROR and not f.explained
        for f in findings
    )
