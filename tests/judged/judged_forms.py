"""The reports that are changed, by form, and what is changed in them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from compiler.report.prior import Prior
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId
from docs.dialect import EXAMPLES
from tests.support import spending, windows
from tests.support.examples import (
    clean_data,
    declaration_of,
    full_data,
    prior_of,
    read_example,
    report_of,
)

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "library"
SAMPLES = HERE.parents[1] / "sample_workbooks"
Data = dict[str, Any]
# A figure's address as table.row.column, or another path into the data, and what is put there.
Changes = Mapping[str, object]
STALE = "stale "  # before an address: what the total's formula would give now


class Forms(NamedTuple):
    """The reports of one form: how data is read, the report that adds up, last year's, its cases."""

    read: Callable[[Data], Reading]
    data: Data
    prior: Prior | None
    cases: tuple[Changes, ...]


def _disclosure() -> Forms:
    """The form of 2019 beside a last year that it goes on from."""
    form = declaration_of()
    data = full_data()
    figures = report_of(data, form).figures
    last = {
        figure: figures[figure._replace(row="carried_in")]
        if figure.row == "carried_out"
        else number
        for figure, number in figures.items()
    }
    for figure in last:
        if figure.column == "previous":
            last[figure._replace(column="change")] = type(last[figure])(0)
    rows = [row.id for row in form.table("requests").rows]
    columns = [column.id for column in form.table("requests").columns]
    chosen: list[Changes] = [
        {"requests.received.natural_person": 1},
        {"requests.received.total": 1},
        {"requests.handled.total": 1},
        {"requests.handled.natural_person": 1},
        {"requests.handled.natural_person": None},
        {"requests.handled.total": None, "requests.received.total": None},
        {"requests.granted.natural_person": "十二"},
        {"requests.granted.total": "十二", "requests.handled.total": 1},
        {"requests.granted.natural_person": "/"},
        {"requests.carried_in.natural_person": 99},
        {"requests.carried_in.natural_person": 99, "requests.carried_in.total": 200},
        {"requests.carried_in.natural_person": None, "requests.carried_in.enterprise": None},
        {"disputes.reconsideration.total": 0},
        {"disputes.reconsideration.upheld": 0, "disputes.reconsideration.total": 0},
        {"article20_1.rules.published": 99},
        {"article20_5.licences.change": -99},
        {"article20_5.licences.change": None},
        {f"requests.{row}.total": None for row in rows},
        {f"requests.{row}.natural_person": 0 for row in rows},
        {f"requests.received.{column}": None for column in columns},
    ]
    addresses = [".".join(figure) for figure in form.figures]
    drawn = _drawn(addresses, (0, 1, 2, 45, None), 18)
    return Forms(lambda d: read_example(d, form), data, prior_of(last), (*chosen, *drawn))


def _windows() -> Forms:
    """Quotients, rounding, functions, words and dates."""
    data = dict(windows.DATA)
    numbers = [
        f"{table}.{row}.{column}"
        for table in ("windows", "costs")
        for row, cells in data["tables"][table].items()
        for column in cells
    ]
    chosen: list[Changes] = [
        {"windows.tax.done": "/"},
        {"windows.tax.done": 0},
        {"windows.total.longest": 30},
        {"windows.total.longest": None},
        {"costs.total.spent": "231.02"},
        {"costs.total.spent": "231.03"},
        {"costs.general.spent": "120.34"},
        {"projects.hall.finished": "2021-01-01"},
        {"projects.hall.stage": "停建"},
        {"projects.hall.stage": "在建"},
        {"projects.hall.stage": None, "projects.hall.finished": None},
        {"projects.lift.finished": None},
        {"windows.general.share": "60.006"},
        {"windows.total.days": "4.29"},
        {"costs.open.spent": 2},
        {"windows.general.received": None},
    ]
    drawn = _drawn(numbers, (0, 1, 7, 1000, None), 20)
    return Forms(lambda d: read_example(d, windows.FORM), data, None, (*chosen, *drawn))


def _spending() -> Forms:
    """Lines that an office adds, in three levels, beside the lines of last year."""
    data = spending.accounts(30)
    rows = [row["key"] for row in data["tables"]["spending"]]
    columns = ("total", "basic", "project")
    chosen: list[Changes] = [
        {"spending.201.total": 1},
        {"spending.20101.basic": 1},
        {"spending.2010101.project": 99},
        {"spending.2010101.project": None, "spending.2010101.total": None},
        {"spending.total.total": 0, "spending.total.basic": 0, "spending.total.project": 0},
        {"spending.total.basic": 3},
        {"spending.202.basic": "三"},
    ]
    addresses = [f"spending.{row}.{column}" for row in rows for column in columns]
    drawn = _drawn(addresses, (0, 1, 9, None), 8)
    return Forms(spending.reading_of, data, None, (*chosen, *drawn))


