"""Rules bound to figures: each equation and inequality of an edition, one by one.

Given a rule and the tables of a form, gives its identities. It evaluates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from compiler.format.declaration import Rule
from compiler.format.expression import (
    CHILDREN,
    LINES,
    PARENT,
    Binary,
    Call,
    Cell,
    Choice,
    Comparison,
    Condition,
    Each,
    Joined,
    Name,
    Node,
    Number,
    Over,
    Quoted,
    Span,
    Sum,
    Word,
    cells,
    compared,
    leaves,
    parts,
    words,
)
from compiler.format.identity import Identity
from compiler.format.reach import (
    Tables,
    UnresolvedError,
    not_in_order,
)
from compiler.format.scope import Scope, of_each_line, scopes_of
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)


def bind_value(node: Node, tables: Tables, line: str | None = None) -> Node:
    """A key figure's expression with its full paths bound, of one line of an open table where it
    is quoted of each. Raises UnresolvedError.
    """
    return _bind(node, of_each_line(node, tables, line))


def on_every_line(first: Identity, tables: Tables) -> Identity:
    """The identity of a line as if every table had that line."""
    assert first.table is not None
    assert first.axis is not None
    line = tables[first.table].row(first.line or "")
    lacking = (t for t in tables.values() if not t.has_row(line.id))
    extended = {t.id: replace(t, rows=(*t.rows, line)) for t in lacking}
    known = {**tables, **extended}
    return _identity(first.rule, Scope(known, known[first.table], first.axis, first.line))


def instances(rule: Rule, tables: Tables) -> list[Identity]:
    """One rule bound to the lines it runs along; of those that hold words it says nothing.

    Raises UnresolvedError.
    """
    return [i for i in bound_to_lines(rule, tables) if fits(i.holds, tables)]


def fits(comparison: Comparison, tables: Tables) -> bool:
    """Whether numbers are compared with numbers, dates with dates and words with the same words:
    words have no order.
    """
    sides = comparison.left, comparison.right
    if not any(isinstance(side, Word | Quoted) for side in sides):
        return all(is_of_numbers(side, tables) for side in sides)
    if not all(isinstance(side, Word | Quoted) for side in sides):
        return False
    if any(isinstance(side, Word) and side.is_date for side in sides):
        return all(_is_day(side) for side in sides)
    return comparison.relation in ("==", "!=")


def _is_day(side: Node) -> bool:
    if isinstance(side, Word):
        return side.is_date
    return isinstance(side, Quoted) and bool(_DAY.fullmatch(side.text))


def is_of_numbers(node: Node, tables: Tables) -> bool:
    """Whether an expression counts with numbers alone; what it chooses by may be words."""
    if isinstance(node, Word | Quoted):
        return False
    if isinstance(node, Choice):
        chosen = is_of_numbers(node.then, tables) and is_of_numbers(node.other, tables)
        return chosen and all(fits(each, tables) for each in compared(node.condition))
    if isinstance(node, Cell | Sum):
        figures = (cell.figure for cell in cells(node))
        return all(tables[figure.table].declared_type(figure).is_number for figure in figures)
    return all(is_of_numbers(part, tables) for part in parts(node))


def bound_to_lines(rule: Rule, tables: Tables) -> list[Identity]:
    """Whatever these lines hold. Raises UnresolvedError."""
    return [_identity(rule, scope) for scope in scopes_of(rule, tables)]


def unresolved(rule: Rule, tables: Tables) -> tuple[UnresolvedError, ...]:
    """Every name of a rule that stands for no figure, each once."""
    texts = [text for text in (rule.defines, rule.result) if text]
    parts = [*leaves(rule.holds.left), *leaves(rule.holds.right), *map(_named, texts)]
    faults = [
        fault for scope in scopes_of(rule, tables) for fault in _faults(parts, scope)
    ]  # fmt: skip
    # What the names of lines stand for hangs on all names together: one fault hides the others.
    plain = [fault for fault in faults if fault.name not in _OF_LINES]
    return tuple({fault.name: fault for fault in reversed(plain or faults[:1])}.values())[::-1]


def unresolved_in(node: Node, tables: Tables, line: str | None) -> tuple[UnresolvedError, ...]:
    """Every name of a key figure's expression that stands for no figure, each once."""
    faults = [*_faults(leaves(node), of_each_line(node, tables, line))]
    return tuple({fault.name: fault for fault in faults}.values())


