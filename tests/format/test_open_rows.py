"""Rows that an office adds: declared, extended by the lines of a report, bound in rules."""

from __future__ import annotations

import pickle

import pytest

from compiler.edges.files import read_bytes
from compiler.format.declaration import Line, OpenRows, Table
from compiler.format.extents import extended, families, row_ids, specimen
from compiler.format.form import form_of, form_with
from compiler.format.grammar import parse_comparison
from compiler.format.identity import adds_up_children
from compiler.format.load import load
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId
from compiler.values.findings import Finding
from compiler.values.report import OpenLine
from tests.support.spending import PATH, accounts, declared, reading_of


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ('after = "total"', 'after = "sum"', ["table.spending.open.after"]),
        ("[3, 5, 7]", "[3, 7, 5]", ["table.spending.open.key_lengths"]),
        ("[3, 5, 7]", "[0, 5]", ["table.spending.open.key_lengths"]),
        ("[3, 5, 7]", '[3, 5, 7]\nlevel = "级次"', ["table.spending.open.level"]),
        ('key = ["项目", "功能分类科目编码"]', "", ["table.spending.open.key_lengths"]),
        ("at_most = 400", "at_most = 4\nat_least = 5", ["table.spending.open.at_most"]),
        ("at_most = 400", "at_most = 4000", ["table.spending.open.at_most"]),
        ("[table.spending]", '[table.spending]\ncorner = "项目"', ["table.spending.corner"]),
        ('id = "total", label = "合计"', 'id = "lines", label = "合计"',
         ["table.spending.open.after", "table.spending.rows", "rule[classes].defines",
          "figure[本年支出].value"]),
        ("sum(children)", "sum(kids)", ["rule[subtotals].holds"]),
        ("parent == sum", "parents == sum", ["rule[subtotals].holds"]),
        ("key_lengths = [3, 5, 7]", "", ["rule[subtotals].defines"]),
        ("[table.spending.open]", "[table.spending.open]\nmost = 3", ["table.spending.open"]),
    ],
)  # fmt: skip
def test_mistakes(old: str, new: str, keys: list[str]) -> None:
    text = PATH.read_text("utf-8")
    assert old in text
    found = load(text.replace(old, new, 1).encode(), "a.toml", read_bytes)
    assert isinstance(found, tuple)
    assert [finding.place.label for finding in found] == keys
    assert all(finding.message(language) for finding in found for language in ("zh", "en"))


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("total == basic + project", "total >= sum(lines)", "lines"),
        ("parent == sum(children)", "parent == sum(parent .. total)", "parent .. total"),
        ("parent == sum(children)", "parent == sum(total .. parent)", "total .. parent"),
    ],
)
def test_names_of_lines_stand_where_a_rule_runs_along_columns_and_in_no_row(
    old: str, new: str, name: str
) -> None:
    text = PATH.read_text("utf-8")
    [told] = load(text.replace(old, new, 1).encode(), "a.toml", read_bytes)  # type: ignore[misc]
    assert f"“{name}”" in told.message("zh")


def lines(*keys: str) -> tuple[OpenLine, ...]:
    levels = {3: 1, 5: 2, 7: 3}
    return tuple(OpenLine(k, k, f"名{k}", levels.get(len(k))) for k in keys)


def test_lines_stand_where_the_form_has_them() -> None:
    (table,) = declared().tables
    whole = extended(table, lines("201", "20101", "2010101", "2010102", "20103", "205"))
    assert [row.id for row in whole.rows][:2] == ["total", "201"]
    assert [line.depth for line in whole.lines] == [1, 2, 3, 3, 2, 1]
    assert families(whole) == {
        "": ("201", "205"), "201": ("20101", "20103"), "20101": ("2010101", "2010102"),
    }  # fmt: skip


@pytest.mark.parametrize("keys", [("20101",), ("201", "20501"), ("201", "2010101"), ("201", "20")])
def test_no_sums_are_told_over_lines_without_a_place(keys: tuple[str, ...]) -> None:
    form = form_with(declared(), {"spending": lines(*keys)})
    assert 0 in [line.depth for line in form.table("spending").lines]
    assert {i.rule.id for i in form.identities} == {"row-total"}


def test_ids_are_unlike_each_other() -> None:
    assert row_ids(["a", "", "a", "total", "a#3"], ["total"]) == [
        "a", "#2", "a#3", "total#4", "a#3#5",
    ]  # fmt: skip


def test_a_form_carries_its_lines() -> None:
    form = reading_of(accounts(7)).form
    assert form is not None
    again = pickle.loads(pickle.dumps(form))
    assert again == form != form_of(declared())
    assert FigureId("spending", "2010102", "basic") in again.figures
    assert form_with(declared(), {"spending": ()}) is form_of(declared())


def test_every_sum_is_an_identity_of_its_own() -> None:
    reading = reading_of(accounts(12))
    assert reading.form is not None
    rules = [i.rule.id for i in reading.form.identities]
    assert rules.count("row-total") == 1 + 1 + 3 + 12
    assert rules.count("classes") == 3
    assert rules.count("subtotals") == 3 * (1 + 3)
    assert len({hash(i) for i in reading.form.identities}) == len(rules)


def test_a_line_adds_up_what_is_below_it_where_a_rule_says_that_and_no_more() -> None:
    by_id = {rule.id: rule for rule in declared().rules}
    assert [id for id, rule in by_id.items() if adds_up_children(rule)] == ["subtotals"]
    subtotals = by_id["subtotals"]
    assert not adds_up_children(subtotals._replace(defines=None))
    greatest = parse_comparison("parent == max(children)")
    assert not adds_up_children(subtotals._replace(holds=greatest))


def test_rules_are_tried_on_lines_before_any_is_there() -> None:
    assert isinstance(load(b"", "a.toml", read_bytes)[0], Finding)  # type: ignore[index]
    assert not form_of(declared()).table("spending").lines


@pytest.mark.parametrize(
    ("declared_rows", "lines"),
    [
        (OpenRows("名称"), [("…", 1)]),
        (OpenRows("名称", level="级次"), [("…", 1), ("…", 2)]),
        (OpenRows("名称", key_lengths=(3, 5)), [("………", 1), ("……………", 2)]),
    ],
)
def test_what_is_declared_of_lines_is_tried_on_one_of_each_depth(
    declared_rows: OpenRows, lines: list[tuple[str, int]]
) -> None:
    table = Table("t", (), (Line("a", ("甲",)),), open_rows=declared_rows)
    assert [(line.key, line.level) for line in specimen(table)] == lines
    assert specimen(replace(table, open_rows=None)) == ()
