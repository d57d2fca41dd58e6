"""Every figure of the form changed by one: the right rule says so, or no rule guards it.

And the laws behind it: a consistent report has no findings, any change to a guarded
figure gives one, and what is folded together is all that is broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.checks.every_check import check
from compiler.format.identity import Identity
from compiler.format.judgement import Figures, State, judge
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.findings import Finding, Place
from tests.support.examples import declaration_of, full_data, prior_of, report_of

DECLARATION = declaration_of()
FULL = report_of(full_data(), DECLARATION)
APPLICANTS = tuple(c.id for c in DECLARATION.table("requests").columns if c.id != "total")
IDENTITIES = tuple(i for i in DECLARATION.identities if not i.needs_prior)

# What no rule of the 2019 form guards: figures that stand in no relation to another.
UNGUARDED = [
    "article20_1.rules.drafted",
    "article20_1.normative_documents.drafted",
    "article20_5.licences.decisions",
    "article20_5.other_services.decisions",
    "article20_6.penalties.decisions",
    "article20_6.coercive_measures.decisions",
    "article20_9.procurement.items",
    "article20_9.procurement.amount",
]
# A bound guards its figures one way only: less published, or less taken away, is no fault.
UNGUARDED_ONE_WAY = [
    "article20_1.rules.published -1",
    "article20_1.rules.total_public +1",
    "article20_1.normative_documents.published -1",
    "article20_1.normative_documents.total_public +1",
    "article20_5.licences.previous +1",
    "article20_5.licences.change +1",
    "article20_5.other_services.previous +1",
    "article20_5.other_services.change +1",
    "article20_6.penalties.previous +1",
    "article20_6.penalties.change +1",
    "article20_6.coercive_measures.previous +1",
    "article20_6.coercive_measures.change +1",
    "article20_8.fees.previous +1",
    "article20_8.fees.change +1",
]


def checked(figures: Mapping[FigureId, Quantity]) -> tuple[Finding, ...]:
    """All but the question about amounts as large as may be drawn."""
    found = check(Reading(replace(FULL, figures=figures), DECLARATION, ()))
    return tuple(f for f in found if f.code != "C136")


def figure_of(place: Place) -> FigureId:
    return FigureId(place.table or "", place.row or "", place.column or "")


def test_the_full_report_is_consistent_and_nowhere_small() -> None:
    assert checked(FULL.figures) == ()
    for figure, number in FULL.figures.items():
        assert isinstance(number, Decimal)
        assert abs(number) > 3, figure


def test_every_cell_changed_by_one() -> None:
    unguarded: dict[str, list[str]] = {}
    for figure in DECLARATION.figures:
        for step in (+1, -1):
            figures = {**FULL.figures, figure: FULL.figures[figure] + step}
            found = checked(figures)
            if not found:
                unguarded.setdefault(".".join(figure), []).append(f"{step:+}")
            else:
                assert_names(found, figure, figures)
    free = [name for name, steps in unguarded.items() if len(steps) == 2]
    one_way = [f"{name} {steps[0]}" for name, steps in unguarded.items() if len(steps) == 1]
    print("no rule guards:", *free, "guarded one way only, not:", *one_way, sep="\n  ")
    assert free == UNGUARDED
    assert one_way == UNGUARDED_ONE_WAY


def assert_names(
    found: tuple[Finding, ...], changed: FigureId, figures: Mapping[FigureId, Quantity]
) -> None:
    """The findings are the rules expected of this cell, each naming it; the rest follows."""
    assert {(f.rule, figure_of(f.place)) for f in found} == expected_roots(changed)
    for finding in found:
        assert changed in [figure_of(p) for p in (finding.place, *finding.related)]
        if finding.code == "T201":
            # The sum is what it was, or the total is: either way the other differs by one.
            assert finding.difference in ("1", "-1")
    assert told(found) == broken(figures)
    assert all(changed in i.figures for i in IDENTITIES if key(i) in told(found))


def expected_roots(figure: FigureId) -> set[tuple[str, FigureId]]:
    """What a clerk should be told when this one figure is wrong."""
    table, row, column = figure
    if table == "disputes":
        return {("disputes-total", FigureId(table, row, "total"))}
    if table == "article20_1":
        return {("published-within-total", FigureId(table, row, "total_public"))}
    if table != "requests":
        return {("items-not-negative", FigureId(table, row, "change"))}
    row_total = ("requests-row-total", FigureId(table, row, "total"))
    handled = ("requests-handled", FigureId(table, "handled", column))
    balance = ("requests-balance", FigureId(table, "carried_out", column))
    if column == "total":  # its column's own identities only follow
        return {row_total}
    if row == "handled":  # so does the balance, and the total of the row of totals
        return {handled}
    return {row_total, balance if row in ("received", "carried_in", "carried_out") else handled}


def key(identity: Identity) -> tuple[str, FigureId]:
    return identity.rule.id, identity.result


def broken(figures: Figures) -> list[tuple[str, FigureId]]:
    """Every identity that fails or cannot be computed, judged one by one."""
    judged = (judge(i, DECLARATION, figures) for i in IDENTITIES)
    failing = (State.BROKEN, State.SPOILED, State.UNCOMPUTED)
    return sorted(key(j.identity) for j in judged if j.state in failing)


def told(found: tuple[Finding, ...]) -> list[tuple[str, FigureId]]:
    """Every identity that is named: as a finding, or as what follows from one."""
    roots = [(f.rule, figure_of(f.place)) for f in found if f.rule is not None]
    following = [(c.rule, figure_of(c.place)) for f in found for c in f.consequences]
    return sorted(roots + following)


# Laws

TOTALS = DECLARATION.totals
# Carried over and received are drawn too: what leaves a column is what came into it.
INPUTS = [f for f in DECLARATION.figures if f not in TOTALS and f.row != "received"]
GUARDED = [f for f in DECLARATION.figures if f.table in ("requests", "disputes")]


@st.composite
def consistent_reports(draw: st.DrawFn) -> dict[FigureId, Quantity]:
    """Mostly zeros, as reports are; whatever is drawn, every identity is made to hold."""
    drawn = draw(st.dictionaries(st.sampled_from(INPUTS), st.integers(0, 10**9), max_size=20))
    figures: dict[FigureId, Quantity] = dict.fromkeys(DECLARATION.figures, Decimal(0))
    figures |= {figure: Decimal(number) for figure, number in drawn.items()}
    for figure in drawn:
        if figure.column == "change" and draw(st.booleans()):
            figures[figure] = -figures[figure._replace(column="previous")]
        if figure.column == "published":
            figures[figure._replace(column="total_public")] = figures[figure]
    in_sum = [figure for figure in TOTALS if figure.column != "total"]
    for handled in in_sum:
        figures[handled] = added(TOTALS[handled][0], figures)
    for column in APPLICANTS:
        flow = {row: FigureId("requests", row, column) for row in ("carried_in", "carried_out")}
        leaving = number(figures[FigureId("requests", "handled", column)])
        leaving += number(figures[flow["carried_out"]])
        carried_in = min(number(figures[flow["carried_in"]]), leaving)
        figures[flow["carried_in"]] = carried_in
        figures[FigureId("requests", "received", column)] = leaving - carried_in
    for total in TOTALS:
        if total.column == "total":
            figures[total] = added(TOTALS[total][0], figures)
    return figures


def number(quantity: Quantity) -> Decimal:
    return quantity if isinstance(quantity, Decimal) else Decimal(0)


def added(identity: Identity, figures: Mapping[FigureId, Quantity]) -> Decimal:
    return sum((number(figures[f]) for f in identity.figures if f != identity.defined), Decimal(0))


@settings(deadline=None, max_examples=60)
@given(consistent_reports())
def test_a_consistent_report_has_no_findings(figures: dict[FigureId, Quantity]) -> None:
    assert checked(figures) == ()


@settings(deadline=None, max_examples=150)
@given(consistent_reports(), st.sampled_from(GUARDED), st.integers(1, 10**6), st.booleans())
def test_any_change_to_a_guarded_figure_is_found(
    figures: dict[FigureId, Quantity], figure: FigureId, step: int, less: bool
) -> None:
    changed = number(figures[figure]) + (-step if less else step)
    found = checked({**figures, figure: changed})
    roots = {(f.rule, figure_of(f.place)) for f in found if f.rule is not None}
    assert roots == expected_roots(figure)
    assert told(found) == broken({**figures, figure: changed})


ANYTHING = st.one_of(
    st.integers(-3, 30).map(Decimal),
    st.just(Absent.BLANK),
    st.just(Absent.NOT_APPLICABLE),
    st.just(Unreadable("若干")),
)


@settings(deadline=None, max_examples=200)
@given(
    consistent_reports(),
    st.dictionaries(st.sampled_from(DECLARATION.figures), ANYTHING, min_size=1, max_size=12),
)
def test_nothing_is_lost_by_folding(
    figures: dict[FigureId, Quantity], faults: dict[FigureId, Quantity]
) -> None:
    """Roots and consequences together are exactly the identities that do not hold."""
    spoilt = {**figures, **faults}
    found = checked(spoilt)
    assert told(found) == broken(spoilt)


@settings(deadline=None, max_examples=100)
@given(
    consistent_reports(),
    st.dictionaries(st.sampled_from(GUARDED), st.integers(0, 99), min_size=1, max_size=6),
)
def test_a_total_column_only_follows(
    figures: dict[FigureId, Quantity], faults: dict[FigureId, int]
) -> None:
    """A column of totals is no fault of its own when a row or a column is."""
    spoilt = figures | {figure: Decimal(number) for figure, number in faults.items()}
    for finding in checked(spoilt):
        if finding.rule in ("requests-balance", "requests-handled"):
            assert finding.place.column != "total"


@settings(deadline=None, max_examples=60)
@given(
    consistent_reports(),
    st.sets(st.sampled_from(DECLARATION.figures), min_size=1, max_size=30),
)
def test_zeros_left_blank_are_one_warning_a_table_and_break_nothing(
    figures: dict[FigureId, Quantity], blank: set[FigureId]
) -> None:
    zeros = {f for f in blank if f not in TOTALS and figures[f] == 0}
    found = checked({**figures, **dict.fromkeys(zeros, Absent.BLANK)})
    assert {f.code for f in found} == ({"C120"} if zeros else set())
    assert sorted(f.place.table or "" for f in found) == sorted({f.table for f in zeros})
    assert sum(len(f.related) for f in found) == len(zeros)


@pytest.mark.parametrize("last_year", [{}, {"carried_out": Decimal(9)}])
def test_years_are_compared_only_with_last_years_report(last_year: dict[str, Decimal]) -> None:
    """Six columns carried in and their total, and the five items, against last year's."""
    prior: dict[FigureId, Quantity] = {
        f: last_year.get(f.row, number(q)) * (len(APPLICANTS) if f.column == "total" else 1)
        if f.row in last_year
        else number(q)
        for f, q in FULL.figures.items()
    }
    found = check(Reading(FULL, DECLARATION, ()), prior_of(prior))
    rules = [f.rule for f in found]
    assert rules.count("carried-from-last-year") == 6  # the total column only follows
    assert [c.rule for f in found for c in f.consequences] == ["carried-from-last-year"]
    assert rules.count("items-from-last-year") == 5
    assert {f.code for f in found if f.rule} == {"Y301"}


@pytest.mark.parametrize("quantity", [Unreadable("若干"), Absent.BLANK])
def test_what_last_years_report_does_not_say_is_not_this_years_fault(quantity: Quantity) -> None:
    prior = {f: quantity if f.row == "carried_out" else number(q) for f, q in FULL.figures.items()}
    this_year = {
        f: q if f.row != "carried_out" else Unreadable("若干") for f, q in FULL.figures.items()
    }
    found = check(Reading(replace(FULL, figures=this_year), DECLARATION, ()), prior_of(prior))
    following = {c.rule for f in found for c in f.consequences}
    assert following == {"requests-balance", "requests-row-total"}
