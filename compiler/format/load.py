"""Reads a declaration and says everything that is wrong with it at once.

Given the bytes of a TOML file, gives a `Declaration` or the findings that forbid it.
The shape of the file is checked here, what its parts mean to one another in `validate`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from compiler.format.declaration import FORMAT_ID, Declaration, Guess
from compiler.format.entry import Entry, Mistakes, Spelling
from compiler.format.keys import Keys
from compiler.format.load_help import HELP_KEYS, load_help, with_help
from compiler.format.load_pictures import PICTURE_KEYS, load_picture
from compiler.format.load_prose import PROSE_KEYS, load_prose
from compiler.format.load_rules import FIGURE_KEYS, RULE_KEYS, load_key_figure, load_rule
from compiler.format.load_sections import SECTION_KEYS, load_section
from compiler.format.load_tables import TABLE_KEYS, load_table
from compiler.format.load_types import (
    TYPE_KEYS,
    UNIT_KEYS,
    load_types,
)
from compiler.format.source import INCLUDE_KEYS, ReadFile, read_source
from compiler.format.validate import validate
from compiler.text.language import Text
from compiler.values import limits
from compiler.values.dataclass import replace
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

FORMAT_KEYS = Keys(
    "format",
    "[format]",
    "这种报告本身：编号、名称、标题、适用年度。",
    "The report itself: its id, name, title and years.",
)
_FORMAT = FORMAT_KEYS.text(
    "id",
    "格式的编号，工作簿、数据和命令里用它。",
    "The id of the format, in workbooks, data and commands.",
    spelling=_FORMAT_ID,
)
_VERSION = FORMAT_KEYS.text(
    "version",
    "声明文件的版本，改了就加一。",
    "The version of this file; count it up when it changes.",
)
_LANGUAGE = FORMAT_KEYS.choice(
    "language",
    "工作簿和文档的语言。",
    "The language of the workbook and the document.",
    ("zh", "en"),
)
_NAME = FORMAT_KEYS.text("name", "格式的名称，给人看的。", "What people call it.")
_AUTHORITY = FORMAT_KEYS.text("authority", "依据的文件。", "Where the form comes from.", "")
_TITLE = FORMAT_KEYS.text(
    "title",
    "报告的标题，{agency}、{year} 换成报告自己的。",
    "Printed at the top; {agency} and {year} are filled in.",
)
_YEARS = FORMAT_KEYS.integers(
    "years",
    "适用的第一个年度；知道的话，再写最后一个。",
    "The first year that it is meant for and, where it is known, the last.",
)
_PAPER = FORMAT_KEYS.choice(
    "paper",
    "纸。中文的页边距按 GB/T 9704，英文的是一英寸。",
    "Margins are those of GB/T 9704 in Chinese, an inch in English.",
    ("A4", "Letter"),
    "A4",
)

_DEADLINE = Keys(
    "deadline",
    "[[deadline]]",
    "发布的期限，由上到下，取第一条合适的。",
    "By when the report must be out; the first that fits holds.",
)
_DATE = _DEADLINE.text("date", "最迟的日期。", "The last day.", spelling=_MONTH_DAY)
_BODIES = _DEADLINE.text(
    "bodies",
    "只用于名称含有这些字的机关；不写，用于所有机关。",
    "Only for bodies whose name has this in it; else for all.",
    "",
)

TOP = Keys("top", "（文件的最上层）", "声明文件由这些表组成。", "The tables that make up the file.")
TOP.join(INCLUDE_KEYS)
_FORMAT_TABLE = TOP.entry("format", FORMAT_KEYS)
_UNITS = TOP.named("unit", UNIT_KEYS)
_TYPES = TOP.named("type", TYPE_KEYS)
_SECTIONS = TOP.entries("section", SECTION_KEYS, mandatory=True)
_TABLE_TABLES = TOP.named("table", TABLE_KEYS)
_HELP = TOP.entries("help", HELP_KEYS)
_RULES = TOP.entries("rule", RULE_KEYS)
_FIGURES = TOP.entries("figure", FIGURE_KEYS)
_PICTURES = TOP.entries("picture", PICTURE_KEYS)
TOP.join(PROSE_KEYS)
_DEADLINES = TOP.entries("deadline", _DEADLINE)


def load(data: bytes, path: str, read: ReadFile) -> Declaration | tuple[Finding, ...]:
    """`path` is named in findings and kept in the declaration; included files stand beside it
    and are read by `read`.
    """
    mistakes = Mistakes(path)
    source = read_source(data, Path(path).parent, mistakes, read)
    if mistakes.findings:
        return mistakes.findings
    declaration = _declaration(Entry(source.document, "", mistakes), mistakes, source.digest, path)
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


def _declaration(top: Entry, mistakes: Mistakes, digest: str, path: str) -> Declaration:
    head = top.get(_FORMAT_TABLE)
    named = load_types(top.get(_UNITS), top.get(_TYPES))
    tables = tuple(load_table(e, named) for e in top.get(_TABLE_TABLES))
    tables = with_help(tables, [load_help(e) for e in top.get(_HELP)], mistakes)
    declaration = Declaration(
        id=head.get(_FORMAT),
        version=head.get(_VERSION),
        language=head.get(_LANGUAGE),  # type: ignore[arg-type]
        name=head.get(_NAME),
        authority=head.get(_AUTHORITY),
        title=head.get(_TITLE),
        years=_years(head),
        sections=tuple(load_section(e) for e in top.get(_SECTIONS)),
        tables=tables,
        rules=tuple(load_rule(e) for e in top.get(_RULES)),
        key_figures=tuple(load_key_figure(e) for e in top.get(_FIGURES)),
        pictures=tuple(load_picture(e) for e in top.get(_PICTURES)),
        prose=load_prose(top),
        digest=digest,
        path=path,
        deadlines=_deadlines(top),
        paper=head.get(_PAPER),  # type: ignore[arg-type]
    )
    head.finish()
    top.finish()
    return declaration


def _years(head: Entry) -> tuple[int | None, int | None]:
    years = head.get(_YEARS)
    first = years[0] if years else None
    return first, years[1] if len(years) > 1 else None


def _deadlines(top: Entry) -> tuple[tuple[str, str], ...]:
    deadlines = []
    for entry in top.get(_DEADLINES):
        deadlines.append((entry.get(_DATE), entry.get(_BODIES)))
        entry.finish()
    return tuple(deadlines)
