"""The words of a cell or a drawing in OpenDocument: given paragraphs, gives text and its runs.

Blanks stay as they stand: OpenDocument would have them collapsed (1.3 part 3, 6.1.2), but
LibreOffice writes them in cells and shows them. Breaks of the markup are no breaks of lines.
Must not know cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from compiler.ooxml.cells.cell_looks import Letters
from compiler.ooxml.cells.rich_text import RichText
from compiler.ooxml.markup import local_name
from compiler.ooxml.opendocument.ods_code import own
from compiler.ooxml.opendocument.ods_looks import OdsLooks
from compiler.values import limits

_BREAKS = re.compile("[ \t\r\n]*[\t\r\n][ \t\r\n]*")
# Readings above characters, remarks and what lies over the cell are no part of its words.
_LEFT_OUT = ("ruby-text", "annotation", "frame", "custom-shape", "control")
_Run = tuple[str, Letters | None]


def words_in(parent: etree._Element, looks: OdsLooks) -> RichText:
    """The paragraphs right inside an element, one a line."""
    runs: list[_Run] = []
    paragraphs = [each for each in parent if local_name(each) == "p"]
    for number, paragraph in enumerate(paragraphs):
        if number:
            runs.append(("\n", None))
        runs += (run for run in _runs(paragraph, looks, None) if run[0])
    text = "".join(text for text, _ in runs)
    return RichText(text, tuple(runs) if any(letters for _, letters in runs) else ())


def _runs(element: etree._Element, looks: OdsLooks, letters: Letters | None) -> Iterator[_Run]:
    """Depth of nesting is limited by the parser."""
    yield _BREAKS.sub(" ", element.text or ""), letters
    for child in element:
        name = local_name(child)
        if name == "s":
            count = own(child, "c", "1")
            most = limits.TEXT.most + 1
            number = int(count) if count.isascii() and count.isdigit() and len(count) < 9 else 1
            yield " " * min(number, most), letters
        elif name in ("tab", "line-break"):
            yield {"tab": "\t", "line-break": "\n"}[name], letters
        elif name not in _LEFT_OUT:
            style = own(child, "style-name") if name == "span" else ""
            here = looks.letters("text", style) if looks.says("text", style) else letters
            yield from _runs(child, looks, here)
        yield _BREAKS.sub(" ", child.tail or ""), letters