def _of_no_lines() -> Forms:
    cases: tuple[Changes, ...] = (
        {},
        {"spending.total.total": 5, "spending.total.basic": 5},
        {"spending.total.total": None},
    )
    return Forms(spending.reading_of, spending.spending(()), None, cases)


def _classes() -> Forms:
    """Many added lines of one level, told one by one up to twelve."""
    data = spending.spending(f"{201 + number} 第{number}类" for number in range(13))
    for row in data["tables"]["spending"][1:]:
        row["figures"] = {"total": 3, "basic": 2, "project": 1}
    data["tables"]["spending"][0]["figures"] = {"total": 39, "basic": 26, "project": 13}
    cases: tuple[Changes, ...] = (
        {},
        {"spending.total.total": 40, "spending.total.basic": 27},
        {"spending.201.basic": 0, "spending.201.total": 1},
        {"spending.201.basic": 0, "spending.202.basic": 0},
    )
    return Forms(spending.reading_of, data, None, cases)


def _accounts() -> Forms:
    """Tables that say that they are empty, lines that may stay blank, words for none."""
    form = declaration_of("final-accounts")
    data = json.loads((SAMPLES / "qinghe-culture-2023.json").read_text("utf-8"))
    cases: tuple[Changes, ...] = (
        {},
        {"three.amount.spent": 7},
        {"three.amount.cars": None, "three.amount.run": None},
        {"fund.total.total": 3},
        {"spending.c201.amount": 12},
        {"receipts.total.total": None},
        {"outlays.total.basic": 818},
    )
    return Forms(lambda d: read_example(d, form), data, None, cases)


def _greatest_of(count: int) -> Forms:
    """So many lines, of which a function is told one by one up to twelve."""
    rule = '[[rule]]\nid = "greatest"\neach = ["spending.columns"]\nholds = "total <= max(lines)"\n'
    text = spending.PATH.read_text("utf-8") + rule + 'words = "不多于最大的一类"\n'
    declaration = spending.loaded(text)
    data = spending.spending(f"{201 + number} 第{number}类" for number in range(count))
    first, *lines = data["tables"]["spending"]
    first["figures"] = {"total": count, "basic": 0, "project": count}
    for line in lines:
        line["figures"] = {"total": 1, "basic": 0, "project": 1}
    return Forms(lambda d: spending.reading_of(d, declaration), data, None, ({},))


def _zeros() -> Forms:
    """A report in which nothing happened, but for a total."""
    form = declaration_of()
    cases: tuple[Changes, ...] = (
        {"requests.handled.total": 1},
        {"disputes.reconsideration.total": 2},
    )
    return Forms(lambda d: read_example(d, form), clean_data(form), None, cases)


def _nested() -> Forms:
    """Totals of totals, which rules tell from the last to the first."""
    form = declaration_of(str(HERE / "nested.toml"))
    parts = {"north": (31, 14), "south": (22, 9), "hills": (45, 6), "coast": (17, 28)}
    parts["urban"] = _added(parts["north"], parts["south"])
    parts["rural"] = _added(parts["hills"], parts["coast"])
    parts["all"] = parts["half"] = _added(parts["urban"], parts["rural"])
    parts["twice"] = _added(parts["all"], parts["all"])
    data = clean_data(form)
    for row, (letters, visits) in parts.items():
        data["tables"]["counts"][row] = {"letters": letters, "visits": visits, "both": letters + visits}  # fmt: skip
    data["tables"]["quotients"] = {"only": {"whole": 5, "parts": 8, "each": "0.625"}}
    rows = tuple(parts)
    chosen: list[Changes] = [
        {"quotients.only.each": "0.6250003"},
        {"quotients.only.each": "0.7"},
        {"quotients.only.whole": 800, "quotients.only.parts": 1280},
        {"quotients.only.parts": 7},
        {"quotients.only.parts": 7, "quotients.only.each": "0.714286"},
        {"quotients.only.parts": 0},
        {"quotients.only.whole": 0, "quotients.only.parts": None},
        {"quotients.only.whole": None, "quotients.only.parts": 0},
        {"counts.north.letters": "很多"},
        {"counts.north.letters": "很多", "counts.twice.both": 1},
        {"counts.urban.letters": "很多"},
        {"counts.urban.letters": "很多", "counts.all.letters": 7},
        {"counts.north.letters": "很多", "counts.all.letters": None},
        {"counts.urban.letters": None, "counts.all.letters": None},
        {"counts.all.letters": None, "counts.hills.letters": "很多"},
        {"counts.urban.letters": 54, "counts.urban.both": 77},
        {"counts.all.letters": 116, "counts.all.both": 173},
        {"counts.urban.both": 77},
        {"counts.urban.letters": 54, "counts.all.letters": 120},
        {"counts.urban.letters": 52, "counts.all.letters": 120},
        {"counts.urban.letters": 54, "counts.all.letters": 117},
        {"counts.urban.letters": 55, "counts.all.letters": 117},
        {"counts.all.letters": 100},
        {"counts.north.letters": 32, "counts.south.letters": 21},
        {f"counts.{row}.both": None for row in rows},
        {f"counts.{row}.both": 9 for row in rows},
        {f"counts.{row}.letters": 0 for row in rows},
        {f"counts.{row}.visits": None for row in rows},
        {"counts.urban.letters": 50, "stale counts.urban.letters": 53},
        {"counts.urban.letters": 50, "stale counts.urban.letters": 51},
        {"counts.urban.letters": 50, "counts.all.letters": 112, "stale counts.urban.letters": 53},
        {"counts.urban.letters": 900, "counts.north.letters": 878},
        *({f"counts.{row}.letters": 0} for row in rows),
    ]
    addresses = [
        f"counts.{row}.{column}" for row in rows for column in ("letters", "visits", "both")
    ]
    drawn = _drawn(addresses, (0, 1, 53, "很多", None), 30)
    return Forms(lambda d: read_example(d, form), data, None, (*chosen, *drawn))


