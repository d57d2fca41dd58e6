"""The coverage map: what guards each cell is what `check` finds when it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.checks.consistent import consistent
from compiler.checks.coverage import coverage
from compiler.checks.diagnosing.equations import following, settled
from compiler.checks.every_check import check
from compiler.format.form import Form
from compiler.format.judgement import State, judge
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId
from docs.dialect import EXAMPLES
from tests.support.examples import declaration_of, full_data, put, report_of
from tests.support.running import nianbao

EDITIONS = ["disclosure-2019", "disclosure-2021"]
EVERY = [*EDITIONS, str(EXAMPLES / "across.toml")]


@pytest.mark.parametrize("name", EVERY)
def test_the_report_made_from_a_declaration_keeps_every_rule(name: str) -> None:
    form = declaration_of(name)
    figures = consistent(form)
    for identity in form.identities:
        found = judge(identity, form, figures.now, figures.prior)
        assert found.state is State.HOLDS, identity.rule.id
    assert len(set(figures.now.values())) > 8


PAIR = """
[format]
id = "pair"
version = "1"
language = "zh"
name = "某表"
title = "{agency}{year}年某表"

[[section]]
id = "t"
heading = "一、某表"
tables = ["t"]

[table.t]
corner = "事项"
columns = [{ id = "n", label = "件数" }]
rows = [{ id = "closed", label = "办结" }, { id = "received", label = "收到" }]

