"""What a document follows from besides its report and its declaration, as the seal holds it.

Given the cells of its figures and the styles taken from elsewhere, gives a text; given a seal,
gives them back. With them the same document can be compiled again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from compiler.document.seal import Seal
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef

if TYPE_CHECKING:
    from compiler.document.reference.restyle import Reference


class Recipe(NamedTuple):
    """What a document follows from besides its data: the cells of the figures that stand
    elsewhere than the edition's own workbook has them, and the styles taken from elsewhere.
    """

    cells: Mapping[FigureId, CellRef]
    styles: Reference | None


def made_with(elsewhere: Mapping[FigureId, CellRef], styles: Reference | None) -> str:
    """`elsewhere` are the cells of the figures that do not stand where the layout has them."""
    recipe: dict[str, object] = {
        "cells": [[*figure, ref.cell] for figure, ref in elsewhere.items()]
    }
    if styles is not None:
        from compiler.document.reference.sealed_styles import sealed_styles

        recipe["styles"] = sealed_styles(styles)
    return json.dumps(recipe, ensure_ascii=False)


def recipe_of(seal: Seal) -> Recipe | None:
    """None where the seal holds none: it was made by an earlier version."""
    if not seal.made_with:
        return None
    try:
        told = json.loads(seal.made_with)
        cells = {
            FigureId(str(table), str(row), str(column)): CellRef("", str(cell))
            for table, row, column, cell in told["cells"]
        }
        styles = told.get("styles")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if styles is None:
        return Recipe(cells, None)
    from compiler.document.reference.sealed_styles import unsealed_styles

    return Recipe(cells, unsealed_styles(styles, seal.reference_sha256))
