"""Rules with functions, quotients and rounding, on the form docs/examples/windows.toml.

Each function stands in a rule there. What nianbao says of a report is what the live checks
of its workbook say, once LibreOffice has calculated them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from compiler.catalogue.c_cells import STALE_TOTAL
from compiler.checks.coverage import coverage
from compiler.checks.diagnosing.diagnose import diagnose
from compiler.checks.every_check import check
from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration
from compiler.format.expression import (
    Cell,
    Each,
    Number,
    Over,
    Sum,
    as_decimal,
    cells,
    evaluate,
    parts,
)
from compiler.format.form import form_with
from compiler.format.grammar import parse_comparison, parse_value
from compiler.format.instances import bind_value, instances, on_every_line
from compiler.format.judgement import State, judge_all
from compiler.format.load import load
from compiler.format.spoken_rule import in_words
from compiler.readers.workbook.read import read_form
from compiler.report.desk import Only
from compiler.report.from_data import read_data
from compiler.report.quotes import Quotable
from compiler.report.typed import as_excel_shows
from compiler.values.figures import FigureId
from compiler.values.findings import Finding
from compiler.values.origin import Source
from compiler.values.report import Report
from tests.support import spending
from tests.support.examples import read_example, report_of, workbook_of
from tests.support.office import converted
from tests.support.windows import FORM, PATH, with_figures
from tests.support.workbooks import raw_cells


def found(changes: Mapping[str, object]) -> tuple[Finding, ...]:
    return check(read_example(with_figures(changes), FORM))


def test_the_report_keeps_every_rule_and_quotes_what_they_compute() -> None:
    assert found({}) == ()
    assert (
        Quotable(FORM, report_of(with_figures({}), FORM)).resolved("{最长天数} {平均支出}")
        == "31 77.0"
    )


# What a rule says


def value_of(text: str, given: Mapping[str, str] | None = None) -> Decimal:
    """`a` to `d` are 1, 2, 3 and blank, or as given."""
    known = {"a": "1", "b": "2", "c": "3"} if given is None else given
    figures = {FigureId("windows", row, "received"): known.get(letter) for row, letter in LETTERS}
    node = bind_value(parse_value(spelt(text)), {t.id: t for t in FORM.tables})

    def number(cell: Any) -> Decimal | None:
        written = figures[cell.figure]
        return None if written is None else Decimal(written)

    return as_decimal(evaluate(node, number))


LETTERS = (("general", "a"), ("tax", "b"), ("social", "c"), ("total", "d"))


def spelt(text: str) -> str:
    paths = {letter: f"windows.{row}.received" for row, letter in LETTERS}
    return "".join(f" {paths.get(word, word)} " for word in text.split())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sum( a .. d except b , c )", "1"), ("min( a .. d )", "1"), ("max( a , b * 5 , 4 )", "10"),
        ("min( d , 7 )", "7"), ("max( d , d )", "0"), ("count( a .. d )", "3"), ("count( d )", "0"),
        ("average( a .. d )", "2"), ("average( a .. d except a )", "2.5"),
        ("max( sum( a .. c ) , a )", "6"), ("round( 2 / 3 , 2 )", "0.67"), ("round( 0.125 , 2 )", "0.13"),
        ("round( 0 - 0.125 , 2 )", "-0.13"), ("round( 2.5 / 3 * 3 , 0 )", "3"), ("round( 2 / 3 , 0 )", "1"), ("1 / 3 * 3", "1"),
        ("if( a < b , a , b )", "1"), ("if( d == 0 , 10 , a / d )", "10"), ("if( a * 2 >= b + 1 , 1 , 2 )", "2"),
        ("if( a < b and a < d or a < b , 1 , 2 )", "1"), ("if( a < b and ( d != 0 or a == b ) , 1 , 2 )", "2"),
        ("if( ( a + b ) > a and ( a ) < b , 1 , 2 )", "1"),
    ],
)  # fmt: skip
def test_functions(text: str, value: str) -> None:
    assert value_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["a / d", "average( d , d )", "round( a / ( b - b ) , 1 )"])
def test_what_cannot_be_divided_has_no_value(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        value_of(text)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("round( a / b , 1 )", "甲 ÷ 甲（保留 1 位小数）", "甲 ÷ 甲 (rounded to 1 decimals)"),
        ("( a + b ) / ( a * b )", "（甲 ＋ 甲） ÷ （甲 × 甲）", "(甲 + 甲) ÷ (甲 × 甲)"),
        ("a - sum( a .. b )", "甲 － （甲 ＋ 甲）", "甲 - (甲 + 甲)"),
        ("min( a .. b , 3 )", "最小的（甲、甲、3）", "the least of (甲, 甲, 3)"),
        ("average( a ) * count( b )", "平均（甲） × 填了数的项数（甲）", "the average of (甲) × the number filled in of (甲)"),
        ("if( a >= b , 1 , a )", "（甲 ≥ 甲 时取1，否则取甲）", "(1 if 甲 ≥ 甲, else 甲)"),
        ("if( a != b or a <= 1 , 1 , a )", "（甲 ≠ 甲 或 甲 ≤ 1 时取1，否则取甲）", "(1 if 甲 ≠ 甲 or 甲 ≤ 1, else 甲)"),
        ("if( a > b and ( a > 1 or b > 2 ) , 1 , a )", "（甲 ＞ 甲 且 （甲 ＞ 1 或 甲 ＞ 2） 时取1，否则取甲）", "(1 if 甲 > 甲 and (甲 > 1 or 甲 > 2), else 甲)"),
    ],
)  # fmt: skip
def test_functions_in_words(text: str, zh: str, en: str) -> None:
    node = bind_value(parse_value(spelt(text)), {t.id: t for t in FORM.tables})
    assert [in_words(node, lambda _: "甲", language) for language in ("zh", "en")] == [zh, en]


# What is found

# figures, then (rule, expected, actual, difference) of every identity's finding
CASES: Mapping[str, tuple[Mapping[str, object], list[tuple[str | None, ...]]]] = {
    "a cent more than rounding may make": (
        {"costs.total.spent": 231.02}, [("costs-total", "231", "231.02", "0.02")],
    ),
    "a rate of the wrong decimal": (
        {"windows.tax.rate": 99.9}, [("rate", "100", "99.9", "-0.1")],
    ),
    "a share within half of a hundredth": (
        {"windows.total.received": 2001, "windows.general.received": 1201, "windows.general.share": 60.02,
         "windows.tax.share": 24.99, "windows.social.share": 14.99}, [],
    ),
    "a share that was cut off": (
        {"windows.total.received": 2001, "windows.general.received": 1201, "windows.general.share": 60.01,
         "windows.tax.share": 24.98, "windows.social.share": 14.99},
        [("share", "60.02", "60.01", "-0.01"), ("share", "24.9875", "24.98", "-0.0075")],
    ),
    "an average told with few digits": (
        {"windows.total.days": 4.3}, [("days", "4.2667", "4.3", "0.0333")],
    ),
    "not the longest": ({"windows.total.longest": 30}, [("longest", "31", "30", "-1")]),
    "not the shortest": ({"windows.total.shortest": 1}, [("shortest", "0", "1", "1")]),
    "a window too few": ({"costs.open.spent": 2}, [("open", "3", "2", "-1")]),
    "over budget": (
        {"costs.tax.over": 1, "costs.total.over": 21.33}, [("over", "0", "1", "1")],
    ),
    "another table's row": (
        {"costs.tax.each": 0.14}, [("spent-on-each", "0.1238", "0.14", "0.0162")],
    ),
    "a bound that depends": (
        {"windows.tax.longest": 1}, [("within-longest", None, "2", None)],
    ),
    "finished before it was begun": (
        {"projects.hall.finished": "2022-02-28"}, [("in-order", None, "2022-02-28", None)],
    ),
    "begun before the day that the rule says": (
        {"projects.lift.started": "2020-12-31"}, [("since", None, "2020-12-31", None)],
    ),
    "stopped": (
        {"projects.lift.stage": "停建"}, [("not-stopped", None, "停建", None)],
    ),
    "finished and not whole": (
        {"projects.hall.share": 99}, [("finished-is-whole", "100", "99", "-1")],
    ),
    "nothing to divide by": (
        {"windows.tax.done": 0, "windows.total.done": 1479, "windows.tax.on_time": 0,
         "windows.total.on_time": 1370, "windows.total.rate": 92.6, "costs.total.each": 0.16}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str) -> None:
    changes, expected = CASES[name]
    told = [f for f in found(changes) if f.rule]
    assert [(f.rule, f.expected, f.actual, f.difference) for f in told] == expected


def test_a_message_says_how_far_a_figure_may_be_off() -> None:
    (told,) = found({"costs.total.spent": 231.1})
    assert told.message("zh") == (
        "办件“支出”列：合计 231.1 ≠ 综合 120.33 ＋ 税务 60.67 ＋ 社保 50（合 231）（允许相差 0.01），"
        "应为 231，实为 231.1，相差 0.1。"
    )
    (told,) = found({"costs.tax.each": 0.14})
    assert "税务”行：单件支出 0.14 ≠ 支出 60.67 ÷ 办件·办结 490（得 0.1238）" in told.message("zh")


def test_a_message_says_words_and_days_as_they_stand() -> None:
    (told,) = found({"projects.hall.finished": "2022-02-28"})
    assert told.code == "T401"
    assert told.message("zh") == (
        "项目“大厅”行：完工日期 “2022-02-28” ＜ 开工日期 “2022-03-01”，"
        "不符合“完工日期不早于开工日期”。"
    )
    (told,) = found({"projects.hall.share": 99})
    assert "（进展 “完工” ＝ “完工” 时取100，否则取完成百分数 99）" in told.message("zh")


def test_a_message_says_that_a_word_is_blank() -> None:
    text = PATH.read_text("utf-8").replace("完工', 100, share", "完工', share, 60")
    declared = load(text.encode(), "windows.toml", lambda _: b"")
    assert isinstance(declared, Declaration)
    data = json.dumps(with_figures({"projects.hall.stage": None}), default=str).encode()
    found = check(read_data(data, Source("a.json", "json", ""), "a.json", Only(declared)))
    (hall, _lift) = [each for each in found if each.rule == "finished-is-whole"]
    assert "（进展 （空） ＝ “完工” 时取完成百分数 100，否则取60）" in hall.message("zh")
    assert "(完成百分数 100 if 进展 (blank) = “完工”, else 60)" in hall.message("en")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"projects.hall.finished": None}, State.UNFILLED),
        ({"projects.hall.finished": "五月"}, State.SPOILED),
        ({"projects.hall.started": "2021-01-01"}, State.HOLDS),
    ],
)
def test_days_that_are_blank_or_none(changes: Mapping[str, object], state: State) -> None:
    report = report_of(with_figures(changes), FORM)
    (told,) = [
        judgement.state
        for judgement in judge_all(FORM.identities, FORM, report.figures)
        if judgement.identity.rule.id == "in-order" and judgement.identity.line == "hall"
    ]
    assert told is state


def mended(changes: Mapping[str, object]) -> list[list[tuple[str, Decimal]]]:
    reading = read_example(with_figures(changes), FORM)
    repairs = diagnose(reading, check(reading)).repairs
    return [[(".".join(c.figure), c.to) for c in repair.changes] for repair in repairs]


def test_repairs_and_causes_allow_for_rounding() -> None:
    """60.67 typed as 60.76: the total is a cent off anyway, and the swap is seen all the same."""
    wrong = {"costs.tax.spent": 60.76}
    reading = read_example(with_figures(wrong), FORM)
    told = diagnose(reading, check(reading))
    assert [cause.kind for cause in told.causes] == ["transposed"]
    assert mended(wrong)[0] == [("costs.tax.spent", Decimal("60.67"))]
    # 120.33 left out of a total that a cent was added to.
    left_out = read_example(with_figures({"costs.total.spent": 110.68}), FORM)
    (cause,) = diagnose(left_out, check(left_out)).causes
    assert cause.kind == "omitted"


def test_repairs_reach_what_stands_outside_of_a_function() -> None:
    assert mended({"windows.total.longest": 30}) == [[("windows.total.longest", Decimal(31))]]
    assert mended({"windows.total.days": 4.3}) == [[("windows.total.days", Decimal("4.27"))]]
    # The input explains both what it is added to and what is computed of it.
    assert mended({"windows.general.on_time": 1010})[0] == [
        ("windows.general.on_time", Decimal(1100))
    ]
    # What depends on a condition is left alone.
    assert mended({"windows.tax.longest": 1}) == []


def test_the_map_of_what_is_guarded_knows_functions() -> None:
    guarded = coverage(FORM).rules
    assert guarded[FigureId("windows", "tax", "longest")][0] == "longest"
    assert "days" in guarded[FigureId("windows", "social", "days")]
    assert "spent-on-each" in guarded[FigureId("costs", "tax", "each")]
    assert "over" in guarded[FigureId("costs", "tax", "budget")]


# What is no rule


@pytest.mark.parametrize(
    ("old", "new", "key", "wanted"),
    [
        ('within = "0.005"\n', "", "rule[share].holds", "within"),
        ('within = "0.005"', 'within = "-1"', "rule[share].within", "大于 0 的数"),
        ('within = "0.005"', 'within = "0"', "rule[share].within", "大于 0 的数"),
        ("round(on_time * 100 / done, 1)", "on_time * 100 / done", "rule[rate].holds", "within"),
        (
            'holds = "rate == round(on_time * 100 / done, 1)"',
            'holds = "rate == on_time * 100 / done"\nwithin = "0.1"',
            "rule[rate].holds",
            "round",
        ),
        ("days <= if", "days != if", "", ""),
        ('except = ["open"]', 'except = ["opne"]', "rule[spent-on-each].except", "open"),
        ("spent / windows.done", "spent / windows.doen", "rule[spent-on-each].holds", "windows.done"),
        ('except = ["open"]\nholds', "holds", "rule[spent-on-each].holds", "windows 没有“open”这一行"),
        ("total except total)", "total except totals)", "rule[windows-total].holds", "total"),
        ("finished >= started", "finished >= stage", "rule[in-order].holds", "日期与日期"),
        ("finished >= started", "finished >= '2023'", "rule[in-order].holds", "日期与日期"),
        ("finished >= started", "finished >= '2023-12-'", "rule[in-order].holds", "日期与日期"),
        ("finished >= started", "finished - started >= share", "rule[in-order].holds", "日期与日期"),
        ("stage != '停建'", "stage > '停建'", "rule[not-stopped].holds", "日期与日期"),
        ("stage == '完工', 100", "share == '完工', 100", "rule[finished-is-whole].holds", "日期与日期"),
        ("完工', 100, share", "完工', stage, share", "rule[finished-is-whole].holds", "日期与日期"),
        ("完工', 100, share", "完工', 100, stage", "rule[finished-is-whole].holds", "日期与日期"),
        ("finished >= started", "sum(stage .. share) >= 0", "rule[in-order].holds", "日期与日期"),
        ("finished >= started", "max(stage .. share) >= 0", "rule[in-order].holds", "日期与日期"),
        ("finished >= started", "finished >= 'x", "rule[in-order].holds", "不认识"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_rule(old: str, new: str, key: str, wanted: str) -> None:
    text = PATH.read_text("utf-8")
    assert old in text
    loaded = load(text.replace(old, new).encode(), "windows.toml", lambda _: b"")
    if not key:
        assert isinstance(loaded, Declaration)
        return
    assert not isinstance(loaded, Declaration)
    (told,) = loaded
    assert told.place.label == key
    assert wanted in told.message("zh") + told.hint("zh")


def test_within_blurs_no_strict_relation() -> None:
    text = PATH.read_text("utf-8").replace("share == received", "share < received")
    loaded = load(text.encode(), "windows.toml", lambda _: b"")
    assert not isinstance(loaded, Declaration)
    assert [f.place.label for f in loaded] == ["rule[share].within"]


# What the workbook says

RANDOM = 6


def at_random(number: int) -> dict[str, object]:
    """Some figures blank, 0, far off, or a little off."""
    choice = random.Random(number)
    values: tuple[Callable[[], object], ...] = (
        lambda: None, lambda: 0, lambda: choice.randrange(3000), lambda: choice.randrange(300000) / 100,
    )  # fmt: skip
    numbers = [figure for figure in FORM.figures if FORM.type_of(figure).is_number]
    paths = [".".join(figure) for figure in choice.sample(numbers, choice.choice((2, 6, 30)))]
    return {path: choice.choice(values)() for path in paths}


def shown(book: bytes) -> dict[str, list[tuple[tuple[int, int], str]]]:
    """What stands on the sheets of checks and figures; numbers to the digits that both keep."""
    return {
        name: [(at, _shown(cell.text)) for at, cell in sorted(cells.items()) if cell.text]
        for name, cells in raw_cells(book).items()
        if name in ("校验", "办件", "项目", "可引用数据", "支出决算表")
    }


def _shown(text: str) -> str:
    try:
        return f"{round(as_excel_shows(Decimal(text)), 9):g}"
    except ArithmeticError:
        return text


# Over the lines that an office adds, at the top and below one another.
OVER_LINES = """
[[rule]]
id = "{0}-of-lines"
each = ["spending.columns"]
holds = "total >= {0}(lines)"
words = "合计"

