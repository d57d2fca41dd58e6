"""A document or page of whatever origin → its blocks, as far as they can be seen.

Given the bytes of a .docx or of a page in HTML, gives paragraphs and tables, or why the file
cannot be read. It knows no report and no edition.
"""

from __future__ import annotations

from pathlib import PurePath

from compiler.ooxml.package import open_package
from compiler.ooxml.words.main_parts import main_parts
from compiler.ooxml.words.visible import seen_in
from compiler.readers.web_page import seen_page
from compiler.report.bounds import refusal
from compiler.values import limits
from compiler.values.findings import Finding
from compiler.values.seen import Seen

_PAGES = (".html", ".htm")


def read_official_form(data: bytes, name: str) -> Seen | Finding:
    """By what it holds; a page says itself nowhere for sure what it is, so its name must."""
    is_page = data[:2] != b"PK" and PurePath(name).suffix.lower() in _PAGES
    package = None if is_page else open_package(data, name, "docx")
    if isinstance(package, Finding):
        return package
    body = data if package is None else package.part(package.main) or b""
    if limits.DOCUMENT_TAGS.passed(tags := body.count(b"<")):
        return refusal((limits.DOCUMENT_TAGS, tags), name)
    seen = seen_page(data) if package is None else seen_in(main_parts(package))
    if limits.DOCUMENT_CHARACTERS.passed(length := sum(len(block.text) for block in seen)):
        return refusal((limits.DOCUMENT_CHARACTERS, length), name)
    return seen
