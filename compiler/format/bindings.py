"""Every name in rules, key figures and words must stand for something of the tables.

Given a declaration, notes each name that does not with its key and what was meant. Where the
lines of a table could not be read, what is said of them is not judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from compiler.catalogue import w_declarations as kinds
from compiler.format.declaration import Declaration, Rule, Table
from compiler.format.entry import Mistakes
from compiler.format.form import form_of, specimen_form
from compiler.format.identity import Identity
from compiler.format.instances import (
    bind_value,
    bound_to_lines,
    fits,
    is_of_numbers,
    unresolved,
    unresolved_in,
)
from compiler.format.lexicon import unknown_lines
from compiler.format.prose import Counted
from compiler.format.reach import UnresolvedError
from compiler.format.scope import table_of_lines
from compiler.text.language import Text


def check_names(declaration: Declaration, unread: Collection[str], mistakes: Mistakes) -> None:
    """`unread` are the tables whose lines could not be read."""
    tables = {t.id: t for t in specimen_form(declaration).tables if t.id not in unread}
    for position, rule in enumerate(declaration.rules, start=1):
        _rule(rule, f"rule[{rule.id or position}]", tables, unread, mistakes)
    for position, figure in enumerate(declaration.key_figures, start=1):
        of_lines = table_of_lines(figure.value, tables)
        line = tables[of_lines].lines[0].id if of_lines else None
        key = f"figure[{figure.name or position}].value"
        for fault in (faults := unresolved_in(figure.value, tables, line)):
            _note(key, fault, unread, mistakes)
        if not faults and not is_of_numbers(bind_value(figure.value, tables, line), tables):
            _words_in_rule(key, figure.name, mistakes)
    for counted in declaration.prose.counted:
        if counted.table and counted.table not in unread:
            _counted(counted, declaration.tables, mistakes)
    for number, unknown in unknown_lines(form_of(declaration)):
        key = f"word[{number}].line"
        if mistakes.told(key) or (unread and unknown.name.partition(".")[0] not in tables):
            continue
        mistakes.unknown_name(key, unknown.name, unknown.known)


def _note(key: str, fault: UnresolvedError, unread: Collection[str], mistakes: Mistakes) -> None:
    if fault.name.partition(".")[0] not in unread:
        mistakes.unknown_name(key, fault.name, fault.known, fault.meant)


def _rule(
    rule: Rule,
    key: str,
    tables: Mapping[str, Table],
    unread: Collection[str],
    mistakes: Mistakes,
) -> None:
    for table, _ in rule.each:
        if table not in tables and table not in unread:
            mistakes.unknown_name(f"{key}.each", table, (*tables, *unread))
    scopes = tuple(scope for scope in rule.each if scope[0] in tables)
    along = bool(rule.each) or mistakes.told(f"{key}.each")
    if mistakes.told(f"{key}.holds") or (along and not scopes):
        return
    rule = rule._replace(each=scopes)
    if not _known_exceptions(rule, key, tables, mistakes):
        return
    try:
        bound = bound_to_lines(rule, tables)
    except UnresolvedError:
        for fault in unresolved(rule, tables):
            named = (k for k in ("defines", "result") if getattr(rule, k) == fault.name)
            _note(f"{key}.{next(named, 'holds')}", fault, unread, mistakes)
        return
    meant = [identity for identity in bound if fits(identity.holds, tables)]
    if bound and not meant:
        _words_in_rule(f"{key}.holds", rule.words, mistakes)
    if not all(map(_stands_alone, meant)):
        mistakes.add(
            kinds.WRONG_TYPE,
            f"{key}.defines",
            found=rule.defines or "",
            wanted=Text(
                "形如“它 == 其他各项”的等式的左边", "the left of an equation “it == the others”"
            ),
            suggestion=Text(
                "请把被计算的那一项单独写在等号左边。",
                "Write the computed figure alone on the left.",
            ),
        )


def _known_exceptions(
    rule: Rule, key: str, tables: Mapping[str, Table], mistakes: Mistakes
) -> bool:
    """Whether lines that are left out are lines along which the rule would run."""
    lines = [tables[t].rows if axis == "rows" else tables[t].columns for t, axis in rule.each]
    known = tuple(dict.fromkeys(line.id for of_one in lines for line in of_one))
    unknown = [id for id in rule.without if id not in known]
    for id in unknown:
        mistakes.unknown_name(f"{key}.except", id, known)
    return not unknown


def _words_in_rule(key: str, found: str, mistakes: Mistakes) -> None:
    wanted = Text(
        "数与数、日期与日期、文字与文字的关系式",
        "an expression over numbers, or dates beside dates, or words beside words",
    )
    advice = Text(
        "文字和日期不能参加运算；日期可以比先后，如 '2023-12-31'，文字只能用 == 和 !=。",
        "Words and dates cannot be counted with; dates such as '2023-12-31' have an order, words only == and !=.",
    )
    mistakes.add(kinds.WRONG_TYPE, key, found=found, wanted=wanted, suggestion=advice)


def _stands_alone(identity: Identity) -> bool:
    """Whether what it defines, if anything, is the left of an equation and nowhere else."""
    figures = [cell.figure for cell in identity.cells]
    defined = identity.defined
    return defined is None or (
        identity.holds.relation == "==" and figures.count(defined) == 1 and figures[0] == defined
    )


def _counted(counted: Counted, tables: Iterable[Table], mistakes: Mistakes) -> None:
    key, known = f"counted[{counted.table}]", {table.id: table for table in tables}
    if counted.table not in known:
        mistakes.unknown_name(f"{key}.table", counted.table, tuple(known))
        return
    table = known[counted.table]
    rows, columns = (tuple(each.id for each in lines) for lines in (table.rows, table.columns))
    sums = [id.strip() for text in counted.also for id in text.split("+")]
    asked = (
        ("row", [counted.row], rows),
        ("column", [counted.column], columns),
        ("also", sums, rows),
        ("stock", counted.stock, (*rows, *columns)),
    )
    for name, ids, lines in asked:
        for id in ids:
            if id and id not in lines:
                mistakes.unknown_name(f"{key}.{name}", id, lines)
