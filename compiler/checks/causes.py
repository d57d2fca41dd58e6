"""The likely cause, from all findings together: what was done wrong, with its evidence.

Given the smallest repairs and the figures, names a cause only where it explains the
findings better than its rivals; silence beats a bad guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from compiler.catalogue.cells import STALE_TOTAL
from compiler.catalogue.years import JUMP
from compiler.diagnosis import Cause, CauseKind, Change, Repair
from compiler.findings import Finding, Text
from compiler.format.declaration import Declaration, Table
from compiler.format.expression import cells
from compiler.format.identity import Identity, defined_by
from compiler.format.judgement import Figures, Judgement, State, decided, none_broken
from compiler.model import FigureId, Quantity
from compiler.numerals import plain
from compiler.places import Places

# 元 for 万元: a figure about so many times last year's, or so many times less.
_UNIT = Decimal(10_000)
_SLIPPED = (Decimal(10), Decimal(100), Decimal(1000))


@dataclass(frozen=True)
class _Guess:
    kind: CauseKind
    message: Text
    figures: tuple[FigureId, ...]


def likely_causes(
    findings: Iterable[Finding],
    repairs: tuple[Repair, ...],
    judgements: Iterable[Judgement],
    declaration: Declaration,
    figures: Figures,
    places: Places,
    prior: Figures | None = None,
) -> tuple[Cause, ...]:
    """Most certain first."""
    known, judged = tuple(findings), tuple(judgements)
    names = _Names(declaration)
    guesses = [*_from_findings(known, names)]
    guesses += _of_best_repairs(repairs, declaration, figures, names)
    if not repairs or len(repairs[0].changes) > 2:
        guesses += _shifted(judged, declaration, figures, names, prior)
    guesses += _carried_as_new(judged, figures, prior, names)
    return tuple(_cause(guess, known, places) for guess in guesses)


def _cause(guess: _Guess, findings: tuple[Finding, ...], places: Places) -> Cause:
    at = tuple(places.figure(f) for f in guess.figures)
    cells = {(p.table, p.row, p.column) for p in at}
    explained = tuple(
        f.id
        for f in findings
        if f.rule or f.kind in (STALE_TOTAL, JUMP)
        if any((p.table, p.row, p.column) in cells for p in (f.place, *f.related))
    )
    return Cause(guess.kind, guess.message, at, explained)


class _Names:
    """Figures in the user's words."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration

    def __call__(self, figure: FigureId) -> str:
        return f"“{self.declaration.label_of(figure)}”"


def _from_findings(findings: tuple[Finding, ...], names: _Names) -> Iterator[_Guess]:
    for finding in findings:
        figure = finding.place.figure
        if finding.kind is STALE_TOTAL:
            zh = f"{names(figure)}的合计没有重新计算，存的是旧数。"
            en = f"The total {names(figure)} was not recalculated; an old one is stored."
            yield _Guess("stale_total", Text(zh, en), (figure,))
        if finding.kind is JUMP and _is_unit_slip(finding):
            zh = f"{names(figure)}与上年相差约一万倍，可能是元、万元弄混了。"
            en = f"{names(figure)} is about 10,000 times last year's, or as many times less: yuan and 10,000 yuan may be mixed up."
            yield _Guess("unit", Text(zh, en), (figure,))


def _is_unit_slip(finding: Finding) -> bool:
    before, now = (Decimal(text) for text in finding.involved)
    if not before or not now:
        return False
    ratio = max(before, now) / min(before, now)
    return _UNIT / 4 <= ratio <= _UNIT * 4


def _of_best_repairs(
    repairs: tuple[Repair, ...], declaration: Declaration, figures: Figures, names: _Names
) -> list[_Guess]:
    """The repair that has a pattern, where one only has; of several causes none is named."""
    found = [g for r in repairs if (g := list(_patterns(r, declaration, figures, names)))]
    if len(found) == 1:
        return found[0]
    return _misfiled_somewhere(repairs, declaration) if len(found) == len(repairs) else []


