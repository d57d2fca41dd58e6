"""Figures of a row or column typed one cell too far on or back: a whole line, or a run of it.

Given a scene, gives the story of a shift with what undoes it, if just one shift explains
everything that is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from compiler.checks.diagnosing.equations import row_of, settled
from compiler.checks.diagnosing.patterns import Scene, Story
from compiler.checks.diagnosing.repairs import Coefficients
from compiler.format.declaration import Line, Table
from compiler.format.expression import as_decimal
from compiler.format.judgement import Figures, Judgement, State, decided, none_broken
from compiler.format.linear import put_in
from compiler.text.language import Text
from compiler.values.diagnosis import Change, Repair
from compiler.values.figures import Absent, FigureId, number_or_zero
from compiler.values.named_tuple import NamedTuple

Cells = tuple[FigureId, ...]


class _Broken(NamedTuple):
    """An equation that does not hold, over the figures that people typed."""

    row: Coefficients
    gap: Decimal


def shifted(scene: Scene, prior: Figures | None) -> list[Story]:
    """Figures in a line that, moved by one, satisfy everything; only if just one move does."""
    known = sorted(decided(scene.part.judgements), key=lambda j: j.state is not State.BROKEN)
    # A bound holds for many figures: that a shift mends one is no evidence.
    broken = [_broken(j, scene) for j in known if _is_broken_equation(j)]
    if not broken:
        return []
    mending: dict[tuple[Change, ...], Cells] = {}
    for line in _lines_of_inputs(scene):
        for run, moved in _moves(line, broken, scene):
            after = settled({**scene.figures, **moved}, scene.part.followers, scene.form)
            if none_broken(known, scene.form, after, prior):
                mending.setdefault(_changes(moved, scene.figures), run)
    if len(mending) != 1:
        return []
    ((changes, run),) = mending.items()
    first, last = scene.name(run[0]), scene.name(run[-1])
    zh = f"从{first}到{last}的数好像整体错开了一格。"
    en = f"The figures from {first} to {last} seem to be shifted by one cell."
    wrong = tuple(change.figure for change in changes)
    figures = (*wrong, *(figure for figure in run if figure not in wrong))
    return [Story("shifted", Text(zh, en), figures, len(wrong), Repair(changes))]


def _is_broken_equation(judgement: Judgement) -> bool:
    return judgement.state is State.BROKEN and judgement.identity.holds.relation == "=="


def _broken(judgement: Judgement, scene: Scene) -> _Broken:
    row = put_in(row_of(judgement.identity) or {}, scene.part.followers)
    return _Broken({figure: as_decimal(k) for figure, k in row.items()}, judgement.gap)


def _changes(moved: Mapping[FigureId, Decimal], figures: Figures) -> tuple[Change, ...]:
    typed = {figure: number_or_zero(figures.get(figure)) for figure in moved}
    return tuple(Change(f, typed[f], to) for f, to in moved.items() if to != typed[f])


def _moves(
    line: Cells, broken: Sequence[_Broken], scene: Scene
) -> Iterator[tuple[Cells, dict[FigureId, Decimal]]]:
    """What is off in the line put one cell back and one on, where nothing stands in the cell
    from which all was moved. What fell off at the other end is what is missing there.
    """
    across = {f: e for e in broken if len(one := [f for f in line if f in e.row]) == 1 for f in one}
    off = [n for n, figure in enumerate(line) if figure in across]
    run = line[off[0] : off[-1] + 1] if off else line
    typed = [scene.figures.get(figure) for figure in run]
    if not all(isinstance(quantity, Decimal) or quantity is Absent.BLANK for quantity in typed):
        return
    values = [number_or_zero(quantity) for quantity in typed]
    if sum(map(bool, values)) < 2:
        return
    if not values[0]:
        yield run, dict(zip(run, [*values[1:], _missing(run[-1], across, scene)], strict=True))
    if not values[-1]:
        yield run, dict(zip(run, [_missing(run[0], across, scene), *values[:-1]], strict=True))


def _missing(figure: FigureId, across: Mapping[FigureId, _Broken], scene: Scene) -> Decimal:
    """What the one broken equation that only this cell of the line enters wants to stand there."""
    if figure not in across:
        return Decimal(0)
    row, gap = across[figure]
    wanted = number_or_zero(scene.figures.get(figure)) - gap / row[figure]
    return wanted if scene.form.type_of(figure).may_be(wanted) else Decimal(0)


def _lines_of_inputs(scene: Scene) -> dict[Cells, None]:
    """Each row and column, and each group in it that the form prints, without its own total."""
    lines = dict[Cells, None]()
    reach = {f for j in scene.part.judgements for f in j.identity.figures}
    for table in scene.form.tables:
        for line in _lines(table):
            own = {figure for figure, _ in line}
            marked = [(figure, _adds_up(figure, own, scene), group) for figure, group in line]
            groups = [
                tuple(figure for figure, _, _ in group)
                for (adds_up, _), group in groupby(marked, key=itemgetter(1, 2))
                if not adds_up
            ]
            for inputs in (*groups, tuple(f for group in groups for f in group)):
                if len(inputs) > 2 and reach.issuperset(inputs):
                    lines[inputs] = None
    return lines


def _adds_up(figure: FigureId, line: set[FigureId], scene: Scene) -> bool:
    """Whether it is the total of others of its line."""
    return any(
        len(line.intersection(identity.figures)) > 1
        for identity in scene.form.totals.get(figure, ())
    )


def _lines(table: Table) -> Iterator[list[tuple[FigureId, str]]]:
    """Each row and column as figures, each with the label over its group."""
    for row in table.rows:
        yield [(FigureId(table.id, row.id, c.id), _group(c)) for c in table.columns]
    for column in table.columns:
        yield [(FigureId(table.id, r.id, column.id), _group(r)) for r in table.rows]


def _group(line: Line) -> str:
    return line.label[0] if len(line.label) > 1 else ""
