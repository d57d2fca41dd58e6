"""Reads a declaration and says everything that is wrong with it at once.

Given the bytes of a TOML file, gives a `Declaration` or the findings that forbid it.
The shape of the file is checked here, what its parts mean to one another in `validate`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from compiler.format.declaration import (
    Declaration,
    Guess,
    Line,
    OpenRows,
    Section,
    Table,
)
from compiler.format.entry import FORMAT_ID, ID, Entry, Mistakes, Spelling
from compiler.format.expression import PRIOR
from compiler.format.grid import WIDTH_MM
from compiler.format.load_printing import headings, section_printing, table_printing
from compiler.format.load_prose import load_prose
from compiler.format.load_rules import load_key_figure, load_rule
from compiler.format.load_types import Named, load_types
from compiler.format.printed_texts import BRACES
from compiler.format.prose import Need
from compiler.format.source import ReadFile, read_source
from compiler.format.validate import validate
from compiler.text.language import Text
from compiler.values import limits
from compiler.values.findings import Finding

_MONTH_DAY = Spelling(
    re.compile(r"\d{1,2}-\d{1,2}"), Text("月-日，如 3-31", "a month and a day, such as 3-31")
)
_FORMAT_ID = Spelling(
    FORMAT_ID,
    Text(
        "由小写字母、数字、下划线或短横组成、以字母或数字开头的编号",
        "an id of small letters, digits, _ or -, a letter or digit first",
    ),
)
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
LONGEST_SHEET_NAME = 31


def load(data: bytes, path: str, read: ReadFile) -> Declaration | tuple[Finding, ...]:
    """`path` is named in findings and kept in the declaration; included files stand beside it
    and are read by `read`.
    """
    mistakes = Mistakes(path)
    source = read_source(data, Path(path).parent, mistakes, read)
    if mistakes.findings:
        return mistakes.findings
    declaration = _declaration(Entry(source.document, "", mistakes), source.digest, path)
    declaration = replace(declaration, guesses=_in_order(mistakes.guesses, source.document))
    if _bounded(declaration, mistakes):
        validate(declaration, mistakes)
    return mistakes.findings or declaration


def _in_order(guesses: list[Guess], document: dict[str, Any]) -> tuple[Guess, ...]:
    """As their tables follow one another in the file."""
    order = [*document]
    return tuple(sorted(guesses, key=lambda g: order.index(re.split(r"[.\[]", g.at)[0])))


def _bounded(declaration: Declaration, mistakes: Mistakes) -> bool:
    """Whether it has no more than a form may have, so that its workbook is within the limits of the door."""
    lines = {
        scope: len(table.rows if scope[1] == "rows" else table.columns)
        for table in declaration.tables
        for scope in ((table.id, "rows"), (table.id, "columns"))
    }
    counted = (
        (limits.DECLARED_SHEETS, len(declaration.sections)),
        (limits.DECLARED_FIGURES, sum(len(t.rows) * len(t.columns) for t in declaration.tables)),
        (
            limits.DECLARED_CHECKS,
            sum(sum(lines.get(scope, 0) for scope in r.each) or 1 for r in declaration.rules),
        ),
    )
    passed = [(limit, found) for limit, found in counted if limit.passed(found)]
    for limit, found in passed:
        mistakes.over(limit, found)
    return not passed


def _declaration(top: Entry, digest: str, path: str) -> Declaration:
    head = top.entry("format")
    named = load_types(top)
    tables = tuple(_table(e, named) for e in top.named("table"))
    declaration = Declaration(
        id=head.text("id", spelling=_FORMAT_ID),
        version=head.text("version"),
        language=head.choice("language", ("zh", "en")),  # type: ignore[arg-type]
        name=head.text("name"),
        authority=head.text("authority", ""),
        title=head.text("title"),
        years=_years(head),
        sections=tuple(_section(e) for e in top.entries("section")),
        tables=tables,
        rules=tuple(load_rule(e) for e in top.entries("rule", required=False)),
        key_figures=tuple(load_key_figure(e) for e in top.entries("figure", required=False)),
        prose=load_prose(top),
        digest=digest,
        path=path,
        deadlines=_deadlines(top),
        paper=head.choice("paper", ("A4", "Letter"), "A4"),  # type: ignore[arg-type]
    )
    head.finish()
    top.finish()
    return declaration


def _years(head: Entry) -> tuple[int | None, int | None]:
    years = head.integers("years")
    first = years[0] if years else None
    return first, years[1] if len(years) > 1 else None


def _section(entry: Entry) -> Section:
    *above, heading = headings(entry)
    named = heading and not set(heading) & set(BRACES)
    sheet = entry.text("sheet", sheet_name(heading) if named else "")
    if not sheet:
        entry.missing("sheet")
    elif _FORBIDDEN_IN_SHEET_NAMES.search(sheet) or len(sheet) > LONGEST_SHEET_NAME:
        entry.wrong(
            "sheet",
            sheet,
            "31 个字以内、不含 [ ] : * ? / \\ 且两头没有单引号的文字",
            "at most 31 characters without [ ] : * ? / \\, nor ' at either end",
        )
    section = Section(
        id=entry.text("id", spelling=ID),
        heading=heading,
        sheet=sheet,
        short=entry.text("short", sheet),
        tables=entry.texts("tables"),
        required=entry.flag("required", default=True),
        variants=entry.texts("variants"),
        help=entry.text("help", ""),
        aspects=_needs(entry, "aspects"),
        needs=_needs(entry, "needs"),
        longest=entry.integer("longest"),
        shortest=entry.integer("shortest"),
        printing=section_printing(entry, tuple(above)),
    )
    entry.finish()
    return section


def _needs(entry: Entry, key: str) -> tuple[Need, ...]:
    needs = []
    for need in entry.entries(key, required=False):
        needs.append(Need(need.text("name"), need.texts("words")))
        need.finish()
    return tuple(needs)


def _deadlines(top: Entry) -> tuple[tuple[str, str], ...]:
    deadlines = []
    for entry in top.entries("deadline", required=False):
        deadlines.append((entry.text("date", spelling=_MONTH_DAY), entry.text("bodies", "")))
        entry.finish()
    return tuple(deadlines)


def sheet_name(heading: str) -> str:
    """What the sheet of a section is called that names none."""
    return _FORBIDDEN_IN_SHEET_NAMES.sub(" ", heading)[:LONGEST_SHEET_NAME].strip()


def _table(entry: Entry, named: Named) -> Table:
    open_rows = entry.optional("open")
    table = Table(
        id=entry.name,
        rows=tuple(_line(e, named) for e in entry.entries("rows", required=open_rows is None)),
        columns=tuple(_line(e, named) for e in entry.entries("columns")),
        corner=entry.text("corner", ""),
        band=entry.text("band", ""),
        single_row=entry.flag("single_row", default=False),
        label_widths=_label_widths(entry),
        type=named.type(entry),
        unit=named.unit(entry),
        unit_line=entry.text("unit_line", ""),
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
        label=entry.path("label"),
        key=entry.path("key") if entry.has("key") else (),
        after=entry.text("after", "") or None,
        key_lengths=entry.integers("key_lengths"),
        level=entry.text("level", ""),
        at_least=entry.integer("at_least") or 0,
        at_most=entry.integer("at_most", limits.OPEN_LINES.most),
    )
    entry.finish()
    return open_rows


def _label_widths(entry: Entry) -> tuple[float, ...]:
    """Millimetres; no width is a number that is none, as TOML's nan and inf are."""
    widths = entry.numbers("label_widths")
    if not all(0 < width < WIDTH_MM for width in widths):
        zh, en = f"0 到 {WIDTH_MM:.0f} 之间的毫米数", f"millimetres between 0 and {WIDTH_MM:.0f}"
        entry.wrong("label_widths", ", ".join(map(str, widths)), zh, en)
        return ()
    return tuple(float(width) for width in widths)


def _line(entry: Entry, named: Named) -> Line:
    line = Line(
        id=entry.text("id", spelling=ID),
        label=entry.path("label"),
        type=named.type(entry),
        unit=named.unit(entry),
        printed_unit=entry.flag("printed_unit", default=False),
        not_applicable=entry.flag("not_applicable", default=False),
        help=entry.text("help", ""),
        short=entry.text("short", ""),
    )
    entry.finish()
    return line
