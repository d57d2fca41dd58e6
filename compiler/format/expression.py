"""Rules as expressions over ids: a small tree, and its exact value.

Trees come from `grammar`, which parses them, and from `identities`, which binds their names
to figures. Evaluation is exact; the translation to Excel lives with the workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Literal, TypeVar

from compiler.values.dataclass import dataclass
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple

# Sums, differences and products of report figures are exact; anything that would round traps.
EXACT = Context(prec=1000, traps=[Inexact])
# As decimals, quotients are told in 50 digits, far more than any report prints.
QUOTIENT = Context(prec=50)
_ZERO = Decimal(0)

# What a rule over the columns of a table with open rows calls the lines that an office added:
# those at the top; and in turn each line that has lines below it, with these.
LINES, PARENT, CHILDREN = "lines", "parent", "children"
# And a figure that can be quoted of each line, its one: table.line.column.
LINE = "line"
# Before a name: last year's figure.
PRIOR = "prior"

Operator = Literal["+", "-", "*", "/"]
Relation = Literal["==", "!=", "<=", ">=", "<", ">"]
Function = Literal["min", "max", "average", "count", "round"]
# A quotient has no exact decimal, so it stays a fraction.
Exact = Decimal | Fraction


class Number(NamedTuple):
    value: Decimal


class Name(NamedTuple):
    """A dotted path of ids; `prior` when it speaks of last year's report."""

    path: tuple[str, ...]
    prior: bool = False


class Span(NamedTuple):
    """sum(first .. last except without): every line from first to last in the declared order.

    sum(lines) and sum(children) are of all lines that the name stands for.
    """

    first: Name
    last: Name
    without: tuple[Name, ...] = ()


class Each(NamedTuple):
    """The lines of a span one by one, as functions take them. Bound, those that a name stood
    for are kept together, others are cells.
    """

    span: Span | Sum


# Told apart from a name by its class alone; all other nodes differ in what they hold.
@dataclass(frozen=True, slots=True)
class Cell:
    """A name bound to a figure."""

    figure: FigureId
    prior: bool = False


class Word(NamedTuple):
    """A name bound to a cell of text or of dates, which are compared and not counted with."""

    cell: Cell
    is_date: bool


class Quoted(NamedTuple):
    """'words' or '2023-12-31' as a rule has them, to compare cells with."""

    text: str


class Over(NamedTuple):
    """The lines of a column that a name stood for: those at the top, or those below `parent`."""

    table: str
    column: str
    parent: str | None
    prior: bool


class Sum(NamedTuple):
    """A span bound to its figures; `over` says of which lines, if a name stood for them."""

    cells: tuple[Cell, ...]
    over: Over | None = None


class Binary(NamedTuple):
    operator: Operator
    left: Node
    right: Node


class Call(NamedTuple):
    """A function of the figures that are there: what is blank or no number is passed over.

    round(value, places) rounds halves away from 0, as Excel does.
    """

    function: Function
    arguments: tuple[Node, ...]


class Choice(NamedTuple):
    """if(condition, then, other)."""

    condition: Condition
    then: Node
    other: Node


Leaf = Number | Name | Span | Cell | Sum | Word | Quoted
Node = Leaf | Each | Binary | Call | Choice


class Comparison(NamedTuple):
    relation: Relation
    left: Node
    right: Node


class Joined(NamedTuple):
    """Conditions all of which must hold (`and`), or one of them (`or`)."""

    by: Literal["and", "or"]
    conditions: tuple[Condition, ...]


Condition = Comparison | Joined


