"""A report as data: the JSON that `export` writes.

Numbers are exact decimals, never floats; null is blank, "/" not applicable, 0 zero.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from compiler.report.line_data import rows_of
from compiler.report.typed import EXCEL_DIGITS
from compiler.report.unit_data import units_as_data
from compiler.text.numerals import as_binary, plain, significant_digits
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from compiler.values.report import SLIP_KEYS, Lines, Paragraph, Report


def to_json(report: Report) -> str:
    """The data form of a report; reading it back gives an equal report."""
    return _in_lines(to_data(report)) + "\n"


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def _in_lines(value: Any, line: str = "\n") -> str:
    """As `json.dumps` with an indent of 1, which takes twice the time; `line` ends what is around."""
    if type(value) is int:
        return str(value)
    within = f"{line} "
    if value and type(value) is dict:
        told = [f"{_encoded(key)}: {_in_lines(each, within)}" for key, each in value.items()]
        return f"{{{within}{f',{within}'.join(told)}{line}}}"
    if value and type(value) is list:
        told = [_in_lines(each, within) for each in value]
        return f"[{within}{f',{within}'.join(told)}{line}]"
    return "null" if value is None else _encoded(value)


def to_data(report: Report) -> dict[str, Any]:
    """As plain dicts and lists; what a report does not have is left out."""
    data: dict[str, Any] = {
        "format": report.format,
        "year": report.year,
        "agency": dict(report.agency),
        "narrative": {
            section: [_paragraph(each) for each in paragraphs]
            for section, paragraphs in report.narrative.items()
        },
        "tables": tables_of(report.figures, report.lines),
    }
    if report.attachments:
        data["attachments"] = list(report.attachments)
    if report.slips:
        data["slips"] = [{key: getattr(slip, key) for key in SLIP_KEYS} for slip in report.slips]
    if report.archive:
        data["archive"] = dict(report.archive)
    if report.prior is not None:
        data["prior"] = report.prior
    if report.units:
        data["units"] = units_as_data(report.units, datum_of)
    return data


def _paragraph(paragraph: Paragraph) -> dict[str, str]:
    """Its `after` only where it has one."""
    after = {} if paragraph.after is None else {"after": paragraph.after}
    return {"level": paragraph.level, "text": paragraph.text, **after}


def tables_of(figures: Mapping[FigureId, Quantity], lines: Lines) -> dict[str, Any]:
    """Figures as {table: {row: {column: number, null or "/"}}}, of `lines` a list of rows."""
    tables: dict[str, Any] = {table: {} for table in lines}
    for (table, row, column), quantity in figures.items():
        tables.setdefault(table, {}).setdefault(row, {})[column] = datum_of(quantity)
    return tables | {table: rows_of(tables[table], own) for table, own in lines.items()}


def datum_of(quantity: Quantity) -> Any:
    """As JSON has it."""
    if isinstance(quantity, Decimal):
        # Up to 15 digits a binary float prints as the decimal it was made from.
        if significant_digits(quantity) > EXCEL_DIGITS:
            return plain(quantity)
        return as_binary(quantity)
    if isinstance(quantity, Unreadable | Said):
        return quantity.text
    return None if quantity is Absent.BLANK else "/"