def _misfiled_somewhere(repairs: tuple[Repair, ...], declaration: Declaration) -> list[_Guess]:
    """Every repair moves the same number between the same two lines: only the place is open."""
    moves = set()
    for repair in repairs:
        if len(repair.changes) != 2 or not _opposite(*repair.changes):
            return []
        loser, winner = sorted(repair.changes, key=lambda c: c.to - c.was)
        across = loser.figure.row == winner.figure.row
        ends = (
            (loser.figure.column, winner.figure.column)
            if across
            else (loser.figure.row, winner.figure.row)
        )
        moves.add((loser.figure.table, across, ends, winner.to - winner.was))
    if len(moves) != 1:
        return []
    table_id, across, (lost, won), count = moves.pop()
    table = declaration.table(table_id)
    line = table.column if across else table.row
    zh = f"有 {plain(count)} 件好像该记在“{line(won).leaf}”，却记在了“{line(lost).leaf}”，在哪一{'行' if across else '列'}不能确定。"
    en = f"{plain(count)} seem to stand under “{line(lost).leaf}” instead of “{line(won).leaf}”; in which {'row' if across else 'column'} cannot be told."
    figures = tuple(dict.fromkeys(c.figure for repair in repairs for c in repair.changes))
    return [_Guess("misfiled", Text(zh, en), figures)]


def _patterns(
    repair: Repair, declaration: Declaration, figures: Figures, names: _Names
) -> Iterator[_Guess]:
    """A pattern for every change of the repair, or none at all."""
    guesses: list[_Guess] = []
    left = list(repair.changes)
    while left:
        change = left.pop(0)
        pair = next((other for other in left if _opposite(change, other)), None)
        if pair is not None:
            left.remove(pair)
            guesses.append(_misfiled(change, pair, names))
            continue
        guess = _single(change, declaration, figures, names)
        if guess is None:
            return
        guesses.append(guess)
    yield from guesses


def _opposite(one: Change, other: Change) -> bool:
    same_table = one.figure.table == other.figure.table
    same_line = one.figure.row == other.figure.row or one.figure.column == other.figure.column
    return same_table and same_line and one.to - one.was == other.was - other.to


def _misfiled(one: Change, other: Change, names: _Names) -> _Guess:
    loser, winner = (one, other) if one.to < one.was else (other, one)
    count = plain(winner.to - winner.was)
    zh = f"有 {count} 件好像记错了地方：应记在{names(winner.figure)}，却记在了{names(loser.figure)}。"
    en = f"{count} seem to stand in the wrong place: under {names(loser.figure)} instead of {names(winner.figure)}."
    return _Guess("misfiled", Text(zh, en), (loser.figure, winner.figure))


def _single(
    change: Change, declaration: Declaration, figures: Figures, names: _Names
) -> _Guess | None:
    by_sum = _left_out_or_doubled(change, declaration, figures, names)
    was, to, name = plain(change.was), plain(change.to), names(change.figure)
    by_digits: _Guess | None = None
    if _transposed(was, to):
        zh = f"{name}的 {was} 好像是把 {to} 的两个数字写颠倒了。"
        en = f"The {was} of {name} looks like {to} with two digits swapped."
        by_digits = _Guess("transposed", Text(zh, en), (change.figure,))
    elif change.was and change.to and _slipped(change):
        zh = f"{name}的 {was} 好像多写或少写了一位，应为 {to}。"
        en = f"The {was} of {name} looks like {to} with a digit too many or too few."
        by_digits = _Guess("digit", Text(zh, en), (change.figure,))
    if by_sum and by_digits:
        return None
    return by_sum or by_digits


def _transposed(was: str, to: str) -> bool:
    if len(was) != len(to) or was == to:
        return False
    differing = [n for n in range(len(was)) if was[n] != to[n]]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and was[differing[0]] == to[differing[1]]
        and was[differing[1]] == to[differing[0]]
    )


def _slipped(change: Change) -> bool:
    high, low = max(change.was, change.to), min(change.was, change.to)
    return any(low * factor == high for factor in _SLIPPED)


