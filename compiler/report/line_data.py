"""Tables with open rows as data: a list of rows, each with its key and its figures.

Given the list of one table, gives the lines that the office added and every row's figures by
the row's id; given figures and lines, the list. A row of the form has the form's id as key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from compiler.format.declaration import Table
from compiler.format.extents import row_ids, with_level
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import OpenLine

_KEYS = ("key", "label", "level", "figures")
Wrong = Callable[[str, object, str, str], None]
Known = Callable[[Mapping[str, Any], tuple[str, ...], str], None]


class RowsRead(NamedTuple):
    """`figures` are as they stand in the data, by the ids of the rows."""

    lines: tuple[OpenLine, ...]
    figures: Mapping[str, Any]


def read_rows(value: Any, table: Table, where: str, wrong: Wrong, known: Known) -> RowsRead:
    """`wrong` and `known` note what does not fit: a value, or the names in a mapping."""
    if not isinstance(value, list):
        if value is not None:
            wrong(where, value, "各行的列表", "a list of rows")
        return RowsRead((), {})
    fixed = {row.id for row in table.rows}
    figures: dict[str, Any] = {}
    items: list[tuple[str, Mapping[str, Any]]] = []
    for number, item in enumerate(value, start=1):
        at = f"{where}[{number}]"
        if not isinstance(item, dict) or type(item.get("key")) is not str:
            wrong(at, item, "带 key 和 figures 的一行", "a row with key and figures")
            continue
        key = item["key"]
        if key in fixed and key not in figures:
            known(item, ("key", "figures"), at)
            figures[key] = item.get("figures", {})
        else:
            known(item, _KEYS, at)
            items.append((at, item))
    ids = row_ids((item["key"].strip() for _, item in items), fixed)
    lines = []
    for id, (at, item) in zip(ids, items, strict=True):
        figures[id] = item.get("figures", {})
        lines.append(_line(id, item, table, at, wrong))
    return RowsRead(tuple(lines), figures)


def _line(id: str, item: Mapping[str, Any], table: Table, at: str, wrong: Wrong) -> OpenLine:
    declared = table.open_rows
    assert declared is not None
    key, label, level = item["key"].strip(), item.get("label"), _whole(item.get("level"))
    if type(label) is not str:
        label = key
        if "label" in item or declared.key:
            wrong(f"{at}.label", item.get("label"), "这一行的名称", "the name of the line")
    elif not declared.key and label.strip() != key:
        wrong(f"{at}.label", label, f"与 key 相同（{key}）", f"the same as its key ({key})")
        label = key
    line = with_level(declared, OpenLine(id, key, label.strip(), level))
    if item.get("level") is not None and (level is None or line.level not in (None, level)):
        own = "" if line.level is None else f"（{line.level}）"
        wrong(f"{at}.level", item["level"], f"这一行的级次{own}", f"the level of the line{own}")
    return line


def _whole(value: Any) -> int | None:
    text = value if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


def rows_of(
    rows: Mapping[str, Mapping[str, Any]], lines: tuple[OpenLine, ...]
) -> list[dict[str, Any]]:
    """The list of a table; `rows` are the figures as data, in printed order."""
    by_id = {line.id: line for line in lines}
    told = {id: {} if id not in by_id else _told(by_id[id]) for id in rows}
    return [{"key": id, **told[id], "figures": figures} for id, figures in rows.items()]


def _told(line: OpenLine) -> dict[str, Any]:
    return {"key": line.key, "label": line.label, "level": line.level}
