"""What is said of a name in a rule that stands for nothing: what was meant, and what is known.

Given tables, gives the fault of a name. Where names lead is the business of `identity`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.format.declaration import Axis, Table
from compiler.text.language import Text

Tables = Mapping[str, Table]
Path = tuple[str, ...]


class UnresolvedError(ValueError):
    """A name in a rule that is no line of its table; `name` as written, `known` what is.

    `meant` says what the names of this place are, where the one that is written is of another.
    """

    def __init__(self, name: str, known: tuple[str, ...], meant: Text | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.known = known
        self.meant = meant


def out_of_reach(
    path: Path, known: Iterable[str], table: Table, axis: Axis, tables: Tables
) -> UnresolvedError:
    """Of a name along a line: what `each` reaches there."""
    zh, en = ("列", "columns") if axis == "rows" else ("行", "rows")
    reach = Text(
        f"each 写的是 {table.id}.{axis}，名称只能是 {table.id} 的{zh}",
        f"each {table.id}.{axis} reaches only the {en} of {table.id}",
    )
    other = table.has_row(path[0]) if axis == "rows" else table.has_column(path[0])
    meant = None
    if len(path) > 1:
        whose = Text(f"，或“另一张表.{zh}”", f", or those of another table as table.{en[:-1]}")
        meant = Text(
            f"没有“{path[0]}”这张表，{reach.zh}{whose.zh}",
            f"there is no table {path[0]}; {reach.en}{whose.en}",
        )
    elif other:
        zh, en = ("行", "a row") if axis == "rows" else ("列", "a column")
        meant = Text(f"这是{zh}的编号，{reach.zh}", f"that is {en}; {reach.en}")
    elif path[0] in tables:
        meant = Text(f"这是表的编号，{reach.zh}", f"that is a table; {reach.en}")
    return UnresolvedError(".".join(path), tuple(known), meant)


def not_in_another(other: Table, moving: str, known: Iterable[str], axis: Axis) -> UnresolvedError:
    """Of a name in another table along the same line."""
    zh, en = ("列", "columns") if axis == "rows" else ("行", "rows")
    meant = Text(f"{other.id} 的{zh}是", f"the {en} of {other.id} are")
    names = tuple(f"{other.id}.{id}" for id in known)
    return UnresolvedError(f"{other.id}.{moving}", names, meant)


def no_such_line(other: Table, moving: str, line: str, axis: Axis) -> UnresolvedError:
    """Of another table that lacks the line along which the rule runs."""
    lines = other.rows if axis == "rows" else other.columns
    zh, en = ("行", "row") if axis == "rows" else ("列", "column")
    meant = Text(
        f"这是另一张表的数，{other.id} 没有“{line}”这一{zh}，它的{zh}是",
        f"that is in another table; {other.id} has no {en} {line}, its {en}s are",
    )
    return UnresolvedError(f"{other.id}.{moving}", tuple(each.id for each in lines), meant)


def no_figure(path: Path, tables: Tables) -> UnresolvedError:
    """Of a full path: what fits the parts that are right."""
    written = ".".join(path)
    if len(path) != 3:
        figures = [figure for table in tables.values() for figure in table.figures]
        near = [figure for figure in figures if set(path) <= set(figure)]
        meant = Text(
            "没有 each 的关系里，名称要写全：表.行.列", "without each, a name is table.row.column"
        )
        return UnresolvedError(written, tuple(".".join(f) for f in near or figures), meant)
    id, row, column = path
    if id not in tables:
        like = (t.id for t in tables.values() if t.has_row(row) and t.has_column(column))
        return UnresolvedError(written, tuple(f"{t}.{row}.{column}" for t in like) or tuple(tables))
    table = tables[id]
    rows = [row] if table.has_row(row) else [each.id for each in table.rows]
    columns = [column] if table.has_column(column) else [each.id for each in table.columns]
    return UnresolvedError(written, tuple(f"{id}.{r}.{c}" for r in rows for c in columns))


def not_in_order(first: Path, last: Path, known: tuple[str, ...]) -> UnresolvedError:
    """Of the two ends of a sum, which stand the other way round or in no line together."""
    begin, end = ".".join(first), ".".join(last)
    one, other = ({*first} - {*last}, {*last} - {*first})
    meant = None
    if len(one) == len(other) == 1 and one | other <= set(known):
        meant = Text(
            f"要按表里的顺序，{end} 排在 {begin} 前面", f"{end} comes before {begin} in the table"
        )
    return UnresolvedError(f"{begin} .. {end}", known, meant)