def compared(condition: Condition) -> Iterator[Comparison]:
    """The comparisons of a condition from left to right."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.conditions:
            yield from compared(part)


def parts(node: Node) -> tuple[Node, ...]:
    """What an expression is made of, from left to right; nothing for a leaf."""
    if isinstance(node, Binary):
        return node.left, node.right
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Choice):
        asked = (side for each in compared(node.condition) for side in (each.left, each.right))
        return (*asked, node.then, node.other)
    return (node.span,) if isinstance(node, Each) else ()


def leaves(node: Node) -> Iterator[Leaf]:
    """The leaves of an expression from left to right."""
    if isinstance(node, Binary | Call | Choice | Each):
        for part in parts(node):
            yield from leaves(part)
    else:
        yield node


def cells(node: Node) -> Iterator[Cell]:
    """The figures of a bound expression from left to right."""
    for leaf in leaves(node):
        if isinstance(leaf, Sum):
            yield from leaf.cells
        elif isinstance(leaf, Cell):
            yield leaf


def passed_over(node: Node) -> Iterator[Cell]:
    """The figures that functions take as they are: those that are no number are passed over."""
    for part in parts(node):
        yield from passed_over(part)
        if isinstance(node, Call) and isinstance(part, Cell | Each) and node.function != "round":
            yield from cells(part)


def words(node: Node) -> Iterator[Word]:
    """The cells of text and dates of a bound expression, from left to right."""
    return (leaf for leaf in leaves(node) if isinstance(leaf, Word))


def of_words(comparison: Comparison) -> bool:
    """Whether words are compared and no numbers."""
    return isinstance(comparison.left, Word | Quoted)


def divides(node: Node) -> bool:
    """Whether the value is a quotient, which may have no exact decimal or not exist at all."""
    if isinstance(node, Call) and node.function == "round":
        return False
    quotient = isinstance(node, Binary) and node.operator == "/"
    average = isinstance(node, Call) and node.function == "average"
    return quotient or average or any(map(divides, parts(node)))


def may_have_no_value(node: Node) -> bool:
    """Whether something is divided by figures, or by how many there are, at whatever depth."""
    if isinstance(node, Binary) and node.operator == "/":
        return not isinstance(node.right, Number) or may_have_no_value(node.left)
    average = isinstance(node, Call) and node.function == "average"
    return average or any(map(may_have_no_value, parts(node)))


def _no_words(_cell: Cell) -> str | None:
    return None


def evaluate(
    node: Node,
    value: Callable[[Cell], Decimal | None],
    said: Callable[[Cell], str | None] = _no_words,
) -> Exact:
    """The exact value of a bound expression; `value` is None where no number stands, `said`
    where no words do.

    Such a figure counts as nothing; functions pass it over. Where nothing can be divided, by
    0 or by how many figures there are, raises ZeroDivisionError.
    """
    if isinstance(node, Cell):
        return value(node) or _ZERO
    if isinstance(node, Binary):
        left, right = evaluate(node.left, value, said), evaluate(node.right, value, said)
        return _combined(node.operator, left, right)
    if isinstance(node, Sum):
        total = _ZERO
        for cell in node.cells:
            total = EXACT.add(total, value(cell) or _ZERO)
        return total
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Call):
        return _called(node, value, said)
    if isinstance(node, Choice):
        chosen = node.then if is_so(node.condition, value, said) else node.other
        return evaluate(chosen, value, said)
    raise TypeError(f"unbound: {node}")


def is_so(
    condition: Condition,
    value: Callable[[Cell], Decimal | None],
    said: Callable[[Cell], str | None],
) -> bool:
    """A blank date is neither before nor after another, and not the same."""
    if isinstance(condition, Joined):
        held = (is_so(each, value, said) for each in condition.conditions)
        return all(held) if condition.by == "and" else any(held)
    if not of_words(condition):
        left, right = (evaluate(side, value, said) for side in (condition.left, condition.right))
        return compare(condition.relation, left, right)
    sides = condition.left, condition.right
    one, other = (_words_of(side, said) for side in sides)
    if any(isinstance(side, Word) and side.is_date for side in sides) and not (one and other):
        return condition.relation == "!="
    return compare(condition.relation, one or "", other or "")


def _words_of(side: Node, said: Callable[[Cell], str | None]) -> str | None:
    return said(side.cell) if isinstance(side, Word) else getattr(side, "text", None)


def _combined(operator: Operator, left: Exact, right: Exact) -> Exact:
    if operator == "/":
        return Fraction(left) / Fraction(right)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        if operator == "+":
            return EXACT.add(left, right)
        return EXACT.subtract(left, right) if operator == "-" else EXACT.multiply(left, right)
    left, right = Fraction(left), Fraction(right)
    if operator == "*":
        return left * right
    return left + right if operator == "+" else left - right


def _called(
    call: Call, value: Callable[[Cell], Decimal | None], said: Callable[[Cell], str | None]
) -> Exact:
    if call.function == "round":
        number, places = (evaluate(argument, value, said) for argument in call.arguments)
        return rounded(number, int(places))
    there: list[Exact] = []
    for argument in call.arguments:
        if isinstance(argument, Cell | Each):
            there += [n for cell in cells(argument) if (n := value(cell)) is not None]
        else:
            there.append(evaluate(argument, value, said))
    if call.function == "count":
        return Decimal(len(there))
    if call.function == "average":
        return sum((Fraction(number) for number in there), Fraction(0)) / len(there)
    if not there:
        return Decimal(0)
    return min(there) if call.function == "min" else max(there)


def rounded(number: Exact, places: int) -> Decimal:
    """To so many decimals, halves away from 0."""
    scaled = Fraction(number) * 10**places
    whole = int(abs(scaled) + Fraction(1, 2))
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-places, EXACT)


def as_decimal(value: Exact) -> Decimal:
    """A fraction in 50 digits: exact for what most rules give, halves and tenths."""
    if isinstance(value, Decimal):
        return value
    return QUOTIENT.divide(Decimal(value.numerator), Decimal(value.denominator))


Ordered = TypeVar("Ordered", Exact, str)
_RELATIONS: Mapping[Relation, Callable[[Any, Any], bool]] = {
    "==": eq, "!=": ne, "<=": le, ">=": ge, "<": lt, ">": gt,
}  # fmt: skip


def compare(
    relation: Relation, left: Ordered, right: Ordered, within: Decimal = Decimal(0)
) -> bool:
    """Whether the relation holds, exactly or as nearly as `within` allows; of dates as text, too."""
    if within and not isinstance(left, str) and not isinstance(right, str):
        gap = Fraction(left) - Fraction(right)
        return {"==": abs(gap) <= within, "<=": gap <= within, ">=": -gap <= within}[relation]
    return _RELATIONS[relation](left, right)
