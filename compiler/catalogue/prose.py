"""What can be wrong in what sentences say, P1xx."""

from __future__ import annotations

from compiler.findings import Kind, Severity, Text

ERROR = Severity.ERROR

UNKNOWN_QUOTE = Kind(
    "P101", "unknown-quote", ERROR,
    Text("引用了没有的名称：{found}", "The quoted name is unknown: {found}"),
    Text("{suggestion}", "{suggestion}"),
    Text(
        "正文里写 {名称} 可以引用表中的数；名称必须是“可引用数据”里列出的。写错的名称不会被猜测，也不会原样印出来。",
        "{name} quotes a figure of the tables; the names stand in “Quotable figures”. A wrong name is neither guessed nor printed.",
    ),
)  # fmt: skip

BLANK_QUOTE = Kind(
    "P102", "quote-without-figure", ERROR,
    Text("{found} 引用的数没有填，不能编成文档。", "{found} quotes a figure that is not there."),
    Text("请先填好表中的数。", "Fill in the figure first."),
    Text("被引用的数空着或读不成数字时，正文里没有数可写。", "Where the quoted figure is blank or unreadable there is nothing to print."),
)  # fmt: skip

KINDS = (UNKNOWN_QUOTE, BLANK_QUOTE)
