"""What can be wrong with the lines that an office adds to a table, S15x."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

LINE_WITHOUT_KEY = Kind(
    code="S150",
    name="line-without-key",
    severity=Severity.ERROR,
    message=Text(
        "“{table}”自行增加的第 {number} 行没有填“{head}”。",
        "Line {number} added to “{table}” has no “{head}”.",
    ),
    hint=Text("请补上；这一行多余的，请整行删掉。", "Write it, or delete the whole line."),
    page=Text(
        "自行增加的每一行都要说明是哪一项，数字才知道是谁的，也才能与上年对照。",
        "Each line that is added says what its figures are of, and is known by it the year after.",
    ),
)

REPEATED_KEY = Kind(
    code="S151",
    name="repeated-key",
    severity=Severity.ERROR,
    message=Text(
        "“{table}”里“{head}”同是“{key}”的有 {count} 行。",
        "In “{table}”, {count} lines have the same “{head}” “{key}”.",
    ),
    hint=Text(
        "请改正写错的；本是一项的，请合成一行。",
        "Mend the one that is wrong; put together what is one item.",
    ),
    page=Text(
        "各行靠这一列来区分，一项只占一行。",
        "Lines are told apart by this column; an item has one line.",
    ),
)

LINE_WITHOUT_NAME = Kind(
    code="S152",
    name="line-without-name",
    severity=Severity.ERROR,
    message=Text("“{key}”这一行没有填“{head}”。", "The line “{key}” has no “{head}”."),
    hint=Text("请补上。", "Write it."),
    page=Text(
        "文档里只有编码、没有名称，看的人不知道是什么。",
        "Who reads the document does not know what a bare key stands for.",
    ),
)

LINE_OUT_OF_PLACE = Kind(
    code="S153",
    name="line-out-of-place",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”这一行排不进各级里：{reason}。", "The line “{label}” has no place: {reason}."
    ),
    hint=Text(
        "请把它移到上级那一行下面，没有上级的补上，写错的改正。这张表各级的合计要等它排好才核对。",
        "Move it below its parent, add the parent, or mend what is wrong. The sums of this table wait for it.",
    ),
    page=Text(
        "分级的表里，下级紧跟在上级下面，上级是下级之和。排不进去的一行会从合计里漏掉，所以要先排好。",
        "In a table of several levels each line stands below its parent, which adds them up. A line without a place would be missing from the total.",
    ),
)

TOO_FEW_LINES = Kind(
    code="S154",
    name="too-few-lines",
    severity=Severity.ERROR,
    message=Text(
        "“{table}”自行增加了 {count} 行，至少要有 {limit} 行。",
        "“{table}” has {count} lines of its own; at least {limit} are due.",
    ),
    hint=Text("请把应填的各行填上。", "Add the lines that are missing."),
    page=Text("格式规定了至少有几行。", "The form says how many there are at least."),
)

TOO_MANY_LINES = Kind(
    code="S155",
    name="too-many-lines",
    severity=Severity.ERROR,
    message=Text(
        "“{table}”自行增加了 {count} 行，最多 {limit} 行。",
        "“{table}” has {count} lines of its own; at most {limit} are allowed.",
    ),
    hint=Text("请合并或者删去多余的行。", "Put lines together, or delete some."),
    page=Text("格式规定了最多有几行。", "The form says how many there are at most."),
)
