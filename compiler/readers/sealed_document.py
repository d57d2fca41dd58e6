"""A document that nianbao wrote, read as a report.

What is visible counts; where it differs from the data sealed in it, there are findings.
"""

from __future__ import annotations

from compiler.proof.verify import examine
from compiler.report.desk import Shelf
from compiler.report.reading import Reading
from compiler.values.origin import Source


def read_document(
    data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None = None
) -> Reading:
    """`wanted` is the format asked for, where the document's own is not at hand by its id."""
    examined = examine(data, source, name, shelf, wanted)
    return Reading(examined.report, examined.form, examined.findings)
