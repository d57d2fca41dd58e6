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
from compiler.document.recipe import made_with, recipe_of
from compiler.document.seal import Seal
from compiler.document.tree import DocumentTree, TableBlock
from compiler.document.write import Properties, write
from compiler.format.form import Form
from compiler.report.data import to_json
from compiler.text import characters
from compiler.text.dates import day_of
from compiler.text.language import Text
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
    stand = {**cells, **report.origin.refs}
    elsewhere = {f: ref for f, ref in stand.items() if f not in cells or ref.cell != cells[f].cell}
    seal = _seal(report, form, tree, findings, notes, styles, elsewhere)
    # As the user sees the cells; a report that came as data has those of the layout.
    return _written(report, form, tree, seal, stand, styles)


def finished_again(
    report: Report,
    form: Form,
    notes: Sequence[str] | None,
    seal: Seal,
    cells: Mapping[FigureId, CellRef],
) -> bytes | Text:
    """The document of a sealed report as this program writes it, or why it cannot be written.

    `cells` are those of the form's own workbook. Of another version, another declaration, or
    styles that the seal does not hold another document would come out.
    """
    from compiler.document.compose import compose

    if seal.compiler_version != __version__:
        return Text(
            f"它由另一版本（{seal.compiler_version}）编成",
            f"it was compiled by another version ({seal.compiler_version})",
        )
    if seal.edition_digest != form.declaration.digest:
        return Text(
            "它编成时的格式声明与手头的不同", "it was compiled by another state of its declaration"
        )
    recipe = recipe_of(seal)
    if recipe is None or (seal.reference_sha256 and recipe.styles is None):
        return Text(
            "封存的数据没有记下编成它所需的一切",
            "the seal does not hold all that it was compiled from",
        )
    stand = {**cells, **recipe.cells}
    try:
        return _written(report, form, compose(report, form, notes), seal, stand, recipe.styles)
    except ValueError:  # the sealed data says what no document of this program holds
        return Text("封存的数据编不成文档", "no document can be compiled from its sealed data")


def _written(
    report: Report,
    form: Form,
    tree: DocumentTree,
    seal: Seal,
    cells: Mapping[FigureId, CellRef],
    styles: Reference | None,
) -> bytes:
    properties = Properties(
        title=tree.title,
        subject=form.declaration.name,
        agency=report.name,
        year=report.year,
        edition=form.id,
        compiler_version=seal.compiler_version,
        source_sha256=seal.source_sha256,
        created=created(report),
    )
    return write(tree, properties, seal, bookmarks_of(form, cells), styles)


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
    elsewhere: Mapping[FigureId, CellRef],
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
        made_with=made_with(elsewhere, styles),
    )
