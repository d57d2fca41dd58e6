"""Amounts in 万元 so large that they are probably in 元: asked of in every shipped edition."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compiler.checks.unfilled import cell_findings
from compiler.report.places import Places
from compiler.values.dataclass import replace
from tests.support.examples import clean_data, declaration_of, report_of

EDITIONS = ("disclosure-2019", "disclosure-2021", "final-accounts")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_amount_of_an_edition_has_a_limit(edition: str) -> None:
    form = declaration_of(edition)
    money = {form.type_of(figure) for figure in form.figures if form.type_of(figure).unit}
    money = {type_ for type_ in money if type_.unit and type_.unit.label == "万元"}
    assert money
    assert {type_.asks_above for type_ in money} == {5_000_000}


@pytest.mark.parametrize(("typed", "asked"), [("5000000", False), ("5000000.01", True)])
@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_above_it_is_asked_once_and_not_of_its_totals(
    edition: str, typed: str, asked: bool
) -> None:
    form = declaration_of(edition)
    report = report_of(clean_data(form), form)
    parts = {f for by in form.totals.values() for i in by for f in i.figures if f != i.defined}
    money = [f for f in form.figures if form.type_of(f).asks_above and f not in form.totals]
    figure = next((f for f in money if f in parts), money[0])
    totals = [t for t, by in form.totals.items() if any(figure in i.figures for i in by)]
    figures = {**report.figures, **dict.fromkeys((figure, *totals), Decimal(typed))}
    report = replace(report, figures=figures)
    found = [f for f in cell_findings(report, form, Places(form, report)) if f.code == "C136"]
    assert [f.place.figure for f in found] == ([figure] if asked else [])
    assert all("按元填" in f.hint("zh") for f in found)
