"""Rules that a form's labels suggest, and in how much of a filled example they hold.

Given an outlined table, and the same table filled in, gives rules over the positions of its
lines. A total is what a label calls so, its parts are the lines beside it; which of them, the
example decides. Nothing is taken for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from compiler.format.declaration import Axis
from compiler.learning.label_words import is_total, number_in
from compiler.learning.outline import OutlinedTable, Path, name_of
from compiler.text.chinese import value
from compiler.text.language import Text
from compiler.values.dataclass import dataclass
from compiler.values.named_tuple import NamedTuple

# No form has as many totals; a rule that names as many parts would be too long.
_MOST = 200

Figures = Sequence[Sequence[str]]


class Term(NamedTuple):
    """A line by its position; `sign` is 1 or -1, `prior` says that last year's is meant."""

    line: int
    sign: int = 1
    prior: bool = False


@dataclass(frozen=True)
class GuessedRule:
    """left == right along each line of `axis`, the terms being lines of the other one.

    `defines`: the one term on the left is computed. `lines`: what the office adds counts on the
    right. `why` says what it was guessed from.
    """

    axis: Axis
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    why: Text
    defines: bool = False
    lines: bool = False


_LABEL = Text("按标签推测", "guessed from the label")
_SENTENCE = Text("按表中的文字推测", "guessed from the words of the table")
_CARRIED = Text(
    "按标签推测：本年开头的数是上年结尾的数",
    "guessed from the labels: what this year began with is what last year ended with",
)


def rules_guessed(table: OutlinedTable, example: Figures | None) -> tuple[GuessedRule, ...]:
    """Totals of rows, totals of columns, what the form says in words, what is carried over."""
    rules = [
        *_totals(table.columns, "rows", _vectors(example, "rows")),
        *_totals(
            table.rows, "columns", _vectors(example, "columns"), added=table.added_after is not None
        ),
        *_stated(table, _vectors(example, "columns")),
        *_carried(table.rows, "columns"),
        *_carried(table.columns, "rows"),
    ]
    return tuple(rules)


def _vectors(example: Figures | None, axis: Axis) -> list[list[Decimal | None]]:
    """The example's figures along each line of an axis; none without an example."""
    rows = [[number_in(text) for text in row] for row in example or ()]
    return rows if axis == "rows" else [list(column) for column in zip(*rows, strict=True)]


def _totals(
    paths: Sequence[Path],
    axis: Axis,
    vectors: list[list[Decimal | None]],
    *,
    added: bool = False,
) -> Iterator[GuessedRule]:
    totals = [n for n, path in enumerate(paths) if is_total(name_of(path))]
    for line in totals[:_MOST]:
        if added:
            why = _why(_LABEL, 0, 0)
            yield GuessedRule(axis, (Term(line),), (), why, defines=True, lines=True)
            return
        best: tuple[float, GuessedRule] | None = None
        for parts in _candidates(paths, line, totals):
            terms = tuple(map(Term, parts))
            held, tested = _checked(vectors, (Term(line),), terms)
            rule = GuessedRule(axis, (Term(line),), terms, _why(_LABEL, held, tested), defines=True)
            share = held / tested if tested else 0.0
            if best is None or share > best[0]:
                best = share, rule
        if best is not None:
            yield best[1]


