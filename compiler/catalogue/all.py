"""Every kind of finding there is, by code: what `explain`, the manual and the tests walk."""

from __future__ import annotations

from compiler.catalogue import archive_kinds as archive
from compiler.catalogue import cell_kinds as cells
from compiler.catalogue import declaration_kinds as declarations
from compiler.catalogue import document_kinds as document
from compiler.catalogue import file_kinds as files
from compiler.catalogue import internal_kinds as internal
from compiler.catalogue import layout_kinds as layout
from compiler.catalogue import marking_kinds as marking
from compiler.catalogue import output_kinds as output
from compiler.catalogue import prose_kinds as prose
from compiler.catalogue import reference_kinds as reference
from compiler.catalogue import structure_kinds as structure
from compiler.catalogue import table_kinds as tables
from compiler.catalogue import workbook_kinds as workbooks
from compiler.catalogue import year_kinds as years
from compiler.values.findings import Kind

KINDS: tuple[Kind, ...] = tuple(
    sorted(
        (
            *files.KINDS, *output.KINDS, *workbooks.KINDS, *declarations.KINDS, *structure.KINDS,
            *cells.KINDS, *tables.KINDS, *prose.KINDS, *document.KINDS, *internal.KINDS, *years.KINDS,
            *marking.KINDS, *layout.KINDS, *reference.KINDS, *archive.KINDS,
        ),
        key=lambda kind: kind.code,
    )
)  # fmt: skip

BY_CODE = {kind.code: kind for kind in KINDS}
