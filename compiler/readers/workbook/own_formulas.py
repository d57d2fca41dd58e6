"""The form's own formulas of its figures, as the cells of one sheet may hold them.

Given where a sheet's figures stand, says whether a formula is the form's own, whichever
program wrote it again. It reads no cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from compiler.format.form import Form, form_of, ready_of
from compiler.ooxml.cells.address import cell_name
from compiler.values.figures import FigureId
from compiler.values.origin import CellRef
from compiler.workbook.layout import layout_of
from compiler.workbook.open_block import OpenBlock

if TYPE_CHECKING:
    from compiler.readers.workbook.located import Cell, Located
    from compiler.workbook.formulas import References


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
        self._form, self._sheet, self._blocks = form, sheet, blocks
        self._known: dict[FigureId, Collection[str]] = {}
        ready = ready_of(form.declaration)
        if ready and self.addresses.items() <= layout_of(form).addresses.items():
            self._known.update(ready.formulas)

    def include(self, formula: str, figure: FigureId) -> bool:
        """Whether it is the form's own for this figure, whether or not it adds up anything."""
        known = self.of(figure)
        return formula in known or _normal(formula) in known

    def of(self, figure: FigureId) -> Collection[str]:
        """The form's own for this figure: as the form writes them, and whatever is free left out."""
        if figure not in self._known:
            own = [each.removeprefix("=") for each in _formulas(figure, self._form, self._refs)]
            self._known[figure] = tuple(dict.fromkeys((*own, *map(_normal, own))))
        return self._known[figure]

    @cached_property
    def _refs(self) -> References:
        from compiler.workbook.formulas import References

        return References(self.addresses, self._sheet, blocks=self._blocks)


def own_formulas(located: Located, form: Form, sheet: str) -> OwnFormulas:
    """Where no lines can be added they are the same in the next report, and are kept."""
    cells = tuple(located.cells.items())
    if form is form_of(form.declaration) and not located.added:
        return _kept(form, sheet, cells)
    return OwnFormulas(form, sheet, cells, {id: e.block for id, e in located.added.items()})


_kept = lru_cache(maxsize=32)(OwnFormulas)


def formulas_of(form: Form) -> dict[FigureId, tuple[str, ...]]:
    """Those of a whole form where its layout has its figures; none where lines can be added, for
    these move what stands below them.
    """
    if any(table.open_rows for table in form.tables):
        return {}
    sheets = [(s, tuple(s.cells.items())) for s in layout_of(form).sheets]
    own = [(s, OwnFormulas(form, s.section.sheet, cells)) for s, cells in sheets]
    return {f: tuple(o.of(f)) for s, o in own for f in s.cells if f in form.totals}


def _formulas(figure: FigureId, form: Form, refs: References) -> Iterator[str]:
    from compiler.workbook.formulas import subtotal, total, words_for

    added = form.table(figure.table).row(figure.row).depth is not None
    if added and figure.table in form.nested:
        yield subtotal(figure, refs)
    declared = form_of(form.declaration).totals
    for identity in form.totals.get(figure) or declared.get(figure, ()):
        yield total(identity, refs, words_for(identity, form))


def _normal(formula: str) -> str:
    """As programs rewrite it: blanks, dollars, prefixes and function names' case are free."""
    return re.sub(r"\s+|\$|_xlfn\.|^of:|^=", "", formula).upper()
