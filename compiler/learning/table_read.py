"""One table as a document shows it → the tables of a form that stand in it.

Given cells with spans, gives rows and columns by their paths of labels: what is merged over
several lines is a part of the path of each. A table may hold several below one another, each
with a band or a head of its own, or several side by side. Whatever it takes for granted it
says as a doubt; it never leaves a label out in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from compiler.learning.label_words import (
    is_label,
    is_note,
    is_year,
    names_lines,
    number_in,
    numbers_lines,
    tidied,
    unit_line,
)
from compiler.learning.lines_counted import without_numbers
from compiler.learning.outline import OutlinedTable, Path
from compiler.learning.rows_covered import Block, at, down, over
from compiler.text.dates import day_meant
from compiler.text.language import Text
from compiler.values.dataclass import replace
from compiler.values.seen import SeenCell, SeenTable

_NO_HEAD = Text("这一列在表样里没有列标题", "the form prints no head over this column")
_NO_LABEL = Text("这一行在表样里没有行标签", "the form prints no label beside this row")
_TWICE = Text(
    "表样里有两处相同的标签，这里加了编号", "the form has this label twice; a number was added"
)
_SIDE = Text("表样里两部分左右并排", "in the form this stands beside another part")
_GROUP = Text(
    "表样里这一组的名称单独占一整行", "in the form the name of this group has a row to itself"
)
_CORNERS = Text(
    "表样里各标签列各有标题，这里并成一个",
    "in the form each column of labels has a head of its own",
)
_COUNTED = Text(
    "行次、栏次按顺序编号，不作标签", "rows or columns are counted; their numbers are no labels"
)
# Rows of words beyond so many are no heads, but what a form says above its table.
_MOST_HEADS = 12


def tables_in(seen: SeenTable) -> tuple[OutlinedTable, ...]:
    """The tables of the form in one table of a document, from the top and from the left; none
    where it has no room for figures.
    """
    return tuple(table for block in _blocks(_covering(seen)) for table in _beside(block))


def _covering(seen: SeenTable) -> list[list[SeenCell]]:
    """The cells over each row, from the left."""
    rows: list[list[SeenCell]] = [[] for _ in range(seen.rows)]
    for cell in (cell._replace(text=tidied(cell.text)) for cell in seen.cells):
        for row in range(cell.row, min(cell.row + cell.height, seen.rows)):
            rows[row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows if row]


def _blocks(rows: list[list[SeenCell]]) -> list[Block]:
    blocks = [Block()]
    for n, row in enumerate(rows):
        block = blocks[-1]
        following = rows[n + 1] if n + 1 < len(rows) else None
        if len(row) == 1 and is_label(row[0].text) and len(rows) > 1:
            _whole_row(row[0].text, following, blocks)
        elif _is_head(row, started=bool(block.body)):
            if block.body:
                blocks.append(Block(head=[row]))
            else:
                block.head.append(row)
                if len(block.head) > _MOST_HEADS:
                    block.notes.append(" ".join(cell.text for cell in block.head.pop(0)))
        else:
            block.body.append(row)
    return [block for block in blocks if block.body]


def _whole_row(text: str, following: Sequence[SeenCell] | None, blocks: list[Block]) -> None:
    """A row of one cell: the name of what follows, a note, a unit, or the name of some rows."""
    block = blocks[-1]
    if unit_line(text):
        block.unit_line = text
    elif following is None or is_note(text):
        block.notes.append(text)
    elif block.body and not (len(following) == 1 or _is_head(following, started=True)):
        block.groups[len(block.body)] = text
    elif block.body:
        blocks.append(Block(band=text))
    else:
        block.band = text


def _is_head(row: Sequence[SeenCell], *, started: bool) -> bool:
    """Whether all of a row are labels, but for a corner left blank."""
    if not started and len(row) > 1 and numbers_lines(row[0].text):
        return True  # the columns are numbered below their heads
    rest = [cell.text for cell in row[1:] or row]
    labels = sum(is_label(text) or (is_year(text) and not started) for text in rest)
    blank = 0 if started else sum(not text for text in rest)
    return labels > blank and labels + blank == len(rest)


def _beside(block: Block) -> Iterator[OutlinedTable]:
    """The tables of a block: labels that begin again to the right begin another."""
    texts = _by_column(block.body)
    heads = _by_column(block.head)
    columns = sorted(texts)
    reached = {
        column
        for row in block.body
        for cell in row
        for column in range(cell.column + 1, cell.column + cell.width)
        if is_label(cell.text)
    }
    labelled = [c in reached or _holds_labels(texts[c], heads[c]) for c in columns]
    labelled = _but_for_words(labelled, [texts[c] for c in columns])
    starts = [0] + [n for n in range(1, len(columns)) if labelled[n] and not labelled[n - 1]]
    ends = [*starts[1:], len(columns)]
    for start, end in zip(starts, ends, strict=True):
        inside = columns[start:end]
        labels = inside[: sum(labelled[start:end])]
        table = _table(block, labels, inside[len(labels) :], last=end == len(columns))
        if table is not None:
            yield replace(table, doubts=(*table.doubts, _SIDE)) if len(starts) > 1 else table


def _by_column(rows: Sequence[Sequence[SeenCell]]) -> defaultdict[int, list[str]]:
    """The texts of the cells that begin in each unit column."""
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        for cell in row:
            texts[cell.column].append(cell.text)
    return texts


def _but_for_words(labelled: list[bool], texts: list[list[str]]) -> list[bool]:
    """Right of the first figures, dates are no labels, and nothing is to which no figures belong."""
    first = labelled.index(False) if False in labelled else len(labelled)
    found = [
        is_label_ and (n < first or not all(day_meant(text) for text in texts[n] if text))
        for n, is_label_ in enumerate(labelled)
    ]
    figures = [n for n, is_label_ in enumerate(found) if not is_label_]
    return [is_label_ and n <= max(figures, default=n) for n, is_label_ in enumerate(found)]


def _holds_labels(texts: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether what stands in a column are labels, more often than figures."""
    numbers = sum(number_in(text) is not None for text in texts)
    if any(map(numbers_lines, heads)) or (any(map(names_lines, heads)) and not numbers):
        return True
    return sum(map(is_label, texts)) > numbers


