"""Mutants of a module: its source with one small thing changed, each named by what changed.

Given source text, gives every mutant of comparison, arithmetic, boolean, constant, branch,
return and statement; it runs nothing. What speaks to type checkers alone (annotations,
decorators, assertions) and docstrings are left as they are.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_UNSEEN_CALLS = ("TypeVar", "cast")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class _Change:
    """A node of the tree, what stands in its place, and the function it is in."""

    node: ast.AST
    instead: ast.AST
    where: str


class _Module(NamedTuple):
    """The statements of a module, and each as text: a mutant differs in one."""

    statements: tuple[ast.stmt, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Mutant:
    """`was` and `now` are the changed piece; `where` its function, for lines move."""

    where: str
    line: int
    was: str
    now: str
    _module: _Module = field(repr=False)
    _at: int = field(repr=False)
    _change: _Change = field(repr=False)

    @property
    def key(self) -> str:
        return f"{self.where}: {self.was} → {self.now}"

    @cached_property
    def source(self) -> str:
        """Made only where it is asked for: a module has hundreds."""
        memo = {id(self._change.node): self._change.instead}
        changed = copy.deepcopy(self._module.statements[self._at], memo)
        texts = list(self._module.texts)
        texts[self._at] = ast.unparse(ast.fix_missing_locations(changed))
        return "\n".join(texts) + "\n"


def mutants(source: str) -> Iterator[Mutant]:
    """In the order of the source; mutants with the same name count up."""
    statements = tuple(ast.parse(source).body)
    module = _Module(statements, tuple(map(ast.unparse, statements)))
    named: dict[str, int] = {}
    for at, statement in enumerate(statements):
        for change in _changes(statement, _inside(statement, "")):
            was, now = _shown(change.node), _shown(change.instead)
            where = change.where or "module"
            found = Mutant(where, _line(change.node), was, now, module, at, change)
            named[found.key] = named.get(found.key, 0) + 1
            if (times := named[found.key]) > 1:
                found = replace(found, where=f"{where} ({times})")
            yield found


def _inside(node: ast.AST, where: str) -> str:
    """The function or class that a node opens, or in which it stands."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return f"{where}.{node.name}".lstrip(".")
    return where


def _shown(node: ast.AST) -> str:
    """One line; of a branch, its condition alone."""
    text = f"if {ast.unparse(node.test)}" if isinstance(node, ast.If) else ast.unparse(node)
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _line(node: ast.AST) -> int:
    at = node.target if isinstance(node, ast.comprehension) else node
    return int(getattr(at, "lineno", 0))


def _changes(node: ast.AST, where: str) -> Iterator[_Change]:
    for instead in _instead(node):
        yield _Change(node, ast.copy_location(instead, node), where)
    for child in _seen(node):
        yield from _changes(child, _inside(child, where))


def _seen(node: ast.AST) -> Iterator[ast.AST]:
    """The children in which a change could be seen while the program runs."""
    if isinstance(node, ast.Assert) or (isinstance(node, ast.If) and _for_types(node)):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
        return
    if isinstance(node, ast.arg) or (
        isinstance(node, ast.Call) and ast.unparse(node.func) in _UNSEEN_CALLS
    ):
        return
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
        return
    unseen: list[ast.AST] = []
    if isinstance(node, ast.FunctionDef):
        unseen += [*node.decorator_list, *([node.returns] if node.returns else [])]
    elif isinstance(node, ast.ClassDef):
        unseen += [*node.decorator_list, *node.bases]
        if "Enum" in map(ast.unparse, node.bases):  # only their names are ever asked for
            unseen += node.body
    elif isinstance(node, ast.AnnAssign):
        unseen.append(node.annotation)
    for child in ast.iter_child_nodes(node):
        if not any(child is each for each in unseen):
            yield child


def _for_types(node: ast.If) -> bool:
    return ast.unparse(node.test) == "TYPE_CHECKING"


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    for kind, change in _CHANGES.items():
        if isinstance(node, kind):
            yield from change(node)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        operators = list(node.ops)
        operators[at] = _COMPARED[type(operator)]()
        yield ast.Compare(node.left, operators, node.comparators)


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in _COMPUTED:
        yield ast.BinOp(node.left, _COMPUTED[type(node.op)](), node.right)


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node.value, str) and node.value:
        yield ast.Constant(f"{node.value}?")


def _branch(node: ast.If | ast.IfExp) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and _for_types(node):
        return
    for taken in (True, False):
        if isinstance(node, ast.If):
            yield ast.If(ast.Constant(taken), node.body, node.orelse)
        else:
            yield node.body if taken else node.orelse


def _filter(node: ast.comprehension) -> Iterator[ast.AST]:
    for at in range(len(node.ifs)):
        kept = [*node.ifs[:at], *node.ifs[at + 1 :]]
        yield ast.comprehension(node.target, node.iter, kept, node.is_async)


def _return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and ast.unparse(node.value) != "None":
        yield ast.Return(ast.Constant(None))


def _statement(node: ast.Expr) -> Iterator[ast.AST]:
    if not isinstance(node.value, ast.Constant):
        yield ast.Pass()


def _added(_: ast.AugAssign) -> Iterator[ast.AST]:
    yield ast.Pass()


def _left(node: ast.Continue | ast.Break) -> Iterator[ast.AST]:
    yield ast.Break() if isinstance(node, ast.Continue) else ast.Pass()


_CHANGES: dict[type[ast.AST], Callable[..., Iterator[ast.AST]]] = {
    ast.Compare: _compare,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.Constant: _constant,
    ast.If: _branch,
    ast.IfExp: _branch,
    ast.comprehension: _filter,
    ast.Return: _return,
    ast.Expr: _statement,
    ast.AugAssign: _added,
    ast.Continue: _left,
    ast.Break: _left,
}
