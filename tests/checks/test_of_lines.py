"""What is said of lines that an office added, of rows of data that are lost, and of words for none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from compiler.checks.every_check import check
from compiler.document.compose import compose
from compiler.document.tree import TableBlock
from compiler.format.declaration import Declaration
from compiler.format.form import form_of
from compiler.format.printing import TablePrinting
from compiler.report.desk import Only
from compiler.report.from_data import read_data
from compiler.report.prior import prior_of_report
from compiler.report.quotes import Quotable
from compiler.report.reading import Reading
from compiler.values.findings import Finding
from compiler.values.origin import Source
from compiler.workbook.form.make import blank_report, write_form
from tests.support.any_form import HEAD, loaded
from tests.support.spending import accounts, reading_of
from tests.support.workbooks import raw_cells

UNITS = """
[type.days]
like = "count"
words = { "N/A" = "skip" }
[[section]]
id = "units"
heading = "一、各单位"
tables = ["units"]
[table.units]
columns = [{ id = "most", label = "最长", type = "days" }, { id = "least", label = "最短", type = "days" }]
rows = [{ id = "all", label = "全部" }]
[table.units.open]
label = "单位"
[[rule]]
id = "most"
each = ["units.columns"]
holds = "all == max(lines)"
words = "全部取最大"
[[figure]]
name = "最长"
value = "units.all.most"
[[section]]
id = "notes"
heading = "二、说明"
required = false
"""


def declared() -> Declaration:
    return loaded(HEAD.format(language='"zh"', paper='"A4"') + UNITS)


def read(rows: dict[str, dict[str, Any]], said: str = "") -> Reading:
    data = {
        "format": "any", "year": 2023, "agency": {"name": "某局"},
        "narrative": {"notes": [{"level": "body", "text": said}] if said else []},
        "tables": {"units": [{"key": key, "figures": figures} for key, figures in rows.items()]},
    }  # fmt: skip
    source = Source("年报.json", "json", "")
    return read_data(json.dumps(data).encode(), source, "年报.json", Only(declared()))


def messages(reading: Reading) -> dict[str, Finding]:
    return {finding.code: finding for finding in check(reading)}


def test_a_sum_of_no_lines_is_said_to_be_of_none() -> None:
    data = accounts(0)
    (total,) = data["tables"]["spending"]
    total["figures"]["basic"] = total["figures"]["total"] = 45
    told = [f.message("zh") for f in check(reading_of(data)) if f.code == "T201"]
    assert any("45 ≠ 0（没有行）" in text for text in told)


def test_a_word_is_said_where_it_stands_in_a_function() -> None:
    found = messages(read({"甲": {"most": 5, "least": 1}, "乙": {"most": "N/A", "least": 1},
                           "all": {"most": 6, "least": 1}}))  # fmt: skip
    assert "甲 5、乙 N/A" in found["T301"].message("zh")


def test_a_quoted_word_is_printed() -> None:
    reading = read(
        {"甲": {"most": "N/A", "least": 1}, "all": {"most": "N/A", "least": 1}}, "最长{最长}天。"
    )
    assert reading.report
    assert reading.form
    assert Quotable(reading.form, reading.report).resolved("最长{最长}天。") == "最长N/A天。"
    assert not {"P101", "P102"} & set(messages(reading))
    cells = raw_cells(write_form(reading.form, reading.report))["可引用数据"]
    (cell,) = [cell for cell in cells.values() if cell.formula]
    assert (cell.text, '="N/A"' in (cell.formula or "")) == ("N/A", True)


def test_lines_that_are_gone_since_last_year_are_named() -> None:
    last, now = reading_of(accounts(7, 2021)), reading_of(accounts(6))
    assert last.report
    assert last.form
    assert now.form
    found = {f.code: f for f in check(now, prior_of_report(last.report, last.form, now.form))}
    assert found["Y502"].message("zh").endswith("没有2021年报告里的 1 行：2010202 第7项支出。")
    again = check(now, prior_of_report(now.report, now.form, now.form)) if now.report else ()
    assert "Y502" not in {f.code for f in again}


@pytest.mark.parametrize("row", ["201", {"label": "没有编码"}])
def test_what_fails_for_a_row_that_was_not_taken_in_follows_from_it(row: Any) -> None:
    data = accounts(40)
    rows = data["tables"]["spending"]
    rows[4] = row
    found = check(reading_of(data))
    assert [f.code for f in found] == ["W222"]
    assert len(found[0].consequences) > 2
    del rows[4]
    assert {f.code for f in check(reading_of(data))} >= {"T201"}


def test_the_guide_says_what_is_not_locked() -> None:
    form = form_of(declared())
    cells = raw_cells(write_form(form, blank_report(form, 2023, "某局")))["填表说明"]
    assert any("没有锁定" in cell.text for cell in cells.values())


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("{year}年采购规模表", "采购规模表"),
        ("表1　{agency}{year}年度收支表", "表1 收支表"),
        ("Table 1. Incidents in {year}", "Table 1. Incidents"),
        ("表1　收支表", "表1　收支表"),
        ("{year}年", ""),
    ],
)
def test_on_the_sheet_a_caption_is_told_without_the_year(caption: str, told: str) -> None:
    assert TablePrinting(caption=caption).told == told


COSTS = """
[unit.dollars]
label = "US$"
before = true
[type.cost]
decimals = 2
thousands = true
unit = "dollars"
printed_unit = true
zero = "–"
[[section]]
id = "s"
heading = "1. Purchases"
tables = ["s"]
[table.s]
columns = [
  { id = "way", label = ["Purchases", "Way"], type = "text" },
  { id = "planned", label = ["Purchases", "Planned"], type = "cost" },
  { id = "spent", label = ["Purchases", "Spent"], type = "cost" },
]
rows = [{ id = "all", label = "All" }]
[table.s.open]
label = "Item"
[[rule]]
id = "all"
each = ["s.columns"]
holds = "all == sum(lines)"
defines = "all"
words = "sum"
[[rule]]
id = "within"
each = ["s.rows"]
holds = "spent <= planned"
words = "Spent ≤ Planned"
[[rule]]
id = "one-source"
each = ["s.rows"]
holds = "if(way == 'direct' and spent > 400, 1, 0) == 0"
result = "way"
words = "not direct above 400"
[[figure]]
name = "spent"
value = "s.all.spent"
as_printed = true
[[section]]
id = "notes"
heading = "2. Notes"
required = false
"""


def purchases(way: str, spent: str, said: str = "") -> Reading:
    figures = {"planned": "15250.5", "spent": spent}
    data = {
        "format": "any", "year": 2023, "agency": {"name": "Office"},
        "narrative": {"notes": [{"level": "body", "text": said}] if said else []},
        "tables": {"s": [{"key": "Bridge", "figures": {"way": way, **figures}},
                         {"key": "all", "figures": figures}]},
    }  # fmt: skip
    declaration = loaded(HEAD.format(language='"en"', paper='"A4"').partition("[unit")[0] + COSTS)
    return read_data(json.dumps(data).encode(), Source("", "json", ""), "", Only(declaration))


def test_a_figure_is_quoted_as_its_cell_prints_it() -> None:
    """In the text and on the sheet of what can be quoted; that the cell's total has no way of
    purchase is nothing to be told.
    """
    for spent, shown in (("15250.5", "US$15,250.50"), ("0", "–")):
        reading = purchases("tender", spent, "We spent {spent}.")
        assert reading.report
        assert reading.form
        assert (
            Quotable(reading.form, reading.report).resolved("We spent {spent}.")
            == f"We spent {shown}."
        )
        assert check(reading) == ()
        cells = raw_cells(write_form(reading.form, reading.report))["Quotable figures"]
        (cell,) = [cell for cell in cells.values() if cell.formula]
        assert cell.text == shown
        assert cell.formula
        assert cell.formula.startswith("IF(COUNT(") == ("TEXT(" in cell.formula)


def test_a_condition_that_is_not_kept_names_what_it_breaks_and_no_number() -> None:
    (told,) = check(purchases("direct", "480"))
    assert (told.code, told.expected, told.actual, told.difference) == (
        "T401",
        None,
        "direct",
        None,
    )
    assert "which breaks “not direct above 400”" in told.message("en")


def test_a_head_over_columns_set_against_one_another_is_no_sum_of_them() -> None:
    """Spent is a part of what was planned: nobody means both together."""
    assert check(purchases("tender", "480", "Purchases came to 480.")) == ()


def test_a_column_of_a_form_in_english_is_as_wide_as_its_longest_word() -> None:
    columns = [
        {"id": f"c{n}", "label": word}
        for n, word in enumerate(("Uncharacteristically", *"abcdefg"))
    ]
    heads = ", ".join(f'{{ id = "{c["id"]}", label = "{c["label"]}" }}' for c in columns)
    text = HEAD.format(language='"en"', paper='"A4"') + (
        '[[section]]\nid = "t"\nheading = "1. All"\ntables = ["t"]\n[table.t]\n'
        f'columns = [{heads}]\nrows = [{{ id = "r", label = "Row" }}]\n'
    )
    form = form_of(loaded(text))
    report = blank_report(form, 2023, "Office")
    (block,) = [b for b in compose(report, form).blocks if isinstance(b, TableBlock)]
    assert block.grid.widths_mm[1] > 35 > form.grid(form.sections[0]).widths_mm[1]
