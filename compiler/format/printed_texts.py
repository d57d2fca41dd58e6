"""The texts of a declaration that are printed, and what a report fills in of them.

The title, headings and their variants, what is said when nothing was filled in, and the lines
above and below a table may say {agency} and {year}. In any other text that is printed, and in any
other spelling, braces would stand on the page as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.catalogue.w_declarations import WRONG_TYPE
from compiler.format.declaration import Declaration, Line, Table
from compiler.format.entry import Mistakes
from compiler.format.figure_type import FigureType
from compiler.text.language import Text
from compiler.text.likeness import alike

BRACES = "{}｛｝"
FIELDS = ("agency", "year")
_FIELD = re.compile("[{｛]([^{}｛｝]*)[}｝]|[{}｛｝]")
_FILLED = Text("{agency} 和 {year}", "{agency} and {year}")
_PLAIN = Text("不带花括号的文字", "text without braces")


def check_fields(declaration: Declaration, mistakes: Mistakes) -> None:
    """Notes each text that would be printed with its braces."""
    for key, text in _filled(declaration):
        _note(key, text, mistakes, FIELDS)
    for key, text in _printed(declaration):
        _note(key, text, mistakes, ())


def _note(key: str, text: str, mistakes: Mistakes, fields: tuple[str, ...]) -> None:
    strange = [m for m in _FIELD.finditer(text) if m[0] not in [f"{{{f}}}" for f in fields]]
    if not strange:
        return
    written = strange[0][1] or ""
    close = alike(written.strip(), FIELDS)
    mistakes.add(
        WRONG_TYPE,
        key,
        found="、".join(m[0] for m in strange),
        wanted=_FILLED if fields else _PLAIN,
        suggestion=_advice(close[0] if close else "", fields),
    )


def _advice(close: str, fields: tuple[str, ...]) -> Text:
    if not fields:
        return Text(
            "只有 title、heading、variants、caption、above、notes 和 when_empty 里的 {agency}、{year} 会换成报告自己的，这里会照样印出来，请去掉。",
            "Only in title, heading, variants, caption, above, notes and when_empty are {agency} and {year} filled in; here they would be printed as they stand: take them out.",
        )
    if close:
        return Text(f"是不是“{{{close}}}”？", f"Did you mean “{{{close}}}”?")
    return Text(
        "能填的只有 {agency} 和 {year}，用半角花括号。",
        "Only {agency} and {year} are filled in, with these very braces.",
    )


def _filled(declaration: Declaration) -> Iterator[tuple[str, str]]:
    yield "format.title", declaration.title
    for section in declaration.sections:
        key = f"section[{section.id}]"
        yield from ((f"{key}.heading", heading) for heading in section.printing.above)
        yield f"{key}.heading", section.heading
        yield from ((f"{key}.variants", variant) for variant in section.variants)
        yield f"{key}.when_empty", section.printing.when_empty
    for table in declaration.tables:
        key, printing = f"table.{table.id}", table.printing
        yield f"{key}.caption", printing.caption
        yield from ((f"{key}.above", text) for line in printing.above for text in line)
        yield from ((f"{key}.notes", note) for note in printing.notes)
        yield f"{key}.when_empty", printing.when_empty


def _printed(declaration: Declaration) -> Iterator[tuple[str, str]]:
    yield "format.name", declaration.name
    for section in declaration.sections:
        yield f"section[{section.id}].sheet", section.sheet
        yield (
            f"section[{section.id}].short",
            section.short if section.short != section.sheet else "",
        )
    for table in declaration.tables:
        yield from _of_table(table)
    for rule in declaration.rules:
        yield f"rule[{rule.id}].words", rule.words
    for figure in declaration.key_figures:
        yield f"figure[{figure.name}].name", figure.name
        yield f"figure[{figure.name}].suffix", figure.suffix
        told = figure.direction._asdict() if figure.direction else {}
        yield from ((f"figure[{figure.name}].{key}", text) for key, text in told.items())


def _of_table(table: Table) -> Iterator[tuple[str, str]]:
    key = f"table.{table.id}"
    yield f"{key}.corner", table.corner
    yield f"{key}.band", table.band
    yield f"{key}.unit_line", table.unit_line
    axes: tuple[tuple[str, tuple[Line, ...]], ...] = (
        ("rows", table.rows),
        ("columns", table.columns),
    )
    for axis, lines in axes:
        for line in lines:
            for label in line.label:
                yield f"{key}.{axis}[{line.id}].label", label
            yield f"{key}.{axis}[{line.id}].short", line.short
            if line.unit is not None:
                yield f"{key}.{axis}[{line.id}].unit", line.unit.label
            yield from _of_type(f"{key}.{axis}[{line.id}].type", line.type)
    yield from _of_type(f"{key}.type", table.type)
    if table.open_rows is not None:
        yield f"{key}.open.level", table.open_rows.level
        for head in table.open_rows.heads():
            yield from ((f"{key}.open.{head.id}", label) for label in head.label)


def _of_type(key: str, type: FigureType | None) -> Iterator[tuple[str, str]]:
    if type is not None:
        unit = (type.unit.label,) if type.unit else ()
        words = (word for word, _ in type.words)
        yield from ((key, text) for text in (*unit, type.zero or "", *words, *type.choices))
