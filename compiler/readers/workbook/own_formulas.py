"""The form's own formulas of its figures, as the cells of one sheet may hold them.

Given where a sheet's figures stand, says whether a formula is the form's own, whichever
program wrote it again. It reads no cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from compiler.format.form import Form, form_of
from compiler.ooxml.cells.address import cell_name
from compiler.readers.workbook.located import Cell, Located
from compiler.values.figures import FigureId
from compiler.values.origin import CellRef
from compiler.workbook.formulas import References, subtotal, total, words_for
from compiler.workbook.open_block import OpenBlock


class OwnFormulas:
    """Those of one sheet, with the addresses of its figures; each is worked out when it is first
    asked for.
    """

    def __init__(
        self,
        form: Form,
        sheet: str,
        cells: tuple[tuple[FigureId, Cell], ...],
        blocks: Mapping[str, OpenBlock] = MappingProxyType({}),
    ) -> None:
        self.addresses = {figure: CellRef(sheet, cell_name(*at)) for figure, at in cells}
        self._form, self._refs = form, References(self.addresses, sheet, blocks=blocks)
        self._known: dict[FigureId, frozenset[str]] = {}

    def include(self, formula: str, figure: FigureId) -> bool:
        """Whether it is the form's own for this figure, whether or not it adds up anything."""
        if figure not in self._known:
            own = [each.removeprefix("=") for each in _formulas(figure, self._form, self._refs)]
            self._known[figure] = frozenset((*own, *map(_normal, own)))
        return formula in self._known[figure] or _normal(formula) in self._known[figure]


def own_formulas(located: Located, form: Form, sheet: str) -> OwnFormulas:
    """Where no lines can be added they are the same in the next report, and are kept."""
    cells = tuple(located.cells.items())
    if form is form_of(form.declaration) and not located.added:
        return _kept(form, sheet, cells)
    return OwnFormulas(form, sheet, cells, {id: e.block for id, e in located.added.items()})


_kept = lru_cache(maxsize=32)(OwnFormulas)


def _formulas(figure: FigureId, form: Form, refs: References) -> Iterator[str]:
    added = form.table(figure.table).row(figure.row).depth is not None
    if added and figure.table in form.nested:
        yield subtotal(figure, refs)
    declared = form_of(form.declaration).totals
    for identity in form.totals.get(figure) or declared.get(figure, ()):
        yield total(identity, refs, words_for(identity, form))


def _normal(formula: str) -> str:
    """As programs rewrite it: blanks, dollars, prefixes and function names' case are free."""
    return re.sub(r"\s+|\$|_xlfn\.|^of:|^=", "", formula).upper()
