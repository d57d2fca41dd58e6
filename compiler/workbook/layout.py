"""Where everything stands in the standardized workbook: declaration → sheets and cells.

The form is written by it, the reader expects it, and a document's bookmarks name its
cells. It writes and reads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from compiler.format.declaration import Section, Table
from compiler.format.figure_type import LONGEST_LIST
from compiler.format.form import Form
from compiler.format.grid import Grid, draw
from compiler.format.printing import shown_together
from compiler.format.words import words_of
from compiler.ooxml.cells.address import cell_name
from compiler.values.dataclass import dataclass, field
from compiler.values.figures import FigureId
from compiler.values.origin import CellRef
from compiler.workbook.live_checks import LiveCheck, live_checks
from compiler.workbook.open_block import MARKS, OpenBlock, with_marks, with_spare_rows

# Rows above the grid or the paragraphs: heading, help, the live summary (and the header).
GRID_TOP = 4
PROSE_HEADER = 4
PROSE_TOP = 5
PROSE_ROWS = 300
# Rows for prose below the tables of a sheet; as many again where a report fills them.
LINE_ROWS = 5
CHECKS_TOP = 5
STATE_COLUMN = 8
COVER_TOP = 4
ATTACHMENT_ROWS = 5
LIST_HEADER = 3
LIST_TOP = 4
HIDDEN_SHEET = "_nianbao"
# What a marked copy remembers of the looks that it changed.
MARKS_SHEET = f"{HIDDEN_SHEET}_marks"


@dataclass(frozen=True, eq=False)
class SheetLayout:
    """One section's sheet; `cells` gives (row, column) from 1 of each of its figures.

    `blocks` say where lines are added, by table. Below its tables, from row `lines_top`, stand lines for prose; `places` gives what a line's
    place is called, and the table that it is below, None for before the first.
    """

    section: Section
    grid: Grid | None
    cells: Mapping[FigureId, tuple[int, int]]
    places: Mapping[str, str | None] = field(default_factory=dict)
    blocks: Mapping[str, OpenBlock] = field(default_factory=dict)

    @cached_property
    def labels(self) -> Mapping[tuple[int, int], str]:
        """The cells of the grid that hold no figure, and what stands there; "" where nothing does."""
        cells = self.grid.cells if self.grid else ()
        return {(GRID_TOP + c.row, 1 + c.column): c.text for c in cells if c.figure is None}

    @cached_property
    def merged(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The cells of the grid that are drawn as one, the first of each before the others."""
        wide = (c for c in (self.grid.cells if self.grid else ()) if c.height * c.width > 1)
        return tuple(
            tuple(
                (GRID_TOP + c.row + down, 1 + c.column + on)
                for down in range(c.height)
                for on in range(c.width)
            )
            for c in wide
        )

    @property
    def lines_top(self) -> int:
        """Below last year's figures too, where these stand below the grid."""
        last = max((row for row, _ in prior_cells(self).values()), default=0)
        return max(last, GRID_TOP + self.grid.rows - 1 if self.grid else 0) + 2


@dataclass(frozen=True, eq=False)
class Layout:
    """The sheets in order and the address of every figure; `form` has the spare rows too."""

    form: Form
    sheets: tuple[SheetLayout, ...]
    addresses: Mapping[FigureId, CellRef]

    @cached_property
    def prior_addresses(self) -> Mapping[FigureId, CellRef]:
        """Where last year's figures stand, beside those of this year."""
        return {
            figure: CellRef(sheet.section.sheet, cell_name(*at))
            for sheet in self.sheets
            for figure, at in prior_cells(sheet).items()
        }

    @cached_property
    def checks(self) -> tuple[LiveCheck, ...]:
        """Those of the live sheet; some can be made only where last year is shown."""
        return live_checks(self.form)

    def sheet(self, section: str) -> SheetLayout:
        return next(s for s in self.sheets if s.section.id == section)

    @property
    def blocks(self) -> Mapping[str, OpenBlock]:
        return {table: block for sheet in self.sheets for table, block in sheet.blocks.items()}