_OF_LINES = {LINES, PARENT, CHILDREN}


def _faults(parts: Iterable[Node], scope: Scope) -> Iterator[UnresolvedError]:
    for part in parts:
        try:
            _bind(part, scope)
        except UnresolvedError as fault:
            yield fault


def _identity(rule: Rule, scope: Scope) -> Identity:
    holds = Comparison(
        rule.holds.relation, _bind(rule.holds.left, scope), _bind(rule.holds.right, scope)
    )
    defined = scope.figure(_named(rule.defines)) if rule.defines else None
    result = scope.figure(_named(rule.result)) if rule.result else defined
    if result is None:
        both = (*cells(holds.left), *cells(holds.right))
        worded = (word.cell for side in (holds.left, holds.right) for word in words(side))
        result = next(c.figure for c in (*both, *worded) if not c.prior)
    table, axis = (scope.table.id, scope.axis) if scope.table else (None, None)
    return Identity(rule, holds, result, defined, table, axis, scope.line, scope.named.parent)


def _named(text: str) -> Name:
    return Name(tuple(text.split(".")))


def _bind(node: Node, scope: Scope) -> Node:
    if isinstance(node, Name):
        figure = scope.figure(node)
        # A line that the other table lacks counts as nothing there.
        return Number(Decimal(0)) if figure is None else _cell(figure, node.prior, scope)
    if isinstance(node, Span):
        return _bind_span(node, scope)
    if isinstance(node, Binary):
        return Binary(node.operator, _bind(node.left, scope), _bind(node.right, scope))
    if isinstance(node, Call):
        return Call(node.function, tuple(_bound_arguments(node, scope)))
    if isinstance(node, Choice):
        condition = _bound_condition(node.condition, scope)
        return Choice(condition, _bind(node.then, scope), _bind(node.other, scope))
    return node


def _bound_condition(condition: Condition, scope: Scope) -> Condition:
    if isinstance(condition, Joined):
        inside = tuple(_bound_condition(each, scope) for each in condition.conditions)
        return Joined(condition.by, inside)
    left, right = _bind(condition.left, scope), _bind(condition.right, scope)
    return Comparison(condition.relation, left, right)


def _cell(figure: FigureId, prior: bool, scope: Scope) -> Cell | Word:
    type_ = scope.tables[figure.table].declared_type(figure)
    cell = Cell(figure, prior)
    if type_.is_number:
        return cell
    scope.refuse_words_elsewhere(figure)
    return Word(cell, is_date=type_.kind == "date")


def _bound_arguments(call: Call, scope: Scope) -> Iterator[Node]:
    for argument in call.arguments:
        if isinstance(argument, Each) and isinstance(argument.span, Span):
            bound = _bind_span(argument.span, scope)
            yield from [Each(bound)] if bound.over else bound.cells
        else:
            yield _bind(argument, scope)


def _bind_span(span: Span, scope: Scope) -> Sum:
    named, over = scope.named, None
    if span.first == span.last and (lines := named.ids.get(span.first.path[0])) is not None:
        over = Over(named.table, named.column, named.parent, span.first.prior)
        paths: list[tuple[str, ...]] = [(id,) for id in lines]
    else:
        paths = _paths_between(span, scope)
    out = {name.path for name in span.without}
    for path in sorted(out.difference(paths)):
        raise UnresolvedError(".".join(path), tuple(map(".".join, paths)))
    bound = (scope.figure(Name(path)) for path in paths if path not in out)
    return Sum(tuple(Cell(f, span.first.prior) for f in bound if f is not None), over)


def _paths_between(span: Span, scope: Scope) -> list[tuple[str, ...]]:
    """Every path from the first to the last, which differ in one id."""
    first, last = span.first.path, span.last.path
    scope.figure(span.first), scope.figure(span.last)
    # Full paths may run down a column as well as along a row.
    at = 1 if len(first) == len(last) == 3 and first[1] != last[1] else len(first) - 1
    known = scope.order(first, at)
    apart = (*first[:at], *first[at + 1 :]) != (*last[:at], *last[at + 1 :])
    ends = [known.index(path[at]) for path in (first, last) if path[at] in known]
    if apart or len(ends) < 2 or ends[0] > ends[1]:
        raise not_in_order(first, last, known)
    return [(*first[:at], id, *first[at + 1 :]) for id in known[ends[0] : ends[1] + 1]]
