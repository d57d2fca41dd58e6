"""The figures of one section, read from the tables in which a document shows them.

Given tables of text, gives the figures whose row and column bear the form's labels, wherever
they stand: a table may be parted over pages, have its head on each or on none but the first,
or stand apart from those that the form draws with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.catalogue.seen_kinds import LINE_NOT_SEEN, LINE_SEEN_TWICE
from compiler.format.declaration import Line, Section, Table
from compiler.format.extents import row_ids, with_level
from compiler.format.form import Form, form_with
from compiler.format.printing import side_by_side
from compiler.report.in_print import read_again
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Finding, Kind, Place, Values
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Lines, OpenLine
from compiler.values.seen import SeenTable

_AXES = {"row": Text("行", "row"), "column": Text("列", "column")}
Path = tuple[str, ...]


class TablesRead(NamedTuple):
    """`figures` are those whose row and column were found; `lines` what was added to tables
    with open rows, their levels only where keys tell them.
    """

    figures: Mapping[FigureId, Quantity]
    findings: tuple[Finding, ...]
    lines: Lines


def read_tables(
    tables: Sequence[SeenTable],
    declared: Sequence[Table],
    section: Section,
    form: Form,
    file: str,
) -> TablesRead:
    """`tables` are those in which the `declared` ones of the section were drawn, in order; `file`
    is named in what is found wanting.
    """
    texts = _JoinedTables(tables)
    tops = [texts.row_with(t.band) if t.band else 0 for t in declared]
    figures: dict[FigureId, Quantity] = {}
    findings: list[Finding] = []
    lines: dict[str, tuple[OpenLine, ...]] = {t.id: () for t in declared if t.open_rows}
    across = dict(_columns_of_each(texts, declared))
    for table, top in zip(declared, tops, strict=True):
        place = Place(file=file or None, section=section.id, table=table.id)
        if top is None:
            findings.append(_finding(LINE_NOT_SEEN, place, table.band, "row"))
            continue
        following = [other for other in tops if other is not None and other > top]
        end = min(following, default=texts.rows)
        block = texts.within(across[table.id])
        if table.open_rows:
            columns = _columns_of(table, texts, top, end, place, findings)
            fixed, added = _rows_among(table, texts, columns, range(top, end), place, findings)
            lines[table.id] = tuple(line for line, _ in added)
            rows = {**fixed, **{line.id: r for line, r in added}}
            columns = {id: c for id, c in columns.items() if table.has_column(id)}
        else:
            rows, columns = _lines_of(table, block, top, end, place, findings)
        whole = form_with(form.declaration, lines)
        for row, r in rows.items():
            for column, c in columns.items():
                figure = table.figure_at(row, column)
                figures[figure] = read_again(block.raw.get((r, c), ""), whole.type_of(figure))
    return TablesRead(figures, tuple(findings), lines)


def _columns_of_each(
    texts: _JoinedTables, declared: Sequence[Table]
) -> Iterator[tuple[str, range]]:
    """Tables side by side begin where their bands or corners do."""
    for group in side_by_side(declared):
        edges = [0, *(texts.column_with(t.band or t.corner) or 0 for t in group[1:])]
        for table, first, end in zip(group, edges, (*edges[1:], texts.columns), strict=True):
            yield table.id, range(first, end)


class _JoinedTables:
    """Tables one below the other, each unit cell with the text of the cell that covers it."""

    def __init__(self, tables: Iterable[SeenTable]):
        self.raw: dict[tuple[int, int], str] = {}
        self.rows = self.columns = 0
        for table in tables:
            for cell in table.cells:
                for row in range(cell.row, min(cell.row + cell.height, table.rows)):
                    for column in range(cell.column, min(cell.column + cell.width, table.columns)):
                        self.raw[self.rows + row, column] = cell.text
            self.rows += table.rows
            self.columns = max(self.columns, table.columns)
        self.folded = {at: folded(text) for at, text in self.raw.items()}

    def within(self, columns: range) -> _JoinedTables:
        """The same, of what stands in these columns."""
        block = _JoinedTables(())
        block.raw = {at: text for at, text in self.raw.items() if at[1] in columns}
        block.folded = {at: text for at, text in self.folded.items() if at[1] in columns}
        block.rows, block.columns = self.rows, self.columns
        return block

    def column_with(self, label: str) -> int | None:
        wanted = folded(label)
        return min((c for (_, c), text in self.folded.items() if text == wanted), default=None)

    def row_with(self, label: str) -> int | None:
        wanted = folded(label)
        return min((row for (row, _), text in self.folded.items() if text == wanted), default=None)

    def path(self, cells: Iterable[tuple[int, int]], known: frozenset[str]) -> Path:
        """The known labels on the way through these cells, one that covers several once."""
        met = [text for at in cells if (text := self.folded.get(at, "")) in known]
        return tuple(text for n, text in enumerate(met) if not n or met[n - 1] != text)

    def of_row(self, row: int) -> Path:
        """Its texts, one that covers several columns once."""
        found = [self.folded.get((row, column), "") for column in range(self.columns)]
        return tuple(text for n, text in enumerate(found) if not n or found[n - 1] != text)

    def row_path(self, row: int, known: frozenset[str]) -> Path:
        return self.path(((row, column) for column in range(self.columns)), known)


def _lines_of(
    table: Table, texts: _JoinedTables, top: int, end: int, place: Place, findings: list[Finding]
) -> tuple[dict[str, int], dict[str, int]]:
    """Where the rows and columns of a table are, between two rows of what is seen."""
    heads = table.drawn_columns()
    rows: dict[str, int] = {}
    if not table.single_row:
        known = _labels(table.rows)
        paths = {row: texts.row_path(row, known) for row in range(top, end)}
        rows = _matched(table.rows, paths, "row", place, findings)
    known = _labels(heads)
    before = range(top, min(rows.values(), default=end))
    head = [row for row in before if texts.row_path(row, known)]
    down = {c: texts.path(((row, c) for row in head), known) for c in range(texts.columns)}
    # The rest of a head over several unit columns is that column still.
    starts = {c: path for c, path in down.items() if path != down.get(c - 1)}
    columns = _matched(heads, starts, "column", place, findings)
    if table.single_row:  # one row without a label, below its heads
        rows = {"": max(head) + 1} if head else {}
    return rows, columns


def _columns_of(
    table: Table, texts: _JoinedTables, top: int, end: int, place: Place, findings: list[Finding]
) -> dict[str, int]:
    """The columns of a table with open rows, of keys and names too, under their first heads."""
    heads = (*_heads_of_labels(table), *table.columns)
    known = _labels(heads)
    with_heads = [row for row in range(top, end) if texts.row_path(row, known)]
    deep = max(len(line.label) for line in heads)
    head = [row for row in with_heads if row < with_heads[0] + deep]
    down = {c: texts.path(((row, c) for row in head), known) for c in range(texts.columns)}
    starts = {c: path for c, path in down.items() if path != down.get(c - 1)}
    return _matched(heads, starts, "column", place, findings)


def _heads_of_labels(table: Table) -> tuple[Line, ...]:
    heads = table.open_rows.heads() if table.open_rows else ()
    return tuple(head._replace(id=f"\0{head.id}") for head in heads)


def _rows_among(
    table: Table,
    texts: _JoinedTables,
    columns: Mapping[str, int],
    among: Iterable[int],
    place: Place,
    findings: list[Finding],
) -> tuple[dict[str, int], list[tuple[OpenLine, int]]]:
    """The rows of the form, and those that are none of them and no head: lines, in order."""
    declared, ids = table.open_rows, [head.id for head in _heads_of_labels(table)]
    first, named = columns.get(ids[0]), columns.get(ids[-1])
    if declared is None or first is None or named is None:
        return {}, []
    counts = table.printing.column_numbers  # over the numbers of columns, again on each page
    heads = _labels((*_heads_of_labels(table), *table.columns)) | ({folded(counts)} - {""})
    begins = {folded(line.label[0]) for line in table.fixed_rows}
    known, fixed, others = _labels(table.fixed_rows), dict[int, Path](), list[int]()
    titles = {(folded(table.band),), (folded(table.unit_line),)}
    for row in among:
        if texts.of_row(row) in titles:  # over the heads, and again on each page
            continue
        if texts.folded.get((row, first)) in begins:
            fixed[row] = texts.row_path(row, known)
        elif texts.folded.get((row, first)) not in heads and (
            texts.raw.get((row, first)) or texts.raw.get((row, named))
        ):
            others.append(row)
    rows = _matched(table.fixed_rows, fixed, "row", place, findings)
    keys = [texts.raw.get((row, first), "").strip() for row in others]
    names = [texts.raw.get((row, named), "").strip() for row in others]
    ids = row_ids(keys, (line.id for line in table.fixed_rows))
    lines = map(OpenLine, ids, keys, names)
    return rows, [*zip((with_level(declared, line) for line in lines), others, strict=True)]


def _labels(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(folded(label) for line in lines for label in line.label)


def _matched(
    lines: Sequence[Line],
    paths: Mapping[int, Path],
    axis: str,
    place: Place,
    findings: list[Finding],
) -> dict[str, int]:
    """The position of each line by its label path.

    Where a page parts a label over several rows, those on the next page may show only the
    rest of their paths: they are the next ones in order that end so.
    """
    wanted = {line.id: tuple(map(folded, line.label)) for line in lines}
    whole = {id_: [at for at, path in paths.items() if path == way] for id_, way in wanted.items()}
    positions = {id_: places[0] for id_, places in whole.items() if places}
    complete = set(wanted.values())
    for at, path in paths.items():
        if path and path not in complete:
            rest = (
                i for i, way in wanted.items() if i not in positions and way[-len(path) :] == path
            )
            id_ = next(rest, None)
            if id_ is not None:
                positions[id_] = at
    for line in lines:
        label, times = " ".join(line.label), len(whole[line.id])
        if line.id not in positions:
            findings.append(_finding(LINE_NOT_SEEN, place, label, axis))
        elif times > 1:
            findings.append(_finding(LINE_SEEN_TWICE, place, label, axis, str(times)))
    return {line.id: positions[line.id] for line in lines if line.id in positions}


def _finding(kind: Kind, place: Place, label: str, axis: str, count: str = "1") -> Finding:
    values: Values = {"label": label, "axis": _AXES[axis], "count": count}
    where = Place(file=place.file, section=place.section, table=place.table, label=label)
    return Finding(kind, where, values, words=f"{place.table} {axis} {label}")
