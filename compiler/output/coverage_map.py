"""The coverage map as a person and as a program reads it.

Given the map and its edition; gives text with the form drawn, or plain data of the
published shape. Must not know how the map was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.checks.coverage import Coverage
from compiler.format.form import Form
from compiler.output.describe import drawn
from compiler.text.language import Language, Text
from compiler.values.figures import FigureId

TOTAL, UNGUARDED = Text("合计", "sum"), Text("无", "none")
ONLY_TYPED_TOTAL = "*"

_TITLE = Text("核对覆盖：{0}", "What is guarded: {0}")
LEGEND = Text(
    "数是核对这一格的勾稽关系有几条（把这一格加一、减一试出来的）；“合计”自动相加；"
    "带 * 的只有它自己的合计核对，合计自动相加时查不出；“无”没有勾稽关系核对。",
    "A number says how many rules guard the cell (found by trying it one more and one less); "
    "“sum” adds itself up; * marks what only its own total guards, which says nothing while it "
    "adds itself up; “none” is guarded by no rule.",
)
_COUNTS = Text(
    "可填的格 {0} 个：有核对的 {1} 个，没有核对的 {2} 个。",
    "{0} cells to fill in: {1} guarded, {2} not.",
)
_UNGUARDED = Text("没有勾稽关系核对的格", "Cells that no rule guards")
_NONE = Text("没有。", "None.")
_RULES = Text("各条关系核对多少格", "How many cells each rule guards")
_PRIOR = Text("（要有上年报告）", " (with last year's report)")


def coverage_record(coverage: Coverage) -> Mapping[str, object]:
    return {
        "cells": [
            {**figure._asdict(), "rules": [*rules]} for figure, rules in coverage.rules.items()
        ],
        "unguarded": [figure._asdict() for figure in coverage.unguarded],
    }


def coverage_text(coverage: Coverage, form: Form, language: Language) -> str:
    """The whole map, ending in a line break."""
    counts = (
        len(coverage.rules),
        len(coverage.rules) - len(coverage.unguarded),
        len(coverage.unguarded),
    )
    lines = [
        _TITLE.in_language(language).format(f"{form.id}  {form.declaration.name}"),
        _COUNTS.in_language(language).format(*counts),
        LEGEND.in_language(language),
    ]
    for section in form.table_sections:
        lines += ["", f"■ {section.title}", ""]
        grid = form.grid(section)
        lines += drawn(grid, lambda figure: mark(coverage, figure, language))
    lines += ["", f"■ {_RULES.in_language(language)}", *_rules(coverage, form, language)]
    lines += ["", f"■ {_UNGUARDED.in_language(language)}"]
    labels = unguarded_labels(coverage, form) or [_NONE.in_language(language)]
    return "\n".join([*lines, *(f"  {label}" for label in labels)]) + "\n"


def mark(coverage: Coverage, figure: FigureId, language: Language) -> str:
    """What the map shows in a cell."""
    rules = coverage.rules.get(figure)
    if rules is None:
        return TOTAL.in_language(language)
    if not rules:
        return UNGUARDED.in_language(language)
    return f"{len(rules)}{ONLY_TYPED_TOTAL if figure in coverage.only_typed_totals else ''}"


def unguarded_labels(coverage: Coverage, form: Form) -> list[str]:
    """The cells that nothing guards, in the form's own words."""
    labels = []
    for figure in coverage.unguarded:
        section = form.section_of[figure.table]
        title = form.table(figure.table).name
        place = " ".join(filter(None, (section.short or section.heading, title)))
        labels.append(f"{place}：{form.label_of(figure)}")
    return labels


def _rules(coverage: Coverage, form: Form, language: Language) -> Iterator[str]:
    for rule in form.declaration.rules:
        count = sum(rule.id in rules for rules in coverage.rules.values())
        of_rule = (i for i in form.identities if i.rule.id == rule.id)
        note = _PRIOR.in_language(language) if any(i.needs_prior for i in of_rule) else ""
        yield f"  {count:>4}  {rule.words}{note}"
