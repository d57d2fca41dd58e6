"""How figures are typed and printed: declared once, the same in every form a report takes."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.document.compose import compose
from compiler.document.tree import TableBlock
from compiler.edges.files import read_bytes
from compiler.edges.machine import desk_of
from compiler.format.declaration import Declaration
from compiler.format.figure_type import FigureType
from compiler.format.form import Form, form_with
from compiler.format.judgement import defined_value, without_value
from compiler.format.load import load
from compiler.format.totals import in_order
from compiler.ooxml.cells.cell_looks import Look
from compiler.ooxml.cells.raw import RawCell
from compiler.ooxml.cells.shown import shown_value
from compiler.ooxml.cells.shown_date import day_number
from compiler.pipeline import compile_report
from compiler.readers.workbook.table_figures import quantity_in
from compiler.report.data import to_json
from compiler.report.desk import Only
from compiler.report.in_print import in_print, read_again
from compiler.report.typed import stored_number
from compiler.text.dates import day_in_words
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from compiler.values.report import OpenLine, Report
from compiler.workbook.form.make import blank_report, write_form
from compiler.workbook.number_code import number_code
from docs.dialect import EXAMPLES
from tests.support import documents
from tests.support.any_form import types, values_of
from tests.support.examples import clean_data, declaration_of, report_of
from tests.support.office import converted
from tests.support.ways import mistakes
from tests.support.workbooks import part_of, parts_of, raw_cells

TYPES = EXAMPLES / "types.toml"


@cache
def form() -> Form:
    return declaration_of(str(TYPES))


def example() -> dict[str, Any]:
    data = clean_data(form())
    data["tables"] = {
        "accounts": {
            "grant": {"budget": 1200, "actual": 1234.5, "more": 34.5, "abroad": 20.25, "staff": 12},
            "other": {"budget": 15.05, "actual": 15.05, "more": 0, "abroad": 0, "staff": 0},
            "total": {"budget": 1215.05, "actual": 1249.55, "more": 34.5, "abroad": 20.25, "staff": 12},
        },
        "projects": {
            "water": {"spent": 1000.5, "share": 98.8, "stage": "完工", "finished": "2020-11-20", "note": "见附件 3。\n另见附件 4。"},
            "roads": {"spent": 0, "share": 100, "stage": "在建", "finished": None, "note": "<、& 和 = 照印"},
        },
    }  # fmt: skip
    return data


def printed(report: Report, form: Form) -> list[tuple[str, ...]]:
    """The figures of every table of the document, row by row."""
    blocks = [b for b in compose(report, form).blocks if isinstance(b, TableBlock)]
    rows: dict[tuple[int, int], list[str]] = {}
    for number, block in enumerate(blocks):
        for cell, words in block.shown():
            if cell.figure:
                rows.setdefault((number, cell.row), []).append(words)
    return [tuple(words) for _, words in sorted(rows.items())]


def test_the_document_prints_them_as_the_form_has_them() -> None:
    assert printed(report_of(example(), form()), form()) == [
        ("1,200.00", "1,234.50", "+34.50", "US$20.25", "12"),
        ("15.05", "15.05", "–", "", "0"),
        ("1,215.05", "1,249.55", "+34.50", "US$20.25", "12"),
        ("1,000.50", "98.8%", "完工", "2020年11月20日", "见附件 3。\n另见附件 4。"),
        ("0.00", "100%", "在建", "", "<、& 和 = 照印"),
    ]


def test_the_unit_of_a_table_stands_over_it_outside_its_frame() -> None:
    report = report_of(example(), form())
    (first, *_), *_ = documents.tables(document_of(report))
    assert set(first) == {"金额单位：万元"}
    grid = form().grid(form().section("accounts"))
    assert (grid.header_rows, grid.cells[0].width, grid.cells[0].kind) == (2, 6, "unit")
    cells = raw_cells(write_form(form(), report))["二、收支情况"]
    assert cells[4, 1].text == "金额单位：万元"


def document_of(report: Report, shelf: Only | None = None) -> bytes:
    desk = desk_of()._replace(shelf=shelf or Only(form().declaration))
    with TemporaryDirectory() as folder:
        path = Path(folder, "年报.json")
        path.write_text(to_json(report), "utf-8")
        document = compile_report(path, desk).document
    assert document is not None
    return document


def test_the_workbook_shows_them_so_and_lets_nothing_else_be_typed() -> None:
    book = write_form(form(), report_of(example(), form()))
    cells = {sheet: cells for sheet, cells in raw_cells(book).items() if sheet[0] in "二三"}
    accounts, projects = cells.values()
    assert [accounts[6, column].look.code for column in range(2, 7)] == [
        "#,##0.00", "#,##0.00", '+#,##0.00;-#,##0.00;"–"', '[=0]0;"US$"#,##0.00', "General",
    ]  # fmt: skip
    assert projects[5, 3].look.code == 'General"%"'
    parts = parts_of(book)
    sheet = html.unescape("".join(parts[part_of(parts, name)].decode() for name in cells))
    for rule in (
        'OR(B6="N/A",B6="<0.01",AND(ISNUMBER(B6),N(B6)>=0,N(B6)=ROUND(N(B6),2)))',
        '"未开工,在建,完工"',
        "OR(AND(ISNUMBER(E5),N(E5)=INT(N(E5))))",
        "OR(AND(ISNUMBER(C5),N(C5)>=0,N(C5)=ROUND(N(C5),1)))",
        'OR(AND(ISNUMBER(E6),N(E6)>=0,N(E6)=ROUND(N(E6),2)),LEFT(E6,3)="US$")',
        "OR(AND(ISNUMBER(F6),N(F6)>=0,N(F6)=INT(N(F6))))",
    ):
        assert rule in sheet, rule
    assert re.search(r'<row r="5"[^>]* ht="35\.', sheet)  # two lines of words
    for words in ("小数最多 2 位", "只填百分号前面的数", "单位万元"):
        assert words in sheet


# Laws


@settings(max_examples=300)
@given(st.data(), types())
def test_what_is_printed_is_read_again_and_is_what_the_workbook_shows(
    data: st.DataObject, type: FigureType
) -> None:
    number = data.draw(values_of(type))
    for language in ("zh", "en"):
        assert read_again(in_print(number, type, language), type) == number
    words = in_print(number, type, "zh")
    if isinstance(number, Said) and number.weight:
        assert words == number.text
    elif isinstance(number, Said):
        day = day_number(number.text) if type.kind == "date" else None
        code = number_code(type, "zh")
        assert words == (
            number.text
            if type.kind == "text"
            else day_in_words(date.fromisoformat(number.text), "zh")
        )
        assert day is None or shown_value(Decimal(day), code) == words
    elif type.zero == "":
        assert (words == "") == (number == 0)
    elif type.fixed or type.whole or not type.thousands:
        assert shown_value(number, number_code(type, "zh")) == words
    for other in (Absent.NOT_APPLICABLE, Absent.BLANK):
        if other is Absent.NOT_APPLICABLE and not type.is_number:
            continue  # a text may be so, too
        assert read_again(in_print(other, type, "zh"), type) == (
            Decimal(0) if other is Absent.BLANK and type.zero == "" else other
        )


# The workbook's own formulas

OF_LINES = """
[[section]]
id = "units"
heading = "四、各单位"
tables = ["units"]

