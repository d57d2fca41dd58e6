"""Reports of many units → the report of all: figures added up exactly, the rest left blank.

Given readings that may be added, gives the report, its form and what is to be said of the
adding. Must not know the disk, nor who may not be added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from compiler.catalogue import u_merging as kinds
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_with
from compiler.format.judgement import State, judge_all, without_value
from compiler.format.totals import added_up, in_order
from compiler.office.lines_merged import MergedLines, merged_lines
from compiler.report.places import Places
from compiler.report.prior import Prior, own_prior, record_of
from compiler.report.unit_sums import not_summed, unit_sums
from compiler.text.first_few import first_few
from compiler.text.labels import folded
from compiler.text.numerals import plain
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity
from compiler.values.findings import Finding, Place, Values
from compiler.values.limits import OPEN_LINES, UNIT_FIGURES
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Lines, Report, UnitFigures

Value = TypeVar("Value")


class Contribution(NamedTuple):
    """One unit's report, and last year's where it is at hand; `district` is where it lies."""

    name: str
    report: Report
    form: Form
    prior: Prior | None = None
    district: str = ""


class Merged(NamedTuple):
    report: Report
    form: Form
    findings: tuple[Finding, ...]


def merged(
    units: Sequence[Contribution],
    declaration: Declaration,
    year: int | None = None,
    agency: str | None = None,
) -> Merged:
    """`year` and `agency` are the whole's; without them those of the units, where they agree."""
    names = _named(units)
    found, figures = _together([(u.report.lines, u.report.figures) for u in units], declaration)
    lines = found.lines
    form = form_with(declaration, lines)
    own = tuple(UnitFigures(n, _filled(f, form)) for n, f in zip(names, figures, strict=True))
    title = agency or _agreed([unit.report.name for unit in units]) or ""
    report = Report(
        format=declaration.id,
        year=year or _agreed([unit.report.year for unit in units]),
        agency={"name": title} if title else {},
        narrative={section.id: () for section in form.prose_sections},
        figures=_all_figures(own, form),
        lines=lines,
        units=own,
    )
    if last := _last_year(units, names, title, declaration):
        report = replace(report, prior=record_of(last))
    findings = (
        *_blanks(own, form),
        *_not_added(report, form),
        *_several_names(found.names, report, form),
        *_carried(units, names),
    )
    return Merged(report, form, findings)


def _named(units: Sequence[Contribution]) -> list[str]:
    """Every unit by a name of its own."""
    taken: set[str] = set()
    names = []
    for unit in units:
        name, number = unit.name, 1
        while folded(name) in taken:
            number += 1
            name = f"{unit.name}（{number}）"
        taken.add(folded(name))
        names.append(name)
    return names


def _agreed(values: Sequence[Value]) -> Value | None:
    return values[0] if values and len(set(values)) == 1 else None


def _together(
    reports: Sequence[tuple[Lines, Mapping[FigureId, Quantity]]], declaration: Declaration
) -> tuple[MergedLines, list[dict[FigureId, Quantity]]]:
    """The lines of all, and each one's figures by the rows of the whole."""
    found = merged_lines([lines for lines, _ in reports], declaration)
    figures = [
        {f._replace(row=rows.get((f.table, f.row), f.row)): q for f, q in own.items()}
        for (_, own), rows in zip(reports, found.rows, strict=True)
    ]
    return found, figures


def _filled(figures: dict[FigureId, Quantity], form: Form) -> dict[FigureId, Quantity]:
    """Numbers, and what stands for them; words of a table are each unit's own."""
    return {
        figure: figures[figure]
        for figure in form.figures
        if figures.get(figure, Absent.BLANK) is not Absent.BLANK and form.type_of(figure).is_number
    }


def _all_figures(units: Sequence[UnitFigures], form: Form) -> dict[FigureId, Quantity]:
    """Sums of what adds, and by its rule what the form computes."""
    figures: dict[FigureId, Quantity] = dict.fromkeys(form.figures, Absent.BLANK)
    figures.update(unit_sums(units, form))
    totals = in_order(form.totals, form)
    values = added_up(figures, totals, form)
    for total in totals:
        if total in values:
            figures[total] = values[total]
        elif not form.type_of(total).adds_up:
            figures[total] = without_value(form.totals[total][0], figures, form)
    return figures


def _last_year(
    units: Sequence[Contribution], names: Sequence[str], agency: str, declaration: Declaration
) -> Prior | None:
    """What the units reported last year, if that is known of every one of them."""
    priors = [unit.prior for unit in units if unit.prior]
    if not priors or len(priors) < len(units):
        return None
    found, figures = _together([(p.lines, p.figures) for p in priors], declaration)
    form = form_with(declaration, found.lines)
    own = [UnitFigures(n, _filled(f, form)) for n, f in zip(names, figures, strict=True)]
    sources = "".join(prior.sha256 for prior in priors).encode()
    common = set.intersection(*(set(each) for each in figures))
    sums = {f: q for f, q in _all_figures(own, form).items() if f in common}
    year = _agreed([prior.year for prior in priors])
    source = f"{len(priors)} 家单位上年报告的合计"
    return Prior(
        year, agency, source, hashlib.sha256(sources).hexdigest(), sums, {}, lines=found.lines
    )


