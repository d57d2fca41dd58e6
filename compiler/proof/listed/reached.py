"""The parts of a package that can be reached from it, each by what it is called there.

Given a package that passed the door, gives every relation in order, the parts they lead to
and what stands in the package without being reached. It reads no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.ooxml.package import Package
from compiler.ooxml.relations import CONTENT_TYPES, Relationship, relationships_of
from compiler.values.dataclass import dataclass

# What refers to the parts on top.
PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Reached:
    """A part by its relation: `kind` is the relation's word, `by` that of the part that refers,
    `source` the name of that part.

    A part outside the package has the name of its target and no type.
    """

    kind: str
    by: str
    source: str
    name: str
    content_type: str
    relation: Relationship


def reached(package: Package) -> Iterator[Reached]:
    """Every relation once; a part that is reached twice is entered once."""
    types = package.content_types()
    waiting, entered = [("", PACKAGE)], {""}
    while waiting:
        source, by = waiting.pop(0)
        for relation in package.relationships(source):
            kind = "document" if relation.kind == "officeDocument" else relation.kind
            type_ = "" if relation.external else type_of(relation.target, types)
            yield Reached(kind, by, source, relation.target, type_, relation)
            if not relation.external and relation.target not in entered:
                entered.add(relation.target)
                waiting.append((relation.target, kind))


def type_of(part: str, types: Mapping[str, str]) -> str:
    lowered = "/" + part.lower()
    return types.get(lowered) or types.get("." + lowered.rpartition(".")[2], "")


def stray(package: Package, found: set[str]) -> tuple[str, ...]:
    """The parts that nothing leads to."""
    lists = {relationships_of(name) for name in ("", *found)}
    return tuple(n for n in package.names if n not in found | lists and n != CONTENT_TYPES)