def _table(
    block: Block, labels: list[int], figures: list[int], *, last: bool
) -> OutlinedTable | None:
    if not figures:
        return None
    block, labels, row_numbers, column_numbers = without_numbers(block, labels)
    doubts: list[Text] = [_COUNTED] if row_numbers or column_numbers else []
    heads = [down(block.head, column) for column in figures]
    if not all(heads):
        doubts.append(_NO_HEAD)
    columns = [path or (f"（列{n}）",) for n, path in enumerate(heads, start=1)]
    corners = [path for path in (down(block.head, column) for column in labels) if path]
    corners = list(dict.fromkeys(corners))
    if len(corners) > 1:
        doubts.append(_CORNERS)
    if block.groups:
        doubts.append(_GROUP)
    found = OutlinedTable(
        (), _told_apart(columns, doubts),
        corner=" ".join(dict.fromkeys(path[0] for path in corners)),
        band=block.band, unit_line=block.unit_line,
        notes=tuple(block.notes) if last else (), doubts=tuple(doubts),
        row_numbers=row_numbers, column_numbers=column_numbers,
    )  # fmt: skip
    texts = [tuple(at(row, column) for column in figures) for row in block.body]
    paths = _across(block, labels)
    if not any(paths):
        return _without_labels(found, texts)
    return _with_rows(replace(found, added_heads=tuple(corners)), paths, texts)