def _worded() -> Forms:
    """Words and blanks in the place of numbers, beside those of last year."""
    form = declaration_of(str(HERE / "worded.toml"))
    data = clean_data(form)
    data["tables"] = {
        "waits": {
            "inner": {"longest": 30, "shortest": 2, "mean": "4.5"},
            "outer": {"longest": 21, "shortest": 3, "mean": 2},
            "eyes": {"longest": 9, "shortest": 5, "mean": 7},
            "all": {"longest": 30, "shortest": 2, "mean": "4.5"},
        },
        "beds": {
            ward: {"stage": "开放", "opened": "2015-03-01", "count": count, "spare": 4, "both": count + 4, "used": used, "use": use}
            for ward, count, used, use in (("inner", 20, 90, "4.5"), ("outer", 10, 60, 6), ("eyes", 5, 15, 3))
        } | {"all": {"count": 35, "spare": 12, "both": 47, "used": 165, "use": "4.71"}},
        "staff": {
            "inner": {"doctors": 8, "nurses": 24, "left": 3, "joined": 5, "moved": 2},
            "outer": {"doctors": 6, "nurses": 12, "left": None, "joined": None, "moved": None},
            "eyes": {"doctors": 2, "nurses": 5, "left": 1, "joined": 1, "moved": 0},
        },
    }  # fmt: skip
    last = dict(report_of(data, form).figures)
    for other in ("waits.inner.mean", "beds.all.used", "staff.inner.doctors"):
        last[FigureId(*other.split("."))] = Decimal(7)  # no table is last year's
    chosen: list[Changes] = [
        {},
        {"waits.outer.longest": "N/A", "waits.all.longest": 31},
        {"waits.outer.longest": "/", "waits.all.longest": 31},
        {"waits.outer.longest": "<1", "waits.all.longest": 31},
        {"waits.outer.longest": None, "waits.all.longest": 31},
        {"waits.outer.longest": "很长", "waits.all.longest": 31},
        {"waits.outer.longest": "N/A", "waits.all.longest": "N/A"},
        {f"waits.{ward}.longest": "N/A" for ward in ("inner", "outer", "eyes")},
        {f"waits.{ward}.longest": "N/A" for ward in ("inner", "outer", "eyes", "all")},
        {f"waits.{ward}.longest": None for ward in ("inner", "outer", "eyes")},
        {"waits.outer.longest": "N/A", "waits.all.longest": None},
        {"waits.outer.mean": "N/A"},
        {"waits.outer.mean": "N/A", "waits.all.mean": "5.75"},
        {"waits.outer.longest": 61},
        {"waits.outer.longest": 1},
        {"waits.eyes.longest": 31},
        {"waits.eyes.longest": 31, "waits.inner.longest": "N/A"},
        {"beds.inner.count": "N/A"},
        {"beds.inner.count": "N/A", "beds.inner.both": None, "beds.inner.use": None},
        {"beds.inner.count": "N/A", "beds.inner.both": 4, "beds.inner.use": "N/A"},
        {"beds.inner.count": "<1", "beds.inner.both": 4},
        {"beds.inner.count": "<1", "beds.inner.both": None, "beds.inner.use": None},
        {"beds.inner.count": 0},
        {"beds.inner.count": 0, "beds.inner.use": None},
        {"beds.inner.count": None, "beds.inner.both": None, "beds.inner.use": None},
        {"beds.inner.spare": None},
        {"beds.inner.spare": None, "beds.inner.both": None},
        {"beds.inner.spare": None, "beds.inner.both": None, "beds.inner.count": None},
        {"beds.all.spare": None},
        {"beds.inner.both": "N/A"},
        {"beds.inner.use": "N/A"},
        {"beds.inner.used": 61, "beds.inner.count": 3},
        {"beds.inner.used": 7},
        {"beds.inner.count": 25},
        {"beds.inner.stage": "停用"},
        {"beds.inner.stage": "停用", "beds.inner.opened": "2021-01-01"},
        {"beds.inner.stage": None},
        {"beds.inner.stage": "关门"},
        {"beds.inner.opened": "2016-03-01"},
        {"beds.inner.opened": None, "beds.inner.stage": "停用"},
        {"staff.inner.moved": 3},
        {"staff.inner.left": "N/A"},
        {"staff.inner.left": "N/A", "staff.inner.moved": "N/A"},
        {"staff.eyes.doctors": 0, "beds.inner.used": 40},
        {"staff.inner.moved": None},
        {"staff.outer.joined": 2},
        {"staff.outer.joined": 2, "staff.outer.moved": 3},
        {"staff.eyes.left": None, "staff.eyes.joined": None},
        {"staff.eyes.nurses": 4},
    ]
    addresses = [".".join(f) for f in form.figures if form.type_of(f).is_number]
    drawn = _drawn(addresses, (0, 1, "N/A", "<1", None), 12)
    return Forms(lambda d: read_example(d, form), data, prior_of(last), (*chosen, *drawn))


