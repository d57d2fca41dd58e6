"""Live checks of all lines that were added at once, as array formulas from mark to mark.

Given a check and where its lines stand, gives the formula of its state: ✗ if it fails on any
line, 未填 while any waits for a figure, / where there is none to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compiler.format.expression import Binary, Cell, Node, Number, Sum
from compiler.format.form import Form
from compiler.format.judgement import State
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import column_letters
from compiler.workbook.formulas import DECIMALS, RELATION, not_applicable, quoted
from compiler.workbook.live_checks import LiveCheck
from compiler.workbook.open_block import OpenBlock


def state_of_lines(states: Sequence[State]) -> State:
    """The state of a check of all lines, given that of each."""
    if not states:
        return State.NOT_ASKED
    for worst in (State.SPOILED, State.BROKEN):
        if worst in states:
            return worst
    waiting = any(state in (State.UNFILLED, State.UNCOMPUTED) for state in states)
    return State.UNFILLED if waiting else State.HOLDS


def lines_state(check: LiveCheck, block: OpenBlock, form: Form, words: FixedWords) -> str:
    """To be written as an array formula."""
    columns = _Columns(block)
    if check.column is not None:
        return _sums(columns, block.columns[check.column], words)
    return _along(check, columns, form, words)


@dataclass(frozen=True, slots=True)
class _Columns:
    """References to whole columns of a block from another sheet."""

    block: OpenBlock

    def at(self, column: int) -> str:
        letters = f"${column_letters(column)}$"
        block = self.block
        return f"{quoted(block.sheet)}!{letters}{block.first}:{letters}{block.last}"

    def of(self, cell: Cell) -> str:
        shift = self.block.prior_shift if cell.prior else 0
        return self.at(self.block.columns[cell.figure.column] + shift)


def _along(check: LiveCheck, columns: _Columns, form: Form, words: FixedWords) -> str:
    identity = check.along
    assert identity is not None
    cells = list(dict.fromkeys(identity.cells))
    slashed = not_applicable(identity, form)
    ranges = {cell: columns.of(cell) for cell in cells}
    needed = [c for c in cells if c.prior or c.figure in form.totals]
    slashes = [c for c in cells if c.figure in slashed and c not in identity.addends]
    numbers = _sum(f"ISNUMBER({each})*1" for each in ranges.values())
    bad = "+".join(f"SUM({_text(ranges[c], slash=c.figure in slashed)})" for c in cells)
    asked = [f"ISNUMBER({ranges[c]})" for c in needed]
    asked += [f'NOT({ranges[c]}="/")' for c in slashes]
    gap = f"ROUND({_vector(identity.holds.left, ranges)}-({_vector(identity.holds.right, ranges)}),{DECIMALS})"
    fails = f"NOT({gap}{RELATION[identity.holds.relation]})"
    broken = f"SUM({'*'.join([f'(({numbers})>0)', *asked, fails])})"
    # The two marks are words beside no figure.
    keys = columns.at(columns.block.key)
    blank = f"SUM((LEN({keys})>0)*(({numbers})=0))-2"
    waiting = "+".join(f"SUM((({numbers})>0)*(LEN({ranges[c]})=0))" for c in needed if not c.prior)
    return (
        f'=IF({bad}>0,"{words.broken}",IF(SUM({numbers})=0,IF({blank}>0,"{words.unfilled}","/"),'
        f'IF({broken}>0,"{words.broken}",IF(OR({blank}>0,{waiting or 0}>0),"{words.unfilled}",'
        f'"{words.holds}"))))'
    )


def _sums(columns: _Columns, column: int, words: FixedWords) -> str:
    """By the lengths of keys: each line beside the sum of those that begin with its own.

    A square of all keys by all keys, for SUMIF finds no key that is a number by its beginning.
    """
    keys, own = columns.at(columns.block.key), columns.at(column)
    parents, broken, waiting = [], [], []
    for length, longer in pairwise(columns.block.declared.key_lengths):
        across = f"TRANSPOSE({keys})"
        below = f'(LEN({across})={longer})*(LEFT({across},{length})={keys}&"")'
        there = f"(LEN({keys})={length})*(MMULT({below},(ROW({keys})>0)*1)>0)"
        parents.append(f"SUM({there})")
        number = f"IF(ISNUMBER({own}),{own},0)"
        gap = f"ROUND({number}-MMULT({below},{number}),{DECIMALS})"
        broken.append(f"SUM({there}*ISNUMBER({own})*({gap}<>0))")
        waiting.append(f"SUM({there}*(LEN({own})=0))")
    bad = f"SUM({_text(own, slash=False)})"
    return (
        f'=IF({"+".join(parents) or 0}=0,"/",IF({"+".join([bad, *broken])}>0,"{words.broken}",'
        f'IF({"+".join(waiting)}>0,"{words.unfilled}","{words.holds}")))'
    )


def _text(cells: str, *, slash: bool) -> str:
    """What stands for a number and is none."""
    allowed = f'*NOT({cells}="/")' if slash else ""
    return f"(LEN({cells})>0)*NOT(ISNUMBER({cells})){allowed}"


def _sum(terms: Iterable[str]) -> str:
    return "+".join(terms)


def _vector(node: Node, ranges: dict[Cell, str]) -> str:
    """An expression over whole columns, whatever is no number counting as nothing."""
    if isinstance(node, Number):
        return format(node.value, "f")
    if isinstance(node, Cell):
        return f"IF(ISNUMBER({ranges[node]}),{ranges[node]},0)"
    if isinstance(node, Sum):
        return f"({_sum(_vector(cell, ranges) for cell in node.cells)})"
    if isinstance(node, Binary):
        return f"({_vector(node.left, ranges)}{node.operator}{_vector(node.right, ranges)})"
    raise TypeError(f"unbound: {node}")
