"""Which numbers of a sentence become quotes, which are left and why.

The report: 12681 requests received, 201 carried in, 11799 handled, 243 granted, 1083 carried
out; 746 cases of reconsideration, of which 185 were upheld; 23万元 of central purchasing.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from compiler.checks.every_check import check
from compiler.checks.quotation import Quotation, names_of_sums, quotation, without
from compiler.document.compose import compose
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.figures import Absent
from compiler.values.origin import CellRef
from compiler.values.report import Paragraph, Report
from tests.prose.measure import FILES, HELD_OUT, cases, read
from tests.support.workbooks import changed, figure, form, full_report

SAID = """
| in the workbook | in the copy |
|---|---|
| 本年新收政府信息公开申请12681件。 | 本年新收政府信息公开申请{新收申请总数}件。 |
| 新收政府信息公开申请 12681 件，上年结转201件。 | 新收政府信息公开申请 {新收申请总数} 件，上年结转{上年结转申请总数}件。 |
| 收到政府信息公开申请12681件，同比增长5%。 | 收到政府信息公开申请{新收申请总数}件，同比增长5%。 |
| 予以公开243件，结转下年度继续办理1083件。 | 予以公开{予以公开数}件，结转下年度继续办理{结转下年度总数}件。 |
| 不予公开3792件，不予处理4365件。 | 不予公开{不予公开数}件，不予处理{不予处理数}件。 |
| 因信息公开引发行政复议746件。 | 因信息公开引发行政复议{行政复议总数}件。 |
| 政府集中采购总金额23万元。 | 政府集中采购总金额{政府集中采购总金额}万元。 |
| 政府信息公开申请{新收申请总数}件，上年结转201件。 | 政府信息公开申请{新收申请总数}件，上年结转{上年结转申请总数}件。 |
| 上年结转201件，｛新收申请总数｝件为新收，予以公开243件。 | 上年结转{上年结转申请总数}件，｛新收申请总数｝件为新收，予以公开{予以公开数}件。 |
"""
LEFT = """
| what is said | reason | name |
|---|---|---|
| 新收政府信息公开申请一万二千六百八十一件。 | spelled | 新收申请总数 |
| 新收政府信息公开申请12,681件。 | spelled | 新收申请总数 |
| 新收政府信息公开申请１２６８１件。 | spelled | 新收申请总数 |
| 新收政府信息公开申请1.2681万件。 | spelled | 新收申请总数 |
| 政府集中采购总金额230000元。 | spelled | 政府集中采购总金额 |
| 政府集中采购总金额23.00万元。 | spelled | 政府集中采购总金额 |
| 予以公开和部分公开政府信息公开申请528件。 | unnamed | |
| 受理阳光类政府信息公开申请12681件。 | | |
"""
# Right by chance, of another year or body, or by another meaning than the first.
NOTHING = (
    "新收政府信息公开申请12682件。",
    "上年收到政府信息公开申请12681件。",
    "计划受理政府信息公开申请12681件。",
    "市公安局收到政府信息公开申请12681件。",
    "通过网络收到政府信息公开申请12681件。",
    "受理群众来电12681件。",
    "收到政府信息公开申请约12681件。",
    "收到政府信息公开申请12882件。",  # with those carried in
    "收到政府信息公开申请第12681件。",
    "新收政府信息公开申请{没有的名称12681}件。",
    "监督电话12681。",
)


def _rows(table: str) -> list[list[str]]:
    lines = table.strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def saying(*texts: str, report: Report | None = None) -> Report:
    report = report or full_report()
    paragraphs = tuple(Paragraph("body", text) for text in texts)
    return replace(report, narrative={**report.narrative, "overview": paragraphs})


def told(*texts: str, report: Report | None = None) -> Quotation:
    return quotation(saying(*texts, report=report), form())


@pytest.mark.parametrize(("said", "copy"), _rows(SAID))
def test_what_is_replaced(said: str, copy: str) -> None:
    found = told(said)
    assert [p.text for p in found.narrative["overview"]] == [copy]
    assert found.left == ()


def test_what_cells_hold_of_themselves_is_left_and_nothing_else_changes() -> None:
    found = told("新收政府信息公开申请12681件。", "上年结转201件。")
    first, second = found.replacements
    here = CellRef("一、总体情况", "B5")
    there = first._replace(place=first.place._replace(sheet=here.sheet, cell=here.cell))
    held = without(found._replace(replacements=(there, second)), saying("", ""), (here,))
    assert held.replacements == (second,)
    assert held.left == ((there, "cell"),)


@pytest.mark.parametrize(("said", "reason", "name"), _rows(LEFT))
def test_what_is_left_and_why(said: str, reason: str, name: str) -> None:
    found = told(said)
    assert [p.text for p in found.narrative["overview"]] == [said]
    assert found.replacements == ()
    wanted = [(reason, f"{{{name}}}" if name else "")] if reason else []
    assert [(why, one.now) for one, why in found.left] == wanted


@pytest.mark.parametrize("said", NOTHING)
def test_what_is_not_spoken_of(said: str) -> None:
    found = told(said)
    assert [p.text for p in found.narrative["overview"]] == [said]
    assert found.replacements == ()


def test_of_two_meanings_that_are_right_the_first_is_quoted() -> None:
    """受理 may count those carried in as well; of those there were none."""
    none = {
        figure(f"requests.carried_in.{c.id}"): Decimal(0)
        for c in form().table("requests").columns[:-1]
    }
    report = changed(full_report(), none)
    found = told("受理政府信息公开申请12681件。", report=report)
    assert [one.now for one in found.replacements] == ["{新收申请总数}"]


def test_a_zero_in_another_unit_is_left() -> None:
    """0元 would become next year's number of 万元."""
    report = changed(full_report(), {figure("article20_9.procurement.amount"): Decimal(0)})
    found = told("政府集中采购总金额0元。", report=report)
    assert (found.replacements, [why for _, why in found.left]) == ((), ["spelled"])
    found = told("政府集中采购总金额0万元。", report=report)
    assert [one.now for one in found.replacements] == ["{政府集中采购总金额}"]


