"""What a repair looks like: the slip of the pen that it undoes.

Given a repair and the part of the report that it mends; gives a story for every cell that
it changes, or none at all. Whether a story is believed is for `causes` to weigh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from compiler.checks.diagnosing.keystrokes import is_off_by_one, is_slipped, is_transposed
from compiler.checks.diagnosing.parts import Part
from compiler.format.expression import cells
from compiler.format.form import Form
from compiler.format.judgement import Figures, State
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.dataclass import dataclass
from compiler.values.diagnosis import CauseKind, Change, Repair
from compiler.values.figures import Absent, FigureId

# A gap smaller than this is met by some part of a sum too often to be evidence.
_TELLING_GAP = 20


@dataclass(frozen=True)
class Story:
    """One slip in words and the figures that show it, the `culprits` first; none of them is
    known to be one where it is open where the slip was made. `undone`: what undoes it, where the
    search for the fewest cells need not find that.
    """

    kind: CauseKind
    message: Text
    figures: tuple[FigureId, ...]
    culprits: int = 1
    undone: Repair | None = None


@dataclass(frozen=True)
class Scene:
    """What a story is read from."""

    form: Form
    figures: Figures
    part: Part

    def name(self, figure: FigureId) -> str:
        return f"“{self.form.label_of(figure)}”"

    def is_about(self, figure: FigureId, number: Decimal) -> bool:
        """Whether it is this number, as nearly as rounding lets it be."""
        quantity = self.figures.get(figure)
        return isinstance(quantity, Decimal) and abs(quantity - number) <= self.part.allowance

    def amount(self, count: Decimal, figure: FigureId) -> Text:
        """A number in the figure's unit; else in Chinese in that in which sentences count."""
        unit = self.form.unit_of(figure)
        own = unit.label if unit else ""
        counted = (
            c.units[0] for c in self.form.prose.counted if c.table == figure.table and c.units
        )
        return Text(f"{plain(count)} {own or next(counted, '')}", f"{plain(count)} {own}".rstrip())


def stories(repair: Repair, scene: Scene, *, sure: bool = False) -> tuple[Story, ...]:
    """A story for every change, a pair of opposite ones being one; none if one has none.

    `sure`: the cells are known, so that slips which any figure may show count as well.
    """
    told: list[Story] = []
    left = list(repair.changes)
    while left:
        change = left.pop(0)
        pair = next((other for other in left if opposite(change, other)), None)
        if pair is not None:
            left.remove(pair)
            told.append(_misfiled(change, pair, scene))
            continue
        story = _single(change, scene) or (_of_the_sure(change, scene) if sure else None)
        if story is None:
            return ()
        told.append(story)
    return tuple(told)


def opposite(one: Change, other: Change) -> bool:
    """Whether what one cell gains the other loses, along one row or column."""
    same_table = one.figure.table == other.figure.table
    same_line = one.figure.row == other.figure.row or one.figure.column == other.figure.column
    return same_table and same_line and one.to - one.was == other.was - other.to


def exchanges(repair: Repair) -> Iterator[tuple[Change, Change]]:
    """Pairs of cells of one row or column, each to have what was typed in the other."""
    for one, other in combinations(repair.changes, 2):
        if (one.was, one.to) == (other.to, other.was) and opposite(one, other):
            yield one, other


def _misfiled(one: Change, other: Change, scene: Scene) -> Story:
    loser, winner = (one, other) if one.to < one.was else (other, one)
    count = scene.amount(winner.to - winner.was, winner.figure)
    held, owed = scene.name(loser.figure), scene.name(winner.figure)
    zh = f"有 {count.zh}好像记错了地方：应记在{owed}，却记在了{held}。"
    en = f"{count.en} seem to stand in the wrong place: under {held} instead of {owed}."
    return Story("misfiled", Text(zh, en), (loser.figure, winner.figure), culprits=2)


