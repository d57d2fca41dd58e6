"""The tables of a declaration file with their rows, columns and open rows, read key by key.

Given their entries and what types they may name, gives them; what does not fit is noted.
"""

from __future__ import annotations

from compiler.format.declaration import Line, OpenRows, Table
from compiler.format.entry import ID, Entry
from compiler.format.expression import PRIOR
from compiler.format.grid import WIDTH_MM
from compiler.format.keys import Keys
from compiler.format.load_printing import PRINTED_TABLE, table_printing
from compiler.format.load_types import NAME_OF_TYPE, NAME_OF_UNIT, Named
from compiler.text.language import Text
from compiler.values import limits

LINE_KEYS = Keys(
    "line",
    "rows / columns = [{ … }]",
    "表的一行或一列，次序就是表里的次序。",
    "A row or a column of a table, in its order.",
)
_LINE_ID = LINE_KEYS.text(
    "id", "编号，数据和规则里用它。", "Its id in data and rules.", spelling=ID
)
_LABEL = LINE_KEYS.path(
    "label",
    "标签；写成列表，相邻各行各列开头相同的部分合并成一格。",
    "Its label; of a list, what neighbours have in common at its beginning is one merged cell.",
)
_LINE_TYPE = LINE_KEYS.text(
    "type",
    "怎样填、怎样印；行写了的先算，列是文字、日期的除外。不写，是表的 type。",
    "How its figures are typed and printed; a row's goes before a column's, unless that is of words or dates. Else that of the table.",
    "",
    written=NAME_OF_TYPE,
)
_LINE_UNIT = LINE_KEYS.text("unit", "单位。", "The unit of its figures.", "", written=NAME_OF_UNIT)
_PRINTED_UNIT = LINE_KEYS.flag(
    "printed_unit", "单位和数一起印在格里。", "The unit is printed in the cell with the number."
)
_NOT_APPLICABLE = LINE_KEYS.flag(
    "not_applicable",
    "可以填 /，表示不适用；它不是 0。",
    "“/” may stand there for what does not apply; it is not 0.",
)
_LINE_HELP = LINE_KEYS.text(
    "help",
    "填写说明，工作簿里选中格时显示。",
    "What the workbook shows where a cell is selected.",
    "",
)
_LINE_SHORT = LINE_KEYS.text(
    "short",
    "问题里怎样称呼它；不写，是整个标签。",
    "What messages call it within a sentence; else its whole label.",
    "",
)

OPEN_KEYS = Keys("open", "[table.编号.open]", "各单位自己增加的行。", "Rows that each office adds.")
_OPEN_LABEL = OPEN_KEYS.path("label", "名称一列的表头。", "The head of the column of names.")
_OPEN_KEY = OPEN_KEYS.path(
    "key",
    "代码一列的表头；不写就没有这一列，名称就是代码。",
    "The head of the column of keys; without it a line's name is its key.",
    mandatory=False,
)
_AFTER = OPEN_KEYS.text(
    "after",
    "增加的行在表里哪一行的下面；不写，在第一行之前。",
    "The row of the form below which lines stand; else before the first.",
    "",
    written=Text("行的编号", "the id of a row"),
)
_KEY_LENGTHS = OPEN_KEYS.integers(
    "key_lengths",
    "各级代码的长度，如 [3, 5, 7]：代码以另一行的代码开头的，是它的下级。",
    "The lengths of keys on each level, such as [3, 5, 7]: a line stands below the one whose key its own begins with.",
)
_LEVEL = OPEN_KEYS.text(
    "level",
    "工作簿里填级次的一列的表头：1 是最上级。与 key_lengths 只写一个。",
    "The head of a column of levels in the workbook, 1 at the top. Not beside key_lengths.",
    "",
)
_AT_LEAST = OPEN_KEYS.integer("at_least", "至少几行。", "At least so many lines.", default="0")
_AT_MOST = OPEN_KEYS.integer(
    "at_most", "至多几行。", "At most so many lines.", limits.OPEN_LINES.most
)