[[rule]]
id = "{0}-of-children"
each = ["spending.columns"]
holds = "parent >= {0}(children)"
words = "合计"
"""


# Along each of them: by functions of its own figures, one figure of another row, and the line of
# the same key in another table, which has not every line.
ALONG_LINES = """
[[section]]
id = "plan"
heading = "三、预算表"
sheet = "预算表"
tables = ["plan"]

[table.plan]
columns = [
  { id = "total", label = "预算", type = "amount" },
  { id = "stage", label = "进展", type = "text" },
  { id = "day", label = "批准日期", type = "date" },
]

[table.plan.open]
key = ["项目", "编码"]
label = ["项目", "名称"]
"""
RULES_ALONG = (
    "total >= max(basic, project, 3)", "min(total, basic, project) <= count(basic, project) + 1",
    "basic / total <= 1", "if(basic > 5 and (project > 1 or total < 9), basic, 0) <= total", "round(project * 100 / total, 1) <= if(basic > 5, 50, 100)",
    "total <= average(total, basic)", "total <= spending.total.total", "total <= plan.total",
    "max(basic, project) == min(total, basic)",
)  # fmt: skip


RULES_OF_WORDS = (
    "stage != '撤销'", "day >= '2022-01-01'", "if(stage == '批准', total, 30) >= 20",
    "if(day < '2022-06-01', total, 21) <= 22", "if(stage == '批准' and day >= '2022-03-01' or total == 0, total, 30) >= 20",
)  # fmt: skip


def lines_report(declared: Declaration, *, wrong: bool = False) -> Report:
    data = spending.accounts(7)
    data["tables"]["plan"] = [
        {
            "key": row["key"],
            "label": "…",
            "figures": {"total": number, "stage": "批准", "day": f"2022-0{number - 15}-01"},
        }
        for number, row in enumerate(data["tables"]["spending"][1:5], start=20)
    ]
    if wrong:
        for row, column, value in ((3, "total", 0), (5, "total", 9999)):
            data["tables"]["spending"][row]["figures"][column] = value
        data["tables"]["plan"][1]["figures"] |= {"stage": "撤销", "day": None}
    report = spending.reading_of(data, declared).report
    assert report is not None
    return report


def with_rules_over_lines() -> Declaration:
    text = spending.PATH.read_text("utf-8")
    text += "".join(OVER_LINES.format(name) for name in ("min", "max", "average", "count"))
    text += ALONG_LINES
    for number, holds in enumerate((*RULES_ALONG, *RULES_OF_WORDS)):
        each = (
            'each = ["plan.rows"]'
            if holds in RULES_OF_WORDS
            else 'each = ["spending.rows"]\nexcept = ["total"]'
        )
        nearly = 'within = "0.5"\n' if "==" in holds or "average" in holds else ""
        text += (
            f'\n[[rule]]\nid = "along-{number}"\n{each}\n'
            f'holds = "{holds}"\nwords = "{holds}"\n{nearly}'
        )
    declared = load(text.encode(), str(spending.PATH), read_bytes)
    assert isinstance(declared, Declaration), [f.message("zh") for f in declared]
    return declared


def test_a_rule_is_told_of_lines_as_if_the_other_table_had_them_all() -> None:
    declared = with_rules_over_lines()
    form = form_with(declared, lines_report(declared).lines)
    tables = {table.id: table for table in form.tables}
    rule = f"along-{RULES_ALONG.index('total <= plan.total')}"
    told = {i.line: i for i in form.identities if i.rule.id == rule}
    lacking = [line for line in told if line and not tables["plan"].has_row(line)]
    assert lacking
    assert len(lacking) < len(told)
    for line, identity in told.items():
        assert line
        there = Cell(FigureId("plan", line, "total"))
        assert identity.holds.right == (Number(Decimal(0)) if line in lacking else there)
        whole = on_every_line(identity, tables)
        assert (whole.holds.right, whole.line, whole.result) == (there, line, identity.result)


def test_what_another_table_lacks_is_left_out_of_a_sum() -> None:
    declared = with_rules_over_lines()
    form = form_with(declared, lines_report(declared).lines)
    tables = {table.id: table for table in form.tables}
    rule = next(
        r for r in declared.rules if r.id == f"along-{RULES_ALONG.index('total <= plan.total')}"
    )
    sums = rule._replace(holds=parse_comparison("total >= sum(plan.total .. plan.total)"))
    lines = {
        i.line: [c.figure.table for c in cells(i.holds.right)] for i in instances(sums, tables)
    }
    assert lines == {id: ["plan"] if tables["plan"].has_row(id) else [] for id in lines if id}
    assert [] in lines.values()


def test_a_sum_runs_through_the_same_line_of_another_table() -> None:
    rule = next(r for r in FORM.declaration.rules if r.id == "spent-on-each")
    holds = parse_comparison("spent >= sum(windows.done .. windows.rate)")
    [first, *_] = instances(
        rule._replace(holds=holds, defines=None), {t.id: t for t in FORM.tables}
    )
    assert [c.figure for c in cells(first.holds.right)] == [
        FigureId("windows", "general", column) for column in ("done", "on_time", "rate")
    ]


def test_functions_take_named_lines_together_and_others_one_by_one() -> None:
    declared = with_rules_over_lines()
    form = form_with(declared, lines_report(declared).lines)
    of_lines = next(i for i in form.identities if (i.rule.id, i.line) == ("max-of-lines", "basic"))
    [each] = parts(of_lines.holds.right)
    assert each == Each(Sum((Cell(FigureId("spending", "201", "basic")),), OVER_TOP))
    one_by_one = next(i for i in FORM.identities if i.rule.id == "shortest")
    assert [type(part) for part in parts(one_by_one.holds.right)] == [Cell] * 3


OVER_TOP = Over("spending", "basic", None, prior=False)
# A table in which lines are added below a row of the form, and one whose rule asks for words there.
WITH_A_ROW = """
[table.plan]
columns = [{ id = "total", label = "预算", type = "amount" }, { id = "stage", label = "进展", type = "text" }]
rows = [{ id = "whole", label = "全部" }]

