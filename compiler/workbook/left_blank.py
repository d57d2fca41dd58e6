"""Whether a table that may be left empty is, as a formula of the live sheet.

Given the form with its spare rows and where everything stands, gives a condition for each such
table: no figure is there, and no line was added. A section that speaks for its tables is left
empty only with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.format.expression import Cell
from compiler.format.form import Form
from compiler.ooxml.cells.address import column_letters
from compiler.workbook.formulas import References, quoted


def left_blank(form: Form, asked: Iterable[str], refs: References) -> dict[str, str]:
    """By table, of those `asked` for; each is one or nothing, to be multiplied and added."""
    found: dict[str, str] = {}
    for id in asked:
        section = form.section_of[id]
        if form.table(id).printing.when_empty:
            found[id] = _all_blank(form, (id,), refs)
        elif section.printing.when_empty:
            found[id] = _all_blank(form, section.tables, refs)
    return found


def _all_blank(form: Form, tables: tuple[str, ...], refs: References) -> str:
    cells = [Cell(figure) for id in tables for figure in form.table(id).figures]
    there = [f"SUMPRODUCT((LEN({each})>0)*1)" for each in refs.several(cells)]
    for id in tables:
        if (block := refs.block(id)) is not None:  # its marks are two words
            letters = f"${column_letters(block.key)}$"
            keys = f"{quoted(block.sheet)}!{letters}{block.first}:{letters}{block.last}"
            there.append(f"SUMPRODUCT((LEN({keys})>0)*1)-2")
    return f"({'+'.join(there)}=0)"
