"""Rules as expressions: parsed and printed back, exact on decimals, mistakes with their place.

The Excel formulas of the seed's rules come from the same trees; here only their text.
"""

from __future__ import annotations

import string
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compiler.format.expression import (
    EXACT,
    Binary,
    Cell,
    Choice,
    Comparison,
    Name,
    Node,
    Number,
    Span,
    cells,
    compare,
    evaluate,
)
from compiler.format.grammar import ExpressionError, parse_comparison, parse_rule, parse_value
from compiler.format.identity import Identity
from compiler.format.judgement import State, judge, wanted
from compiler.format.linear import linear
from compiler.format.words import CHINESE
from compiler.report.typed import stored_number
from compiler.values.figures import FigureId
from compiler.values.origin import CellRef
from compiler.workbook.formulas import NO_WORDS, References, expression, side, state, total
from compiler.workbook.layout import layout_of
from tests.support.examples import declaration_of

DECLARATION = declaration_of()


# Trees: printed and parsed back

_LOWER = string.ascii_lowercase + "_"
NAMES = st.builds(str.__add__, st.sampled_from(_LOWER), st.text(_LOWER + string.digits, max_size=8))
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
NUMBERS = st.decimals(0, 10**9, places=3).map(Number)


@st.composite
def names(draw: st.DrawFn, prior: bool | None = None) -> Name:
    path = draw(PATHS)
    # `prior.x` is last year's x, so an own line cannot be called `prior`.
    assume(path[0] not in ("prior", "sum"))
    return Name(path, draw(st.booleans()) if prior is None else prior)


SPANS = st.booleans().flatmap(
    lambda prior: st.builds(Span, names(prior), names(prior), st.just(()))
)
TREES: st.SearchStrategy[Node] = st.recursive(
    st.one_of(NUMBERS, names(), SPANS),
    lambda inner: st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
    max_leaves=12,
)
RELATIONS = st.sampled_from(["==", "!=", "<=", ">=", "<", ">"])


def printed(node: Node, within: str = "") -> str:
    """With as few brackets as the grammar needs."""
    if isinstance(node, Number):
        return format(node.value, "f")
    if isinstance(node, Name):
        return ".".join((*(["prior"] if node.prior else []), *node.path))
    if isinstance(node, Span):
        return f"sum({printed(node.first)} .. {printed(node.last)})"
    assert isinstance(node, Binary)
    tight = node.operator in "*/"
    left = printed(node.left, "*" if tight else "")
    right = printed(node.right, "/" if tight else "-")
    text = f"{left} {node.operator} {right}"
    return f"({text})" if within in ("/", "-") or (within == "*" and not tight) else text


@given(TREES, TREES, RELATIONS)
def test_what_is_printed_parses_to_the_same_tree(left: Node, right: Node, relation: str) -> None:
    text = f"{printed(left)} {relation} {printed(right)}"
    assert parse_comparison(text) == Comparison(relation, left, right)
    assert parse_comparison(text.replace(" ", "").replace("..", " .. ")) == parse_comparison(text)


def test_products_bind_tighter_and_lines_go_from_the_left() -> None:
    a, b, c = (Name((letter,)) for letter in "abc")
    assert parse_value("a - b - c") == Binary("-", Binary("-", a, b), c)
    assert parse_value("a - (b - c)") == Binary("-", a, Binary("-", b, c))
    assert parse_value("a + b * c") == Binary("+", a, Binary("*", b, c))
    assert parse_value("sum(a .. c)") == Span(a, c)
    assert parse_value("if(a > b, a, c)") == Choice(Comparison(">", a, b), a, c)
    assert parse_value("sum + a") == Binary("+", Name(("sum",)), a)
    assert parse_value("prior.a + prior") == Binary("+", Name(("a",), True), Name(("prior",)))


# Mistakes

