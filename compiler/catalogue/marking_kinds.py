"""What can be wrong with the wish for a marked copy. Knows no workbook."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

NOTHING_TO_MARK = Kind(
    code="W179",
    name="marked-copy-needs-a-workbook",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”不是工作簿，没有可以标出问题的格。",
        'The report "{file}" is no workbook: it has no cells to mark.',
    ),
    hint=Text(
        "请去掉 --marked，或先用 nianbao new --from 把它写成工作簿，再核对工作簿。",
        "Leave out --marked, or write it as a workbook by nianbao new --from and check that.",
    ),
    page=Text(
        "加了 --marked，是要一份标出问题的工作簿副本；给出的报告是数据文件或文档，没有单元格。什么也没有写出。",
        "With --marked a copy of the workbook is asked for in which the mistakes are marked; the report given "
        "is a data file or a document and has no cells. Nothing was written.",
    ),
)

KINDS: tuple[Kind, ...] = (NOTHING_TO_MARK,)
