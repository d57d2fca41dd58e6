"""A declaration beside its official form, as a person and as a program reads them.

Given pairs; gives text in two columns, or plain data. Must not know how they were made.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from compiler.learning.laid_beside import HEADING, Beside, SideBySide
from compiler.text.language import Language, Text
from compiler.text.widths import display_width, padded, wrap

_HEADS = Text("声明", "Declaration"), Text("表样", "Form")
_MISSING = Text("（没有）", "(none)")
_ALL_SAME = Text("{0} 处标题和标签，两边一致。", "{0} headings and labels, the same on both sides.")
_DIFFERENT = Text(
    "{0} 处标题和标签，其中 {1} 处两边不同，前面标有 ≠。",
    "{0} headings and labels; {1} differ and are marked by ≠.",
)


def beside_text(beside: SideBySide, language: Language, width: int) -> str:
    """Two columns under one another's heads, ending in a line break."""
    pairs = beside.pairs
    opening = max((display_width(_opening(pair, language)) for pair in pairs), default=0)
    half = (width - opening - 3) // 2
    heads = [head.in_language(language) for head in _HEADS]
    lines = [f"{' ' * opening}{padded(heads[0], half)}   {heads[1]}"]
    for pair in pairs:
        if pair.what is HEADING:
            lines.append("")
        lines += _lines(pair, language, opening, half)
    summary = (_DIFFERENT if beside.differences else _ALL_SAME).in_language(language)
    return "\n".join([*lines, "", summary.format(len(pairs), beside.differences)]) + "\n"


def _opening(pair: Beside, language: Language) -> str:
    return f"{' ' if pair.same else '≠'} {pair.what.in_language(language)}  "


def _lines(pair: Beside, language: Language, opening: int, half: int) -> Iterator[str]:
    sides = [
        wrap(" / ".join(path) or _MISSING.in_language(language), half)
        for path in (pair.declared, pair.form)
    ]
    first = _opening(pair, language)
    for left, right in zip_longest(*sides, fillvalue=""):
        yield f"{padded(first, opening)}{padded(left, half)}   {right}".rstrip()
        first = ""


def beside_record(beside: SideBySide) -> dict[str, Any]:
    return {
        "beside": [
            {
                "what": pair.what.en,
                "declared": list(pair.declared),
                "form": list(pair.form),
                "same": pair.same,
            }
            for pair in beside.pairs
        ],
        "differences": beside.differences,
    }
