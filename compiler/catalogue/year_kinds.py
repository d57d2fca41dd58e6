"""What comparing with last year's report brings up, Y1xx, Y5xx and Y6xx."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

WARNING, ADVICE = Severity.WARNING, Severity.ADVICE

NOT_LAST_YEAR = Kind(
    "Y101", "not-last-year", WARNING,
    Text("作为上年报告的“{file}”是 {found} 年的，应是 {expected} 年的。", "“{file}”, given as last year's report, is that of {found}, not {expected}."),
    Text("请换用上一年度的报告。", "Give the report of the year before."),
    Text("跨年关系只在相邻两年之间成立。", "Relations across years hold between neighbouring years only."),
)  # fmt: skip

OTHER_AGENCY = Kind(
    "Y102", "prior-of-another-body", WARNING,
    Text("作为上年报告的“{file}”是“{found}”的，本报告是“{expected}”的。", "“{file}”, given as last year's report, is that of “{found}”, not “{expected}”."),
    Text("机关改过名称的可以不管；拿错了请换。", "Never mind a change of name; else give the right one."),
    Text("不同机关的数不能对照。", "Figures of different bodies are not comparable."),
)  # fmt: skip

JUMP = Kind(
    "Y501", "figure-jumped", WARNING,
    Text("“{label}”{last}是 {before}，{this}是 {now}，变化很大。", "“{label}” was {before} in {last} and is {now} in {this}, a great change."),
    Text("请核对；如果属实，在“情况说明”里写明原因。", "Look it up; if it is so, write the reason in “Explanations”."),
    Text(
        "上年不小于 20 的数，今年超过三倍或不到三分之一，常常是多打、少打一位或单位写错。属实的写明原因即可。",
        "A figure of 20 or more that changes by more than three times is often a slipped digit or unit. Where it is true, its reason settles it.",
    ),
)  # fmt: skip

SAME_TABLE = Kind(
    "Y601", "table-as-last-year", ADVICE,
    Text("“{table}”的数与上年报告完全相同。", "The figures of “{table}” are those of last year's report, all of them."),
    Text("请确认不是照搬上年。", "Make sure that they were not copied."),
    Text("整张表与上年一字不差，多半是照搬。", "A table equal to last year's in every figure was probably copied."),
)  # fmt: skip

SAME_PARAGRAPHS = Kind(
    "Y602", "paragraphs-as-last-year", ADVICE,
    Text("“{section}”有 {count} 段与上年报告一字不差：{sentence}", "“{section}” repeats last year's report word for word ({count}): {sentence}"),
    Text("请按本年情况重写。", "Write them anew for this year."),
    Text("内容雷同、照搬上年是通报里常见的问题。", "Contents copied from last year are a common complaint of reviewers."),
)  # fmt: skip

KINDS = (NOT_LAST_YEAR, OTHER_AGENCY, JUMP, SAME_TABLE, SAME_PARAGRAPHS)