TOO_DEEP = "括号套得太深", "its brackets are nested too deeply"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("", "写到结尾还缺名称", "it ends where a name is needed"),
        ("a +", "写到结尾还缺名称", "it ends where a name is needed"),
        ("a", "写到结尾还缺== != <= >= < >", "it ends where == != <= >= < > is needed"),
        ("a == b == c", "第 8 个字符处是“==”，应为结尾", "character 8: “==” instead of the end"),
        ("a = b", "第 3 个字符处不认识“= b”", "character 3: unknown “= b”"),
        ("a == b c", "第 8 个字符处是“c”，应为结尾", "character 8: “c” instead of the end"),
        ("a == (b", "写到结尾还缺)", "it ends where ) is needed"),
        ("a == b)", "第 7 个字符处是“)”，应为结尾", "character 7: “)” instead of the end"),
        ("a == -b", "第 6 个字符处是“-”，应为名称", "character 6: “-” instead of a name"),
        ("a  ?? b", "第 4 个字符处不认识“?? b”", "character 4: unknown “?? b”"),
        ("总计 == a", "第 1 个字符处不认识“总计 == a”", "character 1: unknown “总计 == a”"),
        ("a == 1_000", "第 6 个字符处不认识“1_000”", "character 6: unknown “1_000”"),
        ("a == 1.5.2", "第 9 个字符处不认识“.2”", "character 9: unknown “.2”"),
        ("a == 2x", "第 6 个字符处不认识“2x”", "character 6: unknown “2x”"),
        ("sum(a) == b", "第 6 个字符处是“)”，应为..", "character 6: “)” instead of .."),
        ("sum(parent) == b", "第 11 个字符处是“)”，应为..", "character 11: “)” instead of .."),
        ("sum(a .. 3) == b", "第 10 个字符处是“3”，应为名称", "character 10: “3” instead of a name"),
        ("sum(prior.a .. b) == c", "相加的各项要么都是今年的，要么都是上年的", "a sum runs within one year"),
        ("1 == 1", "没有用到今年的数", "it asks for no figure of this year"),
        ("prior.a == 0", "没有用到今年的数", "it asks for no figure of this year"),
        ("a == c / 0", "不能除以 0", "it divides by 0"),
        ("max(a, b == c", "第 10 个字符处是“==”，应为)", "character 10: “==” instead of )"),
        ("max() == c", "第 5 个字符处是“)”，应为名称", "character 5: “)” instead of a name"),
        ("max(a .. b except 3) == c", "第 19 个字符处是“3”，应为名称", "character 19: “3” instead of a name"),
        ("count(a + b) == c", "count 只数表中的数", "count counts figures and no expressions"),
        ("round(a) == c", "第 8 个字符处是“)”，应为,", "character 8: “)” instead of ,"),
        ("round(a, b) == c", "第 10 个字符处是“b”，应为数", "character 10: “b” instead of a number"),
        ("round(a, 11) == c", "round 的小数位数应是 0 到 10 的整数", "round takes a whole number of decimals from 0 to 10"),
        ("if(a, b, c) == c", "第 5 个字符处是“,”，应为== != <= >= < >", "character 5: “,” instead of == != <= >= < >"),
        ("(" * 900 + "a" + ")" * 900 + " == 0", "太长", "it is too long"),
        ("max(lines, a) == c", "函数里 lines、children 要单独写", "in a function lines and children stand alone"),
        ("max(a, children) == c", "函数里 lines、children 要单独写", "in a function lines and children stand alone"),
        ("if(a == 'x' ',' 1, 0) == c", "第 14 个字符处是“,”，应为,", "character 14: “,” instead of ,"),
        ("max(" * 41 + "a" + ")" * 41 + " == 0", *TOO_DEEP),
        ("(a) + " + "(" * 41 + "a" + ")" * 41 + " == 0", *TOO_DEEP),
        ("if(" + "(" * 41 + "a" + ")" * 41 + " > 1, 1, 0) == c", *TOO_DEEP),
        ("if(" + "(" * 40 + "a > 1" + ")" * 40 + ", 1, 0) == c", *TOO_DEEP),
        ("if((a > 1) or " + "(" * 40 + "a > 1" + ")" * 40 + ", 1, 0) == c", *TOO_DEEP),
        (" + ".join("a" * 900) + " == 0", "太长", "it is too long"),
    ],
)  # fmt: skip
def test_a_mistake_says_where(text: str, zh: str, en: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_rule(text)
    assert (caught.value.reason.zh, caught.value.reason.en) == (zh, en)
    assert str(caught.value) == en


def test_a_deep_expression_is_no_crash() -> None:
    deep = "(" * 40 + "a" + ")" * 40
    assert parse_value(deep) == Name(("a",))
    conditions = " or ".join(["((a) > 1)"] * 50)  # one beside another, none is within another
    assert parse_rule(f"if({conditions}, round(a, 10), 0) == b").relation == "=="
    assert parse_rule("if(" + "(" * 39 + "a > 1" + ")" * 39 + ", 1, 0) == max(lines)")
    assert sum(1 for _ in cells(bound(parse_value(" + ".join(["(a)"] * 50))))) == 50
    long = parse_value(" + ".join("a" * 299))
    assert sum(1 for _ in cells(bound(long))) == 299


@given(st.text("ab.()+-*/<>=!0129 sum\n_零", max_size=30))
def test_any_text_is_an_expression_or_a_mistake(text: str) -> None:
    mistake = mistake_in(text)
    assert mistake is None or not mistake.isascii()


def mistake_in(text: str) -> str | None:
    try:
        parse_rule(text)
    except ExpressionError as fault:
        return fault.reason.zh
    return None


# Exactness


def bound(node: Node) -> Node:
    """Every name as a figure of its own."""
    if isinstance(node, Name):
        return Cell(FigureId("t", ".".join(node.path), "c"), node.prior)
    if isinstance(node, Binary):
        return Binary(node.operator, bound(node.left), bound(node.right))
    return node


def exact(node: Node, values: dict[Cell, Decimal]) -> Fraction:
    if isinstance(node, Number):
        return Fraction(node.value)
    if isinstance(node, Cell):
        return Fraction(values[node])
    assert isinstance(node, Binary)
    left, right = exact(node.left, values), exact(node.right, values)
    return {"+": left + right, "-": left - right, "*": left * right}[node.operator]


EXACT_TREES: st.SearchStrategy[Node] = st.recursive(
    st.one_of(NUMBERS, st.sampled_from("abcd").map(lambda letter: Name((letter,)))),
    lambda inner: st.builds(Binary, st.sampled_from("+-*"), inner, inner),
    max_leaves=8,
)


@given(
    EXACT_TREES.map(bound),
    st.lists(st.decimals(-(10**12), 10**12, places=6), min_size=4, max_size=4),
)
def test_sums_and_products_are_exact(node: Node, drawn: list[Decimal]) -> None:
    known = [Cell(FigureId("t", letter, "c")) for letter in "abcd"]
    values = dict(zip(known, drawn, strict=True))
    value = evaluate(node, values.__getitem__)
    assert Fraction(value) == exact(node, values)
    form = linear(node)
    if form is not None:
        terms = (Fraction(k) * (1 if c is None else Fraction(values[c])) for c, k in form.items())
        assert sum(terms, Fraction(0)) == exact(node, values)


def test_decimals_do_not_round() -> None:
    tenth = parse_comparison("0.1 + 0.2 == 0.3")
    no_cells = {}.__getitem__
    assert evaluate(tenth.left, no_cells) == evaluate(tenth.right, no_cells)
    wide = bound(parse_value("a + b - a"))
    values = {"a": Decimal("1e40"), "b": Decimal("1e-40")}
    assert evaluate(wide, lambda cell: values[cell.figure.row]) == Decimal("1e-40")


@pytest.mark.parametrize(
    ("relation", "holding"),
    [("==", "e"), ("!=", "lg"), ("<=", "le"), (">=", "eg"), ("<", "l"), (">", "g")],
)
def test_relations(relation: str, holding: str) -> None:
    sides = {"l": ("0.1", "0.10000000000000000001"), "e": ("2.50", "2.5"), "g": ("0", "-1e-30")}
    for letter, (left, right) in sides.items():
        assert compare(relation, Decimal(left), Decimal(right)) == (letter in holding)


def test_the_widest_numbers_a_file_can_hold_are_judged_exactly() -> None:
    finest, largest = stored_number("1." + "1" * 29 + "e-15"), stored_number("9" * 16 + "e0")
    assert finest is not None
    assert largest is not None
    row = {"upheld": largest, "corrected": finest, "total": largest}
    figures = {f: row.get(f.column, Decimal(0)) for f in DECLARATION.figures}
    judged = judge(only("disputes-total", "reconsideration"), DECLARATION, figures)
    assert judged.state is State.BROKEN
    assert wanted(judged, figures) == EXACT.add(largest, finest)


# The same trees as Excel formulas


def only(rule: str, line: str) -> Identity:
    return next(i for i in DECLARATION.identities if (i.rule.id, i.line) == (rule, line))


def references(home: str | None) -> References:
    return References(layout_of(DECLARATION).addresses, home)


@pytest.mark.parametrize(
    ("rule", "line", "formula"),
    [
        ("requests-row-total", "received", '=IF(COUNTBLANK(D7:I7)=6,"",SUM(D7:I7))'),
        ("requests-row-total", "carried_out", '=IF(COUNTBLANK(D29:I29)=6,"",SUM(D29:I29))'),
        ("requests-handled", "natural_person", '=IF(COUNTBLANK(D9:D27)=19,"",SUM(D9:D27))'),
        ("requests-handled", "total", '=IF(COUNTBLANK(J9:J27)=19,"",SUM(J9:J27))'),
        ("disputes-total", "reconsideration", '=IF(COUNTBLANK(A7:D7)=4,"",SUM(A7:D7))'),
        ("disputes-total", "litigation_after_reconsideration", '=IF(COUNTBLANK(K7:N7)=4,"",SUM(K7:N7))'),
    ],
)  # fmt: skip
def test_a_total_as_a_formula_of_its_own_sheet(rule: str, line: str, formula: str) -> None:
    identity = only(rule, line)
    assert identity.defined is not None
    home = layout_of(DECLARATION).addresses[identity.defined].sheet
    assert total(identity, references(home)) == formula


@pytest.mark.parametrize(
    ("rule", "line", "left", "right"),
    [
        ("requests-balance", "enterprise", "SUM('S'!E7:E8)", "SUM('S'!E28:E29)"),
        ("requests-row-total", "handled", "N('S'!J28)", "SUM('S'!D28:I28)"),
        ("requests-handled", "other", "N('S'!I28)", "SUM('S'!I9:I27)"),
        ("disputes-total", "litigation_direct", "N('S'!J7)", "SUM('S'!F7:I7)"),
        ("items-not-negative", "licences", "SUM('S'!B10:C10)", "0"),
        ("items-not-negative", "fees", "SUM('S'!B18:C18)", "0"),
        ("published-within-total", "rules", "N('S'!C6)", "N('S'!D6)"),
    ],
)
def test_both_sides_of_a_rule_as_formulas(rule: str, line: str, left: str, right: str) -> None:
    identity = only(rule, line)
    sheet = layout_of(DECLARATION).addresses[identity.result].sheet
    refs = references(None)
    found = [expression(node, refs) for node in (identity.holds.left, identity.holds.right)]
    assert [text.replace(f"'{sheet}'", "'S'") for text in found] == [left, right]
    shown = side(identity.holds.left, refs).replace(f"'{sheet}'", "'S'")
    cells_of_left = left.removeprefix("SUM(").removeprefix("N(").removesuffix(")")
    assert shown == f'=IF(COUNT({cells_of_left})=0,"",{left})'


def test_the_state_of_a_rule_as_a_formula() -> None:
    """✗ over text, 未填 over blanks or a blank total, else whether both sides agree."""
    identity = only("disputes-total", "reconsideration")
    home = layout_of(DECLARATION).addresses[identity.result].sheet
    found = state(identity, references(home), [identity.result], NO_WORDS, CHINESE)
    assert found == (
        "=IF(COUNTBLANK(E7)+COUNTBLANK(A7:D7)+COUNT(E7,A7:D7)<5,\"✗\","
        "IF(COUNT(E7,A7:D7)=0,\"未填\",IF(COUNT(E7)<1,\"未填\","
        "IF(ROUND(N(E7)-(SUM(A7:D7)),8)=0,\"✓\",\"✗\"))))"
    )  # fmt: skip


def test_a_difference_keeps_its_brackets_in_a_formula() -> None:
    cell = {letter: Cell(FigureId("t", letter, "c")) for letter in "abc"}
    refs = References({c.figure: CellRef("S", f"{k.upper()}1") for k, c in cell.items()}, "S")
    a, b, c = cell.values()
    assert expression(Binary("-", a, Binary("-", b, c)), refs) == "N(A1)-(N(B1)-N(C1))"
    assert expression(Binary("*", Binary("+", a, c), b), refs) == "(SUM(A1,C1))*N(B1)"
    assert expression(Binary("+", a, Binary("+", b, a)), refs) == "N(A1)+(SUM(B1,A1))"
    assert expression(Binary("-", a, Number(Decimal("0.10"))), refs) == "N(A1)-0.10"
