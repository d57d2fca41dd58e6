"""What a document of any origin does not show of a form, D5xx.

Not in the list of all kinds yet: no command reads published documents. They enter it together
with the reader that reports them.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

ERROR = Severity.ERROR

HEADING_NOT_SEEN = Kind(
    "D501", "heading-not-seen", ERROR,
    Text("文档里找不到标题“{label}”。", "The document does not show the heading “{label}”."),
    Text("请核对文档是不是这一格式的，标题有没有改动。", "See whether the document is of this format and whether the heading was changed."),
    Text("各部分按标题的文字认，空格、全角半角不论。", "Sections are known by the words of their headings; blanks and widths do not count."),
)  # fmt: skip

LINE_NOT_SEEN = Kind(
    "D502", "row-or-column-not-seen", ERROR,
    Text("文档的表里找不到“{label}”这一{axis}。", "In the tables of the document the {axis} “{label}” cannot be found."),
    Text("请核对表格的{axis}标签。", "Compare the labels of the table."),
    Text("表里的数按行、列的标签认，位置不论，分在几页也不论。", "Figures are known by the labels of their row and column, wherever they stand and over however many pages."),
)  # fmt: skip

LINE_SEEN_TWICE = Kind(
    "D503", "row-or-column-seen-twice", ERROR,
    Text("文档的表里“{label}”这一{axis}出现了 {count} 次。", "In the tables of the document the {axis} “{label}” occurs {count} times."),
    Text("请看看哪一处是真的；读的是第一处。", "See which of them counts; the first was read."),
    Text("同一标签出现两次时，只能确定读了哪一处，不能确定哪一处是真的。", "Where a label occurs twice, which one counts cannot be told."),
)  # fmt: skip

KINDS = (HEADING_NOT_SEEN, LINE_NOT_SEEN, LINE_SEEN_TWICE)
