"""What a form lets be left empty, and whether a report left it so.

Given a form and figures; a table or a section that says something when it is empty is left so
where nothing at all was filled in and no line was added. 0 and / are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.format.declaration import Section
from compiler.format.extents import SPARE
from compiler.format.form import Form
from compiler.values.figures import Absent, FigureId, Quantity

Figures = Mapping[FigureId, Quantity]


def left_empty(form: Form, table: str, figures: Figures) -> bool:
    """Of a table whose section speaks for it, whether the whole section was left so."""
    if form.table(table).printing.when_empty:
        return _is_blank(form, table, figures)
    section = form.section_of[table]
    return bool(section.printing.when_empty) and section_left(form, section, figures)


def section_left(form: Form, section: Section, figures: Figures) -> bool:
    """Whether no table of a section has anything in it."""
    return all(_is_blank(form, table, figures) for table in section.tables)


def _is_blank(form: Form, table: str, figures: Figures) -> bool:
    own = form.table(table)
    added = any(line.depth != SPARE for line in own.lines)
    return not added and all(
        figures.get(figure, Absent.BLANK) is Absent.BLANK for figure in own.figures
    )
