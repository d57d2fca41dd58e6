"""Reads what a declaration says about prose: words, their roles, how tables are counted.

Given the entries of a declaration file, gives a `Prose`; mistakes are noted with their
keys, and keys of earlier versions are named with what replaced them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from compiler.catalogue.w_declarations import REPLACED_KEY
from compiler.format.entry import Entry, Spelling
from compiler.format.prose import ROLES, Basis, Counted, Prose, Said
from compiler.text.language import Text

# What declarations said before sentences were read word by word.
_REPLACED = {
    "phrase": Text("[[word]]（词和它指的行或列）", "[[word]], words and the line they name"),
    "denial": Text("[[word]] 和 [roles] 里的 none、every", "[[word]] and the words of none and every in [roles]"),
    "scope": Text("[roles]（词的作用）", "[roles], what words do in a sentence"),
    "labelled": Text("行标签、列标签本身（不必另写）", "the labels of rows and columns themselves"),
    "whole": Text("句子自己说的总数（不必另写）", "the totals that sentences tell themselves"),
}  # fmt: skip
# Keys within them, met there or carried over to the tables that came instead.
_BY_ROLES = Text(
    "[roles]（词自己的作用，不必逐句另写）", "[roles], what words do, not written for each sentence"
)
_OF_WORDS = {
    "near": _BY_ROLES,
    "unlike": _BY_ROLES,
    "unless": _BY_ROLES,
    "of_last_year": Text("[roles] 里的 last_year", "last_year in [roles]"),
    "value": Text("[[word]] 里的 line", "line in [[word]]"),
    "figure": Text("[[word]] 里的 line", "line in [[word]]"),
    "allows": Text("[[word]] 里的 also", "also in [[word]]"),
    "stock": Text("[[counted]] 里的 stock", "stock in [[counted]]"),
    "severity": Text("句子读得是否明白（不必另写）", "how surely a sentence is understood"),
}  # fmt: skip
_OF_SCOPE = {
    "bodies": Text("[roles] 里的 others", "others in [roles]"),
    "channels": Text("[roles] 里的 channel", "channel in [roles]"),
    "kinds": Text("[roles] 里的 matter、aside", "matter and aside in [roles]"),
    "some_cases": Text("[roles] 里的 aside、restricts", "aside and restricts in [roles]"),
    "disclaimers": Text("[roles] 里的 disclaimer", "disclaimer in [roles]"),
    "plans": Text("[roles] 里的 plan", "plan in [roles]"),
    "speaks_of": Text("[[counted]] 里的 objects", "objects in [[counted]]"),
    "asked_for": Text("[[counted]] 里的 objects", "objects in [[counted]]"),
    "causes": Text("[[counted]] 里的 about", "about in [[counted]]"),
}  # fmt: skip
_WITHIN = {"phrase": _OF_WORDS, "denial": _OF_WORDS, "scope": _OF_SCOPE}
_LINE = Spelling(
    re.compile(r"[^\s+-]+(?:\s*[+-]\s*[^\s+-]+)*"),
    Text("“表.行”“表.列”或标签，可以用 + 相加", "table.row, table.column or a label, added with +"),
)


def load_prose(top: Entry) -> Prose:
    """Everything about prose in one file; lines are not yet bound to their tables."""
    for key, instead in _REPLACED.items():
        if top.has(key):
            top.replaced(REPLACED_KEY, key, instead)
            _replaced(top.inside(key), _WITHIN.get(key, {}))
    period = top.optional("period")
    said = period.words("words") if period else ()
    if period:
        period.finish()
    return Prose(
        said=tuple(_said(e) for e in top.entries("word", required=False)),
        counted=tuple(_counted(e) for e in top.entries("counted", required=False)),
        roles=_lists(top, "roles", ROLES),
        sets=_lists(top, "sets", None),
        bases=tuple(_basis(e) for e in top.entries("basis", required=False)),
        period=said,
    )


def _replaced(entries: Iterable[Entry], keys: Mapping[str, Text]) -> None:
    """Each key of earlier versions is named where it is met first."""
    told: set[str] = set()
    for entry in entries:
        for key, instead in keys.items():
            if entry.has(key) and key not in told:
                told.add(key)
                entry.replaced(REPLACED_KEY, key, instead)


def _lists(top: Entry, key: str, known: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    entry = top.optional(key)
    if entry is None:
        return {}
    found = {name: entry.words(name) for name in known or entry.names()}
    if known:
        _replaced((entry,), _OF_SCOPE)
    entry.finish()
    return found


def _said(entry: Entry) -> Said:
    said = Said(
        says=entry.words("says"),
        line=entry.text("line", spelling=_LINE),
        also=entry.texts("also"),
        alone=entry.flag("alone", default=False),
        every=entry.text("every", ""),
        timely=entry.flag("timely", default=False),
    )
    if not said.says:
        entry.missing("says")
    _replaced((entry,), _OF_WORDS)
    entry.finish()
    return said


def _counted(entry: Entry) -> Counted:
    counted = Counted(
        table=entry.text("table"),
        objects=entry.words("objects"),
        loose=entry.words("loose"),
        units=entry.words("units"),
        row=entry.text("row", ""),
        column=entry.text("column", ""),
        also=entry.texts("also"),
        acts=entry.words("acts"),
        about=entry.words("about"),
        stock=entry.texts("stock"),
    )
    entry.finish()
    return counted


def _basis(entry: Entry) -> Basis:
    basis = Basis(
        cited=entry.text("cited", ""),
        decree=entry.text("decree", ""),
        wrong=entry.text("wrong", ""),
        right=entry.text("right", ""),
    )
    entry.finish()
    return basis
