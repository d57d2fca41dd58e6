"""The lines of an open table in formulas: which are meant, and what they come to.

Given a block and the lines that are meant, gives pieces of Excel formulas. They reach from
mark to mark and choose by key or level, so that they hold for lines that are put in later.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from compiler.format.expression import Function, Over
from compiler.ooxml.cells.address import column_letters
from compiler.values.named_tuple import NamedTuple
from compiler.workbook.open_block import OpenBlock


class LineSum(NamedTuple):
    """`which` is an array of ones and noughts beside `figures`, "" where all are meant."""

    which: str
    figures: str

    @property
    def total(self) -> str:
        if not self.which:
            return f"SUM({self.figures})"
        return f"SUMPRODUCT({self.which}*1,{self.figures})"

    @property
    def filled(self) -> str:
        """How many of them are not blank."""
        return self._counted(f"(LEN({self.figures})>0)")

    @property
    def numbers(self) -> str:
        return self._counted(f"ISNUMBER({self.figures})")

    def saying(self, words: Iterable[str]) -> str:
        """For how many one of these words stands."""
        alike = "+".join(f'({self.figures}="{word}")' for word in words)
        return self._counted(f"({alike})" if "+" in alike else alike)

    def computed(self, function: Function) -> str:
        """Functions of the numbers among them; arrays are chosen from by what is no error."""
        if function == "count":
            return self.numbers
        if function == "average":
            return f"({self.total}/{self.numbers})"
        if not self.which:
            return f"{function.upper()}({self.figures})"
        chosen = f"{self.figures}/({self.which}*ISNUMBER({self.figures}))"
        way = 14 if function == "max" else 15  # the largest, the smallest
        return f"IFERROR(_xlfn.AGGREGATE({way},6,{chosen},1),0)"

    def _counted(self, asked: str) -> str:
        return f"SUMPRODUCT({self.which or '1'}*{asked})"


def line_sum(over: Over, block: OpenBlock, sheet: str, shift: int = 0) -> LineSum:
    """`sheet` stands before every reference, "" on the lines' own; last year's figures stand
    `shift` columns to the right.
    """
    # From the row below its parent: a range with the sum itself in it would never end.
    first = block.first if over.parent is None else block.rows[over.parent] + 1
    rows = f"{first}", f"{block.last}"
    figures = _range(sheet, block.columns[over.column] + shift, *rows)
    if block.declared.key_lengths:
        return LineSum(_by_key(over, block, sheet, rows), figures)
    if block.level:
        return LineSum(_by_level(over, block, sheet, rows), figures)
    return LineSum("", figures)


def _by_key(over: Over, block: OpenBlock, sheet: str, rows: tuple[str, str]) -> str:
    """A line below another has a key of the next length that begins with the other's, whatever
    key is typed there.
    """
    lengths = block.declared.key_lengths
    keys = _range(sheet, block.key, *rows)
    if over.parent is None:
        return f"(LEN({keys})={lengths[0]})"
    own = f"{sheet}${column_letters(block.key)}{block.rows[over.parent]}"
    following = "+".join(f"(LEN({own})={a})*{b}" for a, b in pairwise(lengths)) or "0"
    longer = f"(LEN({keys})>0)*(LEN({keys})={following})"
    return f'{longer}*(LEFT({keys},LEN({own}))={own}&"")'


def _by_level(over: Over, block: OpenBlock, sheet: str, rows: tuple[str, str]) -> str:
    """A line below another is of the next level, and before the next that is no lower."""
    assert block.level
    levels = _range(sheet, block.level, *rows)
    if over.parent is None:
        return f'({levels}&""="1")'
    own = f"{sheet}${column_letters(block.level)}{block.rows[over.parent]}"
    ends = f'MATCH(1,({levels}<>"")*({levels}<={own}),0)'
    before = f"(ROW({levels})-ROW({own})<IFERROR(SUMPRODUCT({ends}),9^9))"
    return f"ISNUMBER({own})*({levels}={own}+1)*{before}"


def _range(sheet: str, column: int, first: str, last: str) -> str:
    letters = f"${column_letters(column)}$"
    return f"{sheet}{letters}{first}:{letters}{last}"
