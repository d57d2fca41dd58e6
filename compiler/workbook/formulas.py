"""Rules as Excel formulas, translated from the same tree that Python evaluates.

Given bound expressions and addresses, gives formula text with a leading "=". Blanks and
text never make an error: sums skip them, N() turns them into nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from compiler.format.expression import Binary, Cell, Node, Number, Sum, cells
from compiler.format.identity import Identity
from compiler.model import CellRef, FigureId
from compiler.words import Words
from compiler.workbook.address import cell_name, parse_cell

Address = Callable[[FigureId], str]
_RELATION = {"==": "=0", "!=": "<>0", "<=": "<=0", ">=": ">=0", "<": "<0", ">": ">0"}
# Excel calculates in binary: sides that differ by less than this are the same decimal.
_DECIMALS = 8


class References:
    """A1 references as one sheet writes them: its own cells bare, others with their sheet."""

    def __init__(self, addresses: Mapping[FigureId, CellRef], home: str | None) -> None:
        self._addresses = addresses
        self._home = home

    def one(self, figure: FigureId) -> str:
        return self._ranges([figure])[0]

    def several(self, figures: Iterable[FigureId]) -> list[str]:
        """As few references as possible: neighbours in a row or column make a range."""
        return self._ranges(list(dict.fromkeys(figures)))

    def _ranges(self, figures: list[FigureId]) -> list[str]:
        found: list[tuple[str, list[tuple[int, int]]]] = []
        for figure in figures:
            ref = self._addresses[figure]
            at = parse_cell(ref.cell) or (0, 0)
            if found and found[-1][0] == ref.sheet and _continues(found[-1][1], at):
                found[-1][1].append(at)
            else:
                found.append((ref.sheet, [at]))
        return [self._text(sheet, run) for sheet, run in found]

    def _text(self, sheet: str, run: list[tuple[int, int]]) -> str:
        inside = (
            cell_name(*run[0]) if len(run) == 1 else f"{cell_name(*run[0])}:{cell_name(*run[-1])}"
        )
        return inside if sheet == self._home else f"{quoted(sheet)}!{inside}"


def quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _continues(run: list[tuple[int, int]], at: tuple[int, int]) -> bool:
    (row, column), step = run[-1], (at[0] - run[-1][0], at[1] - run[-1][1])
    if step not in ((0, 1), (1, 0)):
        return False
    return len(run) == 1 or step == (row - run[-2][0], column - run[-2][1])


def expression(node: Node, refs: References) -> str:
    """The value of an expression, whatever is no number counting as nothing."""
    if isinstance(node, Number):
        return format(node.value, "f")
    if isinstance(node, Cell):
        return f"N({refs.one(node.figure)})"
    if isinstance(node, Sum):
        return f"SUM({','.join(refs.several(c.figure for c in node.cells))})"
    if isinstance(node, Binary):
        added = _added(node)
        if added is not None:
            return f"SUM({','.join(refs.several(added))})"
        left, right = expression(node.left, refs), expression(node.right, refs)
        if isinstance(node.right, Binary):
            right = f"({right})"
        if node.operator in "*/" and isinstance(node.left, Binary):
            left = f"({left})"
        return f"{left}{node.operator}{right}"
    raise TypeError(f"unbound: {node}")


def _added(node: Node) -> list[FigureId] | None:
    """The figures of an expression that only adds distinct figures."""
    if isinstance(node, Cell):
        return [node.figure]
    if isinstance(node, Sum):
        return [c.figure for c in node.cells]
    if isinstance(node, Binary) and node.operator == "+":
        left, right = _added(node.left), _added(node.right)
        if left is not None and right is not None and not set(left) & set(right):
            return left + right
    return None


def total(identity: Identity, refs: References) -> str:
    """A computed figure: blank over blanks only, else the sum of what is there."""
    terms = [c.figure for c in cells(identity.holds.right)]
    value = expression(identity.holds.right, refs)
    return f'=IF({_blank(refs.several(terms))}={len(set(terms))},"",{value})'


def side(node: Node, refs: References) -> str:
    """One side of a check as it is shown: blank over blanks only."""
    figures = [c.figure for c in cells(node)]
    if not figures:
        return f"={expression(node, refs)}"
    return f'=IF(COUNT({",".join(refs.several(figures))})=0,"",{expression(node, refs)})'


def state(
    identity: Identity,
    refs: References,
    totals: Iterable[FigureId],
    not_applicable: Iterable[FigureId],
    words: Words,
) -> str:
    """✓, ✗ or 未填 of one identity: ✗ too where text or an error stands for a number."""
    figures = identity.figures
    ranges = refs.several(figures)
    needed = [f for f in figures if f in set(totals)]
    allowed = set(not_applicable)
    left, right = (expression(n, refs) for n in (identity.holds.left, identity.holds.right))
    if isinstance(identity.holds.right, Binary):
        right = f"({right})"
    verdict = (
        f"IF(ROUND({left}-{right},{_DECIMALS}){_RELATION[identity.holds.relation]},"
        f'"{words.holds}","{words.broken}")'
    )
    if needed:
        count = f"COUNT({','.join(refs.several(needed))}){_slashes(needed, allowed, refs)}<{len(needed)}"
        verdict = f'IF({count},"{words.unfilled}",{verdict})'
    return (
        f"=IF({_blank(ranges)}+COUNT({','.join(ranges)}){_slashes(figures, allowed, refs)}<{len(figures)},"
        f'"{words.broken}",IF(COUNT({",".join(ranges)})=0,"{words.unfilled}",{verdict}))'
    )


def _slashes(figures: Iterable[FigureId], allowed: Collection[FigureId], refs: References) -> str:
    """What counts the figures that are said not to apply, where they may be."""
    ranges = refs.several(figure for figure in figures if figure in allowed)
    return "".join(f'+COUNTIF({each},"/")' for each in ranges)


def _blank(ranges: list[str]) -> str:
    return "+".join(f"COUNTBLANK({r})" for r in ranges)