# What is said of the adding


def _blanks(units: Sequence[UnitFigures], form: Form) -> Iterator[Finding]:
    """Figures that some units have and others left blank; lines that a unit has not are none."""
    added = {(t.id, line.id) for t in form.tables for line in t.lines}
    known = {figure for unit in units for figure in unit.figures}
    asked = [f for f in form.figures if f in known and (f.table, f.row) not in added]
    blank = {unit.name: sum(f not in unit.figures for f in asked) for unit in units}
    blank = {name: count for name, count in blank.items() if count}
    if not blank:
        return
    named = first_few([f"{name}（{count}）" for name, count in blank.items()])
    values: Values = {
        "units": str(len(blank)), "count": str(sum(blank.values())), "named": named,
    }  # fmt: skip
    yield Finding(kinds.BLANKS_OF_UNITS, Place(), values, involved=tuple(blank))


def _not_added(report: Report, form: Form) -> Iterator[Finding]:
    places = Places(form, report)
    known = {figure for unit in report.units for figure in unit.figures}
    by_table: dict[str, list[FigureId]] = {}
    for figure in not_summed(form):
        if figure in known:
            by_table.setdefault(figure.table, []).append(figure)
    for table, figures in by_table.items():
        place = places.table(table)
        named = first_few([form.label_of(figure) for figure in figures])
        values: Values = {
            "table": place.label or "", "count": str(len(figures)), "named": named,
        }  # fmt: skip
        yield Finding(kinds.NOT_ADDED, place, values)


def _several_names(
    names: Mapping[tuple[str, str], Sequence[str]], report: Report, form: Form
) -> Iterator[Finding]:
    places = Places(form, report)
    by_table: dict[str, list[str]] = {}
    for (table, key), said in names.items():
        by_table.setdefault(table, []).append(f"{key}（{'、'.join(said)}）")
    for table, lines in by_table.items():
        place = places.table(table)
        values: Values = {
            "table": place.label or "", "count": str(len(lines)), "named": first_few(lines),
        }  # fmt: skip
        yield Finding(kinds.NAMES_OF_LINES, place, values, words=" ".join(lines))


def _carried(units: Sequence[Contribution], names: Sequence[str]) -> Iterator[Finding]:
    """Where a unit's own figures do not continue those of last year."""
    for unit, name in zip(units, names, strict=True):
        if unit.prior is None:
            continue
        asked = [identity for identity in unit.form.identities if identity.needs_prior]
        judged = judge_all(asked, unit.form, unit.report.figures, unit.prior.figures)
        places = Places(unit.form, unit.report)
        for each in judged:
            if each.state is State.BROKEN:
                place = places.figure(each.identity.result)
                values: Values = {
                    "unit": name, "label": place.label or "",
                    "words": each.identity.rule.words, "difference": plain(each.gap),
                }  # fmt: skip
                yield Finding(
                    kinds.CARRIED_OTHERWISE, place, values, rule=each.identity.rule.id,
                    difference=plain(each.gap), words=name,
                )  # fmt: skip


# Many units


def too_many_lines(report: Report) -> int:
    """How many lines were added in all, where they are more than may be; else 0."""
    count = sum(map(len, report.lines.values()))
    return count if OPEN_LINES.passed(count) else 0


def parted(units: Sequence[Contribution], declaration: Declaration) -> list[list[Contribution]]:
    """The units in as many runs as each workbook can carry; one run where all fit in one."""
    figures = sum(map(len, (table.figures for table in declaration.tables)))
    lines = max((sum(map(len, unit.report.lines.values())) for unit in units), default=0)
    columns = max((len(t.columns) for t in declaration.tables if t.open_rows), default=0)
    most = max(UNIT_FIGURES.most // max(figures + lines * columns, 1), 2)
    if len(units) <= most:
        return [list(units)]
    ordered = sorted(units, key=lambda unit: unit.district)
    count = -(-len(ordered) // most)
    size = -(-len(ordered) // count)
    return [ordered[at : at + size] for at in range(0, len(ordered), size)]


def part_name(part: Sequence[Contribution], number: int) -> str:
    """By its district, where all are of one; else by its first unit."""
    district = _agreed([unit.district for unit in part])
    return f"{number}. {district or f'{part[0].name}等 {len(part)} 家'}"


def as_unit(part: Merged, name: str) -> Contribution:
    """A part as a unit of the whole: what it came to, and what it was last year."""
    return Contribution(name, part.report, part.form, own_prior(part.report, part.form))
