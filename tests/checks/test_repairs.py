"""The smallest repair against an exhaustive solver, and what is offered of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random

import pulp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.checks.consistent import consistent
from compiler.checks.diagnosing.offering import MOST_REPAIRS, offered, together
from compiler.checks.diagnosing.parts import Part, broken_groups, sheet_of, whole
from compiler.checks.diagnosing.repairs import MOST_CELLS, smallest_repairs
from compiler.edges.files import read_bytes
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.format.judgement import State, judgements
from compiler.format.linear import linear
from compiler.format.load import load
from compiler.values.diagnosis import Change, Repair
from compiler.values.figures import FigureId
from compiler.values.origin import Origin
from compiler.values.report import Report
from tests.support.examples import declaration_of
from tests.support.running import nianbao

ONE_TABLE = """
[format]
id = "small"
version = "1"
language = "en"
name = "Small"
title = "{agency} {year}"

[[section]]
id = "t"
heading = "1 Table"
tables = ["t"]

[table.t]
corner = "-"
"""
SMALL = (
    ONE_TABLE
    + """columns = [{ id = "a", label = "A" }, { id = "b", label = "B" }, { id = "total", label = "Total" }]
rows = [{ id = "x", label = "X" }, { id = "y", label = "Y" }, { id = "sum", label = "Sum" }]

[[rule]]
id = "row"
each = ["t.rows"]
holds = "total == a + b"
defines = "total"
words = "a + b = total"

[[rule]]
id = "column"
each = ["t.columns"]
holds = "sum == x + y"
defines = "sum"
words = "x + y = sum"
"""
)


def declared(text: str) -> Form:
    declaration = load(text.encode(), "small.toml", read_bytes)
    assert isinstance(declaration, Declaration), [f.message("en") for f in declaration]
    return form_of(declaration)


def broken_parts(report: Report, form: Form) -> list[Part]:
    judged = judgements(report, form, None)
    sheet = sheet_of(judged, form, report.figures, None, report.origin.live)
    return [whole(group, sheet) for group in broken_groups(judged)]


DECLARATION = declared(SMALL)
FIGURES = DECLARATION.figures


def report(values: list[int]) -> Report:
    figures = {f: Decimal(v) for f, v in zip(FIGURES, values, strict=True)}
    return Report("small", 2024, {"name": "X"}, {}, figures)


def repairs_of(values: list[int]) -> tuple[Repair, ...]:
    made = report(values)
    return smallest_repairs(judgements(made, DECLARATION, None), DECLARATION, made.figures)


def exhaustive_size(values: list[int]) -> int | None:
    """The fewest cells whose change satisfies every equation, over the rationals, by trying
    every set of cells and eliminating."""
    made = report(values)
    rows, wanted = [], []
    for judgement in judgements(made, DECLARATION, None):
        assert judgement.left is not None
        assert judgement.right is not None
        left, right = (
            linear(n) for n in (judgement.identity.holds.left, judgement.identity.holds.right)
        )
        assert left is not None
        assert right is not None
        row: dict[FigureId, int] = {}
        for form, sign in ((left, 1), (right, -1)):
            for cell, k in form.items():
                assert cell is not None
                row[cell.figure] = row.get(cell.figure, 0) + sign * int(k)
        rows.append(row)
        wanted.append(Fraction(judgement.right - judgement.left))
    if not any(wanted):
        return 0
    for size in range(1, MOST_CELLS + 1):
        for cells in combinations(FIGURES, size):
            matrix = [
                [Fraction(row.get(c, 0)) for c in cells] + [w]
                for row, w in zip(rows, wanted, strict=True)
            ]
            if _solvable(matrix, size):
                return size
    return None


def _solvable(matrix: list[list[Fraction]], columns: int) -> bool:
    rank = 0
    for column in range(columns):
        pivot = next((r for r in range(rank, len(matrix)) if matrix[r][column]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        for r in range(len(matrix)):
            if r != rank and matrix[r][column]:
                factor = matrix[r][column] / matrix[rank][column]
                matrix[r] = [a - factor * b for a, b in zip(matrix[r], matrix[rank], strict=True)]
        rank += 1
    return not any(row[-1] for row in matrix[rank:])


def agreeing(a: int, b: int, c: int, d: int) -> list[int]:
    return [a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d]


cells = st.integers(100, 200)


@given(
    st.tuples(cells, cells, cells, cells),
    st.dictionaries(st.integers(0, 8), st.integers(1, 50), max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_no_smaller_repair_exists_and_the_one_found_repairs(
    inputs: tuple[int, int, int, int], slips: dict[int, int]
) -> None:
    values = agreeing(*inputs)
    for place, change in slips.items():
        values[place] += change
    found, size = repairs_of(values), exhaustive_size(values)
    assert {len(r.changes) for r in found} == ({size} if size else set())
    for repair in found:
        mended = dict(zip(FIGURES, values, strict=True)) | {
            c.figure: int(c.to) for c in repair.changes
        }
        made = report([mended[f] for f in FIGURES])
        assert all(j.state is State.HOLDS for j in judgements(made, DECLARATION, None))


def test_a_single_wrong_figure_is_restored() -> None:
    values = agreeing(12, 30, 45, 7)
    values[0] = 21
    (repair,) = repairs_of(values)
    assert [(c.figure, int(c.was), int(c.to)) for c in repair.changes] == [
        (FigureId("t", "x", "a"), 21, 12)
    ]


def test_a_dozen_repairs_are_all_offered_of_more_those_for_which_most_speaks() -> None:
    was = Decimal(1)
    repairs = tuple(
        Repair((Change(FigureId("t", "x", "a"), was, was + n),)) for n in range(1, MOST_REPAIRS + 2)
    )
    assert offered(Part((), repairs[:-1], (), {}, best_repairs=2)) == repairs[:-1]
    assert offered(Part((), repairs, (), {}, best_repairs=2)) == repairs[:2]


def test_nothing_is_offered_for_a_report_that_agrees() -> None:
    assert repairs_of(agreeing(1, 2, 3, 4)) == ()


SPLIT = (
    ONE_TABLE
    + """columns = [{ id = "n", label = "Number" }]
