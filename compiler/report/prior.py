"""Last year's report beside this year's: what of it can be compared, and its record.

Given two reports and their declarations, gives the figures that both editions have, by
this year's ids. The record of what was used travels with the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compiler.format.declaration import Declaration
from compiler.format.expression import Cell, cells
from compiler.format.identity import defined_by, identities_of
from compiler.format.judgement import both_sides
from compiler.report.data import figures_of, tables_of
from compiler.text.labels import folded
from compiler.values.figures import FigureId, Quantity
from compiler.values.report import Paragraph, Report


@dataclass(frozen=True)
class Prior:
    """Last year's figures by this year's ids, and its prose where the report is at hand."""

    year: int | None
    agency: str
    source: str
    sha256: str
    figures: Mapping[FigureId, Quantity]
    narrative: Mapping[str, tuple[Paragraph, ...]]


def prior_of_report(last: Report, last_declaration: Declaration, declaration: Declaration) -> Prior:
    """Across editions only what both have under the same labels."""
    common = {
        figure: last.figures[figure]
        for figure in declaration.figures
        if figure in last.figures and _same_labels(figure, declaration, last_declaration)
    }
    return Prior(
        last.year, last.name, _name(last.source.path), last.source.sha256, common, last.narrative
    )


def prior_of_record(record: Mapping[str, Any], declaration: Declaration) -> Prior | None:
    """What a report carries with it of the last one; None if it is no such record."""
    tables = record.get("tables")
    if not isinstance(tables, dict):
        return None
    year = record.get("year")
    return Prior(
        year=year if isinstance(year, int) else None,
        agency=str(record.get("agency", "")),
        source=str(record.get("source", "")),
        sha256=str(record.get("sha256", "")),
        figures=figures_of(tables, declaration),
        narrative={},
    )


def own_prior(report: Report, declaration: Declaration) -> Prior | None:
    """Last year's report as far as the report itself carries it."""
    return prior_of_record(report.prior, declaration) if report.prior else None


def record_of(prior: Prior) -> dict[str, Any]:
    """The figures used and the digest of their source, as data."""
    return {
        "year": prior.year,
        "agency": prior.agency,
        "source": prior.source,
        "sha256": prior.sha256,
        "tables": tables_of(prior.figures),
    }


def carried(prior: Prior, declaration: Declaration) -> dict[FigureId, Quantity]:
    """Inputs that a rule says are last year's: 上年结转 is last year's 结转下年度."""
    totals = defined_by(declaration)
    found: dict[FigureId, Quantity] = {}
    for identity in identities_of(declaration):
        left, right = identity.holds.left, identity.holds.right
        if identity.holds.relation != "==" or not isinstance(left, Cell) or left.prior:
            continue
        sources = list(cells(right))
        known = [prior.figures.get(c.figure) for c in sources]
        if left.figure in totals or not sources or not all(c.prior for c in sources):
            continue
        if all(isinstance(value, Decimal) for value in known):
            found[left.figure] = both_sides(identity, {}, prior.figures)[1]
    return found


def _same_labels(figure: FigureId, one: Declaration, other: Declaration) -> bool:
    tables = one.table(figure.table), other.table(figure.table)
    rows = [folded("".join(t.row(figure.row).label)) for t in tables]
    columns = [folded("".join(t.column(figure.column).label)) for t in tables]
    return rows[0] == rows[1] and columns[0] == columns[1]


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