def _added(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _across() -> Forms:
    """A rule of every relation, and two tables."""
    form = declaration_of(str(EXAMPLES / "across.toml"))
    data = clean_data(form)
    data["tables"] = {
        "petitions": {
            "received": {"letters": 12, "visits": 8, "total": 20},
            "closed": {"letters": 11, "visits": 7, "total": 18},
            "open": {"letters": 4, "visits": 3, "total": 7},
        },
        "staff": {
            "desk": {"people": 2, "cases": 12, "each": 6, "absent": 3},
            "field": {"people": 2, "cases": 8, "each": 4, "absent": "/"},
        },
    }
    last = dict(report_of(data, form).figures)
    for column, number in {"letters": 3, "visits": 2, "total": 5}.items():
        last[FigureId("petitions", "open", column)] = Decimal(number)
    chosen: list[Changes] = [
        {},
        {"petitions.closed.letters": 13},
        {"petitions.received.letters": 11, "petitions.received.total": 19},
        {"petitions.received.total": 14},
        {"petitions.received.visits": 201, "petitions.received.total": 213},
        {"staff.desk.people": 0},
        {"staff.desk.people": 3},
        {"staff.desk.cases": 13},
        {"staff.field.people": 1},
        {"staff.desk.absent": "/"},
        {"staff.desk.each": "5.5"},
        {"staff.desk.each": "5.123456"},
        {"petitions.open.letters": 5},
    ]
    addresses = [".".join(figure) for figure in form.figures]
    drawn = _drawn(addresses, (0, 1, 7, 20, None), 18)
    return Forms(lambda d: read_example(d, form), data, prior_of(last), (*chosen, *drawn))


def _across_from_no_year() -> Forms:
    read, data, last, _ = _across()
    assert last is not None
    cases: tuple[Changes, ...] = ({"petitions.open.letters": 5}, {"staff.field.people": 1})
    return Forms(read, data, replace(last, year=None), cases)


def _statement() -> Forms:
    """A form in English, with advice of its own."""
    form = declaration_of(str(LIBRARY / "library-statement.toml"))
    data = json.loads((LIBRARY / "statement-2023.json").read_text("utf-8"))
    addresses = [".".join(figure) for figure in form.figures]
    drawn = _drawn(addresses, (0, 1, 30, None), 9)
    return Forms(lambda d: read_example(d, form), data, None, ({}, *drawn))


def _drawn(addresses: list[str], values: tuple[object, ...], count: int) -> Iterator[Changes]:
    """One to three figures of the form, the same each time."""
    rng = random.Random(14)
    for number in range(count):
        yield {each: rng.choice(values) for each in rng.sample(addresses, 1 + number % 3)}


# Those that take least time first.
EVERY_FORM: Mapping[str, Callable[[], Forms]] = {
    "no-lines": _of_no_lines,
    "across-no-year": _across_from_no_year,
    "twelve-lines": lambda: _greatest_of(12),
    "thirteen-lines": lambda: _greatest_of(13),
    "classes": _classes,
    "across": _across,
    "statement": _statement,
    "windows": _windows,
    "nested": _nested,
    "worded": _worded,
    "spending": _spending,
    "zeros": _zeros,
    "disclosure": _disclosure,
    "accounts": _accounts,
}
