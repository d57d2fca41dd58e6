"""The bookmarks of the figures: the sheet's short name and the cell, as 表三_D9.

Given a declaration and where each figure stands in the workbook, gives the bookmarks. Word's
定位 finds them. It knows no workbook and no XML.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import dropwhile

from compiler.format.form import Form
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef

# Word allows 40 characters in all; the longest address of a cell is XFD1048576.
_LONGEST_NAME = 28


class Bookmark(NamedTuple):
    id: int
    name: str


def bookmarks_of(form: Form, addresses: Mapping[FigureId, CellRef]) -> dict[FigureId, Bookmark]:
    """One for each figure that has an address, numbered in the order of the form."""
    names = _names(form)
    of_table = {table: names[section.id] for table, section in form.section_of.items()}
    placed = [figure for figure in form.figures if figure in addresses]
    return {
        figure: Bookmark(number, f"{of_table[figure.table]}_{addresses[figure].cell}")
        for number, figure in enumerate(placed)
    }


def _names(form: Form) -> dict[str, str]:
    """A name for each section, unlike every other one even to Word, which ignores case."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for section in form.table_sections:
        name = wanted = _as_bookmark(section.short) or "T"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted}_{number}"
        taken.add(name.casefold())
        names[section.id] = name
    return names


def _as_bookmark(text: str) -> str:
    """Word's bookmarks hold letters, digits and underscores, and begin with a letter."""
    allowed = (
        char if char.isalpha() or char.isdecimal() else "_"
        for char in unicodedata.normalize("NFKC", text)
    )
    words = "".join(dropwhile(lambda char: not char.isalpha(), allowed))
    return words[:_LONGEST_NAME].rstrip("_")
