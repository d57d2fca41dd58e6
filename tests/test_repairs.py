"""The smallest repair against an exhaustive solver, and what is offered of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.checks.identities import judgements
from compiler.checks.repairs import MOST_CELLS, smallest_repairs
from compiler.diagnosis import Repair
from compiler.format.declaration import Declaration
from compiler.format.expression import linear
from compiler.format.judgement import State
from compiler.format.load import load
from compiler.model import FigureId, Report

SMALL = """
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
columns = [{ id = "a", label = "A" }, { id = "b", label = "B" }, { id = "total", label = "Total" }]
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


def small() -> Declaration:
    declaration = load(SMALL.encode(), "small.toml")
    assert isinstance(declaration, Declaration), [f.message("en") for f in declaration]
    return declaration


DECLARATION = small()
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


def consistent(a: int, b: int, c: int, d: int) -> list[int]:
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
    values = consistent(*inputs)
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
    values = consistent(12, 30, 45, 7)
    values[0] = 21
    (repair,) = repairs_of(values)
    assert [(c.figure, int(c.was), int(c.to)) for c in repair.changes] == [
        (FigureId("t", "x", "a"), 21, 12)
    ]


def test_nothing_is_offered_for_a_report_that_agrees() -> None:
    assert repairs_of(consistent(1, 2, 3, 4)) == ()


def test_a_count_is_never_mended_to_less_than_nothing() -> None:
    values = consistent(0, 0, 0, 0)
    values[2] = 5
    assert all(c.to >= 0 for r in repairs_of(values) for c in r.changes)
