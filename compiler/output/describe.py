"""A declaration printed in full, for someone who knows the form and no code.

Given a declaration, gives text: sheets, tables drawn as they are printed, rules in
words, figures that prose can quote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from compiler.format.declaration import KeyFigure
from compiler.format.form import Form
from compiler.format.grid import Grid
from compiler.format.spoken_rule import words_of_rule
from compiler.output.describe_printing import section_printing, tables_printing
from compiler.report.in_print import number_in_print
from compiler.text.language import Language
from compiler.text.widths import display_width, padded
from compiler.values.figures import FigureId
from compiler.values.findings import SEVERITY_NAMES

_WIDEST = 22
_NARROWEST = 4
_TYPES = {
    "zh": {"count": "件数", "change": "增减数", "amount": "金额", "text": "文字", "date": "日期"},
    "en": {
        "count": "count",
        "change": "change",
        "amount": "amount",
        "text": "text",
        "date": "date",
    },
}


def description(form: Form, language: Language) -> str:
    """The whole edition as plain text, ending in a line break."""
    zh = language == "zh"
    facts = (
        ("依据" if zh else "Authority", form.declaration.authority),
        ("年度" if zh else "Years", years_of(form)),
        ("标题" if zh else "Title", form.declaration.title),
    )
    lines = [f"{form.id}  {form.declaration.name}"]
    lines += [f"{name}  {fact}" for name, fact in facts if fact]
    lines.append("")
    for section in form.sections:
        lines.append(f"■ {section.heading or section.sheet}  [{section.id}]")
        if section.help:
            lines.append(f"  {section.help}")
        lines += section_printing(section, language)
        if not section.is_prose:
            lines += tables_printing(section, form, language)
            grid = form.grid(section)
            kinds = lambda figure: _kind(figure, form, language)  # noqa: E731
            lines += ["", *drawn(grid, kinds), ""]
    lines += ["", "■ 勾稽关系" if zh else "■ Rules"]
    lines += _rules(form, language)
    lines += ["", "■ 可引用数据" if zh else "■ Quotable figures"]
    lines += [f"  {{{f.name}}}{_printed(f)}" for f in form.key_figures]
    lines += guess_lines(form, language)
    return "\n".join(lines) + "\n"


def _printed(figure: KeyFigure) -> str:
    """How a quoted figure is printed, where it is more than a number."""
    if figure.direction is None:
        return f" {figure.suffix}" if figure.suffix else ""
    rise, fall, same = figure.direction
    return f" {rise}…{figure.suffix} | {fall}…{figure.suffix} | {same}"


def guess_lines(form: Form, language: Language) -> list[str]:
    """What a draft took for granted, by its place in the file; nothing where all is settled."""
    guesses = form.declaration.guesses
    heading = "■ 待核定的推测" if language == "zh" else "■ Guesses to settle"
    return ["", heading, *(f"  {g.at}  {g.words}" for g in guesses)] if guesses else []


def years_of(form: Form) -> str:
    """The report years it is meant for; nothing where it does not say."""
    if form.declaration.years == (None, None):
        return ""
    return "–".join("" if year is None else str(year) for year in form.declaration.years)


def _rules(form: Form, language: Language) -> Iterator[str]:
    zh = language == "zh"
    for rule in form.declaration.rules:
        count = sum(i.rule.id == rule.id for i in form.identities)
        grade = SEVERITY_NAMES[rule.severity].in_language(language)
        number = f"{count} 个" if zh else f"{count}"
        yield f"  {words_of_rule(rule, language)}  [{rule.id}; {grade}; {number}]"
        if rule.clause:
            yield f"      {'出处' if zh else 'Clause'}  {rule.clause}"
        if rule.exceptions:
            yield f"      {'例外' if zh else 'Exceptions'}  {rule.exceptions}"


def _kind(figure: FigureId, form: Form, language: Language) -> str:
    """Its kind and unit, and what a number of a declared look looks like."""
    type_ = form.type_of(figure)
    told = _TYPES[language][type_.kind] + (f"/{type_.unit.label}" if type_.unit else "")
    if not type_.is_number:
        return told + (f" {'/'.join(type_.choices)}" if type_.choices else "")
    number = Decimal("1234" if type_.whole else "1234.5")
    specimen = number_in_print(number, type_)
    return told if specimen == str(number) else f"{told} {specimen}"


def drawn(grid: Grid, spoken: Callable[[FigureId], str], width: int | None = None) -> Iterator[str]:
    """Rows as text; a merged cell's words stand in its first cell, a figure is `spoken`.

    Where they are to be no wider than `width`, the lines between columns have no room beside
    them, and the names of rows give way last.
    """
    texts: dict[tuple[int, int], str] = {}
    ends: dict[tuple[int, int], int] = {}
    for cell in grid.cells:
        text = cell.text if cell.figure is None else spoken(cell.figure)
        texts[cell.row, cell.column] = text
        for row in range(cell.row, cell.row + cell.height):
            ends[row, cell.column] = cell.column + cell.width
    widths = [_column_width(grid, texts, ends, c) for c in range(grid.columns)]
    line = " | "
    if width is not None and sum(widths) + 3 * grid.columns + 3 > width:
        line = "|"
        widths = _narrowed(widths, grid.label_columns - 1, width - grid.columns - 3)
    for row in range(grid.rows):
        parts = []
        column = 0
        while column < grid.columns:
            end = ends.get((row, column), column + 1)
            space = sum(widths[column:end]) + len(line) * (end - column - 1)
            parts.append(padded(_cut(texts.get((row, column), ""), space), space))
            column = end
        yield f"  {(line + line.join(parts) + line).strip()}"


def _narrowed(widths: list[int], names: int, room: int) -> list[int]:
    """The widths in so much room: all others give way before the column of names."""
    narrowed = [*widths]
    for giving in ([n for n in range(len(widths)) if n != names], [*range(len(widths))]):
        while sum(narrowed) > room:
            widest = max(giving, key=narrowed.__getitem__, default=None)
            if widest is None or narrowed[widest] <= _NARROWEST:
                break
            narrowed[widest] -= 1
    return narrowed


def _column_width(
    grid: Grid, texts: dict[tuple[int, int], str], ends: dict[tuple[int, int], int], column: int
) -> int:
    own = [
        display_width(text)
        for (row, c), text in texts.items()
        if c == column and ends[row, c] == c + 1
    ]
    # Names may take more, and stand left of the numbers of their rows.
    counted = any(cell.kind == "number" and cell.column < grid.label_columns for cell in grid.cells)
    limit = 2 * _WIDEST if column == grid.label_columns - 1 - counted else _WIDEST
    return min(limit, max([4, *own]))


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    while text and display_width(text) > width - 2:
        text = text[:-1]
    return text + "…"
