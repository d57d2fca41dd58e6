"""Findings as a page shows them: plain values for its template, each place with its link.

Given findings in their order; gives dictionaries of text. Must not know HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compiler.format.form import Form
from compiler.output.html_report import Anchors
from compiler.output.sentences import (
    CLAUSE,
    RELATED,
    Sentence,
    opened,
    sentences_of,
    where_parts,
)
from compiler.text.characters import one_line, printable
from compiler.text.language import Language, Text
from compiler.values.findings import SEVERITY_NAMES, Finding, Place

WORDS: Mapping[str, Text] = {
    "findings": Text("问题", "Findings"),
    "report": Text("各表", "The report"),
    "year": Text("本年概况", "The year"),
    "draw": Text("画出全年情况", "Draw the year"),
    "as_table": Text("列成表", "As a table"),
    "none": Text("没有发现问题。", "Nothing was found wrong."),
    "bad": Text("有问题的格", "cells at fault"),
    "linked": Text("相关的格", "related cells"),
    "likely": Text("最可能错", "most likely wrong"),
    "legend": Text(
        "角上的数字是问题的序号，可以点。",
        "The small numbers are those of the findings; follow them.",
    ),
    "blank": Text("空白", "blank"),
    "diagnosed": Text("看可能的原因和最少改动", "To the likely causes and smallest repairs"),
    "sideways": Text("表格较宽，可以左右滑动。", "The table is wide: move it sideways."),
    "back": Text("回到开头", "Back to the top"),
    "made": Text("由年报核对", "Checked by nianbao"),
}
_NAMED = 3


def shown(text: str) -> str:
    """Without what turns the line around, no page can hold, or breaks the line."""
    return printable(one_line(text))


def finding_views(
    findings: Sequence[Finding],
    form: Form | None,
    language: Language,
    anchors: Anchors,
) -> list[dict[str, object]]:
    headings = form.section_titles if form else {}
    return [
        _view(number, finding, language, headings, anchors)
        for number, finding in enumerate(findings, start=1)
    ]


def _view(
    number: int,
    finding: Finding,
    language: Language,
    headings: Mapping[str, str],
    anchors: Anchors,
) -> dict[str, object]:
    said = sentences_of(finding, language)
    message = shown(said.message.text)
    label = shown(finding.place.label or "")
    where = _where(finding.place, language, headings)
    return {
        "number": number,
        "severity": finding.level.value,
        "grade": SEVERITY_NAMES[finding.level].in_language(language),
        "code": finding.code,
        "where": where,
        "label": "" if where.startswith(label) or f"“{label}”" in message else label,
        "anchor": anchors.of(finding.place),
        "message": message,
        "numbers": said.numbers.text,
        "hint": _view_of(said.hint),
        "related": _related(finding, language, headings, anchors),
        "see_also": RELATED.in_language(language),
        "folded": said.folded.text,
        "consequences": [shown(c.place.label or "") for c in finding.consequences],
        "clause": _view_of(opened(CLAUSE, finding.clause or "", language)),
        "slip": _view_of(said.slip),
        "token": _view_of(said.token),
    }


def _related(
    finding: Finding, language: Language, headings: Mapping[str, str], anchors: Anchors
) -> list[dict[str, str]]:
    """Each related place once, its sheet only where that is another than the finding's.

    Many cells are named by their addresses alone, as on the terminal.
    """
    short = len(finding.related) > _NAMED and all(place.cell for place in finding.related)
    views: dict[str, dict[str, str]] = {}
    for place in finding.related:
        same = place.sheet == finding.place.sheet and place.section == finding.place.section
        where = shown(place.cell or "") if same else _where(place, language, headings)
        label = shown(place.label or "")
        text = where if short else " ".join(filter(None, (where, label)))
        if text:
            views.setdefault(text, {"text": text, "label": label, "anchor": anchors.of(place)})
    return list(views.values())


def _where(place: Place, language: Language, headings: Mapping[str, str]) -> str:
    return shown(" ".join(where_parts(place, headings, language)))


def _view_of(sentence: Sentence) -> dict[str, str]:
    """Nothing where it says nothing."""
    return {"opening": sentence.opening, "text": shown(sentence.text)} if sentence else {}
