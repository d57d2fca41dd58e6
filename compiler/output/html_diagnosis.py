"""Likely causes and smallest repairs as a page shows them: the cells they name are links.

Given a diagnosis and the anchors of the page; gives plain values for its template. Must not
know HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.output.diagnosed import OR, diagnosis_lines
from compiler.output.html_findings import shown
from compiler.output.html_report import Anchors
from compiler.text.language import Language
from compiler.values.diagnosis import Diagnosis
from compiler.values.findings import Place


def named_places(diagnosis: Diagnosis, language: Language) -> list[Place]:
    """The cells that the lines name: of many repairs a few are told."""
    said = "".join(text for _, text in diagnosis_lines(diagnosis, language))
    return [place for place in _places(diagnosis) if place.label and _quoted(place) in said]


def _places(diagnosis: Diagnosis) -> Iterator[Place]:
    for cause in diagnosis.causes:
        yield from cause.places
    for repair in (repair for part in diagnosis.parts for repair in part):
        for change in repair.changes:
            yield diagnosis.places[change.figure]


def _quoted(place: Place) -> str:
    return f"“{place.label}”"


def diagnosed_views(
    diagnosis: Diagnosis, language: Language, anchors: Anchors
) -> list[dict[str, object]]:
    """Each line in pieces; `alternative` is a repair instead of the one before it."""
    links = _links(named_places(diagnosis, language), anchors)
    return [
        {
            "opening": shown(opening),
            "pieces": [
                {"text": t, "anchor": links.get(t, "")} for t in _parted(shown(text), links)
            ],
            "alternative": opening == OR.in_language(language),
        }
        for opening, text in diagnosis_lines(diagnosis, language)
    ]


def _links(places: Iterable[Place], anchors: Anchors) -> dict[str, str]:
    """The anchor of each cell by its label as lines quote it; two of one label have no link."""
    anchors_of: dict[str, set[str]] = {}
    for place in places:
        anchors_of.setdefault(shown(_quoted(place)), set()).add(anchors.of(place))
    return {label: only for label, names in anchors_of.items() if len(names) == 1 for only in names}


def _parted(text: str, links: dict[str, str]) -> list[str]:
    if not links:
        return [text]
    longest_first = sorted(links, key=len, reverse=True)
    return re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