[table.units]
columns = [
  { id = "planned", label = "预算", type = "money" },
  { id = "spent", label = "支出", type = "money" },
  { id = "rest", label = "结余", type = "more" },
  { id = "stage", label = "进展", type = "stage" },
]
rows = [{ id = "total", label = "合计" }]

[table.units.open]
after = "total"
key = "编码"
label = "单位"
key_lengths = [1, 2]

[[rule]]
id = "rest"
each = ["units.rows"]
holds = "rest == planned - spent"
defines = "rest"
words = "预算 － 支出 ＝ 结余"

[[rule]]
id = "units-total"
each = ["units.columns"]
holds = "total == sum(lines)"
defines = "total"
words = "合计 ＝ 各单位之和"

[[rule]]
id = "below"
each = ["units.columns"]
holds = "parent == sum(children)"
defines = "parent"
words = "上级 ＝ 下级之和"

[[rule]]
id = "within"
each = ["units.rows"]
holds = "rest <= planned"
words = "结余 ≤ 预算"
"""


def any_report(choice: random.Random, declaration: Declaration) -> tuple[Form, Report]:
    """Words, blanks and letters among its numbers; most totals are what they come to."""
    chosen = choice.sample(("A", "A1", "A2", "B", "B1"), choice.randrange(6))
    keys = sorted(key for key in chosen if key[0] in chosen)
    lines = tuple(OpenLine(key, key, f"单位{key}", len(key)) for key in keys)
    form = form_with(declaration, {"units": lines})

    def any_value(type: FigureType, blanks: Iterable[Absent]) -> Quantity:
        words: list[Quantity] = [Said(*each) for each in type.words]
        if not type.is_number:
            return (
                Absent.BLANK
                if type.kind == "date"
                else Said(choice.choice((*type.choices, "无"))[:3])
            )
        number = Decimal(choice.randrange(9)) / (1 if type.whole else 4)
        odd = (*words, *words, *blanks, Unreadable("约3"))
        return choice.choice(odd) if choice.random() < 0.3 else number

    figures = {
        # A line without a figure is a matter of lines, not of words.
        f: any_value(form.type_of(f), () if f.table == "units" else (Absent.BLANK,))
        for f in form.figures
    }
    for total in in_order(form.totals, form):
        identity, value = form.totals[total][0], defined_value(form.totals[total][0], figures)
        if choice.random() < 0.9:
            figures[total] = without_value(identity, figures, form) if value is None else value
    report = replace(blank_report(form, 2023, "某局"), figures=figures, lines={"units": lines})
    return form, report


def test_recalculated_the_workbook_says_of_words_what_nianbao_says(tmp_path: Path) -> None:
    text = TYPES.read_text("utf-8") + OF_LINES
    declaration = load(text.encode(), str(TYPES), read_bytes)
    assert isinstance(declaration, Declaration), [f.message("zh") for f in declaration]
    sources = []
    for number in range(12):
        source = tmp_path / f"{number}.xlsx"
        source.write_bytes(write_form(*any_report(random.Random(number), declaration)))
        sources.append(source)
    states: set[str] = set()
    for source, saved in zip(
        sources, converted(sources, tmp_path / "saved", recalculating=True), strict=True
    ):
        before, after = (raw_cells(path.read_bytes()) for path in (source, saved))
        for name, cells in before.items():
            for at, cell in cells.items():
                if cell.formula:
                    now = after[name].get(at)
                    assert alike(cell.text, now.text if now else ""), (
                        source.stem,
                        name,
                        at,
                        cell.formula,
                    )
                    states |= {cell.text} if at[1] == 8 and name == "校验" else set()
    assert states == {"✓", "✗", "未填", "/"}


def alike(one: str, other: str) -> bool:
    """Excel calculates in binary: a zero may be dust."""
    numbers = [stored_number(text) for text in (one, other)]
    if None in numbers:
        return one == other
    first, second = (number or Decimal(0) for number in numbers)
    return abs(first - second) < Decimal("1e-9")


# What cannot be declared


def test_words_take_no_part_in_rules() -> None:
    text = (
        TYPES.read_text("utf-8")
        + """
