"""From slots to figures: the crossing of the lines named, and what practice says the same way.

Given slots, gives candidates in order of likelihood, each with its value in the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.slots import Slots
from compiler.format.declaration import Table
from compiler.format.expression import EXACT
from compiler.format.figure_type import Unit
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.format.lexicon import Ids, Lexicon, Meaning
from compiler.values.figures import Absent, FigureId
from compiler.values.named_tuple import NamedTuple


class Candidate(NamedTuple):
    """Figures added up; `inherited` where a line comes from the clause before."""

    figures: tuple[FigureId, ...]
    inherited: bool = False


class Differing(NamedTuple):
    """A number, as it is said in the figures' own unit, and all figures that it is not.

    `known` are these, the likeliest first; `part`: only some of them are counted; `shared`:
    others have the same name; `behind`: the clause behind it names them.
    """

    slots: Slots
    number: ProseNumber
    said: Decimal
    unit: Unit | None
    known: list[tuple[Candidate, Decimal]]
    part: bool
    shared: bool
    behind: bool = False


def candidates(slots: Slots, form: Form, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Every figure that the words may mean, the likeliest first; none if a line is missing."""
    if not slots.says_figure:
        return ()
    table = form.table(slots.table)
    amount = slots.segment.amount
    number = amount.number if amount else None
    rows = list(_choices(slots.rows if slots.joined else _telling(slots), slots.joined))
    bases = bases_of_changes(table)
    named = tuple(m for m in slots.columns if bases.isdisjoint(m.ids))
    columns = list(_choices(named, slots.joined))
    inherited_rows = inherited_columns = False
    counted = lexicon.counted.get(table.id)
    if not rows:
        carried = list(_choices((slots.carried_rows,), False)) if slots.carried_rows else []
        if counted and counted.row:
            own = list(counted.wholes) if slots.stated or columns or _acts(slots) else []
        else:
            own = _single(table, "rows", form, number)
        rows, inherited_rows = [*own, *carried], not own
    if not columns:
        carried = list(_choices((slots.carried_columns,), False)) if slots.carried_columns else []
        own = (
            [(counted.column,)]
            if counted and counted.column
            else _single(table, "columns", form, number)
        )
        columns, inherited_columns = [*own, *carried], not own
    found = [
        Candidate(
            tuple(FigureId(table.id, r, c) for r in row for c in column),
            inherited_rows or inherited_columns,
        )
        for column in columns
        for row in rows
    ]
    return tuple(dict.fromkeys(found))


def of_the_same_name(slots: Slots, form: Form, lexicon: Lexicon) -> Iterator[FigureId]:
    """群众文化145.25万元: figures on lines that other tables call so, where no word tells which table.

    A table that the declaration gives words of its own is told by them.
    """
    if slots.table in lexicon.counted:
        return
    for token in slots.segment.tokens:
        meanings = token.word.meanings if token.word else ()
        if not any(m.table == slots.table for m in meanings):
            continue
        for meaning in meanings:
            if meaning.table == slots.table or meaning.table in lexicon.counted:
                continue
            table = form.table(meaning.table)
            yield from (
                FigureId(table.id, *((id, other.id) if meaning.axis == "rows" else (other.id, id)))
                for id in meaning.ids
                for other in (table.columns if meaning.axis == "rows" else table.rows)
            )


def _telling(slots: Slots) -> tuple[Meaning, ...]:
    """作出予以公开答复: a line that says all by itself outdoes the verb beside it.

    因属内部事务信息不予公开: so does a line within another one, unless it is an example of it.
    """
    rows = slots.rows
    narrower = tuple(m for m in rows if any(set(m.ids) < set(o.ids) for o in rows))
    if narrower and slots.segment.roles.isdisjoint(("such_as", "open_end")):
        return narrower
    alone = [m for m in rows if m.alone]
    if not alone:
        return rows
    return tuple(m for m in rows if m.alone or any(set(m.ids) < set(o.ids) for o in alone))


def share_nothing(rows: set[str], table: str, lexicon: Lexicon) -> bool:
    """Whether none of these rows counts what another one counts, too: 上年结转 and 答复 do."""
    counted = lexicon.how_counted(table)
    came = {counted.row, *counted.added}
    if rows & came and rows - came:
        return False
    return not (rows & counted.instead and rows - counted.instead - set(counted.stock))


def _acts(slots: Slots) -> bool:
    return any(t.word and slots.table in t.word.acts for t in slots.segment.tokens)


def _choices(meanings: tuple[Meaning, ...], joined: bool) -> Iterator[Ids]:
    """Several lines named together are added up; otherwise the last one named is meant."""
    if not meanings:
        return
    distinct = list(dict.fromkeys(m.ids for m in meanings))
    if joined and len(distinct) > 1:
        yield tuple(dict.fromkeys(id for ids in distinct for id in ids))
    for meaning in reversed(meanings):
        yield meaning.ids
    for meaning in reversed(meanings):
        yield from meaning.also


def _single(table: Table, axis: str, form: Form, number: ProseNumber | None) -> list[Ids]:
    """The only line that holds such numbers, or the one that sums up the others."""
    lines = table.rows if axis == "rows" else table.columns
    if len(lines) == 1:
        return [(lines[0].id,)]
    money = number is not None and number.kind == "money"
    if axis == "columns":
        kinds = {line.id: table.kind_of(line) for line in lines}
        wanted = "amount" if money else "count"
        fit = [id for id, kind in kinds.items() if kind == wanted]
        fit = [id for id in fit if id not in bases_of_changes(table)]
        if len(fit) == 1:
            return [(fit[0],)]
    total = _total(table.id, axis, form)
    return [(total,)] if total else []


def bases_of_changes(table: Table) -> set[str]:
    """The columns right before a column of changes: they tell what was before it."""
    pairs = zip(table.columns, table.columns[1:], strict=False)
    return {before.id for before, column in pairs if table.kind_of(column) == "change"}


def _total(table: str, axis: str, form: Form) -> str:
    """The line that a rule of the table defines as a sum over the other axis."""
    along = "rows" if axis == "columns" else "columns"
    for rule in form.declaration.rules:
        if rule.defines and (table, along) in rule.each and "-" not in rule.words:
            return rule.defines
    return ""


def value_of_all(candidate: Candidate, figures: Figures) -> Decimal | None:
    """None where a figure is unreadable or all are blank; a blank counts as nothing."""
    total, some = Decimal(0), False
    for figure in candidate.figures:
        quantity = figures.get(figure, Absent.BLANK)
        if isinstance(quantity, Decimal):
            total, some = EXACT.add(total, quantity), True
        elif quantity is not Absent.BLANK:
            return None
    return total if some else None
