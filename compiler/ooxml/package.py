"""The one door: given a file's bytes, gives a checked package or the reason for refusing it.

Every byte of a file passes here before any library sees it. What comes out is known to
be the kind of file that was asked for, free of macros and document types, its members
whole and its markup well formed; of sheets that are read one by one that is known when they
are. Must not know what sheets, paragraphs or reports say.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping

from lxml import etree

from compiler.catalogue import w_parts as parts
from compiler.ooxml.markup import elements, elements_in, local_name, parsed
from compiler.ooxml.members import Door, peek, read_members, visible
from compiler.ooxml.recognise import Expected, family_of_type, recognise, recognise_main, refusal
from compiler.ooxml.relations import (
    CONTENT_TYPES,
    Relationship,
    content_type,
    content_types,
    kind_of_relation,
    relationship,
    relationships_of,
)
from compiler.ooxml.sound import checked
from compiler.text.language import Text
from compiler.values import limits
from compiler.values.dataclass import dataclass, field, replace
from compiler.values.findings import Finding, Kind
from compiler.values.named_tuple import NamedTuple

# Of so much markup the trees are kept that were built to check it: they are what is read next.
KEPT_TREES = 1 << 20
# What may be gone through one after another, so that no two of these trees are there at a time.
_ONE_BY_ONE = ("worksheet+xml", "sharedstrings+xml")
# Large for what it says, and most readers do without it.
_SELDOM_READ = "theme+xml"


class UnsoundPart(Exception):  # noqa: N818 - no fault of ours: it carries a kind out of the loops
    """A part that waited for its reader, and what forbids parsing it."""

    def __init__(self, kind: Kind, part: str) -> None:
        super().__init__(kind.name)
        self.kind, self.part = kind, part

    def finding(self, file: str) -> Finding:
        """As the door refuses it: only of workbooks parts are checked so late."""
        return Door(file, "xlsx").refuse(self.kind, part=visible(self.part))


@dataclass(frozen=True, slots=True)
class Package:
    """A package that passed the door; `main` is the workbook's or the document's part.

    Of a package that is read one by one, the parts that are `unchecked` are checked whenever they
    are asked for; UnsoundPart is raised where that forbids parsing one.
    """

    name: str
    main: str
    contents: Mapping[str, bytes] = field(repr=False)
    _actual: Mapping[str, str] = field(repr=False)
    _markup: frozenset[str] = field(repr=False)
    _trees: Mapping[str, etree._Element] = field(repr=False)
    unchecked: frozenset[str] = field(repr=False)
    _links: dict[str, tuple[Relationship, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.contents)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; names differ by more than case (ECMA-376 Part 2, 6.2.2)."""
        actual = self._actual.get(name.lower())
        return None if actual is None else self.contents[actual]

    def has_markup(self, name: str) -> bool:
        """Whether there is such a part of markup."""
        return name.lower() in self._markup or name.lower() in self.unchecked

    def markup(self, name: str) -> bytes | None:
        """The bytes of a part that was checked for parsing; None for any other part."""
        if name.lower() in self.unchecked:
            self._checked_now(name)
        return self._bytes(name)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, to be read only, for other packages of the same part may have it
        too; None when there is no such part of markup.
        """
        tree = self._tree(name)
        if tree is not None:
            return tree
        data = self._bytes(name)
        return None if data is None else parsed(data)

    def elements(self, name: str, *wanted: str) -> Iterator[etree._Element]:
        """The elements of these local names in a part, to be read one by one: as they begin, or
        as they end where the part is too large for a tree.
        """
        tree = self._tree(name)
        if tree is not None:
            return elements_in(tree, *wanted)
        return elements(self._bytes(name) or b"", *wanted)

    def _bytes(self, name: str) -> bytes | None:
        return self.part(name) if self.has_markup(name) else None

    def _tree(self, name: str) -> etree._Element | None:
        """The tree that the check of a part left, be it made now; None where there is none."""
        if name.lower() in self.unchecked:
            return self._checked_now(name)
        return self._trees.get(name.lower())

    def _checked_now(self, name: str) -> etree._Element | None:
        part = self._actual[name.lower()]
        tree, kind = checked(self.contents[part])
        if kind is not None:
            raise UnsoundPart(kind, part)
        return tree

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """What a part refers to, in order; the package itself without an argument."""
        if part not in self._links:
            root = self.xml(relationships_of(part))
            self._links[part] = tuple(
                relationship(element, part, self._actual)
                for element in (() if root is None else root)
                if local_name(element) == "Relationship"
            )
        return self._links[part]

    def all_relationships(self) -> Iterator[Relationship]:
        """What every part refers to, also a part that is not there itself."""
        for name in self.contents:
            folder, _, base = name.rpartition("/")
            if base.lower().endswith(".rels") and posixpath.basename(folder).lower() == "_rels":
                outer = posixpath.dirname(folder)
                yield from self.relationships(posixpath.join(outer, base[: -len(".rels")]))

    def content_types(self) -> Mapping[str, str]:
        """Types by "/part name" and by ".extension", all in lower case."""
        return content_types(self.xml(CONTENT_TYPES))

    def related(self, part: str, *kinds: str) -> str | None:
        """The first part of this package that a part refers to by one of these types."""
        targets = (r.target for r in self.relationships(part) if r.kind in kinds and not r.external)
        return next(targets, None)


def family_of(data: bytes) -> Expected | None:
    """Which kind of package these bytes say they are, by the type of their main part.

    Cheap, and trusted with nothing but the choice of a reader: the door comes after it.
    """
    listed = peek(data, (CONTENT_TYPES, "_rels/.rels"))
    types = content_types(parsed(listed.get(CONTENT_TYPES, b"")))
    root = parsed(listed.get("_rels/.rels", b""))
    targets = (
        element.get("Target", "")
        for element in (() if root is None else root)
        if kind_of_relation(element) == "officeDocument"
    )
    main = next(targets, "").lstrip("/") or _main_by_type(types)
    return family_of_type(content_type(main, types)) if main else None


def open_package(
    data: bytes,
    name: str,
    expect: Expected,
    left_out: Container[str] = (),
    *,
    one_by_one: bool = False,
) -> Package | Finding:
    """The package in `data` if it is what is expected; `name` is the file's own name. Of the
    members left out only their names and sizes are looked at. Where the caller promises to go
    through all that is unchecked, `one_by_one`, sheets and shared texts are checked when it does.
    """
    alien = recognise(data, name)
    if alien is not None:
        return refusal(alien, name, expect)
    door = Door(name, expect)
    contents = read_members(data, door, left_out=left_out)
    if isinstance(contents, Finding):
        return contents
    markup = _markup(contents, door, one_by_one=one_by_one)
    return markup if isinstance(markup, Finding) else _identified(contents, markup, door)


class _Markup(NamedTuple):
    """The parts of markup in lower case: those that were checked, the trees of these that are kept,
    and those that were not.
    """

    sound: frozenset[str]
    trees: Mapping[str, etree._Element]
    unchecked: frozenset[str]


def _identified(contents: Mapping[str, bytes], markup: _Markup, door: Door) -> Package | Finding:
    """The package with its main part, once that is of the expected type."""
    actual = {member.lower(): member for member in contents}
    package = Package(
        door.name, "", contents, actual,
        _markup=markup.sound, _trees=markup.trees, unchecked=markup.unchecked,
    )  # fmt: skip
    types = package.content_types()
    main = package.related("", "officeDocument") or _main_by_type(types)
    alien = recognise_main(content_type(main, types), contents, door.expect) if main else None
    if alien is not None:
        return refusal(alien, door.name, door.expect)
    if package.markup(main) is None:
        usual = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}
        return door.refuse(parts.MISSING_PART, part=visible(main or usual[door.expect]))
    package = replace(package, main=actual[main.lower()])
    return _doubled(package, door) or package


def _doubled(package: Package, door: Door) -> Finding | None:
    """Of two main parts, or two style sheets, every program chooses its own."""
    for source, kind, what in (
        ("", "officeDocument", Text("主要部件", "the main one")),
        (package.main, "styles", Text("样式", "the styles")),
    ):
        targets = [
            relation.target
            for relation in package.relationships(source)
            if relation.kind == kind and not relation.external
        ]
        if len(targets) > 1:
            return door.refuse(parts.SECOND_PART, what=what, part=visible(targets[1]))
    return None


def _main_by_type(types: Mapping[str, str]) -> str:
    """Without a relationship, the part that is declared as the main one."""
    return next((part for part, kind in types.items() if ".main" in kind), "").lstrip("/")


def _markup(contents: Mapping[str, bytes], door: Door, *, one_by_one: bool) -> _Markup | Finding:
    """The parts of markup, or the first that must not be parsed.

    The list of types is gone through first: it says which of the others are markup.
    """
    types: Mapping[str, str] = {}
    sound: set[str] = set()
    unchecked: set[str] = set()
    trees: dict[str, etree._Element] = {}
    tags = size = 0
    # There are no more tags than bytes.
    to_count = sum(map(len, contents.values())) > limits.TAGS.most
    for part in sorted(contents, key=lambda name: name.lower() != CONTENT_TYPES.lower()):
        lowered, data = part.lower(), contents[part]
        if not _is_markup(lowered, data, types):
            continue
        tags += data.count(b"<") if to_count else 0
        if limits.TAGS.passed(tags):
            return door.over(limits.TAGS, tags)
        if one_by_one and _is_read_one_by_one(part, types):
            unchecked.add(lowered)
            continue
        tree, kind = checked(data)
        if kind is parts.MALFORMED_PART and lowered.endswith(".vml"):
            # Old drawings are browser markup that never was well formed; nobody parses them.
            continue
        if kind is not None:
            return door.refuse(kind, part=visible(part))
        sound.add(lowered)
        types = types or content_types(parsed(data) if tree is None else tree)
        size += len(data)
        seldom = content_type(part, types).endswith(_SELDOM_READ)
        if tree is not None and size <= KEPT_TREES and not seldom:
            trees[lowered] = tree
    return _Markup(frozenset(sound), trees, frozenset(unchecked))


def _is_read_one_by_one(part: str, types: Mapping[str, str]) -> bool:
    """A list of relations, or an old drawing, is none of these whatever its type says."""
    if part.lower().endswith((".rels", ".vml")):
        return False
    return content_type(part, types).endswith(_ONE_BY_ONE)


def _is_markup(part: str, data: bytes, types: Mapping[str, str]) -> bool:
    if not data:  # an empty part that nobody needs does no harm
        return False
    if part.endswith((".xml", ".rels", ".vml")) or data.startswith(b"<?xml"):
        return True
    return content_type(part, types).endswith(("+xml", "/xml"))
