"""What the live sheet checks, line by line: each identity, and each rule of all added lines at once.

Given a form with its spare rows, gives its checks in the order of the sections. Lines come and
go on a sheet, so that none of them has a check of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.format.declaration import Rule, Table
from compiler.format.extents import SPARE
from compiler.format.form import Form
from compiler.format.identity import Identity, adds_up_children
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple


class LiveCheck(NamedTuple):
    """`identities` is one, or of all lines those that there are; `shown_at` is where it leads.

    Of lines, `along` is how the rule reads on the first of them, and `column` that in which
    each line that has others below it is their sum.
    """

    rule: Rule
    what: str
    shown_at: FigureId
    identities: tuple[Identity, ...]
    along: Identity | None = None
    column: str | None = None

    @property
    def of_lines(self) -> bool:
        return self.along is not None or self.column is not None


def live_checks(form: Form) -> tuple[LiveCheck, ...]:
    checks: list[LiveCheck] = []
    told: set[tuple[str, str, str | None]] = set()
    for identity in form.identities:
        table = form.table(identity.table) if identity.table else None
        if table is None or not _of_lines(identity, table):
            what = form.line_label(identity)
            checks.append(LiveCheck(identity.rule, what, identity.result, (identity,)))
        elif identity.axis == "rows" and (identity.rule.id, table.id, None) not in told:
            told.add((identity.rule.id, table.id, None))
            checks.append(_along(identity, table, form))
    checks += _sums(form)
    order = {s.id: position for position, s in enumerate(form.sections)}
    rules = {rule.id: position for position, rule in enumerate(form.declaration.rules)}
    return tuple(
        sorted(
            checks,
            key=lambda c: (order[form.section_of[c.shown_at.table].id], rules[c.rule.id]),
        )
    )


def _of_lines(identity: Identity, table: Table) -> bool:
    on_a_line = identity.axis == "rows" and table.row(identity.line or "").depth is not None
    return on_a_line or identity.parent is not None


def _along(first: Identity, table: Table, form: Form) -> LiveCheck:
    """A rule that holds for every line; `first` is that of the first row there is."""
    from compiler.format.instances import on_every_line

    lines = {line.id for line in table.lines if line.depth != SPARE}
    same = (
        i
        for i in form.identities
        if (i.rule.id, i.table, i.axis) == (first.rule.id, table.id, "rows")
    )
    own = tuple(identity for identity in same if identity.line in lines)
    along = on_every_line(first, {each.id: each for each in form.tables})
    return LiveCheck(first.rule, _every_line(table), first.result, own, along=along)


def _sums(form: Form) -> Iterator[LiveCheck]:
    """Lines that add up those below them, where keys or levels tell which these are."""
    for rule in filter(adds_up_children, form.declaration.rules):
        for id, _ in rule.each:
            table = form.table(id)
            if table.open_rows is None or not table.open_rows.nests:
                continue
            for column in table.columns:
                found = (
                    i for i in form.identities if i.rule is rule and i.parent and i.table == id
                )
                own = tuple(i for i in found if i.line == column.id)
                at = FigureId(id, table.lines[0].id, column.id)
                if form.type_of(at).is_number:
                    yield LiveCheck(rule, column.leaf, at, own, column=column.id)


def _every_line(table: Table) -> str:
    heads = table.open_rows.heads() if table.open_rows else ()
    return heads[-1].leaf if heads else ""
