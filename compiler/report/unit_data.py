"""The units of a report as data: a list, each with its name and the figures that it filled in.

Given units, gives the list; given the list of a data file, the units. Rows are named by their
ids, those of lines that offices added too; what was left blank is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from compiler.format.form import Form
from compiler.values.figures import FigureId, Quantity
from compiler.values.report import UnitFigures

UNIT_KEYS = ("name", "tables")
Wrong = Callable[[str, object, str, str], None]
Known = Callable[[Mapping[str, Any], tuple[str, ...], str], None]
Read = Callable[[Any, FigureId, str], Quantity]


def units_as_data(
    units: Sequence[UnitFigures], datum: Callable[[Quantity], Any]
) -> list[dict[str, Any]]:
    return [{"name": unit.name, "tables": _tables(unit, datum)} for unit in units]


def _tables(unit: UnitFigures, datum: Callable[[Quantity], Any]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for figure, quantity in unit.figures.items():
        row = tables.setdefault(figure.table, {}).setdefault(figure.row, {})
        row[figure.column] = datum(quantity)
    return tables


def read_units(
    value: Any, form: Form, wrong: Wrong, known: Known, read: Read
) -> tuple[UnitFigures, ...]:
    """`wrong` and `known` note what does not fit, `read` what a value says of its figure."""
    if not isinstance(value, list):
        wrong("units", value, "各单位的列表", "a list of units")
        return ()
    units: list[UnitFigures] = []
    taken: set[str] = set()
    for number, item in enumerate(value, start=1):
        at = f"units[{number}]"
        name = item.get("name") if isinstance(item, dict) else None
        if type(name) is not str or not name.strip() or name.strip() in taken:
            wrong(
                at,
                item,
                "有自己的 name 和 tables 的单位",
                "a unit with a name of its own and tables",
            )
            continue
        known(item, UNIT_KEYS, at)
        taken.add(name.strip())
        units.append(
            UnitFigures(name.strip(), _figures(item.get("tables", {}), form, at, wrong, read))
        )
    return tuple(units)


def _figures(
    tables: Any, form: Form, at: str, wrong: Wrong, read: Read
) -> dict[FigureId, Quantity]:
    """In the order of the form."""
    found: dict[FigureId, Quantity] = {}
    for table, rows in _items(tables, f"{at}.tables", wrong):
        for row, columns in _items(rows, f"{at}.tables.{table}", wrong):
            where = f"{at}.tables.{table}.{row}"
            for column, value in _items(columns, where, wrong):
                figure = FigureId(table, row, column)
                if figure not in form.type_by_figure:
                    wrong(
                        f"{where}.{column}",
                        value,
                        "表里有的行和列",
                        "a row and a column of the form",
                    )
                elif value is not None:
                    found[figure] = read(value, figure, f"{where}.{column}")
    return {figure: found[figure] for figure in form.figures if figure in found}


def _items(value: Any, where: str, wrong: Wrong) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    wrong(where, value, "一组名称和内容", "a set of names and values")
    return []
