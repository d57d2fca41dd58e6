"""Judging, linear forms and adding up on a small form, each by example.

The form is docs/examples/across.toml: three rows of 来信 ＋ 来访 ＝ 合计, a staff table, rules
of every relation. Figures are written as `received.letters`.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from compiler.format.expression import (
    Binary,
    Call,
    Cell,
    Choice,
    Comparison,
    Each,
    Name,
    Node,
    Number,
    Quoted,
    Span,
    Sum,
    Word,
    as_decimal,
    cells,
    compare,
    divides,
    evaluate,
    is_so,
    leaves,
    may_have_no_value,
    passed_over,
)
from compiler.format.form import Form
from compiler.format.grammar import ExpressionError, parse_comparison, parse_rule, parse_value
from compiler.format.identity import Identity
from compiler.format.instances import bind_value, instances, unresolved
from compiler.format.judgement import (
    Judgement,
    State,
    decided,
    defined_value,
    judge,
    judge_all,
    keeps,
    none_broken,
    wanted,
    without_value,
    word_for_none,
)
from compiler.format.linear import (
    beside,
    linear,
    plus,
    put_in,
    reduced,
    scaled,
    without_zeros,
)
from compiler.format.reach import UnresolvedError
from compiler.format.spoken_rule import in_words, words_of_rule
from compiler.format.totals import added_up, in_order, parts_of, resting_on
from compiler.text.language import Language
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from tests.judged.judged_forms import HERE as JUDGED
from tests.support import windows
from tests.support.examples import declaration_of

ACROSS = declaration_of(str(Path(__file__).parents[2] / "docs" / "examples" / "across.toml"))
DISCLOSURE = declaration_of()
WORDED, WINDOWS = declaration_of(str(JUDGED / "worded.toml")), windows.FORM
BLANK, SLASH, NOISE = Absent.BLANK, Absent.NOT_APPLICABLE, Unreadable("十几")
Given = Mapping[str, int | str | Quantity]


def petition(place: str) -> FigureId:
    row, column = place.split(".")
    return FigureId("petitions", row, column)


def figures(given: Given) -> dict[FigureId, Quantity]:
    return {
        petition(place): Decimal(value) if isinstance(value, int | str) else value
        for place, value in given.items()
    }


def identity(rule: str, line: str | None = None, form: Form = ACROSS) -> Identity:
    return next(i for i in form.identities if (i.rule.id, i.line) == (rule, line))


TOTAL = identity("petitions-total", "received")
BOUND = identity("closed-within-received", "letters")
LETTERS, VISITS, SUM = (petition(f"received.{c}") for c in ("letters", "visits", "total"))


# Judging


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"received.letters": 1, "received.visits": 2, "received.total": 3}, State.HOLDS),
        ({"received.letters": 1, "received.visits": 2, "received.total": 4}, State.BROKEN),
        ({"received.letters": 1, "received.total": 1}, State.HOLDS),
        ({"received.letters": 0, "received.visits": BLANK, "received.total": 0}, State.HOLDS),
        ({}, State.UNFILLED),
        ({"received.letters": BLANK, "received.total": BLANK}, State.UNFILLED),
        ({"received.letters": 1, "received.visits": 2}, State.UNCOMPUTED),
        ({"received.letters": 1, "received.visits": 2, "received.total": BLANK}, State.UNCOMPUTED),
        ({"received.letters": NOISE, "received.visits": 2, "received.total": 3}, State.SPOILED),
        ({"received.letters": SLASH, "received.visits": 2, "received.total": 2}, State.SPOILED),
        ({"received.letters": NOISE}, State.SPOILED),
    ],
)
def test_what_is_known_of_a_total(given: Given, state: State) -> None:
    assert judge(TOTAL, ACROSS, figures(given)).state is state


def test_a_judgement_holds_both_sides_or_who_stands_in_the_way() -> None:
    held = judge(TOTAL, ACROSS, figures({"received.letters": "1.5", "received.total": 4}))
    assert held == Judgement(TOTAL, State.BROKEN, Decimal(4), Decimal("1.5"))
    given: Given = {"received.letters": NOISE, "received.visits": SLASH, "received.total": 3}
    assert judge(TOTAL, ACROSS, figures(given)).culprits == (LETTERS, VISITS)
    assert judge(TOTAL, ACROSS, figures({"received.letters": 1})).culprits == (SUM,)
    assert judge(TOTAL, ACROSS, {}).culprits == ()


def test_a_gap_is_exact_and_nothing_where_nothing_was_computed() -> None:
    wide = figures({"received.letters": "1e14", "received.visits": "1e-15", "received.total": 3})
    assert judge(TOTAL, ACROSS, wide).gap == Decimal("-99999999999997.000000000000001")
    assert judge(TOTAL, ACROSS, {}).gap == 0
    assert judge(TOTAL, ACROSS, wide)._replace(left=None).gap == 0
    assert judge(TOTAL, ACROSS, wide)._replace(right=None).gap == 0


def test_a_slash_stands_where_the_declaration_says_so() -> None:
    """缺勤天数 may be `/`; it is no number, and no 0."""
    for row in ("desk", "field"):
        assert ACROSS.allows_not_applicable(FigureId("staff", row, "absent"))
    assert not ACROSS.allows_not_applicable(FigureId("staff", "desk", "people"))
    absent = FigureId("staff", "desk", "absent")
    rule = _one("staff.desk.absent == staff.desk.people", absent)
    people = {absent._replace(column="people"): Decimal(0)}
    for count in (0, 5):
        people = {absent._replace(column="people"): Decimal(count)}
        assert judge(rule, ACROSS, {**people, absent: SLASH}).state is State.NOT_ASKED
    assert judge(rule, ACROSS, {**people, absent: NOISE}).state is State.SPOILED


def test_a_bound_needs_no_total_and_no_more_than_one_number() -> None:
    assert judge(BOUND, ACROSS, figures({"closed.letters": 1})).state is State.BROKEN
    assert judge(BOUND, ACROSS, figures({"received.letters": 1})).state is State.HOLDS
    assert judge(BOUND, ACROSS, figures({"closed.letters": 0})).state is State.HOLDS


CARRIED = next(i for i in DISCLOSURE.identities if i.needs_prior)


def _both_years() -> tuple[dict[FigureId, Quantity], dict[FigureId, Quantity]]:
    this = {c.figure: Decimal(0) for c in CARRIED.cells if not c.prior}
    last = {c.figure: Decimal(0) for c in CARRIED.cells if c.prior}
    return this, last


def test_last_years_figures_are_asked_for_only_where_they_are_given() -> None:
    this, last = _both_years()
    assert judge_all([CARRIED], DISCLOSURE, this) == ()
    assert judge_all([CARRIED], DISCLOSURE, this, {}) == ()
    partly = dict(list(last.items())[1:])
    assert judge_all([CARRIED], DISCLOSURE, this, partly) == ()
    assert [j.state for j in judge_all([CARRIED], DISCLOSURE, this, last)] == [State.HOLDS]
    assert [j.identity for j in judge_all([TOTAL, BOUND], ACROSS, {})] == [TOTAL, BOUND]


def test_last_year_is_read_of_last_year_and_its_faults_are_not_told() -> None:
    this, last = _both_years()
    prior = next(iter(last))
    changed = judge(CARRIED, DISCLOSURE, this, {**last, prior: Decimal(7)})
    assert changed.state is State.BROKEN
    spoiled = judge(CARRIED, DISCLOSURE, this, {**last, prior: NOISE})
    assert (spoiled.state, spoiled.culprits) == (State.SPOILED, ())
    own = next(iter(this))
    assert judge(CARRIED, DISCLOSURE, {**this, own: NOISE}, last).culprits == (own,)


def test_a_total_of_last_year_is_needed_but_where_its_table_was_left_empty() -> None:
    rule = identity("not-far-fewer", "inner", WORDED)
    both = FigureId("beds", "inner", "both")
    this: dict[FigureId, Quantity] = {both: Decimal(3)}
    assert judge(rule, WORDED, this, {}).state is State.HOLDS
    last: dict[FigureId, Quantity] = {both._replace(column="used"): Decimal(8)}
    assert judge(rule, WORDED, this, last).state is State.UNCOMPUTED
    assert judge(rule, WORDED, this, {both: Decimal(31)}).state is State.BROKEN


def test_what_cannot_be_divided_is_not_broken() -> None:
    quotient = identity("use", "inner", WORDED)
    count = FigureId("beds", "inner", "count")
    used: dict[FigureId, Quantity] = {count._replace(column="used"): Decimal(9)}
    assert keeps(quotient, used) is True
    assert keeps(quotient, {**used, count: Decimal(3)}) is False
    use = count._replace(column="use")
    assert keeps(quotient, {**used, count: Decimal(3), use: Decimal(3)}) is True


def test_what_was_decided_can_be_asked_again() -> None:
    filled = figures({"received.letters": 1, "received.visits": 2, "received.total": 3})
    judged = judge_all(ACROSS.identities, ACROSS, filled)
    known = decided(judged)
    assert {j.state for j in known} <= {State.HOLDS, State.BROKEN}
    assert [j.identity for j in known if j.identity.rule.id == "petitions-total"] == [TOTAL]
    assert len(known) < len(judged)
    totals = [j for j in known if j.identity == TOTAL]
    assert none_broken(totals, ACROSS, filled, None) is True
    assert none_broken(totals, ACROSS, {**filled, SUM: Decimal(4)}, None) is False
    assert none_broken(totals, ACROSS, {**filled, SUM: BLANK}, None) is True


@pytest.mark.parametrize(
    ("rule", "line", "given", "value"),
    [
        ("petitions-total", "received", {"received.letters": 1, "received.visits": 2, "received.total": 5}, 3),
        ("petitions-total", "received", {"received.letters": 1, "received.visits": 2, "received.total": 3}, 3),
        ("closed-within-received", "letters", {"closed.letters": 5, "received.letters": 2}, 2),
        ("closed-within-received", "letters", {"closed.letters": 2, "received.letters": 2}, 2),
    ],
)  # fmt: skip
def test_the_value_that_would_mend_it(rule: str, line: str, given: Given, value: int) -> None:
    values = figures(given)
    assert wanted(judge(identity(rule, line), ACROSS, values), values) == value


def test_what_cannot_be_mended_by_its_result_alone() -> None:
    """Nothing was computed; twice the figure; no linear form; a relation no number is nearest to."""
    assert wanted(judge(TOTAL, ACROSS, {}), {}) is None
    values = figures({"received.letters": 1, "received.visits": 2, "received.total": 4})
    for text, mended in (
        ("petitions.received.total == petitions.received.letters + 2", Decimal(3)),
        ("petitions.received.letters + 2 == petitions.received.total", Decimal(3)),
        ("petitions.received.total >= 9", Decimal(9)),
        ("2 * petitions.received.total == petitions.received.letters", None),
        ("petitions.received.total != 4", None),
        ("petitions.received.total < 4", None),
        ("petitions.received.total > 4", None),
        ("petitions.received.total * petitions.received.letters == 1", None),
        (
            "petitions.received.letters == 9 + petitions.received.total - petitions.received.total",
            None,
        ),
    ):
        single = _one(text, SUM)
        assert wanted(judge(single, ACROSS, values), values) == mended, text


def _one(text: str, result: FigureId) -> Identity:
    """A rule of single figures as text, its result among them."""
    holds = parse_comparison(text)
    tables = {t.id: t for t in ACROSS.tables}
    bound = holds._replace(
        left=bind_value(holds.left, tables), right=bind_value(holds.right, tables)
    )
    return replace(TOTAL, holds=bound, result=result, defined=None)


def test_what_a_total_computes() -> None:
    assert defined_value(TOTAL, figures({})) is None
    assert defined_value(TOTAL, figures({"received.letters": BLANK})) is None
    assert defined_value(TOTAL, figures({"received.letters": 0})) == 0
    assert defined_value(TOTAL, figures({"received.letters": 2, "received.total": 9})) == 2
    assert defined_value(TOTAL, figures({"received.letters": 2, "received.visits": NOISE})) == 2


def test_what_a_total_is_that_has_no_value() -> None:
    """A quotient rests on its divisor; sums and functions do without what does not apply."""
    n_a = Said("N/A", "skip")
    count, spare, used, use, both = (
        FigureId("beds", "inner", column) for column in ("count", "spare", "used", "use", "both")
    )
    quotient, whole = (identity(rule, "inner", WORDED) for rule in ("use", "both"))
    for absent in (n_a, SLASH):
        without: dict[FigureId, Quantity] = {count: absent, spare: Decimal(4), used: Decimal(9)}
        assert defined_value(quotient, without) is None
        assert without_value(quotient, without, WORDED) == n_a, "in its own word for that"
        assert defined_value(whole, without) == 4
        assert without_value(whole, without, WORDED) is BLANK
        without[spare] = BLANK
        assert added_up(without, [both, use], WORDED) == {both: 0}
    nothing: dict[FigureId, Quantity] = {count: Said("<1", "nothing"), used: Decimal(9)}
    assert defined_value(quotient, nothing) is None
    assert without_value(quotient, nothing, WORDED) is BLANK
    moved, left = FigureId("staff", "inner", "moved"), FigureId("staff", "inner", "left")
    change = identity("moved", "inner", WORDED)
    without = {left: n_a, moved._replace(column="joined"): Decimal(5)}
    assert defined_value(change, without) is None, "a difference is no sum of parts"
    assert without_value(change, without, WORDED) == n_a
    rate = identity("rate", "tax", WINDOWS)
    done = FigureId("windows", "tax", "done")
    assert without_value(rate, {done: SLASH}, WINDOWS) is SLASH
    undefined = replace(rate, defined=None)
    assert without_value(undefined, {done: SLASH}, WINDOWS) is BLANK
    assert [word_for_none(WORDED.type_of(each)) for each in (count, use, used)] == ["/", "N/A", "/"]


# Linear forms

A, B, C = (Cell(petition(f"{row}.letters")) for row in ("received", "closed", "open"))
ALIKE = {"a": A, "b": B, "c": C}


def tree(text: str) -> Node:
    def bound(node: Node) -> Node:
        if isinstance(node, Name):
            return ALIKE[node.path[0]]
        if isinstance(node, Span):
            return Sum((A, B, C))
        if isinstance(node, Binary):
            return Binary(node.operator, bound(node.left), bound(node.right))
        return node

    return bound(parse_value(text))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("7", {None: 7}),
        ("a", {A: 1}),
        ("a - b", {A: 1, B: -1}),
        ("a - a", {A: 0}),
        ("a + 2 * b - 3", {A: 1, B: 2, None: -3}),
        ("(a + 1) * 4", {A: 4, None: 4}),
        ("4 * (a + 1)", {A: 4, None: 4}),
        ("sum(a .. c) - b", {A: 1, B: 0, C: 1}),
        ("a * (b - b)", None),
        ("a * b", None),
        ("a / 2", None),
        ("2 / a", None),
        ("a * b + c", None),
        ("c - a * b", None),
    ],
)
def test_a_linear_form(text: str, terms: dict[Cell | None, int] | None) -> None:
    assert linear(tree(text)) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a / 4", {A: Fraction(1, 4)}),
        ("(a + b) / b", {A: Fraction(1, 2), None: 1}),
        ("b * a", {A: 2}),
        ("a * b", {A: 2}),
        ("a / (b - 2)", None),
        ("1 / a", None),
        ("a / 4 + sum(a .. c)", {A: Fraction(5, 4), None: 2, C: 1}),
    ],
)
def test_a_linear_form_with_a_known_figure_and_quotients(
    text: str, terms: dict[Cell | None, Fraction] | None
) -> None:
    assert linear(tree(text), {B: Fraction(2)}, quotients=True) == terms


def test_a_function_has_a_form_where_all_that_it_is_given_is_known() -> None:
    both = {A: Fraction(7), B: Fraction(2)}
    greatest = Call("max", (A, B))
    assert linear(greatest, both) == {None: 7}
    assert linear(greatest, {**both, C: Fraction(9)}) == {None: 7}
    assert linear(greatest, {A: Fraction(7)}) is None
    assert linear(greatest) is None
    assert linear(Binary("+", greatest, C), both) == {None: 7, C: 1}
    zero = Comparison("==", B, Number(Decimal(2)))
    quotient = Choice(zero, tree("a / (b - 2)"), A)
    assert linear(quotient, both) is None, "nothing can be divided"
    assert linear(quotient, {**both, B: Fraction(3)}) == {None: 7}
    stage = Comparison("==", Word(A, is_date=False), Quoted("完工"))
    assert linear(Choice(stage, B, B), both) is None, "words are no numbers"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a - 2 * b + 3", {A: 1, B: -2}),
        ("a + b * c", {A: 1}),
        ("a - b * c", {A: 1}),
        ("b * c - a", {A: -1}),
        ("b * c + a + 3", {A: 1}),
        ("3 - (b * c - 2 * a)", {A: 2}),
        ("a * b - a", {}),
        ("a * (b + c)", {}),
    ],
)
def test_what_stands_outside_of_all_that_is_not_linear(
    text: str, terms: dict[Cell | None, int]
) -> None:
    assert beside(tree(text)) == terms


def test_forms_are_added_scaled_and_put_in() -> None:
    one, two = {"x": Fraction(1), "y": Fraction(2)}, {"y": Fraction(-2), "z": Fraction(3)}
    assert plus(one, two) == {"x": 1, "y": 0, "z": 3}
    assert one == {"x": 1, "y": 2}, "nothing given is changed"
    assert without_zeros(plus(one, two)) == {"x": 1, "z": 3}
    assert scaled(one, Fraction(-3)) == {"x": -3, "y": -6}
    assert put_in(one, {"y": two}) == {"x": 1, "y": -4, "z": 6}
    assert put_in(one, {"y": {"x": Fraction(-1, 2)}}) == {}
    assert as_decimal(Fraction(-3, 8)) == Decimal("-0.375")
    assert as_decimal(Fraction(10**30 + 1)) == 10**30 + 1


def test_an_equation_takes_its_unknown_away() -> None:
    first = {"x": Fraction(2), "y": Fraction(4)}
    second = {"y": Fraction(1), "z": Fraction(-1)}
    terms = {"x": Fraction(3), "z": Fraction(1)}
    assert reduced(terms, [("x", first)]) == {"y": -6, "z": 1}
    assert reduced(terms, [("x", first), ("y", second)]) == {"z": -5}
    assert reduced(terms, [("w", first)]) == terms
    assert reduced({"x": Fraction(1), "y": Fraction(2)}, [("x", first)]) == {}


# Expressions


def test_leaves_and_cells_come_from_the_left() -> None:
    node = tree("a * 2 - sum(a .. c) + b")
    assert list(cells(node)) == [A, A, B, C, B]
    assert list(leaves(node)) == [A, Number(Decimal(2)), Sum((A, B, C)), B]


def test_a_value_is_computed_by_its_signs() -> None:
    given = {A: Decimal(7), B: Decimal(2), C: Decimal("0.5")}
    for text, value in (
        ("a", "7"), ("3", "3"), ("a + b", "9"), ("a - b", "5"), ("a * b", "14"), ("a / b", "3.5"), ("a / 1", "7"),
        ("sum(a .. c)", "9.5"), ("a - b - c", "4.5"), ("a - (b - c)", "5.5"), ("a + b * c", "8"),
        ("a / b + c", "4"), ("a / b - c", "3"), ("a - c / b", "6.75"), ("c * (a / b)", "1.75"),
    ):  # fmt: skip
        assert evaluate(tree(text), given.__getitem__) == Decimal(value), text
    for text in ("a / (b - b)", "(a - a) / (b - b)"):
        with pytest.raises(ZeroDivisionError):
            evaluate(tree(text), given.__getitem__)
    with pytest.raises(TypeError, match=r"^unbound: Name"):
        evaluate(Name(("a",)), given.__getitem__)
    third = evaluate(tree("1 / 3"), given.__getitem__)
    assert third == Fraction(1, 3)
    assert as_decimal(third) == Decimal("0." + "3" * 50)


def test_a_quotient_is_seen_wherever_it_stands() -> None:
    for text, quotient in (
        ("a", False), ("a * b + 2", False), ("a / 2", True), ("1 + a / b", True), ("a / b + 1", True),
    ):  # fmt: skip
        assert divides(parse_value(text)) is quotient, text
    assert parse_rule("a == b / 2") == parse_comparison("a == b / 2")
    assert parse_rule("1 == a").right == Name(("a",))
    assert parse_rule("sum(a .. b) == prior.c").left == Span(Name(("a",)), Name(("b",)))


def test_functions_pass_over_the_figures_that_they_are_given_as_they_are() -> None:
    greatest = Call("max", (A, Binary("+", B, C)))
    for node, over in (
        (greatest, [A]),
        (Call("average", (Each(Sum((A, B))), C)), [A, B, C]),
        (Binary("+", A, Call("count", (B,))), [B]),
        (Call("round", (A, Number(Decimal(1)))), []),
        (Call("round", (Binary("+", greatest, B), Number(Decimal(1)))), [A]),
        (Choice(Comparison(">", greatest, B), C, Call("min", (C, B))), [A, C, B]),
    ):
        assert list(passed_over(node)) == over


def test_what_is_rounded_or_counted_is_no_quotient() -> None:
    quotient, one = tree("a / b"), Number(Decimal(1))
    assert divides(Call("round", (quotient, one))) is False
    assert not divides(Call("count", (A, B)))
    assert divides(Call("average", (A, B)))
    assert divides(Call("max", (A, quotient)))
    assert not divides(Call("max", (A, B)))
    assert divides(Binary("-", one, Call("min", (quotient, A))))


def test_what_may_have_no_value_is_divided_by_figures_or_by_how_many_there_are() -> None:
    one = Number(Decimal(1))
    for node, may in (
        (tree("a * b - 2"), False), (tree("a / 2"), False), (tree("a / b"), True),
        (tree("a / b / 2"), True), (tree("1 + 2 / a"), True), (tree("a / 2 + b"), False),
        (Call("round", (tree("a / b"), one)), True), (Call("round", (tree("a / 2"), one)), False),
        (Call("average", (A, B)), True), (Call("max", (A, B)), False), (Call("count", (A,)), False),
        (Choice(Comparison(">", tree("a / b"), one), A, B), True),
    ):  # fmt: skip
        assert may_have_no_value(node) is may, node


def test_a_relation_allows_for_what_a_rule_may_be_off() -> None:
    half = Decimal("0.5")
    for relation, right, allowed in (
        ("==", "1.5", True), ("==", "0.5", True), ("==", "1.51", False), ("==", "0.49", False),
        ("<=", "0.5", True), ("<=", "0.49", False), ("<=", "9", True),
        (">=", "1.5", True), (">=", "1.51", False), (">=", "-9", True),
    ):  # fmt: skip
        assert compare(relation, Decimal(1), Decimal(right), half) is allowed, (relation, right)


def test_blank_words_are_alike_and_blank_days_are_not() -> None:
    def nothing(_: Cell) -> None:
        return None

    for is_date, held in ((False, {"==": True, "!=": False}), (True, {"==": False, "!=": True})):
        one, other = Word(A, is_date), Word(B, is_date)
        for relation in ("==", "!="):
            condition = Comparison(relation, one, other)
            assert is_so(condition, nothing, nothing) is held[relation], condition


def test_a_cell_is_the_same_after_a_journey() -> None:
    for cell in (A, replace(A, prior=True)):
        assert pickle.loads(pickle.dumps(cell)) == cell
    assert replace(A, prior=True) != A


def test_an_expression_of_600_signs_is_taken() -> None:
    longest = " + ".join("a" * 299) + " + "
    assert sum(1 for _ in leaves(parse_value(f"{longest} a"))) == 300
    assert parse_rule(f"{longest[:-2]} == 1").relation == "=="
    with pytest.raises(ValueError, match="too long"):
        parse_value(f"{longest} (a)")
    even = "sum(a .. b)" + " + a" * 297
    assert sum(1 for _ in leaves(parse_value(even))) == 298
    with pytest.raises(ValueError, match="too long"):
        parse_value(f"{even} + a")


def test_a_value_ends_where_its_text_ends() -> None:
    for text in ("a b", "a + b)", "a == b"):
        with pytest.raises(ValueError, match="instead of the end"):
            parse_value(text)


def test_what_is_not_known_is_told_with_its_first_twelve_characters() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_value("a " + "?" * 20)
    assert caught.value.reason.zh == f"第 3 个字符处不认识“{'?' * 12}”"
    assert caught.value.reason.en == f"character 3: unknown “{'?' * 12}”"


# Identities


def test_what_an_identity_knows_of_itself() -> None:
    assert TOTAL.figures == (SUM, LETTERS, VISITS)
    assert (TOTAL.result, TOTAL.defined) == (SUM, SUM)
    assert (TOTAL.table, TOTAL.axis, TOTAL.line) == ("petitions", "rows", "received")
    assert TOTAL.difference == {Cell(SUM): 1, Cell(LETTERS): -1, Cell(VISITS): -1}
    assert TOTAL.tables == {"petitions"}
    assert not TOTAL.needs_prior
    assert CARRIED.needs_prior
    assert CARRIED.figures == tuple(c.figure for c in CARRIED.cells if not c.prior)
    assert not {c.figure for c in CARRIED.cells if c.prior} <= set(CARRIED.figures)
    assert (BOUND.result, BOUND.defined) == (petition("closed.letters"), None)
    across = identity("same-cases")
    assert (across.table, across.axis, across.line) == (None, None, None)
    assert across.tables == {"petitions", "staff"}
    assert across.result == SUM, "the first figure of this year"
    assert len({hash(i) for i in ACROSS.identities}) == len(ACROSS.identities)


def test_a_rule_runs_along_every_line_in_order() -> None:
    lines = [i.line for i in ACROSS.identities if i.rule.id == "petitions-total"]
    assert lines == ["received", "closed", "open"]
    lines = [i.line for i in ACROSS.identities if i.rule.id == "closed-within-received"]
    assert lines == ["letters", "visits", "total"]


def bound_along(holds: str, result: str = "", *, each: bool = True) -> list[Identity]:
    """A rule along the columns of the petitions, or of single figures."""
    along = BOUND.rule.each if each else ()
    rule = BOUND.rule._replace(holds=parse_comparison(holds), each=along, result=result)
    return instances(rule, {t.id: t for t in ACROSS.tables})


def test_the_result_is_what_the_rule_says_or_its_first_figure_of_this_year() -> None:
    for holds, result, row in (
        ("received >= closed", "closed", "closed"),
        ("received >= closed", "", "received"),
        ("prior.closed == open", "", "open"),
        ("0 <= open + received", "", "open"),
    ):
        assert [i.result for i in bound_along(holds, result)] == [
            petition(f"{row}.{column}") for column in ("letters", "visits", "total")
        ]


def test_a_sum_takes_every_line_between_its_ends() -> None:
    [whole, *_] = bound_along("sum(received .. open) == 7")
    assert [c.figure.row for c in whole.cells] == ["received", "closed", "open"]
    [last, *_] = bound_along("received >= sum(prior.closed .. prior.open)")
    assert [(c.figure.row, c.prior) for c in last.cells] == [
        ("received", False), ("closed", True), ("open", True),
    ]  # fmt: skip
    assert last.figures == (LETTERS,)
    [of_two] = bound_along("sum(staff.desk.people .. staff.field.people) == 7", each=False)
    assert [c.figure.row for c in of_two.cells] == ["desk", "field"]
    [alone, *_] = bound_along("received >= sum(open .. open)")
    assert [c.figure.row for c in alone.cells] == ["received", "open"]


@pytest.mark.parametrize(
    ("holds", "name"),
    [
        ("lost == closed", "lost"),
        ("received.total == closed", "received.total"),
        ("petitions.total == closed", "petitions.total"),
        ("sum(lost .. closed) == open", "lost"),
        ("sum(closed .. lost) == open", "lost"),
        ("sum(closed .. received) == open", "closed .. received"),
        ("sum(received .. closed except open) == 7", "open"),
    ],
)
def test_a_name_that_is_no_line_says_which_there_are(holds: str, name: str) -> None:
    with pytest.raises(UnresolvedError) as caught:
        bound_along(holds)
    known: tuple[str, ...] = ("received", "closed", "open")
    if name == "petitions.total":
        known = tuple(f"petitions.{id}" for id in known)
    elif name == "open":
        known = ("received", "closed")
    assert (caught.value.name, caught.value.known) == (name, known)


def test_every_name_that_stands_for_nothing_is_told_once_as_it_is_written() -> None:
    rule = BOUND.rule._replace(holds=parse_comparison("lost + found == closed + lost + gone"))
    tables = {t.id: t for t in ACROSS.tables}
    assert [fault.name for fault in unresolved(rule, tables)] == ["found", "lost", "gone"]


def test_a_rule_is_of_those_lines_in_which_its_parts_can_be_compared() -> None:
    along = BOUND.rule._replace(
        holds=parse_comparison("hall >= lift"), each=(("projects", "columns"),), result=""
    )
    tables = {t.id: t for t in WINDOWS.tables}
    assert [i.line for i in instances(along, tables)] == ["started", "finished", "share"]


def test_single_figures_are_summed_along_their_row() -> None:
    first, last = "petitions.received.letters", "petitions.received.visits"
    [found] = bound_along(f"sum({first} .. {last}) == petitions.received.total", each=False)
    assert found.holds.left == Sum(
        (Cell(petition("received.letters")), Cell(petition("received.visits")))
    )
    down = "sum(petitions.received.visits .. petitions.open.visits)"
    [found] = bound_along(f"{down} == petitions.received.total", each=False)
    assert [c.figure.row for c in cells(found.holds.left)] == ["received", "closed", "open"]
    columns, rows = ("letters", "visits", "total"), ("received", "closed", "open")
    with pytest.raises(UnresolvedError) as caught:
        bound_along(f"sum({first} .. {last} except petitions.open.total) == 7", each=False)
    assert (caught.value.name, caught.value.known) == ("petitions.open.total", (first, last))
    for span, known in (
        (f"{last} .. {first}", columns),
        (f"{first} .. petitions.closed.visits", rows),
    ):
        with pytest.raises(UnresolvedError) as caught:
            bound_along(f"sum({span}) == petitions.received.total", each=False)
        assert (caught.value.name, caught.value.known) == (span, known)


@pytest.mark.parametrize(
    "path",
    ["received.total", "petitions.received", "petitions.lost.total", "lost.received.total", "a"],
)
def test_a_path_that_names_no_figure_says_which_there_are(path: str) -> None:
    with pytest.raises(UnresolvedError) as caught:
        bind_value(Name(tuple(path.split("."))), {t.id: t for t in ACROSS.tables})
    assert caught.value.name == str(caught.value) == path
    assert "petitions.received.total" in caught.value.known


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("a + b", "甲 ＋ 乙", "甲 + 乙"),
        ("a - b - c", "甲 － 乙 － 丙", "甲 - 乙 - 丙"),
        ("a - (b - c)", "甲 － （乙 － 丙）", "甲 - (乙 - 丙)"),
        ("a + (b + c)", "甲 ＋ 乙 ＋ 丙", "甲 + 乙 + 丙"),
        ("(a + b) * 2", "（甲 ＋ 乙） × 2", "(甲 + 乙) × 2"),
        ("2 * (a - b)", "2 × （甲 － 乙）", "2 × (甲 - 乙)"),
        ("a / 100 + b", "甲 ÷ 100 ＋ 乙", "甲 ÷ 100 + 乙"),
        ("sum(a .. c)", "甲 ＋ 乙 ＋ 丙", "甲 + 乙 + 丙"),
        ("0.50", "0.50", "0.50"),
    ],
)
def test_an_expression_in_words(text: str, zh: str, en: str) -> None:
    spoken = {A: "甲", B: "乙", C: "丙"}
    languages: tuple[Language, ...] = ("zh", "en")
    assert [in_words(tree(text), spoken.__getitem__, each) for each in languages] == [zh, en]


def test_a_rule_says_how_far_it_may_be_off() -> None:
    exact, nearly = TOTAL.rule, TOTAL.rule._replace(within=Decimal("0.010"))
    assert [words_of_rule(exact, language) for language in ("zh", "en")] == [exact.words] * 2
    assert words_of_rule(nearly, "zh") == f"{exact.words}（允许相差 0.01）"
    assert words_of_rule(nearly, "en") == f"{exact.words} (within 0.01)"


def test_what_is_not_bound_has_no_words() -> None:
    with pytest.raises(TypeError, match=r"^unbound: Name"):
        in_words(Name(("a",)), lambda _: "", "zh")


# Adding up

REQUESTS = [f for f in DISCLOSURE.totals if f.table == "requests"]
HANDLED = FigureId("requests", "handled", "total")
OF_PERSONS = FigureId("requests", "handled", "natural_person")
GRANTED = FigureId("requests", "granted", "natural_person")


def test_a_total_comes_after_what_it_adds_up() -> None:
    assert set(in_order(REQUESTS, DISCLOSURE)) == set(REQUESTS)
    backwards = in_order([HANDLED, OF_PERSONS], DISCLOSURE)
    assert backwards == (OF_PERSONS, HANDLED)
    assert in_order([OF_PERSONS, HANDLED], DISCLOSURE) == (OF_PERSONS, HANDLED)
    assert in_order([HANDLED], DISCLOSURE) == (HANDLED,)
    assert in_order([], DISCLOSURE) == ()


def test_totals_rest_on_a_figure_at_any_remove() -> None:
    resting = resting_on([GRANTED], [HANDLED, OF_PERSONS, *REQUESTS], DISCLOSURE)
    assert set(resting) == {OF_PERSONS, HANDLED, GRANTED._replace(column="total")}
    assert len(resting) == 3
    assert resting.index(OF_PERSONS) < resting.index(HANDLED)
    assert resting_on([HANDLED], REQUESTS, DISCLOSURE) == ()
    assert resting_on([GRANTED], [HANDLED], DISCLOSURE) == ()
    assert OF_PERSONS not in resting_on([OF_PERSONS], REQUESTS, DISCLOSURE)


def test_totals_are_added_up_one_on_another() -> None:
    order = in_order([HANDLED, OF_PERSONS], DISCLOSURE)
    given: dict[FigureId, Quantity] = {GRANTED: Decimal(5), OF_PERSONS: Decimal(99)}
    assert added_up(given, order, DISCLOSURE) == {OF_PERSONS: 5, HANDLED: 5}
    assert given[OF_PERSONS] == 99, "nothing given is changed"
    assert added_up({}, order, DISCLOSURE) == {}
    shown: dict[FigureId, Quantity] = {OF_PERSONS: Decimal(99)}
    assert added_up(shown, order, DISCLOSURE) == {}, "over blanks alone it counts as nothing"


def test_the_parts_of_a_total_are_not_the_total() -> None:
    assert parts_of(SUM, ACROSS) == (LETTERS, VISITS)