def test_a_name_whose_figures_are_not_all_there_is_left() -> None:
    blank = {figure("disputes.litigation_after_reconsideration.total"): Absent.BLANK}
    total = full_report().figures[figure("disputes.litigation_direct.total")]
    found = told(f"因信息公开引发行政诉讼{total}件。", report=changed(full_report(), blank))
    assert [(why, one.now) for one, why in found.left] == [("blank", "{行政诉讼总数}")]


def test_a_bracket_that_stands_open_keeps_what_is_printed() -> None:
    said = "新收政府信息公开申请{12681件，上年结转201件。"
    found = told(said)
    before, after = (
        compose(report, form())
        for report in (saying(said), replace(saying(said), narrative=found.narrative))
    )
    assert before == after


def test_the_number_is_shown_marked_in_its_words() -> None:
    (one,) = told("今年以来，我局依法新收政府信息公开申请12681件，均已登记。").replacements
    assert (one.was, one.now) == ("12681", "{新收申请总数}")
    assert one.context == "…年以来，我局依法新收政府信息公开申请【12681】件，均已登记…"


def test_a_rate_has_no_sum_and_last_years_figures_no_name() -> None:
    names = set(names_of_sums(form()).values())
    assert names < set(form().quotable)
    assert {"予以公开占比", "新收申请同比增长"} & names == set()


# Laws

# What speaks of figures; of marks and misprints quotes have their own.
PROSE = ("P2", "P3", "P4")


def test_a_quotation_prints_the_same_and_quotes_nothing_twice() -> None:
    texts = [row[0] for table in (SAID, LEFT) for row in _rows(table)] + list(NOTHING)
    report = saying(*texts)
    once = quotation(report, form())
    copy = replace(report, narrative=once.narrative)
    assert len(once.replacements) > 10
    assert compose(copy, form()) == compose(report, form())
    assert quotation(copy, form()).replacements == ()


@pytest.mark.parametrize("file", [file for file in FILES if file != HELD_OUT])
def test_what_is_quoted_is_checked_as_its_number_is(file: str) -> None:
    """A quote hides nothing: the findings on sentences are the same, to the token, and no
    number that contradicts its table is quoted.
    """
    quoted = 0
    for case in cases(file):
        reading = read(case["context"])
        assert reading.report is not None
        assert reading.form is not None
        narrative = {
            **reading.report.narrative,
            case["section"]: (Paragraph("body", case["text"]),),
        }
        report = replace(reading.report, narrative=narrative)
        made = quotation(report, reading.form)
        quoted += len(made.replacements)
        copy = replace(report, narrative=made.narrative)
        before, after = (
            [f for f in check(reading._replace(report=each)) if f.code[:2] in PROSE]
            for each in (report, copy)
        )
        assert [f.token for f in before] == [f.token for f in after], case["text"]
        text = "".join(p.text for p in made.narrative[case["section"]])
        assert all(str(f.values["said"]) in text for f in before if f.code == "P201"), text
    assert quoted > 10


def test_a_quote_of_the_wrong_figure_is_found() -> None:
    report = saying("本年新收政府信息公开申请{办理总数}件。")
    (found,) = [f for f in check(Reading(report, form(), ())) if f.code == "P201"]
    assert (found.expected, found.actual) == ("12681", "11799")
