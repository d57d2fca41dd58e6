"""The order of findings everywhere: the most severe first, then as the report is printed.

Given findings and the edition they are about, if it is known, gives them in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from compiler.format.form import Form
from compiler.values.findings import Finding


def ordered(findings: Iterable[Finding], form: Form | None) -> list[Finding]:
    """Severity first, then the place in the report as it is printed."""
    order = _printed_order(form) if form else {}
    end = len(order)

    def key(finding: Finding) -> tuple[int, int, int, str]:
        place = finding.place
        figure = (place.section, place.table, place.row, place.column)
        whole = order.get((place.section, None, None, None), end)
        position = 0 if place.section is None else order.get(figure, whole)
        return finding.level.rank, position, place.paragraph or 0, finding.code

    return sorted(findings, key=key)


@lru_cache(maxsize=16)
def _printed_order(form: Form) -> dict[tuple[str | None, ...], int]:
    order: dict[tuple[str | None, ...], int] = {(None, None, None, None): 0}
    for section in form.sections:
        order[section.id, None, None, None] = len(order)
        for table in form.tables_of(section):
            order[section.id, table.id, None, None] = len(order)
            for row in table.rows:
                order[section.id, table.id, row.id, None] = len(order)
                for column in table.columns:
                    order[section.id, table.id, row.id, column.id] = len(order)
    return order