def misfiled_somewhere(repairs: Sequence[Repair], scene: Scene) -> Story | None:
    """Every repair moves one number between the same two lines: only the place is open."""
    moves = {_move(repair) for repair in repairs}
    if len(moves) != 1 or (move := moves.pop()) is None:
        return None
    table_id, across, ends, count = move
    table = scene.form.table(table_id)
    line = table.column if across else table.row
    one, other = (line(end).name for end in ends)
    lines, open_ = ("列", "行") if across else ("行", "列")
    told = scene.amount(count, repairs[0].changes[0].figure)
    zh = f"有 {told.zh}好像在“{one}”和“{other}”两{lines}之间记错了，在哪一{open_}不能确定。"
    en = (
        f"{told.en} seem to be filed wrongly between “{one}” and “{other}”; "
        f"in which {'row' if across else 'column'} cannot be told."
    )
    figures = tuple(dict.fromkeys(c.figure for repair in repairs for c in repair.changes))
    return Story("misfiled", Text(zh, en), figures, culprits=0)


def _move(repair: Repair) -> tuple[str, bool, tuple[str, str], Decimal] | None:
    if len(repair.changes) != 2 or not opposite(*repair.changes):
        return None
    one, other = repair.changes
    across = one.figure.row == other.figure.row
    ends = (
        (one.figure.column, other.figure.column) if across else (one.figure.row, other.figure.row)
    )
    return one.figure.table, across, ends, abs(one.to - one.was)


def _single(change: Change, scene: Scene) -> Story | None:
    """The one story of one cell; of two different ones neither is believed."""
    possible = [
        story
        for story in (
            _in_a_sum(change, scene),
            _in_its_digits(change, scene),
            _twice(change, scene),
        )
        if story is not None
    ]
    if not possible and abs(change.to - change.was) >= _TELLING_GAP:
        return _a_neighbours(change, scene)
    return possible[0] if len(possible) == 1 else None


def _of_the_sure(change: Change, scene: Scene) -> Story | None:
    """One more or less, nothing, or what stands beside it: any number may be so by chance."""
    was, to, name = plain(change.was), plain(change.to), scene.name(change.figure)
    if is_off_by_one(change):
        less = change.was < change.to
        zh = f"{name}的 {was} 好像{'少' if less else '多'}了 1，应为 {to}。"
        en = f"The {was} of {name} seems to be one too {'few' if less else 'many'}: {to}."
        return Story("off_by_one", Text(zh, en), (change.figure,))
    if _is_left_out(change, scene):
        zh = f"{name}好像漏填了，应为 {to}。"
        en = f"The figure of {name} seems to have been left out: {to}."
        return Story("omitted", Text(zh, en), (change.figure,))
    return _a_neighbours(change, scene)


def _is_left_out(change: Change, scene: Scene) -> bool:
    """Nothing stands in a cell that people fill in, and it is blank or nothing else is possible."""
    blank = scene.figures.get(change.figure) is Absent.BLANK
    known = blank or len(scene.part.explanations) == 1
    return known and not change.was and change.figure not in scene.form.totals


def _a_neighbours(change: Change, scene: Scene) -> Story | None:
    if beside := neighbours(change, scene):
        was, to, name = plain(change.was), plain(change.to), scene.name(change.figure)
        other = scene.name(beside[0])
        zh = f"{name}的 {was} 好像是照着旁边{other}的数填的，应为 {to}。"
        en = f"The {was} of {name} seems to be that of {other} beside it; it should be {to}."
        return Story("neighbour", Text(zh, en), (change.figure, *beside[:1]))
    return None


def is_a_neighbours(change: Change, scene: Scene) -> bool:
    """Whether a number stands in the cell that stands beside it, too."""
    return bool(neighbours(change, scene))


def neighbours(change: Change, scene: Scene) -> list[FigureId]:
    """The cells beside it that hold the number which was typed, if it is more than nothing."""
    if not change.was:
        return []
    table, own = scene.form.table(change.figure.table), change.figure
    rows, columns = ([line.id for line in lines] for lines in (table.rows, table.columns))
    down, along = rows.index(own.row), columns.index(own.column)
    beside = [own._replace(row=rows[n]) for n in (down - 1, down + 1) if 0 <= n < len(rows)]
    beside += [
        own._replace(column=columns[n]) for n in (along - 1, along + 1) if 0 <= n < len(columns)
    ]
    return [f for f in beside if scene.figures.get(f) == change.was]


