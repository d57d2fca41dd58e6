"""A package that is being edited: what is not edited keeps its bytes and its place.

Given a checked package, gives the trees of its parts, takes new parts and lets others go,
with their relationships and content types. Must not know sheets, cells or marks.
"""

from __future__ import annotations

from lxml import etree

from compiler.ooxml.markup import local_name, to_edit, written
from compiler.ooxml.package import Package
from compiler.ooxml.relations import CONTENT_TYPES, kind_of_relation, relationships_of, resolved
from compiler.ooxml.zipped import zipped
from compiler.values.dataclass import dataclass

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_LINKS = f'<Relationships xmlns="{_LINKS}"/>'.encode()


@dataclass(frozen=True)
class Link:
    """A relationship of a part; `type` is the last word of its address."""

    element: etree._Element
    id: str
    type: str
    target: str


class EditedPackage:
    """The parts of one package by name; trees are written back only where they changed."""

    def __init__(self, package: Package) -> None:
        self.main = package.main
        self._original = dict(package.contents)
        self._contents = dict(package.contents)
        self._markup = {name for name in package.contents if package.markup(name) is not None}
        self._trees: dict[str, etree._Element] = {}
        self._before: dict[str, bytes] = {}

    def tree(self, name: str) -> etree._Element:
        """The root of a part of markup, to be read or edited."""
        if name not in self._trees:
            root = self._trees[name] = to_edit(self._contents[name])
            self._before[name] = written(root)
        return self._trees[name]

    def has(self, name: str) -> bool:
        return name in self._contents

    def is_markup(self, name: str) -> bool:
        """Whether it may be parsed: what did not pass the door as markup never is."""
        return name in self._markup and self.has(name)

    def data(self, name: str) -> bytes | None:
        """The bytes as they are now; None where there is no such part."""
        if name not in self._contents:
            return None
        root = self._trees.get(name)
        if root is None or written(root) == self._before[name]:
            return self._contents[name]
        return written(root)

    def replace(self, name: str, data: bytes) -> None:
        """For a part that is no well-formed markup."""
        self._contents[name] = data
        self._trees.pop(name, None)

    def add(self, name: str, data: bytes, content_type: str) -> None:
        self._contents[name] = data
        if not name.endswith(".vml"):
            self._markup.add(name)
        types = self.tree(self._actual(CONTENT_TYPES))
        if name.endswith(".vml"):  # as every program declares them
            if not any(element.get("Extension", "").lower() == "vml" for element in types):
                entry = etree.Element(f"{{{_TYPES}}}Default", Extension="vml")
                entry.set("ContentType", content_type)
                types.insert(sum(local_name(element) == "Default" for element in types), entry)
            return
        entry = etree.SubElement(types, f"{{{_TYPES}}}Override", PartName="/" + name)
        entry.set("ContentType", content_type)

    def remove(self, name: str) -> None:
        """The part, the list of its relationships, and what declares its type."""
        for part in (name, relationships_of(name)):
            self._contents.pop(part, None)
            self._trees.pop(part, None)
        types = self.tree(self._actual(CONTENT_TYPES))
        for entry in list(types):
            if entry.get("PartName", "").lower() == "/" + name.lower() or (
                entry.get("Extension", "").lower() == "vml" and not self._any_vml()
            ):
                types.remove(entry)

    def free_name(self, pattern: str) -> str:
        """The first name of this pattern that no part has."""
        number = 1
        taken = {name.lower() for name in self._contents}
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def links(self, part: str) -> list[Link]:
        name = self._actual(relationships_of(part))
        if name not in self._contents:
            return []
        actual = {spelled.lower(): spelled for spelled in self._contents}
        return [
            Link(
                element,
                element.get("Id", ""),
                kind_of_relation(element),
                resolved(element.get("Target", ""), part, actual),
            )
            for element in self.tree(name)
            if local_name(element) == "Relationship"
            and element.get("TargetMode", "").lower() != "external"
        ]

    def related(self, part: str, kind: str, root: str) -> str | None:
        """The first part of this kind that `part` refers to, if it is markup with this root."""
        targets = (link.target for link in self.links(part) if link.type == kind)
        trees = ((name, self.tree(name)) for name in targets if self.is_markup(name))
        return next((name for name, tree in trees if local_name(tree) == root), None)

    def link(self, part: str, type_address: str, target: str) -> str:
        """A new relationship; gives its id."""
        name = self._actual(relationships_of(part))
        if name not in self._contents:
            self._contents[name] = _NO_LINKS
            self._markup.add(name)
        root = self.tree(name)
        taken = {element.get("Id") for element in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        entry = etree.SubElement(root, f"{{{_LINKS}}}Relationship", Id=f"rId{number}")
        entry.set("Type", type_address)
        entry.set("Target", "/" + target)
        return f"rId{number}"

    def unlink(self, part: str, target: str) -> None:
        name = self._actual(relationships_of(part))
        for link in self.links(part):
            if link.target == target:
                self.tree(name).remove(link.element)
        if name in self._contents and not len(self.tree(name)):
            del self._contents[name]
            del self._trees[name]

    @property
    def changed(self) -> bool:
        return self._original != self._current()

    def packed(self) -> bytes:
        """The whole package: parts in their order, new ones last, no clock."""
        return zipped(self._current(), packed=True)

    def _current(self) -> dict[str, bytes]:
        return {name: self.data(name) or b"" for name in self._contents}

    def _any_vml(self) -> bool:
        return any(name.lower().endswith(".vml") for name in self._contents)

    def _actual(self, name: str) -> str:
        """The name as it is spelled in the package; names differ by more than case."""
        return next(
            (spelled for spelled in self._contents if spelled.lower() == name.lower()), name
        )