@lru_cache(maxsize=16)
def layout_of(form: Form) -> Layout:
    """The same for every workbook of this form."""
    spared = tuple(map(with_spare_rows, form.tables))
    whole = form if spared == form.tables else Form(form.declaration, spared)
    sheets = tuple(_sheet(whole, section) for section in form.sections)
    addresses = {
        figure: CellRef(sheet.section.sheet, cell_name(*at))
        for sheet in sheets
        for figure, at in sheet.cells.items()
    }
    return Layout(whole, sheets, addresses)


def prior_cells(sheet: SheetLayout) -> Mapping[FigureId, tuple[int, int]]:
    """Last year's figures: to the right of the grid, or below a grid of a single row."""
    grid = sheet.grid
    if grid is None:
        return {}
    levels = any(block.level for block in sheet.blocks.values())
    down, right = (0, _prior_shift(grid, levels=levels)) if grid.label_columns else (2, 0)
    return {figure: (row + down, column + right) for figure, (row, column) in sheet.cells.items()}


def _prior_shift(grid: Grid, *, levels: bool) -> int:
    """Past the grid, and the column of levels where there is one, and a blank column."""
    return grid.columns - grid.label_columns + 1 + levels


def _sheet(form: Form, section: Section) -> SheetLayout:
    if section.is_prose:
        return SheetLayout(section, None, {})
    tables = form.tables_of(section)
    grid = _drawn(form, tables) if any(t.open_rows for t in tables) else form.grid(section)
    cells = {
        cell.figure: (GRID_TOP + cell.row, 1 + cell.column) for cell in grid.cells if cell.figure
    }
    shift = _prior_shift(grid, levels=any(t.open_rows and t.open_rows.level for t in tables))
    blocks = {t.id: _block(t, section, grid, cells, shift) for t in tables if t.open_rows}
    return SheetLayout(section, grid, cells, _places(form, section), blocks)


def _drawn(form: Form, tables: tuple[Table, ...]) -> Grid:
    """With the marks around the lines; no figure stands on their rows."""
    words = words_of(form.language)
    marked = (with_marks(table, words.lines_begin, words.lines_end) for table in tables)
    grid = draw(shown_together(marked))
    cells = (c for c in grid.cells if not (c.figure and c.figure.row in MARKS))
    return grid._replace(cells=tuple(cells))


def _block(
    table: Table,
    section: Section,
    grid: Grid,
    cells: Mapping[FigureId, tuple[int, int]],
    shift: int,
) -> OpenBlock:
    """Between the marks, which are the rows right before and after its lines."""
    declared = table.open_rows
    assert declared is not None
    column = table.columns[0].id
    rows = {line.id: cells[FigureId(table.id, line.id, column)][0] for line in table.lines}
    any_row = table.rows[0].id
    columns = {c.id: cells[FigureId(table.id, any_row, c.id)][1] for c in table.columns}
    first, last = min(rows.values()) - 1, max(rows.values()) + 1
    level = grid.columns + 1 if declared.level else None
    label = 2 if declared.key else 1
    return OpenBlock(section.sheet, declared, first, last, 1, label, level, columns, rows, shift)


def _places(form: Form, section: Section) -> Mapping[str, str | None]:
    """By the names that the form gives its tables, or by their numbers where these do not do."""
    words, tables = words_of(form.language), shown_together(form.tables_of(section))
    bands = [words.after_named.format(name=table.band) for table in tables[:-1]]
    listed = ",".join((words.before_table, *bands, words.after_table))
    told = len(set(bands)) == len(bands) and all(table.band for table in tables)
    if not told or len(listed) > LONGEST_LIST or listed.count(",") > len(tables):
        bands = [words.after_named.format(name=number) for number in range(1, len(tables))]
    names = (words.before_table, *bands, words.after_table)
    return dict(zip(names, (None, *section.tables), strict=True))
