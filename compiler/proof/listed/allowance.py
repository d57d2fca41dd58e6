"""The list of what may stand in a document without changing what is seen.

Given the two files of this folder, `written.json` (what this program writes, learnt by a
command) and `declared.toml` (what known programs write when they save), answers which parts,
elements, attributes and values are on the list. It reads no document.

A line of either file is `parent/element attribute=values …`: `a|b` is either, `*` any value or
each parent in which the element is listed, `3..9` a length or a number from 3 to 9, `?` on or off, `@set` one of a set of
names, `-` an attribute left out, `/…/` what matches the pattern; a value with a space stands
in quotes. An attribute that is not named may not stand there; a `val` that is named must, for
without it an element often says the most.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from compiler.ooxml.markup import W
from compiler.ooxml.words.measures import HALF_POINTS, TWIPS, measured
from compiler.values.dataclass import dataclass

SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
ANY = "*"
_SWITCH = frozenset(("true", "false", "on", "off", "1", "0"))
_RANGE = re.compile(r"(-?[0-9]+)\.\.(-?[0-9]+)")
_TOKEN = re.compile(r'([^\s=]+)=("[^"]*"|\S*)|(\S+)')
# Counted in half points; all other lengths in twips.
_BY_HALVES = frozenset(("sz", "szCs", "kern", "position"))


@dataclass(frozen=True, slots=True)
class Values:
    """What an attribute may say; `every`: anything at all, `absent`: it may be left out."""

    words: frozenset[str] = frozenset()
    ranges: tuple[tuple[int, int], ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    every: bool = False
    absent: bool = False
    per_point: int = TWIPS

    def hold(self, text: str) -> bool:
        if self.every or text in self.words:
            return True
        if self.ranges:
            number = measured(text, self.per_point)
            if number is not None and any(low <= number <= high for low, high in self.ranges):
                return True
        return any(pattern.fullmatch(text) for pattern in self.patterns)

    def or_else(self, other: Values) -> Values:
        return Values(
            self.words | other.words,
            (*self.ranges, *other.ranges),
            (*self.patterns, *other.patterns),
            self.every or other.every,
            self.absent or other.absent,
            self.per_point,
        )


Attributes = Mapping[str, Values]
# By (tag of the parent, tag); the parent of a root is "".
Marks = Mapping[tuple[str, str], Attributes]


Sets = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Allowance:
    """`marks` by kind of part; `relations` by the kind of part that refers: the words of the
    relation and the type of the part that it leads to; `fonts` are those that any part may name.
    A kind of part without marks shows nothing.
    """

    marks: Mapping[str, Marks]
    relations: Mapping[str, frozenset[tuple[str, str]]]
    fonts: frozenset[str]

    def with_marks(self, kind: str, more: Marks) -> Allowance:
        """The same with more for one kind of part."""
        marks = {**self.marks, kind: _merged([self.marks[kind], more])}
        return Allowance(marks, self.relations, self.fonts)


@cache
def allowance() -> Allowance:
    """What the two files of this folder say together."""
    folder = Path(__file__).parent
    written = json.loads((folder / "written.json").read_text("utf-8"))
    declared = tomllib.loads((folder / "declared.toml").read_text("utf-8"))
    return combined(written, declared)


def combined(written: Mapping[str, Any], declared: Mapping[str, Any]) -> Allowance:
    """ValueError or KeyError where a file is not as it should be."""
    fonts = frozenset((*written["fonts"], *declared["sets"]["fonts"]))
    sets = {**declared["sets"], "fonts": fonts}
    marks: dict[str, list[Marks]] = {}
    relations: dict[str, set[tuple[str, str]]] = {}
    for kind, lines in written["marks"].items():
        marks.setdefault(kind, []).append(parsed_lines(lines, sets))
    for entry in declared["writes"]:
        for kind in entry.get("in", ()):
            marks.setdefault(kind, []).append(parsed_lines(entry["marks"], sets))
    for source in (written, *declared["writes"]):
        for kind, told in source.get("relations", {}).items():
            relations.setdefault(kind, set()).update(
                (word, type_) for word, type_ in (line.split() for line in told)
            )
    return Allowance(
        {kind: _everywhere(_merged(found)) for kind, found in marks.items()},
        {kind: frozenset(found) for kind, found in relations.items()},
        fonts,
    )


def _everywhere(marks: Marks) -> Marks:
    """What is said of an element in any parent, in each in which it may stand."""
    said = {tag: attributes for (around, tag), attributes in marks.items() if around == ANY}
    stand = {key: attributes for key, attributes in marks.items() if key[0] != ANY}
    return _merged([stand, {key: said[key[1]] for key in stand if key[1] in said}])


def _merged(several: Iterable[Marks]) -> Marks:
    merged: dict[tuple[str, str], dict[str, Values]] = {}
    for marks in several:
        for key, attributes in marks.items():
            known = merged.setdefault(key, {})
            for name, values in attributes.items():
                known[name] = known[name].or_else(values) if name in known else values
    return merged


def parsed_lines(lines: Iterable[str], sets: Sets) -> Marks:
    """ValueError for a line that is none."""
    return _merged(marks for line in lines for marks in _of_line(line, sets))


def _of_line(line: str, sets: Sets) -> Iterable[Marks]:
    head, _, rest = line.strip().partition(" ")
    parents, slash, names = head.rpartition("/")
    told = _TOKEN.findall(rest)
    if not slash or any(stray for _, _, stray in told):
        raise ValueError(line)
    for name in names.split("|"):
        attributes = {full_name(key): _values(text.strip('"'), name, sets) for key, text, _ in told}
        for parent in parents.split("|"):
            around = parent if parent in ("", ANY) else full_name(parent)
            yield {(around, full_name(name)): attributes}


def full_name(name: str) -> str:
    """A name as lxml has it; without a prefix it is one of WordprocessingML, after a colon one
    of no name space.
    """
    prefix, colon, local = name.partition(":")
    if not colon:
        return f"{{{W}}}{name}"
    return f"{{{SPACES[prefix]}}}{local}" if prefix else local


def _values(text: str, element: str, sets: Sets) -> Values:
    per_point = HALF_POINTS if element in _BY_HALVES else TWIPS
    if len(text) > 1 and text[0] == text[-1] == "/":
        return Values(patterns=(re.compile(text[1:-1]),))
    words: set[str] = set()
    ranges: list[tuple[int, int]] = []
    every = absent = False
    for word in text.split("|"):
        if match := _RANGE.fullmatch(word):
            ranges.append((int(match[1]), int(match[2])))
        elif word == ANY:
            every = True
        elif word == "?":
            words |= _SWITCH
            absent = True
        elif word == "-":
            absent = True
        elif word.startswith("@"):
            words.update(sets[word[1:]])
        else:
            words.add(word)
    return Values(frozenset(words), tuple(ranges), (), every, absent, per_point)
