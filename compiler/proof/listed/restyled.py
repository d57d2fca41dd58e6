"""The list for a document whose styles come from a reference document.

Given the list and what the seal says of the reference document, gives the list with what
nianbao writes for it: each property that is taken, in the range in which it is taken; fonts and
colours are those that were sealed. Documents of before do not hold their styles; they are
believed any font and colour that a reference document may give.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compiler.document.recipe import recipe_of
from compiler.document.reference.taken import COLOUR, TAKEN, Property
from compiler.document.seal import Seal
from compiler.ooxml.markup import w
from compiler.proof.listed.allowance import Allowance, Marks, Values

if TYPE_CHECKING:
    from compiler.document.reference.restyle import Reference

_KINDS = ("styles", "document", "header", "footer")


def with_reference(allowed: Allowance, seal: Seal) -> Allowance:
    """The same list where no reference document was used."""
    if not seal.reference_sha256:
        return allowed
    recipe = recipe_of(seal)
    reference = recipe.styles if recipe else None
    marks = _marks(reference)
    for kind in _KINDS:
        allowed = allowed.with_marks(kind, marks)
    return allowed.with_marks("fontTable", _fonts(reference))


def _marks(reference: Reference | None) -> Marks:
    marks: dict[tuple[str, str], dict[str, Values]] = {}
    for p in TAKEN:
        for parent, element in zip(p.path, p.path[1:], strict=False):
            marks.setdefault((w(parent), w(element)), {})
        holder = marks[w(p.path[-2]), w(p.path[-1])]
        values = _values(p, reference)
        name = w(p.attribute)
        holder[name] = holder[name].or_else(values) if name in holder else values
    return marks


def _values(p: Property, reference: Reference | None) -> Values:
    named = p.allowed is COLOUR or p.path[-1] == "rFonts"
    if named and reference is not None:
        words = {values[p] for values in reference.styles.values() if p in values}
        return Values(frozenset(words), absent=True)
    if p.range is not None:
        return Values(ranges=((p.range.least, p.range.most),), absent=True)
    return Values(patterns=(p.allowed,), absent=True)


def _fonts(reference: Reference | None) -> Mapping[tuple[str, str], Mapping[str, Values]]:
    """Rows of the font table: names, and what may stand in for them."""
    if reference is None:
        any_name = Values(every=True)
        return {
            (w("fonts"), w("font")): {w("name"): any_name},
            (w("font"), w("altName")): {w("val"): any_name},
        }
    names = {
        value
        for values in reference.styles.values()
        for p, value in values.items()
        if p.path[-1] == "rFonts"
    }
    others = {other for font in reference.fonts for other in font.alternatives}
    return {
        (w("fonts"), w("font")): {w("name"): Values(frozenset(names))},
        (w("font"), w("altName")): {w("val"): Values(frozenset(names | others))},
    }
