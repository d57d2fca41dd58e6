"""The form's own fill of its cells, for a workbook whose own was lost.

Given a report that was read from a workbook; gives colours by sheet and address.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.format.form import Form
from compiler.values.report import Report
from compiler.workbook.form.cell_styles import COMPUTED, INPUT


def form_fills(report: Report, form: Form) -> Mapping[tuple[str, str], str]:
    """Of every cell that the report was read from, as `FFRRGGBB`."""
    totals = form.totals
    fills = {
        (ref.sheet, ref.cell): _opaque(COMPUTED if figure in totals else INPUT)
        for figure, ref in report.origin.refs.items()
    }
    paragraphs = (paragraph.ref for section in report.narrative.values() for paragraph in section)
    entries = [
        *report.origin.agency_refs.values(),
        *paragraphs,
        *(slip.ref for slip in report.slips),
    ]
    return fills | {(ref.sheet, ref.cell): _opaque(INPUT) for ref in entries if ref}


def _opaque(colour: str) -> str:
    return "FF" + colour.removeprefix("#")
