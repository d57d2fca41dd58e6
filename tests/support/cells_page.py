"""The manual's page of cells: every content and look, what is read, what is said.

Given the list that the tests run; gives Markdown. A row that were wrong would fail as a test.
"""

from __future__ import annotations

from compiler.catalogue.all import BY_CODE
from compiler.values.findings import SEVERITY_NAMES
from tests.support.seen_cells import PLACES, SEEN_CELLS, SeenCell

_MADE = "<!-- 由 python -m tests.support.said 从测试写出，请勿手改。Written by tests/support/said.py. -->"
_HEAD = """
# 格里的内容和样子 Cells, what they hold and show

[手册 Manual](manual/README.md)

看到什么，就读成什么；读的和看到的不一样，就提出来。表里的每一行都是一个测试。

- 数字格：显示的数和存的数不同（不只是四舍五入），不读，报错误。
- 文字、封面、情况说明：日期、百分数、补零的号码照屏幕上的样子。“常规”格式的整数印出全部数字，不写成 1E+11。
- 隐藏、划掉、被盖住的内容照样读入，但要警告。

What is seen is what is read; where the two differ, it is said. Every row is a test. In figures a difference by more than rounding is an error. Words come as shown; whole numbers of the format General with all their digits. What is hidden, crossed out or covered is read, with a warning.

与其他程序显示的差别（LibreOffice 7.4 逐格比过）：`!` 后面的字符照 Excel、WPS 原样显示，LibreOffice 把 `!` 也显示出来；1900 年 3 月以前的日期，Excel 比 LibreOffice 晚一天；`0.##` 遇到整数，Excel 留着小数点（5.）；`aaa`、`aaaa`、`上午/下午` 按中文版 Excel；负的日期不读成日期。

Where LibreOffice 7.4 shows otherwise: it prints the `!` before an escaped character; days before March 1900 are a day earlier; `0.##` drops the point of whole numbers; `aaaa` and `上午/下午` mean other things outside Chinese Excel.
"""


def cells_page() -> str:
    lines = [_MADE, _HEAD]
    where = ""
    for row in SEEN_CELLS:
        place = PLACES[row.where][2]
        if place.zh != where:
            where = place.zh
            lines += [
                "",
                f"## {place.zh} {place.en}",
                "",
                "| 内容和样子 | 读成 | 说什么 | |",
                "|---|---|---|---|",
            ]
        lines.append(_line(row))
    return "\n".join(lines) + "\n"


def _line(row: SeenCell) -> str:
    read = "（没有数）" if row.where in ("count", "amount") else "（没有文字）"
    value = read if row.value is None else _cell(row.value)
    said = "、".join(
        f"[{code}](manual/{code[0]}.md#{code.lower()}) {SEVERITY_NAMES[BY_CODE[code].severity].zh}"
        for code in row.codes
    )
    return f"| {_cell(row.what.zh)} | {value} | {said or '—'} | {_cell(row.what.en)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\uf06c", "U+F06C ")
