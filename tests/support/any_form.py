"""Any form that can be declared, small, and any report of it: strategies for laws.

A form is drawn as the text of its file, so that the loader has its part in every law. All that a
form may have is drawn together: merged labels, types of every kind, rows that an office adds and
how they nest, totals, tables side by side or in one line, what is printed around them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration, Table
from compiler.format.figure_type import BUILT_IN, PERCENT, FigureType, Unit
from compiler.format.form import Form, form_with
from compiler.format.judgement import defined_value, without_value
from compiler.format.load import load
from compiler.format.totals import in_order
from compiler.text.labels import folded
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Said
from compiler.values.report import OpenLine, Paragraph, Report
from compiler.workbook.form.make import blank_report

# What a cell shows: no blanks around it, and nothing that a program would calculate. A number
# over two lines is what a forger writes; the proof says so without asking who wrote it.
WORDS = st.text("一二三年月日ABnaé，。 -<>&\"'\n0123.", min_size=1, max_size=12).map(
    lambda text: re.sub(r"(?<=[\d.])\n(?=[\d.])", " ", text.strip()) or "无"
)
ON_ONE_LINE = WORDS.map(lambda text: " ".join(text.split()))
_KEYS = st.text("AB01", min_size=2, max_size=2)


@st.composite
def types(draw: st.DrawFn) -> FigureType:
    """Any type that can be declared."""
    kind = draw(st.sampled_from(tuple(BUILT_IN)))
    like = BUILT_IN[kind]
    if not like.is_number:
        words = WORDS.map(lambda text: re.sub(r'["\n]', "", text).strip() or "无")
        choices = draw(st.lists(words, max_size=3, unique_by=lambda word: folded(word).casefold()))
        return like._replace(choices=tuple(choices) if kind == "text" else (), optional=True)
    decimals = None if like.whole else draw(st.none() | st.integers(0, 4))
    unit = draw(st.sampled_from((None, PERCENT, Unit("万元"), Unit("$", before=True))))
    return like._replace(
        decimals=0 if like.whole else decimals,
        fixed=decimals is not None and draw(st.booleans()),
        signed=like.signed or draw(st.booleans()),
        plus=draw(st.booleans()),
        thousands=draw(st.booleans()),
        zero=draw(st.sampled_from((None, "0", "0.00", "–", "—", "", "无"))),
        words=draw(st.sampled_from(((), (("N/A", "skip"), ("<1", "nothing"), ("*?~", "skip"))))),
        unit=unit,
        printed_unit=unit is not None and (unit == PERCENT or draw(st.booleans())),
    )


@st.composite
def values_of(draw: st.DrawFn, type: FigureType) -> Quantity:
    """Anything that may stand in such a cell; numbers of at most fifteen digits, as a workbook
    keeps them.
    """
    if type.kind == "date":
        return Said(draw(st.dates(date(1850, 1, 1), date(2200, 1, 1))).isoformat())
    if type.kind == "text":
        return Said(draw(st.sampled_from(type.choices) if type.choices else WORDS))
    if type.words and draw(st.booleans()):
        return Said(*draw(st.sampled_from(type.words)))
    places = 4 if type.decimals is None else type.decimals
    digits = draw(st.integers(-(10**9) if type.signed else 0, 10**9))
    return Decimal(draw(st.sampled_from((0, 1, digits)))) / 10 ** draw(st.integers(0, places))


def in_toml(name: str, type: FigureType) -> str:
    """A type as it is declared; its unit by the place where it is printed."""
    lines = [f"[type.{name}]", f'like = "{type.kind}"']
    if not BUILT_IN[type.kind].whole and type.decimals is not None:
        lines.append(f"decimals{'' if type.fixed else '_at_most'} = {type.decimals}")
    flags = ("signed", "plus", "thousands", "not_applicable", "optional")
    lines += [f"{key} = true" for key in flags if getattr(type, key)]
    if type.zero is not None:
        lines.append(f'zero = "{type.zero}"')
    if type.words:
        told = ", ".join(
            f"{json.dumps(word)} = {json.dumps(weight)}" for word, weight in type.words
        )
        lines.append(f"words = {{ {told} }}")
    if type.choices:
        lines.append(f"choices = {_toml(type.choices)}")
    if type.unit == PERCENT:
        lines.append("percent = true")
    elif type.unit:
        lines.append(f'unit = "{"before" if type.unit.before else "after"}"')
        lines += ["printed_unit = true"] * type.printed_unit
    return "\n".join(lines)


HEAD = """
[format]
id = "any"
version = "1"
language = {language}
paper = {paper}
name = "任意"
title = "{{agency}}{{year}}年报告"
[unit.before]
label = "$"
before = true
[unit.after]
label = "万元"
accepts = {{ "元" = "0.0001" }}
"""


def loaded(text: str) -> Declaration:
    declaration = load(text.encode(), "any.toml", read_bytes)
    assert isinstance(declaration, Declaration), [f.message("zh") for f in declaration] + [text]
    return declaration


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    """Any declaration of one or two sections of tables, and one of text."""
    known = {
        f"t{n}": each for n, each in enumerate(draw(st.lists(types(), min_size=1, max_size=4)))
    }
    language, paper = (draw(st.sampled_from(each)) for each in (("zh", "en"), ("A4", "Letter")))
    text = HEAD.format(language=_toml(language), paper=_toml(paper))
    text += "\n".join(in_toml(id, type) for id, type in known.items())
    number = 0
    for section in range(draw(st.integers(1, 2))):
        tables = [_Drawn(f"v{number + n}", known) for n in range(draw(st.integers(1, 2)))]
        number += len(tables)
        ids = _toml([each.id for each in tables])
        text += f'\n[[section]]\nid = "s{section}"\nheading = "{section + 1}. 表"\ntables = {ids}\n'
        text += f"landscape = {_toml(draw(st.booleans()))}\n"
        before = None
        for table in tables:
            text += draw(table.text(before))
            before = table
    text += '\n[[section]]\nid = "notes"\nheading = "9. 说明"\nrequired = false\n'
    return loaded(text)


@dataclass
class _Drawn:
    """One table while it is drawn, so that its right neighbour can be told of it."""

    id: str
    known: dict[str, FigureType]
    apart: bool = False
    plain: bool = False

    def text(self, before: _Drawn | None) -> st.SearchStrategy[str]:
        @st.composite
        def drawn(draw: st.DrawFn) -> str:
            return "\n".join(self._lines(draw, before)) + "\n"

        return drawn()

    def _lines(self, draw: st.DrawFn, before: _Drawn | None) -> Iterator[str]:
        opened = draw(st.booleans())
        single = not opened and draw(st.integers(0, 4)) == 0
        self.plain = not opened and not single
        columns = draw(_labelled("c", 1, 4))
        typed = [draw(st.sampled_from((*self.known, *BUILT_IN))) for _ in columns]
        rows = draw(_labelled("r", 0 if opened else 1, 3))
        yield f"\n[table.{self.id}]\nband = {_toml(f'表 {self.id}')}"
        if before and self.plain and before.plain and draw(st.booleans()):
            yield f"beside = {_toml(before.id)}"
        yield from self._around(draw, single=single)
        yield f"single_row = {_toml(single)}"
        heads = [{**line, "type": type} for line, type in zip(columns, typed, strict=True)]
        yield f"columns = {_toml(heads)}"
        summed = draw(st.booleans())
        told = [{**row, **({} if summed else draw(_of_row(self.known)))} for row in rows]
        if rows:
            yield f"rows = {_toml(told)}"
        numbers = [id for id, type in zip((c["id"] for c in columns), typed, strict=True)
                   if (self.known.get(type) or BUILT_IN[type]).is_number]  # fmt: skip
        words = [c["id"] for c in columns if c["id"] not in numbers]
        if opened:
            yield from self._open(draw, rows, words, summed=summed and bool(numbers))
        elif summed and numbers and len(rows) > 1:
            parts = " + ".join(str(row["id"]) for row in rows[:-1])
            yield _rule(self.id, "sum", f"{rows[-1]['id']} == {parts}", words)

    def _around(self, draw: st.DrawFn, *, single: bool) -> Iterator[str]:
        around = {
            "caption": f"{{year}}年表 {self.id} 的题",
            "above": [["{agency}", "{year}年"]],
            "notes": ["注：略。", "　　{year}年。"],
            "unit_line": "单位：各列自定",
            "when_empty": "{agency}没有这些。",
            "drawn_empty": False,
            "widths": "content",
            "least_width": 12,
            **({"row_numbers": "行次"} if self.plain else {}),
            **({} if single else {"column_numbers": "栏次"}),
        }
        for key, value in around.items():
            if draw(st.integers(0, 3)) == 0:
                yield f"{key} = {_toml(value)}"

    def _open(
        self, draw: st.DrawFn, rows: list[dict[str, object]], words: list[str], *, summed: bool
    ) -> Iterator[str]:
        keyed, nests = draw(st.booleans()), draw(st.sampled_from(("", "level", "key_lengths")))
        if nests == "key_lengths" and not keyed:
            nests = ""
        yield f"[table.{self.id}.open]\nlabel = {_toml(draw(st.sampled_from(('名称', ['项目', '名称']))))}"
        if keyed:
            yield 'key = "编码"'
        if nests:
            yield f"{nests} = {'[1, 3]' if nests == 'key_lengths' else _toml('级次')}"
        if rows and draw(st.booleans()):
            yield f"after = {_toml(draw(st.sampled_from([row['id'] for row in rows])))}"
        if summed and len(rows) == 1:
            yield _rule(self.id, "all", f"{rows[0]['id']} == sum(lines)", words)
        if summed and nests:
            yield _rule(self.id, "parts", "parent == sum(children)", words)


def _rule(table: str, name: str, holds: str, words: list[str]) -> str:
    defined = holds.partition(" ")[0]
    return (
        f'[[rule]]\nid = "{table}-{name}"\neach = ["{table}.columns"]\nexcept = {_toml(words)}\n'
        f'holds = "{holds}"\ndefines = "{defined}"\nwithin = "0.01"\nwords = "{name}"'
    )


@st.composite
def _labelled(draw: st.DrawFn, letter: str, least: int, most: int) -> list[dict[str, object]]:
    """Rows or columns, of which neighbours may share the beginning of their labels."""
    lines: list[dict[str, object]] = []
    for n in range(draw(st.integers(least, most))):
        over = [f"{letter.upper()}{draw(st.integers(0, 1))}组"] * draw(st.integers(0, 1))
        deeper = [f"{letter}{draw(st.integers(0, 1))}类"] if over and draw(st.booleans()) else []
        lines.append({"id": f"{letter}{n}", "label": [*over, *deeper, f"{letter}{n} 项"]})
    return lines


@st.composite
def _of_row(draw: st.DrawFn, known: dict[str, FigureType]) -> dict[str, object]:
    """What a row may say itself of its figures."""
    said: dict[str, object] = {}
    if draw(st.integers(0, 3)) == 0:
        said["type"] = draw(st.sampled_from((*known, *BUILT_IN)))
    if draw(st.integers(0, 3)) == 0:
        said["not_applicable"] = True
    return said


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@st.composite
def _lines_of(draw: st.DrawFn, table: Table) -> tuple[OpenLine, ...]:
    """Lines as an office may add them: keys that differ, each line below one that it may be below."""
    declared = table.open_rows
    if declared is None:
        return ()
    lines: list[OpenLine] = []
    above = ""
    for n in range(draw(st.integers(0, 4))):
        if declared.key_lengths:
            below = bool(above) and draw(st.booleans())
            key = f"{above}0{n}" if below else "ABCDE"[n]
            above, level = above if below else key, 2 if below else 1
        else:
            key = f"{draw(_KEYS)}{n}"
            deepest = (lines[-1].level or 0) + 1 if lines and declared.level else 1
            level = draw(st.integers(1, deepest)) if declared.level else 1
        name = f"{draw(ON_ONE_LINE)}{n}"
        lines.append(
            OpenLine(key, key, name, level) if declared.key else OpenLine(name, name, name, level)
        )
    return tuple(lines)


@st.composite
def reports(draw: st.DrawFn, declaration: Declaration) -> tuple[Form, Report]:
    """Any report whose totals are what their parts come to; what may be blank may be so."""
    lines = {table.id: draw(_lines_of(table)) for table in declaration.tables if table.open_rows}
    form = form_with(declaration, lines)
    figures: dict[FigureId, Quantity] = {}
    for figure in form.figures:
        type = form.type_of(figure)
        odd = [Absent.BLANK, *[Absent.NOT_APPLICABLE] * type.not_applicable]
        figures[figure] = (
            draw(st.sampled_from(odd)) if draw(st.integers(0, 5)) == 0 else draw(values_of(type))
        )
    for total in in_order(form.totals, form):
        identity = form.totals[total][0]
        value = defined_value(identity, figures)
        figures[total] = without_value(identity, figures, form) if value is None else value
    said = (Paragraph("body", draw(ON_ONE_LINE)),) if draw(st.booleans()) else ()
    blank = blank_report(form, 2023, "某局")
    narrative = {**blank.narrative, "notes": said}
    return form, replace(blank, figures=figures, lines=lines, narrative=narrative)
