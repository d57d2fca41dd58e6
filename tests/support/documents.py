"""Documents for tests: compiled in this process, edited in their parts, read by python-docx.

An edit changes what it names and nothing else, as somebody would who opens the package.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from compiler.edges.machine import desk_of
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.pipeline import compile_report
from compiler.proof.examination import Examination
from compiler.proof.verify import examine
from compiler.report.desk import Only, Shelf
from compiler.values.dataclass import replace
from compiler.values.origin import Source
from tests.support.running import Ran
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, parts_of

BODY = "word/document.xml"
STYLES = "word/styles.xml"
SEALED = "customXml/item1.xml"
PROPERTIES = "docProps/custom.xml"
PARAGRAPH = re.compile(r"<w:p>(?:(?!<w:p>).)*?</w:p>", re.DOTALL)
ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
# A figure as the form prints it.
FIGURE = re.compile(r"-?\d+(\.\d+)?(万元)?|/")


@cache
def good_document() -> bytes:
    return _compiled(SAMPLES / f"{GOOD}.xlsx", draft=False)


@cache
def draft_document() -> bytes:
    return _compiled(SAMPLES / f"{FAULTY}.xlsx", draft=True)


@cache
def outdated_document() -> bytes:
    """Compiled before its declaration was corrected: with another digest of the same edition."""
    declaration = shelf_of().named("disclosure-2019")
    assert isinstance(declaration, Declaration)
    desk = desk_of()._replace(shelf=Only(replace(declaration, digest="0" * 64)))
    document = compile_report(SAMPLES / f"{GOOD}.json", desk).document
    assert document is not None
    return document


def document_of(data: Mapping[str, Any], *, draft: bool = False) -> bytes:
    """The document of a report given as its data."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "年报.json")
        path.write_text(json.dumps(data, ensure_ascii=True), "utf-8")
        return _compiled(path, draft=draft)


def _compiled(path: Path, *, draft: bool) -> bytes:
    compilation = compile_report(path, desk_of(), draft=draft)
    assert compilation.document is not None, [f.message("zh") for f in compilation.findings]
    return compilation.document


def examined(data: bytes, shelf: Shelf | None = None) -> Examination:
    return examine(data, Source("年报.docx", "docx", ""), "年报.docx", shelf or shelf_of())


def members(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.infolist()


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def edited(data: bytes, edit: Callable[[str], str], part: str = BODY) -> bytes:
    """The document with the markup of one part edited."""
    parts = parts_of(data)
    before = parts[part].decode()
    after = edit(before)
    assert before != after, "the edit found nothing to change"
    return packed({**parts, part: after.encode()})


def exchanged(old: str, new: str, part: str = BODY, data: bytes | None = None) -> bytes:
    """The good document with the only place of `old` changed into `new`."""

    def edit(markup: str) -> str:
        assert markup.count(old) == 1, (old, markup.count(old))
        return markup.replace(old, new)

    return edited(data or good_document(), edit, part)


def without(text: str) -> Callable[[str], str]:
    """The edit that takes out the paragraph of this text."""
    return lambda markup: next(
        markup.replace(p, "", 1) for p in PARAGRAPH.findall(markup) if text in p
    )


def with_one_more(text: str, after: str) -> Callable[[str], str]:
    """The edit that adds a plain paragraph after another."""
    added = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return lambda markup: next(
        markup.replace(p, p + added, 1) for p in PARAGRAPH.findall(markup) if after in p
    )


def counted(patch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[None]:
    """One entry for each call of a module's function from now on."""
    calls: list[None] = []
    function = getattr(module, name)

    def counting(*values: Any) -> Any:
        calls.append(None)
        return function(*values)

    patch.setattr(module, name, counting)
    return calls


def codes(ran: Ran) -> list[str]:
    """Of all findings that a command printed as JSON."""
    return sorted(finding["code"] for finding in ran.json["findings"])


# What python-docx sees


def paragraphs(data: bytes) -> list[Paragraph]:
    """Those outside tables that show something."""
    return [p for p in docx.Document(BytesIO(data)).paragraphs if p.text]


def unbroken(paragraph: Paragraph) -> str:
    """Its words, however many lines they stand in."""
    return paragraph.text.replace("\n", "")


def tables(data: bytes) -> list[list[list[str]]]:
    """Every table as rows of texts, a merged cell once, where it begins."""
    return [[[*_cells(row)] for row in t._tbl.tr_lst] for t in docx.Document(BytesIO(data)).tables]


def figures(data: bytes) -> list[list[str]]:
    """The figures of each table in the order in which they are printed."""
    return [[c for row in t for c in row if FIGURE.fullmatch(c)] for t in tables(data)]


def whole_text(data: bytes) -> str:
    """Everything in the body, paragraph by paragraph and cell by cell."""
    document = docx.Document(BytesIO(data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [text for row in block._tbl.tr_lst for text in _cells(row)]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _cells(row: Any) -> Iterator[str]:
    return ("\n".join(p.text for p in c.p_lst) for c in row.tc_lst if c.vMerge != "continue")
