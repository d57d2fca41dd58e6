"""Rules as Excel formulas, translated from the same tree that Python evaluates.

Given bound expressions and addresses, gives formula text with a leading "=". Blanks and
text never make an error: sums skip them, N() turns them into nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from compiler.format.declaration import KeyFigure
from compiler.format.expression import (
    Binary,
    Call,
    Cell,
    Choice,
    Comparison,
    Condition,
    Each,
    Node,
    Number,
    Over,
    Quoted,
    Relation,
    Sum,
    Word,
    cells,
    leaves,
    may_have_no_value,
    of_words,
)
from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.judgement import word_for_none
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import cell_name, parse_cell
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef
from compiler.workbook.line_sums import LineSum, line_sum
from compiler.workbook.open_block import OpenBlock

RELATION = {"==": "=0", "!=": "<>0", "<=": "<=0", ">=": ">=0", "<": "<0", ">": ">0"}
# Excel calculates in binary and keeps fifteen digits, so that 0.1 + 0.2 - 0.3 is dust and
# not zero. Differences are rounded to so many decimals: figures of at most 8 decimals and
# fifteen digits are judged as nianbao judges them, exactly; a difference below 0.000000005
# is seen by nianbao and not by the live check.
DECIMALS = 8


class References:
    """A1 references as one sheet writes them: its own cells bare, others with their sheet.

    `prior` says where last year's figures stand, on a workbook that shows them; `blocks` where
    lines are added, by table.
    """

    def __init__(
        self,
        addresses: Mapping[FigureId, CellRef],
        home: str | None,
        prior: Mapping[FigureId, CellRef] | None = None,
        blocks: Mapping[str, OpenBlock] | None = None,
    ) -> None:
        self._addresses = addresses
        self._prior = prior or {}
        self._home = home
        self._blocks = blocks or {}

    def lines(self, over: Over) -> LineSum:
        """Lines that are added up, wherever more are put in among them."""
        block = self._blocks[over.table]
        sheet = "" if block.sheet == self._home else f"{quoted(block.sheet)}!"
        return line_sum(over, block, sheet, block.prior_shift if over.prior else 0)

    def one(self, cell: Cell) -> str:
        return self.several([cell])[0]

    def block(self, table: str) -> OpenBlock | None:
        """Where lines are added to a table, if they may be."""
        return self._blocks.get(table)

    def several(self, cells: Iterable[Cell]) -> list[str]:
        """As few references as possible: neighbours in a row or column make a range."""
        runs: list[tuple[str, list[tuple[int, int]]]] = []
        for cell in dict.fromkeys(cells):
            ref = (self._prior if cell.prior else self._addresses)[cell.figure]
            at = parse_cell(ref.cell) or (0, 0)
            if runs and runs[-1][0] == ref.sheet and _continues(runs[-1][1], at):
                runs[-1][1].append(at)
            else:
                runs.append((ref.sheet, [at]))
        return [self._text(sheet, run) for sheet, run in runs]

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
        return f"N({refs.one(node)})"
    if isinstance(node, Sum):
        if node.over:
            return refs.lines(node.over).total
        return f"SUM({','.join(refs.several(node.cells))})"
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
    if isinstance(node, Call):
        return _called(node, refs)
    if isinstance(node, Choice):
        then, other = expression(node.then, refs), expression(node.other, refs)
        return f"IF({joined(node.condition, lambda each: _compared(each, refs))},{then},{other})"
    raise TypeError(f"unbound: {node}")


_FUNCTIONS = {"min": "MIN", "max": "MAX", "average": "AVERAGE", "count": "COUNT", "round": "ROUND"}
# Of no lines at all, as of blank ones; functions of a sheet must be given something.
_OF_NOTHING = {"min": "0", "max": "0", "average": "0/0", "count": "0"}


def _called(call: Call, refs: References) -> str:
    """Functions of a sheet pass over blanks and text as ours do, where they are given cells."""
    if not call.arguments:
        return _OF_NOTHING[call.function]
    over = next((leaf.over for leaf in leaves(call) if isinstance(leaf, Sum) and leaf.over), None)
    if over and isinstance(call.arguments[0], Each):
        return refs.lines(over).computed(call.function)
    given: list[str] = []
    for cells_, arguments in groupby(call.arguments, lambda node: isinstance(node, Cell)):
        if cells_ and call.function != "round":
            given += refs.several(node for node in arguments if isinstance(node, Cell))
        else:
            given += (expression(node, refs) for node in arguments)
    return f"{_FUNCTIONS[call.function]}({','.join(given)})"


def joined(condition: Condition, compared: Callable[[Comparison], str]) -> str:
    """A condition, cell by cell of ranges, too: AND and OR would make one value of them."""
    if isinstance(condition, Comparison):
        return compared(condition)
    inside = [f"({joined(each, compared)})" for each in condition.conditions]
    return f"({('*' if condition.by == 'and' else '+').join(inside)}>0)"


def _compared(comparison: Comparison, refs: References, within: Decimal = Decimal(0)) -> str:
    if of_words(comparison):
        return words_compared(comparison, lambda word: refs.one(word.cell))
    left, right = (expression(side, refs) for side in (comparison.left, comparison.right))
    if isinstance(comparison.right, Binary):
        right = f"({right})"
    return holding(f"ROUND({left}-{right},{DECIMALS})", comparison.relation, within)


def words_compared(comparison: Comparison, at: Callable[[Word], str]) -> str:
    """Whether words or dates keep a relation, cell by cell of ranges, too; a blank date keeps none
    but that it is another. Programs compare words whatever their case, unless asked exactly.
    """
    sides, relation = (comparison.left, comparison.right), comparison.relation
    days = any(isinstance(side, Word) and side.is_date for side in sides)
    one, other = (_written(side, at, days=days) for side in sides)
    if not days:
        same = f"EXACT({one},{other})"
        return same if relation == "==" else f"NOT({same})"
    there = [f"ISNUMBER({at(side)})" for side in sides if isinstance(side, Word)]
    sign = "=" if relation in ("==", "!=") else relation
    kept = f"({'*'.join([*there, f'({one}{sign}{other})'])}>0)"
    return f"NOT{kept}" if relation == "!=" else kept


def _written(side: Node, at: Callable[[Word], str], *, days: bool) -> str:
    if isinstance(side, Word):
        return at(side) if days else f'{at(side)}&""'
    assert isinstance(side, Quoted)
    if not days:
        return _text(side.text)
    year, month, day = map(int, side.text.split("-"))
    return f"DATE({year},{month},{day})"


def holding(gap: str, relation: Relation, within: Decimal = Decimal(0)) -> str:
    """Whether two sides that are so far apart keep a relation."""
    if not within:
        return gap + RELATION[relation]
    allowed = format(within, "f")
    return {
        "==": f"ABS({gap})<={allowed}", "<=": f"{gap}<={allowed}", ">=": f"{gap}>=-{allowed}",
    }[relation]  # fmt: skip


def _added(node: Node) -> list[Cell] | None:
    """The figures of an expression that only adds distinct figures."""
    if isinstance(node, Cell):
        return [node]
    if isinstance(node, Sum):
        return None if node.over else list(node.cells)
    if isinstance(node, Binary) and node.operator == "+":
        left, right = _added(node.left), _added(node.right)
        if left is not None and right is not None and not set(left) & set(right):
            return left + right
    return None


class WordsFor(NamedTuple):
    """The words that may stand for the figures of an identity: those that say that one does not
    apply, and those that count as nothing. `none` is what a figure computed from one that does
    not apply shows.
    """

    skipped: Mapping[FigureId, tuple[str, ...]]
    nothings: Mapping[FigureId, tuple[str, ...]]
    none: str = "/"

    @property
    def all(self) -> Mapping[FigureId, tuple[str, ...]]:
        figures = {**self.skipped, **self.nothings}
        return {f: (*self.skipped.get(f, ()), *self.nothings.get(f, ())) for f in figures}


NO_WORDS = WordsFor({}, {})


def words_for(identity: Identity, form: Form) -> WordsFor:
    asked = (*identity.cells, *(word.cell for word in identity.words))
    types = {c.figure: form.type_of(c.figure) for c in asked}
    skipped = {f: type.skipped for f, type in types.items() if type.skipped}
    nothings = {f: type.nothings for f, type in types.items() if type.nothings}
    defined = types.get(identity.defined) if identity.defined else None
    return WordsFor(skipped, nothings, word_for_none(defined) if defined else "/")


def total(identity: Identity, refs: References, words: WordsFor = NO_WORDS) -> str:
    """A computed figure: blank over blanks only, else the sum of what is there.

    What does not apply adds nothing to a sum; what is computed otherwise from it does not
    apply either.
    """
    terms, lines = _taken_apart((identity.holds.right,), refs)
    value = _or_nothing(identity.holds.right, refs)
    resting = [c for c in terms if c not in identity.optional]
    if skipped := _said(resting, words.skipped, refs):
        value = f'IF({skipped[1:]}>0,"{words.none}",{value})'
    blank = [f"{_blank(refs.several(terms))}={len(terms)}"] if terms else []
    return f'=IF({_all(blank + [f"{each.filled}=0" for each in lines])},"",{value})'


def subtotal(figure: FigureId, refs: References) -> str:
    """What a line comes to as soon as there are others right below it; blank before."""
    lines = refs.lines(Over(figure.table, figure.column, figure.row, prior=False))
    return f'=IF({lines.filled}=0,"",{lines.total})'


def side(node: Node, refs: References) -> str:
    """One side of a check as it is shown: blank over blanks only."""
    parts, lines = _taken_apart((node,), refs)
    none = [f"COUNT({','.join(refs.several(parts))})=0"] if parts else []
    none += [f"{each.numbers}=0" for each in lines]
    if not none:
        return f"={expression(node, refs)}"
    return f'=IF({_all(none)},"",{_or_nothing(node, refs)})'


def _or_nothing(node: Node, refs: References) -> str:
    """The value of an expression; where there is none, nothing is shown."""
    value = expression(node, refs)
    return f'IFERROR({value},"")' if may_have_no_value(node) else value


def _taken_apart(nodes: Iterable[Node], refs: References) -> tuple[list[Cell], list[LineSum]]:
    """The single figures of expressions, and the lines that are added up in them."""
    single: dict[Cell, None] = {}
    lines: list[LineSum] = []
    for leaf in (leaf for node in nodes for leaf in leaves(node)):
        if isinstance(leaf, Sum) and leaf.over:
            lines.append(refs.lines(leaf.over))
        else:
            single |= dict.fromkeys(cells(leaf))
    return list(single), lines


def _all(conditions: list[str]) -> str:
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def quotable_value(
    node: Node, refs: References, figure: KeyFigure, own: Sequence[str] = (), code: str = ""
) -> str:
    """A figure as prose quotes it: a rate rounded and signed, a change in its own words, blank
    where it cannot be told. A cell that holds one of its `own` words says that; a number with a
    format of its own (`code`) looks as in its cell.
    """
    if isinstance(node, Cell) and own:
        said = _said([node], {node.figure: tuple(own)}, refs)
        number = quotable_value(node, refs, figure, code=code)
        return f"=IF({said[1:]}>0,{refs.one(node)},{number[1:]})"
    decimals, direction = figure.decimals, figure.direction
    if isinstance(node, Cell) and code:
        at = refs.one(node)
        return f'=IF(COUNT({at})=0,"",TEXT({at},{_text(code)}))'
    if decimals is None and direction is None:
        return side(node, refs)
    parts = list(dict.fromkeys(cells(node)))
    value = f"ROUND({expression(node, refs)},{DECIMALS if decimals is None else decimals})"
    number = f"ABS({value})" if direction else value
    if decimals is not None:
        pattern = "0." + "0" * decimals if decimals else "0"
        number = f'TEXT({number},"{pattern}")'
    shown = f"{number}&{_text(figure.suffix)}"
    if direction:
        word = f"IF({value}>0,{_text(direction.rise)},{_text(direction.fall)})"
        shown = f"IF({value}=0,{_text(direction.same)},{word}&{shown})"
    missing = f"COUNT({','.join(refs.several(parts))})<{len(parts)}"
    return f'=IF({missing},"",IFERROR({shown},""))'


def _text(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def state(
    identity: Identity,
    refs: References,
    totals: Iterable[FigureId],
    own: WordsFor,
    words: FixedWords,
    left: Mapping[str, str] = {},
    blank: str = "",
) -> str:
    """✓, ✗ or 未填 of one identity: ✗ too where text or an error stands for a number; / where
    one of its figures does not apply, so that it is not asked. `left` says of tables that may
    be left empty when they are: what they total is nothing. `blank` is what is said instead of
    未填 where no figure is there.
    """
    if of_words(identity.holds):
        return _state_of_words(identity, refs, own, words)
    parts, lines = _taken_apart((identity.holds.left, identity.holds.right), refs)
    ranges = refs.several(parts)
    needed = [c for c in parts if c.figure in set(totals)]
    compared = _compared(identity.holds, refs, identity.rule.within)
    verdict = f'IF({compared},"{words.holds}","{words.broken}")'
    if may_have_no_value(identity.holds.left) or may_have_no_value(identity.holds.right):
        unfilled = f"{_blank(ranges)}>0" if parts else "FALSE"
        verdict = f'IFERROR({verdict},IF({unfilled},"{words.unfilled}","/"))'
    if needed:
        count = f"COUNT({','.join(refs.several(needed))}){_said(needed, own.all, refs)}"
        of_each = Counter(cell.figure.table for cell in needed)
        count += "".join(f"+{left[id]}*{n}" for id, n in of_each.items() if id in left)
        count += f"<{len(needed)}"
        verdict = f'IF({count},"{words.unfilled}",{verdict})'
    numbers = "+".join([f"COUNT({','.join(ranges)})"] * bool(parts) + [e.numbers for e in lines])
    numbers += _said(parts, own.nothings, refs)
    added = {c.figure for c in identity.cells} - {c.figure for c in parts}
    nothings, skipped = (_listed(added, each) for each in (own.nothings, own.skipped))
    numbers += "".join(f"+{each.saying(nothings)}" for each in lines if nothings)
    verdict = f'IF({numbers}=0,"{blank or words.unfilled}",{verdict})'
    worded = [word.cell for word in identity.words]
    asked = _said([c for c in parts if c not in identity.optional], own.skipped, refs)
    if asked := asked + _said(worded, own.skipped, refs):
        verdict = f'IF({asked[1:]}>0,"/",{verdict})'
    if no_days := _no_days(identity, own, refs):
        verdict = f'IF({no_days},"{words.broken}",{verdict})'
    known = f"{_blank(ranges)}+{numbers}" if parts else numbers
    known += _said(parts, own.skipped, refs)
    known += "".join(f"+{each.saying(skipped)}" for each in lines if skipped)
    if left and identity.tables <= left.keys():
        verdict = f'IF({"*".join(left[id] for id in sorted(identity.tables))}>0,"/",{verdict})'
    due = "+".join([f"{len(parts)}"] + [each.filled for each in lines])
    return f'=IF({known}<{due},"{words.broken}",{verdict})'


def broken(identity: Identity, refs: References, form: Form) -> str:
    """Whether an identity does not hold, as far as its figures are there and apply."""
    parts, _ = _taken_apart((identity.holds.left, identity.holds.right), refs)
    if of_words(identity.holds):
        blank = _blank(refs.several(word.cell for word in identity.words))
        return f"AND({blank}=0,NOT({_compared(identity.holds, refs)}))"
    needed = [cell for cell in parts if cell.figure in form.totals]
    asked = needed or parts
    least = len(asked) if needed else 1
    own = words_for(identity, form)
    told = _said(asked, own.nothings, refs)
    there = [f"COUNT({','.join(refs.several(asked))}){told}>={least}"]
    others = [c for c in parts if c not in identity.optional]
    if skipped := _said(others, own.skipped, refs):
        there.append(f"{skipped[1:]}=0")
    return f"AND({','.join(there)},NOT({_never_failing(identity, refs)}))"


def _state_of_words(identity: Identity, refs: References, own: WordsFor, words: FixedWords) -> str:
    worded = [word.cell for word in identity.words]
    verdict = f'IF({_compared(identity.holds, refs)},"{words.holds}","{words.broken}")'
    verdict = f'IF({_blank(refs.several(worded))}>0,"{words.unfilled}",{verdict})'
    if asked := _said(worded, own.skipped, refs):
        verdict = f'IF({asked[1:]}>0,"/",{verdict})'
    no_days = _no_days(identity, own, refs)
    return f'=IF({no_days},"{words.broken}",{verdict})' if no_days else f"={verdict}"


def _no_days(identity: Identity, own: WordsFor, refs: References) -> str:
    """Whether something stands in a cell of dates that is none."""
    days = [word.cell for word in dict.fromkeys(identity.words) if word.is_date]
    if not days:
        return ""
    ranges = refs.several(days)
    there = f"{_blank(ranges)}+COUNT({','.join(ranges)}){_said(days, own.skipped, refs)}"
    return f"{there}<{len(days)}"


def _never_failing(identity: Identity, refs: References) -> str:
    holds = _compared(identity.holds, refs, identity.rule.within)
    sides = (identity.holds.left, identity.holds.right)
    return f"IFERROR({holds},TRUE)" if any(map(may_have_no_value, sides)) else holds


def _said(
    parts: Sequence[Cell], words: Mapping[FigureId, tuple[str, ...]], refs: References
) -> str:
    """What counts the figures for which such words stand, where they may."""
    return "".join(
        f"+{_count_of(word, reference)}"
        for word in _listed((cell.figure for cell in parts), words)
        for reference in refs.several(c for c in parts if word in words.get(c.figure, ()))
    )


def _listed(
    figures: Iterable[FigureId], words: Mapping[FigureId, tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for figure in figures for word in words.get(figure, ())))


def _count_of(word: str, reference: str) -> str:
    """Cells with the very same word: of others COUNTIF makes comparisons and patterns."""
    if word == "/":
        return f'COUNTIF({reference},"/")'
    return f"IFERROR(SUMPRODUCT(--({reference}={_text(word)})),0)"


def _blank(ranges: list[str]) -> str:
    return "+".join(f"COUNTBLANK({r})" for r in ranges)