def _left_out_or_doubled(
    change: Change, declaration: Declaration, figures: Figures, names: _Names
) -> _Guess | None:
    """A total off by exactly one of its parts."""
    gap = change.to - change.was
    parts = {
        part
        for identity in defined_by(declaration).get(change.figure, ())
        for part in identity.figures
        if part != change.figure and figures.get(part) == abs(gap)
    }
    if len(parts) != 1 or not gap:
        return None
    part = next(iter(parts))
    if gap > 0:
        zh = f"{names(change.figure)}好像漏加了{names(part)}的 {plain(gap)}。"
        en = f"{names(change.figure)} seems to leave out the {plain(gap)} of {names(part)}."
        return _Guess("omitted", Text(zh, en), (change.figure, part))
    zh = f"{names(change.figure)}好像把{names(part)}的 {plain(-gap)} 加了两次。"
    en = f"{names(change.figure)} seems to count the {plain(-gap)} of {names(part)} twice."
    return _Guess("doubled", Text(zh, en), (change.figure, part))


def _shifted(
    judgements: tuple[Judgement, ...],
    declaration: Declaration,
    figures: Figures,
    names: _Names,
    prior: Figures | None,
) -> list[_Guess]:
    """A row or column whose inputs, moved by one, satisfy everything; only if just one does."""
    known = decided(judgements)
    found, zero = [], Decimal(0)
    for line in _input_lines(declaration):
        values = [v for f in line if isinstance(v := figures.get(f), Decimal)]
        if len(values) < len(line) or sum(map(bool, values)) < 2:
            continue
        for lost, moved in ((values[0], [*values[1:], zero]), (values[-1], [zero, *values[:-1]])):
            if lost or moved == values:
                continue  # a cell that holds something was not there before the shift
            after: dict[FigureId, Quantity] = {**figures, **dict(zip(line, moved, strict=True))}
            if none_broken(known, declaration, after, prior):
                found.append(line)
    if len(found) != 1:
        return []
    line = found[0]
    zh = f"从{names(line[0])}到{names(line[-1])}的数好像整体错开了一格。"
    en = f"The figures from {names(line[0])} to {names(line[-1])} seem to be shifted by one cell."
    return [_Guess("shifted", Text(zh, en), tuple(line))]


def _input_lines(declaration: Declaration) -> Iterator[list[FigureId]]:
    totals = defined_by(declaration)
    for table in declaration.tables:
        for line in _lines(table):
            inputs = [f for f in line if f not in totals]
            if len(inputs) > 2:
                yield inputs


def _lines(table: Table) -> Iterator[list[FigureId]]:
    for row in table.rows:
        yield [FigureId(table.id, row.id, column.id) for column in table.columns]
    for column in table.columns:
        yield [FigureId(table.id, row.id, column.id) for row in table.rows]


def _carried_as_new(
    judgements: tuple[Judgement, ...], figures: Figures, prior: Figures | None, names: _Names
) -> list[_Guess]:
    """What last year carried over is missing here and stands in another term of the balance."""
    broken = [
        j for j in judgements
        if j.state is State.BROKEN and j.identity.needs_prior and figures.get(j.identity.result) == 0
    ]  # fmt: skip
    guesses = []
    for judgement in broken:
        missing = (judgement.right or Decimal(0)) - (judgement.left or Decimal(0))
        other = _beside(judgement.identity, judgements)
        held = figures.get(other) if other else None
        if other and missing > 0 and isinstance(held, Decimal) and held >= missing:
            zh = f"上年结转来的 {plain(missing)} 件好像算进了{names(other)}，{names(judgement.identity.result)}却是 0。"
            en = f"The {plain(missing)} carried over from last year seem to be counted under {names(other)}; {names(judgement.identity.result)} is 0."
            guesses.append(
                _Guess("carried_as_new", Text(zh, en), (judgement.identity.result, other))
            )
    return guesses if prior is not None else []


def _beside(identity: Identity, judgements: tuple[Judgement, ...]) -> FigureId | None:
    """The figure added to this one on the same side of an equation that holds."""
    for judgement in judgements:
        for side in (judgement.identity.holds.left, judgement.identity.holds.right):
            figures = [c.figure for c in cells(side)]
            if (
                judgement.state is State.HOLDS
                and judgement.identity.defined is None
                and identity.result in figures
                and len(figures) == 2
            ):
                return next(f for f in figures if f != identity.result)
    return None