[[rule]]
id = "r"
holds = "t.closed.n RELATION t.received.n"
words = "办结与收到"
"""


@pytest.mark.parametrize(
    ("relation", "edge"), [("==", 0), ("<=", 0), (">=", 0), ("<", -1), (">", 1), ("!=", 1)]
)
def test_the_report_made_from_a_declaration_keeps_every_relation_at_its_edge(
    relation: str, edge: int, tmp_path: Path
) -> None:
    """There one more or one less breaks it, so that the rule is seen to guard both cells."""
    path = tmp_path / "pair.toml"
    path.write_text(PAIR.replace("RELATION", relation), "utf-8")
    form = declaration_of(str(path))
    now = consistent(form).now
    closed, received = (now[figure] for figure in form.figures)
    assert closed - received == edge
    assert coverage(form).unguarded == ()


@pytest.mark.parametrize("name", EDITIONS)
def test_no_count_of_an_edition_is_below_0(name: str) -> None:
    form = declaration_of(name)
    for figure, number in consistent(form).now.items():
        assert number >= 0 or form.type_of(figure).signed, figure
        assert number == int(number)


@pytest.mark.parametrize("name", EVERY)
def test_every_input_cell_has_its_rules_and_no_total(name: str) -> None:
    form = declaration_of(name)
    found = coverage(form)
    inputs = [f for f in form.figures if f not in form.totals]
    assert list(found.rules) == inputs
    assert any(found.rules.values())
    assert found.unguarded == tuple(f for f in inputs if not found.rules[f])


def _broken_by(figure: FigureId, step: int, form: Form, *, live: bool = False) -> set[str]:
    """The rules of this year that `check` says break, roots and consequences alike; `live`:
    after the workbook has added its totals up again.
    """
    data = full_data()
    before = data["tables"][figure.table][figure.row][figure.column]
    put(data, figure, before + step)
    report = report_of(data, form)
    if live:
        totals = following(form, form.totals)
        report = replace(report, figures=settled(report.figures, totals, form))
    found = check(Reading(report, form, ()))
    rules = {f.rule for f in found if f.rule} | {c.rule for f in found for c in f.consequences}
    return {str(rule) for rule in rules}


@pytest.mark.parametrize(
    ("path", "rules"),
    [
        (
            "requests.granted.enterprise",
            {"requests-row-total", "requests-handled", "requests-balance"},
        ),
        ("requests.received.other", {"requests-row-total", "requests-balance"}),
        ("disputes.reconsideration.upheld", {"disputes-total"}),
        ("article20_5.licences.change", {"items-not-negative"}),
        ("article20_5.licences.decisions", set()),
    ],
)
def test_what_guards_a_cell_is_what_the_check_says(path: str, rules: set[str]) -> None:
    form = declaration_of()
    figure = FigureId(*path.split("."))
    across_years = {i.rule.id for i in form.identities if i.needs_prior}
    assert set(coverage(form).rules[figure]) - across_years == rules
    said = {
        rule
        for step in (1, -1)
        for live in (False, True)
        for rule in _broken_by(figure, step, form, live=live)
    }
    # What only follows from a rule already named may be folded; nothing else is said.
    assert bool(said) == bool(rules)
    assert said & rules or not rules


def test_a_rule_across_years_guards_too() -> None:
    found = coverage(declaration_of("disclosure-2021"))
    carried = FigureId("requests", "carried_in", "enterprise")
    assert "carried-from-last-year" in found.rules[carried]
    assert "in-force-from-last-year" in found.rules[FigureId("article20_1", "rules", "made")]


def test_a_live_total_that_follows_is_no_guard() -> None:
    """Without a typed total nothing tells that one outcome of a dispute is wrong."""
    found = coverage(declaration_of())
    assert {figure.table for figure in found.only_typed_totals} == {"disputes"}
    assert len(found.only_typed_totals) == 12


def test_bounds_that_exclude_each_other_are_each_tried(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text(
        """
        [format]
        id = "bounds"
        version = "1"
        language = "zh"
        name = "上下限"
        authority = "某办"
        title = "{agency}{year}"
        [[section]]
        id = "one"
        heading = "一、数"
        short = "表一"
        tables = ["t"]
        [table.t]
        columns = [{ id = "a", label = "甲" }, { id = "b", label = "乙" }, { id = "c", label = "丙" }]
        rows = [{ id = "r", label = "行" }]
        [[rule]]
        id = "least"
        each = ["t.rows"]
        holds = "a >= 5"
        words = "甲 ≥ 5"
        [[rule]]
        id = "most"
        each = ["t.rows"]
        holds = "a <= 9"
        words = "甲 ≤ 9"
        [[rule]]
        id = "product"
        each = ["t.rows"]
        holds = "a * b == 10"
        words = "甲 × 乙 ＝ 10"
        """,
        "utf-8",
    )
    found = coverage(declaration_of(str(path)))
    assert found.rules[FigureId("t", "r", "a")] == ("least", "most", "product")
    assert found.rules[FigureId("t", "r", "c")] == ()


@pytest.mark.parametrize("name", EDITIONS)
def test_as_data_it_is_exactly_the_published_shape(name: str) -> None:
    ran = nianbao("formats", name, "--coverage", "--json")
    assert set(ran.json) == {"cells", "unguarded"}
    for cell in ran.json["cells"]:
        assert set(cell) == {"table", "row", "column", "rules"}
    bare = [
        {k: v for k, v in c.items() if k != "rules"} for c in ran.json["cells"] if not c["rules"]
    ]
    assert ran.json["unguarded"] == bare


def test_as_text_the_form_is_drawn_and_the_unguarded_cells_are_named() -> None:
    text = nianbao("formats", "disclosure-2019", "--coverage").out
    assert "可填的格 166 个：有核对的 158 个，没有核对的 8 个。" in text
    assert "  表二 第二十条第（九）项：政府集中采购 / 采购总金额\n" in text
    assert "一、本年新收政府信息公开申请数量" in text
    english = nianbao("formats", "disclosure-2019", "--coverage", "--lang", "en").out
    assert "166 cells to fill in: 158 guarded, 8 not." in english


def test_it_is_the_coverage_of_one_edition() -> None:
    ran = nianbao("formats", "--coverage")
    assert (ran.code, ran.out) == (2, "")
    assert "ID|FILE.toml" in ran.err
