"""Hidden sheets, and what lies over the cells: W225–W227."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

HIDDEN_SHEET = Kind(
    code="W225",
    name="hidden-sheet",
    severity=Severity.WARNING,
    message=Text(
        "工作表“{sheet}”是隐藏的，里面的内容照样会读入、印出。",
        "The sheet “{sheet}” is hidden; what stands on it is read and printed all the same.",
    ),
    hint=Text(
        "要印的请取消隐藏（右击任意一个工作表标签），看一遍；不要印的请清空内容。",
        "Show it (right-click any sheet's tab) and look it over if it is to be printed; else clear it.",
    ),
    page=Text(
        "隐藏工作表不等于不要它。各部分的内容从各自的工作表读入，看不看得见都一样，所以要提出来。",
        "Hiding a sheet does not leave it out. Each section is read from its sheet, seen or unseen, so it is reported.",
    ),
)

COPY_OF_HIDDEN = Kind(
    code="W226",
    name="copy-of-a-hidden-sheet",
    severity=Severity.WARNING,
    message=Text(
        "读入的是隐藏的工作表“{sheet}”；看得见的“{copy}”像是它的副本，没有读入。",
        "The hidden sheet “{sheet}” was read; the visible “{copy}”, which seems to be a copy of it, was not.",
    ),
    hint=Text(
        "如果改的是“{copy}”，请取消隐藏“{sheet}”并删掉它，再把“{copy}”改名为“{sheet}”；否则删掉“{copy}”。",
        "If “{copy}” is the one that was worked on, show “{sheet}”, delete it and give its name to “{copy}”; else delete “{copy}”.",
    ),
    page=Text(
        "复制工作表、隐藏原来的一张，以后改的往往是副本，而按名称读入的是原来的一张。",
        "Where a sheet was copied and the original hidden, changes are often made to the copy, and the original is read by its name.",
    ),
)

FLOATING = Kind(
    code="W227",
    name="floating-content",
    severity=Severity.ADVICE,
    message=Text(
        "“{sheet}”上有{what}，不在单元格里，没有读入。",
        "On “{sheet}” there is {what} over the cells; it was not read.",
    ),
    hint=Text(
        "里面如果有要报的内容，请写到浅黄色的格里。",
        "Write it in the pale yellow cells if it belongs to the report.",
    ),
    page=Text(
        "图片、文本框和图表浮在格子上面，不属于任何一格，它们的内容不会进入报告。批注不算。",
        "Pictures, text boxes and charts lie over the cells and belong to none, so they do not enter the report. Comments are another matter.",
    ),
)
