"""What a form shows of itself: sections, and tables with their paths of labels.

Frozen values, made of a Word form by `sections_seen` or of a declaration here, so that the
two can be laid side by side. Nothing here knows an id, a rule or a file format.
"""

from __future__ import annotations

from compiler.format.declaration import Line, Table
from compiler.format.form import Form
from compiler.learning.label_words import is_label
from compiler.text.language import Text
from compiler.values.dataclass import dataclass

Path = tuple[str, ...]


@dataclass(frozen=True)
class OutlinedTable:
    """Rows and columns by their label paths, in the order of the form.

    `figures` are the texts where they cross, row by row. `added_after` is the position of the
    row after which lines may be added (-1: before the first; None: nowhere), `added_heads` the
    heads of the columns of labels. `row_numbers` and `column_numbers` head the numbers by which
    the form counts its lines. `doubts` say what was taken for granted in reading it.
    """

    rows: tuple[Path, ...]
    columns: tuple[Path, ...]
    corner: str = ""
    band: str = ""
    single_row: bool = False
    figures: tuple[tuple[str, ...], ...] = ()
    unit_line: str = ""
    added_after: int | None = None
    added_heads: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    row_numbers: str = ""
    column_numbers: str = ""
    doubts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class OutlinedSection:
    """`sure`: a style says that its heading is one. `said` are its paragraphs."""

    heading: str
    tables: tuple[OutlinedTable, ...] = ()
    said: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Outline:
    title: str
    sections: tuple[OutlinedSection, ...]

    @property
    def tables(self) -> tuple[OutlinedTable, ...]:
        return tuple(table for section in self.sections for table in section.tables)


def name_of(path: Path) -> str:
    """What a line is called by: the last of its labels that is more than its number."""
    return next((label for label in reversed(path) if is_label(label)), path[-1])


def outline_of(form: Form) -> Outline:
    """What a declaration says that the form shows."""
    sections = (
        OutlinedSection(s.heading, tuple(map(_outlined, form.tables_of(s)))) for s in form.sections
    )
    return Outline(form.declaration.title, tuple(sections))


def _outlined(table: Table) -> OutlinedTable:
    added = table.open_rows
    return OutlinedTable(
        _paths(table.fixed_rows),
        _paths(table.columns),
        table.corner,
        table.band,
        unit_line=table.unit_line,
        added_heads=_paths(added.heads()) if added else (),
        single_row=table.single_row,
    )


def _paths(lines: tuple[Line, ...]) -> tuple[Path, ...]:
    return tuple(line.label for line in lines)
