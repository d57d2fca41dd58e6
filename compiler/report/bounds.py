"""How much data and prose hold, told before anything is made of them.

Given the bytes of a JSON text, the value parsed from it or a report's prose, gives the limit
that it is over and how much there is, or None; and the finding that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compiler.catalogue.w_parts import OVER_A_LIMIT
from compiler.text.language import Text
from compiler.values.findings import Finding, Place
from compiler.values.limits import (
    CHARACTERS,
    JSON_DEPTH,
    JSON_VALUES,
    PARAGRAPHS,
    TEXT,
    UNIT_FIGURES,
    Limit,
)
from compiler.values.report import Paragraph, UnitFigures

# How much was found is None where counting ended at the first too many.
Over = tuple[Limit, int | None]

_BRACKETS = b"[]{}"
_STRUCTURE = _BRACKETS + b",:"
_NOT_BRACKETS = bytes(set(range(256)) - set(_BRACKETS))
_NOT_STRUCTURE = bytes(set(range(256)) - set(_STRUCTURE))


def refusal(over: Over, name: str) -> Finding:
    """What is said of an input that is over a limit; `name` is the file's."""
    limit, found = over
    program = Text("原来的程序", "the program it was made with")
    return Finding(
        OVER_A_LIMIT, Place(file=name), {"name": name, "program": program, **limit.told(found)}
    )


def units_over(units: Sequence[UnitFigures]) -> Over | None:
    """Whether the units of a report have more figures than data can hold."""
    count = sum(len(unit.figures) for unit in units)
    return (UNIT_FIGURES, count) if UNIT_FIGURES.passed(count) else None


def prose_over(narrative: Mapping[str, tuple[Paragraph, ...]]) -> Over | None:
    """Whether a report says more than is checked in time."""
    texts = [len(each.text) for paragraphs in narrative.values() for each in paragraphs]
    if PARAGRAPHS.passed(len(texts)):
        return PARAGRAPHS, len(texts)
    if longest := max((length for length in texts if TEXT.passed(length)), default=0):
        return TEXT, longest
    return (CHARACTERS, sum(texts)) if CHARACTERS.passed(sum(texts)) else None


def data_over(data: bytes) -> Over | None:
    """The same of the bytes of a JSON text, whether or not they are one."""
    quotes = data.count(b'"')
    if JSON_VALUES.passed(quotes // 4):  # a name and a text have two each
        return JSON_VALUES, None
    structure = _outside_texts(data).translate(None, _NOT_STRUCTURE)
    values = 1 + sum(structure.count(sign) for sign in (b",", b"[", b"{"))
    if JSON_VALUES.passed(values):
        return JSON_VALUES, values
    depth = _depth(structure.translate(None, _NOT_BRACKETS))
    return (JSON_DEPTH, depth) if JSON_DEPTH.passed(depth) else None


def text_over(value: object) -> Over | None:
    """The first text that is too long, wherever it stands in lists and mappings."""
    level = [value]
    while level:
        for each in level:
            if isinstance(each, str) and TEXT.passed(len(each)):
                return TEXT, len(each)
        level = [inner for outer in level for inner in _inside(outer)]
    return None


def _inside(value: object) -> Iterable[object]:
    """What stands in a list or a mapping, names too."""
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, list) else ()


def _outside_texts(data: bytes) -> bytes:
    plain = data.replace(b"\\\\", b"").replace(b'\\"', b"") if b"\\" in data else data
    return b"".join(plain.split(b'"')[::2])


def _depth(brackets: bytes) -> int:
    deepest = depth = 0
    for bracket in brackets:
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