[table.plan.open]
after = "whole"
key = ["项目", "编码"]
label = ["项目", "名称"]
key_lengths = [3, 5, 7]
"""


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("plan.stage", ("total", "basic", "project")),
        ("plan.whole.stage", None),
        ("plan.total", None),
    ],
)
def test_words_of_a_line_that_an_office_adds_are_not_asked_for_elsewhere(
    asked: str, known: tuple[str, ...] | None
) -> None:
    """The live checks of the workbook find numbers by key, but no words."""
    text = spending.PATH.read_text("utf-8")
    plan = ALONG_LINES.partition("[table.plan]")[0] + WITH_A_ROW
    quoted = "'撤销'" if "stage" in asked else "total"
    rule = f"""
[[rule]]
id = "elsewhere"
each = ["spending.rows"]
except = ["total"]
holds = "total >= if({asked} == {quoted}, 1, 0)"
words = "批准了的"
"""
    loaded = load((text + plan + rule).encode(), str(spending.PATH), read_bytes)
    if known is None:
        assert isinstance(loaded, Declaration), [f.message("zh") for f in loaded]
        return
    assert not isinstance(loaded, Declaration)
    [told] = loaded
    assert told.place.label == "rule[elsewhere].holds"
    assert asked in told.message("zh")
    assert all(id in told.hint("zh") for id in known)


def test_recalculated_the_workbook_says_the_same(tmp_path: Path) -> None:
    blank = {".".join(figure): None for figure in FORM.figures}
    half = dict.fromkeys(list(blank)[::2])
    *cases, no_divisor = (changes for changes, _ in CASES.values())
    all_wrong = {path: value for changes in cases for path, value in changes.items()}
    slashes = dict.fromkeys(("windows.tax.done", "windows.social.done", "projects.hall.stage"), "/")
    cut_off, drawn = CASES["a share that was cut off"][0], map(at_random, range(RANDOM))
    reports = [
        (report_of(with_figures(changes), FORM), FORM)
        for changes in ({}, blank, half, all_wrong, cut_off, no_divisor, slashes, *drawn)
    ]
    declared = with_rules_over_lines()
    for wrong in (False, True):
        added = lines_report(declared, wrong=wrong)
        reports.append((added, form_with(declared, added.lines)))
    books = []
    for number, (report, form) in enumerate(reports):
        books.append(tmp_path / f"{number}.xlsx")
        books[-1].write_bytes(workbook_of(report, form))
    states = set()
    saved = converted(books, tmp_path / "saved", recalculating=True)
    for book, again, (report, form) in zip(books, saved, reports, strict=True):
        said, calculated = shown(book.read_bytes()), shown(again.read_bytes())
        assert calculated == said, book.name
        states |= {text for (_, column), text in calculated["校验"] if column == 8}
        source, shelf = Source("a.xlsx", "xlsx", ""), Only(form.declaration)
        reading = read_form(again.read_bytes(), source, "a.xlsx", shelf)
        assert STALE_TOTAL not in {finding.kind for finding in reading.findings}, book.name
        assert reading.report is not None
        assert reading.report.figures == report.figures
    assert states >= {"✓", "✗", "未填", "/"}
