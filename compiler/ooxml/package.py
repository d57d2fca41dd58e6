"""The one door: given a file's bytes, gives a checked package or the reason for refusing it.

Every byte of a file passes here before any library sees it. What comes out is known to
be the kind of file that was asked for, free of macros and document types, its members
whole and its markup well formed. Must not know sheets, paragraphs or reports.
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree

from compiler.catalogue import w_parts as parts
from compiler.ooxml.markup import CLOSED, elements, elements_in, local_name, parsed
from compiler.ooxml.members import Door, peek, read_members, visible
from compiler.ooxml.recognise import Expected, family_of_type, recognise, recognise_main, refusal
from compiler.text.language import Text
from compiler.values import limits
from compiler.values.dataclass import dataclass, field, replace
from compiler.values.findings import Finding, Kind
from compiler.values.named_tuple import NamedTuple

CONTENT_TYPES = "[Content_Types].xml"
# Beyond this a part is checked without building its tree; its reader goes through it by pieces.
LARGEST_TREE = 8 << 20
# Of so much markup the trees are kept that were built to check it: they are what is read next.
KEPT_TREES = 1 << 20
_CHUNK = 1 << 16
# Parts that the files of many reports share (styles, themes, what relates them) are no larger.
_OF_MANY = 1 << 14
# What is gone through once, one after another: no two of these trees need be there at a time.
_READ_ONCE = ("worksheet+xml", "sharedstrings+xml")
_SELDOM_READ = "theme+xml"
# ECMA-376 Part 1, 15, of both classes; Part 2, annex F.
_RELATION = re.compile(
    "http://schemas[.]openxmlformats[.]org/officeDocument/2006/relationships/([A-Za-z]+|[a-z]+-properties)"
    "|http://purl[.]oclc[.]org/ooxml/officeDocument/relationships/([A-Za-z]+)"
    "|http://(?:schemas[.]openxmlformats[.]org/package/2006|purl[.]oclc[.]org/ooxml/officeDocument)"
    "/relationships/metadata/(core-properties|thumbnail)"
    # LibreOffice by one of its filters; an early draft of the standard.
    "|http://schemas[.]openxmlformats[.]org/office[dD]ocument/2006/relationships/metadata/(core-properties)"
)
# What the strict standard calls otherwise.
_STRICT_WORDS = {
    "customProperties": "custom-properties",
    "extendedProperties": "extended-properties",
}
# The root right after the declaration: a document type stands between the two, or nowhere.
_AT_ONCE = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*\?>)?\s*<[A-Za-z_]")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")


class Relationship(NamedTuple):
    """A reference from one part to another.

    `type` is the last word of its type's address, to be shown. `kind` is what it is known by:
    that word where the standard has the whole address, and the whole address where it has not;
    other programs go by the whole, and a document must be read as they read it.
    """

    id: str
    type: str
    target: str
    external: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package that passed the door; `main` is the workbook's or the document's part.

    `unchecked` are parts that only `checked_elements` gives: none, unless it was opened so.
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

    def markup(self, name: str) -> bytes | None:
        """The bytes of a part that was checked for parsing; None for any other part."""
        return self.part(name) if name.lower() in self._markup else None

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, to be read only, for other packages of the same part may have it
        too; None when there is no such part of markup.
        """
        tree = self._trees.get(name.lower())
        if tree is not None:
            return tree
        data = self.markup(name)
        return None if data is None else parsed(data)

    def elements(self, name: str, *wanted: str) -> Iterator[etree._Element]:
        """The elements of these local names in a part, to be read one by one: as they begin, or
        as they end where the part is too large for a tree.
        """
        tree = self._trees.get(name.lower())
        if tree is not None:
            return elements_in(tree, *wanted)
        return elements(self.markup(name) or b"", *wanted)

    def checked_elements(self, name: str, *wanted: str) -> Iterator[etree._Element] | Kind:
        """The same of a part that is checked only now, where it was not at the door; or what
        forbids parsing it. Its tree is not kept.
        """
        if name not in self.unchecked:
            return self.elements(name, *wanted)
        tree, kind = _checked(self.contents[name])
        if kind is not None:
            return kind
        return (
            elements(self.contents[name], *wanted) if tree is None else elements_in(tree, *wanted)
        )

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """What a part refers to, in order; the package itself without an argument."""
        if part not in self._links:
            root = self.xml(relationships_of(part))
            self._links[part] = tuple(
                _relationship(element, part, self._actual)
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
        return _content_types(self.xml(CONTENT_TYPES))

    def related(self, part: str, *kinds: str) -> str | None:
        """The first part of this package that a part refers to by one of these types."""
        targets = (r.target for r in self.relationships(part) if r.kind in kinds and not r.external)
        return next(targets, None)


def family_of(data: bytes) -> Expected | None:
    """Which kind of package these bytes say they are, by the type of their main part.

    Cheap, and trusted with nothing but the choice of a reader: the door comes after it.
    """
    listed = peek(data, (CONTENT_TYPES, "_rels/.rels"))
    types = _content_types(parsed(listed.get(CONTENT_TYPES, b"")))
    root = parsed(listed.get("_rels/.rels", b""))
    targets = (
        element.get("Target", "")
        for element in (() if root is None else root)
        if kind_of_relation(element) == "officeDocument"
    )
    main = next(targets, "").lstrip("/") or _main_by_type(types)
    return family_of_type(_content_type(main, types)) if main else None


def open_package(
    data: bytes,
    name: str,
    expect: Expected,
    left_out: Container[str] = (),
    *,
    one_by_one: bool = False,
) -> Package | Finding:
    """The package in `data` if it is what is expected; `name` is the file's own name. Of the
    members left out only their names and sizes are looked at. Where the caller goes through
    large sheets `one_by_one`, and through all of them, they are checked as it comes to them.
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
    """The parts of markup: those that were checked in lower case, with the trees that are kept,
    and those that were not as they are named.
    """

    checked: frozenset[str]
    trees: Mapping[str, etree._Element]
    unchecked: frozenset[str]


def _identified(contents: Mapping[str, bytes], markup: _Markup, door: Door) -> Package | Finding:
    """The package with its main part, once that is of the expected type."""
    actual = {member.lower(): member for member in contents}
    package = Package(door.name, "", contents, actual, *markup)
    types = package.content_types()
    main = package.related("", "officeDocument") or _main_by_type(types)
    alien = recognise_main(_content_type(main, types), contents, door.expect) if main else None
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


def _content_types(root: etree._Element | None) -> dict[str, str]:
    """Types by "/part name" and by ".extension", all in lower case."""
    types: dict[str, str] = {}
    for element in () if root is None else root:
        kind = element.get("ContentType", "").lower()
        if local_name(element) == "Override":
            types["/" + element.get("PartName", "").lstrip("/").lower()] = kind
        elif local_name(element) == "Default":
            types["." + element.get("Extension", "").lower()] = kind
    return types


def _content_type(part: str, types: Mapping[str, str]) -> str:
    lowered = "/" + part.lower()
    return types.get(lowered) or types.get("." + lowered.rpartition(".")[2], "")


def relationships_of(part: str) -> str:
    """The name of the part that holds what a part refers to."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def _relationship(element: etree._Element, part: str, actual: Mapping[str, str]) -> Relationship:
    external = element.get("TargetMode", "").lower() == "external"
    target = element.get("Target", "")
    if not external:
        target = resolved(target, part, actual)
    word = element.get("Type", "").rstrip("/").rpartition("/")[2]
    kind = kind_of_relation(element)
    return Relationship(element.get("Id", ""), word, target, external, kind)


def kind_of_relation(element: etree._Element) -> str:
    """The last word of a relationship's type, which Strict and Transitional share; of a type
    that the standard does not have the whole address.
    """
    address = element.get("Type", "")
    match = _RELATION.fullmatch(address)
    if match is None:
        return address
    word: str = next(filter(None, match.groups()))
    return _STRICT_WORDS.get(word, word)


def resolved(target: str, part: str, actual: Mapping[str, str]) -> str:
    """The part a relative address means, as it is spelled in the package."""
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
    for candidate in (path, unquote(path)):
        if candidate.lower() in actual:
            return actual[candidate.lower()]
    return path


def _markup(contents: Mapping[str, bytes], door: Door, *, one_by_one: bool) -> _Markup | Finding:
    """The parts of markup, or the first that must not be parsed.

    The list of types is gone through first: it says which of the others are markup.
    """
    types: Mapping[str, str] = {}
    checked: set[str] = set()
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
        if one_by_one and _content_type(part, types).endswith(_READ_ONCE):
            unchecked.add(part)
            continue
        tree, kind = _checked(data)
        if kind is parts.MALFORMED_PART and lowered.endswith(".vml"):
            # Old drawings are browser markup that never was well formed; nobody parses them.
            continue
        if kind is not None:
            return door.refuse(kind, part=visible(part))
        checked.add(lowered)
        types = types or _content_types(parsed(data) if tree is None else tree)
        size += len(data)
        seldom = _content_type(part, types).endswith(_SELDOM_READ)
        if tree is not None and size <= KEPT_TREES and not seldom:
            trees[lowered] = tree
    return _Markup(frozenset(checked), trees, frozenset(unchecked))


def _is_markup(part: str, data: bytes, types: Mapping[str, str]) -> bool:
    if not data:  # an empty part that nobody needs does no harm
        return False
    if part.endswith((".xml", ".rels", ".vml")) or data.startswith(b"<?xml"):
        return True
    return _content_type(part, types).endswith(("+xml", "/xml"))


def fault_of_markup(data: bytes) -> Kind | None:
    """What forbids parsing this part."""
    return _checked(data)[1]


def _checked(data: bytes) -> tuple[etree._Element | None, Kind | None]:
    """The tree of a part that is not too large for one, or what forbids parsing it."""
    if len(data) > _OF_MANY:
        return _check(data)
    if (known := hash(data)) in _met:
        return _checked_once(data)
    if len(_met) < _MOST_MET:
        _met.add(known)
    return _check(data)


def _check(data: bytes) -> tuple[etree._Element | None, Kind | None]:
    """The same, found by a parser that builds and expands nothing where there is any doubt."""
    plain = _is_utf8(data) and (_AT_ONCE.match(data) or b"<!DOCTYPE" not in data)
    if not plain or len(data) > LARGEST_TREE:
        parser = etree.XMLParser(
            target=_Listener(),  # type: ignore[arg-type]  # it may leave methods out
            **CLOSED,
        )
        try:
            for start in range(0, len(data), _CHUNK):
                parser.feed(data[start : start + _CHUNK])
            parser.close()
        except _DocumentTypeError:
            return None, parts.DOCUMENT_TYPE
        except (etree.LxmlError, ValueError, LookupError):
            return None, parts.MALFORMED_PART
    if len(data) > LARGEST_TREE:
        return None, None
    tree = parsed(data)
    return tree, parts.MALFORMED_PART if tree is None else None


def _is_utf8(data: bytes) -> bool:
    """Whether these bytes say of themselves that ASCII stands for itself in them."""
    head = data[:256].removeprefix(codecs.BOM_UTF8)
    if b"\0" in head:
        return False
    if not head.startswith(b"<?xml"):
        return head.startswith(b"<")
    form, end, _ = head.partition(b"?>")
    named = _ENCODING.findall(form)
    return bool(end) and all(name.lower() == b"utf-8" for name in named)


# The trees of parts that come again, by which are meant those that were met before: a process
# for one report keeps none of them.
_checked_once = lru_cache(maxsize=64)(_check)
_met: set[int] = set()
_MOST_MET = 1 << 16


class _DocumentTypeError(Exception):
    """Leaves the parser at the declaration, before anything in it is read."""


class _Listener:
    """Hears of nothing but a document type, so that going through a part costs little."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _DocumentTypeError(name, public, system)

    def close(self) -> None:
        """Nothing was built."""
