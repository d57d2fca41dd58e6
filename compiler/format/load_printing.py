"""Reads how tables and sections stand on the page; what does not fit is noted.

Given an entry of a declaration, gives its printing. The shape is checked here, what refers to
other parts in `validate_printing`.
"""

from __future__ import annotations

from compiler.format.entry import Entry
from compiler.format.keys import Keys
from compiler.format.printing import SectionPrinting, TablePrinting
from compiler.text.language import Text

# No column is wider than a page.
WIDEST_FLOOR = 100


PRINTED_TABLE = Keys()
_CAPTION = PRINTED_TABLE.text(
    "caption",
    "表的标题，印在表上方、框线以外。里面的 {agency}、{year} 换成报告自己的。",
    "Printed over the table, outside its frame; {agency} and {year} are filled in.",
    "",
)
_ABOVE = PRINTED_TABLE.lines(
    "above",
    "标题和表之间的行：一段文字印在右边，两段分别印在左边和右边。里面的 {agency}、{year} 换成报告自己的。",
    "Lines between caption and table: one text stands at the right, of two the first at the left. {agency} and {year} are filled in.",
)
_NOTES = PRINTED_TABLE.shown_texts(
    "notes",
    "表下面的注，一段一条。里面的 {agency}、{year} 换成报告自己的。",
    "Notes below the table, a paragraph each; {agency} and {year} are filled in.",
)
_SMALL_PRINT = PRINTED_TABLE.flag(
    "small_print",
    "填表人写在这张表后面的文字，也按注的样子印。",
    "What staff write after the table is set as its notes are.",
)
_BESIDE = PRINTED_TABLE.text(
    "beside",
    "印在哪张表的右边；那张表在同一部分里，紧挨在前面。",
    "The table to whose right it is drawn; it stands right before it in the section.",
    "",
    written=Text("表的编号", "the id of a table"),
)
_LEVEL_WITH = PRINTED_TABLE.texts_by_key(
    "level_with",
    "与 beside 同用：本表的哪一行，和左边那张表的哪一行齐平。",
    "Beside `beside`: which of its rows stand level with which of the other's.",
    written=Text('如 { closing = "opening" }', 'such as { closing = "opening" }'),
)
_WIDTHS = PRINTED_TABLE.choice(
    "widths",
    "数字各列一样宽，还是按内容定宽。",
    "Whether the columns of figures are alike or as wide as what stands in them.",
    ("even", "content"),
    "even",
)
_LEAST_WIDTH = PRINTED_TABLE.integer(
    "least_width",
    "每列至少多少毫米。",
    "No column is narrower, in millimetres.",
    WIDEST_FLOOR,
    default="0",
)
_WHEN_EMPTY = PRINTED_TABLE.text(
    "when_empty",
    "表里什么都没填时印的话，如：本部门无此项支出，本表为空。写了它，表才可以空着。",
    "What is said where the table is left blank. A table without it must be filled in.",
    "",
)
_DRAWN_EMPTY = PRINTED_TABLE.flag(
    "drawn_empty",
    "空着时仍印出空表；false，只印 when_empty 的话。",
    "A blank table is drawn all the same; else only when_empty is said.",
    default=True,
)
_ROW_NUMBERS = PRINTED_TABLE.text(
    "row_numbers",
    "行次一列的表头，如 行次：标签右边印各行的序号，并排的表接着数。label_widths 里也要写它的宽度。",
    "The head of a column that counts the rows, right of their labels; tables side by side count on. label_widths has its width too.",
    "",
)
_COLUMN_NUMBERS = PRINTED_TABLE.text(
    "column_numbers",
    "栏次一行的表头，如 栏次：表头下面印各列的序号，并排的表接着数。",
    "The head of a row that counts the columns, below their heads; tables side by side count on.",
    "",
)


PRINTED_SECTION = Keys()
HEADING = PRINTED_SECTION.heading(
    "heading",
    "标题，带序号照样印出，工作表也用它命名。写成列表，前面的是它上面的各级标题，最多三级。里面的 {agency}、{year} 换成报告自己的。不写就没有标题，这时要写 sheet。",
    "The heading as it is printed; the sheet is called so too. Of a list, those before the last stand over it, on three levels at most. {agency} and {year} are filled in. Without one there must be a `sheet`.",
)
_PART = PRINTED_SECTION.text(
    "part",
    "上面的“第一部分 …”，相邻几部分写同一个，只印一次。",
    "A heading over all numbered ones, printed once over the sections that share it.",
    "",
)
_LANDSCAPE = PRINTED_SECTION.flag("landscape", "横向的页。", "Its pages lie on their side.")
_NEW_PAGE = PRINTED_SECTION.flag("new_page", "另起一页。", "It begins a page.")
_SECTION_WHEN_EMPTY = PRINTED_SECTION.text(
    "when_empty",
    "什么都没写时印的话。写了它，这一部分才可以空着。里面的 {agency}、{year} 换成报告自己的。",
    "What is said where nothing was written; {agency} and {year} are filled in.",
    "",
)


def table_printing(entry: Entry) -> TablePrinting:
    return TablePrinting(
        caption=entry.get(_CAPTION),
        above=tuple(_pair(entry, line) for line in entry.get(_ABOVE)),
        notes=entry.get(_NOTES),
        small_print=entry.get(_SMALL_PRINT),
        beside=entry.get(_BESIDE) or None,
        level_with=tuple(entry.get(_LEVEL_WITH).items()),
        widths=entry.get(_WIDTHS),  # type: ignore[arg-type]
        least_width=float(entry.get(_LEAST_WIDTH) or 0),
        when_empty=entry.get(_WHEN_EMPTY),
        drawn_empty=entry.get(_DRAWN_EMPTY),
        row_numbers=entry.get(_ROW_NUMBERS),
        column_numbers=entry.get(_COLUMN_NUMBERS),
    )


def section_printing(entry: Entry, above: tuple[str, ...]) -> SectionPrinting:
    """`above` are the headings over its own that its heading names."""
    part = entry.get(_PART)
    return SectionPrinting(
        above=(part, *above) if part else above,
        part=bool(part),
        landscape=entry.get(_LANDSCAPE),
        new_page=entry.get(_NEW_PAGE),
        when_empty=entry.get(_SECTION_WHEN_EMPTY),
    )


def _pair(entry: Entry, line: tuple[str, ...]) -> tuple[str, str]:
    """One text stands at the right, as a unit does; of two the first at the left."""
    if len(line) > 2:
        entry.wrong("above", line, "一段或两段文字（左、右）", "one text or two (left, right)")
    return (line[0], line[1]) if len(line) == 2 else ("", line[0])