def _in_its_digits(change: Change, scene: Scene) -> Story | None:
    was, to, name = plain(change.was), plain(change.to), scene.name(change.figure)
    if is_transposed(change):
        zh = f"{name}的 {was} 好像是把 {to} 的两个数字写颠倒了。"
        en = f"The {was} of {name} looks like {to} with two digits swapped."
        return Story("transposed", Text(zh, en), (change.figure,))
    if is_slipped(change):
        zh = f"{name}的 {was} 好像多写或少写了一位，应为 {to}。"
        en = f"The {was} of {name} looks like {to} with a digit too many or too few."
        return Story("digit", Text(zh, en), (change.figure,))
    return None


def _in_a_sum(change: Change, scene: Scene) -> Story | None:
    """A total off by exactly one of its parts, where that is no mere chance."""
    gap = change.to - change.was
    parts = [
        part
        for identity in scene.form.totals.get(change.figure, ())
        for part in identity.figures
        if part != change.figure and scene.is_about(part, abs(gap))
    ]
    if not parts or not gap or not _telling(change, gap, scene):
        return None
    total, count = scene.name(change.figure), plain(abs(gap))
    which, of = (
        (f"{scene.name(parts[0])}的 {count}", f"the {count} of {scene.name(parts[0])}")
        if len(parts) == 1
        else (f"其中一个 {count}", f"a part of {count}")
    )
    if gap > 0:
        words = Text(f"{total}好像漏加了{which}。", f"{total} seems to leave out {of}.")
        return Story("omitted", words, (change.figure, *parts))
    words = Text(f"{total}好像把{which} 加了两次。", f"{total} seems to count {of} twice.")
    return Story("doubled", words, (change.figure, *parts))


def _telling(change: Change, gap: Decimal, scene: Scene) -> bool:
    """A large gap, or a total that a second broken equation calls wrong as well."""
    return (
        abs(gap) >= _TELLING_GAP
        or sum(
            change.figure in j.identity.figures
            for j in scene.part.judgements
            if j.state is State.BROKEN
        )
        > 1
    )


def _twice(change: Change, scene: Scene) -> Story | None:
    """A figure that already holds the one that stands beside it in the sum."""
    beside = [
        other
        for figure, other in pairs_that_add_up(scene.part)
        if figure == change.figure and scene.is_about(other, change.was - change.to)
    ]
    if len(beside) != 1 or change.was - change.to < _TELLING_GAP:
        return None
    return counted_in((change.figure,), (beside[0],), change.was - change.to, scene)


def counted_in(
    figures: tuple[FigureId, ...], others: tuple[FigureId, ...], count: Decimal | None, scene: Scene
) -> Story:
    """`count` is None where several figures each hold another number of their own."""
    held = scene.name(figures[0])
    if count is None:
        table = scene.form.table(figures[0].table)
        row, of = table.row(figures[0].row).name, table.row(others[0].row).name
        zh = f"“{row}”好像已经把“{of}”算在里面了，各列都是这样。"
        en = f"“{row}” seems to hold “{of}” already, column by column."
    else:
        zh = f"{held}好像已经把{scene.name(others[0])}的 {plain(count)} 算在里面了。"
        en = f"{held} seems to hold the {plain(count)} of {scene.name(others[0])} already."
    return Story("doubled", Text(zh, en), (*figures, *others), culprits=len(figures))


def pairs_that_add_up(part: Part) -> Iterator[tuple[FigureId, FigureId]]:
    """(figure, the one added to it) for each side of two terms of a broken balance."""
    for judgement in part.judgements:
        if judgement.state is not State.BROKEN or judgement.identity.defined is not None:
            continue
        for side in (judgement.identity.holds.left, judgement.identity.holds.right):
            terms = [c.figure for c in cells(side) if not c.prior]
            if len(terms) == 2:
                yield terms[0], terms[1]
                yield terms[1], terms[0]
