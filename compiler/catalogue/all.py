"""Every kind of finding there is, by code: what `explain`, the manual and the tests walk."""

from __future__ import annotations

from compiler.catalogue import (
    cells,
    declarations,
    document,
    files,
    internal,
    layout,
    marking,
    output,
    prose,
    reference,
    structure,
    tables,
    workbooks,
    years,
)
from compiler.findings import Kind

KINDS: tuple[Kind, ...] = tuple(
    sorted(
        (
            *files.KINDS, *output.KINDS, *workbooks.KINDS, *declarations.KINDS, *structure.KINDS,
            *cells.KINDS, *tables.KINDS, *prose.KINDS, *document.KINDS, *internal.KINDS, *years.KINDS,
            *marking.KINDS, *layout.KINDS, *reference.KINDS,
        ),
        key=lambda kind: kind.code,
    )
)  # fmt: skip

BY_CODE = {kind.code: kind for kind in KINDS}
