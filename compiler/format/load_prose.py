"""Reads what a declaration says about prose: words, their roles, how tables are counted.

Given the entries of a declaration file, gives a `Prose`; mistakes are noted with their
keys, and keys of earlier versions are named with what replaced them.
"""

from __future__ import annotations

import re

from compiler.catalogue.w_declarations import REPLACED_KEY
from compiler.format.entry import Entry
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
_LINE = re.compile(r"[^\s+-]+(?:\s*[+-]\s*[^\s+-]+)*")


def load_prose(top: Entry) -> Prose:
    """Everything about prose in one file; lines are not yet bound to their tables."""
    for key, instead in _REPLACED.items():
        if top.has(key):
            top.replaced(REPLACED_KEY, key, instead)
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


def _lists(top: Entry, key: str, known: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    entry = top.optional(key)
    if entry is None:
        return {}
    found = {name: entry.words(name) for name in known or entry.names()}
    entry.finish()
    return found


def _said(entry: Entry) -> Said:
    said = Said(
        says=entry.words("says"),
        line=entry.text("line", pattern=_LINE),
        also=entry.texts("also"),
        alone=entry.flag("alone", default=False),
        every=entry.text("every", ""),
        timely=entry.flag("timely", default=False),
    )
    if not said.says:
        entry.missing("says")
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
