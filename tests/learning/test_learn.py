"""Declarations drafted from forms: what is read, what is guessed, and that guesses are not used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.format.declaration import Line, Table
from compiler.format.form import form_of
from compiler.format.grid import draw
from compiler.learning.label_words import is_label, is_total, number_in, tidied, unit_said
from compiler.learning.laid_beside import laid_beside
from compiler.learning.outline import Outline, OutlinedSection, OutlinedTable, outline_of
from compiler.learning.sections_seen import outline_seen
from compiler.learning.table_read import tables_in
from compiler.learning.title_read import title_pattern
from compiler.readers.web_page import seen_page
from compiler.values.seen import SeenCell, SeenTable
from tests.learning.measure import (
    BY_HAND,
    EDITIONS,
    FORMS,
    Share,
    compiled,
    drafted,
    edition,
    measured,
    outline,
)
from tests.support.running import nianbao

PAGE = """<h1>某某局20××年信访工作年度报告</h1><h2>一、来信</h2><p>单位：万元</p>
<table><tr><td rowspan=2>来源</td><td colspan=3>件　数</td><td rowspan=2>金额（元）</td></tr>
<tr><td>网站</td><td>信件</td><td>合 计</td></tr>
<tr><td>市内</td><td></td><td></td><td></td><td></td></tr>
<tr><td>市外</td><td></td><td></td><td></td><td></td></tr>
<tr><td>总计</td><td></td><td></td><td></td><td></td></tr></table>
<h2>二、问题</h2><p>（写明主要问题。）</p>"""
# 合计 is what 网站 and 信件 come to; 总计 of 金额 is one too much.
FILLED = [["1", "2", "3", "10.5"], ["4", "5", "9", "2"], ["5", "7", "12", "13.5"]]


def filled(page: str, rows: list[list[str]]) -> str:
    values = iter(text for row in rows for text in row)
    return re.sub("<td></td>", lambda _: f"<td>{next(values)}</td>", page)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "表样.html").write_text(PAGE, "utf-8")
    (tmp_path / "填好的.html").write_text(filled(PAGE, FILLED), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# The shipped editions


@pytest.mark.parametrize("id", EDITIONS)
def test_a_compiled_form_gives_its_edition_back(id: str) -> None:
    """Rules that rest on texts which the form does not print are not guessed."""
    blank, example = (outline(compiled(id, filled=f), "表样.docx") for f in (False, True))
    assert laid_beside(outline_of(edition(id)), blank).differences == 0
    found = measured(drafted(blank, example), edition(id))
    shares = (found.headings, found.labels, found.merges, found.types)
    assert all(share.right == share.of > 0 for share in shares), found
    assert found.wrong_rules == 0
    assert found.rules.right >= 5, found


@pytest.mark.parametrize("name", BY_HAND)
def test_a_form_made_by_hand_gives_its_edition_back(name: str) -> None:
    form = outline((FORMS / name).read_bytes(), name)
    found = measured(drafted(form), edition("disclosure-2021"))
    assert found == measured(
        drafted(outline(compiled("disclosure-2021", filled=False), "表样.docx")),
        edition("disclosure-2021"),
    )
    assert not any(section.sure for section in form.sections[1:])


def test_what_is_measured_falls_when_a_label_a_merge_or_a_rule_is_wrong() -> None:
    name = "by-hand-2021.html"
    page = (FORMS / name).read_text("utf-8")
    wrong = page.replace("<td>商业<br>企业</td>", "<td>企业</td>").replace(
        "（七）总计", "（七）其他"
    )
    found = measured(drafted(outline(wrong.encode(), name)), edition("disclosure-2021"))
    right = measured(drafted(outline(page.encode(), name)), edition("disclosure-2021"))
    assert found.labels == Share(right.labels.right - 2, right.labels.of)
    assert found.rules.right < right.rules.right


# What is read

WORDS = st.sampled_from(
    ["甲类", "乙类", "丙类", "其他", "收到", "办结", "（一）予以公开", "1.重复"]
)


@st.composite
def paths(draw_: Callable[..., object]) -> tuple[tuple[str, ...], ...]:
    """Label paths of which none begins another, neighbours sharing what they have in common."""
    lines: list[tuple[str, ...]] = []
    for first in draw_(st.lists(WORDS, min_size=1, max_size=3, unique=True)):  # type: ignore[attr-defined]
        lower = draw_(st.lists(WORDS, max_size=3, unique=True))
        lines += [(first, word) for word in lower] or [(first,)]  # type: ignore[attr-defined]
    return tuple(lines)


@given(paths(), paths(), st.sampled_from(["", "项目"]), st.sampled_from(["", "第一部分表"]))
def test_a_table_is_read_as_it_is_drawn(
    rows: tuple[tuple[str, ...], ...], columns: tuple[tuple[str, ...], ...], corner: str, band: str
) -> None:
    lines = [
        tuple(Line(f"l{n}", path) for n, path in enumerate(paths)) for paths in (rows, columns)
    ]
    grid = draw([Table("t", *lines, corner=corner, band=band)])
    cells = tuple(SeenCell(c.row, c.column, c.height, c.width, c.text) for c in grid.cells)
    (table,) = tables_in(SeenTable(grid.rows, grid.columns, cells))
    assert (table.rows, table.columns) == (rows, columns)
    assert (table.corner, table.band, table.doubts) == (corner, band, ())


CELLS = st.sampled_from(
    [
        "",
        "1",
        "合计",
        "总计",
        "甲",
        "甲",
        "乙（万元）",
        "/",
        "-3",
        "2023",
        "行次",
        "栏次",
        "1",
        "2",
        "单位：元",
        "{甲}",
    ]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), st.booleans())
def test_whatever_a_table_holds_its_draft_loads_and_says_what_was_read(
    rows: list[list[str]], again: bool
) -> None:
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    page = f"<h1>一、2023年{{表}}</h1><table>{body}</table>" * (1 + again)
    form = outline_seen(seen_page(page.encode()))
    result = drafted(form)
    tables = [(t.rows, t.columns, t.corner, t.band) for t in form.tables]
    found = outline_of(form_of(result.declaration))
    assert [(t.rows, t.columns, t.corner, t.band) for t in found.tables] == tables


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<p>甲<br>乙 丙<b>丁</b></p>", ["body:甲\n乙 丙丁"]),
        ("<h1>题</h1><h2>节</h2>词", ["title:题", "heading1:节", "body:词"]),
        ("<h1>节</h1><script>x</script><p style='display:none'>藏</p>", ["heading1:节"]),
        ("<table><tr><td><table><tr><td>里</table></table>", ["table:里"]),
        ("", []),
    ],
)
def test_a_page_is_seen(page: str, seen: list[str]) -> None:
    blocks = seen_page(page.encode())
    told = [f"{getattr(block, 'role', 'table')}:{block.text}" for block in blocks]
    assert told == seen


def test_a_page_in_an_older_encoding_and_cells_that_reach_beyond_it() -> None:
    page = '<meta charset="gb2312"><table><tr><td rowspan="99999">镕</td><td colspan="99999">基</td></tr></table>'
    (table,) = seen_page(page.encode("gb18030"))
    assert isinstance(table, SeenTable)
    assert [(c.text, c.height, c.width) for c in table.cells] == [("镕", 1, 1), ("基", 1, 1000)]


@pytest.mark.parametrize(
    ("text", "number"), [("1,234.50", "1234.50"), ("-3", "-3"), ("5.2万元", "5.2"), ("３件", "3")]
)
def test_a_figure_is_no_label(text: str, number: str) -> None:
    assert str(number_in(text)) == number
    assert not is_label(text)


def test_words_of_labels() -> None:
    assert [tidied(t) for t in ("总　　计", "合 计（万元）", "一、 总体\n情况", "All  readers")] == [
        "总计", "合计（万元）", "一、总体情况", "All readers",
    ]  # fmt: skip
    assert tidied("第一部分 部门概况") == "第一部分 部门概况"
    totals = ("（七）总计", "本年收入合计", "Total costs", "All readers", "对外公开总数量", "统计")
    assert [is_total(t) for t in totals] == [True, True, True, True, False, False]
    assert [unit_said(t) for t in ("金额（万元）", "（单位：元）", "Cost ($)", "数量")] == [
        "万元", "元", "$", "",
    ]  # fmt: skip
    assert not any(is_label(t) for t in ("", "/", "—", "____", "××", "N/A", "无"))
    assert title_pattern("××市××局20××年工作报告", "zh") == "{agency}{year}年工作报告"
    assert (
        title_pattern("Annual return of [agency], 2023", "en")
        == "Annual return of {agency}, {year}"
    )
    assert tidied("{机关}：｛年｝") == "（机关）：（年）"


# What is guessed


@pytest.mark.usefixtures("folder")
def test_totals_are_tried_on_the_example() -> None:
    alone = tomllib.loads(nianbao("learn", "表样.html").out)
    found = tomllib.loads(nianbao("learn", "表样.html", "--example", "填好的.html").out)
    table = found["table"]["table1"]
    assert [rule["holds"] for rule in found["rule"]] == [
        "total == column1 + column2", "total == row1 + row2",
    ]  # fmt: skip
    assert [rule["holds"] for rule in alone["rule"]] == [rule["holds"] for rule in found["rule"]]
    assert "没有数可以核对" in alone["rule"][0]["guess"]
    assert found["rule"][0]["guess"].endswith("3 处有数，3 处相符")
    assert found["rule"][1]["guess"].endswith("4 处有数，3 处相符")
    assert [(c.get("type"), c.get("unit")) for c in table["columns"]] == [
        (None, None), (None, None), (None, None), ("amount", "yuan"),
    ]  # fmt: skip
    assert found["section"][1]["help"] == "（写明主要问题。）"
    assert found["format"]["title"] == "{agency}{year}年信访工作年度报告"


def test_the_parts_of_a_total_are_those_that_agree_with_the_example() -> None:
    columns = (("甲",), ("乙",), ("其中丙",), ("合计",))
    table = OutlinedTable((("行",), ("列",)), columns, figures=(("", "", "", ""),) * 2)
    filled_in = (("1", "2", "5", "3"), ("4", "5", "9", "9"))
    wide = OutlinedTable(table.rows, columns, figures=filled_in)
    form, example = (Outline("", (OutlinedSection("一、表", (t,)),)) for t in (table, wide))
    (rule,) = drafted(form, example).declaration.rules
    assert "2 处有数，0 处相符" in _guess_of(drafted(form, example).text, rule.id)
    swapped = OutlinedTable(
        (("合计",), ("甲",), ("乙",), ("总计",)),
        (("数",),),
        figures=(("3",), ("1",), ("2",), ("3",)),
    )
    text = drafted(Outline("", (OutlinedSection("一、表", (swapped,)),))).text
    assert re.findall('holds = "(.*)"', text) == ["total == row2 + row3", "total_2 == row2 + row3"]


def _guess_of(text: str, rule: str) -> str:
    return next(r["guess"] for r in tomllib.loads(text)["rule"] if r["id"] == rule)


def test_blank_rows_are_lines_that_an_office_adds() -> None:
    page = """<h1>一、支出</h1><table><tr><td>科目编码<td>科目名称<td>支出</tr>
    <tr><td colspan=2>合计<td></tr><tr><td><td><td></tr><tr><td><td><td></tr></table>"""
    found = tomllib.loads(drafted(outline_seen(seen_page(page.encode()))).text)
    (table,) = found["table"].values()
    assert table["open"] == {
        "after": "total", "key": ["科目编码"], "label": ["科目名称"],
        "guess": "表样里留有空行，推测各单位可以增加行",
    }  # fmt: skip
    assert found["rule"][0]["holds"] == "total == sum(lines)"


def test_numbers_of_rows_and_columns_are_no_labels() -> None:
    """As 部门决算 has them: rows that are blank but for their number are room for nothing."""
    page = """<h1>一、收支</h1><table><tr><td>项目<td>行次<td>决算数</tr><tr><td>栏次<td><td>1</tr>
    <tr><td>拨款<td>1<td>5</tr><tr><td><td>2<td></tr><tr><td>合计<td>3<td>5</tr></table>"""
    outline = outline_seen(seen_page(page.encode()))
    (table,) = outline.sections[0].tables
    assert (table.rows, table.columns) == ((("拨款",), ("合计",)), (("决算数",),))
    assert (table.row_numbers, table.column_numbers, table.added_after) == ("行次", "栏次", None)
    (drawn,) = drafted(outline).declaration.tables
    assert (drawn.printing.row_numbers, drawn.printing.column_numbers) == ("行次", "栏次")


def test_tables_side_by_side_and_names_above_them() -> None:
    page = """<h1>一、收支</h1><p>表1 收支总表</p><p>金额单位：万元</p><table><tr><td>收入<td>行次<td>数<td>支出<td>行次<td>数</tr>
    <tr><td>拨款<td>1<td><td>人员<td>3<td></tr><tr><td>其他<td>2<td><td>项目<td>4<td></tr>
    <tr><td colspan=6>注：本表不含附属单位。</tr></table>"""
    (section,) = outline_seen(seen_page(page.encode())).sections
    left, right = section.tables
    assert (left.band, left.rows) == ("表1 收支总表", (("拨款",), ("其他",)))
    assert [table.unit_line for table in section.tables] == ["金额单位：万元"] * 2
    assert right.rows == (("人员",), ("项目",))
    assert (left.row_numbers, right.row_numbers) == ("行次", "行次")
    assert right.notes == ("注：本表不含附属单位。",)
    drafts = drafted(Outline("", (section,))).declaration
    assert "注：本表不含附属单位。" in next(
        g.words for g in drafts.guesses if g.at == "table.table2"
    )
    assert all("并排" in "".join(d.zh for d in table.doubts) for table in section.tables)


# A draft is looked at, and not used


def test_a_draft_is_refused_until_its_guesses_are_settled(folder: Path) -> None:
    made = nianbao("learn", "表样.html", "-o", "草稿.toml")
    assert (made.code, "处推测待核定" in made.out) == (0, True)
    refused = nianbao("new", "--format", "草稿.toml", "-o", "空表.xlsx", "--json")
    (finding,) = refused.json["findings"]
    assert (refused.code, finding["code"]) == (2, "W312")
    shown = nianbao("formats", "草稿.toml", "--json").json["guesses"]
    assert shown
    assert all(guess["at"] in finding["message"] for guess in shown)
    listed = nianbao("formats", NIANBAO_FORMATS=str(folder))
    assert "草稿，推测待核定" in listed.out
    by_id = nianbao("new", "--format", "draft", "-o", "空表.xlsx", "--json", NIANBAO_FORMATS=".")
    assert [f["code"] for f in by_id.json["findings"]] == ["W312"]
    text = Path("草稿.toml").read_text("utf-8")
    settled = re.sub(r',? *guess = ".*?"(?= \}|\n)', "", text)
    Path("草稿.toml").write_text(settled, "utf-8")
    assert nianbao("new", "--format", "草稿.toml", "-o", "空表.xlsx").code == 0


@pytest.mark.usefixtures("folder")
def test_formats_lays_a_draft_beside_its_form() -> None:
    nianbao("learn", "表样.html", "-o", "草稿.toml")
    same = nianbao("formats", "草稿.toml", "--form", "表样.html")
    assert "两边一致" in same.out
    assert "■ 待核定的推测" in same.out
    changed = (
        Path("草稿.toml")
        .read_text("utf-8")
        .replace('"市外"', '"省外"')
        .replace("二、问题", "二、困难")
    )
    Path("草稿.toml").write_text(changed, "utf-8")
    beside = nianbao("formats", "草稿.toml", "--form", "表样.html", "--json").json
    different = [(b["declared"], b["form"]) for b in beside["beside"] if not b["same"]]
    assert different == [(["省外"], ["市外"]), (["二、困难"], ["二、问题"])]
    assert beside["differences"] == 2
    assert re.search("≠ 行 +省外 +市外", nianbao("formats", "草稿.toml", "--form", "表样.html").out)


def test_columns_of_dates_percentages_and_words_are_typed_as_the_example_has_them(
    tmp_path: Path,
) -> None:
    form = tmp_path / "表样.html"
    rows = (
        "<tr><th>项目</th><th>金额（万元）</th><th>完成日期</th><th>进度</th><th>负责人</th></tr>"
        "<tr><td>道路</td><td>12.50</td><td>2023年3月1日</td><td>98.5%</td><td>张三</td></tr>"
        "<tr><td>桥梁</td><td>3.20</td><td>2023-05-01</td><td>100%</td><td>李四</td></tr>"
        "<tr><td>合计</td><td>15.70</td><td></td><td></td><td></td></tr>"
    )
    form.write_text(f"<h1>某局2023年报告</h1><h2>一、项目</h2><table>{rows}</table>", "utf-8")
    draft = tomllib.loads(nianbao("learn", form).out)
    ((table,),) = (draft["table"].values(),)
    assert [column["type"] for column in table["columns"]] == [
        "amount", "date", "percentage", "text",
    ]  # fmt: skip
    assert all("guess" in column for column in table["columns"])
    assert draft["type"] == {"percentage": {"percent": True}}
    settled = re.sub(r',? ?guess = "[^"\n]*"', "", nianbao("learn", form).out)
    (tmp_path / "格式.toml").write_text(settled, "utf-8")
    assert nianbao("formats", tmp_path / "格式.toml").code == 0


@pytest.mark.usefixtures("folder")
def test_how_learn_answers() -> None:
    assert nianbao("learn", "表样.html", "-o", "草稿.toml").code == 0
    again = nianbao("learn", "表样.html", "-o", "草稿.toml", "--json")
    assert (again.code, [f["code"] for f in again.json["findings"]]) == (2, ["W177"])
    assert nianbao("learn", "表样.html", "-o", "草稿.toml", "--force").code == 0
    told = nianbao("learn", "表样.html", "--json").json
    assert tomllib.loads(told["declaration"])["section"]
    assert len(told["guesses"]) == told["declaration"].count("guess = ")
    Path("空.html").write_text("<p>见附件</p>", "utf-8")
    empty = nianbao("learn", "空.html")
    assert (empty.code, empty.out, "W313" in empty.err) == (2, "", True)
    wrong = nianbao("learn", "表样.html", "--example", "没有.docx", "--json")
    assert [f["code"] for f in wrong.json["findings"]] == ["W150"]
    Path("表样.xlsx").write_bytes((FORMS / BY_HAND[0]).read_bytes()[:400])
    assert nianbao("learn", "表样.xlsx", "--json").code == 2
    missing = nianbao("formats", "--form", "表样.html")
    assert missing.code == 2
