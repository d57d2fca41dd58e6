"""The JSON Schema of a declaration's data form, for programs that make or take such data."""

from __future__ import annotations

from typing import Any

from compiler.format.declaration import Line, Section, Table
from compiler.format.figure_type import FigureType
from compiler.format.form import Form
from compiler.values.report import AGENCY_KEYS, ARCHIVE_KEYS, LEVELS, SLIP_KEYS

_NUMBER = {"type": ["number", "string", "null"]}
_TEXT = {"type": "string"}


def json_schema(form: Form) -> dict[str, Any]:
    """Draft 2020-12; a number may be a string where JSON's own would lose digits."""
    prose = {s.id: {"type": "array", "items": _paragraph(s)} for s in form.sections}
    tables = {t.id: _table(t) for t in form.declaration.tables}
    slip = _object(dict.fromkeys(SLIP_KEYS, _TEXT), required=["token"])
    top = _object(
        {
            "format": {"const": form.id},
            "year": {"type": ["integer", "null"]},
            "agency": _object(dict.fromkeys(AGENCY_KEYS, _TEXT)),
            "narrative": _object(prose),
            "tables": _object(tables),
            "attachments": {"type": "array", "items": _TEXT},
            "slips": {"type": "array", "items": slip},
            "archive": _object(dict.fromkeys(ARCHIVE_KEYS, _TEXT)),
            "prior": {"type": "object"},
            "units": {"type": "array", "items": _unit(form)},
        },
        required=["format", "year", "agency", "narrative", "tables"],
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.declaration.name,
        **top,
    }


def _table(table: Table) -> dict[str, Any]:
    """With open rows a list: a row of the form has its id as key, any other a name as well."""
    rows = {row.id: _object(_figures(table, row)) for row in table.rows}
    if table.open_rows is None:
        return _object(rows)
    level = {"type": ["integer", "null"]}
    figures = _object(_figures(table, Line("", ())))
    row = {"key": _TEXT, "label": _TEXT, "level": level, "figures": figures}
    return {"type": "array", "items": _object(row, required=["key", "figures"])}


def _unit(form: Form) -> dict[str, Any]:
    """What it filled in; lines that offices added have their ids as names."""
    tables = {}
    for table in form.declaration.tables:
        rows = _object({row.id: _object(_figures(table, row)) for row in table.rows})
        added = _object(_figures(table, Line("", ())))
        tables[table.id] = rows | {"additionalProperties": added} if table.open_rows else rows
    return _object({"name": _TEXT, "tables": _object(tables)}, required=["name", "tables"])


def _figures(table: Table, row: Line) -> dict[str, Any]:
    return {column.id: _figure(table.type_at(row, column)) for column in table.columns}


def _figure(type: FigureType) -> dict[str, Any]:
    if type.is_number:
        return _NUMBER
    if type.choices:
        return {"enum": [*type.choices, *(["/"] if type.not_applicable else []), None]}
    return {"type": ["string", "null"]}


def _paragraph(section: Section) -> dict[str, Any]:
    """In a section of tables it may name the one that it stands below."""
    after = {} if section.is_prose else {"after": {"enum": list(section.tables)}}
    return _object(
        {"level": {"enum": list(LEVELS)}, "text": _TEXT, **after}, required=["level", "text"]
    )


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }
