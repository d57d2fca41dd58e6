"""docs/programs.md: every way that its command tries is on the page, in the version installed.

What the programs really do is tried by `python docs/programs.py`, outside these tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.tried import PINNED, WAYS, seen, tables_of_html

DOCS = Path(__file__).parents[2] / "docs"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (DOCS / "programs.md").read_text("utf-8").splitlines()
    if line.startswith("| ")
]


def test_every_way_is_on_the_page_once() -> None:
    tried = [row for row in ROWS if len(row) == 8][1:]
    assert [(row[0], row[1]) for row in tried] == [(way.program, way.done) for way in WAYS]
    for row in tried:
        assert row[2] == PINNED.get(row[0], row[2])


FIGURES = [{(1, 1): "5", (1, 2): "7", (2, 1): "0"}]


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        ("<tr><td colspan=3>栏</td></tr><tr><td rowspan=2>项</td><td>5</td><td>7</td></tr><tr><td>0</td></tr>", "3/3"),
        ("<tr><td colspan=3>栏</td></tr><tr><td>项</td><td>5</td><td>7</td></tr><tr><td>0</td></tr>", "2/3"),
        ("<tr><td>栏</td></tr><tr><td>项</td><td>5</td><td>8</td></tr>", "1/3"),
    ],
    ids=["all", "shifted", "changed-and-cut"],
)  # fmt: skip
def test_figures_are_counted_where_they_stand(rows: str, figures: str) -> None:
    made = tables_of_html(f"<table>{rows}</table>")
    assert seen(made, FIGURES, DOCS).figures == figures


@pytest.mark.parametrize(
    ("lines", "figures"),
    [(["项", "5", "7", "0"], "3/3"), (["项", "5", "0"], "1/3"), (["7", "5"], "1/3")],
)
def test_in_plain_text_they_are_counted_in_their_order(lines: list[str], figures: str) -> None:
    assert seen([[[line] for line in lines]], FIGURES, DOCS).figures == figures
