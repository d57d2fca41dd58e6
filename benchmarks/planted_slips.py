"""Plants one known slip in each of many generated reports, and counts what is made of it.

    python benchmarks/planted_slips.py [--reports N] [--seed S]

For each kind: how often the cause named is right, wrong or withheld, and how often the
smallest repair restores the true figures. Even seeds were used while tuning; odd seeds
were not looked at, and are printed apart.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from decimal import Decimal

from compiler.checks.causes import likely_causes
from compiler.checks.check import check
from compiler.checks.identities import judgements
from compiler.checks.repairs import MOST_REPAIRS, smallest_repairs
from compiler.format.declaration import Declaration
from compiler.format.find import find_format
from compiler.format.identity import defined_by
from compiler.format.judgement import defined_value
from compiler.model import FigureId, Quantity, Report
from compiler.places import Places
from compiler.prior import Prior
from compiler.reading import Reading

KINDS = (
    "omitted", "doubled", "misfiled", "transposed", "digit", "shifted", "carried_as_new", "unit",
)  # fmt: skip
Figures = dict[FigureId, Quantity]
REQUESTS = "requests"
APPLICANTS = (
    "natural_person",
    "enterprise",
    "research",
    "social_organisation",
    "legal_services",
    "other",
)


def consistent(declaration: Declaration, chance: random.Random) -> Figures:
    """Figures for which every identity of the edition holds."""
    figures: Figures = {
        f: Decimal(
            chance.choice([0, 0, 0, 1, 2, 4, chance.randint(3, 90), chance.randint(100, 900)])
        )
        for f in declaration.figures
    }
    outcomes = [r.id for r in declaration.table(REQUESTS).rows][2:-2]
    for applicant in APPLICANTS:
        at = lambda row: FigureId(REQUESTS, row, applicant)  # noqa: B023, E731
        handled = sum((figures[at(row)] for row in outcomes), Decimal(0))  # type: ignore[misc]
        carried_in = Decimal(chance.choice([0, chance.randint(1, 9)]))
        carried_out = Decimal(chance.choice([0, chance.randint(1, 9)]))
        figures[at("carried_in")] = min(carried_in, handled + carried_out)
        figures[at("carried_out")] = carried_out
        figures[at("received")] = handled + carried_out - min(carried_in, handled + carried_out)
    settle(declaration, figures)
    return figures


def settle(declaration: Declaration, figures: Figures) -> None:
    for _ in range(2):  # totals of totals need the others first
        for total, identities in defined_by(declaration).items():
            figures[total] = defined_value(identities[0], figures) or Decimal(0)


def last_year(declaration: Declaration, figures: Figures) -> Figures:
    """A year before that this one continues; what is in force is made to fit."""
    before = dict(figures)
    for row in declaration.table("article20_1").rows:
        made, repealed, in_force = (
            FigureId("article20_1", row.id, c) for c in ("made", "repealed", "in_force")
        )
        figures[in_force] = figures[in_force] + figures[made]  # type: ignore[operator]
        before[in_force] = figures[in_force] - figures[made] + figures[repealed]  # type: ignore[operator]
    for applicant in (*APPLICANTS, "total"):
        before[FigureId(REQUESTS, "carried_out", applicant)] = figures[
            FigureId(REQUESTS, "carried_in", applicant)
        ]
    return before


def plant(
    kind: str, declaration: Declaration, true: Figures, chance: random.Random
) -> Figures | None:
    """The figures with one slip of this kind, or None where these figures give no room."""
    slipped = dict(true)
    totals = defined_by(declaration)
    inputs = [
        f for f in declaration.figures if f not in totals and f.table in (REQUESTS, "disputes")
    ]
    if kind in ("omitted", "doubled"):
        total = chance.choice([f for f in totals if f.table in (REQUESTS, "disputes")])
        parts = [p for i in totals[total][:1] for p in i.figures if p != total and true[p]]
        if len(parts) < 2:
            return None
        part = true[chance.choice(parts)]
        slipped[total] = true[total] - part if kind == "omitted" else true[total] + part  # type: ignore[operator]
    elif kind == "misfiled":
        one = chance.choice([f for f in inputs if f.table == REQUESTS and true[f]])
        other = chance.choice(
            [f for f in inputs if f.table == REQUESTS and f.row == one.row and f != one]
        )
        moved = Decimal(chance.randint(1, int(true[one])))  # type: ignore[call-overload]
        slipped[one] = true[one] - moved  # type: ignore[operator]
        slipped[other] = true[other] + moved  # type: ignore[operator]
    elif kind == "transposed":
        return _transposed(inputs, true, slipped, chance)
    elif kind == "digit":
        one = chance.choice([f for f in inputs if true[f]])
        slipped[one] = true[one] * 10  # type: ignore[operator]
    elif kind == "shifted":
        return _shifted(true, slipped, chance)
    elif kind == "carried_as_new":
        return _carried(declaration, true, slipped, chance)
    else:
        fee = FigureId("article20_8", "fees", "amount")
        slipped[fee] = true[fee] * 10_000  # type: ignore[operator]
        return slipped if true[fee] >= 20 else None  # type: ignore[operator]
    return slipped


def _transposed(
    inputs: list[FigureId], true: Figures, slipped: Figures, chance: random.Random
) -> Figures | None:
    long = [f for f in inputs if len(set(str(true[f]))) > 1]
    if not long:
        return None
    one = chance.choice(long)
    digits = list(str(true[one]))
    at = chance.choice([n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]])
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    slipped[one] = Decimal("".join(digits))
    return slipped if digits[0] != "0" else None


def _shifted(true: Figures, slipped: Figures, chance: random.Random) -> Figures | None:
    rows = sorted({f.row for f in true if f.table == REQUESTS} - {"handled"})
    row = chance.choice(rows)
    cells = [FigureId(REQUESTS, row, a) for a in APPLICANTS]
    values = [true[c] for c in cells]
    if values[-1] or sum(map(bool, values)) < 2:
        return None
    for cell, value in zip(cells, [Decimal(0), *values[:-1]], strict=True):
        slipped[cell] = value
    return slipped


def _carried(
    declaration: Declaration, true: Figures, slipped: Figures, chance: random.Random
) -> Figures | None:
    carrying = [a for a in APPLICANTS if true[FigureId(REQUESTS, "carried_in", a)]]
    if not carrying:
        return None
    applicant = chance.choice(carrying)
    carried = FigureId(REQUESTS, "carried_in", applicant)
    received = FigureId(REQUESTS, "received", applicant)
    slipped[received] = true[received] + true[carried]  # type: ignore[operator]
    slipped[carried] = Decimal(0)
    settle(declaration, slipped)
    return slipped


def trial(declaration: Declaration, kind: str, seed: int) -> tuple[str, bool, float] | None:
    chance = random.Random(f"{kind} {seed}")
    true = consistent(declaration, chance)
    before = last_year(declaration, true)
    slipped = plant(kind, declaration, true, chance)
    if slipped is None or slipped == true:
        return None
    report = Report(declaration.id, 2024, {"name": "某某市人民政府"}, {}, slipped)
    prior = Prior(2023, "某某市人民政府", "", "", before, {})
    findings = check(Reading(report, declaration, ()), prior)
    start = time.perf_counter()
    judged = judgements(report, declaration, before)
    repairs = smallest_repairs(judged, declaration, slipped, before)
    causes = likely_causes(
        findings, repairs, judged, declaration, slipped, Places(declaration, report), before
    )
    spent = time.perf_counter() - start
    offered = repairs if len(repairs) <= MOST_REPAIRS else ()
    restored = any(
        {**slipped, **{c.figure: c.to for c in repair.changes}} == true for repair in offered
    )
    named = causes[0].kind if causes else "withheld"
    return ("right" if named == kind else named), restored, spent


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=400)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--edition", default="disclosure-2021")
    asked = options.parse_args()
    declaration = find_format(asked.edition)
    assert isinstance(declaration, Declaration)
    for parity, name in ((0, "seeds used while tuning"), (1, "seeds not looked at")):
        print(name)
        for kind in KINDS:
            counts: Counter[str] = Counter()
            repaired, longest, seed = 0, 0.0, asked.seed * 2 + parity
            while sum(counts.values()) < asked.reports // len(KINDS) // 2:
                result = trial(declaration, kind, seed)
                seed += 2
                if result is None:
                    continue
                counts[result[0]] += 1
                repaired += result[1]
                longest = max(longest, result[2])
            total = sum(counts.values())
            wrong = total - counts["right"] - counts["withheld"]
            print(
                f"  {kind:<15} right {counts['right']:>3}  wrong {wrong:>3}  withheld "
                f"{counts['withheld']:>3}  of {total}   repaired {repaired:>3}   longest {longest * 1000:.0f} ms"
            )


if __name__ == "__main__":
    main()
