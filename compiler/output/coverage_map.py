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
from compiler.text.widths import wrap
from compiler.values.figures import FigureId

TOTAL, UNGUARDED = Text("合计", "sum"), Text("无", "none")
ONLY_TYPED_TOTAL = "*"

_TITLE = Text("核对覆盖：{0}", "What is guarded: {0}")
LEGEND = Text(
    "格里的数：填错一个数，有几条核对会指出来。“合计”自动相加，不用填。"
    "带 * 的只有它所在的合计会指出来，合计自动相加时就查不出了。“无”：填错了没有核对会指出来，请多看一眼。",
    "A number says how many checks tell of a wrong figure in the cell. “sum” adds itself up. "
    "* marks what only its own total tells of, and that says nothing while it adds itself up. "
    "“none”: no check tells of a wrong figure there.",
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


def coverage_text(coverage: Coverage, form: Form, language: Language, width: int = 80) -> str:
    """The whole map in lines of at most `width` columns, ending in a line break."""
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
    lines = [part for line in lines for part in wrap(line, width, rest="")]
    for section in form.table_sections:
        lines += ["", f"■ {section.title}", ""]
        grid = form.grid(section)
        lines += drawn(grid, lambda figure: mark(coverage, figure, language), width)
    lines += ["", f"■ {_RULES.in_language(language)}"]
    for count, words in _rules(coverage, form, language):
        lines += wrap(words, width, f"  {count:>4}  ")
    lines += ["", f"■ {_UNGUARDED.in_language(language)}"]
    for label in unguarded_labels(coverage, form) or [_NONE.in_language(language)]:
        lines += wrap(label, width, "  ", "    ")
    return "\n".join(lines) + "\n"


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


def _rules(coverage: Coverage, form: Form, language: Language) -> Iterator[tuple[int, str]]:
    """How many cells each rule guards, and what it says."""
    for rule in form.declaration.rules:
        count = sum(rule.id in rules for rules in coverage.rules.values())
        of_rule = (i for i in form.identities if i.rule.id == rule.id)
        note = _PRIOR.in_language(language) if any(i.needs_prior for i in of_rule) else ""
        yield count, f"{rule.words}{note}"