rows = [
  { id = "post", label = "By post" },
  { id = "web", label = "By web" },
  { id = "visits", label = "Visits" },
  { id = "counter", label = "At the counter" },
  { id = "all", label = "All" },
]

[[rule]]
id = "sum"
holds = "t.all.n == t.post.n + t.web.n + t.visits.n"
words = "all"

[[rule]]
id = "same"
holds = "t.visits.n == t.counter.n"
words = "visits = counter"

[[rule]]
id = "most"
holds = "t.all.n <= 30"
words = "all ≤ 30"

[[rule]]
id = "least"
holds = "t.counter.n >= 20"
words = "counter ≥ 20"
"""
)


def test_repairs_of_the_same_cells_are_all_given_where_nothing_is_rounded() -> None:
    """Post and web are seven and three too many, or three and seven: no number says which."""
    form = declared(SPLIT)
    figures = {
        f: Decimal(v) for f, v in zip(form.figures, (8, 9, 16, 23, 30), strict=True)
    }  # fmt: skip
    made = Report("small", 2024, {"name": "X"}, {}, figures)
    found = smallest_repairs(judgements(made, form, None), form, figures)
    to = [{c.figure.row: int(c.to) for c in repair.changes} for repair in found]
    assert to == [
        {"post": 5, "web": 2, "visits": 23},
        {"post": 1, "web": 6, "visits": 23},
    ]


def test_a_count_is_never_mended_to_less_than_nothing() -> None:
    values = agreeing(0, 0, 0, 0)
    values[2] = 5
    assert all(c.to >= 0 for r in repairs_of(values) for c in r.changes)


# The shipped editions of counts, against a solver of integer programmes


SHIPPED = [declaration_of(id) for id in shelf_of({}).known()]
# Sums that may be a little off have no fewest changes in whole numbers.
EDITIONS = [form for form in SHIPPED if not any(rule.within for rule in form.declaration.rules)]


def fewest_by_solver(form: Form, figures: Mapping[FigureId, Decimal]) -> int:
    """The fewest figures whose change satisfies every identity, bounds and types included."""
    problem = pulp.LpProblem()
    limit = 10 * max(map(abs, figures.values())) + 100
    after: dict[FigureId, pulp.LpVariable] = {}
    changed: list[pulp.LpVariable] = []
    for number, (figure, value) in enumerate(figures.items()):
        type_ = form.type_of(figure)
        category = pulp.LpInteger if type_.whole else pulp.LpContinuous
        low = -int(limit) if type_.signed else 0
        after[figure] = pulp.LpVariable(f"v{number}", low, int(limit), category)
        changed.append(pulp.LpVariable(f"c{number}", cat=pulp.LpBinary))
        problem += after[figure] - int(value) <= int(limit) * changed[-1]
        problem += int(value) - after[figure] <= int(limit) * changed[-1]
    problem.setObjective(pulp.lpSum(changed))
    for identity in form.identities:
        linear_form = identity.difference
        if identity.needs_prior or linear_form is None:
            continue
        terms = [(cell, factor) for cell, factor in linear_form.items() if cell is not None]
        side = pulp.lpSum(int(factor) * after[cell.figure] for cell, factor in terms)
        constant = int(linear_form.get(None, 0))
        sense = {"==": pulp.LpConstraintEQ, "<=": pulp.LpConstraintLE, ">=": pulp.LpConstraintGE}
        problem += pulp.LpConstraint(side, sense[identity.holds.relation], rhs=-constant)
    assert problem.solve(pulp.PULP_CBC_CMD(msg=False)) == pulp.LpStatusOptimal
    return round(problem.objective.value())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("form", EDITIONS, ids=lambda f: f.id)
@pytest.mark.parametrize("seed", range(12))
def test_the_optimum_is_the_solvers(form: Form, seed: int) -> None:
    chance = Random(f"{form.id} {seed}")
    figures = dict(consistent(form).now)
    for _ in range(chance.randint(1, 3)):
        figure = chance.choice(list(figures))
        figures[figure] = max(Decimal(0), figures[figure] + chance.choice([-3, -1, 1, 2, 7, 40]))
    made = Report(form.id, 2024, {"name": "X"}, {}, figures)
    parts = broken_parts(made, form)
    sizes = [len(part.repairs[0].changes) for part in parts if part.repairs]
    fewest = fewest_by_solver(form, figures)
    if len(sizes) == len(parts):
        assert sum(sizes) == fewest
    else:
        assert fewest > MOST_CELLS
    for repair in together([part.repairs for part in parts]):
        mended = {**figures, **{c.figure: c.to for c in repair.changes}}
        again = Report(form.id, 2024, {"name": "X"}, {}, mended)
        assert all(j.state is State.HOLDS for j in judgements(again, form, None))


# Where the workbook adds up


BALANCED = declared(
    SMALL
    + """
