"""Plants one known slip in each of many generated reports, and counts what is made of it.

    python benchmarks/planted_slips.py [--reports N] [--seed S] [--edition ID]

For each kind, with totals typed and with totals that the workbook adds up: how often the
cause is named rightly (kind and place, and no other cause beside it), wrongly or not at
all, and how often the smallest repair restores the true figures, first or among others. A
slip that breaks nothing is unseen and not counted. `typo` is no kind: a random number, of
which nothing should be said but that it is another cell's, or one off. Even seeds were used while tuning; odd seeds were not
looked at, and are printed apart.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from compiler.catalogue.y_across_years import JUMP
from compiler.checks.diagnosing.diagnose import diagnose
from compiler.checks.every_check import check
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.judgement import defined_value
from compiler.report.prior import Prior, record_of
from compiler.report.reading import Reading
from compiler.values.diagnosis import Cause, Diagnosis
from compiler.values.figures import FigureId
from compiler.values.origin import Origin
from compiler.values.report import Report

Figures = dict[FigureId, Decimal]
REQUESTS = "requests"
APPLICANTS = (
    "natural_person",
    "enterprise",
    "research",
    "social_organisation",
    "legal_services",
    "other",
)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Slip:
    """The figures as they were handed in, and the cells that the slip was made in."""

    figures: Figures
    cells: frozenset[FigureId]


def consistent(form: Form, chance: random.Random) -> Figures:
    """Figures for which every identity of the edition holds, of a small, middling or large body."""
    scale = chance.choice(["small", "middling", "large"])
    figures: Figures = {f: Decimal(_count(scale, chance)) for f in form.figures}
    outcomes = _outcomes(form)
    for applicant in APPLICANTS:
        at = {row: FigureId(REQUESTS, row, applicant) for row in _rows(form)}
        handled = sum((figures[at[row]] for row in outcomes), ZERO)
        carried_out = Decimal(chance.choice([0, chance.randint(1, 9)]))
        carried_in = min(Decimal(chance.choice([0, chance.randint(1, 9)])), handled + carried_out)
        figures[at["carried_in"]], figures[at["carried_out"]] = carried_in, carried_out
        figures[at["received"]] = handled + carried_out - carried_in
    return settled(form, figures)


def _count(scale: str, chance: random.Random) -> int:
    if scale == "small":
        return chance.choice([0, 0, 0, 0, 1, 2, 3])
    few = [0, 0, 0, 1, 2, 4, chance.randint(3, 90)]
    return chance.choice(few if scale == "middling" else [*few, chance.randint(100, 900)])


def _rows(form: Form) -> list[str]:
    return [row.id for row in form.table(REQUESTS).rows]


def _outcomes(form: Form) -> list[str]:
    return _rows(form)[2:-2]


def settled(form: Form, figures: Figures, but: frozenset[FigureId] = frozenset()) -> Figures:
    """Every total added up, `but` those."""
    found = dict(figures)
    for _ in range(2):  # totals of totals need the others first
        for total, identities in form.totals.items():
            if total not in but:
                found[total] = defined_value(identities[0], found) or ZERO
    return found


def last_year(form: Form, figures: Figures) -> Figures:
    """A year before that this one continues; what is in force is made to fit."""
    before = dict(figures)
    for row in form.table("article20_1").rows:
        made, repealed, in_force = (
            FigureId("article20_1", row.id, c) for c in ("made", "repealed", "in_force")
        )
        figures[in_force] = figures[in_force] + figures[made]
        before[in_force] = figures[in_force] - figures[made] + figures[repealed]
    for applicant in (*APPLICANTS, "total"):
        before[FigureId(REQUESTS, "carried_out", applicant)] = figures[
            FigureId(REQUESTS, "carried_in", applicant)
        ]
    return before


Planter = Callable[[Form, Figures, random.Random], "Slip | None"]


def _inputs(form: Form) -> list[FigureId]:
    totals = form.totals
    return [f for f in form.figures if f not in totals and f.table in (REQUESTS, "disputes")]


def _wrong_total(sign: int) -> Planter:
    def plant(form: Form, true: Figures, chance: random.Random) -> Slip | None:
        totals = form.totals
        total = chance.choice([f for f in totals if f.table in (REQUESTS, "disputes")])
        parts = [p for p in totals[total][0].figures if p != total and true[p]]
        if len(parts) < 2:
            return None
        wrong = true[total] + sign * true[chance.choice(parts)]
        return Slip({**true, total: wrong}, frozenset([total]))

    return plant


def _misfiled(along: str) -> Planter:
    def plant(form: Form, true: Figures, chance: random.Random) -> Slip | None:
        cells = [f for f in _inputs(form) if f.table == REQUESTS]
        if along == "column":
            cells = [f for f in cells if f.row in _outcomes(form)]
        full = [f for f in cells if true[f]]
        if not full:
            return None
        one = chance.choice(full)
        line = (lambda f: f.row) if along == "row" else (lambda f: f.column)
        other = chance.choice([f for f in cells if f != one and line(f) == line(one)])
        moved = Decimal(chance.randint(1, int(true[one])))
        wrong = {**true, one: true[one] - moved, other: true[other] + moved}
        return Slip(wrong, frozenset([one, other]))

    return plant


def _transposed(form: Form, true: Figures, chance: random.Random) -> Slip | None:
    long = [f for f in _inputs(form) if len(set(str(true[f]))) > 1]
    if not long:
        return None
    one = chance.choice(long)
    digits = list(str(true[one]))
    at = chance.choice([n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]])
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    wrong = {**true, one: Decimal("".join(digits))}
    return Slip(wrong, frozenset([one])) if digits[0] != "0" else None


def _digit(form: Form, true: Figures, chance: random.Random) -> Slip | None:
    full = [f for f in _inputs(form) if true[f]]
    tens = [f for f in full if true[f] % 10 == 0]
    if not full:
        return None
    if tens and chance.random() < 0.5:
        one = chance.choice(tens)
        return Slip({**true, one: true[one] / 10}, frozenset([one]))
    one = chance.choice(full)
    return Slip({**true, one: true[one] * 10}, frozenset([one]))


def _shifted(along: str) -> Planter:
    def plant(form: Form, true: Figures, chance: random.Random) -> Slip | None:
        if along == "row":
            row = chance.choice([r for r in _rows(form) if r != "handled"])
            line = [FigureId(REQUESTS, row, a) for a in APPLICANTS]
        else:
            applicant = chance.choice(APPLICANTS)
            line = [FigureId(REQUESTS, row, applicant) for row in _outcomes(form)]
        values = [true[c] for c in line]
        on = chance.random() < 0.5
        lost = values[-1] if on else values[0]
        if lost or sum(map(bool, values)) < 2:
            return None
        moved = [ZERO, *values[:-1]] if on else [*values[1:], ZERO]
        wrong = {**true, **dict(zip(line, moved, strict=True))}
        return Slip(wrong, frozenset(line)) if moved != values else None

    return plant


def _carried(form: Form, true: Figures, chance: random.Random) -> Slip | None:
    carrying = [a for a in APPLICANTS if true[FigureId(REQUESTS, "carried_in", a)]]
    if not carrying:
        return None
    applicant = chance.choice(carrying)
    carried, received = (FigureId(REQUESTS, r, applicant) for r in ("carried_in", "received"))
    wrong = {**true, received: true[received] + true[carried], carried: ZERO}
    return Slip(settled(form, wrong), frozenset([carried, received]))


def _counted_twice(_: Form, true: Figures, __: random.Random) -> Slip | None:
    """What was carried in is counted in what was received, column by column."""
    carrying = [a for a in APPLICANTS if true[FigureId(REQUESTS, "carried_in", a)]]
    if len(carrying) < 2:
        return None
    received = {
        FigureId(REQUESTS, "received", a): FigureId(REQUESTS, "carried_in", a) for a in carrying
    }
    wrong = {**true, **{f: true[f] + true[carried] for f, carried in received.items()}}
    total = FigureId(REQUESTS, "received", "total")
    wrong[total] = true[total] + sum((true[c] for c in received.values()), ZERO)
    return Slip(wrong, frozenset(received))


def _unit(_: Form, true: Figures, chance: random.Random) -> Slip | None:
    fee = FigureId("article20_8", "fees", "amount")
    if true[fee] < 20:
        return None
    wrong = true[fee] * 10_000 if chance.random() < 0.5 else true[fee] / 10_000
    return Slip({**true, fee: wrong}, frozenset([fee]))


def _left_out(form: Form, true: Figures, chance: random.Random) -> Slip | None:
    # Nothing instead of one may be one too few as well.
    full = [f for f in _inputs(form) if true[f] > 1]
    if not full:
        return None
    one = chance.choice(full)
    return Slip({**true, one: ZERO}, frozenset([one]))


def _typo(form: Form, true: Figures, chance: random.Random) -> Slip | None:
    one = chance.choice(_inputs(form))
    number = Decimal(chance.randint(0, int(true[one]) * 2 + 9))
    was, now = str(true[one]), str(number)
    # What has the same digits, or one nought more or less, or is none would be of another kind.
    if not number or sorted(was.rstrip("0")) == sorted(now.rstrip("0")):
        return None
    return Slip({**true, one: number}, frozenset([one]))


# kind to be named, how it is planted, whether it can be made where the workbook adds up
SLIPS: Mapping[str, tuple[str, Planter, bool]] = {
    "omitted": ("omitted", _wrong_total(-1), False),
    "doubled": ("doubled", _wrong_total(1), False),
    "counted twice": ("doubled", _counted_twice, True),
    "wrong applicant": ("misfiled", _misfiled("row"), True),
    "wrong result": ("misfiled", _misfiled("column"), True),
    "transposed": ("transposed", _transposed, True),
    "digit": ("digit", _digit, True),
    "row shifted": ("shifted", _shifted("row"), True),
    "column shifted": ("shifted", _shifted("column"), True),
    "carried as new": ("carried_as_new", _carried, True),
    "unit": ("unit", _unit, True),
    "left out": ("omitted", _left_out, True),
    "typo": ("", _typo, True),
}


@dataclass(frozen=True)
class Outcome:
    """`named`: right, wrong or withheld; `restored`: first, among or no; seconds spent."""

    named: str
    restored: str
    spent: float


def trial(form: Form, name: str, seed: int, *, live: bool) -> Outcome | None:
    """One report with one slip; None where its figures give no room for it or hide it."""
    kind, plant, everywhere = SLIPS[name]
    chance = random.Random(f"{name} {seed}")
    true = consistent(form, chance)
    before = last_year(form, true)
    slip = plant(form, true, chance)
    if slip is None or slip.figures == true:
        return None
    totals = frozenset(form.totals)
    computed = totals if everywhere else totals - slip.cells
    figures = settled(form, slip.figures, totals - computed) if live else slip.figures
    report = Report(
        form.id, 2024, {"name": "某某市人民政府"}, {}, figures,
        prior=record_of(Prior(2023, "某某市人民政府", "", "", before, {})),
        origin=Origin(live=computed if live else frozenset()),
    )  # fmt: skip
    reading = Reading(report, form, ())
    findings = check(reading)
    if not any(f.rule or (kind == "unit" and f.kind is JUMP) for f in findings):
        return None
    start = time.perf_counter()
    found = diagnose(reading, findings)
    spent = time.perf_counter() - start
    return Outcome(_judged(kind, slip, found), _restored(form, true, report, found), spent)


def _judged(kind: str, slip: Slip, found: Diagnosis) -> str:
    if not found.causes:
        return "withheld" if kind else "right"
    return "right" if all(_is_right(kind, slip, cause) for cause in found.causes) else "wrong"


def _is_right(kind: str, slip: Slip, cause: Cause) -> bool:
    at = {p.figure for p in cause.places}
    # What anybody typed may be one more or less, or what stands beside it: then that is right.
    if cause.kind in ("off_by_one", "neighbour") and kind in ("", cause.kind):
        return cause.places[0].figure in slip.cells
    if kind in ("misfiled", "shifted"):
        return cause.kind == kind and (slip.cells <= at or (kind == "shifted" and at <= slip.cells))
    return cause.kind == kind and cause.places[0].figure in slip.cells


def _restored(form: Form, true: Figures, report: Report, found: Diagnosis) -> str:
    given = {f: q for f, q in report.figures.items() if isinstance(q, Decimal)}
    for position, repair in enumerate(found.repairs):
        mended = {**given, **{c.figure: c.to for c in repair.changes}}
        if report.origin.live:
            mended = settled(form, mended, frozenset(mended) - report.origin.live)
        if mended == true:
            return "among" if position else "first"
    return "no"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=400)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--edition", default="disclosure-2021")
    asked = options.parse_args()
    declaration = shelf_of().asked(asked.edition)
    assert isinstance(declaration, Declaration)
    form = form_of(declaration)
    each = max(1, asked.reports // len(SLIPS) // 4)
    for parity, seeds in ((0, "seeds used while tuning"), (1, "seeds not looked at")):
        for live in (False, True):
            print(f"{seeds}, totals {'added up by the workbook' if live else 'typed'}")
            for name, (_, _, everywhere) in SLIPS.items():
                if everywhere or not live:
                    first = asked.seed * 2 + parity
                    print(_line(name, [*_trials(form, name, first, each, live)]))


def _trials(form: Form, name: str, first: int, wanted: int, live: bool) -> list[Outcome]:
    found: list[Outcome] = []
    for seed in range(first, first + 200 * wanted, 2):
        if len(found) < wanted and (outcome := trial(form, name, seed, live=live)):
            found.append(outcome)
    return found


def _line(name: str, outcomes: list[Outcome]) -> str:
    named, restored = (Counter(getattr(o, key) for o in outcomes) for key in ("named", "restored"))
    longest = max((o.spent for o in outcomes), default=0.0)
    return (
        f"  {name:<16} right {named['right']:>3}  wrong {named['wrong']:>3}  withheld "
        f"{named['withheld']:>3}  of {len(outcomes):>3}   restored first {restored['first']:>3}  "
        f"among {restored['among']:>3}   longest {longest * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
