"""The page numbers of odd and of even pages, each at the outer edge.

Given the parts that were read, gives the footers that were exchanged (GB/T 9704-2012, 7.5: odd
pages at the right, even pages at the left).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.ooxml.markup import value_of, w
from compiler.ooxml.package import Package
from compiler.proof.listed.allowance import SPACES
from compiler.proof.listed.naming import named
from compiler.proof.listed.story import Found, Story

_ID = f"{{{SPACES['r']}}}id"
_INNER = {"default": ("left", "start"), "even": ("right", "end")}


def exchanged_footers(read: Iterable[Story], package: Package) -> Iterator[Found]:
    roots = {story.name: story.root for story in read}
    targets = {relation.id: relation.target for relation in package.relationships(package.main)}
    document = roots.get(package.main)
    references = () if document is None else document.iter(w("footerReference"))
    for reference in references:
        inner = _INNER.get(reference.get(w("type"), "default"), ())
        footer = roots.get(targets.get(reference.get(_ID, ""), ""))
        for line in () if footer is None else footer.iter(w("p")):
            if value_of(line, "pPr", "jc") in inner:
                told = named("comes", "不在外侧的页码", "page numbers at the inner edge")
                yield "footer", line, told