TABLE_KEYS = Keys(
    "table",
    "[table.编号]",
    "一张表；编号在数据和规则里用，由一个 [[section]] 的 tables 列出。",
    "A table, by its id in data and rules; the `tables` of one section names it.",
)
_ROWS = TABLE_KEYS.entries(
    "rows",
    LINE_KEYS,
    Text(
        "表的行，按次序；有 open 时可以不写。", "Its rows, in order; none are needed beside open."
    ),
    mandatory=True,
    unless="open",
)
_COLUMNS = TABLE_KEYS.entries(
    "columns", LINE_KEYS, Text("表的列，按次序。", "Its columns, in order."), mandatory=True
)
_OPEN = TABLE_KEYS.optional("open", OPEN_KEYS)
_TYPE = TABLE_KEYS.text(
    "type",
    "行、列没有写时，数怎样填、怎样印；不写是 count（计数）。",
    "How its figures are typed and printed where row and column do not say; else as counts.",
    "",
    written=NAME_OF_TYPE,
)
_UNIT = TABLE_KEYS.text(
    "unit",
    "行、列没有写时，数量的单位。",
    "The unit of its amounts where row and column do not say.",
    "",
    written=NAME_OF_UNIT,
)
_CORNER = TABLE_KEYS.text("corner", "左上角的格。", "The cell at the upper left.", "")
_BAND = TABLE_KEYS.text(
    "band",
    "一部分有几张表时，印在这张表第一行的名称。",
    "A title over the table, where a section has several.",
    "",
)
_UNIT_LINE = TABLE_KEYS.text(
    "unit_line",
    "表上方右边的单位说明，如：金额单位：万元。",
    "What is printed over it at the right, such as “£ thousand”.",
    "",
)
_LABEL_WIDTHS = TABLE_KEYS.numbers(
    "label_widths",
    "行标签各层的宽度，毫米。",
    "The widths of its row labels in millimetres, one for each level.",
)
_SINGLE_ROW = TABLE_KEYS.flag(
    "single_row", "各行并排印成一行。", "Every row is printed beside the others in one line."
)
TABLE_KEYS.join(PRINTED_TABLE)


def load_table(entry: Entry, named: Named) -> Table:
    open_rows = entry.get(_OPEN)
    table = Table(
        id=entry.name,
        rows=tuple(_line(e, named) for e in entry.get(_ROWS)),
        columns=tuple(_line(e, named) for e in entry.get(_COLUMNS)),
        corner=entry.get(_CORNER),
        band=entry.get(_BAND),
        single_row=entry.get(_SINGLE_ROW),
        label_widths=_label_widths(entry),
        type=named.type(entry, _TYPE),
        unit=named.unit(entry, _UNIT),
        unit_line=entry.get(_UNIT_LINE),
        open_rows=_open_rows(open_rows) if open_rows else None,
        printing=table_printing(entry),
    )
    if not ID.pattern.fullmatch(entry.name):
        entry.wrong("", entry.name, ID.told.zh, ID.told.en)
    elif entry.name == PRIOR:
        zh, en = (
            f"{PRIOR} 以外的编号：规则里它指上年",
            f"an id other than {PRIOR}: it says last year",
        )
        entry.wrong("", entry.name, zh, en)
    entry.finish()
    return table


def _open_rows(entry: Entry) -> OpenRows:
    open_rows = OpenRows(
        label=entry.get(_OPEN_LABEL),
        key=entry.get(_OPEN_KEY),
        after=entry.get(_AFTER) or None,
        key_lengths=entry.get(_KEY_LENGTHS),
        level=entry.get(_LEVEL),
        at_least=entry.get(_AT_LEAST) or 0,
        at_most=entry.get(_AT_MOST),
    )
    entry.finish()
    return open_rows


def _label_widths(entry: Entry) -> tuple[float, ...]:
    """Millimetres; no width is a number that is none, as TOML's nan and inf are."""
    widths = entry.get(_LABEL_WIDTHS)
    if not all(0 < width < WIDTH_MM for width in widths):
        zh, en = f"0 到 {WIDTH_MM:.0f} 之间的毫米数", f"millimetres between 0 and {WIDTH_MM:.0f}"
        entry.wrong("label_widths", ", ".join(map(str, widths)), zh, en)
        return ()
    return tuple(float(width) for width in widths)


def _line(entry: Entry, named: Named) -> Line:
    line = Line(
        id=entry.get(_LINE_ID),
        label=entry.get(_LABEL),
        type=named.type(entry, _LINE_TYPE),
        unit=named.unit(entry, _LINE_UNIT),
        printed_unit=entry.get(_PRINTED_UNIT),
        not_applicable=entry.get(_NOT_APPLICABLE),
        help=entry.get(_LINE_HELP),
        short=entry.get(_LINE_SHORT),
    )
    entry.finish()
    return line
