"""Likely causes and smallest repairs in a person's words, for the terminal and the page.

Given a diagnosis and a language, gives lines of (opening, text).
"""

from __future__ import annotations

from compiler.diagnosis import Diagnosis, Repair
from compiler.findings import Language, Place, Text
from compiler.numerals import plain

_CAUSE = Text("可能的原因：", "Likely cause: ")
_REPAIR = Text("最少改动：", "Smallest repair: ")
_OR = Text("或者：", "Or: ")
_UNTOLD = Text("单凭数字看不出错在哪几格。", "The figures do not tell which cells are wrong.")
_CHANGE = Text("把 {place} 由 {was} 改为 {to}", "change {place} from {was} to {to}")
_SHOWN = 3


def diagnosis_lines(diagnosis: Diagnosis, language: Language) -> list[tuple[str, str]]:
    """Causes first, then the likeliest repairs; that the figures do not tell is said too."""
    lines = [
        (_CAUSE.in_language(language), c.message.in_language(language)) for c in diagnosis.causes
    ]
    for position, repair in enumerate(diagnosis.repairs[:_SHOWN]):
        opening = _REPAIR if position == 0 else _OR
        lines.append((opening.in_language(language), _said(repair, diagnosis, language)))
    if diagnosis.untold and not diagnosis.causes:
        lines.append((_REPAIR.in_language(language), _UNTOLD.in_language(language)))
    return lines


def _said(repair: Repair, diagnosis: Diagnosis, language: Language) -> str:
    assert diagnosis.places is not None
    changes = [
        _CHANGE.in_language(language).format(
            place=_named(diagnosis.places.figure(change.figure)),
            was=plain(change.was),
            to=plain(change.to),
        )
        for change in repair.changes
    ]
    return ("；" if language == "zh" else "; ").join(changes) + ("。" if language == "zh" else ".")


def _named(place: Place) -> str:
    return " ".join(filter(None, (place.sheet, place.cell, f"“{place.label}”")))
