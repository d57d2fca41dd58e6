"""This year's report beside last year's: the wrong one, jumps, and what was copied.

Given a report and last year's, gives family Y's findings that are no identities of the
declaration; those are judged with all others.
"""

from __future__ import annotations

from decimal import Decimal

from compiler.catalogue import y_across_years as kinds
from compiler.format.figure_type import Unit
from compiler.format.form import Form
from compiler.report.places import Places
from compiler.report.prior import Prior
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.figures import Absent, FigureId, Said
from compiler.values.findings import Finding, Place, Values
from compiler.values.report import Report

_LEAST = 20
# Between two years an amount changes by less than so many times, but for a slip.
_UNLIKE = Decimal(4)
_TIMES = 3
_SHORTEST_COPY = 30
# Of many lines so many are named.
_MOST_NAMED = 8


def year_findings(report: Report, form: Form, places: Places, prior: Prior) -> list[Finding]:
    return [
        *_wrong_report(report, places, prior),
        *_jumps(report, form, places, prior),
        *_units_in_doubt(report, form, places, prior),
        *_gone_lines(report, form, places, prior),
        *_copied_tables(report, form, places, prior),
        *_copied_paragraphs(report, places, prior),
    ]


def _wrong_report(report: Report, places: Places, prior: Prior) -> list[Finding]:
    findings = []
    if report.year is not None and prior.year is not None and prior.year != report.year - 1:
        values = {"file": prior.source, "found": str(prior.year), "expected": str(report.year - 1)}
        findings.append(Finding(kinds.NOT_LAST_YEAR, places.report(), values))
    if prior.agency and report.name and folded(prior.agency) != folded(report.name):
        values = {"file": prior.source, "found": prior.agency, "expected": report.name}
        findings.append(Finding(kinds.OTHER_AGENCY, places.report(), values))
    return findings


def _jumps(report: Report, form: Form, places: Places, prior: Prior) -> list[Finding]:
    """A total is not named where one of its parts has jumped already."""
    jumped = {
        figure: (before, now)
        for figure, before in prior.figures.items()
        if isinstance(before, Decimal)
        and isinstance(now := report.figures.get(figure), Decimal)
        and far_apart(before, now)
    }
    totals = form.totals
    findings = []
    for figure, (before, now) in jumped.items():
        parts = {p for i in totals.get(figure, ()) for p in i.figures if p != figure}
        if not parts & set(jumped):
            findings.append(_jump(places.figure(figure), before, now, report.year, prior.year))
    return findings


def _jump(
    place: Place, before: Decimal, now: Decimal, year: int | None, last_year: int | None
) -> Finding:
    values: Values = {
        "label": place.label or "",
        "before": plain(before),
        "now": plain(now),
        "last": _year(last_year, Text("上年", "the year before")),
        "this": _year(year, Text("本年", "this year")),
    }
    involved = (plain(before), plain(now))
    return Finding(kinds.JUMP, place, values, actual=plain(now), involved=involved)


def _year(year: int | None, unknown: Text) -> Text:
    return unknown if year is None else Text(f"{year}年", str(year))


def far_apart(before: Decimal, now: Decimal) -> bool:
    """Whether a figure is more than three times last year's, or less than a third of it."""
    return before >= _LEAST and (now > before * _TIMES or now * _TIMES < before)


def _units_in_doubt(report: Report, form: Form, places: Places, prior: Prior) -> list[Finding]:
    """Small amounts of last year that are now as many times more as one unit is another."""
    findings = []
    for figure, before in prior.figures.items():
        now = report.figures.get(figure)
        if not isinstance(before, Decimal) or not isinstance(now, Decimal):
            continue
        unit = form.unit_of(figure)
        if unit is None or not 0 < before < _LEAST or figure in form.totals:
            continue
        if mixed := mixed_up(now / before, unit):
            other, times = mixed
            place = places.figure(figure)
            values: Values = {
                "label": place.label or "", "before": plain(before), "now": plain(now),
                "unit": unit.label, "other": other, "times": f"{times:.0f}",
                "last": _year(prior.year, Text("上年", "the year before")),
                "this": _year(report.year, Text("本年", "this year")),
            }  # fmt: skip
            involved = (plain(before), plain(now))
            findings.append(
                Finding(kinds.UNIT_IN_DOUBT, place, values, actual=plain(now), involved=involved)
            )
    return findings


def mixed_up(ratio: Decimal, unit: Unit, *, either_way: bool = False) -> tuple[str, Decimal] | None:
    """Another unit that people write for this one, and how many times the one is the other, where
    that is about the ratio of two years: as many times more, or `either_way`.
    """
    for label, factor in unit.accepts:
        times = 1 / factor if factor else Decimal(0)
        if either_way:
            times = max(factor, times)
        if times > _UNLIKE and times / _UNLIKE <= ratio <= times * _UNLIKE:
            return label, times
    return None


def _gone_lines(report: Report, form: Form, places: Places, prior: Prior) -> list[Finding]:
    """Lines of last year whose keys are not there this year, one finding a table; a table that
    is left blank has lost them all and says so itself.
    """
    findings = []
    for table in form.tables:
        own = report.lines.get(table.id, ())
        keys = {folded(line.key) for line in own}
        gone = [line for line in prior.lines.get(table.id, ()) if folded(line.key) not in keys]
        if own and gone:
            place = places.table(table.id)
            named = [" ".join(dict.fromkeys((line.key, line.label))) for line in gone]
            values: Values = {
                "table": place.label or "", "count": str(len(gone)),
                "lines": _some(named), "last": _year(prior.year, Text("上年", "last year")),
            }  # fmt: skip
            involved = tuple(line.key for line in gone)
            findings.append(Finding(kinds.LINES_GONE, place, values, involved=involved))
    return findings


def _some(names: list[str]) -> Text:
    told = names[:_MOST_NAMED]
    more = len(names) > len(told)
    zh, en = "、".join(told), ", ".join(told)
    return Text(f"{zh}等" if more else zh, f"{en} and others" if more else en)


def _copied_tables(report: Report, form: Form, places: Places, prior: Prior) -> list[Finding]:
    findings = []
    for table in form.tables:
        compared = [f for f in table.figures if f in prior.figures]
        same = len(compared) == len(table.figures) and all(
            report.figures[f] == prior.figures[f] for f in compared
        )
        if same and any(_says_something(report, f) for f in compared):
            place = places.table(table.id)
            findings.append(Finding(kinds.SAME_TABLE, place, {"table": place.label or ""}))
    return findings


def _says_something(report: Report, figure: FigureId) -> bool:
    value = report.figures[figure]
    # What is said in words is often the same every year.
    return value is not Absent.BLANK and value != 0 and not isinstance(value, Said)


def _copied_paragraphs(report: Report, places: Places, prior: Prior) -> list[Finding]:
    """Headings and short formulas are alike every year; long paragraphs are not."""
    findings = []
    for section, paragraphs in report.narrative.items():
        last = {folded(p.text) for p in prior.narrative.get(section, ())}
        same = [
            number
            for number, p in enumerate(paragraphs, start=1)
            if len(p.text) >= _SHORTEST_COPY and folded(p.text) in last
        ]
        if same:
            first, *others = (places.paragraph(section, number) for number in same)
            text = paragraphs[same[0] - 1].text
            values = {
                "section": first.label or "",
                "count": str(len(same)),
                "sentence": text[:40] + "…",
            }
            related = tuple(others)
            findings.append(
                Finding(kinds.SAME_PARAGRAPHS, first, values, related=related, words=text[:60])
            )
    return findings
