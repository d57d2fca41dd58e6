"""Identities and inequalities across tables that do not hold, X301 and X401."""

from __future__ import annotations

from compiler.catalogue.t_within_tables import OUT_OF_BOUNDS, UNBALANCED
from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

ACROSS_TABLES = Kind(
    code="X301",
    name="tables-disagree",
    severity=Severity.ERROR,
    message=UNBALANCED.message,
    hint=UNBALANCED.hint,
    page=Text(
        "不同表里的数有确定的关系，必须对得上。",
        "Figures of different tables stand in a certain relation.",
    ),
)

ACROSS_TABLES_BOUND = Kind(
    code="X401",
    name="tables-out-of-bounds",
    severity=Severity.ERROR,
    message=OUT_OF_BOUNDS.message,
    hint=OUT_OF_BOUNDS.hint,
    page=OUT_OF_BOUNDS.page,
)
