"""What staff are told where they fill in a line, said apart from the tables.

Given the `[[help]]` tables of a declaration file, gives its tables with their help: editions that
share lines can so share what is said of them. A line's own help goes before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compiler.format.declaration import Line, Table
from compiler.format.entry import Entry, Mistakes
from compiler.format.keys import Keys
from compiler.text.language import Text
from compiler.values.dataclass import replace
from compiler.values.named_tuple import NamedTuple

HELP_KEYS = Keys(
    "line_help",
    "[[help]]",
    "一行或一列的填写说明，选中它的格时显示；行、列自己写了 help 的，以那里为准。",
    "What staff are told where a row's or column's cell is selected; its own help goes before.",
)
_LINE = HELP_KEYS.text(
    "line",
    "表和它的行或列。",
    "The table and its row or column.",
    written=Text('表.行 或 表.列，如 "requests.received"', 'such as "requests.received"'),
)
_SAYS = HELP_KEYS.text(
    "says",
    "说明。行、列的说明和怎样填合在一起，不超过 255 个字，多的显示不出来。",
    "The help. A cell shows its row's, its column's and how it is filled in, 255 characters in all.",
)


class LineHelp(NamedTuple):
    """`line` is table.line."""

    line: str
    says: str


def load_help(entry: Entry) -> LineHelp:
    help = LineHelp(entry.get(_LINE), entry.get(_SAYS))
    entry.finish()
    return help


def with_help(
    tables: Sequence[Table], helps: Iterable[LineHelp], mistakes: Mistakes
) -> tuple[Table, ...]:
    """The tables whose lines say it; a line that no table has is noted."""
    said = {help.line: help.says for help in helps}
    known = tuple(f"{t.id}.{line.id}" for t in tables for line in (*t.rows, *t.columns))
    for name in said.keys() - {*known}:
        # What could not be read of the tables is noted there.
        if name and not any(key.startswith("table") for key in mistakes.keys):
            mistakes.unknown_name("help.line", name, known)
    return tuple(_told(table, said) for table in tables)


def _told(table: Table, said: dict[str, str]) -> Table:
    def told(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(
            line._replace(help=line.help or said.get(f"{table.id}.{line.id}", "")) for line in lines
        )

    return replace(table, rows=told(table.rows), columns=told(table.columns)) if said else table
