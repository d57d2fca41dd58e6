"""The lines that an office added to tables with open rows: each known, named, in its place.

Given a report, gives family S's findings about them. Their figures are checked like all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.catalogue import s_open_rows as kinds
from compiler.format.declaration import OpenRows, Table
from compiler.format.form import Form
from compiler.report.places import Places
from compiler.text.language import Text
from compiler.values.findings import Finding, Values
from compiler.values.report import OpenLine, Report


def line_findings(report: Report, form: Form, places: Places) -> list[Finding]:
    return [
        finding
        for table in form.tables
        if (declared := table.open_rows)
        for finding in _of_table(table, declared, report.lines.get(table.id, ()), places)
    ]


def _of_table(
    table: Table, declared: OpenRows, lines: Sequence[OpenLine], places: Places
) -> Iterator[Finding]:
    yield from _how_many(table, declared, len(lines), places)
    yield from _unnamed(table, declared, lines, places)
    yield from _repeated(table, declared, lines, places)
    for line in lines:
        if line.key and not table.row(line.id).depth:
            place = places.line(table.id, line)
            values: Values = {"label": place.label or "", "reason": _reason(declared, line)}
            yield Finding(kinds.LINE_OUT_OF_PLACE, place, values, involved=(line.key,))


def _how_many(table: Table, declared: OpenRows, count: int, places: Places) -> Iterator[Finding]:
    place = places.table(table.id)
    few, many = declared.at_least, declared.at_most
    for kind, limit, wrong in (
        (kinds.TOO_FEW_LINES, few, count < few),
        (kinds.TOO_MANY_LINES, many, many is not None and count > many),
    ):
        if wrong:
            values = {"table": place.label or "", "count": str(count), "limit": str(limit)}
            yield Finding(kind, place, values, expected=str(limit), actual=str(count))


def _unnamed(
    table: Table, declared: OpenRows, lines: Sequence[OpenLine], places: Places
) -> Iterator[Finding]:
    """Without key or name; one without either is told once."""
    head = (declared.key or declared.label)[-1]
    for number, line in enumerate(lines, start=1):
        place = places.line(table.id, line)
        if not line.key:
            named = places.table(table.id).label or ""
            values = {"table": named, "number": str(number), "head": head}
            yield Finding(kinds.LINE_WITHOUT_KEY, place, values)
        elif not line.label:
            values = {"key": line.key, "head": declared.label[-1]}
            yield Finding(kinds.LINE_WITHOUT_NAME, place, values)


def _repeated(
    table: Table, declared: OpenRows, lines: Sequence[OpenLine], places: Places
) -> Iterator[Finding]:
    """One finding for all lines of one key; a key of the form's own rows is taken, too."""
    by_key: dict[str, list[OpenLine]] = {}
    for line in lines:
        by_key.setdefault(line.key, []).append(line)
    own = {row.id for row in table.fixed_rows}
    for key, same in by_key.items():
        count = len(same) + (key in own)
        if key and count > 1:
            first, *others = (places.line(table.id, line) for line in same)
            values = {
                "table": places.table(table.id).label or "", "key": key, "count": str(count),
                "head": (declared.key or declared.label)[-1],
            }  # fmt: skip
            yield Finding(kinds.REPEATED_KEY, first, values, related=tuple(others))


def _reason(declared: OpenRows, line: OpenLine) -> Text:
    if line.level is not None and line.level > 0:
        if declared.key_lengths:
            start = line.key[: declared.key_lengths[line.level - 2]]
            return Text(
                f"它上面没有编码是“{start}”的上一级",
                f"above it there is no line of the level before with the key “{start}”",
            )
        return Text(
            f"它是第 {line.level} 级，上面没有第 {line.level - 1} 级",
            f"it is of level {line.level}, and above it there is none of level {line.level - 1}",
        )
    if declared.key_lengths:
        known = [str(length) for length in declared.key_lengths]
        return Text(
            f"编码有 {len(line.key)} 位，应为 {'、'.join(known)} 位",
            f"its key has {len(line.key)} characters instead of {', '.join(known)}",
        )
    return Text(
        f"“{declared.level}”没有填 1、2 等数", f"“{declared.level}” is no number such as 1 or 2"
    )