[[rule]]
id = "even"
each = ["t.columns"]
holds = "x == y"
words = "x = y"
"""
)


def test_totals_that_follow_are_no_cells_of_a_repair() -> None:
    """Both columns are to keep x == y; one cell typed wrong takes its totals with it."""
    figures = report(agreeing(21, 30, 12, 30)).figures
    live = frozenset(f for f in FIGURES if "total" in f or "sum" in f)
    made = Report("small", 2024, {"name": "X"}, {}, figures, origin=Origin(live=live))
    (part,) = broken_parts(made, BALANCED)
    changes = [[(c.figure, int(c.to)) for c in repair.changes] for repair in part.repairs]
    assert sorted(changes) == [
        [(FigureId("t", "x", "a"), 12)],
        [(FigureId("t", "y", "a"), 21)],
    ]


def test_parts_that_share_no_figure_are_mended_apart() -> None:
    """A broken bound in one table takes nothing from what is known of another."""
    form = EDITIONS[0]
    assert form.id == "disclosure-2019"
    figures = dict.fromkeys(form.figures, Decimal(0))
    figures[FigureId("article20_5", "licences", "change")] = Decimal(-4)
    figures[FigureId("disputes", "reconsideration", "total")] = Decimal(2)
    made = Report(form.id, 2019, {"name": "X"}, {}, figures)
    parts = broken_parts(made, form)
    assert sorted(len(part.repairs) for part in parts) == [2, 5]


def test_a_repair_of_the_widest_numbers_satisfies_its_identity_to_the_last_digit(
    tmp_path: Path,
) -> None:
    """They have more digits between them than Python's own decimals keep."""
    form = SMALL.replace('" }', '", type = "amount" }', 3)
    (tmp_path / "small.toml").write_text(form)
    row = {"a": "100000000000000.00000000000001", "b": "40", "total": "1"}
    other = dict.fromkeys(row, "0")
    data = {
        "format": "small", "year": 2020, "agency": {"name": "A"},
        "tables": {"t": {"x": row, "y": other, "sum": row | {"total": "1"}}},
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(data))
    ran = nianbao("check", tmp_path / "a.json", "--format", tmp_path / "small.toml", "--json")
    offered = {change["to"] for repair in ran.json["repairs"] for change in repair}
    assert offered == {"100000000000040.00000000000001"}
