"""The sheets that a document says it is printed on: each is one that reports are printed on.

Given the document's part, gives the sections whose paper and margins together are no report's.
Each length may be on the list and the words still stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from compiler.document.paper import A4, LETTER, Paper, paper_of
from compiler.ooxml.markup import child, w
from compiler.ooxml.words.measures import length
from compiler.proof.listed.naming import named
from compiler.proof.listed.story import Placed

_PAPERS = tuple(paper_of(size, language) for size in (A4, LETTER) for language in ("zh", "en"))
Sheet = tuple[int | None, ...]


def _sheet(paper: Paper) -> Sheet:
    return paper.width, paper.height, paper.top, paper.bottom, paper.left, paper.right


_SHEETS = frozenset(_sheet(each) for paper in _PAPERS for each in (paper, paper.on_its_side()))


def strange_sheets(root: etree._Element) -> Iterator[Placed]:
    for section in root.iter(w("sectPr")):
        size, margins = child(section, "pgSz"), child(section, "pgMar")
        sides = (length(margins, name) for name in ("top", "bottom", "left", "right"))
        if (length(size, "w"), length(size, "h"), *sides) not in _SHEETS:
            yield section, named("comes", "另一种纸张或页边距", "another paper or other margins")
