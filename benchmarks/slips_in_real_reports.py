"""Plants one slip of the pen in real reports, whose prose says what is true, and counts what is
made of it.

    python benchmarks/slips_in_real_reports.py FOLDER [--each N]

FOLDER holds reports as data. For each kind of slip (two digits transposed, a slipped place, one
more or less, a neighbour's figure typed), with totals typed and with totals that the workbook
adds up, and with the prose as it was published, with one sentence more that tells the true
figure, and with no prose: how often the cell is named first with its true figure (by the first
cause, and by the first repair), how often among others, and how often the first repair is
contradicted by a sentence when what it leaves is checked anew. N cells are drawn for each.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from compiler.checks.diagnosing.diagnose import diagnose
from compiler.checks.diagnosing.equations import following, settled
from compiler.checks.every_check import check
from compiler.checks.prose.verdicts import figure_findings
from compiler.edges.shelf import shelf_of
from compiler.format.form import Form
from compiler.readers.table import read_input
from compiler.report.places import Places
from compiler.report.reading import Reading
from compiler.values.diagnosis import Diagnosis, Repair
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Severity
from compiler.values.origin import Source
from compiler.values.report import Paragraph, Report

Figures = Mapping[FigureId, Quantity]
Slip = Callable[[FigureId, Figures, Form, random.Random], Decimal | None]


def _number(figures: Figures, figure: FigureId) -> Decimal:
    value = figures.get(figure)
    return value if isinstance(value, Decimal) else Decimal(0)


def transposed(one: FigureId, true: Figures, _: Form, chance: random.Random) -> Decimal | None:
    digits = list(f"{_number(true, one):f}")
    spots = [n for n in range(len(digits) - 1)
             if digits[n] != digits[n + 1] and "".join(digits[n : n + 2]).isdigit()]  # fmt: skip
    if not spots:
        return None
    at = chance.choice(spots)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return None if digits[0] == "0" else Decimal("".join(digits))


def slipped_place(one: FigureId, true: Figures, _: Form, chance: random.Random) -> Decimal | None:
    value = _number(true, one)
    if not value:
        return None
    shorter = [value / 10] if value % 10 == 0 else []
    return chance.choice([value * 10, *shorter])


def off_by_one(one: FigureId, true: Figures, _: Form, chance: random.Random) -> Decimal | None:
    value = _number(true, one)
    return value + chance.choice([1, -1]) if value else None


def neighbour(one: FigureId, true: Figures, form: Form, chance: random.Random) -> Decimal | None:
    table = form.table(one.table)
    rows, columns = ([line.id for line in lines] for lines in (table.rows, table.columns))
    r, c = rows.index(one.row), columns.index(one.column)
    beside = [FigureId(one.table, rows[r + d], one.column)
              for d in (-1, 1) if 0 <= r + d < len(rows)]  # fmt: skip
    beside += [FigureId(one.table, one.row, columns[c + d])
               for d in (-1, 1) if 0 <= c + d < len(columns)]  # fmt: skip
    values = {_number(true, f) for f in beside if f in true} - {_number(true, one), Decimal(0)}
    return chance.choice(sorted(values)) if values and _number(true, one) else None


SLIPS: Mapping[str, Slip] = {
    "transposed": transposed,
    "digit": slipped_place,
    "off_by_one": off_by_one,
    "neighbour": neighbour,
}


class Told(NamedTuple):
    """What was made of one slip: first, among or no; whether a sentence contradicts."""

    cause: str
    repair: str
    contradicted: bool
    milliseconds: float


def reports(folder: Path) -> Iterator[tuple[str, Reading]]:
    for path in sorted(folder.glob("*.json")):
        reading = read_input(path.read_bytes(), Source(str(path), "json", ""), path.name, shelf_of(), None)  # fmt: skip
        if reading.report is not None and reading.form is not None:
            yield path.stem, reading


def told_of(report: Report, form: Form, one: FigureId) -> str:
    """A sentence as people write it for this cell."""
    table = form.table(one.table)
    number = f"{_number(report.figures, one):f}"
    row, column = table.row(one.row).leaf, table.column(one.column).leaf
    if one.table == "requests":
        return (
            f"本年收到的申请中，{row}{column}{number}件。"
            if False
            else f"{column}{row}{number}件。"
        )
    return f"{row}{column}{number}件。"


def as_given(report: Report, form: Form, *, live: bool) -> Report:
    computed = frozenset(form.totals) if live else frozenset()
    figures = settled(report.figures, following(form, form.totals), form)
    return replace(report, figures=figures, origin=report.origin._replace(live=computed))


def with_slip(true: Report, form: Form, one: FigureId, wrong: Decimal) -> Report:
    figures = {**true.figures, one: wrong}
    return replace(true, figures=settled(figures, following(form, true.origin.live), form))


def contradictions(report: Report, form: Form) -> Counter[str]:
    found = figure_findings(report, form, Places(form, report), None)
    return Counter(f.id for f in found if f.level is not Severity.ADVICE)


def mended(report: Report, form: Form, repair: Repair) -> Report:
    figures = {**report.figures, **{c.figure: c.to for c in repair.changes}}
    return replace(report, figures=settled(figures, following(form, report.origin.live), form))


def trial(
    true: Report, form: Form, one: FigureId, wrong: Decimal, at_rest: Counter[str]
) -> Told | None:
    """None where no identity sees the slip."""
    report = with_slip(true, form, one, wrong)
    reading = Reading(report, form, ())
    findings = check(reading)
    if not any(f.rule and f.code[0] in "TXY" for f in findings):
        return None
    start = time.process_time()
    found = diagnose(reading, findings)
    spent = (time.process_time() - start) * 1000
    first = found.parts[0][0] if found.parts else None
    contradicted = first is not None and bool(
        contradictions(mended(report, form, first), form) - at_rest
    )
    return Told(_cause(found, one), _repair(found, one, true), contradicted, spent)


def _cause(found: Diagnosis, one: FigureId) -> str:
    named = [cause.places[0].figure for cause in found.causes]
    if not named:
        return "no"
    if named[0] == one:
        return "first"
    return "among" if any(p.figure == one for c in found.causes for p in c.places) else "wrong"


def _repair(found: Diagnosis, one: FigureId, true: Report) -> str:
    for position, repair in enumerate(repair for part in found.parts for repair in part):
        if [(c.figure, c.to) for c in repair.changes] == [(one, _number(true.figures, one))]:
            return "among" if position else "first"
    return "no"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--each", type=int, default=12)
    asked = options.parse_args()
    cases = [*reports(asked.folder)]
    for prose in ("as published", "told", "none"):
        for live in (False, True):
            print(f"prose {prose}, totals {'added up by the workbook' if live else 'typed'}")
            for kind, slip in SLIPS.items():
                chance = random.Random(f"{kind} {live}")
                told = [
                    t for name, reading in cases
                    for t in _trials(reading, prose, slip, chance, asked.each, live=live)
                ]  # fmt: skip
                print(_line(kind, told))


def _trials(
    reading: Reading, prose: str, slip: Slip, chance: random.Random, each: int, *, live: bool
) -> Iterator[Told]:
    assert reading.report is not None
    assert reading.form is not None
    form = reading.form
    true = as_given(reading.report, form, live=live)
    if prose == "none":
        true = replace(true, narrative={})
    cells = [f for f in form.figures if f not in form.totals and _number(true.figures, f)]
    chance.shuffle(cells)
    seen = 0
    for one in cells:
        wrong = slip(one, true.figures, form, chance)
        if wrong is None or seen == each:
            continue
        said = true
        if prose == "told":
            section = next(s.id for s in form.sections if one.table in s.tables)
            body = (*true.narrative.get(section, ()), Paragraph("body", told_of(true, form, one)))
            said = replace(true, narrative={**true.narrative, section: body})
        outcome = trial(said, form, one, wrong, contradictions(said, form))
        if outcome is not None:
            seen += 1
            yield outcome


def _line(kind: str, told: list[Told]) -> str:
    causes, repairs = (Counter(getattr(t, key) for t in told) for key in ("cause", "repair"))
    return (
        f"  {kind:<11} of {len(told):>3}  cause first {causes['first']:>3} among {causes['among']:>3} "
        f"wrong {causes['wrong']:>3}  repair first {repairs['first']:>3} among {repairs['among']:>3}  "
        f"first contradicted {sum(t.contradicted for t in told):>3}  "
        f"longest {max((t.milliseconds for t in told), default=0):.0f} ms"
    )


if __name__ == "__main__":
    main()
