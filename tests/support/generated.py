"""Units made up for tests and measurements: workbooks of many offices, some broken in known ways.

Every unit has figures of its own that keep every identity of the form, and sentences that
say nothing of them. The same number and seed give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

from compiler.format.declaration import Section
from compiler.office.shown_figures import shown_figures
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId, Quantity, Unreadable
from compiler.values.report import Paragraph, Report
from compiler.workbook.form.make import write_form
from tests.support import workbooks

DISTRICTS = ("东河县", "南山区", "西塘县", "北岭区", "青禾县", "临江区")
OFFICES = ("司法局", "教育局", "水务局", "财政局", "农业农村局", "卫生健康局", "市场监督管理局")
# The share of the units that is broken.
ONE_IN = 10


class Made(NamedTuple):
    """`status` is what a batch must say of it; `figures` what it reports, as whole numbers."""

    name: str
    district: str
    data: bytes
    status: str
    figures: Mapping[FigureId, int]

    @property
    def path(self) -> Path:
        return Path(self.district, f"{self.name}.xlsx")


def made(number: int, seed: int = 1) -> Iterator[Made]:
    """So many units, one by one; of every ten one is broken."""
    for index in range(number):
        yield unit(index, seed)


def unit(index: int, seed: int = 1) -> Made:
    random = Random(f"{seed} {index}")
    district = DISTRICTS[index % len(DISTRICTS)]
    round_, office = divmod(index // len(DISTRICTS), len(OFFICES))
    name = f"{district}{OFFICES[office]}" + (f"第{round_}分局" if round_ else "")
    figures = consistent(random)
    report = reported(name, figures)
    if index % ONE_IN != ONE_IN - 1:
        return Made(name, district, write_form(workbooks.form(), report), "clean", figures)
    breaking = BROKEN[index // ONE_IN % len(BROKEN)]
    data, status = breaking(report, random)
    return Made(name, district, data, status, figures)


def written(number: int, folder: Path, seed: int = 1) -> list[Made]:
    """The workbooks in folders of their districts; what was made, without its bytes."""
    found = []
    for each in made(number, seed):
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.data)
        found.append(each._replace(data=b""))
    return found


def consistent(random: Random) -> dict[FigureId, int]:
    """Figures that keep what the form asks of them, worked out here and not by its rules."""
    form = workbooks.form()
    figures = {each: random.randrange(40) for each in form.figures}
    for row in ("rules", "normative_documents"):
        published = figures[FigureId("article20_1", row, "published")]
        figures[FigureId("article20_1", row, "total_public")] = published + random.randrange(50)
    for each in form.figures:
        if each.column == "change":
            figures[each] = random.randrange(-figures[each._replace(column="previous")], 30)
    requests = form.table("requests")
    applicants = [column.id for column in requests.columns if column.id != "total"]
    fixed = ("received", "carried_in", "carried_out", "handled")
    outcomes = [row.id for row in requests.rows if row.id not in fixed]
    for column in applicants:
        at = {row.id: FigureId("requests", row.id, column) for row in requests.rows}
        figures[at["handled"]] = sum(figures[at[row]] for row in outcomes)
        needed = figures[at["handled"]] + figures[at["carried_out"]]
        figures[at["carried_in"]] = min(figures[at["carried_in"]], needed)
        figures[at["received"]] = needed - figures[at["carried_in"]]
    for table in ("requests", "disputes"):
        for row in form.table(table).rows:
            parts = [c.id for c in form.table(table).columns if c.id != "total"]
            total = sum(figures[FigureId(table, row.id, column)] for column in parts)
            figures[FigureId(table, row.id, "total")] = total
    return figures


def reported(name: str, figures: Mapping[FigureId, int]) -> Report:
    good = workbooks.good_report()
    form = workbooks.form()
    numbers: dict[FigureId, Quantity] = {each: Decimal(n) for each, n in figures.items()}
    return replace(
        good,
        agency={"name": name, "signatory": name, "date": "2021年1月15日"},
        narrative={section.id: (plain_words(section),) for section in form.prose_sections},
        figures=numbers,
    )


def plain_words(section: Section) -> Paragraph:
    """Says every aspect and need of the section, and nothing of any figure."""
    spoken = [said.words[0] for said in (*section.aspects, *section.needs)]
    return Paragraph("body", f"一年来的{'、'.join(spoken)}都写在这里。" if spoken else "无。")


# What is wrong with the broken ones

Breaking = Callable[[Report, Random], tuple[bytes, str]]


def _with(report: Report, figure: str, quantity: Quantity) -> bytes:
    changed = {**report.figures, workbooks.figure(figure): quantity}
    return write_form(workbooks.form(), replace(report, figures=changed))


def _wrong_total(report: Report, random: Random) -> tuple[bytes, str]:
    """A total typed over, some pieces off."""
    total = report.figures[workbooks.figure("disputes.reconsideration.total")]
    assert isinstance(total, Decimal)
    off = total + random.randrange(1, 9)
    return _with(report, "disputes.reconsideration.total", off), "errors"


def _no_number(report: Report, _: Random) -> tuple[bytes, str]:
    """Words where a number belongs."""
    return _with(report, "article20_6.penalties.previous", Unreadable("见附表")), "errors"


def _unbalanced(report: Report, random: Random) -> tuple[bytes, str]:
    """What came in is not what was handled."""
    received = report.figures[workbooks.figure("requests.received.enterprise")]
    assert isinstance(received, Decimal)
    return _with(
        report, "requests.received.enterprise", received + random.randrange(1, 5)
    ), "errors"


def _cut_off(report: Report, _: Random) -> tuple[bytes, str]:
    """The first half of a file: a mail that broke off."""
    data = write_form(workbooks.form(), report)
    return data[: len(data) // 2], "unreadable"


def _no_sheet(report: Report, _: Random) -> tuple[bytes, str]:
    """A sheet was deleted."""
    data = write_form(workbooks.form(), report)
    return workbooks.without(data, workbooks.DISPUTES), "unreadable"


BROKEN: tuple[Breaking, ...] = (_wrong_total, _no_number, _unbalanced, _cut_off, _no_sheet)


def figure(table: str, row: str, column: str) -> FigureId:
    return FigureId(table, row, column)


def wrong_sums(output: Path, units: Iterable[Made]) -> list[str]:
    """Where the overview's sums are not those of the good units' figures, added up here."""
    page = (output / "overview.html").read_text("utf-8")
    [data] = re.findall('<script type="application/json" id="data">(.*?)</script>', page)
    told = json.loads(data)
    good = [unit.figures for unit in units if unit.status == "clean"]
    shown = shown_figures(workbooks.form())
    sums = {each.name: str(sum(figures[each.figure] for figures in good)) for each in shown}
    found = dict(zip((name for name, _ in told["figures"]), told["sums"][""], strict=True))
    return [
        f"{name}: {found.get(name)} for {wanted}"
        for name, wanted in sums.items()
        if found.get(name) != wanted
    ]
