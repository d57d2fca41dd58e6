"""Likely causes and smallest repairs in a person's words, for the terminal and the page.

Given a diagnosis and a language, gives lines of (opening, text).
"""

from __future__ import annotations

from compiler.text.language import Language, Text
from compiler.text.numerals import plain
from compiler.values.diagnosis import Diagnosis, Repair

_CAUSE = Text("可能的原因：", "Likely cause: ")
_REPAIR = Text("最少改动：", "Smallest repair: ")
OR = Text("或者：", "Or: ")
_UNTOLD = Text("单凭数字看不出错在哪几格。", "The figures do not tell which cells are wrong.")
_REST_UNTOLD = Text(
    "其余不相符的，单凭数字看不出错在哪几格。",
    "Of what else is broken the figures do not tell which cells are wrong.",
)
_MORE = Text("另有 {0} 种改法，改动的格一样多。", "{0} more, of as many cells.")
_CHANGE = Text("{place}由 {was} 改为 {to}", "{place} from {was} to {to}")
_SHOWN = 3


def diagnosis_lines(diagnosis: Diagnosis, language: Language) -> list[tuple[str, str]]:
    """Causes first, then the likeliest repairs; that the figures do not tell is said too."""
    lines = [
        (_CAUSE.in_language(language), c.message.in_language(language)) for c in diagnosis.causes
    ]
    for repairs in diagnosis.parts:
        shown = repairs[: _SHOWN if len(repairs[0].changes) == 1 else 1]
        for position, repair in enumerate(shown):
            opening = _REPAIR if position == 0 else OR
            lines.append((opening.in_language(language), _said(repair, diagnosis, language)))
        if more := len(repairs) - len(shown):
            lines.append((OR.in_language(language), _MORE.in_language(language).format(more)))
    if diagnosis.untold and not diagnosis.causes:
        untold = _REST_UNTOLD if diagnosis.parts else _UNTOLD
        lines.append((_REPAIR.in_language(language), untold.in_language(language)))
    return lines


def _said(repair: Repair, diagnosis: Diagnosis, language: Language) -> str:
    """Each sheet once, then its cells."""
    zh = language == "zh"
    sheets: dict[str, list[str]] = {}
    for change in repair.changes:
        place = diagnosis.places[change.figure]
        where = (
            f"{place.cell or ''}“{place.label}”" if zh else f"{place.cell or ''} “{place.label}”"
        )
        words = _CHANGE.in_language(language).format(
            place=where.strip(), was=plain(change.was), to=plain(change.to)
        )
        sheets.setdefault(place.sheet or "", []).append(words)
    between, opening = ("；", "：") if zh else ("; ", ": ")
    said = [
        (f"{sheet}{opening}" if sheet else "") + between.join(words)
        for sheet, words in sheets.items()
    ]
    return between.join(said) + ("。" if zh else ".")