def _with_rows(
    table: OutlinedTable, paths: list[Path], texts: list[tuple[str, ...]]
) -> OutlinedTable:
    """Rows without a label among others are room for lines that an office adds."""
    doubts = list(table.doubts)
    if not all(paths) and _CORNERS in doubts:
        doubts.remove(_CORNERS)  # a table to which lines are added keeps each head
    kept = [n for n, path in enumerate(paths) if path]
    blank = [n for n, path in enumerate(paths) if not path]
    added = sum(n < blank[0] for n in kept) - 1 if blank else None
    rows = _told_apart([paths[n] for n in kept], doubts)
    return replace(
        table,
        rows=rows,
        corner=table.corner if added is None else "",  # the heads stand in its place
        figures=tuple(texts[n] for n in kept),
        added_after=added,
        added_heads=table.added_heads if added is not None else (),
        doubts=tuple(doubts),
    )


def _without_labels(table: OutlinedTable, texts: list[tuple[str, ...]]) -> OutlinedTable:
    """One row is printed as a table in a line where its heads repeat; else rows get numbers."""
    if len(texts) <= 1:
        parts = _in_a_line(table.columns)
        if parts is not None:
            rows, columns = parts
            cells = texts[0] if texts else ("",) * len(table.columns)
            width = len(columns)
            split = tuple(cells[n : n + width] for n in range(0, len(cells), width))
            return replace(
                table, rows=rows, columns=columns, single_row=True, corner="", figures=split
            )
    numbers = tuple((f"（行{n}）",) for n in range(1, max(len(texts), 1) + 1))
    figures = tuple(texts) or (("",) * len(table.columns),)
    return replace(table, rows=numbers, figures=figures, doubts=(*table.doubts, _NO_LABEL))


def _in_a_line(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]] | None:
    """Rows and columns of a table whose rows are printed beside one another."""
    groups: dict[Path, list[Path]] = {}
    for path in paths:
        groups.setdefault(path[:-1], []).append(path[-1:])
    first, *others = groups.values()
    if () in groups or not others or any(group != first for group in others):
        return None
    return tuple(groups), tuple(first)


def _across(block: Block, labels: list[int]) -> list[Path]:
    """The labels of each row; a blank before a label continues the one above it."""
    paths: list[Path] = []
    above: dict[int, SeenCell] = {}
    group: Path = ()
    for n, row in enumerate(block.body):
        if n in block.groups:
            group, above = (block.groups[n],), {}
        cells = [over(row, column) for column in labels]
        named = [k for k, cell in enumerate(cells) if cell is not None and cell.text]
        path: list[SeenCell] = []
        for k in range(named[-1] + 1 if named else 0):
            cell = cells[k]
            if cell is None or not cell.text:
                cell = above.get(labels[k])
            if cell is not None:
                above[labels[k]] = cell
                if cell not in path:
                    path.append(cell)
        own = tuple(cell.text for cell in path)
        paths.append((*group, *own) if own else ())
    return paths


def _told_apart(paths: Sequence[Path], doubts: list[Text]) -> tuple[Path, ...]:
    """Paths of which none begins another: two lines of one label could not be told apart."""
    taken: dict[Path, None] = {}
    parents: set[Path] = set()
    numbers: dict[Path, int] = {}
    for path in paths:
        own = path
        while level := _clash(own, taken, parents):
            numbers[path] = number = numbers.get(path, 1) + 1
            own = (*path[: level - 1], f"{path[level - 1]}（{number}）", *path[level:])
        if own != path and _TWICE not in doubts:
            doubts.append(_TWICE)
        taken[own] = None
        parents.update(own[:level] for level in range(1, len(own)))
    return tuple(taken)


def _clash(path: Path, taken: Mapping[Path, None], parents: set[Path]) -> int:
    """How much of a path is a line already, or all of it where it is the parent of some; else 0."""
    if path in parents:
        return len(path)
    return next((n for n in range(1, len(path) + 1) if path[:n] in taken), 0)
