"""The sealed words beside the sealed data, and a document's properties beside the seal.

Given the tree composed from the sealed data and the words that were sealed, gives the tree
that the document must show; given an examination, adds what stands in the document besides
its words. It compares no visible word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from lxml import etree

from compiler.catalogue import d_document as kinds
from compiler.document.seal import Seal, SealReading
from compiler.document.tree import Block, DocumentTree, TableBlock, TextBlock
from compiler.ooxml.package import Package
from compiler.proof.additions import Addition, running_words, shown_otherwise
from compiler.proof.examination import Examination, PlacedChange
from compiler.report.places import Places
from compiler.text.language import Text
from compiler.values.findings import Finding, Place
from compiler.values.report import Report


def contradicts(tree: DocumentTree, resolved: str) -> bool:
    """Whether the sealed words are not, each of them, those that the sealed data compiles to.

    It is asked where the edition and the version are those at hand, so that they must be.
    """
    own = [[*b.words] if isinstance(b, TableBlock) else b.text for b in tree.blocks]
    try:
        return bool(json.loads(resolved) != own)
    except (ValueError, RecursionError):
        return True


def as_sealed(
    tree: DocumentTree, resolved: str, sealed: Report, *, trusting: bool
) -> tuple[DocumentTree, bool]:
    """The tree in the labels that were sealed, for one corrected since then alters no document,
    and whether the sealed words contradict the sealed data.

    Figures and staff's own words are those of the data; a paragraph that quotes figures is
    taken from the sealed words where the edition was corrected since (`trusting`), and how wide
    columns were then nobody knows.
    """
    try:
        shown = json.loads(resolved)
    except (ValueError, RecursionError):
        return tree, True
    if not isinstance(shown, list) or len(shown) != len(tree.blocks):
        return tree, True
    pairs = [
        _table(block, words, sealed, trusting=trusting)
        if isinstance(block, TableBlock)
        else _paragraph(block, words, trusting=trusting and _quotes(block, sealed))
        for block, words in zip(tree.blocks, shown, strict=True)
    ]
    blocks = tuple(block for block, _ in pairs)
    return tree._replace(blocks=blocks), any(contradicted for _, contradicted in pairs)


def _table(
    block: TableBlock, words: object, sealed: Report, *, trusting: bool
) -> tuple[Block, bool]:
    told = [*map(str, words)] if isinstance(words, list) else []
    if len(told) != len(block.words):
        return block, True
    cells = [*zip(block.grid.cells, block.words, told, strict=True)]
    # The labels of lines that an office added are data as its figures are.
    own = {(table, line.id) for table, lines in sealed.lines.items() for line in lines}
    figures = (cell for cell in block.grid.cells if cell.figure)
    added = {c.row for c in figures if c.figure and (c.figure.table, c.figure.row) in own}
    data = [bool(cell.figure) or (cell.kind == "label" and cell.row in added) for cell, *_ in cells]
    shown = tuple(now if its else was for its, (_, now, was) in zip(data, cells, strict=True))
    contradicted = any(its and was != now for its, (_, now, was) in zip(data, cells, strict=True))
    grid = block.grid._replace(widths_mm=()) if trusting else block.grid
    return block._replace(grid=grid, words=shown), contradicted


def _paragraph(block: TextBlock, words: object, *, trusting: bool) -> tuple[Block, bool]:
    if not isinstance(words, str):
        return block, True
    if trusting or (block.paragraph is None and not block.entry):
        return block._replace(text=words), False
    return block, words != block.text


def _quotes(words: TextBlock, sealed: Report) -> bool:
    paragraphs = sealed.narrative.get(words.section or "", ())
    number = (words.paragraph or 0) - 1
    return 0 <= number < len(paragraphs) and "{" in paragraphs[number].text


def with_additions(
    examined: Examination,
    package: Package,
    body: etree._Element | None,
    seal_reading: SealReading,
    title: str,
) -> Examination:
    """The examination with what stands in the document besides its words, and what its
    properties say otherwise than the seal; the first and the last are alterations.
    """
    seal, sealed, form = seal_reading.seal, examined.sealed, examined.form
    if seal is None or sealed is None or form is None:
        return examined
    place, report = Place(file=package.name), Places(form, sealed).report()
    added = shown_otherwise(body)
    altering = [Finding(kinds.CONTENT_NOT_OURS, place, _told(addition)) for addition in added]
    altering += _properties(seal, sealed, seal_reading.properties, title, place)
    language = form.language
    changes = [
        PlacedChange(
            report._replace(label=addition.first or None), "", addition.what.in_language(language)
        )
        for addition in added
    ]
    beside = [
        Finding(kinds.RUNNING_WORDS, place, {"now": words}, words=words)
        for words in running_words(package, language, draft=seal.draft)
    ]
    status = "altered" if altering else examined.status
    return examined._replace(
        status=status,
        changes=(*examined.changes, *changes),
        findings=(*altering, *examined.findings, *beside),
    )


def _told(addition: Addition) -> dict[str, str | Text]:
    first = (
        Text(f"，首见于“{addition.first}”", f", first at “{addition.first}”")
        if addition.first
        else Text("", "")
    )
    return {"what": addition.what, "count": str(addition.many), "first": first}


def _properties(
    seal: Seal, sealed: Report, properties: Mapping[str, str], title: str, place: Place
) -> list[Finding]:
    """Our own properties that say otherwise than the seal; one that is gone says nothing."""
    wanted = {
        "title": title,
        "agency": sealed.name,
        "year": "" if sealed.year is None else str(sealed.year),
        "edition": seal.edition,
        "compiler": seal.compiler_version,
        "source.sha256": seal.source_sha256,
    }
    return [
        Finding(
            kinds.PROPERTIES_ALTERED,
            place,
            {"label": key, "was": was, "now": properties[key]},
            words=key,
        )
        for key, was in wanted.items()
        if key in properties and properties[key] != was
    ]
