"""Live checks of all lines that were added at once, as array formulas from mark to mark.

Given a check and where its lines stand, gives the formula of its state: ✗ if it fails on any
line, 未填 while any waits for a figure, / where there is none to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from compiler.format.expression import (
    Binary,
    Call,
    Cell,
    Choice,
    Comparison,
    Node,
    Number,
    Sum,
    may_have_no_value,
    of_words,
)
from compiler.format.figure_type import FigureType
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import State
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import column_letters
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.workbook.formulas import DECIMALS, References, holding, joined, quoted, words_compared
from compiler.workbook.live_checks import LiveCheck
from compiler.workbook.open_block import OpenBlock

Ranges = Mapping[Cell, str]
# Levels that the live sheet follows; nianbao itself follows any.
_DEEPEST = 6


def state_of_lines(states: Sequence[State]) -> State:
    """The state of a check of all lines, given that of each."""
    if set(states) <= {State.NOT_ASKED}:
        return State.NOT_ASKED
    for worst in (State.SPOILED, State.BROKEN):
        if worst in states:
            return worst
    waiting = any(state in (State.UNFILLED, State.UNCOMPUTED) for state in states)
    return State.UNFILLED if waiting else State.HOLDS


def lines_state(
    check: LiveCheck, block: OpenBlock, refs: References, form: Form, words: FixedWords
) -> str:
    """To be written as an array formula."""
    columns = _Columns(block, refs, check.along)
    if check.column is not None:
        figure = FigureId(check.shown_at.table, next(iter(block.rows)), check.column)
        return _sums(columns, block.columns[check.column], form.type_of(figure), words)
    return _along(check, columns, form, words)


class _Columns(NamedTuple):
    """References to whole columns of a block from another sheet, as `along` speaks of them."""

    block: OpenBlock
    refs: References
    along: Identity | None

    def at(self, column: int) -> str:
        return _column(self.block, column)

    def is_own(self, cell: Cell) -> bool:
        """Whether it is a figure of the lines, not of another table or of one row alone."""
        along = self.along
        return along is not None and cell.figure[:2] == (along.table, along.line)

    def is_elsewhere(self, cell: Cell) -> bool:
        """Whether it is a figure of the line of the same key in another table."""
        along = self.along
        same = along is not None and cell.figure.row == along.line and not self.is_own(cell)
        return same and self.refs.block(cell.figure.table) is not None

    def of(self, cell: Cell) -> str:
        """A column of the lines; those of the same keys in another table; or one figure."""
        if self.is_own(cell):
            return _column_of(self.block, cell)
        other = self.refs.block(cell.figure.table)
        if other is None or not self.is_elsewhere(cell):
            return self.refs.one(cell)
        own, theirs = self.at(self.block.key), _column(other, other.key)
        return f'SUMIF({theirs},{own}&"",{_column_of(other, cell)})'


def _column(block: OpenBlock, column: int) -> str:
    letters = f"${column_letters(column)}$"
    return f"{quoted(block.sheet)}!{letters}{block.first}:{letters}{block.last}"


def _column_of(block: OpenBlock, cell: Cell) -> str:
    shift = block.prior_shift if cell.prior else 0
    return _column(block, block.columns[cell.figure.column] + shift)


def _along(check: LiveCheck, columns: _Columns, form: Form, words: FixedWords) -> str:
    identity = check.along
    assert identity is not None
    cells = list(dict.fromkeys(identity.cells))
    worded = [word.cell for word in dict.fromkeys(identity.words)]
    here = (cell.figure for cell in (*cells, *worded) if not columns.is_elsewhere(cell))
    types = {figure: form.type_of(figure) for figure in here}
    told = {c: types.get(c.figure, FigureType()) for c in (*cells, *worded)}
    ranges = {cell: columns.of(cell) for cell in (*cells, *worded)}
    no_days = _sum(
        f"SUM({_text(ranges[word.cell], told[word.cell].skipped)})"
        for word in dict.fromkeys(identity.words)
        if word.is_date
    )
    apart = (c for c in (*cells, *worded) if c not in identity.optional)
    applying = [f'NOT({ranges[c]}="{word}")' for c in apart for word in told[c].skipped]
    if of_words(identity.holds):
        return _of_words(identity, columns, ranges, applying, no_days, words)
    needed = [c for c in cells if c.prior or c.figure in form.totals]
    own = [cell for cell in cells if columns.is_own(cell)]
    counted = {c: _counted(ranges[c], told[c].nothings) for c in cells}
    numbers = _sum(f"{counted[cell]}*1" for cell in own)
    bad = "+".join(f"SUM({_text(ranges[c], (*told[c].skipped, *told[c].nothings))})" for c in cells)
    bad += f"+{no_days}" if no_days else ""
    asked = [*(counted[c] for c in needed), *applying]
    sides = identity.holds.left, identity.holds.right
    holds = _holding(identity.holds, ranges, identity.rule.within)
    undivided = any(map(may_have_no_value, sides))
    fails = f"IFERROR(NOT({holds}),FALSE)" if undivided else f"NOT({holds})"
    some = f"(({numbers})>0)"
    broken = _times(some, *asked, fails)
    # The two marks are words beside no figure.
    keys = columns.at(columns.block.key)
    blank = f"{_times(f'(LEN({keys})>0)', f'(({numbers})=0)', *applying)}-2"
    waiting = [_times(some, f"(LEN({ranges[c]})=0)", *applying) for c in needed if not c.prior]
    if undivided:
        empty = _sum(f"(LEN({ranges[cell]})=0)" for cell in own)
        waiting.append(_times(some, f"ISERROR({holds})", f"(({empty})>0)"))
    there = _times(some, *applying) if applying else f"SUM({numbers})"
    return (
        f'=IF({bad}>0,"{words.broken}",IF({there}=0,IF({blank}>0,"{words.unfilled}","/"),'
        f'IF({broken}>0,"{words.broken}",IF(OR({blank}>0,{_sum(waiting) or 0}>0),"{words.unfilled}",'
        f'"{words.holds}"))))'
    )


def _of_words(
    identity: Identity,
    columns: _Columns,
    ranges: Ranges,
    applying: list[str],
    no_days: str,
    words: FixedWords,
) -> str:
    """Words and dates of each line compared, where none is blank."""
    keys = columns.at(columns.block.key)
    asked = [*(f"(LEN({each})>0)" for each in ranges.values()), *applying]
    broken = (
        f"SUM({'*'.join([f'(LEN({keys})>0)', *asked])}*NOT({_holding(identity.holds, ranges)}))"
    )
    blank = _sum(f"(LEN({each})=0)" for each in ranges.values())
    # The two marks are words beside no figure.
    waiting = f"SUM((LEN({keys})>0)*(({blank})>0))-2"
    return (
        f'=IF({no_days or 0}>0,"{words.broken}",IF(SUM((LEN({keys})>0)*1)=2,"/",'
        f'IF({broken}>0,"{words.broken}",IF({waiting}>0,"{words.unfilled}","{words.holds}"))))'
    )


def _families(columns: _Columns) -> Iterator[tuple[str, str]]:
    """For each depth but the last the lines that are of it, and a square of all lines by all: which
    stand right below which.

    Of keys that tell it by their lengths, one begins with the other; SUMIF finds no key that is a
    number by its beginning. Of levels, one stands after the other, and between them no line that
    is as high: as many such lines are counted up to the one as up to the other.
    """
    block = columns.block
    keys = columns.at(block.key)
    for length, longer in pairwise(block.declared.key_lengths):
        across = f"TRANSPOSE({keys})"
        below = f'(LEN({across})={longer})*(LEFT({across},{length})={keys}&"")'
        yield f"(LEN({keys})={length})", below
    if block.level is None:
        return
    levels = columns.at(block.level)
    rows, across = f"ROW({levels})", f"TRANSPOSE(ROW({levels}))"
    for level in range(1, _DEEPEST):
        high = f'({levels}<>"")*({levels}<={level})'
        counted = f"MMULT(({rows}>={across})*1,{high})"
        next_level = f'(TRANSPOSE({levels})&""="{level + 1}")'
        same = f"(TRANSPOSE({counted})={counted})"
        yield f'({levels}&""="{level}")', f"{next_level}*{same}*({across}>{rows})"


def _sums(columns: _Columns, column: int, type: FigureType, words: FixedWords) -> str:
    """Each line beside the sum of those right below it."""
    keys, own = columns.at(columns.block.key), columns.at(column)
    parents, broken, waiting = [], [], []
    applying = "".join(f'*NOT({own}="{word}")' for word in type.skipped)
    for of_depth, below in _families(columns):
        there = f"{of_depth}*(MMULT({below},(ROW({keys})>0)*1)>0){applying}"
        parents.append(f"SUM({there})")
        number = f"IF(ISNUMBER({own}),{own},0)"
        gap = f"ROUND({number}-MMULT({below},{number}),{DECIMALS})"
        broken.append(f"SUM({there}*{_counted(own, type.nothings)}*({gap}<>0))")
        waiting.append(f"SUM({there}*(LEN({own})=0))")
    bad = f"SUM({_text(own, (*type.skipped, *type.nothings))})"
    return (
        f'=IF({"+".join(parents) or 0}=0,"/",IF({"+".join([bad, *broken])}>0,"{words.broken}",'
        f'IF({"+".join(waiting)}>0,"{words.unfilled}","{words.holds}")))'
    )


def _counted(cells: str, nothings: Iterable[str]) -> str:
    """Whether there is a number, or a word that counts as nothing."""
    words = "".join(f'+({cells}="{word}")' for word in nothings)
    return f"(ISNUMBER({cells}){words})" if words else f"ISNUMBER({cells})"


def _text(cells: str, words: Iterable[str]) -> str:
    """What stands for a number and is none, nor one of these words."""
    allowed = "".join(f'*NOT({cells}="{word}")' for word in words)
    return f"(LEN({cells})>0)*NOT(ISNUMBER({cells})){allowed}"


def _times(*conditions: str) -> str:
    """On how many rows all of them hold."""
    return f"SUM({'*'.join(conditions)})"


def _sum(terms: Iterable[str]) -> str:
    return "+".join(terms)


def _holding(comparison: Comparison, ranges: Ranges, within: Decimal = Decimal(0)) -> str:
    if of_words(comparison):
        return words_compared(comparison, lambda word: ranges[word.cell])
    left, right = (_vector(side, ranges) for side in (comparison.left, comparison.right))
    return holding(f"ROUND({left}-({right}),{DECIMALS})", comparison.relation, within)


def _vector(node: Node, ranges: Ranges) -> str:
    """An expression over whole columns, whatever is no number counting as nothing."""
    if isinstance(node, Number):
        return format(node.value, "f")
    if isinstance(node, Cell):
        return f"IF(ISNUMBER({ranges[node]}),{ranges[node]},0)"
    if isinstance(node, Sum):
        return f"({_sum(_vector(cell, ranges) for cell in node.cells)})"
    if isinstance(node, Binary):
        return f"({_vector(node.left, ranges)}{node.operator}{_vector(node.right, ranges)})"
    if isinstance(node, Choice):
        then, other = _vector(node.then, ranges), _vector(node.other, ranges)
        return f"IF({joined(node.condition, lambda each: _holding(each, ranges))},{then},{other})"
    if isinstance(node, Call):
        return _called(node, ranges)
    raise TypeError(f"unbound: {node}")


def _called(call: Call, ranges: Ranges) -> str:
    """Line by line: the functions of a sheet would take the columns as one."""
    given = [_vector(argument, ranges) for argument in call.arguments]
    if call.function == "round":
        return f"ROUND({given[0]},{given[1]})"
    there = [
        f"ISNUMBER({ranges[argument]})*1" if isinstance(argument, Cell) else "1"
        for argument in call.arguments
    ]
    if call.function in ("count", "average"):
        count = f"({_sum(there)})"
        return count if call.function == "count" else f"(({_sum(given)})/{count})"
    sign, nothing = (">", "-9E+99") if call.function == "max" else ("<", "9E+99")
    values = [
        value if here == "1" else f"IF({here}>0,{value},{nothing})"
        for value, here in zip(given, there, strict=True)
    ]
    while len(values) > 1:  # two by two: the text of each stands in it twice
        pairs = zip(values[::2], values[1::2], strict=False)
        odd = values[len(values) // 2 * 2 :]
        values = [*(f"IF({one}{sign}{other},{one},{other})" for one, other in pairs), *odd]
    return f"IF({values[0]}={nothing},0,{values[0]})"
