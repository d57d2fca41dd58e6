"""The format audit: the numbers of GB/T 9704-2012 read back from any Chinese document.

Given a package that passed the door, gives family D's findings on its layout, warnings at
most: each says what the standard asks, what is there and where it is met first. Whoever wrote
the document, and whether a number stands in a style or on the paragraph itself, is the same.
"""

from __future__ import annotations

from itertools import chain

from compiler.audit.deviation import folded
from compiler.audit.lettering import text_deviations
from compiler.audit.page import page_deviations
from compiler.audit.table_lines import table_deviations
from compiler.ooxml.package import Package
from compiler.ooxml.words.typeset import Typeset, typeset
from compiler.text.characters import is_han
from compiler.values.findings import Finding

# A document of which less is Chinese is set by other rules.
_MAINLY = 0.5


def audit(package: Package, language: str | None = None) -> tuple[Finding, ...]:
    """`language` is that of the declaration; unknown, the document's own words decide."""
    if language not in (None, "zh"):
        return ()
    document = typeset(package)
    if language is None and not _is_chinese(document):
        return ()
    deviations = chain(
        page_deviations(document), text_deviations(document), table_deviations(document)
    )
    return folded(deviations, package.name)


def _is_chinese(document: Typeset) -> bool:
    cells = (c for table in document.tables for row in table.rows for c in row.cells)
    passages = (*document.passages, *(p for cell in cells for p in cell.passages))
    letters = [char for p in passages for char in p.text if char.isalpha()]
    return sum(map(is_han, letters)) > _MAINLY * len(letters)
