"""An outlined form and, if there is one, a filled example → a declaration drafted and loaded.

Given outlines, gives the text of the draft with what it declares, or why there is none. What
it gives has been loaded: no draft is handed out that `formats` would not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath

from compiler.catalogue.w_declarations import NOTHING_TO_LEARN
from compiler.format.declaration import Declaration
from compiler.format.load import load
from compiler.learning.declaration_text import declaration_text
from compiler.learning.label_words import number_in
from compiler.learning.outline import Outline, OutlinedTable, Path
from compiler.learning.totals_guessed import Figures
from compiler.report.bounds import refusal
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.values.dataclass import dataclass, replace
from compiler.values.findings import Finding, Place
from compiler.values.limits import DECLARED_FIGURES

_NOT_IN_EXAMPLE = Text("填好的例子里没有这样的表", "the filled example has no such table")


@dataclass(frozen=True)
class Learnt:
    """The text of a declaration file, and what it declares."""

    text: str
    declaration: Declaration


def learnt(form: Outline, example: Outline | None, name: str) -> Learnt | tuple[Finding, ...]:
    """`name` is the form's own file name. Without an example the form is its own, filled or not."""
    if not any(section.heading or section.tables for section in form.sections):
        return (Finding(NOTHING_TO_LEARN, Place(file=name), {"name": name}),)
    size = sum(len(table.rows) * len(table.columns) for table in form.tables)
    if DECLARED_FIGURES.passed(size):
        return (refusal((DECLARED_FIGURES, size), name),)
    found = [_example_of(table, example) for table in form.tables]
    if example is not None:
        form = _with_doubts(form, found)
    text = declaration_text(form, found, FilePath(name).stem)
    declaration = load(text.encode(), name, lambda _: b"")
    return declaration if isinstance(declaration, tuple) else Learnt(text, declaration)


def _example_of(table: OutlinedTable, example: Outline | None) -> Figures | None:
    """The figures of the example's table with these columns and rows, and whatever others."""
    for filled in (table,) if example is None else example.tables:
        rows = dict(zip(map(_folded, filled.rows), filled.figures, strict=False))
        wanted = [*map(_folded, table.rows)]
        same = [*map(_folded, filled.columns)] == [*map(_folded, table.columns)]
        if same and all(path in rows for path in wanted):
            figures = [rows[path] for path in wanted]
            if any(number_in(text) is not None for row in figures for text in row):
                return figures
    return None


def _folded(path: Path) -> Path:
    return tuple(map(folded, path))


def _with_doubts(form: Outline, found: Sequence[Figures | None]) -> Outline:
    missing = iter([figures is None for figures in found])
    return replace(
        form,
        sections=tuple(
            replace(
                section,
                tables=tuple(
                    replace(t, doubts=(*t.doubts, _NOT_IN_EXAMPLE)) if next(missing) else t
                    for t in section.tables
                ),
            )
            for section in form.sections
        ),
    )
