"""Likely causes and smallest repairs in a person's words, for the terminal and the page.

Given a diagnosis and a language, gives lines of (opening, text).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.text.language import Language, Text
from compiler.text.numerals import plain
from compiler.values.diagnosis import Change, Diagnosis
from compiler.values.findings import Place

_CAUSE = Text("可能的原因：", "Likely cause: ")
_REPAIR = Text("最少改动：", "Smallest repair: ")
OR = Text("或者：", "Or: ")
_UNTOLD = Text("单凭数字看不出错在哪几格。", "The figures do not tell which cells are wrong.")
_REST_UNTOLD = Text(
    "其余不相符的，单凭数字看不出错在哪几格。",
    "Of what else is broken the figures do not tell which cells are wrong.",
)
_MORE = Text("另有 {0} 种改法，改动的格一样多。", "{0} more, of as many cells.")
_LESS_LIKELY = Text("另有 {0} 种改法，不如这样改可能。", "{0} more, for which less speaks.")
_INSTEAD_OF = Text("不改 {0}，而是", "instead of {0}, ")
_AT = Text("{0} 这一处", "at {0} ")
_CHANGE = Text("{place}由 {was} 改为 {to}", "{place} from {was} to {to}")
_LIKELIEST = Text("（最可能）", " (most likely)")
_SHOWN = 3


def diagnosis_lines(diagnosis: Diagnosis, language: Language) -> list[tuple[str, str]]:
    """Causes first, then the likeliest repairs; that the figures do not tell is said too."""
    lines = [
        (_CAUSE.in_language(language), c.message.in_language(language)) for c in diagnosis.causes
    ]
    opening = _REPAIR.in_language(language)
    first = [change for repairs in diagnosis.parts for change in repairs[0].changes]
    said = [_said(first, diagnosis, language)] if first else []
    if diagnosis.untold and not diagnosis.causes:
        untold = _REST_UNTOLD if diagnosis.parts else _UNTOLD
        said.append(untold.in_language(language))
    if said:
        lines.append((opening, ("" if language == "zh" else " ").join(said)))
    or_ = OR.in_language(language)
    return [*lines, *((or_, text) for text in _alternatives(diagnosis, language))]


def _alternatives(diagnosis: Diagnosis, language: Language) -> Iterator[str]:
    """What may be done instead in each part: a few where one cell does and none is likelier."""
    for number, repairs in enumerate(diagnosis.parts):
        clear = number in diagnosis.clear
        shown = repairs[1 : _SHOWN if len(repairs[0].changes) == 1 and not clear else 1]
        instead = at = ""
        if len(diagnosis.parts) > 1:
            cells = (_address(diagnosis.places[c.figure]) for c in repairs[0].changes)
            named = ("、" if language == "zh" else ", ").join(cells)
            instead = _INSTEAD_OF.in_language(language).format(named)
            at = _AT.in_language(language).format(named)
        for repair in shown:
            yield instead + _said(repair.changes, diagnosis, language)
        if more := len(repairs) - 1 - len(shown):
            words = _LESS_LIKELY if clear else _MORE
            yield at + words.in_language(language).format(more)


def _said(changes: Iterable[Change], diagnosis: Diagnosis, language: Language) -> str:
    """Each sheet once, then its cells."""
    zh = language == "zh"
    likely = {each.place.figure for each in diagnosis.likely}
    sheets: dict[str, list[str]] = {}
    for change in changes:
        place = diagnosis.places[change.figure]
        where = (
            f"{place.cell or ''}“{place.label}”" if zh else f"{place.cell or ''} “{place.label}”"
        )
        words = _CHANGE.in_language(language).format(
            place=where.strip(), was=plain(change.was), to=plain(change.to)
        )
        if change.figure in likely:
            words += _LIKELIEST.in_language(language)
        sheets.setdefault(place.sheet or "", []).append(words)
    between, opening = ("；", "：") if zh else ("; ", ": ")
    said = [
        (f"{sheet}{opening}" if sheet else "") + between.join(words)
        for sheet, words in sheets.items()
    ]
    return between.join(said) + ("。" if zh else ".")


def _address(place: Place) -> str:
    return place.cell or f"“{place.label}”"
