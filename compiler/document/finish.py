"""The finished document of a report: its tree written, with properties, bookmarks and seal.

Given a report and all that was found in it, gives the bytes of the .docx. The times in it
are the report's, never the clock's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from compiler import __version__
from compiler.document.bookmarks import bookmarks_of
from compiler.document.seal import Seal
from compiler.document.tree import DocumentTree, TableBlock
from compiler.document.write import Properties, write
from compiler.format.form import Form
from compiler.report.data import to_json
from compiler.text import characters
from compiler.text.dates import day_of
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity, counted
from compiler.values.origin import CellRef
from compiler.values.report import Report

if TYPE_CHECKING:
    from compiler.document.reference.restyle import Reference


def finished_document(
    report: Report,
    form: Form,
    tree: DocumentTree,
    findings: Sequence[Finding],
    cells: Mapping[FigureId, CellRef],
    notes: Sequence[str] | None = None,
    styles: Reference | None = None,
) -> bytes:
    """`cells` are those of the form's own workbook, where the report has none of its own;
    `notes` are a draft's, None for a final document; `styles` those taken from elsewhere.
    """
    properties = Properties(
        title=tree.title,
        subject=form.declaration.name,
        agency=report.name,
        year=report.year,
        edition=form.id,
        compiler_version=__version__,
        source_sha256=report.origin.source.sha256,
        created=created(report),
    )
    seal = _seal(report, form, tree, findings, notes, styles)
    # As the user sees the cells; a report that came as data has those of the layout.
    return write(
        tree, properties, seal, bookmarks_of(form, {**cells, **report.origin.refs}), styles
    )


def created(report: Report) -> datetime:
    """The date on the report, else the end of its year."""
    day = day_of(report.agency.get("date", ""))
    return datetime(*day.timetuple()[:3]) if day else datetime(report.year or 2000, 12, 31)


def _seal(
    report: Report,
    form: Form,
    tree: DocumentTree,
    findings: Sequence[Finding],
    notes: Sequence[str] | None,
    styles: Reference | None,
) -> Seal:
    shown = [list(b.words) if isinstance(b, TableBlock) else b.text for b in tree.blocks]
    return Seal(
        data=characters.escaped(to_json(report)),
        resolved=json.dumps(shown, ensure_ascii=False),
        edition=form.id,
        edition_version=form.declaration.version,
        edition_digest=form.declaration.digest,
        compiler_version=__version__,
        source_sha256=report.origin.source.sha256,
        errors=counted(findings, Severity.ERROR),
        warnings=counted(findings, Severity.WARNING),
        advice=counted(findings, Severity.ADVICE),
        draft=notes is not None,
        draft_notes=tuple(notes or ()),
        reference_sha256=styles.sha256 if styles else "",
    )