def _candidates(
    paths: Sequence[Path], line: int, lines_of_totals: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Which lines may be the parts of a total, the likeliest first."""
    above = paths[line][: paths[line].index(name_of(paths[line]))]
    beside = [n for n, path in enumerate(paths) if n != line and path[: len(above)] == above]
    totals = set(lines_of_totals).intersection(beside)
    same = {n for n in totals if is_total(paths[n][len(above)])}
    # A part that has a total of its own is counted by it.
    inner = {paths[n][: paths[n].index(name_of(paths[n]))] for n in totals - same}
    level = [
        n
        for n in beside
        if n not in same and (n in totals or inner.isdisjoint(accumulate((p,) for p in paths[n])))
    ]
    before = sorted(n for n in same if n < line)
    start = before[-1] if before else -1
    end = min((n for n in same if n > line), default=len(paths))
    since = tuple(n for n in level if start < n < line)
    found = [
        () if same else tuple(level),
        (start, *since) if before else (),
        since,
        tuple(n for n in level if line < n < end),
        tuple(n for n in level if n < line),
        tuple(before) if line > max(level, default=0) else (),
        tuple(n for n in beside if n not in totals),
    ]
    yield from dict.fromkeys(parts for parts in found if len(parts) > 1 and _can_be_said(parts))


def _can_be_said(parts: Sequence[int]) -> bool:
    """Whether a rule can name them all: one by one, or from the first to the last."""
    return len(parts) <= _MOST or parts[-1] - parts[0] == len(parts) - 1


def _checked(
    vectors: list[list[Decimal | None]], left: Sequence[Term], right: Sequence[Term]
) -> tuple[int, int]:
    """In how many lines of an example it holds, of those that say something of it."""
    held = tested = 0
    for vector in vectors:
        sides = [[vector[t.line] for t in side] for side in (left, right)]
        if None in sides[0] or not any(any(side) for side in sides):
            continue
        sums = [
            sum((t.sign * (vector[t.line] or 0) for t in side), Decimal(0))
            for side in (left, right)
        ]
        tested += 1
        held += sums[0] == sums[1]
    return held, tested


def _why(source: Text, held: int, tested: int) -> Text:
    if not tested:
        return Text(
            f"{source.zh}，没有数可以核对", f"{source.en}; there were no figures to try it on"
        )
    return Text(
        f"{source.zh}；填好的例子里 {tested} 处有数，{held} 处相符",
        f"{source.en}; {held} of {tested} lines with figures in the example agree",
    )


_ITEM = "第([一二三四五六七八九十]{1,3}|[0-9]{1,2})项"
_SIDE = re.compile(rf"{_ITEM}(?:\s*[加减]\s*{_ITEM})*")
_STATED = re.compile(
    rf"({_SIDE.pattern})(?:之和)?[，,]?\s*(?:等于|＝|=)\s*({_SIDE.pattern})(?:之和)?"
)


def _stated(table: OutlinedTable, vectors: list[list[Decimal | None]]) -> Iterator[GuessedRule]:
    """第一项加第二项之和，等于第三项加第四项之和: of the rows, by the first level of their labels."""
    groups: dict[str, list[int]] = {}
    for n, path in enumerate(table.rows):
        groups.setdefault(path[0], []).append(n)
    items = [_whole(lines, table.rows) for lines in groups.values()]
    for text in (table.corner, *table.notes):
        for found in _STATED.finditer(text):
            left, right = (_terms(found[group], items) for group in (1, 4))
            if left and right:
                why = _why(_SENTENCE, *_checked(vectors, left, right))
                yield GuessedRule("columns", left, right, why)


def _whole(lines: list[int], paths: Sequence[Path]) -> int | None:
    """The line that stands for all of an item: its only one, or its total."""
    if len(lines) == 1:
        return lines[0]
    return next((n for n in lines if is_total(paths[n][1])), None)


def _terms(side: str, items: list[int | None]) -> tuple[Term, ...]:
    """Nothing where an item is not there, or has no line that stands for it."""
    terms = []
    for sign, number in re.findall(rf"([加减]?)\s*{_ITEM}", side):
        position = value(number) - 1
        line = items[position] if position < len(items) else None
        if line is None:
            return ()
        terms.append(Term(line, -1 if sign == "减" else 1))
    return tuple(terms)


_OPENING = re.compile(
    r"上年(?:度)?结转|年初|期初|上年末|opening|on 1 january|brought forward|start of", re.IGNORECASE
)
_CLOSING = re.compile(
    r"结转下年|年末|期末|closing|on 31 december|carried forward|end of", re.IGNORECASE
)


def _carried(paths: Sequence[Path], axis: Axis) -> Iterator[GuessedRule]:
    opening = [n for n, path in enumerate(paths) if _OPENING.search(name_of(path))]
    closing = [n for n, path in enumerate(paths) if _CLOSING.search(name_of(path))]
    if len(opening) == len(closing) == 1 and opening != closing:
        terms = (Term(opening[0]),), (Term(closing[0], prior=True),)
        yield GuessedRule(axis, *terms, _CARRIED)