[[rule]]
id = "late"
each = ["projects.rows"]
holds = "finished >= spent"
words = "完工"
[[rule]]
id = "all"
each = ["projects.columns"]
holds = "water >= roads"
words = "水利 ≥ 道路"
[[figure]]
name = "进展"
value = "projects.water.stage"
"""
    )
    assert [(f.code, f.place.label) for f in mistakes(text)] == [
        ("W304", "rule[late].holds"),
        ("W304", "figure[进展].value"),
    ]


def test_every_mistake_in_a_type_is_told_at_once() -> None:
    text = TYPES.read_text("utf-8")
    wrong = (
        ("decimals_at_most = 1", "decimals_at_most = 1\ndecimals = 2"),
        ('zero = ""', 'zero = "12"'),
        ('[type.dollars] ', '[type.amount]\nlike = "count"\ndecimals = 2\n\n[type.dollars] '),
        ('unit = "wan"\ndecimals = 2\nthousands = true\nwords', 'unit = "yuan"\nwords'),
        ('words = { "N/A" = "skip" }', 'words = { "5" = "skips" }'),
        ('["未开工", "在建", "完工"]', '["在建", "在 建", "完,工"]'),
        ('like = "date"', 'like = "date"\nthousands = true\nchoices = ["今天"]'),
        ('type = "more" }', 'type = "mor" }'),
        ("before = true", 'before = "yes"'),
        ("signed = true", "signed = true\nsign = true"),
    )  # fmt: skip
    for old, new in wrong:
        assert old in text, old
        text = text.replace(old, new)
    assert [(f.code, f.place.label) for f in mistakes(text)] == [
        ("W304", "unit.dollar.before"),
        ("W305", "type.money.unit"),
        ("W304", "type.more.words"),
        ("W304", "type.more.words"),
        ("W302", "type.more"),
        ("W304", "type.share.decimals_at_most"),
        ("W304", "type.amount"),
        ("W304", "type.amount.decimals"),
        ("W304", "type.dollars.zero"),
        ("W304", "type.stage.choices"),
        ("W304", "type.stage.choices"),
        ("W304", "type.day.thousands"),
        ("W304", "type.day.choices"),
        ("W305", "table.accounts.columns[more].type"),
    ]


@pytest.mark.parametrize(
    ("stored", "code", "date1904", "read"),
    [
        ("45667", "m月d日", False, Said("2025-01-10")),  # shown without its year
        ("45667", "yyyy-mm-dd", True, Said("2029-01-11")),
        ("45667.5", "m月d日", False, Unreadable("45667.5")),  # a moment is no day
        ("45667", "General", False, Unreadable("45667")),
    ],
)
def test_a_day_that_is_stored_as_a_number_is_one_only_where_it_looks_like_one(
    stored: str, code: str, date1904: bool, read: Quantity
) -> None:
    cell = RawCell("number", stored, look=Look(code))
    finished = FigureId("projects", "water", "finished")
    assert quantity_in(cell, form(), finished, date1904=date1904) == read
