"""Reports of units to be merged, and how the examples of merging are carried out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from compiler.checks.every_check import check
from compiler.format.declaration import Declaration
from compiler.office.merging import Contribution, Merged, merged
from compiler.report.prior import prior_of_report
from compiler.report.reading import Reading
from compiler.values import limits
from compiler.values.dataclass import replace
from compiler.values.figures import Quantity, Unreadable
from compiler.values.findings import Finding
from compiler.values.report import Report, UnitFigures
from docs.dialect import EXAMPLES
from tests.support import spending, workbooks
from tests.support.examples import Data, declaration_of, full_data, read_example

Found = Finding | Iterable[Finding] | None


def unit_data(name: str, *changes: tuple[str, object], year: int = 2020) -> Data:
    """A consistent report of a unit, these figures changed."""
    data = deepcopy(full_data())
    data["agency"]["name"], data["year"] = name, year
    for figure, value in changes:
        table, row, column = figure.split(".")
        data["tables"][table][row][column] = value
    return data


def contribution(data: Data, last: Data | None = None, district: str = "") -> Contribution:
    reading = read_example(data, declaration_of())
    report, form = reading.report, reading.form
    assert report is not None
    assert form is not None
    prior = None
    if last is not None:
        earlier = read_example(last, declaration_of())
        assert earlier.report is not None
        assert earlier.form is not None
        prior = prior_of_report(earlier.report, earlier.form, form)
    return Contribution(report.name, report, form, prior, district)


def of(*units: Data) -> Merged:
    return merged([contribution(unit) for unit in units], workbooks.form().declaration)


def checked(report: Report, figure: str, quantity: Quantity) -> tuple[Finding, ...]:
    """What is said of a merged report in which one figure is changed, about its units."""
    figures = {**report.figures, workbooks.figure(figure): quantity}
    return _of_units(replace(report, figures=figures))


def _of_units(report: Report) -> tuple[Finding, ...]:
    return tuple(f for f in check(Reading(report, workbooks.form(), ())) if f.code[0] == "U")


# The examples

FIGURE = "article20_6.penalties.decisions"


def _run(*units: Data, words: tuple[str, ...] = ()) -> Found:
    from tests.support.ways import ran

    paths = []
    for number, unit in enumerate(units):
        paths.append(Path(f"{number}.json"))
        paths[-1].write_text(json.dumps(unit), "utf-8")
    return [f for f in ran("merge", *paths, "-o", "全区.xlsx", *words) if f.code[0] == "U"]


def _broken() -> Data:
    return unit_data("乙局", ("requests.granted.total", 1))


def _unread() -> Found:
    from tests.support.ways import ran

    Path("收到的").mkdir()
    Path("收到的", "甲局.json").write_text(json.dumps(unit_data("甲局")), "utf-8")
    Path("收到的", "乙局.xlsx").write_bytes(b"")
    return ran("merge", "收到的/甲局.json", "收到的", "-o", "全区.xlsx")


def _rates() -> Found:
    """A form in which a figure is a percentage."""
    from compiler.edges.files import read_bytes
    from compiler.format.form import form_of
    from compiler.format.load import load
    from compiler.workbook.form.make import blank_report

    path = EXAMPLES / "types.toml"
    declaration = load(path.read_bytes(), str(path), read_bytes)
    assert isinstance(declaration, Declaration)
    form = form_of(declaration)
    share = next(
        f for f in form.figures if not form.type_of(f).adds_up and form.type_of(f).is_number
    )
    report = blank_report(form, 2023, "甲局")
    report = replace(report, figures={**report.figures, share: Decimal("12.5")})
    return merged([Contribution(n, report, form) for n in ("甲局", "乙局")], declaration).findings


def _carried(number: int) -> Found:
    """Last year's 结转下年度 is what was carried in this year, or one more."""
    this = unit_data("甲局")
    last = unit_data("甲局", year=2019)
    carried = this["tables"]["requests"]["carried_in"]
    last["tables"]["requests"]["carried_out"] = {k: v + number for k, v in carried.items()}
    for table, column in (("article20_5", "previous"), ("article20_6", "previous")):
        for row in last["tables"][table].values():
            row[column], row["change"] = row[column], 0
    unit = contribution(this, last)
    found = merged([unit], workbooks.form().declaration).findings
    return [f for f in found if f.rule and f.place.table == "requests"][:1]


