"""Family D: where tables depart from GB/T 9704-2012 or are hard to read, D212 to D214.

A warning is a departure from the words of the standard, advice is about what it leaves open.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

TABLE_TOO_WIDE = Kind(
    code="D212",
    name="table-too-wide",
    severity=Severity.WARNING,
    message=Text(
        "“{label}”一表宽出版心：{found}。",
        "The table “{label}” is wider than the type area: {found}.",
    ),
    hint=Text(
        "选中表格，在“表格属性 › 表格”里把宽度设为 156 毫米，并改小各列。",
        "Set the table's width to 156 mm and narrow its columns.",
    ),
    page=Text(
        "版心宽 156 毫米（GB/T 9704-2012，5.2.1），表格不应超出。单元格的左右边距"
        "（各 1.9 毫米）伸出版心不算超出。横向的节按该节的版心。",
        "The type area is 156 mm wide (GB/T 9704-2012, 5.2.1). Cell margins of 1.9 mm may "
        "stand out on both sides. In landscape the section's own type area counts.",
    ),
)

TABLE_CLIPPED = Kind(
    code="D213",
    name="table-clipped",
    severity=Severity.WARNING,
    message=Text(
        "表中有 {count} 格的字会被切去一截：{found}，首见于“{label}”。",
        "Cells of tables in which words are cut off: {count} ({found}), first “{label}”.",
    ),
    hint=Text(
        "行高改为“最小值”，表中行距改为单倍。",
        "Let the row's height be “at least”, and the lines in tables be single.",
    ),
    page=Text(
        "行距固定得比字还矮，或行高固定得放不下格里的字，印出来就缺一截。"
        "标准对表格没有规定，但看得见全部内容是起码的。",
        "Lines fixed lower than their type, or rows fixed too low for their words, lose part "
        "of them in print. The standard prescribes nothing for tables, but all must be seen.",
    ),
)

TABLE_ROWS = Kind(
    code="D214",
    name="table-rows-part",
    severity=Severity.ADVICE,
    message=Text(
        "“{label}”一表跨页时不便阅读：{found}。",
        "The table “{label}” is hard to read across pages: {found}.",
    ),
    hint=Text(
        "在“表格属性 › 行”里勾选“在各页顶端以标题行形式重复出现”，不勾“允许跨页断行”。",
        "Under Table Properties › Row tick Repeat as header row, not Allow row to break "
        "across pages.",
    ),
    page=Text(
        "标准没有规定；长表（10 行以上）跨页时，重复标题行、不拆开一行，读的人才对得上。"
        "读屏软件也靠标题行的标记认出表头。",
        "Not of the standard: in tables of more than ten rows, repeated headers and whole rows "
        "keep columns legible on the next page, and screen readers know the header by its mark.",
    ),
)
