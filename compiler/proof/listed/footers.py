"""The page numbers of odd and of even pages, each at the outer edge.

Given a package that passed the door, gives the footers that were exchanged (GB/T 9704-2012, 7.5:
odd pages at the right, even pages at the left).
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.ooxml.markup import value_of, w
from compiler.ooxml.package import Package
from compiler.ooxml.words.main_parts import part_root
from compiler.proof.listed.allowance import SPACES
from compiler.proof.listed.judged import Found
from compiler.proof.listed.naming import named

_ID = f"{{{SPACES['r']}}}id"
_INNER = {"default": ("left", "start"), "even": ("right", "end")}


def exchanged_footers(package: Package) -> Iterator[Found]:
    document = part_root(package, package.main)
    if document is None:
        return
    targets = {relation.id: relation.target for relation in package.relationships(package.main)}
    for reference in document.iter(w("footerReference")):
        inner = _INNER.get(reference.get(w("type"), "default"), ())
        footer = part_root(package, targets.get(reference.get(_ID, ""), ""))
        lines = () if footer is None else footer.iter(w("p"))
        for line in lines:
            if value_of(line, "pPr", "jc") in inner:
                told = named("comes", "不在外侧的页码", "page numbers at the inner edge")
                yield "footer", line, told