def _typed(change: int) -> Callable[[], Found]:
    def doing() -> Found:
        whole = of(unit_data("甲局"), unit_data("乙局")).report
        number = whole.figures[workbooks.figure(FIGURE)]
        assert isinstance(number, Decimal)
        return checked(whole, FIGURE, number + change)

    return doing


def _words_among_units() -> Found:
    whole = of(unit_data("甲局"), unit_data("乙局")).report
    first, *others = whole.units
    figure = workbooks.figure(FIGURE)
    said = UnitFigures(first.name, {**first.figures, figure: Unreadable("见附表")})
    return [f for f in _of_units(replace(whole, units=(said, *others))) if f.code == "U140"]


def _in_parts() -> Found:
    few = replace_limit(500)
    with patch("compiler.office.merging.UNIT_FIGURES", few):
        return _run(*(unit_data(f"{name}局") for name in "甲乙丙丁"))


def _named_lines(*names: str) -> Found:
    units = []
    for number, name in enumerate(names):
        reading = spending.reading_of(spending.spending([f"201 {name}"]))
        assert reading.report is not None
        assert reading.form is not None
        units.append(Contribution(f"{number}局", reading.report, reading.form))
    return merged(units, spending.declared()).findings


def _merged_twice(words: str) -> Found:
    units = (unit_data("甲局"), unit_data("乙局"))
    first = _run(*units)
    path = Path("全区.xlsx")
    if words:
        path.write_bytes(workbooks.edited(path.read_bytes(), "一、总体情况", {"B5": words}))
    return [*(first or ()), *(_run(*units) or ())]  # type: ignore[misc]


def replace_limit(most: int) -> limits.Limit:
    return limits.UNIT_FIGURES._replace(most=most)


WAYS: Mapping[str, Callable[..., Found]] = {
    r"合并两家单位的报告，其中一家有一个总计错了。": lambda: _run(unit_data("甲局"), _broken()),
    r"合并两家单位的报告，其中一家有一个总计错了，用了 `--with-errors`。": lambda: _run(
        unit_data("甲局"), _broken(), words=("--with-errors",)),
    r"合并两家单位的报告，都没有错误。": lambda: _run(unit_data("甲局"), unit_data("乙局")),
    r"合并三家单位的报告，两家是 2020 年的，一家是 2019 年的。": lambda: _run(
        unit_data("甲局"), unit_data("乙局"), unit_data("丙局", year=2019)),
    r"合并两个文件，其中一个是空文件。": _unread,
    r"合并一家单位的报告，它有一个总计错了。": lambda: _run(_broken()),
    r"两家单位中有一家空着一个数。": lambda: of(unit_data("甲局"), unit_data("乙局", (FIGURE, None))).findings,
    r"两家单位都空着同一个数。": lambda: of(*(unit_data(n, (FIGURE, None)) for n in ("甲局", "乙局"))).findings,
    r"两家单位的报告里有百分数。": _rates,
    r"一家单位的上年结转比上年报告的结转下年度少 1。": lambda: _carried(1),
    r"一家单位的上年结转与上年报告的结转下年度相同。": lambda: _carried(0),
    r"合并来的报告里，一个数改得比各单位的合计少 2。": _typed(-2),
    r"合并来的报告里，没有改动。": _typed(0),
    r"“各单位”的工作表里，一个数写成了“见附表”。": _words_among_units,
    r"两家单位各自加的行编码都是 201，一家叫“一般公共服务”，一家叫“教育”。": lambda: _named_lines(
        "一般公共服务", "教育"),
    r"两家单位各自加的行编码都是 201，都叫“一般公共服务”。": lambda: _named_lines(
        "一般公共服务", "一般公共服务"),
    r"合并四家单位的报告，而一个工作簿只放得下两家（人为造成）。": _in_parts,
    r"合并的工作簿里写了文字，再合并一次。": lambda: _merged_twice("本区公开工作平稳。"),
    r"合并的工作簿里没有写文字，再合并一次。": lambda: _merged_twice(""),
}  # fmt: skip
