"""The 2019 form's tables drawn cell by cell, as the official text prints them.

DOMAIN 1.2 to 1.4 and 2.3: sizes, merged cells, and 22 + 161 + 15 figures.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.format.declaration import Line, Table, TablePrinting
from compiler.format.grid import Grid, GridCell, draw
from compiler.values.figures import FigureId
from tests.support.examples import declaration_of

DECLARATION = declaration_of()


def drawn(section: str) -> Grid:
    return draw(DECLARATION.tables_of(DECLARATION.section(section)))


def figures(grid: Grid) -> list[FigureId]:
    return [cell.figure for cell in grid.cells if cell.figure is not None]


def at(grid: Grid, row: int, column: int) -> GridCell:
    return next(cell for cell in grid.cells if (cell.row, cell.column) == (row, column))


def shape(cell: GridCell) -> tuple[str, int, int]:
    """Its words, and how many rows and columns it spans."""
    return cell.text, cell.height, cell.width


def labels(grid: Grid, column: int) -> list[tuple[str, int, int]]:
    return [shape(c) for c in grid.cells if c.kind == "label" and c.column == column]


def assert_covered_once(grid: Grid) -> None:
    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.height)
        for column in range(cell.column, cell.column + cell.width)
    ]
    every = [(row, column) for row in range(grid.rows) for column in range(grid.columns)]
    assert sorted(covered) == every


@pytest.mark.parametrize(
    ("section", "rows", "columns", "header_rows", "count"),
    [("proactive", 18, 4, 0, 22), ("requests", 26, 10, 3, 161), ("disputes", 4, 15, 3, 15)],
)
def test_sizes(section: str, rows: int, columns: int, header_rows: int, count: int) -> None:
    grid = drawn(section)
    assert (grid.rows, grid.columns, grid.header_rows) == (rows, columns, header_rows)
    assert len(figures(grid)) == len(set(figures(grid))) == count
    assert sum(grid.widths_mm) == pytest.approx(156)
    assert_covered_once(grid)


def test_every_figure_is_drawn_in_printed_order() -> None:
    sections = ("proactive", "requests", "disputes")
    every = [figure for section in sections for figure in figures(drawn(section))]
    assert every == list(DECLARATION.figures)
    assert len(every) == 198


def test_proactive_is_five_bands_of_four_columns() -> None:
    grid = drawn("proactive")
    bands = [(c.row, *shape(c)) for c in grid.cells if c.kind == "band"]
    assert bands == [
        (0, "第二十条第（一）项", 1, 4),
        (4, "第二十条第（五）项", 1, 4),
        (8, "第二十条第（六）项", 1, 4),
        (12, "第二十条第（八）项", 1, 4),
        (15, "第二十条第（九）项", 1, 4),
    ]
    heads = [
        [c.text for c in grid.cells if c.row == band + 1]
        for band, *_ in bands
    ]  # fmt: skip
    assert heads == [
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["信息内容", "上一年项目数量", "本年增/减"],
        ["信息内容", "采购项目数量", "采购总金额"],
    ]
    assert [text for text, _, _ in labels(grid, 0)] == [
        "规章", "规范性文件", "行政许可", "其他对外管理服务事项", "行政处罚", "行政强制",
        "行政事业性收费", "政府集中采购",
    ]  # fmt: skip
    # The narrower blocks let their last column take the rest of the width.
    for row in (13, 14, 16, 17):
        assert at(grid, row, 2).width == 2
    assert at(grid, 17, 2).figure == FigureId("article20_9", "procurement", "amount")


def test_requests_header() -> None:
    grid = drawn("requests")
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert shape(at(grid, 0, 0)) == (corner, 3, 3)
    assert shape(at(grid, 0, 3)) == ("申请人情况", 1, 7)
    assert shape(at(grid, 1, 3)) == ("自然人", 2, 1)
    assert shape(at(grid, 1, 4)) == ("法人或其他组织", 1, 5)
    assert shape(at(grid, 1, 9)) == ("总计", 2, 1)
    kinds = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert [shape(at(grid, 2, 4 + n)) for n in range(5)] == [(kind, 1, 1) for kind in kinds]


def test_requests_labels() -> None:
    grid = drawn("requests")
    assert labels(grid, 0) == [
        ("一、本年新收政府信息公开申请数量", 1, 3),
        ("二、上年结转政府信息公开申请数量", 1, 3),
        ("三、本年度办理结果", 20, 1),
        ("四、结转下年度继续办理", 1, 3),
    ]
    assert labels(grid, 1) == [
        ("（一）予以公开", 1, 2),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2),
        ("（三）不予公开", 8, 1),
        ("（四）无法提供", 3, 1),
        ("（五）不予处理", 5, 1),
        ("（六）其他处理", 1, 2),
        ("（七）总计", 1, 2),
    ]
    assert [text for text, _, _ in labels(grid, 2)] == [
        "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”",
        "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息",
        "7.属于行政执法案卷", "8.属于行政查询事项",
        "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确",
        "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物",
        "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息",
    ]  # fmt: skip


def test_disputes_header() -> None:
    grid = drawn("disputes")
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert shape(at(grid, 0, 0)) == ("行政复议", 1, 5)
    assert shape(at(grid, 0, 5)) == ("行政诉讼", 1, 10)
    assert [shape(at(grid, 1, n)) for n in range(5)] == [(text, 2, 1) for text in outcomes]
    assert shape(at(grid, 1, 5)) == ("未经复议直接起诉", 1, 5)
    assert shape(at(grid, 1, 10)) == ("复议后起诉", 1, 5)
    assert [at(grid, 2, 5 + n).text for n in range(10)] == outcomes * 2
    assert not labels(grid, 0)
    assert figures(grid)[5] == FigureId("disputes", "litigation_direct", "upheld")


# Whatever paths a declaration gives, the drawing is a whole


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Label paths of which none is the beginning of another."""
    letters = st.sampled_from("甲乙丙")
    found = draw(st.lists(st.lists(letters, min_size=1, max_size=3), min_size=1, max_size=8))
    return tuple(
        Line(f"line{position}", (*path, str(position))) for position, path in enumerate(found)
    )


@given(
    st.lists(
        st.builds(Table, st.just("t"), lines(), lines(), single_row=st.booleans()),
        min_size=1,
        max_size=3,
    )
)
def test_any_tables_are_drawn_without_gap_or_overlap(tables: list[Table]) -> None:
    grid = draw(tables)
    assert_covered_once(grid)
    assert sum(grid.widths_mm) == pytest.approx(156)
    expected = sum(len(table.rows) * len(table.columns) for table in tables)
    assert len(figures(grid)) == expected


def test_blocks_side_by_side_have_labels_as_wide_as_they_say_or_as_two_columns() -> None:
    label, numbers = (Line("r", ("行",)),), (Line("a", ("甲",)), Line("b", ("乙",)))
    left = Table("left", label, numbers[:1], label_widths=(60.0,))
    right = Table("right", label, numbers, printing=TablePrinting(beside="left"))
    grid = draw((left, right))
    # 60 for the label that says so; the other is as wide as two of the three columns.
    assert grid.widths_mm == pytest.approx((60, 19.2, 38.4, 19.2, 19.2))
