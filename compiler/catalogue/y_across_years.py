"""What comparing with last year's report brings up, Y101 to Y602."""

from __future__ import annotations

from compiler.catalogue.t_within_tables import OUT_OF_BOUNDS, UNBALANCED
from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

NOT_LAST_YEAR = Kind(
    code="Y101",
    name="not-last-year",
    severity=Severity.WARNING,
    message=Text(
        "作为上年报告的“{file}”是 {found} 年的，应是 {expected} 年的。",
        "“{file}”, given as last year's report, is that of {found}, not {expected}.",
    ),
    hint=Text("请换用上一年度的报告。", "Give the report of the year before."),
    page=Text(
        "跨年关系只在相邻两年之间成立。",
        "Relations across years hold between neighbouring years only.",
    ),
)

OTHER_AGENCY = Kind(
    code="Y102",
    name="prior-of-another-body",
    severity=Severity.WARNING,
    message=Text(
        "作为上年报告的“{file}”是“{found}”的，本报告是“{expected}”的。",
        "“{file}”, given as last year's report, is that of “{found}”, not “{expected}”.",
    ),
    hint=Text(
        "机关改过名称的可以不管；拿错了请换。",
        "Never mind a change of name; else give the right one.",
    ),
    page=Text("不同机关的数不能对照。", "Figures of different bodies are not comparable."),
)

ACROSS_YEARS = Kind(
    code="Y301",
    name="years-disagree",
    severity=Severity.ERROR,
    message=UNBALANCED.message,
    hint=UNBALANCED.hint,
    page=Text(
        "今年的数与上年报告的数有确定的关系，例如上年结转等于上年报告的结转下年度。",
        "This year's figures stand in a certain relation to last year's, such as what was carried over.",
    ),
)

ACROSS_YEARS_BOUND = Kind(
    code="Y401",
    name="years-out-of-bounds",
    severity=Severity.ERROR,
    message=OUT_OF_BOUNDS.message,
    hint=OUT_OF_BOUNDS.hint,
    page=OUT_OF_BOUNDS.page,
)

JUMP = Kind(
    code="Y501",
    name="figure-jumped",
    severity=Severity.WARNING,
    message=Text(
        "“{label}”{last}是 {before}，{this}是 {now}，变化很大。",
        "“{label}” was {before} in {last} and is {now} in {this}, a great change.",
    ),
    hint=Text(
        "请核对；如果属实，在“情况说明”里写明原因。",
        "Look it up; if it is so, write the reason in “Explanations”.",
    ),
    page=Text(
        "上年不小于 20 的数，今年超过三倍或不到三分之一，常常是多打、少打一位或单位写错。属实的写明原因即可。",
        "A figure of 20 or more that changes by more than three times is often a slipped digit or unit. Where it is true, its reason settles it.",
    ),
)

LINES_GONE = Kind(
    code="Y502",
    name="lines-gone-since-last-year",
    severity=Severity.ADVICE,
    message=Text(
        "“{table}”没有{last}报告里的 {count} 行：{lines}。",
        "“{table}” lacks lines that the report of {last} has ({count}): {lines}.",
    ),
    hint=Text(
        "请看看是今年没有了，还是漏填了，或者编码改了。",
        "See whether there is nothing of them this year, or they were forgotten, or their keys changed.",
    ),
    page=Text(
        "各单位自己增加的行，按编码（没有编码的按名称）与上年对照。今年没有了的可能属实，也可能是漏填，所以只提示。",
        "Lines that an office adds are known again by their keys, or their names where they have none. That one is gone may be true or forgotten, so this only advises.",
    ),
)

UNIT_IN_DOUBT = Kind(
    code="Y503",
    name="unit-unlike-last-year",
    severity=Severity.ADVICE,
    message=Text(
        "“{label}”{last}是 {before} {unit}，{this}是 {now} {unit}，约 {times} 倍。",
        "“{label}” was {before} {unit} in {last} and is {now} {unit} in {this}, about {times} times as much.",
    ),
    hint=Text(
        "请看看是不是按{other}填的，这一格的单位是{unit}。",
        "See whether it was typed in {other}; the cell is kept in {unit}.",
    ),
    page=Text(
        "金额约为上年的若干倍，恰好是两种单位相差的倍数（万元与元是一万倍），多半是单位写错。",
        "An amount that is about as many times last year's as one unit is another is probably in the wrong unit.",
    ),
)

SAME_TABLE = Kind(
    code="Y601",
    name="table-as-last-year",
    severity=Severity.ADVICE,
    message=Text(
        "“{table}”的数与上年报告完全相同。",
        "The figures of “{table}” are those of last year's report, all of them.",
    ),
    hint=Text("请确认不是照搬上年。", "Make sure that they were not copied."),
    page=Text(
        "整张表与上年一字不差，多半是照搬。",
        "A table equal to last year's in every figure was probably copied.",
    ),
)

SAME_PARAGRAPHS = Kind(
    code="Y602",
    name="paragraphs-as-last-year",
    severity=Severity.ADVICE,
    message=Text(
        "“{section}”有 {count} 段与上年报告一字不差：{sentence}",
        "“{section}” repeats last year's report word for word ({count}): {sentence}",
    ),
    hint=Text("请按本年情况重写。", "Write them anew for this year."),
    page=Text(
        "内容雷同、照搬上年是通报里常见的问题。",
        "Contents copied from last year are a common complaint of reviewers.",
    ),
)
