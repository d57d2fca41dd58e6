"""What the parts of a declaration mean to one another: every reference must resolve.

Given a declaration, notes each mistake with its key. What its shape left out is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.catalogue import w_declarations as kinds
from compiler.format.bindings import check_names
from compiler.format.declaration import Declaration, Line, OpenRows, Table
from compiler.format.entry import Mistakes
from compiler.format.expression import CHILDREN, LINE, LINES, PARENT
from compiler.format.form import specimen_form
from compiler.format.grid import NARROWEST_MM, WIDTH_MM, draw, label_columns
from compiler.format.printed_texts import check_fields
from compiler.format.printing import drawings
from compiler.format.validate_printing import validate_printing
from compiler.format.words import words_of
from compiler.text.language import Text
from compiler.values.figures import FigureId

# A mistake after which it is not known what lines a table has.
_OF_LINES = re.compile(r"table\.(.+?)\.(?:rows|columns|open)(?:\[[^\]]*\]\.id)?")


def validate(declaration: Declaration, mistakes: Mistakes) -> None:
    """Adds to `mistakes` what is wrong between the parts, but for what follows from those noted."""
    unread = {read[1] for key in mistakes.keys if (read := _OF_LINES.fullmatch(key))}
    check_fields(declaration, mistakes)
    _unique("section", (s.id for s in declaration.sections), mistakes)
    _unique("section.heading", (s.heading for s in declaration.sections), mistakes)
    fixed = words_of(declaration.language).fixed_sheets
    names = (*fixed, *(s.sheet for s in declaration.sections))
    _unique("section.sheet", (name.casefold() for name in names), mistakes)
    _unique("rule", (r.id for r in declaration.rules), mistakes)
    names = tuple(figure.name for figure in declaration.key_figures)
    _unique("figure", names, mistakes)
    _pictures(declaration, names, mistakes)
    if mistakes.told("table"):
        return
    _table_places(declaration, mistakes)
    for table in declaration.tables:
        _lines(f"table.{table.id}.rows", table.rows, mistakes)
        _lines(f"table.{table.id}.columns", table.columns, mistakes)
        if table.open_rows and table.id not in unread:
            _open_rows(table, table.open_rows, mistakes)
    if not unread:  # what is drawn, hangs on all lines
        _label_widths(declaration, mistakes)
        validate_printing(declaration, mistakes)
    check_names(declaration, unread, mistakes)
    if not mistakes.findings:
        _no_circles(declaration, mistakes)


def _tables(declaration: Declaration) -> dict[str, Table]:
    return {table.id: table for table in declaration.tables}


def _pictures(declaration: Declaration, names: tuple[str, ...], mistakes: Mistakes) -> None:
    for number, picture in enumerate(declaration.pictures):
        for name in picture.figures:
            if name not in names:
                mistakes.unknown_name(f"picture[{number}].figures", name, names)


def _open_rows(table: Table, declared: OpenRows, mistakes: Mistakes) -> None:
    """Where lines are added, and how they nest."""
    key = f"table.{table.id}.open"
    fixed = tuple(row.id for row in table.rows)
    if declared.after is not None and declared.after not in fixed:
        mistakes.unknown_name(f"{key}.after", declared.after, fixed)
    lengths = declared.key_lengths
    if list(lengths) != sorted({n for n in lengths if n > 0}):
        wanted = Text("由小到大的长度，如 [3, 5, 7]", "lengths that grow, such as [3, 5, 7]")
        _not_so(mistakes, f"{key}.key_lengths", str(list(lengths)), wanted)
    for clash, here in (
        ("key_lengths", bool(lengths) and not declared.key),
        ("level", bool(declared.level and lengths)),
        ("at_most", declared.at_most is not None and declared.at_most < declared.at_least),
    ):
        if here:
            _not_so(mistakes, f"{key}.{clash}", clash, _TOGETHER[clash])
    for clash, here in (("single_row", table.single_row), ("corner", bool(table.corner))):
        if here:
            _not_so(mistakes, f"table.{table.id}.{clash}", clash, _TOGETHER[clash])
    for id in (LINES, PARENT, CHILDREN, LINE):
        if id in fixed:
            wanted = Text(
                f"另一个编号：规则里用“{id}”称呼各行", f"another id: rules call lines “{id}”"
            )
            _not_so(mistakes, f"table.{table.id}.rows", id, wanted)


_TOGETHER = {
    "key_lengths": Text("同时写明的 key（代码一列）", "a column of keys (key) beside them"),
    "level": Text("key_lengths 和 level 中的一项", "either key_lengths or level"),
    "at_most": Text("不小于 at_least 的数", "a number not below at_least"),
    "single_row": Text("没有 open 的表", "a table without open"),
    "corner": Text(
        "open 的 key 和 label（它们就是表头）", "key and label of open (they are its heads)"
    ),
}


def _not_so(mistakes: Mistakes, key: str, found: str, wanted: Text) -> None:
    suggestion = Text(f"请改为：{wanted.zh}。", f"Write {wanted.en}.")
    mistakes.add(kinds.WRONG_TYPE, key, found=found, wanted=wanted, suggestion=suggestion)


def _unique(key: str, values: Iterable[str], mistakes: Mistakes) -> None:
    seen: set[str] = set()
    for value in values:
        if value and value in seen:
            mistakes.add(kinds.DUPLICATE, key, found=value)
        seen.add(value)


def _table_places(declaration: Declaration, mistakes: Mistakes) -> None:
    unplaced = any(re.fullmatch(r"section(\[.*\]\.tables)?", key) for key in mistakes.keys)
    known = tuple(t.id for t in declaration.tables)
    placed = [t for s in declaration.sections for t in s.tables]
    for section in declaration.sections:
        for table in section.tables:
            if table not in known:
                mistakes.unknown_name(f"section[{section.id}].tables", table, known)
    _unique("section.tables", placed, mistakes)
    for table in known:
        if table not in placed and not unplaced:
            mistakes.add(kinds.MISSING_KEY, f"section.tables[{table}]", found=table)


def _lines(key: str, lines: tuple[Line, ...], mistakes: Mistakes) -> None:
    _unique(key, (line.id for line in lines), mistakes)
    paths = [line.label for line in lines]
    for position, path in enumerate(paths):
        others = paths[:position] + paths[position + 1 :]
        # A label that is also another label's parent could not be drawn as a merged cell.
        if any(other[: len(path)] == path for other in others):
            mistakes.add(kinds.DUPLICATE, f"{key}.label", found=" / ".join(path))


def _label_widths(declaration: Declaration, mistakes: Mistakes) -> None:
    """Tables below one another are drawn on one grid, so that their labels share their widths."""
    known = _tables(declaration)
    for section in declaration.sections:
        tables = [known[id] for id in section.tables if id in known]
        for together in _sharing(tables):
            declared = [table for table in together if table.label_widths]
            for table in declared:
                advice = _unfit(table, declared[0], together)
                if advice is None:
                    continue
                found = ", ".join(f"{width:g}" for width in table.label_widths)
                wanted, suggestion = advice
                key = f"table.{table.id}.label_widths"
                mistakes.add(
                    kinds.WRONG_TYPE, key, found=found, wanted=wanted, suggestion=suggestion
                )


def _sharing(tables: list[Table]) -> Iterator[list[Table]]:
    """Those whose labels stand in the same columns."""
    for groups in drawings(tables):
        if any(len(group) > 1 for group in groups):
            yield from ([table] for group in groups for table in group)
        else:
            yield [table for group in groups for table in group]


def _unfit(table: Table, first: Table, tables: list[Table]) -> tuple[Text, Text] | None:
    """What is needed instead of a table's widths of labels, and how to mend it, if they do not fit."""
    depth, drawn = label_columns(tables), draw(tables)
    if len(table.label_widths) != depth:
        return (
            Text(f"{depth} 个数", f"{depth} numbers" if depth != 1 else "one number"),
            Text(
                f"这一部分的行标签最多有 {depth} 层，一层写一个宽度。",
                f"The labels of this section's rows have up to {depth} levels; write a width for each.",
            ),
        )
    most = WIDTH_MM - NARROWEST_MM * (drawn.columns - depth)
    if sum(table.label_widths) > most:
        return (
            Text(f"合计不超过 {most:g} 毫米的数", f"widths of {most:g} mm at most in all"),
            Text(
                f"版心宽 {WIDTH_MM:g} 毫米，右边还有 {drawn.columns - depth} 列数字，每列至少要 {NARROWEST_MM:g} 毫米。",
                f"The page holds {WIDTH_MM:g} mm, and each of the {drawn.columns - depth} columns of figures needs {NARROWEST_MM:g} mm.",
            ),
        )
    if table.label_widths != first.label_widths:
        return (
            Text(f"与 {first.id} 相同的宽度", f"the widths of {first.id}"),
            Text(
                "同一部分的表画在一起，标签宽度只写一次。",
                "The tables of a section are drawn together; write the widths once.",
            ),
        )
    return None


def _no_circles(declaration: Declaration, mistakes: Mistakes) -> None:
    """A total must not, through other totals, be a part of itself."""
    parts = {
        figure: {c for identity in by for c in identity.figures if c != figure}
        for figure, by in specimen_form(declaration).totals.items()
    }
    for figure in parts:
        if _reaches(figure, figure, parts, set()):
            mistakes.add(
                kinds.WRONG_TYPE,
                "rule.defines",
                found=".".join(figure),
                wanted=Text("不从自己算出的数", "a figure that is not computed from itself"),
                suggestion=Text(
                    "请检查各条 defines，看哪一条绕了回来。",
                    "Look which rule's defines leads back.",
                ),
            )
            return


def _reaches(
    start: FigureId, target: FigureId, parts: dict[FigureId, set[FigureId]], seen: set[FigureId]
) -> bool:
    for part in parts.get(start, ()):
        if part == target:
            return True
        if part not in seen:
            seen.add(part)
            if _reaches(part, target, parts, seen):
                return True
    return False
